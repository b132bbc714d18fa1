/* A run after decisions alone goes on from what an earlier one knew of pairs, and says what a whole run would say. */
#include "check.h"

#include "link/link.h"
#include "village.h"

#include <string.h>

#define ROUNDS 4

typedef struct {
  size_t families;
  uint64_t seed, block_pairs;
  gboolean once;   /* lists hold a person once: there are rivals */
  guint decisions; /* in each round */
} Setting;

/* The village, and what is kept of the run that compared. */
typedef struct {
  Village *village;
  SkLinkInput input;  /* all of it */
  SkLinkName *names;  /* two of a record: many bear several, or are named beside somebody */
  SkLinkRecord *bare; /* the records without what they say of anybody */
  GArray *decisions;  /* SkLinkDecision */
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

static void scene_begin(Scene *scene, const Setting *setting, gboolean learns) {
  memset(scene, 0, sizeof *scene);
  scene->village = village_new(setting->families, setting->seed);
  scene->state = setting->seed;
  for (size_t i = 0; i < scene->village->input.source_count; i++)
    scene->village->sources[i].once = setting->once;
  scene->input = scene->village->input;
  scene->input.counted_to = UINT64_MAX;
  name_more(scene);
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

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_was_decided_is_settled_as_a_whole_run_settles_it),
    cmocka_unit_test(where_nothing_was_decided_nothing_is_compared),
    cmocka_unit_test(what_is_no_run_of_before_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
