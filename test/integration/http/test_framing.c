#include "talking.h"

#include <unistd.h>

#define HOST "Host: localhost\r\n"
#define END "Connection: close\r\n\r\n"

/* What is said, and the status that comes back. 0: the connection is closed without a word. */
static const struct {
  const char *said;
  unsigned status;
  const char *body; /* part of the answer; NULL anything */
} requests[] = {
  { "GET / HTTP/1.1\r\n" HOST END, 200, "/" },
  { "GET /people/7H3K?x=1 HTTP/1.1\r\n" HOST END, 200, "/people/7H3K" },
  { "GET / HTTP/1.0\r\n" HOST "\r\n", 200, NULL },
  { "POST /echo HTTP/1.1\r\n" HOST "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\n" END
    "a=%41",
    200, "A" },
  { "POST /echo HTTP/1.1\r\n" HOST
    "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n" END
    "2\r\na=\r\n3;x=y\r\n%41\r\n0\r\n\r\n",
    200, "A" },
  { "POST /echo HTTP/1.1\r\n" HOST "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n" END "a=%",
    400, NULL },
  /* two lengths, a length and a coding, codings nobody reads */
  { "POST / HTTP/1.1\r\n" HOST "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400, NULL },
  { "POST / HTTP/1.1\r\n" HOST "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400, NULL },
  { "POST / HTTP/1.1\r\n" HOST "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, NULL },
  { "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400, NULL },
  { "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501, NULL },
  { "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n", 501, NULL },
  { "GET / HTTP/1.1\r\n" HOST "Content-Length: 60\r\n\r\nGET /hidden HTTP/1.1\r\n" HOST END, 400, NULL },
  /* folded, and names that are none */
  { "GET / HTTP/1.1\r\n" HOST "X: a\r\n b\r\n" END, 400, NULL },
  { "GET / HTTP/1.1\r\n" HOST "X: a\r\n\tb\r\n" END, 400, NULL },
  { "POST / HTTP/1.1\r\n" HOST "Content-Length : 3\r\n" END "abc", 400, NULL },
  /* hosts */
  { "GET / HTTP/1.1\r\n" END, 400, NULL },
  { "GET / HTTP/1.1\r\n" HOST HOST END, 400, NULL },
  { "GET / HTTP/1.1\r\nHost: elsewhere.example\r\n" END, 421, NULL },
  { "GET http://elsewhere.example/ HTTP/1.1\r\n" HOST END, 400, NULL },
  { "OPTIONS * HTTP/1.1\r\n" HOST END, 400, NULL },
  { "CONNECT elsewhere.example:443 HTTP/1.1\r\n" HOST END, 400, NULL },
  /* out of the house */
  { "GET /static/../../key HTTP/1.1\r\n" HOST END, 400, NULL },
  { "GET /static/%2e%2e/%2e%2e/key HTTP/1.1\r\n" HOST END, 400, NULL },
  { "GET /static/%252e%252e/key HTTP/1.1\r\n" HOST END, 200, "/static/%2e%2e/key" }, /* decoded once only */
  { "GET /static/..%2fkey HTTP/1.1\r\n" HOST END, 400, NULL },
  { "GET /static/%c0%ae%c0%ae/key HTTP/1.1\r\n" HOST END, 400, NULL },
  { "GET /static/a%00.css HTTP/1.1\r\n" HOST END, 400, NULL },
  /* from another site */
  { "POST / HTTP/1.1\r\n" HOST "Origin: http://elsewhere.example\r\nContent-Length: 0\r\n" END, 403, NULL },
  { "POST / HTTP/1.1\r\n" HOST "Sec-Fetch-Site: cross-site\r\nContent-Length: 0\r\n" END, 403, NULL },
  { "GET / HTTP/1.1\r\n" HOST "Sec-Fetch-Site: cross-site\r\n" END, 200, NULL }, /* a link may lead here */
  /* no HTTP */
  { "GET / HTTP/9.9\r\n" HOST END, 505, NULL },
  { "\x16\x03\x01\x02\r\n\r\n", 0, NULL },
};

static void a_request_is_answered_as_it_deserves(void **state) {
  (void)state;
  SkServer *server = serving(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(requests); i++) {
    g_autofree char *answer = asked(server, requests[i].said);
    if (status_of(answer) != requests[i].status ||
        (requests[i].body != NULL && strstr(answer, requests[i].body) == NULL))
      fail_msg("row %zu: \"%s\" was answered: %s", i, requests[i].said, answer);
    if (strstr(answer, "HTTP/1.1 ") != g_strrstr(answer, "HTTP/1.1 "))
      fail_msg("row %zu was answered twice: %s", i, answer);
  }
  sk_server_stop(server, 1);
}

static void head_has_the_headers_alone(void **state) {
  (void)state;
  SkServer *server = serving(NULL);
  g_autofree char *answer = asked(server, "HEAD /people HTTP/1.1\r\n" HOST END);
  assert_int_equal(status_of(answer), 200);
  assert_non_null(strstr(answer, "Content-Length: 7\r\n"));
  assert_true(g_str_has_suffix(answer, "\r\n\r\n"));
  sk_server_stop(server, 1);
}

static void requests_said_at_once_are_answered_in_turn(void **state) {
  (void)state;
  SkServer *server = serving(NULL);
  g_autofree char *answer = asked(server, "GET /a1 HTTP/1.1\r\n" HOST "\r\n"
                                          "POST /echo HTTP/1.1\r\n" HOST
                                          "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 4\r\n\r\n"
                                          "a=b2"
                                          "GET /c3 HTTP/1.1\r\n" HOST END);
  const char *first = strstr(answer, "\r\n\r\n/a1"), *second = strstr(answer, "\r\n\r\nb2");
  const char *third = strstr(answer, "\r\n\r\n/c3");
  assert_true(first != NULL && second > first && third > second);
  sk_server_stop(server, 1);
}

static void sizes_have_limits(void **state) {
  (void)state;
  const SkServerOptions options = { .body_limit = 1000 };
  SkServer *server = serving(&options);
  g_autofree char *long_text = g_strnfill(70 * 1024, 'a');
  g_autofree char *body = g_strnfill(2000, 'a');
  const struct {
    char *said;
    unsigned status, or_else;
  } rows[] = {
    { g_strdup_printf("GET / HTTP/1.1\r\n" HOST "X: %s\r\n" END, long_text), 431, 413 },
    { g_strdup_printf("GET /%s HTTP/1.1\r\n" HOST END, long_text), 414, 431 },
    { g_strdup_printf("POST / HTTP/1.1\r\n" HOST "Content-Length: 2000\r\n" END "%s", body), 413, 413 },
    { g_strdup("POST / HTTP/1.1\r\n" HOST "Content-Length: 99999999999\r\n" END "a"), 413, 413 },
    { g_strdup_printf("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n" END "7d0\r\n%s\r\n0\r\n\r\n", body),
      0, 413 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *answer = asked(server, rows[i].said);
    if (status_of(answer) != rows[i].status && status_of(answer) != rows[i].or_else)
      fail_msg("row %zu was answered: %s", i, answer);
    g_free(rows[i].said);
  }
  sk_server_stop(server, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_request_is_answered_as_it_deserves),
    cmocka_unit_test(head_has_the_headers_alone),
    cmocka_unit_test(requests_said_at_once_are_answered_in_turn),
    cmocka_unit_test(sizes_have_limits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
