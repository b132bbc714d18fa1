/* One run from rows to clusters: the stages of engine.h in their order, each a short function over what the run holds.
 */
#include "link/run_parts.h"
#include "link/train.h"

#include <string.h>

#define BLOCK_PAIRS 20000
#define LINK_PROBABILITY 0.99
#define ASK_PROBABILITY 0.2

/* The result and the memory it stands in. */
struct outcome {
  SkEngineResult result;
  SkLinkHeap heap;
};

SkLinkStatus run_report(const SkEngineRun *run, SkLinkStage stage, uint64_t done, uint64_t total) {
  bool on = run->options.progress == NULL || run->options.progress(run->options.progress_context, stage, done, total);
  return on ? SK_LINK_OK : SK_LINK_STOPPED;
}

static bool on_pairs(void *context, uint64_t pairs) {
  const SkEngineRun *run = context;
  return run_report(run, run->stage, pairs, run->stage_pairs) == SK_LINK_OK;
}

SkEngineWatch run_begin_pairs(SkEngineRun *run, SkLinkStage stage) {
  run->stage = stage;
  run->stage_pairs = 0;
  for (unsigned rule = 0; rule < run->scorer.plan->rule_count; rule++)
    if (stage == SK_LINK_STAGE_COMPARE || sk_engine_train_visits(run->scorer.plan, rule))
      run->stage_pairs += sk_engine_blocks_pairs(run->blocks, rule);
  return (SkEngineWatch){ .on = on_pairs, .context = run };
}

unsigned run_bin_of(double weight) {
  double at = (weight - SK_ENGINE_BIN_FIRST) * 2;
  return at < 0 ? 0 : at >= SK_ENGINE_BINS ? SK_ENGINE_BINS - 1 : (unsigned)at;
}

/* ---- options */

static bool options_are_sound(const SkEngineOptions *options, const SkEngineTable *table) {
  bool sound = options->ask_probability > 0 && options->ask_probability <= options->link_probability &&
               options->link_probability < 1;
  for (size_t i = 0; sound && i < options->decision_count; i++)
    sound = options->decisions[i].a < table->row_count && options->decisions[i].b < table->row_count;
  for (size_t i = 0; sound && i < options->label_count; i++)
    sound = options->labels[i].a < table->row_count && options->labels[i].b < table->row_count;
  return sound;
}

static void set_options(SkEngineRun *run, const SkEngineOptions *options) {
  SkEngineOptions *set = &run->options;
  *set = options != NULL ? *options : (SkEngineOptions){ 0 };
  set->threads = set->threads == 0 ? 1 : set->threads > SK_LINK_THREADS_MAX ? SK_LINK_THREADS_MAX : set->threads;
  set->block_pairs = set->block_pairs == 0 ? BLOCK_PAIRS : set->block_pairs;
  set->link_probability = set->link_probability == 0 ? LINK_PROBABILITY : set->link_probability;
  set->ask_probability = set->ask_probability == 0 ? ASK_PROBABILITY : set->ask_probability;
}

/* ---- the first stages */

static SkLinkStatus stage_read(SkEngineRun *run) {
  const SkEnginePlan *plan = run->scorer.plan;
  const SkEngineTable *table = run->scorer.table;
  SkLinkStatus status = run_report(run, SK_LINK_STAGE_READ, 0, 2);
  if (status == SK_LINK_OK &&
      (!sk_engine_plan_is_sound(plan, table) || !sk_engine_table_is_sound(table, run->options.threads)))
    return SK_LINK_BAD_INPUT;
  if (status != SK_LINK_OK)
    return status;
  run->blocks = sk_engine_blocks_new(run->heap, table, plan->rules, plan->rule_count, run->options.block_pairs,
                                     run->options.threads);
  run->bins = sk_link_heap_take(run->heap, SK_ENGINE_BINS, sizeof *run->bins);
  if (run->blocks == NULL || run->bins == NULL)
    return SK_LINK_NO_MEMORY;
  run->blocking = sk_engine_blocks_report(run->blocks);
  return run_report(run, SK_LINK_STAGE_READ, 2, 2);
}

static SkLinkStatus stage_train(SkEngineRun *run) {
  SkEngineModel model;
  SkEngineWatch watch = run_begin_pairs(run, SK_LINK_STAGE_TRAIN);
  SkLinkStatus status = run_report(run, SK_LINK_STAGE_TRAIN, 0, run->stage_pairs);
  if (run->options.model != NULL) {
    sk_engine_scorer_set_model(&run->scorer, run->options.model);
    return status;
  }
  sk_engine_model_init(run->scorer.plan, &model);
  model.ask_from = sk_link_probability_weight(run->options.ask_probability);
  model.link_from = sk_link_probability_weight(run->options.link_probability);
  model.invented = run->options.invented;
  SkEngineTrainer trainer = { run->heap,
                              run->scorer.plan,
                              run->scorer.table,
                              run->blocks,
                              run->options.threads,
                              run->options.labels,
                              run->options.label_count,
                              &watch };
  if (status == SK_LINK_OK)
    status = sk_engine_train(&trainer, &model);
  sk_engine_scorer_set_model(&run->scorer, &model);
  return status == SK_LINK_OK ? run_report(run, SK_LINK_STAGE_TRAIN, run->stage_pairs, run->stage_pairs) : status;
}

