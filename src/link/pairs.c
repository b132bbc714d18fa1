#include "link/pairs.h"

#include "link/sort.h"

#include <string.h>

void sk_engine_catch_add(SkEngineCatch *catch, const SkEnginePair *pair) {
  if (catch->count == catch->room) {
    size_t room = catch->room == 0 ? 4096 : catch->room + catch->room / 2;
    SkEnginePair *grown = sk_link_heap_grow(catch->heap, catch->pairs, catch->count, room, sizeof *grown);
    if (grown == NULL) {
      catch->failed = true;
      return;
    }
    catch->pairs = grown;
    catch->room = room;
  }
  catch->pairs[catch->count++] = *pair;
}

bool sk_engine_catch_gather(SkLinkHeap *heap, SkEngineCatch *catches, unsigned count, SkEnginePairs *ret_pairs) {
  SkEnginePairs all = { 0 };
  size_t total = 0;
  bool failed = false;
  for (unsigned i = 0; i < count; i++) {
    total += catches[i].count;
    failed = failed || catches[i].failed;
  }
  all.pairs = failed ? NULL : sk_link_heap_take(heap, total, sizeof *all.pairs);
  for (unsigned i = 0; i < count; i++) {
    if (all.pairs != NULL && catches[i].count > 0)
      memcpy(all.pairs + all.count, catches[i].pairs, catches[i].count * sizeof *all.pairs);
    all.count += catches[i].count;
    sk_link_heap_give(heap, catches[i].pairs);
    catches[i] = (SkEngineCatch){ .heap = heap };
  }
  if (all.pairs == NULL || !sk_engine_pairs_sort(heap, &all))
    return false;
  *ret_pairs = all;
  return true;
}

/* Heaviest first: the order of floats is that of their bits once those of negative ones are turned. */
static uint64_t weight_key(const SkEnginePair *pair) {
  uint32_t bits;
  memcpy(&bits, &pair->weight, sizeof bits);
  return (uint32_t) ~(bits >> 31 ? ~bits : bits | (uint32_t)1 << 31);
}

static uint64_t rows_key(const SkEnginePair *pair) {
  return (uint64_t)pair->a << 32 | pair->b;
}

/* NULL: no memory. `row` of a key is the index of its pair. */
static SkLinkKey *sorted_keys(SkLinkHeap *heap, const SkEnginePairs *pairs, uint64_t (*key)(const SkEnginePair *pair)) {
  SkLinkKey *keys = sk_link_heap_take(heap, pairs->count, sizeof *keys);
  SkLinkKey *spare = sk_link_heap_take(heap, pairs->count, sizeof *spare);
  bool good = keys != NULL && spare != NULL;
  for (size_t i = 0; good && i < pairs->count; i++)
    keys[i] = (SkLinkKey){ .key = key(&pairs->pairs[i]), .row = (uint32_t)i };
  if (good)
    sk_link_sort(keys, spare, pairs->count);
  else
    sk_link_heap_give(heap, keys);
  sk_link_heap_give(heap, spare);
  return good ? keys : NULL;
}

bool sk_engine_pairs_sort(SkLinkHeap *heap, SkEnginePairs *pairs) {
  SkLinkKey *keys = sorted_keys(heap, pairs, rows_key);
  SkEnginePair *sorted = keys != NULL ? sk_link_heap_take(heap, pairs->count, sizeof *sorted) : NULL;
  for (size_t i = 0; sorted != NULL && i < pairs->count; i++)
    sorted[i] = pairs->pairs[keys[i].row];
  sk_link_heap_give(heap, keys);
  if (sorted == NULL)
    return false;
  sk_link_heap_give(heap, pairs->pairs);
  pairs->pairs = sorted;
  return true;
}

uint32_t *sk_engine_pairs_by_weight(SkLinkHeap *heap, const SkEnginePairs *pairs) {
  SkLinkKey *keys = sorted_keys(heap, pairs, weight_key);
  uint32_t *order = keys != NULL ? sk_link_heap_take(heap, pairs->count, sizeof *order) : NULL;
  for (size_t i = 0; order != NULL && i < pairs->count; i++)
    order[i] = keys[i].row;
  sk_link_heap_give(heap, keys);
  return order;
}

void sk_engine_pairs_keep(SkEnginePairs *pairs, double from) {
  size_t kept = 0;
  for (size_t i = 0; i < pairs->count; i++)
    if ((double)pairs->pairs[i].weight >= from)
      pairs->pairs[kept++] = pairs->pairs[i];
  pairs->count = kept;
}
