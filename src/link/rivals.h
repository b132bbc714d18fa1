/* Who else it might be: a list that holds a person once has two records that fit one row about as well. */
#pragma once

#include "link/score.h"

/* Marks pairs of the "link" band that have a rival as SK_ENGINE_HELD_RIVAL. Two pairs of one row with two rows of such
 * a source are rivals if the lighter is within a margin of the heavier, or the heavier is held for something else,
 * unless its row fits another of the first source clearly better; and so are a pair whose numbers differ and one that
 * shares its number. `order` is that of the pairs, heaviest first. False: no memory. */
bool sk_engine_rivals_mark(SkLinkHeap *heap, const SkEngineScorer *scorer, SkEnginePairs *pairs, const uint32_t *order);
