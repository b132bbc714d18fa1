/* Counting patterns while pairs go by: they are few, the pairs are many. */
#pragma once

#include "link/em.h"
#include "link/heap.h"

typedef struct {
  SkLinkHeap *heap;
  SkLinkPatternCount *slots; /* open addressing; a count of 0 is free */
  size_t room, used;         /* room is a power of two */
  bool failed;               /* memory ran out: the counts are not whole */
} SkLinkTally;

void sk_link_tally_init(SkLinkTally *tally, SkLinkHeap *heap);
void sk_link_tally_add(SkLinkTally *tally, SkLinkPattern pattern, uint64_t count);
/* Adds several up into *ret_patterns, ascending by pattern, and empties them. False: memory ran out somewhere. */
bool sk_link_tally_gather(SkLinkTally *tallies, unsigned count, SkLinkPatternCount **ret_patterns, size_t *ret_count);
