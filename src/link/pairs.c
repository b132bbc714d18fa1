#include "link/pairs.h"

#include "link/sort.h"

#include <string.h>

void sk_link_catch_add(SkLinkCatch *catch, const SkLinkPair *pair) {
  if (catch->count == catch->room) {
    size_t room = catch->room == 0 ? 4096 : catch->room + catch->room / 2;
    SkLinkPair *grown = sk_link_heap_grow(catch->heap, catch->pairs, catch->count, room, sizeof *grown);
    if (grown == NULL) {
      catch->failed = true;
      return;
    }
    catch->pairs = grown;
    catch->room = room;
  }
  catch->pairs[catch->count++] = *pair;
}

bool sk_link_catch_gather(SkLinkHeap *heap, SkLinkCatch *catches, unsigned count, SkLinkPairs *ret_pairs) {
  SkLinkPairs all = { 0 };
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
    catches[i] = (SkLinkCatch){ .heap = heap };
  }
  if (all.pairs == NULL || !sk_link_pairs_sort_rows(heap, &all))
    return false;
  *ret_pairs = all;
  return true;
}

static uint64_t rows_key(const SkLinkPair *pair) {
  return (uint64_t)pair->a << 32 | pair->b;
}

/* Heaviest first: the order of doubles is that of their bits once those of negative ones are turned. */
static uint64_t weight_key(const SkLinkPair *pair) {
  uint64_t bits;
  memcpy(&bits, &pair->weight, sizeof bits);
  return ~(bits >> 63 ? ~bits : bits | (uint64_t)1 << 63);
}

static bool sort_pairs(SkLinkHeap *heap, SkLinkPairs *pairs, uint64_t (*key)(const SkLinkPair *pair)) {
  SkLinkKey *keys = sk_link_heap_take(heap, pairs->count, sizeof *keys);
  SkLinkKey *spare = sk_link_heap_take(heap, pairs->count, sizeof *spare);
  SkLinkPair *sorted = sk_link_heap_take(heap, pairs->count, sizeof *sorted);
  bool good = keys != NULL && spare != NULL && sorted != NULL;
  for (size_t i = 0; good && i < pairs->count; i++)
    keys[i] = (SkLinkKey){ .key = key(&pairs->pairs[i]), .row = (uint32_t)i };
  if (good)
    sk_link_sort(keys, spare, pairs->count);
  for (size_t i = 0; good && i < pairs->count; i++)
    sorted[i] = pairs->pairs[keys[i].row];
  sk_link_heap_give(heap, keys);
  sk_link_heap_give(heap, spare);
  sk_link_heap_give(heap, good ? pairs->pairs : sorted);
  if (good)
    pairs->pairs = sorted;
  return good;
}

bool sk_link_pairs_sort_rows(SkLinkHeap *heap, SkLinkPairs *pairs) {
  return sort_pairs(heap, pairs, rows_key);
}

bool sk_link_pairs_sort_weight(SkLinkHeap *heap, SkLinkPairs *pairs) {
  return sk_link_pairs_sort_rows(heap, pairs) && sort_pairs(heap, pairs, weight_key);
}

void sk_link_pairs_keep(SkLinkPairs *pairs, double from) {
  size_t kept = 0;
  for (size_t i = 0; i < pairs->count; i++)
    if (pairs->pairs[i].weight >= from)
      pairs->pairs[kept++] = pairs->pairs[i];
  pairs->count = kept;
}
