#include "link/heirs.h"

#include "link/heap.h"
#include "link/sort.h"

/* Rows with one earlier and one later cluster, counted: by `now`, then `before`. */
static size_t count_overlaps(const SkLinkKey *keys, uint32_t row_count, SkEngineOverlap *overlaps) {
  size_t count = 0;
  for (uint32_t i = 0; i < row_count; i++) {
    if (i == 0 || keys[i].key != keys[i - 1].key)
      overlaps[count++] = (SkEngineOverlap){ .before = (uint32_t)keys[i].key,
                                             .now = (uint32_t)(keys[i].key >> 32),
                                             .row = keys[i].row };
    overlaps[count - 1].rows++;
  }
  return count;
}

/* Largest first; then by the earlier number, then by the later one: the sort keeps what two stable passes before made.
 */
static void order_overlaps(const SkEngineOverlap *overlaps, size_t count, SkLinkKey *keys, SkLinkKey *spare) {
  for (size_t i = 0; i < count; i++) /* they come by now */
    keys[i] =
        (SkLinkKey){ .key = (uint64_t)(UINT32_MAX - overlaps[i].rows) << 32 | overlaps[i].before, .row = (uint32_t)i };
  sk_link_sort(keys, spare, count);
}

static bool choose_heirs(SkLinkHeap *heap, SkEngineOverlap *overlaps, size_t count, const SkLinkKey *order,
                         uint32_t row_count) {
  uint32_t most = 0;
  for (size_t i = 0; i < count; i++)
    most = overlaps[i].before > most ? overlaps[i].before : most;
  uint8_t *carried = sk_link_heap_take(heap, (size_t)most + 1, 1), *carries = sk_link_heap_take(heap, row_count, 1);
  bool good = carried != NULL && carries != NULL;
  for (size_t i = 0; good && i < count; i++) {
    SkEngineOverlap *overlap = &overlaps[order[i].row];
    if (overlap->before == 0 || carried[overlap->before] || carries[overlap->now])
      continue;
    overlap->heir = true;
    carried[overlap->before] = carries[overlap->now] = 1;
  }
  return good;
}

SkLinkStatus sk_engine_overlaps(const SkLinkMemory *memory, const uint32_t *before, const uint32_t *now,
                                uint32_t row_count, SkEngineOverlap *overlaps, size_t *ret_count) {
  SkLinkHeap heap;
  sk_link_heap_init(&heap, memory);
  SkLinkKey *keys = sk_link_heap_take(&heap, row_count, sizeof *keys);
  SkLinkKey *spare = sk_link_heap_take(&heap, row_count, sizeof *spare);
  SkLinkStatus status = SK_LINK_NO_MEMORY;
  if (keys != NULL && spare != NULL) {
    for (uint32_t row = 0; row < row_count; row++)
      keys[row] = (SkLinkKey){ .key = (uint64_t)now[row] << 32 | before[row], .row = row };
    sk_link_sort(keys, spare, row_count);
    size_t count = count_overlaps(keys, row_count, overlaps);
    order_overlaps(overlaps, count, keys, spare);
    if (choose_heirs(&heap, overlaps, count, keys, row_count)) {
      *ret_count = count;
      status = SK_LINK_OK;
    }
  }
  sk_link_heap_clear(&heap);
  return status;
}