/* ---- all of them, and what they tell */

static SkLinkStatus run_stages(SkEngineRun *run) {
  typedef SkLinkStatus (*Stage)(SkEngineRun *);
  static const Stage all[] = { stage_read,           stage_train,      run_stage_compare,
                               run_stage_households, run_stage_settle, run_stage_cluster };
  static const Stage known[] = { run_stage_recall, run_stage_settle, run_stage_cluster };
  const Stage *stages = run->options.known == NULL ? all : known;
  size_t count = run->options.known == NULL ? sizeof all / sizeof all[0] : sizeof known / sizeof known[0];
  SkLinkStatus status = options_are_sound(&run->options, run->scorer.table) ? SK_LINK_OK : SK_LINK_BAD_INPUT;
  for (size_t i = 0; status == SK_LINK_OK && i < count; i++)
    status = stages[i](run);
  return status;
}

/* Bands of the pairs, and what they add to their rules and bins; of pairs that were not kept the middle of their bin
 * counts. */
static void count_matches(SkEngineRun *run) {
  for (unsigned bin = 0; bin < SK_ENGINE_BINS; bin++)
    run->bins[bin].matches =
        (double)run->bins[bin].pairs * sk_link_weight_probability(SK_ENGINE_BIN_FIRST + bin * 0.5 + 0.25);
  for (size_t i = 0; i < run->pairs.count; i++) {
    SkEnginePair *pair = &run->pairs.pairs[i];
    SkEngineBin *bin = &run->bins[run_bin_of((double)pair->weight)];
    double probability = sk_link_weight_probability((double)pair->weight);
    bin->pairs++;
    bin->matches += probability;
    if (pair->rule < run->scorer.plan->rule_count)
      run->blocking[pair->rule].matches += probability;
    pair->band = (uint8_t)sk_engine_band(&run->scorer.model, (double)pair->weight, pair->held);
  }
}

/* True pairs given up by a rule, if they are as frequent there as among the pairs that the rule found first. */
static void estimate_losses(SkEngineRun *run) {
  for (unsigned rule = 0; rule < run->scorer.plan->rule_count; rule++) {
    SkLinkBlocking *blocking = &run->blocking[rule];
    double found = blocking->pairs > 0 ? blocking->matches / (double)blocking->pairs : 0;
    blocking->matches_given_up = found * (double)blocking->pairs_given_up;
  }
}

static void write_result(SkEngineRun *run, SkEngineResult *result) {
  count_matches(run);
  estimate_losses(run);
  *result = (SkEngineResult){ .model = run->scorer.model,
                              .pairs = run->pairs.pairs,
                              .pair_count = run->pairs.count,
                              .asked = run->clusters.asked.pairs,
                              .asked_count = run->clusters.asked.count,
                              .cluster_of = run->clusters.cluster_of,
                              .cluster_count = run->clusters.cluster_count,
                              .refused = run->clusters.refused,
                              .refused_count = run->clusters.refused_count,
                              .blocking = run->blocking,
                              .blocking_count = run->scorer.plan->rule_count,
                              .bins = run->bins };
  for (unsigned rule = 0; rule < run->scorer.plan->rule_count; rule++)
    result->pairs_compared += run->blocking[rule].pairs;
}

/* What only the run needed. */
static void drop_working(SkEngineRun *run) {
  sk_engine_households_free((SkEngineHouseholds *)(uintptr_t)run->scorer.households);
  for (unsigned i = 0; i < run->options.threads; i++)
    sk_engine_asker_free(run->hands[i].asker);
}

SkLinkStatus sk_engine_run(const SkEnginePlan *plan, const SkEngineTable *table, const SkEngineOptions *options,
                           SkEngineResult **ret_result) {
  SkLinkHeap first;
  sk_link_heap_init(&first, options != NULL ? options->memory : NULL);
  struct outcome *outcome = first.memory.take(first.memory.context, sizeof *outcome);
  if (outcome == NULL)
    return SK_LINK_NO_MEMORY;
  memset(outcome, 0, sizeof *outcome);
  sk_link_heap_init(&outcome->heap, options != NULL ? options->memory : NULL);
  SkEngineRun *run = sk_link_heap_take(&outcome->heap, 1, sizeof *run);
  SkLinkStatus status = SK_LINK_NO_MEMORY;
  if (run != NULL) {
    run->heap = &outcome->heap;
    run->scorer.plan = plan;
    run->scorer.table = table;
    set_options(run, options);
    status = run_stages(run);
  }
  if (status != SK_LINK_OK) {
    sk_engine_result_free(&outcome->result);
    return status;
  }
  drop_working(run);
  write_result(run, &outcome->result);
  sk_link_heap_give(&outcome->heap, run);
  *ret_result = &outcome->result;
  return SK_LINK_OK;
}

void sk_engine_result_free(SkEngineResult *result) {
  struct outcome *outcome = (struct outcome *)result; /* the result is its first member */
  if (outcome == NULL)
    return;
  SkLinkMemory memory = outcome->heap.memory;
  sk_link_heap_clear(&outcome->heap);
  memory.give(memory.context, outcome);
}
