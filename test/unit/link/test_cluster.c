#include "check.h"

#include "link/cluster.h"
#include "link/people.h"

#include <string.h>

#define ROWS 6

/* Rows are six records of as many lists unless a case says otherwise; a pair is joined by its weight alone. */
typedef struct {
  const char *what;
  struct {
    uint32_t a, b;
    double weight;
    SkLinkHeld held;
  } pairs[6];
  SkLinkDecision decisions[3];
  const char *lists;    /* list of each row */
  const char *entries;  /* entry of each row; 0 none */
  const char *births;   /* decade of each row's birth; space: not stated */
  const char *clusters; /* row 0 is a, and so on: the lowest row of each */
  uint8_t refused[3];
} Case;

static const Case cases[] = {
  { "nothing to join", .clusters = "abcdef" },
  { "two and two", { { 0, 1, 20 }, { 2, 3, 18 } }, .clusters = "aaccef" },
  { "a chain that holds", { { 0, 1, 20 }, { 1, 2, 18 } }, .clusters = "aaadef" },
  { "below the band", { { 0, 1, 3 } }, .clusters = "abcdef" },
  { "held", { { 0, 1, 30, SK_LINK_HELD_NAME_ONLY } }, .clusters = "abcdef" },
  { "one list holds both",
    { { 0, 1, 20 }, { 1, 2, 18 } },
    .lists = "010345",
    .clusters = "aacdef",
    .refused = { SK_LINK_REFUSED_TWICE } },
  { "the heavier pair wins",
    { { 1, 2, 21 }, { 0, 1, 20 } },
    .lists = "010345",
    .clusters = "abbdef",
    .refused = { SK_LINK_REFUSED_TWICE } },
  { "two of one entry", { { 0, 1, 20 }, { 1, 2, 18 } }, .lists = "616666", .entries = "102000", .clusters = "aaadef" },
  { "two of the same entry",
    { { 0, 1, 20 }, { 1, 2, 18 } },
    .lists = "616666",
    .entries = "101000",
    .clusters = "aacdef",
    .refused = { SK_LINK_REFUSED_ENTRY } },
  { "reviewed as different",
    { { 0, 1, 20 }, { 1, 2, 18 } },
    { { 2, 0, SK_LINK_DECIDED_DIFFERENT } },
    .clusters = "aacdef",
    .refused = { SK_LINK_REFUSED_DIFFERENT } },
  { "different through two clusters",
    { { 0, 1, 20 }, { 2, 3, 19 }, { 1, 2, 18 } },
    { { 0, 3, SK_LINK_DECIDED_DIFFERENT } },
    .clusters = "aaccef",
    .refused = { SK_LINK_REFUSED_DIFFERENT } },
  { "decided to be the same",
    { { 0, 1, 20 } },
    { { 1, 4, SK_LINK_DECIDED_SAME }, { 4, 5, SK_LINK_DECIDED_SAME } },
    .clusters = "aacdaa" },
  { "the same, though one list holds both", .decisions = { { 0, 2, SK_LINK_DECIDED_SAME } }, .lists = "010345",
    .clusters = "abadef" },
  { "born in two centuries",
    { { 0, 1, 20 }, { 1, 2, 18 } },
    .births = "1 4   ",
    .clusters = "aacdef",
    .refused = { SK_LINK_REFUSED_CONFLICT } },
};

static void fill_records(const Case *test, SkLinkRecord *records) {
  for (uint32_t i = 0; i < ROWS; i++) {
    records[i] = (SkLinkRecord){ .id = i + 1,
                                 .source = test->lists != NULL ? (uint32_t)(test->lists[i] - '0') : i,
                                 .entry = test->entries != NULL ? (uint32_t)(test->entries[i] - '0') : 0,
                                 .birth = SK_LINK_NO_DAYS,
                                 .departure = SK_LINK_NO_DAYS };
    int32_t birth = test->births != NULL && test->births[i] != ' ' ? -3650 * (test->births[i] - '0') : 1;
    if (birth <= 0)
      records[i].birth = (SkLinkDays){ birth, birth, 0, 0 };
  }
}

static SkEnginePairs fill_pairs(const Case *test, SkEnginePair *pairs) {
  SkEnginePairs all = { pairs, 0 };
  for (size_t i = 0; i < G_N_ELEMENTS(test->pairs) && test->pairs[i].weight > 0; i++)
    pairs[all.count++] = (SkEnginePair){ .a = test->pairs[i].a,
                                         .b = test->pairs[i].b,
                                         .weight = (float)test->pairs[i].weight,
                                         .held = (uint8_t)test->pairs[i].held };
  return all;
}

static void check_clusters(const Case *test, const SkEngineClusters *clusters) {
  char found[ROWS + 1] = "";
  for (uint32_t i = 0; i < ROWS; i++)
    found[i] = (char)('a' + clusters->cluster_of[i]);
  if (strcmp(found, test->clusters) != 0)
    fail_msg("%s: %s, not %s", test->what, found, test->clusters);
  size_t refused = 0;
  while (refused < G_N_ELEMENTS(test->refused) && test->refused[refused] != 0)
    refused++;
  assert_int_equal(clusters->refused_count, refused);
  for (size_t i = 0; i < refused; i++)
    assert_int_equal(clusters->refused[i].reason, test->refused[i]);
}

static void run_case(const Case *test) {
  SkLinkHeap heap;
  SkLinkSource sources[10];
  SkLinkRecord records[ROWS];
  SkEnginePair pairs[6];
  SkLinkPeople people;
  SkEngineModel model;
  SkEngineDecided decided;
  SkEngineClusters clusters;
  size_t decisions = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(sources); i++)
    sources[i].once = i < 6; /* lists 6 to 9 may hold a person twice */
  while (decisions < G_N_ELEMENTS(test->decisions) && test->decisions[decisions].verdict != 0)
    decisions++;
  fill_records(test, records);
  SkLinkInput input = { records, ROWS, sources, G_N_ELEMENTS(sources), test->decisions, decisions };
  SkEnginePairs all = fill_pairs(test, pairs);
  sk_link_heap_init(&heap, NULL);
  assert_int_equal(sk_link_people_build(&heap, &input, 1, &people), SK_LINK_OK);
  SkEngineScorer scorer = { .plan = &people.plan, .table = &people.table };
  sk_engine_model_init(&people.plan, &model);
  sk_engine_scorer_set_model(&scorer, &model);
  assert_true(sk_engine_decided_build(&heap, test->decisions, decisions, &decided));
  SkEngineAsker *askers[] = { sk_engine_asker_new(&heap, &people.plan, &people.table),
                              sk_engine_asker_new(&heap, &people.plan, &people.table) };
  SkEngineClusterInput what = { .scorer = &scorer,
                                .pairs = &all,
                                .decisions = test->decisions,
                                .decision_count = decisions,
                                .decided = &decided,
                                .threads = G_N_ELEMENTS(askers),
                                .askers = askers };
  assert_int_equal(sk_engine_clusters_build(&heap, &what, &clusters), SK_LINK_OK);
  check_clusters(test, &clusters);
  sk_link_heap_clear(&heap);
}

static void clusters_obey_what_must_not_happen(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    run_case(&cases[i]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(clusters_obey_what_must_not_happen),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
