/* One pair, compared and weighed. */
#pragma once

#include "link/households.h"
#include "link/weights.h"

typedef struct {
  const SkLinkPeople *people;
  SkLinkModel model;
  SkLinkWeights weights;              /* of the model */
  const SkLinkHouseholds *households; /* NULL: not compared yet */
} SkLinkScorer;

/* Sets evidence, weight and what the pattern is held by; a, b and rule are left alone. */
void sk_link_score(const SkLinkScorer *scorer, SkLinkNameMemo *memo, SkLinkPair *pair);
/* Weighs again with the scorer's model and households; the levels of all other comparisons are kept. */
void sk_link_score_again(const SkLinkScorer *scorer, SkLinkPair *pair);
