#include "check.h"

#include "base/error.h"
#include "http/fields.h"

#include <string.h>

/* The list as "name=value|name=value", for comparing. */
static char *shown(const SkFields *fields) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < sk_fields_count(fields); i++)
    g_string_append_printf(text, "%s%s=%s", i > 0 ? "|" : "", sk_fields_name(fields, i), sk_fields_value(fields, i));
  return g_string_free(text, FALSE);
}

static const struct {
  const char *sent, *meant; /* NULL: refused */
} queries[] = {
  { "", "" },
  { "a=1&b=2", "a=1|b=2" },
  { "a=1&a=2", "a=1|a=2" },
  { "&&a=1&", "a=1" },
  { "a", "a=" },
  { "=b", "=b" },
  { "a=b=c", "a=b=c" },
  { "a+b=c+d", "a b=c d" },
  { "name=%EA%B9%80%EC%98%81%EC%88%98", "name=김영수" },
  { "%e6%9d%b1=%2B%26%3D", "東=+&=" },
  { "a=%0d%0aX", "a=\r\nX" },
  { "a=%", NULL },
  { "a=%4", NULL },
  { "a=%zz", NULL },
  { "a=%00", NULL },
  { "a=%C0%AF", NULL },    /* a slash written too long */
  { "a=%ED%A0%80", NULL }, /* half of a pair */
  { "a=\xff", NULL },
  { "a=%F5%80%80%80", NULL }, /* beyond the last character */
};

static void a_query_is_decoded_strictly(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(queries); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(SkFields) fields = sk_fields_parse(queries[i].sent, strlen(queries[i].sent), &error);
    g_autofree char *got = fields != NULL ? shown(fields) : g_strdup("refused");
    if (strcmp(got, queries[i].meant != NULL ? queries[i].meant : "refused") != 0)
      fail_msg("\"%s\" was read as \"%s\"", queries[i].sent, got);
    if (fields == NULL)
      assert_error(error, SK_ERROR_USAGE, "");
  }
}

static void too_many_fields_are_refused(void **state) {
  (void)state;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) text = g_string_new(NULL);
  for (int i = 0; i < SK_FIELDS_MAX; i++)
    g_string_append(text, "a=1&");
  g_autoptr(SkFields) many = sk_fields_parse(text->str, text->len, &error);
  assert_non_null(many);
  g_string_append(text, "a=1");
  assert_null(sk_fields_parse(text->str, text->len, &error));
  assert_error(error, SK_ERROR_LIMIT, "1000");
}

static void a_name_that_repeats_gives_all_its_values(void **state) {
  (void)state;
  g_autoptr(SkFields) fields = sk_fields_parse("x=1&y=2&x=3", 11, NULL);
  guint next = 0;
  assert_string_equal(sk_fields_next(fields, "x", next, &next), "1");
  assert_string_equal(sk_fields_next(fields, "x", next, &next), "3");
  assert_null(sk_fields_next(fields, "x", next, &next));
  assert_null(sk_fields_first(fields, "z"));
  assert_null(sk_fields_first(NULL, "x"));
}

static const struct {
  const char *sent, *meant;
} cookies[] = {
  { "a=1", "a=1" },
  { "a=1; b=2", "a=1|b=2" },
  { "a=1;b=2 ;  c=3", "a=1|b=2|c=3" },
  { "a=", "a=" },
  { "a=b=c", "a=b=c" },
  { "a; =b; c=1", "c=1" },
  { "a=x y; b=\"q\"; c=1", "c=1" },
  { "a=\xe3\x81\x82; b=2", "b=2" },
  { ";;;", "" },
};

static void cookies_that_are_none_are_left_out(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(cookies); i++) {
    g_autoptr(SkFields) fields = sk_fields_new();
    sk_fields_parse_cookies(fields, cookies[i].sent);
    g_autofree char *got = shown(fields);
    if (strcmp(got, cookies[i].meant) != 0)
      fail_msg("\"%s\" was read as \"%s\"", cookies[i].sent, got);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_query_is_decoded_strictly),
    cmocka_unit_test(too_many_fields_are_refused),
    cmocka_unit_test(a_name_that_repeats_gives_all_its_values),
    cmocka_unit_test(cookies_that_are_none_are_left_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
