#include "link/decided.h"

#include <stdlib.h>

static uint64_t pair_key(uint32_t a, uint32_t b) {
  return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

static int by_value(const void *left, const void *right) {
  uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
  return (a > b) - (a < b);
}

bool sk_engine_decided_build(SkLinkHeap *heap, const SkLinkDecision *decisions, size_t count,
                             SkEngineDecided *ret_decided) {
  SkEngineDecided decided = { .pairs = sk_link_heap_take(heap, count, sizeof *decided.pairs) };
  if (decided.pairs == NULL)
    return false;
  for (size_t i = 0; i < count; i++)
    if (decisions[i].verdict == SK_LINK_DECIDED_DIFFERENT)
      decided.pairs[decided.count++] = pair_key(decisions[i].a, decisions[i].b);
  if (decided.count > 1)
    qsort(decided.pairs, decided.count, sizeof *decided.pairs, by_value);
  *ret_decided = decided;
  return true;
}

bool sk_engine_decided_different(const SkEngineDecided *decided, uint32_t a, uint32_t b) {
  uint64_t key = pair_key(a, b);
  return decided->count > 0 && bsearch(&key, decided->pairs, decided->count, sizeof key, by_value) != NULL;
}
