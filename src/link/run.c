/* One run from rows to clusters: the stages of engine.h in their order, each a short function over what the run holds.
 */
#include "link/block.h"
#include "link/cluster.h"
#include "link/decided.h"
#include "link/parallel.h"
#include "link/rivals.h"
#include "link/train.h"

#include <math.h>
#include <string.h>

#define BLOCK_PAIRS 20000
#define LINK_PROBABILITY 0.99
#define ASK_PROBABILITY 0.2
#define PRIOR_ROUNDS 3
#define PRIOR_MOVES 2.0 /* bits that settling the prior can add */
#define SCORE_PIECE 4096

/* The result and the memory it stands in. */
struct outcome {
  SkEngineResult result;
  SkLinkHeap heap;
};

/* What a thread has of its own while pairs are compared. */
struct hand {
  SkEngineAsker *asker;
  SkEngineCatch catch;
  uint64_t bins[SK_ENGINE_BINS]; /* of the pairs not kept */
};

struct run {
  SkLinkHeap *heap;
  SkEngineOptions options;
  SkEngineScorer scorer;
  SkEngineBlocks *blocks;
  SkLinkStage stage; /* that pairs are gone through for, and how many in all */
  uint64_t stage_pairs;
  struct hand hands[SK_LINK_THREADS_MAX];
  double keep_from;      /* lighter pairs are only counted, ... */
  double household_most; /* ... unless this many bits that matching households can add might still lift them */
  bool costly;           /* some comparison is not to be asked in vain */
  uint8_t rule;
  SkEnginePairs pairs;
  SkLinkBlocking *blocking;
  SkEngineBin *bins;
  SkEngineDecided decided; /* by people */
  SkEngineClusters clusters;
};

static SkLinkStatus report(const struct run *run, SkLinkStage stage, uint64_t done, uint64_t total) {
  bool on = run->options.progress == NULL || run->options.progress(run->options.progress_context, stage, done, total);
  return on ? SK_LINK_OK : SK_LINK_STOPPED;
}

static bool on_pairs(void *context, uint64_t pairs) {
  const struct run *run = context;
  return report(run, run->stage, pairs, run->stage_pairs) == SK_LINK_OK;
}

/* A stage that goes through the pairs of all rules, or of those that teach. */
static SkEngineWatch begin_pairs(struct run *run, SkLinkStage stage) {
  run->stage = stage;
  run->stage_pairs = 0;
  for (unsigned rule = 0; rule < run->scorer.plan->rule_count; rule++)
    if (stage == SK_LINK_STAGE_COMPARE || sk_engine_train_visits(run->scorer.plan, rule))
      run->stage_pairs += sk_engine_blocks_pairs(run->blocks, rule);
  return (SkEngineWatch){ .on = on_pairs, .context = run };
}

static bool options_are_sound(const SkEngineOptions *options, const SkEngineTable *table) {
  bool sound = options->ask_probability > 0 && options->ask_probability <= options->link_probability &&
               options->link_probability < 1;
  for (size_t i = 0; sound && i < options->decision_count; i++)
    sound = options->decisions[i].a < table->row_count && options->decisions[i].b < table->row_count;
  for (size_t i = 0; sound && i < options->label_count; i++)
    sound = options->labels[i].a < table->row_count && options->labels[i].b < table->row_count;
  return sound;
}

static void set_options(struct run *run, const SkEngineOptions *options) {
  SkEngineOptions *set = &run->options;
  *set = options != NULL ? *options : (SkEngineOptions){ 0 };
  set->threads = set->threads == 0 ? 1 : set->threads > SK_LINK_THREADS_MAX ? SK_LINK_THREADS_MAX : set->threads;
  set->block_pairs = set->block_pairs == 0 ? BLOCK_PAIRS : set->block_pairs;
  set->link_probability = set->link_probability == 0 ? LINK_PROBABILITY : set->link_probability;
  set->ask_probability = set->ask_probability == 0 ? ASK_PROBABILITY : set->ask_probability;
}

/* ---- stages */

