#include "link/tally.h"

#include "link/sort.h"

#include <stdlib.h>

#define ROOM_FIRST 1024

void sk_engine_tally_init(SkEngineTally *tally, SkLinkHeap *heap) {
  *tally = (SkEngineTally){ .heap = heap };
}

static void put(SkEnginePatternCount *slots, size_t room, SkEnginePatternCount added, size_t *used) {
  size_t at = sk_link_mix(1, added.pattern) & (room - 1);
  while (slots[at].count != 0 && slots[at].pattern != added.pattern)
    at = (at + 1) & (room - 1);
  *used += slots[at].count == 0;
  slots[at].pattern = added.pattern;
  slots[at].count += added.count;
}

static bool make_room(SkEngineTally *tally) {
  size_t room = tally->room == 0 ? ROOM_FIRST : tally->room * 2, used = 0;
  SkEnginePatternCount *slots = sk_link_heap_take(tally->heap, room, sizeof *slots);
  if (slots == NULL) {
    tally->failed = true;
    return false;
  }
  for (size_t i = 0; i < tally->room; i++)
    if (tally->slots[i].count != 0)
      put(slots, room, tally->slots[i], &used);
  sk_link_heap_give(tally->heap, tally->slots);
  tally->slots = slots;
  tally->room = room;
  return true;
}

void sk_engine_tally_add(SkEngineTally *tally, uint64_t pattern, uint64_t count) {
  if (count == 0 || tally->failed || (tally->used * 2 >= tally->room && !make_room(tally)))
    return;
  put(tally->slots, tally->room, (SkEnginePatternCount){ pattern, count }, &tally->used);
}

static int by_pattern(const void *left, const void *right) {
  uint64_t a = ((const SkEnginePatternCount *)left)->pattern, b = ((const SkEnginePatternCount *)right)->pattern;
  return (a > b) - (a < b);
}

bool sk_engine_tally_gather(SkEngineTally *tallies, unsigned count, SkEnginePatternCount **ret_patterns,
                            size_t *ret_count) {
  SkEngineTally *all = &tallies[0];
  bool failed = all->failed;
  size_t kept = 0;
  for (unsigned t = 1; t < count; t++) {
    for (size_t i = 0; i < tallies[t].room; i++)
      sk_engine_tally_add(all, tallies[t].slots[i].pattern, tallies[t].slots[i].count);
    failed = failed || tallies[t].failed;
    sk_link_heap_give(all->heap, tallies[t].slots);
    sk_engine_tally_init(&tallies[t], all->heap);
  }
  if (failed || all->failed)
    return false;
  for (size_t i = 0; i < all->room; i++)
    if (all->slots[i].count != 0)
      all->slots[kept++] = all->slots[i];
  if (kept > 1)
    qsort(all->slots, kept, sizeof *all->slots, by_pattern);
  *ret_patterns = all->slots;
  *ret_count = kept;
  sk_engine_tally_init(all, all->heap);
  return true;
}
