#include "link/weights.h"

#include <math.h>

double sk_link_probability_weight(double probability) {
  return log2(probability) - log2(1 - probability);
}

double sk_link_weight_probability(double weight) {
  return 1 / (1 + exp2(-weight));
}

void sk_engine_weights_init(const SkEnginePlan *plan, const SkEngineModel *model, SkEngineWeights *ret_weights) {
  SkEngineWeights weights = { .comparison_count = plan->comparison_count,
                              .prior_strangers = sk_link_probability_weight(model->prior),
                              .prior_kin = model->kin_prior > 0 ? log2(model->prior / model->kin_prior) : INFINITY,
                              .slope = model->slope,
                              .shift = model->shift };
  unsigned rare = 0;
  for (unsigned c = 0; c < plan->comparison_count; c++) {
    for (unsigned level = 1; level < plan->comparisons[c].level_count; level++) {
      const SkEngineLevel *weight = &model->levels[c][level];
      weights.strangers[c][level] = log2(weight->m / weight->u);
      weights.kin[c][level] = log2(weight->m / weight->kin);
    }
    if (plan->comparisons[c].rare && rare < SK_ENGINE_RARE_MAX)
      weights.kin_rare[rare++] = plan->comparisons[c].kin == SK_ENGINE_KIN_DIFFER;
  }
  *ret_weights = weights;
}

SkEngineOdds sk_engine_weights_odds(const SkEngineWeights *weights, SkEngineEvidence evidence) {
  SkEngineOdds odds = { weights->prior_strangers, weights->prior_kin };
  uint64_t rest = evidence.pattern;
  for (unsigned c = 0; rest != 0; c++, rest >>= SK_ENGINE_LEVEL_BITS) {
    unsigned level = rest & (SK_ENGINE_LEVELS_MAX - 1);
    odds.strangers += weights->strangers[c][level];
    odds.kin += weights->kin[c][level];
  }
  for (unsigned i = 0; i < SK_ENGINE_RARE_MAX; i++) {
    double rarity = evidence.rarity[i] / (double)SK_ENGINE_RARITY;
    odds.strangers += rarity;
    odds.kin += weights->kin_rare[i] ? rarity : 0;
  }
  return odds;
}

/* Without leaving the range of double. */
double sk_engine_odds_weight(SkEngineOdds odds) {
  double low = fmin(odds.strangers, odds.kin), high = fmax(odds.strangers, odds.kin);
  return high - low > 60 ? low : low - log2(1 + exp2(low - high));
}

/* The sum against strangers alone, its terms in the same order. */
static double strangers_odds(const SkEngineWeights *weights, SkEngineEvidence evidence) {
  double odds = weights->prior_strangers;
  for (unsigned c = 0; c < weights->comparison_count; c++)
    odds += weights->strangers[c][sk_engine_level(evidence.pattern, c)];
  for (unsigned i = 0; i < SK_ENGINE_RARE_MAX; i++)
    odds += evidence.rarity[i] / (double)SK_ENGINE_RARITY;
  return odds;
}

double sk_engine_weights_of(const SkEngineWeights *weights, SkEngineEvidence evidence) {
  if (isinf(weights->prior_kin)) /* nobody is kin: that sum takes nothing */
    return weights->slope * strangers_odds(weights, evidence) + weights->shift;
  return weights->slope * sk_engine_odds_weight(sk_engine_weights_odds(weights, evidence)) + weights->shift;
}
