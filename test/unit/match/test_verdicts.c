#include "match/verdicts.h"

#include "base/error.h"
#include "lists.h"

#include <string.h>

static const char list[] = "id,name,born\nk1,Kim,1938\nk2,Kim,1938\nk3,Lee,1940\n";

/* What is read of `text`, a file called said.csv, about the list; NULL with the error. */
static GArray *verdicts_of(const char *text, guint *ret_gone, GError **error) {
  char *directory = lists_begin();
  g_autofree char *path = lists_write(directory, "said.csv", text);
  g_autoptr(SkMatchTable) table = lists_read(directory, list, NULL);
  GArray *verdicts = sk_match_verdicts_read(table, path, ret_gone, error);
  if (error != NULL && *error != NULL) { /* the directory is another each time */
    g_autofree char *said = g_strdup(strstr((*error)->message, "said.csv"));
    g_free((*error)->message);
    (*error)->message = g_steal_pointer(&said);
  }
  lists_end(directory);
  return verdicts;
}

static void verdicts_are_of_rows_in_their_order(void **state) {
  (void)state;
  guint gone = 0;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) read = verdicts_of("left_id,right_id,weight,verdict\nk3,k2,1.5,different\nk1,k2,9,same\nk1,k3,2,\n"
                                       "k2,k1,9,same\nk1,k9,3,same\n",
                                       &gone, &error);
  assert_no_error(error);
  assert_int_equal(read->len, 2);
  assert_int_equal(gone, 1);
  const SkLinkDecision *first = &g_array_index(read, SkLinkDecision, 0), *second = first + 1;
  assert_true(first->a < first->b && second->a < second->b && first->a <= second->a);
  assert_int_not_equal(first->verdict, second->verdict);
}

static void what_cannot_be_a_verdict_is_said_with_its_place(void **state) {
  (void)state;
  static const struct {
    const char *text, *said;
  } rows[] = {
    { "left_id,right_id,verdict\nk1,k2,maybe\n", "said.csv: line 2, column verdict: \"maybe\": a verdict is \"same\" "
                                                 "or \"different\", or nothing where nobody has "
                                                 "looked" },
    { "left_id,right_id,verdict\nk1,k2,same\nk2,k1,different\n",
      "said.csv: line 3, column verdict: \"different\": an earlier line says otherwise of these two" },
    { "left_id,right_id,verdict\nk1,k1,same\n", "said.csv: line 2, column right_id: \"k1\": is the row itself" },
    { "left_id,right_id\nk1,k1\n", "said.csv: line 1: no column is called \"verdict\"" },
  };
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    guint gone = 0;
    assert_null(verdicts_of(rows[i].text, &gone, &error));
    assert_string_equal(error->message, rows[i].said);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(verdicts_are_of_rows_in_their_order),
                                      cmocka_unit_test(what_cannot_be_a_verdict_is_said_with_its_place) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
