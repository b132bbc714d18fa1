/* Pairs that people have reviewed as different: remembered, so that they neither come back nor meet in a cluster. */
#pragma once

#include "link/heap.h"
#include "link/table.h"

typedef struct {
  uint64_t *pairs; /* sorted */
  size_t count;
} SkEngineDecided;

/* False: no memory. */
bool sk_engine_decided_build(SkLinkHeap *heap, const SkLinkDecision *decisions, size_t count,
                             SkEngineDecided *ret_decided);
bool sk_engine_decided_different(const SkEngineDecided *decided, uint32_t a, uint32_t b);
