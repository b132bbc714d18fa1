/* A run after decisions alone goes on from what an earlier one knew of pairs, and says what a whole run would say. */
#include "check.h"

#include "link/people.h"
#include "link/run_parts.h"
#include "village.h"

#include <string.h>

#define ROUNDS 4

typedef struct {
  size_t families;
  uint64_t seed, block_pairs;
  gboolean once;   /* lists hold a person once: there are rivals */
  guint decisions; /* in each round */
} Setting;

typedef struct {
  uint32_t a, b; /* records */
} LookAlike;

/* The village, and what is kept of the run that compared. */
typedef struct {
  Village *village;
  SkLinkInput input;  /* all of it */
  SkLinkName *names;  /* two of a record: many bear several, or are named beside somebody */
  SkLinkRecord *bare; /* the records without what they say of anybody */
  GArray *decisions;  /* SkLinkDecision */
  GArray *alike;      /* LookAlike: of households that are otherwise strangers */
  SkEngineModel model;
  GArray *pairs, *asked; /* SkEnginePair */
  uint64_t *keys[2];
  float *shares[2];
  SkLinkFrequencies frequencies;
  guint compared; /* pairs that were compared since */
  uint64_t state;
} Scene;

static uint32_t draw(Scene *scene, uint32_t below) {
  scene->state = scene->state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(((scene->state >> 33) * below) >> 31);
}

static SkLinkShares keep_shares(Scene *scene, unsigned part, SkLinkShares shares) {
  scene->keys[part] = g_memdup2(shares.keys, shares.count * sizeof *shares.keys);
  scene->shares[part] = g_memdup2(shares.shares, shares.count * sizeof *shares.shares);
  return (SkLinkShares){ scene->keys[part], scene->shares[part], shares.count, shares.chance };
}

static void keep(void *context, const SkLinkWeighed *weighed) {
  Scene *scene = context;
  g_array_append_vals(scene->pairs, weighed->pairs, (guint)weighed->pair_count);
  scene->frequencies.family = keep_shares(scene, 0, weighed->frequencies.family);
  scene->frequencies.given = keep_shares(scene, 1, weighed->frequencies.given);
}

static bool compare(void *context, uint32_t a, uint32_t b, SkEngineEvidence *ret_evidence) {
  Scene *scene = context;
  SkLinkRecord two[2] = { scene->village->records[a], scene->village->records[b] };
  SkLinkInput input = scene->input;
  input.records = two;
  input.record_count = 2;
  input.decision_count = 0;
  input.frequencies = &scene->frequencies;
  scene->compared++;
  return sk_link_compare_two(&input, NULL, ret_evidence) == SK_LINK_OK;
}

static gint by_rows(gconstpointer left, gconstpointer right) {
  const SkEnginePair *a = left, *b = right;
  return a->a != b->a ? (a->a > b->a) - (a->a < b->a) : (a->b > b->b) - (a->b < b->b);
}

static void keep_asked(Scene *scene, const SkLinkResult *result) {
  g_array_append_vals(scene->asked, result->asked, (guint)result->asked_count);
  g_array_sort(scene->asked, by_rows);
}

/* Every second bears another's name beside their own, every fifth is named beside somebody. */
static void name_more(Scene *scene) {
  size_t count = scene->input.record_count;
  scene->names = g_new0(SkLinkName, 2 * count);
  for (size_t i = 0; i < count; i++) {
    SkLinkName *own = scene->names + 2 * i;
    own[0] = scene->village->records[i].names[0];
    own[1] = scene->village->records[draw(scene, (uint32_t)count)].names[0];
  }
  for (size_t i = 0; i < count; i++) {
    SkLinkRecord *record = &scene->village->records[i];
    record->names = scene->names + 2 * i;
    record->name_count = 1 + draw(scene, 2);
    if (draw(scene, 5) == 0)
      record->company = scene->names + 2 * draw(scene, (uint32_t)count), record->company_count = 1;
  }
}

static gboolean are_mates(const Scene *scene, uint32_t a, uint32_t b) {
  const SkLinkRecord *records = scene->village->records;
  return a != b && records[a].source == records[b].source && records[a].household == records[b].household;
}