static SkLinkStatus stage_read(struct run *run) {
  const SkEnginePlan *plan = run->scorer.plan;
  const SkEngineTable *table = run->scorer.table;
  SkLinkStatus status = report(run, SK_LINK_STAGE_READ, 0, 2);
  if (status == SK_LINK_OK && (!sk_engine_plan_is_sound(plan, table) || !sk_engine_table_is_sound(table)))
    return SK_LINK_BAD_INPUT;
  if (status != SK_LINK_OK)
    return status;
  run->blocks = sk_engine_blocks_new(run->heap, table, plan->rules, plan->rule_count, run->options.block_pairs,
                                     run->options.threads);
  run->bins = sk_link_heap_take(run->heap, SK_ENGINE_BINS, sizeof *run->bins);
  if (run->blocks == NULL || run->bins == NULL)
    return SK_LINK_NO_MEMORY;
  run->blocking = sk_engine_blocks_report(run->blocks);
  return report(run, SK_LINK_STAGE_READ, 2, 2);
}

static SkLinkStatus stage_train(struct run *run) {
  SkEngineModel model;
  SkEngineWatch watch = begin_pairs(run, SK_LINK_STAGE_TRAIN);
  SkLinkStatus status = report(run, SK_LINK_STAGE_TRAIN, 0, run->stage_pairs);
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
  return status == SK_LINK_OK ? report(run, SK_LINK_STAGE_TRAIN, run->stage_pairs, run->stage_pairs) : status;
}

static unsigned bin_of(double weight) {
  double at = (weight - SK_ENGINE_BIN_FIRST) * 2;
  return at < 0 ? 0 : at >= SK_ENGINE_BINS ? SK_ENGINE_BINS - 1 : (unsigned)at;
}

/* Leaves out the pairs that the costly comparisons cannot lift, and counts them by what they could weigh at most.
 * Returns how many are left. */
static unsigned drop_hopeless(const struct run *run, struct hand *hand, SkEngineMeeting *meetings, unsigned count,
                              SkEngineEvidence *evidence) {
  unsigned left = 0;
  for (unsigned i = 0; i < count; i++) {
    SkEnginePair pair = { .a = meetings[i].a, .b = meetings[i].b, .evidence = evidence[i] };
    double most = sk_engine_score_most(&run->scorer, &pair);
    pair.weight = (float)most;
    if (sk_engine_may_be_wanted(&run->scorer, &pair, run->keep_from, run->household_most)) {
      meetings[left] = meetings[i];
      evidence[left++] = evidence[i];
    } else {
      hand->bins[bin_of(most)]++;
    }
  }
  return left;
}

static void score_and_catch(void *context, unsigned thread, const SkEngineMeeting *met, unsigned count) {
  struct run *run = context;
  struct hand *hand = &run->hands[thread];
  SkEngineMeeting meetings[SK_ENGINE_MEETINGS];
  SkEngineEvidence evidence[SK_ENGINE_MEETINGS];
  memcpy(meetings, met, count * sizeof *met);
  sk_engine_ask_first(hand->asker, meetings, count, evidence);
  if (run->costly)
    count = drop_hopeless(run, hand, meetings, count, evidence);
  sk_engine_ask_rest(hand->asker, meetings, count, evidence);
  for (unsigned i = 0; i < count; i++) {
    SkEnginePair pair = { .a = meetings[i].a, .b = meetings[i].b, .evidence = evidence[i], .rule = run->rule };
    sk_engine_score_again(&run->scorer, &pair);
    if (sk_engine_may_be_wanted(&run->scorer, &pair, run->keep_from, run->household_most))
      sk_engine_catch_add(&hand->catch, &pair);
    else
      hand->bins[bin_of((double)pair.weight)]++;
  }
}

static SkLinkStatus begin_hands(struct run *run) {
  for (unsigned i = 0; i < run->options.threads; i++) {
    run->hands[i].asker = sk_engine_asker_new(run->heap, run->scorer.plan, run->scorer.table);
    run->hands[i].catch.heap = run->heap;
    if (run->hands[i].asker == NULL)
      return SK_LINK_NO_MEMORY;
  }
  return SK_LINK_OK;
}

static SkLinkStatus gather_pairs(struct run *run) {
  SkEngineCatch catches[SK_LINK_THREADS_MAX];
  for (unsigned i = 0; i < run->options.threads; i++) {
    catches[i] = run->hands[i].catch;
    for (unsigned bin = 0; bin < SK_ENGINE_BINS; bin++)
      run->bins[bin].pairs += run->hands[i].bins[bin];
  }
  return sk_engine_catch_gather(run->heap, catches, run->options.threads, &run->pairs) ? SK_LINK_OK : SK_LINK_NO_MEMORY;
}

