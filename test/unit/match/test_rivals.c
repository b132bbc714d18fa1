#include "match/rivals.h"
#include "match/suggest.h"

#include "base/error.h"
#include "lists.h"

#define MOST 400u

/* What a run wrote of a row, whoever the other is, is found again with its weight; and heaviest first. */
static void check_row(const SkMatchRun *run, const SkMatchModel *trained, uint32_t row, uint32_t beside) {
  SkMatchRival rivals[MOST];
  guint count = sk_match_rivals(run->plan, trained, run->table, row, beside, rivals, MOST), found = 0, written = 0;
  assert_true(count <= MOST);
  for (guint i = 1; i < count; i++)
    assert_true(rivals[i - 1].weight >= rivals[i].weight);
  for (size_t i = 0; i < run->result->pair_count; i++) {
    const SkEnginePair *pair = &run->result->pairs[i];
    uint32_t other = pair->a == row ? pair->b : pair->a;
    if ((pair->a != row && pair->b != row) || other == beside ||
        sk_match_run_band(run, pair, NULL) == SK_LINK_BAND_LEAVE)
      continue;
    written++;
    for (guint k = 0; k < count; k++)
      if (rivals[k].row == other) {
        assert_float_equal(rivals[k].weight, pair->weight, 1e-4);
        found++;
      }
  }
  assert_int_equal(found, written);
  SkMatchRival first;
  assert_int_equal(sk_match_rivals(run->plan, trained, run->table, row, beside, &first, 1), count);
  assert_true(count == 0 || first.row == rivals[0].row);
}

static void rivals_are_those_of_a_run(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(GError) error = NULL;
  g_autofree char *people = lists_people(120, 7);
  g_autoptr(SkMatchTable) table = lists_read(directory, people, NULL);
  const char *const leave_out[] = { "truth", NULL };
  const SkMatchSuggesting suggesting = { .name = "list", .leave_out = leave_out };
  g_autoptr(SkMatchModel) model = sk_match_suggest(table, &suggesting, NULL, &error);
  assert_no_error(error);
  g_autoptr(SkMatchRun) taught = sk_match_run(table, model, &(SkMatchRunning){ .threads = 2 }, NULL, &error);
  assert_no_error(error);
  sk_match_run_teach(taught, model);
  g_autoptr(SkMatchRun) run = sk_match_run(table, model, &(SkMatchRunning){ .threads = 2 }, NULL, &error);
  assert_no_error(error);
  assert_true(run->result->pair_count > 100);
  for (size_t i = 0; i < run->result->pair_count; i += 7) {
    const SkEnginePair *pair = &run->result->pairs[i];
    check_row(run, model, pair->a, pair->b);
    check_row(run, model, pair->b, pair->a);
  }
  lists_end(directory);
}

/* Rows of one list are nobody's rivals where only lists are held against each other. */
static void rows_of_ones_own_list_are_none(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(GError) error = NULL;
  g_autofree char *left = lists_write(directory, "a.csv", "id,name\n1,anna\n2,anna\n");
  g_autofree char *right = lists_write(directory, "b.csv", "id,name\n3,anna\n4,anna\n5,bruno\n");
  const char *const paths[] = { left, right, NULL };
  const SkMatchReading reading = { .paths = paths };
  g_autoptr(SkMatchTable) table = sk_match_table_read(&reading, NULL, &error);
  assert_no_error(error);
  g_autoptr(SkMatchModel) model = sk_match_model_new("names");
  sk_match_model_compare(model, "name", SK_AS_EXACT, "name", NULL);
  assert_true(sk_match_model_block(model, "name", NULL));
  model->within = FALSE;
  model->ask = 0.6;
  model->link = 0.99;
  g_autoptr(SkMatchPlan) plan = sk_match_plan_new(model, table, &error);
  assert_no_error(error);
  sk_engine_model_init(&plan->plan, &model->trained);
  model->trained.prior = 0.5;
  SkMatchRival rivals[4];
  uint32_t one = sk_match_table_find(table, 0, "1"), three = sk_match_table_find(table, 1, "3");
  assert_int_equal(sk_match_rivals(plan, model, table, one, three, rivals, 4), 1);
  assert_int_equal(rivals[0].row, sk_match_table_find(table, 1, "4"));
  model->within = TRUE;
  assert_int_equal(sk_match_rivals(plan, model, table, one, three, rivals, 4), 2);
  lists_end(directory);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(rivals_are_those_of_a_run),
    cmocka_unit_test(rows_of_ones_own_list_are_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
