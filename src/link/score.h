/* One pair, compared and weighed. */
#pragma once

#include "link/ask.h"
#include "link/households.h"
#include "link/weights.h"

typedef struct {
  const SkEnginePlan *plan;
  const SkEngineTable *table;
  SkEngineModel model;
  SkEngineWeights weights; /* of the model */
  struct {
    double same, other; /* the most that a level can weigh to which rarity is added, and one to which it is not */
  } most[SK_ENGINE_COMPARISONS_MAX];
  uint32_t numbers;                     /* bits of the comparisons of numbers that one person alone has */
  const SkEngineHouseholds *households; /* NULL: not compared yet */
} SkEngineScorer;

void sk_engine_scorer_set_model(SkEngineScorer *scorer, const SkEngineModel *model);
/* Sets evidence, weight and what the pattern is held by; a, b and rule are left alone. */
void sk_engine_score(const SkEngineScorer *scorer, SkEngineAsker *asker, SkEnginePair *pair);
/* The same of a pair that is wanted from `from` bits up: what cannot reach them is left at what it could weigh at most.
 */
void sk_engine_score_from(const SkEngineScorer *scorer, SkEngineAsker *asker, SkEnginePair *pair, double from);
/* Weighs again with the scorer's model and households; the levels of all other comparisons are kept. */
void sk_engine_score_again(const SkEngineScorer *scorer, SkEnginePair *pair);
/* A weight that a pair cannot go beyond, whatever its costly comparisons say; its evidence has the others. */
double sk_engine_score_most(const SkEngineScorer *scorer, const SkEnginePair *pair);
/* Could the households of the two still speak for them: both are of one. */
bool sk_engine_may_gain(const SkEngineScorer *scorer, const SkEnginePair *pair);
/* They share a number that one person alone has: whatever else they say, this speaks against others who claim it. */
bool sk_engine_shares_number(const SkEngineScorer *scorer, const SkEnginePair *pair);
/* Worth a look by its weight, or needed to judge the others who claim its number. */
bool sk_engine_is_wanted(const SkEngineScorer *scorer, const SkEnginePair *pair);
/* Wanted at `from` bits as first weighed, or still to be lifted there by the `household_most` bits that matching
 * households can add. */
bool sk_engine_may_be_wanted(const SkEngineScorer *scorer, const SkEnginePair *pair, double from,
                             double household_most);
/* What the household comparison can add at most. */
double sk_engine_household_most(const SkEngineScorer *scorer);
/* In the "link" band. */
bool sk_engine_score_links(const SkEngineScorer *scorer, const SkEnginePair *pair);
