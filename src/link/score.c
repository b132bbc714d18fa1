#include "link/score.h"

#include <math.h>

#define ROUNDING 0.01 /* bits; sums are made in another order */

static void find_most(SkEngineScorer *scorer, unsigned c) {
  const SkEngineComparison *comparison = &scorer->plan->comparisons[c];
  double same = -INFINITY, other = 0; /* "not stated" weighs nothing */
  for (unsigned level = 1; level < comparison->level_count; level++) {
    double *most = comparison->same >> level & 1 ? &same : &other;
    *most = fmax(*most, scorer->weights.strangers[c][level]);
  }
  scorer->most[c].same = same;
  scorer->most[c].other = other;
}

void sk_engine_scorer_set_model(SkEngineScorer *scorer, const SkEngineModel *model) {
  scorer->model = *model;
  scorer->numbers = 0;
  for (unsigned c = 0; c < scorer->plan->comparison_count; c++)
    scorer->numbers |= (uint32_t)scorer->plan->comparisons[c].number << c;
  sk_engine_weights_init(scorer->plan, model, &scorer->weights);
  for (unsigned c = 0; c < scorer->plan->comparison_count; c++)
    find_most(scorer, c);
}

static void look_at_households(const SkEngineScorer *scorer, SkEnginePair *pair) {
  if (scorer->plan->household >= 0 && scorer->households != NULL)
    pair->evidence.pattern = sk_engine_with_level(pair->evidence.pattern, (unsigned)scorer->plan->household,
                                                  sk_engine_households_level(scorer->households, pair->a, pair->b));
}

void sk_engine_score_again(const SkEngineScorer *scorer, SkEnginePair *pair) {
  const SkEnginePlan *plan = scorer->plan;
  look_at_households(scorer, pair);
  pair->weight = (float)sk_engine_weights_of(&scorer->weights, pair->evidence);
  pair->held = plan->hold != NULL ? plan->hold(pair->evidence.pattern) : SK_ENGINE_HELD_NOT;
}

void sk_engine_score(const SkEngineScorer *scorer, SkEngineAsker *asker, SkEnginePair *pair) {
  pair->evidence = sk_engine_ask(asker, pair->a, pair->b);
  sk_engine_score_again(scorer, pair);
}

/* What the comparisons that the costly judge of `c` answers can add. */
static double most_of(const SkEngineScorer *scorer, unsigned c, const SkEnginePair *pair) {
  const SkEngineComparison *comparison = &scorer->plan->comparisons[c];
  uint32_t a = sk_engine_cell(scorer->table, pair->a, comparison->column);
  uint32_t b = sk_engine_cell(scorer->table, pair->b, comparison->column);
  int16_t left[2] = { 0 }, right[2] = { 0 };
  double most = 0;
  if (a == 0 || b == 0)
    return 0;
  comparison->most(comparison->context, a, left);
  comparison->most(comparison->context, b, right);
  for (unsigned answer = 0; answer < 2; answer++) {
    unsigned at = c + answer;
    if (answer == 1 && (at >= scorer->plan->comparison_count || scorer->plan->comparisons[at].judge != NULL ||
                        (int)at == scorer->plan->household))
      break;
    double rarity = (double)(left[answer] < right[answer] ? left[answer] : right[answer]) / SK_ENGINE_RARITY;
    most += fmax(scorer->most[at].same + rarity, scorer->most[at].other);
  }
  return most;
}

double sk_engine_score_most(const SkEngineScorer *scorer, const SkEnginePair *pair) {
  double odds = sk_engine_weights_odds(&scorer->weights, pair->evidence).strangers + ROUNDING;
  for (unsigned c = 0; c < scorer->plan->comparison_count; c++)
    if (scorer->plan->comparisons[c].most != NULL)
      odds += most_of(scorer, c, pair);
  return scorer->weights.slope > 0 ? scorer->weights.slope * odds + scorer->weights.shift : INFINITY;
}

void sk_engine_score_from(const SkEngineScorer *scorer, SkEngineAsker *asker, SkEnginePair *pair, double from) {
  SkEngineMeeting meeting = { pair->a, pair->b };
  sk_engine_ask_first(asker, &meeting, 1, &pair->evidence);
  look_at_households(scorer, pair);
  pair->weight = (float)sk_engine_score_most(scorer, pair);
  if ((double)pair->weight < from)
    return;
  sk_engine_ask_rest(asker, &meeting, 1, &pair->evidence);
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
