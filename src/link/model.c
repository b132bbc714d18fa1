#include "link/weights.h"

#include <math.h>
#include <string.h>

static double logit(double share) {
  return log2(share) - log2(1 - share);
}

static double term_frequency(SkLinkEvidence evidence, SkLinkComparison comparison) {
  return comparison == SK_LINK_FAMILY ? evidence.tf_family : comparison == SK_LINK_GIVEN ? evidence.tf_given : 0;
}

double sk_link_weight_probability(double weight) {
  return 1 / (1 + exp2(-weight));
}

/* Without leaving the range of double. */
double sk_link_odds_weight(SkLinkOdds odds) {
  double low = fmin(odds.strangers, odds.kin), high = fmax(odds.strangers, odds.kin);
  return high - low > 60 ? low : low - log2(1 + exp2(low - high));
}

void sk_link_weights_init(const SkLinkModel *model, SkLinkWeights *ret_weights) {
  SkLinkWeights weights = { .prior_strangers = logit(model->prior),
                            .prior_kin = log2(model->prior / model->kin_prior) };
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++)
    for (unsigned level = 1; level < SK_LINK_LEVEL_MAX; level++) {
      const SkLinkLevelWeight *weight = &model->levels[c][level];
      weights.strangers[c][level] = log2(weight->m / weight->u);
      weights.kin[c][level] = log2(weight->m / weight->kin);
    }
  *ret_weights = weights;
}

/* Kin share the family name, so its rarity says nothing against them. */
SkLinkOdds sk_link_weights_odds(const SkLinkWeights *weights, SkLinkEvidence evidence) {
  SkLinkOdds odds = { weights->prior_strangers, weights->prior_kin };
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++) {
    unsigned level = sk_link_pattern_level(evidence.pattern, c);
    odds.strangers += weights->strangers[c][level];
    odds.kin += weights->kin[c][level];
  }
  odds.strangers += (double)evidence.tf_family + (double)evidence.tf_given;
  odds.kin += (double)evidence.tf_given;
  return odds;
}

double sk_link_model_weight(const SkLinkModel *model, SkLinkEvidence evidence) {
  SkLinkWeights weights;
  sk_link_weights_init(model, &weights);
  return sk_link_odds_weight(sk_link_weights_odds(&weights, evidence));
}

/* Agreement that does not rest on the name. A pair needs one such to be joined at all, two where the names are only
 * near. */
static unsigned supports_of(SkLinkPattern pattern) {
  return (sk_link_birth_says(sk_link_pattern_level(pattern, SK_LINK_BIRTH)) == SK_LINK_SAYS_SAME) +
         (sk_link_pattern_level(pattern, SK_LINK_SAILING) == SK_LINK_SAILING_SAME) +
         (sk_link_pattern_level(pattern, SK_LINK_REGISTRATION) >= SK_LINK_NUMBER_SLIP) +
         (sk_link_pattern_level(pattern, SK_LINK_HOUSEHOLD) >= SK_LINK_HOUSEHOLD_ONE);
}

SkLinkHeld sk_link_pattern_held(SkLinkPattern pattern) {
  SkLinkSays family = sk_link_name_says(sk_link_pattern_level(pattern, SK_LINK_FAMILY));
  SkLinkSays given = sk_link_name_says(sk_link_pattern_level(pattern, SK_LINK_GIVEN));
  unsigned firm = supports_of(pattern);
  if (sk_link_birth_says(sk_link_pattern_level(pattern, SK_LINK_BIRTH)) == SK_LINK_SAYS_OTHER)
    return SK_LINK_HELD_BIRTH;
  if (sk_link_pattern_level(pattern, SK_LINK_REGISTRATION) == SK_LINK_NUMBER_CONFLICT)
    return SK_LINK_HELD_REGISTRATION;
  if (given == SK_LINK_SAYS_OTHER)
    return SK_LINK_HELD_GIVEN;
  if (firm == 0)
    return SK_LINK_HELD_NAME_ONLY;
  if ((given == SK_LINK_SAYS_NEAR || family == SK_LINK_SAYS_NEAR) && firm < 2)
    return SK_LINK_HELD_NEAR_NAME;
  return SK_LINK_HELD_NOT;
}

