/* Pairs that people have reviewed as different: remembered, so that they neither come back nor meet in a cluster. */
#pragma once

#include "link/heap.h"

typedef struct {
  uint64_t *pairs; /* sorted */
  size_t count;
} SkLinkDecided;

/* From decisions whose a and b are rows in order of ids. False: no memory. */
bool sk_link_decided_build(SkLinkHeap *heap, const SkLinkDecision *decisions, size_t count, SkLinkDecided *ret_decided);
bool sk_link_decided_different(const SkLinkDecided *decided, uint32_t a, uint32_t b);