static SkLinkStatus stage_compare(struct run *run) {
  unsigned rules = run->scorer.plan->rule_count;
  SkLinkStatus status = begin_hands(run);
  SkEngineWatch watch = begin_pairs(run, SK_LINK_STAGE_COMPARE);
  run->household_most = sk_engine_household_most(&run->scorer);
  for (unsigned c = 0; c < run->scorer.plan->comparison_count; c++)
    run->costly = run->costly || run->scorer.plan->comparisons[c].most != NULL;
  run->keep_from = run->scorer.model.ask_from - (run->options.model == NULL ? PRIOR_MOVES : 0);
  for (unsigned rule = 0; status == SK_LINK_OK && rule < rules; rule++) {
    run->rule = (uint8_t)rule;
    status = report(run, SK_LINK_STAGE_COMPARE, watch.pairs, run->stage_pairs);
    if (status == SK_LINK_OK)
      status = sk_engine_blocks_visit_new(run->blocks, rule, score_and_catch, run, &watch);
  }
  sk_engine_blocks_free(run->blocks);
  run->blocks = NULL;
  return status == SK_LINK_OK ? gather_pairs(run) : status;
}

struct rescoring {
  const struct run *run;
  SkEnginePairs *pairs;
  bool compare; /* not only weigh again */
};

static void rescore_piece(void *context, unsigned thread, size_t piece) {
  struct rescoring *self = context;
  size_t end = (piece + 1) * SCORE_PIECE < self->pairs->count ? (piece + 1) * SCORE_PIECE : self->pairs->count;
  for (size_t i = piece * SCORE_PIECE; i < end; i++)
    if (self->compare)
      sk_engine_score_from(&self->run->scorer, self->run->hands[thread].asker, &self->pairs->pairs[i],
                           self->run->scorer.model.ask_from);
    else
      sk_engine_score_again(&self->run->scorer, &self->pairs->pairs[i]);
}

static void rescore(const struct run *run, SkEnginePairs *pairs, bool compare) {
  struct rescoring self = { run, pairs, compare };
  sk_link_parallel(run->options.threads, (pairs->count + SCORE_PIECE - 1) / SCORE_PIECE, rescore_piece, &self);
}

/* The prior that the pairs themselves imply: the share expected to be true. Kin keep their distance from it. */
static void settle_prior(struct run *run) {
  double rows = run->scorer.table->row_count;
  for (int round = 0; round < PRIOR_ROUNDS && run->pairs.count > 0; round++) {
    SkEngineModel model = run->scorer.model;
    double expected = 0, kin = model.kin_prior / model.prior;
    for (size_t i = 0; i < run->pairs.count; i++)
      expected += sk_link_weight_probability((double)run->pairs.pairs[i].weight);
    model.prior = fmin(fmax(expected, 0.5) / fmax(rows * (rows - 1) / 2, 1), 0.1);
    model.kin_prior = fmin(model.prior * kin, 0.5);
    sk_engine_scorer_set_model(&run->scorer, &model);
    rescore(run, &run->pairs, false);
  }
}

/* m of the household levels from the first scores, each pair counted by its probability. */
static void learn_households(struct run *run) {
  SkEngineModel model = run->scorer.model;
  SkEngineLevel *levels = model.levels[run->scorer.plan->household];
  double sums[SK_ENGINE_HOUSEHOLD_LEVELS] = { 0 }, total = 0;
  for (size_t i = 0; i < run->pairs.count; i++) {
    const SkEnginePair *pair = &run->pairs.pairs[i];
    unsigned level = sk_engine_households_level(run->scorer.households, pair->a, pair->b);
    sums[level] += sk_link_weight_probability((double)pair->weight);
  }
  for (unsigned level = 1; level < SK_ENGINE_HOUSEHOLD_LEVELS; level++)
    total += sums[level];
  for (unsigned level = 1; total >= 100 && level < SK_ENGINE_HOUSEHOLD_LEVELS; level++)
    levels[level].m = levels[level].kin = (sums[level] + 1) / (total + SK_ENGINE_HOUSEHOLD_MOST);
  sk_engine_model_straighten(run->scorer.plan, &model);
  sk_engine_scorer_set_model(&run->scorer, &model);
}

