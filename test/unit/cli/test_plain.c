#include "check.h"

#include "cli/plain.h"

static void nothing_steers_the_terminal(void **state) {
  (void)state;
  static const struct {
    const char *text, *plain;
  } rows[] = {
    { "金花子\t김화자\n", "金花子\t김화자\n" },
    { "\x1b[2Jgone", "\xef\xbf\xbd[2Jgone" },
    { "a\rb", "a\xef\xbf\xbd"
              "b" },
    { "a\xc2\x9b"
      "31mb",
      "a\xef\xbf\xbd"
      "31mb" }, /* CSI as one C1 character */
    { "abc\xe2\x80\xae"
      "def",
      "abc\xef\xbf\xbd"
      "def" },                              /* right-to-left override */
    { "x\xe2\x81\xa6y", "x\xef\xbf\xbdy" }, /* isolate */
    { "bad \xff byte", "bad \xef\xbf\xbd byte" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *plain = sk_plain_text(rows[i].text);
    assert_string_equal(plain, rows[i].plain);
  }
}

static void columns_count_wide_characters_twice(void **state) {
  (void)state;
  g_autoptr(SkColumns) columns = sk_columns_new(3);
  sk_columns_add(columns, (const char *const[]){ "金花子", "1938", "大阪" });
  sk_columns_add(columns, (const char *const[]){ "Kim", NULL, "Osaka\nagain" });
  sk_columns_add(columns, (const char *const[]){ "김화자", "1", NULL });
  g_autofree char *text = sk_columns_print(columns);
  assert_string_equal(text, "金花子  1938  大阪\nKim           Osaka again\n김화자  1\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(nothing_steers_the_terminal),
    cmocka_unit_test(columns_count_wide_characters_twice),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
