/* What can be said of pairs only when all of them are there: the prior they imply, whether the others of two households
 * match too, what people decided, which rivals take from each other, and the clusters. */
#include "link/rivals.h"
#include "link/run_parts.h"
#include "link/train.h"

#include <math.h>
#include <pthread.h>

#define PRIOR_ROUNDS 3

/* ---- the prior, and households */

/* The prior that the pairs themselves imply: the share expected to be true. Kin keep their distance from it. */
static void settle_prior(SkEngineRun *run) {
  double rows = run->scorer.table->row_count, prior = sk_link_probability_weight(run->scorer.model.prior);
  for (int round = 0; round < PRIOR_ROUNDS && run->pairs.count > 0; round++) {
    SkEngineModel model = run->scorer.model;
    double expected = 0, kin = model.kin_prior / model.prior;
    for (size_t i = 0; i < run->pairs.count; i++)
      expected += sk_link_weight_probability((double)run->pairs.pairs[i].weight);
    model.prior = fmin(fmax(expected, 0.5) / fmax(rows * (rows - 1) / 2, 1), 0.1);
    model.kin_prior = fmin(model.prior * kin, 0.5);
    sk_engine_scorer_set_model(&run->scorer, &model);
    run_rescore(run, &run->pairs, false);
  }
  double moved = sk_link_probability_weight(run->scorer.model.prior) - prior;
  run->partial = moved * run->scorer.model.slope > RUN_PRIOR_MOVES;
}

/* m of the household levels from the first scores, each pair counted by its probability. */
static void learn_households(SkEngineRun *run) {
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
  run->partial = run->partial || sk_engine_household_most(&run->scorer) > run->household_most;
}

/* Another run that goes on from the pairs needs to know which households they match. */
static bool is_to_be_kept(const SkEngineRun *run, const SkEnginePair *pair) {
  double alone;
  return run->options.weighed != NULL && sk_engine_may_gain(&run->scorer, pair) &&
         run_counts_for_households(run, pair, &alone);
}

/* Adds the pairs that only their households put forward; they have no rule of their own. */
static SkLinkStatus add_cross(SkEngineRun *run) {
  SkEnginePairs cross;
  SkEngineCatch both = { .heap = run->heap };
  if (!sk_engine_households_propose(run->scorer.households, &cross))
    return SK_LINK_NO_MEMORY;
  for (size_t i = 0; i < cross.count; i++)
    cross.pairs[i].rule = (uint8_t)run->scorer.plan->rule_count;
  run_rescore(run, &cross, true);
  sk_engine_pairs_keep(&cross, run->scorer.model.ask_from);
  run_rescore(run, &run->pairs, false);
  for (size_t i = 0; i < cross.count; i++)
    sk_engine_catch_add(&both, &cross.pairs[i]);
  for (size_t i = 0; i < run->pairs.count; i++)
    if (sk_engine_is_wanted(&run->scorer, &run->pairs.pairs[i]) || is_to_be_kept(run, &run->pairs.pairs[i]))
      sk_engine_catch_add(&both, &run->pairs.pairs[i]);
    else
      run->bins[run_bin_of((double)run->pairs.pairs[i].weight)].pairs++;
  sk_link_heap_give(run->heap, cross.pairs);
  sk_link_heap_give(run->heap, run->pairs.pairs);
  run->pairs = (SkEnginePairs){ 0 };
  return sk_engine_catch_gather(run->heap, &both, 1, &run->pairs) ? SK_LINK_OK : SK_LINK_NO_MEMORY;
}

SkLinkStatus run_stage_households(SkEngineRun *run) {
  SkLinkStatus status = run_report(run, SK_LINK_STAGE_HOUSEHOLDS, 0, 2);
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
  status = run_report(run, SK_LINK_STAGE_HOUSEHOLDS, 1, 2);
  return status == SK_LINK_OK ? add_cross(run) : status;
}

/* ---- which pairs there are in the end, and what they weigh */

/* Most pairs stay where they are. */
static void keep(SkEnginePairs *pairs, size_t to, size_t from) {
  if (to != from)
    pairs->pairs[to] = pairs->pairs[from];
}