static void drop_unwanted(const struct run *run, SkEnginePairs *pairs) {
  size_t kept = 0;
  for (size_t i = 0; i < pairs->count; i++)
    if (sk_engine_is_wanted(&run->scorer, &pairs->pairs[i]))
      pairs->pairs[kept++] = pairs->pairs[i];
  pairs->count = kept;
}

/* Adds the pairs that only their households put forward; they have no rule of their own. */
static SkLinkStatus add_cross(struct run *run) {
  SkEnginePairs cross;
  SkEngineCatch both = { .heap = run->heap };
  if (!sk_engine_households_propose(run->scorer.households, &cross))
    return SK_LINK_NO_MEMORY;
  for (size_t i = 0; i < cross.count; i++)
    cross.pairs[i].rule = (uint8_t)run->scorer.plan->rule_count;
  rescore(run, &cross, true);
  sk_engine_pairs_keep(&cross, run->scorer.model.ask_from);
  rescore(run, &run->pairs, false);
  for (size_t i = 0; i < cross.count; i++)
    sk_engine_catch_add(&both, &cross.pairs[i]);
  for (size_t i = 0; i < run->pairs.count; i++)
    if (sk_engine_is_wanted(&run->scorer, &run->pairs.pairs[i]))
      sk_engine_catch_add(&both, &run->pairs.pairs[i]);
    else
      run->bins[bin_of((double)run->pairs.pairs[i].weight)].pairs++;
  sk_link_heap_give(run->heap, cross.pairs);
  sk_link_heap_give(run->heap, run->pairs.pairs);
  run->pairs = (SkEnginePairs){ 0 };
  return sk_engine_catch_gather(run->heap, &both, 1, &run->pairs) ? SK_LINK_OK : SK_LINK_NO_MEMORY;
}

static SkLinkStatus stage_households(struct run *run) {
  SkLinkStatus status = report(run, SK_LINK_STAGE_HOUSEHOLDS, 0, 2);
  if (status != SK_LINK_OK)
    return status;
  if (run->options.model == NULL && sk_engine_plan_teaches(run->scorer.plan))
    settle_prior(run);
  if (run->scorer.plan->household < 0)
    return SK_LINK_OK;
  unsigned column = run->scorer.plan->comparisons[run->scorer.plan->household].column;
  SkEngineHouseholds *households =
      sk_engine_households_new(run->heap, run->scorer.table, column, &run->pairs, SK_ENGINE_HOUSEHOLDS_FROM);
  if (households == NULL)
    return SK_LINK_NO_MEMORY;
  run->scorer.households = households;
  if (run->options.model == NULL)
    learn_households(run);
  status = report(run, SK_LINK_STAGE_HOUSEHOLDS, 1, 2);
  return status == SK_LINK_OK ? add_cross(run) : status;
}

static void drop_decided(SkEnginePairs *pairs, const SkEngineDecided *decided) {
  size_t kept = 0;
  for (size_t i = 0; i < pairs->count; i++)
    if (!sk_engine_decided_different(decided, pairs->pairs[i].a, pairs->pairs[i].b))
      pairs->pairs[kept++] = pairs->pairs[i];
  pairs->count = kept;
}

/* Rivals take from each other; what is not worth a question then is dropped. */
static void drop_leave(const struct run *run, SkEnginePairs *pairs) {
  size_t kept = 0;
  for (size_t i = 0; i < pairs->count; i++) {
    const SkEnginePair *pair = &pairs->pairs[i];
    if (sk_engine_band(&run->scorer.model, (double)pair->weight, pair->held) != SK_LINK_BAND_LEAVE)
      pairs->pairs[kept++] = *pair;
  }
  pairs->count = kept;
}

static SkLinkStatus settle_rivals(struct run *run) {
  if (!sk_engine_rivals_possible(&run->scorer)) {
    drop_leave(run, &run->pairs);
    return SK_LINK_OK;
  }
  uint32_t *order = sk_engine_pairs_by_weight(run->heap, &run->pairs);
  bool good = order != NULL && sk_engine_rivals_mark(run->heap, &run->scorer, &run->pairs, order);
  sk_link_heap_give(run->heap, order);
  if (good)
    drop_leave(run, &run->pairs);
  return good ? SK_LINK_OK : SK_LINK_NO_MEMORY;
}

