#include "link/weights.h"

#include <math.h>
#include <string.h>

/* Agreement that does not rest on the name. A pair needs one of these to be joined at all, two where the names are only
 * near. */
static const struct support {
  SkLinkComparison comparison;
  unsigned from; /* this level and all above it */
} supports[] = {
  { SK_LINK_BIRTH, SK_LINK_BIRTH_WITHIN },
  { SK_LINK_SAILING, SK_LINK_SAILING_SAME },
  { SK_LINK_REGISTRATION, SK_LINK_NUMBER_SLIP },
  { SK_LINK_HOUSEHOLD, SK_LINK_HOUSEHOLD_ONE },
};

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

static unsigned supports_of(SkLinkPattern pattern) {
  unsigned count = 0;
  for (size_t i = 0; i < sizeof supports / sizeof supports[0]; i++)
    count += sk_link_pattern_level(pattern, supports[i].comparison) >= supports[i].from;
  return count;
}

static bool name_is_near_only(unsigned level) {
  return level >= SK_LINK_NAME_SKELETON && level <= SK_LINK_NAME_WEAK;
}

SkLinkHeld sk_link_pattern_held(SkLinkPattern pattern) {
  unsigned family = sk_link_pattern_level(pattern, SK_LINK_FAMILY);
  unsigned given = sk_link_pattern_level(pattern, SK_LINK_GIVEN);
  unsigned birth = sk_link_pattern_level(pattern, SK_LINK_BIRTH);
  unsigned registration = sk_link_pattern_level(pattern, SK_LINK_REGISTRATION);
  unsigned firm = supports_of(pattern);
  if (birth == SK_LINK_BIRTH_CONFLICT || birth == SK_LINK_BIRTH_FAR)
    return SK_LINK_HELD_BIRTH;
  if (registration == SK_LINK_NUMBER_CONFLICT)
    return SK_LINK_HELD_REGISTRATION;
  if (given == SK_LINK_NAME_CONFLICT)
    return SK_LINK_HELD_GIVEN;
  if (firm == 0)
    return SK_LINK_HELD_NAME_ONLY;
  if ((name_is_near_only(given) || name_is_near_only(family)) && firm < 2)
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

/* Agreement rises with the level, so the start puts most of m on the top level and halves it downwards, and the other
 * way round for u. */
void sk_link_model_init(SkLinkModel *ret_model) {
  SkLinkModel model = { .prior = 1e-5, .kin_prior = 3e-5, .link_from = logit(0.99), .ask_from = logit(0.05) };
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++) {
    unsigned top = sk_link_level_count(c) - 1;
    double sum = exp2(top) - 1;
    for (unsigned level = 0; level < SK_LINK_LEVEL_MAX; level++) {
      double rising = level == 0 || level > top ? 0.5 : exp2(level - 1) / sum;
      double falling = level == 0 || level > top ? 0.5 : exp2(top - level) / sum;
      model.levels[c][level] = (SkLinkLevelWeight){ rising, falling, falling };
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