SkLinkBand sk_link_model_band(const SkLinkModel *model, double weight, SkLinkHeld held) {
  if (weight < model->ask_from || held == SK_LINK_HELD_DECIDED)
    return SK_LINK_BAND_LEAVE;
  return weight < model->link_from || held != SK_LINK_HELD_NOT ? SK_LINK_BAND_ASK : SK_LINK_BAND_LINK;
}

void sk_link_model_explain(const SkLinkModel *model, SkLinkEvidence evidence, SkLinkExplanation *ret_explanation) {
  SkLinkWeights weights;
  sk_link_weights_init(model, &weights);
  SkLinkOdds odds = sk_link_weights_odds(&weights, evidence);
  SkLinkExplanation explanation = { .prior = weights.prior_strangers, .weight = sk_link_odds_weight(odds) };
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++) {
    unsigned level = sk_link_pattern_level(evidence.pattern, c);
    if (level != 0)
      explanation.reasons[explanation.reason_count++] =
          (SkLinkReason){ c, level, weights.strangers[c][level], term_frequency(evidence, c) };
  }
  explanation.kin = explanation.weight - odds.strangers;
  explanation.probability = sk_link_weight_probability(explanation.weight);
  explanation.held = sk_link_pattern_held(evidence.pattern);
  explanation.band = sk_link_model_band(model, explanation.weight, explanation.held);
  *ret_explanation = explanation;
}

/* Agreement rises with the level, so the start puts most of m on the top level of a class and halves it downwards, and
 * the other way round for u. */
static void init_class(SkLinkLevelWeight *levels, unsigned first, unsigned last) {
  double sum = exp2(last - first + 1) - 1;
  for (unsigned level = first; level <= last; level++) {
    double falling = exp2(last - level) / sum;
    levels[level] = (SkLinkLevelWeight){ exp2(level - first) / sum, falling, falling };
  }
}

void sk_link_model_init(SkLinkModel *ret_model) {
  SkLinkModel model = { .prior = 1e-5, .kin_prior = 3e-5, .link_from = logit(0.99), .ask_from = logit(0.05) };
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++) {
    for (unsigned level = 0; level < SK_LINK_LEVEL_MAX; level++)
      model.levels[c][level] = (SkLinkLevelWeight){ 0.5, 0.5, 0.5 };
    for (unsigned first = 1, last; first < sk_link_level_count(c); first = last + 1) {
      last = sk_link_class_last(c, first);
      init_class(model.levels[c], first, last);
    }
  }
  *ret_model = model;
}

static void put(uint8_t *bytes, uint64_t value, unsigned count) {
  for (unsigned i = 0; i < count; i++)
    bytes[i] = (uint8_t)(value >> (8 * i));
}

static uint64_t get(const uint8_t *bytes, unsigned count) {
  uint64_t value = 0;
  for (unsigned i = 0; i < count; i++)
    value |= (uint64_t)bytes[i] << (8 * i);
  return value;
}

void sk_link_evidence_pack(SkLinkEvidence evidence, uint8_t bytes[SK_LINK_EVIDENCE_BYTES]) {
  uint32_t family, given;
  memcpy(&family, &evidence.tf_family, sizeof family);
  memcpy(&given, &evidence.tf_given, sizeof given);
  put(bytes, evidence.pattern, 8);
  put(bytes + 8, family, 4);
  put(bytes + 12, given, 4);
}

SkLinkEvidence sk_link_evidence_unpack(const uint8_t bytes[SK_LINK_EVIDENCE_BYTES]) {
  uint32_t family = (uint32_t)get(bytes + 8, 4), given = (uint32_t)get(bytes + 12, 4);
  SkLinkEvidence evidence = { .pattern = get(bytes, 8) };
  memcpy(&evidence.tf_family, &family, sizeof family);
  memcpy(&evidence.tf_given, &given, sizeof given);
  return evidence;
}
