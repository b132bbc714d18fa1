/* A model's weights as they are added up: the logarithms taken once. */
#pragma once

#include "link/model.h"

typedef struct {
  double prior_strangers, prior_kin;
  double strangers[SK_LINK_COMPARISON_COUNT][SK_LINK_LEVEL_MAX]; /* log2(m/u); 0 for "not stated" */
  double kin[SK_LINK_COMPARISON_COUNT][SK_LINK_LEVEL_MAX];       /* log2(m/kin) */
} SkLinkWeights;

typedef struct {
  double strangers, kin;
} SkLinkOdds;

void sk_link_weights_init(const SkLinkModel *model, SkLinkWeights *ret_weights);
/* Both sums of the evidence; model.h says what they are. */
SkLinkOdds sk_link_weights_odds(const SkLinkWeights *weights, SkLinkEvidence evidence);
/* The weight of both together: -log2(2^-s + 2^-k). Never above the lower of the two. */
double sk_link_odds_weight(SkLinkOdds odds);
