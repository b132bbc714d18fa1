/* Who else it might be: a list that holds a person once has two records that fit one row about as well. */
#pragma once

#include "link/score.h"

/* Weighs the pairs of one row with several rows of a source that holds a person once against each other: at most one of
 * them is the person, so that odds become odds / (1 + the odds of the others), a row that fits another of the first
 * source clearly better not counted among these.
 *
 * Before that marks pairs of the "link" band that have a rival as SK_ENGINE_HELD_RIVAL: the lighter is within a margin
 * of the heavier, or the heavier is held for something else; and so a pair whose numbers differ, where one of the two
 * shares its number with somebody else. `order` is that of the pairs, heaviest first. False: no memory. */
bool sk_engine_rivals_mark(SkLinkHeap *heap, const SkEngineScorer *scorer, SkEnginePairs *pairs, const uint32_t *order);
/* Whether there is anything to mark or to weigh: some source holds a person once, or one person alone has some number.
 */
bool sk_engine_rivals_possible(const SkEngineScorer *scorer);
