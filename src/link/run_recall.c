/* Going on from what an earlier run knew of pairs: nothing is blocked and nothing compared. What is missing beside the
 * pairs are the households they match, which say how a pair is weighed that only clusters ask about. */
#include "link/known.h"
#include "link/run_parts.h"

bool run_counts_for_households(const SkEngineRun *run, const SkEnginePair *pair, double *ret_alone) {
  const SkEnginePlan *plan = run->scorer.plan;
  if (plan->household < 0 || pair->rule == plan->rule_count)
    return false;
  SkEngineEvidence alone = pair->evidence;
  alone.pattern = sk_engine_with_level(alone.pattern, (unsigned)plan->household, 0);
  *ret_alone = sk_engine_weights_of(&run->scorer.weights, alone);
  return (float)*ret_alone >= (float)SK_ENGINE_HOUSEHOLDS_FROM;
}

/* The pairs that households were matched by, as they weighed then. */
static bool find_households(SkEngineRun *run) {
  const SkEnginePlan *plan = run->scorer.plan;
  SkEnginePairs counting = { sk_link_heap_room(run->heap, run->pairs.count, sizeof *counting.pairs), 0 };
  for (size_t i = 0; counting.pairs != NULL && i < run->pairs.count; i++) {
    double alone = 0;
    if (!run_counts_for_households(run, &run->pairs.pairs[i], &alone))
      continue;
    counting.pairs[counting.count] = run->pairs.pairs[i];
    counting.pairs[counting.count++].weight = (float)alone;
  }
  SkEngineHouseholds *households = NULL;
  if (counting.pairs != NULL)
    households = sk_engine_households_new(run->heap, run->scorer.table, plan->comparisons[plan->household].column,
                                          &counting, SK_ENGINE_HOUSEHOLDS_FROM);
  sk_link_heap_give(run->heap, counting.pairs);
  run->scorer.households = households;
  return households != NULL;
}

static SkLinkStatus begin(SkEngineRun *run) {
  const SkEnginePlan *plan = run->scorer.plan;
  if (run->options.model == NULL || !sk_engine_plan_is_sound(plan, run->scorer.table) ||
      !sk_engine_table_is_sound(run->scorer.table, run->options.threads) ||
      !sk_engine_known_is_sound(run->options.known, run->scorer.table->row_count))
    return SK_LINK_BAD_INPUT;
  run->blocking = sk_link_heap_take(run->heap, plan->rule_count, sizeof *run->blocking);
  run->bins = sk_link_heap_take(run->heap, SK_ENGINE_BINS, sizeof *run->bins);
  run->pairs.pairs = sk_link_heap_room(run->heap, run->options.known->pair_count, sizeof *run->pairs.pairs);
  if (run->blocking == NULL || run->bins == NULL || run->pairs.pairs == NULL)
    return SK_LINK_NO_MEMORY;
  for (unsigned rule = 0; rule < plan->rule_count; rule++)
    run->blocking[rule].rule = plan->rules[rule].code;
  return SK_LINK_OK;
}

SkLinkStatus run_stage_recall(SkEngineRun *run) {
  const SkEngineKnown *known = run->options.known;
  SkLinkStatus status = begin(run);
  if (status != SK_LINK_OK)
    return status;
  sk_engine_scorer_set_model(&run->scorer, run->options.model);
  run->pairs.count = known->pair_count;
  for (size_t i = 0; i < known->pair_count; i++) {
    run->pairs.pairs[i] = known->pairs[i];
    sk_engine_score_again(&run->scorer, &run->pairs.pairs[i]); /* its household level is part of its evidence */
  }
  return run->scorer.plan->household < 0 || find_households(run) ? SK_LINK_OK : SK_LINK_NO_MEMORY;
}