/* A namesake of whom little is known. */
static void resemble_lightly(Scene *scene, uint32_t row, uint32_t other) {
  SkLinkRecord *record = &scene->village->records[row];
  scene->names[2 * row] = scene->names[2 * other];
  record->name_count = 1;
  record->sex = scene->village->records[other].sex;
  if (draw(scene, 2) == 0)
    record->birth = SK_LINK_NO_DAYS;
  if (draw(scene, 2) == 0)
    record->sailing = 0;
  record->address = (SkLinkPlace){ 0, 0 };
}

/* Households of two lists that have nothing to do with each other, but for two who look alike: so little that only what
 * they say of their households keeps the pair. */
static void resemble(Scene *scene) {
  const SkLinkRecord *records = scene->village->records;
  uint32_t count = (uint32_t)scene->input.record_count;
  for (uint32_t row = 0; row < count; row += 4) {
    uint32_t other = draw(scene, count);
    LookAlike pair = { row, other };
    if (records[row].source != 1 || records[other].source != 0)
      continue;
    resemble_lightly(scene, row, other);
    g_array_append_val(scene->alike, pair);
  }
}

static void scene_begin(Scene *scene, const Setting *setting, gboolean learns) {
  memset(scene, 0, sizeof *scene);
  scene->village = village_new(setting->families, setting->seed);
  scene->state = setting->seed;
  for (size_t i = 0; i < scene->village->input.source_count; i++)
    scene->village->sources[i].once = setting->once;
  scene->input = scene->village->input;
  scene->input.counted_to = UINT64_MAX;
  name_more(scene);
  scene->alike = g_array_new(FALSE, FALSE, sizeof(LookAlike));
  resemble(scene);
  scene->bare = g_new0(SkLinkRecord, scene->input.record_count);
  for (size_t i = 0; i < scene->input.record_count; i++) {
    const SkLinkRecord *record = &scene->village->records[i];
    scene->village->records[i].id = i + 1; /* rows are records */
    scene->bare[i] = (SkLinkRecord){ .id = i + 1,
                                     .source = record->source,
                                     .entry = record->entry,
                                     .household = record->household,
                                     .birth = SK_LINK_NO_DAYS,
                                     .departure = SK_LINK_NO_DAYS };
  }
  scene->decisions = g_array_new(FALSE, FALSE, sizeof(SkLinkDecision));
  scene->pairs = g_array_new(FALSE, FALSE, sizeof(SkEnginePair));
  scene->asked = g_array_new(FALSE, FALSE, sizeof(SkEnginePair));
  SkLinkOptions options = { .block_pairs = setting->block_pairs };
  SkLinkResult *result = NULL;
  if (!learns) { /* a run that knows the model already */
    assert_int_equal(sk_link_run(&scene->input, &options, &result), SK_LINK_OK);
    scene->model = result->model;
    options.model = &scene->model;
    sk_link_result_free(result);
  }
  options.weighed = keep;
  options.weighed_context = scene;
  assert_int_equal(sk_link_run(&scene->input, &options, &result), SK_LINK_OK);
  scene->model = result->model;
  assert_true(scene->pairs->len > 0);
  keep_asked(scene, result);
  sk_link_result_free(result);
}

static void scene_end(Scene *scene) {
  g_array_unref(scene->decisions);
  g_array_unref(scene->alike);
  g_array_unref(scene->pairs);
  g_array_unref(scene->asked);
  for (unsigned part = 0; part < 2; part++) {
    g_free(scene->keys[part]);
    g_free(scene->shares[part]);
  }
  g_free(scene->bare);
  g_free(scene->names);
  village_free(scene->village);
}

/* About pairs that were weighed, about neighbours of these, and about any two. */
static void decide(Scene *scene, guint count) {
  for (guint i = 0; i < count; i++) {
    const SkEnginePair *one = &g_array_index(scene->pairs, SkEnginePair, draw(scene, scene->pairs->len));
    const SkEnginePair *other = &g_array_index(scene->pairs, SkEnginePair, draw(scene, scene->pairs->len));
    SkLinkDecision decision = { one->a, draw(scene, 4) == 0 ? other->b : one->b,
                                draw(scene, 2) ? SK_LINK_DECIDED_SAME : SK_LINK_DECIDED_DIFFERENT };
    if (decision.a != decision.b)
      g_array_append_val(scene->decisions, decision);
  }
  if (scene->decisions->len > 2) /* and one is taken back */
    g_array_remove_index(scene->decisions, draw(scene, scene->decisions->len));
}

