/* The pairs of the "link" band by groups: rows that hang together through such pairs, or through decisions that they
 * are the same. What is joined in one group touches no other, so that groups can be worked on by several threads, and
 * the rows of one stand near each other where the table is in a good order. */
#pragma once

#include "link/pairs.h"
#include "link/score.h"

typedef struct {
  uint64_t *words;  /* a pair's index in the low half; of a group heaviest first, ties by index */
  uint32_t *starts; /* of group i: words[starts[i]] .. words[starts[i + 1]] */
  size_t count;     /* of groups, by their lowest rows */
} SkEngineGroups;

/* False: no memory. Whoever asked gives back words and starts. */
bool sk_engine_groups_make(SkLinkHeap *heap, const SkEngineScorer *scorer, const SkEnginePairs *pairs,
                           const SkLinkDecision *decisions, size_t decision_count, SkEngineGroups *ret_groups);
