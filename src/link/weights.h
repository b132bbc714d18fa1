/* A model's weights as they are added up: the logarithms taken once. */
#pragma once

#include "link/engine.h"

typedef struct {
  unsigned comparison_count;
  double prior_strangers, prior_kin; /* prior_kin is infinite where there is no such class */
  double slope, shift;
  double strangers[SK_ENGINE_COMPARISONS_MAX][SK_ENGINE_LEVELS_MAX]; /* log2(m/u); 0 for "not stated" */
  double kin[SK_ENGINE_COMPARISONS_MAX][SK_ENGINE_LEVELS_MAX];       /* log2(m/kin) */
  bool kin_rare[SK_ENGINE_RARE_MAX];                                 /* does this rarity speak against kin too */
} SkEngineWeights;

typedef struct {
  double strangers, kin;
} SkEngineOdds;

void sk_engine_weights_init(const SkEnginePlan *plan, const SkEngineModel *model, SkEngineWeights *ret_weights);
/* Both sums of the evidence; engine.h says what they are. */
SkEngineOdds sk_engine_weights_odds(const SkEngineWeights *weights, SkEngineEvidence evidence);
/* The weight of both together: -log2(2^-strangers + 2^-kin). Never above the lower of the two. */
double sk_engine_odds_weight(SkEngineOdds odds);
/* The same of evidence, calibrated. */
double sk_engine_weights_of(const SkEngineWeights *weights, SkEngineEvidence evidence);