/* Somebody of the third list who is the same as `row`, if there is one. */
static gssize third_of(const Scene *scene, uint32_t row) {
  for (guint i = 0; i < scene->input.record_count; i++)
    if (scene->village->person[i] == scene->village->person[row] && scene->village->records[i].household == 0)
      return (gssize)i;
  return -1;
}

/* Somebody of the one household is said to be whom the third list has of the other: what then has to be looked at is a
 * pair of the two households, which nobody looked at before, and how many others of them match. */
static void decide_beside(Scene *scene, const LookAlike *pair) {
  uint32_t count = (uint32_t)scene->input.record_count;
  for (uint32_t one = count; one-- > 0;)
    for (uint32_t other = count; are_mates(scene, one, pair->a) && other-- > 0;) {
      gssize third = are_mates(scene, other, pair->b) ? third_of(scene, other) : -1;
      SkLinkDecision decision = { one, (uint32_t)third, SK_LINK_DECIDED_SAME };
      if (third < 0 || draw(scene, 3) > 0)
        continue;
      g_array_append_val(scene->decisions, decision);
      return;
    }
}

static SkLinkResult *run(Scene *scene, const SkLinkOptions *options, const SkLinkRecord *records) {
  SkLinkInput input = scene->input;
  SkLinkResult *result = NULL;
  input.records = records;
  input.decisions = (const SkLinkDecision *)(const void *)scene->decisions->data;
  input.decision_count = scene->decisions->len;
  assert_int_equal(sk_link_run(&input, options, &result), SK_LINK_OK);
  return result;
}

static void assert_same_results(const SkLinkResult *found, const SkLinkResult *wanted, size_t records) {
  assert_int_equal(found->proposal_count, wanted->proposal_count);
  for (size_t i = 0; i < wanted->proposal_count; i++) {
    const SkLinkProposal *one = &found->proposals[i], *other = &wanted->proposals[i];
    assert_int_equal(one->a, other->a);
    assert_int_equal(one->b, other->b);
    assert_memory_equal(&one->evidence, &other->evidence, sizeof one->evidence);
    assert_memory_equal(&one->weight, &other->weight, sizeof one->weight);
    assert_memory_equal(&one->probability, &other->probability, sizeof one->probability);
    assert_int_equal(one->band, other->band);
    assert_int_equal(one->held, other->held);
    assert_int_equal(one->rule, other->rule);
  }
  assert_memory_equal(found->cluster_of, wanted->cluster_of, records * sizeof *wanted->cluster_of);
  assert_int_equal(found->cluster_count, wanted->cluster_count);
  assert_int_equal(found->refused_count, wanted->refused_count);
  for (size_t i = 0; i < wanted->refused_count; i++) {
    assert_int_equal(found->refused[i].proposal, wanted->refused[i].proposal);
    assert_int_equal(found->refused[i].a, wanted->refused[i].a);
    assert_int_equal(found->refused[i].b, wanted->refused[i].b);
    assert_int_equal(found->refused[i].reason, wanted->refused[i].reason);
  }
  assert_memory_equal(&found->model, &wanted->model, sizeof found->model);
}

static void ignore(void *context, const SkLinkWeighed *weighed) {
  (void)context, (void)weighed;
}

/* Whom clusters were judged by looks the same to both, households too. */
static void assert_same_looks(const SkLinkResult *found, const SkLinkResult *wanted) {
  for (size_t i = 0, k = 0; i < found->asked_count; i++) {
    while (k < wanted->asked_count && by_rows(&wanted->asked[k], &found->asked[i]) < 0)
      k++;
    assert_true(k < wanted->asked_count && by_rows(&wanted->asked[k], &found->asked[i]) == 0);
    assert_memory_equal(&wanted->asked[k].evidence, &found->asked[i].evidence, sizeof found->asked[i].evidence);
    assert_memory_equal(&wanted->asked[k].weight, &found->asked[i].weight, sizeof found->asked[i].weight);
  }
}

