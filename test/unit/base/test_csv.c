#include "check.h"

#include "base/csv.h"

#include <string.h>

static void a_cell_is_quoted_where_it_has_to_be(void **state) {
  (void)state;
  static const char *const rows[][2] = {
    { "", "" },
    { "金英子", "金英子" },
    { "=1+1", "=1+1" },
    { "a,b", "\"a,b\"" },
    { "a;b", "\"a;b\"" },
    { "a\tb", "\"a\tb\"" },
    { "say \"no\"", "\"say \"\"no\"\"\"" },
    { "two\r\nlines", "\"two\r\nlines\"" },
    { " before", "\" before\"" },
    { "after ", "\"after \"" },
    { "in between", "in between" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GString) out = g_string_new("x,");
    sk_csv_cell(out, rows[i][0], strlen(rows[i][0]));
    g_autofree char *expected = g_strconcat("x,", rows[i][1], NULL);
    assert_string_equal(out->str, expected);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(a_cell_is_quoted_where_it_has_to_be) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
