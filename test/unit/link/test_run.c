#include "check.h"

#include "link/link.h"
#include "village.h"

#include <stdlib.h>
#include <string.h>

static SkLinkResult *link_all(const SkLinkInput *input, const SkLinkOptions *options) {
  SkLinkResult *result = NULL;
  assert_int_equal(sk_link_run(input, options, &result), SK_LINK_OK);
  return result;
}

static void a_village_is_put_together_again(void **state) {
  (void)state;
  Village *village = village_new(400, 1);
  SkLinkResult *result = link_all(&village->input, NULL);
  VillageScore score = village_score(village, result->cluster_of);
  double precision = (double)score.right / (double)(score.right + score.wrong);
  double recall = (double)score.right / (double)(score.right + score.missed);
  if (precision < 0.995 || recall < 0.95)
    fail_msg("precision %.4f, recall %.4f", precision, recall);
  sk_link_result_free(result);
  village_free(village);
}

/* Some hundred mentions of which no list is known to hold a person once: nothing shows how kin differ, and still a
 * name, a birthday and a sailing that agree are enough. */
static void a_small_register_reaches_the_link_band(void **state) {
  (void)state;
  static const size_t families[] = { 20, 70, 200 };
  for (size_t i = 0; i < G_N_ELEMENTS(families); i++) {
    Village *village = village_new(families[i], 9);
    for (size_t source = 0; source < village->input.source_count; source++)
      village->sources[source].once = false;
    SkLinkResult *result = link_all(&village->input, NULL);
    VillageScore score = village_score(village, result->cluster_of);
    double recall = (double)score.right / (double)(score.right + score.missed);
    if (recall < 0.85 || score.wrong * 100 > score.right)
      fail_msg("%zu mentions: recall %.3f, %d wrong", village->input.record_count, recall, (int)score.wrong);
    sk_link_result_free(result);
    village_free(village);
  }
}

/* Everything that is given back, as one text. */
static GString *print_result(const Village *village, const SkLinkResult *result) {
  GString *text = g_string_new(NULL);
  char model[16384];
  assert_in_range(sk_link_model_print(&result->model, model, sizeof model), 1, sizeof model - 1);
  g_string_append(text, model);
  for (size_t i = 0; i < result->proposal_count; i++) {
    const SkLinkProposal *proposal = &result->proposals[i];
    g_string_append_printf(text,
                           "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %a %" G_GUINT64_FORMAT " %d %d %d %d %d\n",
                           village->records[proposal->a].id, village->records[proposal->b].id, (double)proposal->weight,
                           proposal->evidence.pattern, proposal->evidence.rarity[0], proposal->evidence.rarity[1],
                           proposal->band, proposal->held, proposal->rule);
  }
  for (size_t i = 0; i < result->refused_count; i++)
    g_string_append_printf(text, "refused %u %d\n", result->refused[i].proposal, result->refused[i].reason);
  for (size_t i = 0; i < result->blocking_count; i++)
    g_string_append_printf(text, "%s %" G_GUINT64_FORMAT "\n", result->blocking[i].rule, result->blocking[i].pairs);
  return text;
}

/* Clusters as pairs of ids, since rows change when the order does. */
static uint64_t lowest_id(const Village *village, const SkLinkResult *result, size_t row) {
  return village->records[result->cluster_of[row]].id;
}

static void threads_change_nothing(void **state) {
  (void)state;
  Village *village = village_new(300, 2);
  SkLinkResult *one = link_all(&village->input, &(SkLinkOptions){ .threads = 1 });
  SkLinkResult *many = link_all(&village->input, &(SkLinkOptions){ .threads = 5 });
  GString *left = print_result(village, one), *right = print_result(village, many);
  assert_string_equal(left->str, right->str);
  assert_memory_equal(one->cluster_of, many->cluster_of, village->input.record_count * sizeof *one->cluster_of);
  g_string_free(left, TRUE);
  g_string_free(right, TRUE);
  sk_link_result_free(one);
  sk_link_result_free(many);
  village_free(village);
}

