#include "asking.h"

#include "http/response.h"

static void every_answer_is_guarded(void **state) {
  (void)state;
  static const char *const names[] = { "Content-Security-Policy", "X-Content-Type-Options",
                                       "Referrer-Policy",         "Cross-Origin-Opener-Policy",
                                       "Permissions-Policy",      "Cross-Origin-Resource-Policy" };
  g_autoptr(SkResponse) response = sk_response_text(200, "fine");
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    assert_non_null(sk_response_header(response, names[i]));
  assert_string_equal(sk_response_header(response, "Cache-Control"), "no-store");
  assert_non_null(strstr(sk_response_header(response, "Content-Security-Policy"), "default-src 'none'"));
  assert_null(strstr(sk_response_header(response, "Content-Security-Policy"), "unsafe"));
}

static void a_header_ends_at_a_line_break(void **state) {
  (void)state;
  g_autoptr(SkResponse) response = sk_response_new(200);
  sk_response_set_header(response, "X-Note", "a\r\nSet-Cookie: b=1");
  assert_string_equal(sk_response_header(response, "X-Note"), "a");
  sk_response_set_header(response, "x-note", "c");
  assert_string_equal(sk_response_header(response, "X-Note"), "c");
}

static const struct {
  const char *asked, *led;
} redirects[] = {
  { "/people/7H3K", "/people/7H3K" },
  { "/", "/" },
  { "//elsewhere.example", "/" },
  { "/\\elsewhere.example", "/" },
  { "https://elsewhere.example", "/" },
  { "", "/" },
  { "people", "/" },
  { "/a\r\nX: b", "/a" },
  { "/\t/elsewhere.example", "/" },
};

static void a_redirect_stays_here(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(redirects); i++) {
    g_autoptr(SkResponse) response = sk_response_redirect_to(redirects[i].asked);
    assert_int_equal(sk_response_status(response), 303);
    assert_string_equal(sk_response_header(response, "Location"), redirects[i].led);
  }
}

static void an_asset_is_sent_once(void **state) {
  (void)state;
  static const struct {
    const char *header;
    unsigned status;
  } rows[] = { { NULL, 200 },
               { "If-None-Match: \"abc\"", 304 },
               { "If-None-Match: \"x\", W/\"abc\"", 304 },
               { "If-None-Match: *", 304 },
               { "If-None-Match: \"abcd\"", 200 } };
  g_autoptr(GBytes) content = g_bytes_new_static("body{}", 6);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(SkRequest) request = asking("GET", "/static/a.css", (const char *const[]){ rows[i].header, NULL });
    g_autoptr(SkResponse) response = sk_response_asset(request, content, "text/css", "abc", FALSE);
    assert_int_equal(sk_response_status(response), rows[i].status);
    assert_int_equal(g_bytes_get_size(sk_response_body(response)), rows[i].status == 200 ? 6 : 0);
    assert_string_equal(sk_response_header(response, "ETag"), "\"abc\"");
  }
}

static void a_cookie_is_for_us_alone(void **state) {
  (void)state;
  for (int secure = 0; secure <= 1; secure++) {
    g_autoptr(SkRequest) request = sk_request_new("GET", "/", NULL);
    sk_request_add_header(request, "X-Forwarded-Proto", "https");
    sk_request_add_header(request, "Cookie", "saikai=plain; __Host-saikai=guarded");
    sk_request_settle(request, NULL, secure);
    g_autoptr(SkResponse) response = sk_response_new(200);
    sk_response_set_cookie(response, request, "saikai", "x");
    assert_string_equal(sk_response_header(response, "Set-Cookie"),
                        secure ? "__Host-saikai=x; Path=/; HttpOnly; SameSite=Strict; Secure"
                               : "saikai=x; Path=/; HttpOnly; SameSite=Strict");
    assert_string_equal(sk_request_own_cookie(request, "saikai"), secure ? "guarded" : "plain");
  }
}

static void a_download_is_named_in_any_script(void **state) {
  (void)state;
  g_autoptr(SkResponse) response = sk_response_text(200, "");
  sk_response_set_download(response, "東\"; x=\r\n.csv");
  assert_string_equal(sk_response_header(response, "Content-Disposition"),
                      "attachment; filename*=UTF-8''%E6%9D%B1%22%3B%20x%3D%0D%0A.csv");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_answer_is_guarded),  cmocka_unit_test(a_header_ends_at_a_line_break),
    cmocka_unit_test(a_redirect_stays_here),    cmocka_unit_test(an_asset_is_sent_once),
    cmocka_unit_test(a_cookie_is_for_us_alone), cmocka_unit_test(a_download_is_named_in_any_script),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
