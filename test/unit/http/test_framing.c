#include "asking.h"

#include "http/framing.h"

static const char *const hosts[] = { "localhost", "saikai.example.org", "[::1]", NULL };

/* One row a request; "Host: localhost" stands in all but the rows about hosts. */
static const struct {
  const char *method, *version, *headers[4];
  unsigned status;
} requests[] = {
  { "GET", "HTTP/1.1", { "Host: localhost" }, 0 },
  { "GET", "HTTP/1.0", { "Host: localhost" }, 0 },
  { "GET", "HTTP/1.1", { "Host: localhost", "Content-Length: 0" }, 0 },
  { "POST", "HTTP/1.1", { "Host: localhost", "Content-Length: 1000" }, 0 },
  { "POST", "HTTP/1.1", { "Host: localhost", "Transfer-Encoding: chunked" }, 0 },
  { "POST", "HTTP/1.1", { "Host: localhost", "Transfer-Encoding: Chunked" }, 0 },
  { "POST", "HTTP/1.1", { "Host: localhost" }, 0 },
  /* lengths */
  { "POST", "HTTP/1.1", { "Host: localhost", "Content-Length: 1001" }, 413 },
  { "POST", "HTTP/1.1", { "Host: localhost", "Content-Length: 3", "Content-Length: 4" }, 400 },
  { "POST", "HTTP/1.1", { "Host: localhost", "Content-Length: 3", "Content-Length: 3" }, 400 },
  { "POST", "HTTP/1.1", { "Host: localhost", "Content-Length: 3", "Transfer-Encoding: chunked" }, 400 },
  { "POST", "HTTP/1.1", { "Host: localhost", "content-length: 3", "CONTENT-LENGTH: 4" }, 400 },
  { "POST", "HTTP/1.1", { "Host: localhost", "Content-Length: 3, 3" }, 400 },
  { "POST", "HTTP/1.1", { "Host: localhost", "Content-Length: +3" }, 400 },
  { "POST", "HTTP/1.1", { "Host: localhost", "Content-Length: -1" }, 400 },
  { "POST", "HTTP/1.1", { "Host: localhost", "Content-Length: 0x3" }, 400 },
  { "POST", "HTTP/1.1", { "Host: localhost", "Content-Length: " }, 400 },
  { "POST", "HTTP/1.1", { "Host: localhost", "Content-Length: 99999999999999999999" }, 400 },
  /* codings */
  { "POST", "HTTP/1.1", { "Host: localhost", "Transfer-Encoding: xchunked" }, 501 },
  { "POST", "HTTP/1.1", { "Host: localhost", "Transfer-Encoding: gzip, chunked" }, 501 },
  { "POST", "HTTP/1.1", { "Host: localhost", "Transfer-Encoding: identity" }, 501 },
  { "POST", "HTTP/1.1", { "Host: localhost", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked" }, 400 },
  { "POST", "HTTP/1.0", { "Host: localhost", "Transfer-Encoding: chunked" }, 400 },
  /* content where none belongs */
  { "GET", "HTTP/1.1", { "Host: localhost", "Content-Length: 3" }, 400 },
  { "HEAD", "HTTP/1.1", { "Host: localhost", "Transfer-Encoding: chunked" }, 400 },
  { "DELETE", "HTTP/1.1", { "Host: localhost", "Content-Length: 3" }, 400 },
  /* hosts */
  { "GET", "HTTP/1.1", { "Accept: */*" }, 400 },
  { "GET", "HTTP/1.1", { "Host: localhost", "Host: localhost" }, 400 },
  { "GET", "HTTP/1.1", { "Host: LOCALHOST:8700" }, 0 },
  { "GET", "HTTP/1.1", { "Host: saikai.example.org" }, 0 },
  { "GET", "HTTP/1.1", { "Host: [::1]:8700" }, 0 },
  { "GET", "HTTP/1.1", { "Host: [::1" }, 400 },
  { "GET", "HTTP/1.1", { "Host: " }, 400 },
  { "GET", "HTTP/1.1", { "Host: localhost:x" }, 400 },
  { "GET", "HTTP/1.1", { "Host: localhost:80:80" }, 400 },
  { "GET", "HTTP/1.1", { "Host: elsewhere.example" }, 421 },
  { "GET", "HTTP/1.1", { "Host: localhost.elsewhere.example" }, 421 },
  { "GET", "HTTP/1.1", { "Host: localhost@elsewhere.example" }, 421 },
  /* shapes */
  { "GET", "HTTP/1.1", { "Host: localhost", "A b: c" }, 400 },
  { "GET", "HTTP/1.1", { "Host: localhost", "Content-Length : 3" }, 400 },
  { "GET", "HTTP/1.1", { "Host: localhost", "X: a\x01" }, 400 },
  { "GET", "HTTP/1.1", { "Host: localhost", "X: a\tb" }, 0 },
};

static void a_request_in_doubt_is_refused(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(requests); i++) {
    const char *why = NULL;
    const SkFraming framing = { .version = requests[i].version, .hosts = hosts, .body_limit = 1000 };
    g_autoptr(SkRequest) request = asking(requests[i].method, "/", requests[i].headers);
    unsigned status = sk_framing_check(request, &framing, &why);
    if (status != requests[i].status)
      fail_msg("row %zu (%s, %s): %u %s", i, requests[i].headers[0], requests[i].headers[1], status, why);
    assert_int_equal(why != NULL, status != 0);
  }
}

static void a_folded_header_shows_in_the_bytes(void **state) {
  (void)state;
  static const char *const headers[] = { "Host: localhost", "X: ab", NULL };
  static const gsize plain = sizeof "Host: localhost\r\nX: ab\r\n\r\n" - 1;
  static const gsize folded = sizeof "Host: localhost\r\nX: a\r\n b\r\n\r\n" - 1;
  const char *why = NULL;
  SkFraming framing = { .version = "HTTP/1.1", .hosts = hosts, .body_limit = 1000, .head_bytes = plain };
  g_autoptr(SkRequest) request = asking("GET", "/", headers);
  assert_int_equal(sk_framing_check(request, &framing, &why), 0);
  framing.head_bytes = folded;
  assert_int_equal(sk_framing_check(request, &framing, &why), 400);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_request_in_doubt_is_refused),
    cmocka_unit_test(a_folded_header_shows_in_the_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