static void the_order_of_records_changes_nothing(void **state) {
  (void)state;
  Village *village = village_new(200, 3);
  size_t count = village->input.record_count;
  SkLinkResult *straight = link_all(&village->input, NULL);
  GString *left = print_result(village, straight);
  uint64_t *clusters = g_new0(uint64_t, count);
  for (size_t i = 0; i < count; i++)
    clusters[i] = lowest_id(village, straight, i);
  for (size_t i = 0; i < count / 2; i++) {
    SkLinkRecord swap = village->records[i];
    village->records[i] = village->records[count - 1 - i];
    village->records[count - 1 - i] = swap;
  }
  SkLinkResult *turned = link_all(&village->input, &(SkLinkOptions){ .threads = 3 });
  GString *right = print_result(village, turned);
  assert_string_equal(left->str, right->str);
  for (size_t i = 0; i < count; i++)
    assert_int_equal(clusters[i], lowest_id(village, turned, count - 1 - i));
  g_free(clusters);
  g_string_free(left, TRUE);
  g_string_free(right, TRUE);
  sk_link_result_free(straight);
  sk_link_result_free(turned);
  village_free(village);
}

static void a_list_that_holds_people_once_is_never_joined_in_itself(void **state) {
  (void)state;
  Village *village = village_new(300, 4);
  SkLinkResult *result = link_all(&village->input, NULL);
  for (size_t i = 0; i < village->input.record_count; i++)
    for (size_t j = i + 1; j < village->input.record_count; j++)
      if (village->records[i].source == village->records[j].source)
        assert_int_not_equal(result->cluster_of[i], result->cluster_of[j]);
  sk_link_result_free(result);
  village_free(village);
}

static void decisions_of_people_stand(void **state) {
  (void)state;
  Village *village = village_new(150, 5);
  SkLinkResult *before = link_all(&village->input, NULL);
  assert_true(before->proposal_count > 10 && before->proposals[0].band == SK_LINK_BAND_LINK);
  SkLinkDecision decisions[] = {
    { before->proposals[0].a, before->proposals[0].b, SK_LINK_DECIDED_DIFFERENT },
    { before->proposals[1].a, before->proposals[1].b, SK_LINK_DECIDED_DIFFERENT },
    { 0, (uint32_t)village->input.record_count - 1, SK_LINK_DECIDED_SAME },
  };
  assert_int_not_equal(before->cluster_of[decisions[2].a], before->cluster_of[decisions[2].b]);
  village->input.decisions = decisions;
  village->input.decision_count = G_N_ELEMENTS(decisions);
  SkLinkResult *after = link_all(&village->input, NULL);
  for (size_t d = 0; d < 2; d++) {
    assert_int_equal(before->cluster_of[decisions[d].a], before->cluster_of[decisions[d].b]);
    assert_int_not_equal(after->cluster_of[decisions[d].a], after->cluster_of[decisions[d].b]);
    for (size_t i = 0; i < after->proposal_count; i++)
      assert_false(after->proposals[i].a == decisions[d].a && after->proposals[i].b == decisions[d].b);
  }
  assert_int_equal(after->cluster_of[decisions[2].a], after->cluster_of[decisions[2].b]);
  sk_link_result_free(before);
  sk_link_result_free(after);
  village_free(village);
}

/* ---- memory */

typedef struct {
  size_t left, taken, given;
} Purse;

static void *purse_take(void *context, size_t size) {
  Purse *purse = context;
  if (purse->left == 0)
    return NULL;
  purse->left--;
  purse->taken++;
  return malloc(size);
}

static void purse_give(void *context, void *memory) {
  ((Purse *)context)->given++;
  free(memory);
}

static void whenever_memory_ends_it_is_said_and_given_back(void **state) {
  (void)state;
  Village *village = village_new(12, 6);
  Purse purse = { .left = SIZE_MAX };
  SkLinkMemory memory = { purse_take, purse_give, &purse };
  SkLinkOptions options = { .memory = &memory };
  SkLinkResult *result = link_all(&village->input, &options);
  size_t needed = purse.taken;
  sk_link_result_free(result);
  assert_int_equal(purse.taken, purse.given);
  for (size_t left = 0; left < needed; left++) {
    purse = (Purse){ .left = left };
    SkLinkResult *untouched = (SkLinkResult *)&purse;
    assert_int_equal(sk_link_run(&village->input, &options, &untouched), SK_LINK_NO_MEMORY);
    assert_ptr_equal(untouched, &purse);
    assert_int_equal(purse.taken, purse.given);
  }
  village_free(village);
}

