#include "link/score.h"

#include <math.h>

void sk_engine_scorer_set_model(SkEngineScorer *scorer, const SkEngineModel *model) {
  scorer->model = *model;
  scorer->numbers = 0;
  for (unsigned c = 0; c < scorer->plan->comparison_count; c++)
    scorer->numbers |= (uint32_t)scorer->plan->comparisons[c].number << c;
  sk_engine_weights_init(scorer->plan, model, &scorer->weights);
}

void sk_engine_score_again(const SkEngineScorer *scorer, SkEnginePair *pair) {
  const SkEnginePlan *plan = scorer->plan;
  if (plan->household >= 0 && scorer->households != NULL)
    pair->evidence.pattern = sk_engine_with_level(pair->evidence.pattern, (unsigned)plan->household,
                                                  sk_engine_households_level(scorer->households, pair->a, pair->b));
  pair->weight = (float)sk_engine_weights_of(&scorer->weights, pair->evidence);
  pair->held = plan->hold != NULL ? plan->hold(pair->evidence.pattern) : SK_ENGINE_HELD_NOT;
}

void sk_engine_score(const SkEngineScorer *scorer, SkEngineAsker *asker, SkEnginePair *pair) {
  pair->evidence = sk_engine_ask(asker, pair->a, pair->b);
  sk_engine_score_again(scorer, pair);
}

bool sk_engine_may_gain(const SkEngineScorer *scorer, const SkEnginePair *pair) {
  unsigned column = scorer->plan->comparisons[scorer->plan->household].column;
  return sk_engine_cell(scorer->table, pair->a, column) != 0 && sk_engine_cell(scorer->table, pair->b, column) != 0;
}

bool sk_engine_shares_number(const SkEngineScorer *scorer, const SkEnginePair *pair) {
  for (uint32_t left = scorer->numbers; left != 0; left &= left - 1) {
    unsigned c = (unsigned)__builtin_ctz(left);
    if (sk_engine_level(pair->evidence.pattern, c) == scorer->plan->comparisons[c].level_count - 1u)
      return true;
  }
  return false;
}

bool sk_engine_is_wanted(const SkEngineScorer *scorer, const SkEnginePair *pair) {
  return (double)pair->weight >= scorer->model.ask_from || sk_engine_shares_number(scorer, pair);
}

bool sk_engine_may_be_wanted(const SkEngineScorer *scorer, const SkEnginePair *pair, double from,
                             double household_most) {
  return (double)pair->weight >= from || sk_engine_shares_number(scorer, pair) ||
         ((double)pair->weight >= from - household_most && sk_engine_may_gain(scorer, pair));
}

double sk_engine_household_most(const SkEngineScorer *scorer) {
  int household = scorer->plan->household;
  return household < 0 ? 0 : -log2(scorer->model.levels[household][SK_ENGINE_HOUSEHOLD_MOST].u);
}

bool sk_engine_score_links(const SkEngineScorer *scorer, const SkEnginePair *pair) {
  return sk_engine_band(&scorer->model, (double)pair->weight, pair->held) == SK_LINK_BAND_LINK;
}
