/* Do the other members of two households match too.
 *
 * A first scoring has said which pairs look alike. For two households of different lists the pairs between them are
 * matched one to one, heaviest first; a pair's level is the share of the smaller household's other members that are
 * matched to somebody other than the pair itself. Households that match at all also put forward the pairs that no rule
 * found.
 */
#pragma once

#include "link/pairs.h"

#define SK_ENGINE_HOUSEHOLDS_FROM 0.0 /* bits from which a pair counts for its households */

typedef struct SkEngineHouseholds SkEngineHouseholds;

/* Matches households (the values of `column`) by the pairs of at least `from` bits; pairs are by a, then b. `pairs` has
 * to stay as it is while the result is used. NULL: no memory. */
SkEngineHouseholds *sk_engine_households_new(SkLinkHeap *heap, const SkEngineTable *table, unsigned column,
                                             const SkEnginePairs *pairs, double from);
/* The level of one pair: SkEngineHouseholdLevel, or 0 where either is alone. */
unsigned sk_engine_households_level(const SkEngineHouseholds *households, uint32_t a, uint32_t b);
/* Pairs between matched households that are not in `pairs` yet: only a and b are set. False: no memory. */
bool sk_engine_households_propose(const SkEngineHouseholds *households, SkEnginePairs *ret_pairs);
void sk_engine_households_free(SkEngineHouseholds *households);