static bool stop_at(void *context, SkLinkStage stage, uint64_t done, uint64_t total) {
  (void)total;
  return stage != *(const SkLinkStage *)context || done != 0;
}

static void a_run_can_be_stopped_at_every_stage(void **state) {
  (void)state;
  Village *village = village_new(20, 7);
  for (SkLinkStage stage = SK_LINK_STAGE_READ; stage <= SK_LINK_STAGE_CLUSTER; stage++) {
    SkLinkResult *result = NULL;
    SkLinkOptions options = { .progress = stop_at, .progress_context = &stage };
    assert_int_equal(sk_link_run(&village->input, &options, &result), SK_LINK_STOPPED);
    assert_null(result);
  }
  village_free(village);
}

/* Also in the midst of the pairs of a stage. */
static bool stop_inside(void *context, SkLinkStage stage, uint64_t done, uint64_t total) {
  return stage != *(const SkLinkStage *)context || done == 0 || done == total;
}

static void a_run_can_be_stopped_among_the_pairs(void **state) {
  (void)state;
  static const SkLinkStage stages[] = { SK_LINK_STAGE_TRAIN, SK_LINK_STAGE_COMPARE };
  Village *village = village_new(200, 7);
  for (size_t i = 0; i < G_N_ELEMENTS(stages); i++) {
    SkLinkResult *result = NULL;
    SkLinkStage stage = stages[i];
    SkLinkOptions options = { .threads = 2, .progress = stop_inside, .progress_context = &stage };
    assert_int_equal(sk_link_run(&village->input, &options, &result), SK_LINK_STOPPED);
  }
  village_free(village);
}

static void what_cannot_be_is_refused(void **state) {
  (void)state;
  SkLinkResult *result = NULL;
  SkLinkSource source = { true };
  SkLinkRecord records[2] = { { .id = 1 }, { .id = 1 } };
  SkLinkInput input = { records, 2, &source, 1, NULL, 0 };
  assert_int_equal(sk_link_run(&input, NULL, &result), SK_LINK_BAD_INPUT); /* one id twice */
  records[1].id = 2, records[1].source = 1;
  assert_int_equal(sk_link_run(&input, NULL, &result), SK_LINK_BAD_INPUT); /* no such source */
  records[1].source = 0, records[1].name_count = 1;
  assert_int_equal(sk_link_run(&input, NULL, &result), SK_LINK_BAD_INPUT); /* names without names */
  records[1].name_count = 0;
  SkLinkDecision decision = { 0, 2, SK_LINK_DECIDED_SAME };
  input.decisions = &decision, input.decision_count = 1;
  assert_int_equal(sk_link_run(&input, NULL, &result), SK_LINK_BAD_INPUT); /* no such row */
  input.decision_count = 0;
  SkLinkOptions options = { .ask_probability = 0.9, .link_probability = 0.5 };
  assert_int_equal(sk_link_run(&input, &options, &result), SK_LINK_BAD_INPUT);
  assert_null(result);
  sk_link_result_free(link_all(&input, NULL));
  input.record_count = 0;
  sk_link_result_free(link_all(&input, NULL));
}

static void a_trained_model_can_be_used_again(void **state) {
  (void)state;
  Village *village = village_new(200, 8);
  SkLinkResult *first = link_all(&village->input, NULL);
  SkLinkResult *again = link_all(&village->input, &(SkLinkOptions){ .model = &first->model });
  GString *left = print_result(village, first), *right = print_result(village, again);
  assert_string_equal(left->str, right->str);
  g_string_free(left, TRUE);
  g_string_free(right, TRUE);
  sk_link_result_free(first);
  sk_link_result_free(again);
  village_free(village);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_village_is_put_together_again),
    cmocka_unit_test(a_small_register_reaches_the_link_band),
    cmocka_unit_test(threads_change_nothing),
    cmocka_unit_test(the_order_of_records_changes_nothing),
    cmocka_unit_test(a_list_that_holds_people_once_is_never_joined_in_itself),
    cmocka_unit_test(decisions_of_people_stand),
    cmocka_unit_test(whenever_memory_ends_it_is_said_and_given_back),
    cmocka_unit_test(a_run_can_be_stopped_at_every_stage),
    cmocka_unit_test(a_run_can_be_stopped_among_the_pairs),
    cmocka_unit_test(what_cannot_be_is_refused),
    cmocka_unit_test(a_trained_model_can_be_used_again),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
