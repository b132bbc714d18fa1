#include "match/evaluate.h"

#include "base/error.h"
#include "lists.h"

#include <math.h>

static SkMatchScore evaluate(const SkMatchEvaluating *evaluating) {
  SkMatchScore score;
  g_autoptr(GError) error = NULL;
  sk_match_evaluate(evaluating, &score, &error);
  assert_no_error(error);
  return score;
}

/* Five rows, the truth {1 2 3} {4 5}: four pairs. The clusters say {1 2} {3 4} {5}: one right of two. By hand, B-cubed
 * precision (1 + 1 + 1/2 + 1/2 + 1) / 5, recall (2/3 + 2/3 + 1/3 + 1/2 + 1/2) / 5. */
static void one_list_is_counted_like_this(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autofree char *truth = lists_write(directory, "truth.csv", "id,name,who\n1,x,a\n2,x,a\n3,x,a\n4,x,b\n5,x,b\n");
  g_autofree char *clusters = lists_write(directory, "c.csv", "id,cluster\n1,1\n2,1\n3,2\n4,2\n5,3\n");
  g_autofree char *pairs =
      lists_write(directory, "p.csv", "left_id,right_id,probability\n1,2,0.9\n4,5,0.6\n2,4,0.7\n1,3,0.1\n");
  const char *const lists[] = { truth, NULL };
  SkMatchScore score = evaluate(
      &(SkMatchEvaluating){ .pairs = pairs, .clusters = clusters, .lists = lists, .truth_column = "who", .from = 0.5 });
  assert_int_equal(score.rows, 5);
  assert_int_equal(score.clusters.truth, 4);
  assert_int_equal(score.clusters.found, 2);
  assert_int_equal(score.clusters.right, 1);
  assert_int_equal(score.pairs.found, 3);
  assert_int_equal(score.pairs.right, 2);
  assert_true(fabs(sk_match_f1(score.pairs) - 4.0 / 7) < 1e-12);
  assert_true(fabs(score.b_cubed_precision - 0.8) < 1e-12);
  assert_true(fabs(score.b_cubed_recall - (2 / 3.0 + 2 / 3.0 + 1 / 3.0 + 1) / 5) < 1e-12);
  lists_end(directory);
}

/* Of two lists, pairs across count; the truth is a file of pairs, and ids may be the same in both. */
static void two_lists_are_counted_across(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autofree char *truth = lists_write(directory, "truth.csv", "left,right\n1,2\n2,1\n3,3\n");
  g_autofree char *clusters =
      lists_write(directory, "c.csv", "id,cluster,list\n1,1,a\n2,2,a\n3,3,a\n1,2,b\n2,1,b\n3,1,b\n");
  SkMatchScore score = evaluate(&(SkMatchEvaluating){ .clusters = clusters, .truth = truth, .from = 0.5 });
  assert_int_equal(score.clusters.truth, 3);
  assert_int_equal(score.clusters.found, 3); /* 1-2, 1-3, 2-1 */
  assert_int_equal(score.clusters.right, 2);
  lists_end(directory);
}

/* An id that no row has is a pair missed, and is told with its place; it does not make a truth of pairs one of groups.
 */
static void ids_that_no_row_has_are_told(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autofree char *truth = lists_write(directory, "truth.csv", "first,second\n1,2\n3,99\n");
  g_autofree char *clusters = lists_write(directory, "c.csv", "id,cluster\n1,1\n2,1\n3,2\n");
  g_autofree char *told = g_strdup_printf("%s: line 3, column second: 99: no row of %s has this id", truth, clusters);
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  SkMatchScore score =
      evaluate(&(SkMatchEvaluating){ .clusters = clusters, .truth = truth, .from = 0.5, .remarks = remarks });
  assert_int_equal(score.clusters.truth, 2);
  assert_int_equal(score.clusters.right, 1);
  assert_int_equal(remarks->len, 1);
  assert_string_equal(remarks->pdata[0], told);
  lists_end(directory);
}

/* Of three, pairs say of which two they are; lists keep the order they are given in. */
static void three_lists_are_counted_across(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autofree char *a = lists_write(directory, "a.csv", "id,who\n1,x\n2,y\n");
  g_autofree char *b = lists_write(directory, "b.csv", "id,who\n1,y\n3,x\n");
  g_autofree char *c = lists_write(directory, "c.csv", "id,who\n3,y\n4,z\n");
  g_autofree char *pairs = lists_write(directory, "p.csv",
                                       "left_id,right_id,probability,left_list,right_list\n"
                                       "1,3,0.9,b.csv,c.csv\n2,1,0.9,a.csv,b.csv\n1,4,0.9,a.csv,c.csv\n");
  const char *const lists[] = { a, b, c, NULL };
  SkMatchScore score =
      evaluate(&(SkMatchEvaluating){ .pairs = pairs, .lists = lists, .truth_column = "who", .from = 0.5 });
  assert_int_equal(score.pairs.truth, 4); /* x: 1; y: 3 */
  assert_int_equal(score.pairs.found, 3);
  assert_int_equal(score.pairs.right, 2);
  g_autofree char *truth = lists_write(directory, "truth.csv", "left,right\n1,3\n4,5\n");
  g_autofree char *apart = lists_write(directory, "apart.csv", "id,cluster,list\n1,1,a\n2,2,a\n3,1,b\n4,3,b\n5,3,c\n");
  score = evaluate(&(SkMatchEvaluating){ .clusters = apart, .truth = truth, .from = 0.5 });
  assert_int_equal(score.clusters.truth, 2);
  assert_int_equal(score.clusters.right, 2);
  lists_end(directory);
}

static void febrl_ids_are_their_own_truth(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autofree char *list = lists_write(directory, "l.csv", "rec_id,a\nrec-1-org,x\nrec-1-dup-0,x\nrec-2-org,y\n");
  g_autofree char *clusters = lists_write(directory, "c.csv", "id,cluster\nrec-1-org,1\nrec-1-dup-0,1\nrec-2-org,1\n");
  const char *const lists[] = { list, NULL };
  SkMatchScore score =
      evaluate(&(SkMatchEvaluating){ .clusters = clusters, .lists = lists, .truth_column = "rec_id", .from = 0.5 });
  assert_int_equal(score.clusters.truth, 1);
  assert_int_equal(score.clusters.found, 3);
  assert_int_equal(score.clusters.right, 1);
  lists_end(directory);
}

static void a_truth_without_its_column_is_refused(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autofree char *list = lists_write(directory, "l.csv", "id,a\n1,x\n");
  g_autofree char *clusters = lists_write(directory, "c.csv", "id,cluster\n1,1\n");
  const char *const lists[] = { list, NULL };
  SkMatchScore score;
  g_autoptr(GError) error = NULL;
  assert_false(sk_match_evaluate(&(SkMatchEvaluating){ .clusters = clusters, .lists = lists, .truth_column = "who" },
                                 &score, &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "line 1: no column is called \"who\"");
  lists_end(directory);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(one_list_is_counted_like_this),  cmocka_unit_test(two_lists_are_counted_across),
    cmocka_unit_test(three_lists_are_counted_across), cmocka_unit_test(ids_that_no_row_has_are_told),
    cmocka_unit_test(febrl_ids_are_their_own_truth),  cmocka_unit_test(a_truth_without_its_column_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
