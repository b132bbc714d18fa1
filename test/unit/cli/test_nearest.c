#include "check.h"

#include "cli/nearest.h"

static void the_word_meant_is_found(void **state) {
  (void)state;
  static const char *const words[] = { "import", "init", "link", "review", "search", "source add", NULL };
  static const struct {
    const char *typed, *meant;
  } rows[] = {
    { "improt", "import" },
    { "imprt", "import" },
    { "inint", "init" },
    { "serach", "search" },
    { "sorce add", "source add" },
    { "lnik", "link" },
    { "frobnicate", NULL },
    { "x", NULL },
    { "", NULL },
    { "lind", "link" },
    { "lxyz", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    const char *meant = sk_nearest(rows[i].typed, words);
    if (g_strcmp0(meant, rows[i].meant) != 0)
      fail_msg("\"%s\" was taken for \"%s\"", rows[i].typed, meant != NULL ? meant : "nothing");
  }
}

static void a_very_long_word_is_near_nothing(void **state) {
  (void)state;
  static const char *const words[] = { "import", NULL };
  g_autofree char *typed = g_strnfill(100000, 'i');
  assert_null(sk_nearest(typed, words));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_word_meant_is_found),
    cmocka_unit_test(a_very_long_word_is_near_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
