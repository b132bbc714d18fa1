#include "link/score.h"

void sk_link_score_again(const SkLinkScorer *scorer, SkLinkPair *pair) {
  unsigned level = scorer->households != NULL ? sk_link_households_level(scorer->households, pair->a, pair->b) : 0;
  pair->evidence.pattern = sk_link_pattern_with(pair->evidence.pattern, SK_LINK_HOUSEHOLD, level);
  pair->weight = sk_link_odds_weight(sk_link_weights_odds(&scorer->weights, pair->evidence));
  pair->held = (uint8_t)sk_link_pattern_held(pair->evidence.pattern);
}

void sk_link_score(const SkLinkScorer *scorer, SkLinkNameMemo *memo, SkLinkPair *pair) {
  uint32_t names[2];
  SkLinkPattern pattern = sk_link_compare(scorer->people, memo, pair->a, pair->b, names);
  pair->evidence = sk_link_evidence_of(scorer->people, pattern, names);
  sk_link_score_again(scorer, pair);
}
