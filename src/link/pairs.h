/* The pairs that are kept while all are compared. */
#pragma once

#include "link/score.h"

/* One thread's part. */
typedef struct {
  SkLinkHeap *heap;
  SkLinkPair *pairs;
  size_t count, room;
  bool failed; /* memory ran out: pairs are missing */
} SkLinkCatch;

void sk_link_catch_add(SkLinkCatch *catch, const SkLinkPair *pair);
/* Joins the parts into one array by a, then b; the parts are emptied. False: no memory. */
bool sk_link_catch_gather(SkLinkHeap *heap, SkLinkCatch *catches, unsigned count, SkLinkPairs *ret_pairs);
/* By rows (a, then b), or heaviest first with ties by rows. False: no memory, order as it was. */
bool sk_link_pairs_sort_rows(SkLinkHeap *heap, SkLinkPairs *pairs);
bool sk_link_pairs_sort_weight(SkLinkHeap *heap, SkLinkPairs *pairs);
/* Drops the pairs below `from`; order stays. */
void sk_link_pairs_keep(SkLinkPairs *pairs, double from);
