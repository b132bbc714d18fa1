/* Who else it might be: a list that holds a person once has two records that fit one row about as well. */
#pragma once

#include "link/score.h"

/* Marks pairs of the "link" band that have a rival as SK_ENGINE_HELD_RIVAL. Two pairs of one row with two records of
 * such a list are rivals if the lighter is within a margin of the heavier, unless its record fits another row of the
 * first list clearly better. `pairs` has to be sorted heaviest first. False: no memory. */
bool sk_engine_rivals_mark(SkLinkHeap *heap, const SkEngineScorer *scorer, SkEnginePairs *pairs, const uint32_t *order);