static void drop_unwanted(SkEngineRun *run, SkEnginePairs *pairs) {
  size_t kept = 0;
  for (size_t i = 0; i < pairs->count; i++)
    if (sk_engine_is_wanted(&run->scorer, &pairs->pairs[i]))
      keep(pairs, kept++, i);
    else
      run->bins[run_bin_of((double)pairs->pairs[i].weight)].pairs++;
  pairs->count = kept;
}

static void drop_decided(SkEnginePairs *pairs, const SkEngineDecided *decided) {
  size_t kept = 0;
  for (size_t i = 0; i < pairs->count; i++)
    if (!sk_engine_decided_different(decided, pairs->pairs[i].a, pairs->pairs[i].b))
      keep(pairs, kept++, i);
  pairs->count = kept;
}

/* Rivals take from each other; what is not worth a question then is dropped. */
static void drop_leave(const SkEngineRun *run, SkEnginePairs *pairs) {
  size_t kept = 0;
  for (size_t i = 0; i < pairs->count; i++) {
    const SkEnginePair *pair = &pairs->pairs[i];
    if (sk_engine_band(&run->scorer.model, (double)pair->weight, pair->held) != SK_LINK_BAND_LEAVE)
      keep(pairs, kept++, i);
  }
  pairs->count = kept;
}

static SkLinkStatus settle_rivals(SkEngineRun *run) {
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
SkLinkStatus run_stage_settle(SkEngineRun *run) {
  if (run->options.weighed != NULL && run->options.known == NULL && !run->partial)
    run->options.weighed(run->options.weighed_context, run->pairs.pairs, run->pairs.count);
  drop_unwanted(run, &run->pairs);
  if (!sk_engine_decided_build(run->heap, run->options.decisions, run->options.decision_count, &run->decided))
    return SK_LINK_NO_MEMORY;
  drop_decided(&run->pairs, &run->decided);
  return settle_rivals(run);
}

/* ---- clusters */

struct clustering {
  SkEngineRun *run;
  SkLinkStatus status;
};

static void *build_clusters(void *context) {
  struct clustering *self = context;
  SkEngineRun *run = self->run;
  SkEngineAsker *askers[SK_LINK_THREADS_MAX];
  for (unsigned i = 0; i < run->options.threads; i++)
    askers[i] = run->hands[i].asker;
  SkEngineClusterInput input = { .scorer = &run->scorer,
                                 .pairs = &run->pairs,
                                 .decisions = run->options.decisions,
                                 .decision_count = run->options.decision_count,
                                 .decided = &run->decided,
                                 .mean_least = run->options.cluster_mean,
                                 .threads = run->options.known == NULL ? run->options.threads : 1,
                                 .askers = askers,
                                 .known = run->options.known,
                                 .keep_asked = run->options.weighed != NULL };
  self->status = sk_engine_clusters_build(run->heap, &input, &run->clusters);
  return NULL;
}

static void tell_settled(const SkEngineRun *run) {
  if (run->options.settled != NULL)
    run->options.settled(run->options.settled_context, run->pairs.pairs, run->pairs.count);
}

/* Makes clusters while whoever waits for the settled pairs looks at them: both only read them, and what one of the two
 * does alone leaves a core to the other. */
static void build_while_told(struct clustering *self) {
  pthread_t beside;
  bool is_beside = self->run->options.threads > 1 && pthread_create(&beside, NULL, build_clusters, self) == 0;
  tell_settled(self->run);
  if (is_beside)
    pthread_join(beside, NULL);
  else
    build_clusters(self);
}

SkLinkStatus run_stage_cluster(SkEngineRun *run) {
  struct clustering self = { run, run_report(run, SK_LINK_STAGE_CLUSTER, 0, 1) };
  if (self.status == SK_LINK_OK && run->options.pairs_only)
    tell_settled(run);
  else if (self.status == SK_LINK_OK && run->options.settled != NULL)
    build_while_told(&self);
  else if (self.status == SK_LINK_OK)
    build_clusters(&self);
  sk_link_heap_give(run->heap, run->decided.pairs);
  return self.status == SK_LINK_OK ? run_report(run, SK_LINK_STAGE_CLUSTER, 1, 1) : self.status;
}
