/* Do the other members of two households match too.
 *
 * A first scoring has said which pairs look alike. For two households of different lists the pairs between them are
 * matched one to one, heaviest first; a pair's level is the share of the smaller household's other members that are
 * matched to somebody other than the pair itself. Households that match at all also put forward the pairs that no rule
 * found.
 */
#pragma once

#include "link/compare.h"

typedef struct {
  uint32_t a, b; /* a < b */
  SkLinkEvidence evidence;
  double weight;
  uint8_t rule, held;
} SkLinkPair;

/* What the sets of pairs grow in; sorted by a, then b, without repeats. */
typedef struct {
  SkLinkPair *pairs;
  size_t count;
} SkLinkPairs;

typedef struct SkLinkHouseholds SkLinkHouseholds;

/* Matches households by the pairs of at least `from` bits. `pairs` has to stay as it is while the result is used.
 * NULL: no memory. */
SkLinkHouseholds *sk_link_households_new(SkLinkHeap *heap, const SkLinkPeople *people, const SkLinkPairs *pairs,
                                         double from);
/* The level of one pair: SkLinkHouseholdLevel, or 0 where either is alone. */
unsigned sk_link_households_level(const SkLinkHouseholds *households, uint32_t a, uint32_t b);
/* Pairs between matched households that are not in `pairs` yet: only a and b are set. False: no memory. */
bool sk_link_households_propose(SkLinkHouseholds *households, SkLinkPairs *ret_pairs);
void sk_link_households_free(SkLinkHouseholds *households);
