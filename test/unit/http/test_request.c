#include "asking.h"

#include "base/error.h"
#include "http/language.h"

static const struct {
  const char *target, *path; /* NULL: refused */
} targets[] = {
  { "/", "/" },
  { "/people/7H3K?x=1", "/people/7H3K" },
  { "/people/", "/people/" },
  { "/%E6%9D%B1%E4%BA%AC", "/東京" },
  { "/a%20b", "/a b" },
  { "/a+b", "/a+b" },
  { "", NULL },
  { "*", NULL },
  { "people", NULL },
  { "http://elsewhere.example/", NULL },
  { "//elsewhere.example", NULL },
  { "/a//b", NULL },
  { "/..", NULL },
  { "/a/../b", NULL },
  { "/a/./b", NULL },
  { "/%2e%2e/b", NULL },
  { "/%2E./b", NULL },
  { "/a%2fb", NULL },
  { "/a%2Fb", NULL },
  { "/a%5c..%5cb", NULL },
  { "/a\\b", NULL },
  { "/a%00b", NULL },
  { "/a%0ab", NULL },
  { "/a%7fb", NULL },
  { "/%c0%ae%c0%ae/b", NULL },
  { "/%e0%80%af", NULL },
  { "/a%", NULL },
  { "/a?b=%", NULL },
};

static void a_path_is_normal_or_refused(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(targets); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(SkRequest) request = sk_request_new("GET", targets[i].target, &error);
    const char *got = request != NULL ? sk_request_path(request) : NULL;
    if (g_strcmp0(got, targets[i].path) != 0)
      fail_msg("\"%s\" was read as \"%s\"", targets[i].target, got);
    if (request == NULL)
      assert_error(error, SK_ERROR_USAGE, "");
  }
}

static void a_form_is_read_by_its_type(void **state) {
  (void)state;
  static const struct {
    const char *type;
    gboolean form;
  } types[] = { { "application/x-www-form-urlencoded", TRUE },
                { "Application/X-WWW-Form-Urlencoded; charset=UTF-8", TRUE },
                { "application/x-www-form-urlencodedX", FALSE },
                { "text/plain", FALSE },
                { "multipart/form-data; boundary=x", FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS(types); i++) {
    g_autofree char *header = g_strconcat("Content-Type: ", types[i].type, NULL);
    g_autoptr(SkRequest) request = asking("POST", "/", (const char *const[]){ header, NULL });
    assert_true(sk_request_set_body(request, g_bytes_new_static("a=1", 3), NULL));
    assert_int_equal(sk_request_form(request, "a") != NULL, types[i].form);
  }
}

static const struct {
  const char *sent, *chosen;
} preferences[] = {
  { NULL, "en" },
  { "", "en" },
  { "ja", "ja" },
  { "ko-KR,ko;q=0.9,en;q=0.5", "ko" },
  { "fr, ja-JP;q=0.8, ko;q=0.9", "ko" },
  { "en;q=0.1, ja;q=0.2", "ja" },
  { "ja;q=0, ko", "ko" },
  { "*", "en" },
  { "JA-jp", "ja" },
  { "jap", "en" },
  { "ja;q=2", "en" },
  { "ja;q=x, ko;q=0.1", "ko" },
  { ";;,,;q=1", "en" },
};

static void the_language_is_the_one_preferred(void **state) {
  (void)state;
  static const char *const languages[] = { "en", "ja", "ko", NULL };
  for (gsize i = 0; i < G_N_ELEMENTS(preferences); i++) {
    const char *got = sk_language_choose(preferences[i].sent, languages, "en");
    if (strcmp(got, preferences[i].chosen) != 0)
      fail_msg("\"%s\" chose %s", preferences[i].sent, got);
  }
}

static const struct {
  const char *headers[4];
  gboolean own;
} origins[] = {
  { { "Host: localhost:8700" }, TRUE },
  { { "Host: localhost:8700", "Origin: http://localhost:8700" }, TRUE },
  { { "Host: localhost:8700", "Origin: null" }, TRUE },
  { { "Host: localhost:8700", "Origin: http://localhost:9" }, FALSE },
  { { "Host: localhost:8700", "Origin: https://elsewhere.example" }, FALSE },
  { { "Host: localhost:8700", "Origin: localhost:8700" }, FALSE },
  { { "Host: localhost:8700", "Sec-Fetch-Site: same-origin", "Origin: null" }, TRUE },
  { { "Host: localhost:8700", "Sec-Fetch-Site: none" }, TRUE },
  { { "Host: localhost:8700", "Sec-Fetch-Site: cross-site" }, FALSE },
  { { "Host: localhost:8700", "Sec-Fetch-Site: same-site", "Origin: http://localhost:8700" }, FALSE },
};

static void a_request_of_another_site_is_told_apart(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(origins); i++) {
    g_autoptr(SkRequest) request = asking("POST", "/", origins[i].headers);
    if (sk_request_is_own(request) != origins[i].own)
      fail_msg("row %zu", i);
  }
}

static void only_a_proxy_is_believed_about_who_asks(void **state) {
  (void)state;
  for (int proxied = 0; proxied <= 1; proxied++) {
    g_autoptr(SkRequest) request = sk_request_new("GET", "/", NULL);
    sk_request_add_header(request, "X-Real-IP", "203.0.113.9");
    sk_request_add_header(request, "X-Forwarded-Proto", "https");
    sk_request_settle(request, "192.0.2.7", proxied);
    assert_string_equal(sk_request_peer(request), proxied ? "203.0.113.9" : "192.0.2.7");
    assert_int_equal(sk_request_is_secure(request), proxied);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_path_is_normal_or_refused),
    cmocka_unit_test(a_form_is_read_by_its_type),
    cmocka_unit_test(the_language_is_the_one_preferred),
    cmocka_unit_test(a_request_of_another_site_is_told_apart),
    cmocka_unit_test(only_a_proxy_is_believed_about_who_asks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