static void assert_round(Scene *scene, const Setting *setting) {
  SkEngineKnown known = { (const SkEnginePair *)(const void *)scene->pairs->data,
                          scene->pairs->len,
                          (const SkEnginePair *)(const void *)scene->asked->data,
                          scene->asked->len,
                          compare,
                          scene };
  SkLinkOptions whole = {
    .block_pairs = setting->block_pairs, .model = &scene->model, .threads = 2, .weighed = ignore
  };
  SkLinkOptions again = { .model = &scene->model, .known = &known, .weighed = keep, .weighed_context = scene };
  SkLinkResult *wanted = run(scene, &whole, scene->village->records);
  SkLinkResult *found = run(scene, &again, scene->bare);
  assert_same_results(found, wanted, scene->input.record_count);
  assert_same_looks(found, wanted);
  keep_asked(scene, found);
  sk_link_result_free(found);
  sk_link_result_free(wanted);
}

static const Setting settings[] = {
  { 120, 71, 0, TRUE, 12 },   /* as the register has it */
  { 120, 72, 60, TRUE, 40 },  /* blocks are divided and given up */
  { 120, 73, 0, FALSE, 40 },  /* lists that may hold a person twice: large clusters */
  { 60, 74, 12, FALSE, 200 }, /* nearly everything is decided */
};

static void what_was_decided_is_settled_as_a_whole_run_settles_it(void **state) {
  (void)state;
  guint compared = 0;
  for (gsize i = 0; i < 2 * G_N_ELEMENTS(settings); i++) {
    Scene scene;
    scene_begin(&scene, &settings[i / 2], i % 2);
    for (guint round = 0; round < ROUNDS; round++) {
      decide(&scene, settings[i / 2].decisions);
      for (guint pair = round; pair < scene.alike->len; pair += ROUNDS)
        decide_beside(&scene, &g_array_index(scene.alike, LookAlike, pair));
      assert_round(&scene, &settings[i / 2]);
    }
    compared += scene.compared;
    scene_end(&scene);
  }
  assert_true(compared > 0); /* two who were never looked at came to stand in one cluster */
}

/* Nothing was decided: nothing has to be compared. */
static void where_nothing_was_decided_nothing_is_compared(void **state) {
  (void)state;
  Scene scene;
  scene_begin(&scene, &settings[0], FALSE);
  assert_round(&scene, &settings[0]);
  assert_int_equal(scene.compared, 0);
  scene_end(&scene);
}

static bool refuse(void *context, uint32_t a, uint32_t b, SkEngineEvidence *ret_evidence) {
  (void)context, (void)a, (void)b, (void)ret_evidence;
  return false;
}

static void what_is_no_run_of_before_is_refused(void **state) {
  (void)state;
  Scene scene;
  scene_begin(&scene, &settings[0], FALSE);
  SkEnginePair twice[2] = { g_array_index(scene.pairs, SkEnginePair, 0), g_array_index(scene.pairs, SkEnginePair, 0) };
  SkEnginePair beyond = { .a = 0, .b = (uint32_t)scene.input.record_count };
  const SkEngineKnown unsound[] = { { twice, 2, NULL, 0, refuse, NULL },
                                    { &beyond, 1, NULL, 0, refuse, NULL },
                                    { NULL, 0, NULL, 0, NULL, NULL } };
  SkLinkInput input = scene.input;
  SkLinkResult *result = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(unsound); i++)
    assert_int_equal(sk_link_run(&input, &(SkLinkOptions){ .model = &scene.model, .known = &unsound[i] }, &result),
                     SK_LINK_BAD_INPUT);
  SkEngineKnown sound = { twice, 1, NULL, 0, refuse, NULL };
  assert_int_equal(sk_link_run(&input, &(SkLinkOptions){ .known = &sound }, &result), SK_LINK_BAD_INPUT); /* no model */
  scene.village->records[0].id = 1000000; /* rows are no records any more */
  assert_int_equal(sk_link_run(&input, &(SkLinkOptions){ .model = &scene.model, .known = &sound }, &result),
                   SK_LINK_BAD_INPUT);
  scene_end(&scene);
}

/* ---- what little things it rests on */

/* A village, and how the pairs of its records are weighed. */
typedef struct {
  Village *village;
  SkLinkHeap heap;
  SkLinkPeople people;
  SkEngineRun run;
} Two;

