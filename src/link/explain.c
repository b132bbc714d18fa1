/* What a model says of evidence, for whoever has only these two. */
#include "link/ask.h"
#include "link/weights.h"

#include <math.h>

double sk_engine_weight(const SkEnginePlan *plan, const SkEngineModel *model, SkEngineEvidence evidence) {
  SkEngineWeights weights;
  sk_engine_weights_init(plan, model, &weights);
  return sk_engine_weights_of(&weights, evidence);
}

SkLinkBand sk_engine_band(const SkEngineModel *model, double weight, unsigned held) {
  if (weight < model->ask_from)
    return held == SK_ENGINE_HELD_RIVAL ? SK_LINK_BAND_ASK : SK_LINK_BAND_LEAVE;
  return weight < model->link_from || held != SK_ENGINE_HELD_NOT ? SK_LINK_BAND_ASK : SK_LINK_BAND_LINK;
}

SkEngineEvidence sk_engine_compare(const SkEnginePlan *plan, const SkEngineTable *table, uint32_t a, uint32_t b) {
  SkEngineEvidence evidence = { 0 };
  SkEngineJudgement said = { 0 };
  unsigned rare = 0;
  for (unsigned c = 0; c < plan->comparison_count; c++) {
    const SkEngineComparison *comparison = &plan->comparisons[c];
    uint32_t one = sk_engine_cell(table, a, comparison->column), other = sk_engine_cell(table, b, comparison->column);
    unsigned answer = comparison->judge == NULL;
    if (answer == 0)
      said = one != 0 && other != 0
                 ? comparison->judge(comparison->context, one < other ? one : other, one < other ? other : one)
                 : (SkEngineJudgement){ 0 };
    if ((int)c != plan->household)
      evidence.pattern = sk_engine_with_level(evidence.pattern, c, said.levels[answer]);
    if (comparison->rare)
      evidence.rarity[rare++] = said.rarity[answer];
  }
  return evidence;
}

void sk_engine_explain(const SkEnginePlan *plan, const SkEngineModel *model, SkEngineEvidence evidence,
                       SkEngineExplanation *ret_explanation) {
  SkEngineWeights weights;
  unsigned rare = 0;
  sk_engine_weights_init(plan, model, &weights);
  SkEngineOdds odds = sk_engine_weights_odds(&weights, evidence);
  SkEngineExplanation explanation = { .prior = weights.prior_strangers };
  for (unsigned c = 0; c < plan->comparison_count; c++) {
    unsigned level = sk_engine_level(evidence.pattern, c);
    double frequency = plan->comparisons[c].rare ? evidence.rarity[rare++] / (double)SK_ENGINE_RARITY : 0;
    if (level != 0)
      explanation.reasons[explanation.reason_count++] =
          (SkEngineReason){ (uint8_t)c, (uint8_t)level, weights.strangers[c][level], frequency };
  }
  explanation.weight = sk_engine_weights_of(&weights, evidence);
  double plain = sk_engine_odds_weight(odds);
  explanation.kin = plain - odds.strangers;
  explanation.calibration = explanation.weight - plain;
  explanation.probability = sk_link_weight_probability(explanation.weight);
  explanation.held = plan->hold != NULL ? plan->hold(evidence.pattern) : SK_ENGINE_HELD_NOT;
  explanation.band = sk_engine_band(model, explanation.weight, explanation.held);
  *ret_explanation = explanation;
}

/* Agreement rises with the level, so the start puts most of m on the top level of a class and halves it downwards, and
 * the other way round for u. */
static void init_class(SkEngineLevel *levels, unsigned first, unsigned last) {
  double sum = exp2(last - first + 1) - 1;
  for (unsigned level = first; level <= last; level++) {
    double falling = exp2(last - level) / sum;
    levels[level] = (SkEngineLevel){ exp2(level - first) / sum, falling, falling };
  }
}

void sk_engine_model_init(const SkEnginePlan *plan, SkEngineModel *ret_model) {
  SkEngineModel model = { .prior = 1e-5,
                          .kin_prior = plan->household >= 0 ? 3e-5 : 0,
                          .link_from = log2(99),
                          .ask_from = -log2(19),
                          .slope = 1 };
  for (unsigned c = 0; c < SK_ENGINE_COMPARISONS_MAX; c++)
    for (unsigned level = 0; level < SK_ENGINE_LEVELS_MAX; level++)
      model.levels[c][level] = (SkEngineLevel){ 0.5, 0.5, 0.5 };
  for (unsigned c = 0; c < plan->comparison_count; c++)
    for (unsigned first = 1, last; first < plan->comparisons[c].level_count; first = last + 1) {
      last = sk_engine_class_last(&plan->comparisons[c], first);
      init_class(model.levels[c], first, last);
    }
  *ret_model = model;
}