/* Which pairs there are, and what they weigh, in the end. */
static SkLinkStatus stage_settle(struct run *run) {
  drop_unwanted(run, &run->pairs);
  if (!sk_engine_decided_build(run->heap, run->options.decisions, run->options.decision_count, &run->decided))
    return SK_LINK_NO_MEMORY;
  drop_decided(&run->pairs, &run->decided);
  SkLinkStatus status = settle_rivals(run);
  if (status == SK_LINK_OK && run->options.settled != NULL)
    run->options.settled(run->options.settled_context, run->pairs.pairs, run->pairs.count);
  return status;
}

static SkLinkStatus stage_cluster(struct run *run) {
  SkLinkStatus status = report(run, SK_LINK_STAGE_CLUSTER, 0, 1);
  SkEngineAsker *askers[SK_LINK_THREADS_MAX];
  for (unsigned i = 0; i < run->options.threads; i++)
    askers[i] = run->hands[i].asker;
  SkEngineClusterInput input = { &run->scorer,           &run->pairs,
                                 run->options.decisions, run->options.decision_count,
                                 &run->decided,          run->options.cluster_mean,
                                 run->options.threads,   askers };
  if (status == SK_LINK_OK)
    status = sk_engine_clusters_build(run->heap, &input, &run->clusters);
  sk_link_heap_give(run->heap, run->decided.pairs);
  return status == SK_LINK_OK ? report(run, SK_LINK_STAGE_CLUSTER, 1, 1) : status;
}

/* ---- result */

/* Bands of the pairs, and what they add to their rules and bins; of pairs that were not kept the middle of their bin
 * counts. */
static void count_matches(struct run *run) {
  for (unsigned bin = 0; bin < SK_ENGINE_BINS; bin++)
    run->bins[bin].matches =
        (double)run->bins[bin].pairs * sk_link_weight_probability(SK_ENGINE_BIN_FIRST + bin * 0.5 + 0.25);
  for (size_t i = 0; i < run->pairs.count; i++) {
    SkEnginePair *pair = &run->pairs.pairs[i];
    SkEngineBin *bin = &run->bins[bin_of((double)pair->weight)];
    double probability = sk_link_weight_probability((double)pair->weight);
    bin->pairs++;
    bin->matches += probability;
    if (pair->rule < run->scorer.plan->rule_count)
      run->blocking[pair->rule].matches += probability;
    pair->band = (uint8_t)sk_engine_band(&run->scorer.model, (double)pair->weight, pair->held);
  }
}

/* True pairs given up by a rule, if they are as frequent there as among the pairs that the rule found first. */
static void estimate_losses(struct run *run) {
  for (unsigned rule = 0; rule < run->scorer.plan->rule_count; rule++) {
    SkLinkBlocking *blocking = &run->blocking[rule];
    double found = blocking->pairs > 0 ? blocking->matches / (double)blocking->pairs : 0;
    blocking->matches_given_up = found * (double)blocking->pairs_given_up;
  }
}

static void write_result(struct run *run, SkEngineResult *result) {
  count_matches(run);
  estimate_losses(run);
  *result = (SkEngineResult){ .model = run->scorer.model,
                              .pairs = run->pairs.pairs,
                              .pair_count = run->pairs.count,
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

static SkLinkStatus run_stages(struct run *run) {
  static SkLinkStatus (*const stages[])(struct run *) = { stage_read,       stage_train,  stage_compare,
                                                          stage_households, stage_settle, stage_cluster };
  SkLinkStatus status = options_are_sound(&run->options, run->scorer.table) ? SK_LINK_OK : SK_LINK_BAD_INPUT;
  for (size_t i = 0; status == SK_LINK_OK && i < sizeof stages / sizeof stages[0]; i++)
    status = stages[i](run);
  return status;
}

/* What only the run needed. */
static void drop_working(struct run *run) {
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
  struct run *run = sk_link_heap_take(&outcome->heap, 1, sizeof *run);
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