static Two *two_new(void) {
  Two *two = g_new0(Two, 1);
  SkLinkResult *result = NULL;
  two->village = village_new(60, 5);
  sk_link_heap_init(&two->heap, NULL);
  assert_int_equal(sk_link_run(&two->village->input, NULL, &result), SK_LINK_OK);
  assert_int_equal(sk_link_people_build(&two->heap, &two->village->input, 1, &two->people), SK_LINK_OK);
  two->run.scorer.plan = &two->people.plan;
  two->run.scorer.table = &two->people.table;
  sk_engine_scorer_set_model(&two->run.scorer, &result->model);
  sk_link_result_free(result);
  return two;
}

static void two_free(Two *two) {
  sk_link_heap_clear(&two->heap);
  village_free(two->village);
  g_free(two);
}

/* Who is found by their households alone does not say in turn that these match. */
static void whom_households_put_forward_says_nothing_of_them(void **state) {
  (void)state;
  Two *two = two_new();
  guint counting = 0;
  const SkEngineTable *table = &two->people.table;
  for (uint32_t a = 0; a < table->row_count; a++)
    for (uint32_t b = a + 1; b < table->row_count; b++) {
      double alone = 0;
      SkEnginePair pair = { .a = a, .b = b, .evidence = sk_engine_compare(&two->people.plan, table, a, b) };
      if (!run_counts_for_households(&two->run, &pair, &alone))
        continue;
      pair.rule = (uint8_t)two->people.plan.rule_count;
      assert_false(run_counts_for_households(&two->run, &pair, &alone));
      counting++;
    }
  assert_true(counting > 100);
  two_free(two);
}

static SkLinkName written_as(SkLinkName name, const char *written) {
  name.written = (SkLinkText){ written, (uint32_t)strlen(written) };
  return name;
}

static SkEngineEvidence compare_as(const SkLinkFrequencies *frequencies, const SkLinkSource *sources, SkLinkName *one,
                                   SkLinkName *other, gboolean turned) {
  SkLinkRecord two[2] = {
    { .id = turned ? 2 : 1, .names = one, .name_count = 2, .birth = SK_LINK_NO_DAYS, .departure = SK_LINK_NO_DAYS },
    { .id = turned ? 1 : 2,
      .source = 1,
      .names = other,
      .name_count = 2,
      .birth = SK_LINK_NO_DAYS,
      .departure = SK_LINK_NO_DAYS }
  };
  SkLinkInput input = {
    .records = two, .record_count = 2, .sources = sources, .source_count = 2, .frequencies = frequencies
  };
  SkEngineEvidence evidence;
  assert_int_equal(sk_link_compare_two(&input, NULL, &evidence), SK_LINK_OK);
  return evidence;
}

/* Two bear the same two names, in another order of their bytes: whichever of the two comes first in a run, it is the
 * same of the two names whose rarity counts. */
static void which_of_two_comes_first_changes_nothing(void **state) {
  (void)state;
  Two *two = two_new();
  const SkLinkName common = two->village->names[0];
  SkLinkName rare = common;
  SkEngineEvidence before = { 0 };
  guint changes = 0;
  SkLinkFrequencies frequencies = sk_link_names_frequencies(two->people.names);
  for (size_t i = 0; i < two->village->input.record_count && rare.given.bytes == common.given.bytes; i++)
    if (strcmp(two->village->names[i].family.bytes, common.family.bytes) != 0)
      rare = two->village->names[i];
  for (int i = 'a'; i <= 'z'; i++) {
    char first[] = { (char)i, 'x', '\0' }, second[] = { (char)i, 'y', '\0' };
    SkLinkName one[2] = { written_as(common, first), written_as(rare, first) };
    SkLinkName other[2] = { written_as(common, second), written_as(rare, second) };
    SkEngineEvidence straight = compare_as(&frequencies, two->village->sources, one, other, FALSE);
    SkEngineEvidence turned = compare_as(&frequencies, two->village->sources, one, other, TRUE);
    assert_memory_equal(&straight, &turned, sizeof straight);
    changes += i > 'a' && memcmp(&before, &straight, sizeof before) != 0;
    before = straight;
  }
  assert_true(changes > 0); /* now the one name counts, now the other */
  two_free(two);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_was_decided_is_settled_as_a_whole_run_settles_it),
    cmocka_unit_test(where_nothing_was_decided_nothing_is_compared),
    cmocka_unit_test(what_is_no_run_of_before_is_refused),
    cmocka_unit_test(whom_households_put_forward_says_nothing_of_them),
    cmocka_unit_test(which_of_two_comes_first_changes_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
