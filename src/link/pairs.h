/* The pairs that are kept while all are compared. */
#pragma once

#include "link/engine.h"
#include "link/heap.h"

typedef struct {
  SkEnginePair *pairs;
  size_t count;
} SkEnginePairs;

/* One thread's part: pairs as they come, in pieces that stay where they are. */
typedef struct SkEngineCatchPiece SkEngineCatchPiece;
typedef struct {
  SkLinkHeap *heap;
  SkEngineCatchPiece *first, *last;
  size_t count;
  bool failed; /* memory ran out: pairs are missing */
} SkEngineCatch;

void sk_engine_catch_add(SkEngineCatch *catch, const SkEnginePair *pair);
/* Joins the parts into one array by a, then b, with as many threads as there are parts; the parts are emptied. False:
 * no memory. */
bool sk_engine_catch_gather(SkLinkHeap *heap, SkEngineCatch *catches, unsigned count, SkEnginePairs *ret_pairs);
/* The indexes of the pairs, heaviest first, ties by index. NULL: no memory. */
uint32_t *sk_engine_pairs_by_weight(SkLinkHeap *heap, const SkEnginePairs *pairs);
/* Drops the pairs below `from`; order stays. */
void sk_engine_pairs_keep(SkEnginePairs *pairs, double from);
