/* Counting patterns while pairs go by: they are few, the pairs are many. */
#pragma once

#include "link/em.h"
#include "link/heap.h"

typedef struct {
  SkLinkHeap *heap;
  SkEnginePatternCount *slots; /* open addressing; a count of 0 is free */
  size_t room, used;           /* room is a power of two */
  bool failed;                 /* memory ran out: the counts are not whole */
} SkEngineTally;

void sk_engine_tally_init(SkEngineTally *tally, SkLinkHeap *heap);
void sk_engine_tally_add(SkEngineTally *tally, uint64_t pattern, uint64_t count);
/* Adds several up into *ret_patterns, ascending by pattern, and empties them. False: memory ran out somewhere. */
bool sk_engine_tally_gather(SkEngineTally *tallies, unsigned count, SkEnginePatternCount **ret_patterns,
                            size_t *ret_count);
