#include "link/heap.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define LARGE_PAGE ((size_t)1 << 21)
#define LARGE (2 * LARGE_PAGE)

/* A line of the cache long: what large pieces hold begins at one. */
struct piece {
  alignas(max_align_t) struct piece *next;
  struct piece *previous;
  char rest[64 - 2 * sizeof(struct piece *)];
};

/* Large pieces are touched all over, row by row: on large pages the processor finds them in half the time. */
static void *plain_take(void *context, size_t size) {
  (void)context;
  if (size < LARGE)
    return malloc(size);
  size_t whole = (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
  void *memory = aligned_alloc(LARGE_PAGE, whole);
#ifdef MADV_HUGEPAGE
  if (memory != NULL)
    madvise(memory, size, MADV_HUGEPAGE);
#endif
  return memory;
}

static void plain_give(void *context, void *memory) {
  (void)context;
  free(memory);
}

void sk_link_heap_init(SkLinkHeap *heap, const SkLinkMemory *memory) {
  heap->memory = memory != NULL ? *memory : (SkLinkMemory){ plain_take, plain_give, NULL };
  heap->first = NULL;
  pthread_mutex_init(&heap->lock, NULL);
}

static struct piece *take_piece(SkLinkHeap *heap, size_t bytes) {
  pthread_mutex_lock(&heap->lock);
  struct piece *piece = heap->memory.take(heap->memory.context, bytes);
  if (piece != NULL) {
    piece->previous = NULL;
    piece->next = heap->first;
    if (heap->first != NULL)
      heap->first->previous = piece;
    heap->first = piece;
  }
  pthread_mutex_unlock(&heap->lock);
  return piece;
}

void *sk_link_heap_room(SkLinkHeap *heap, size_t count, size_t size) {
  if (size != 0 && count > (SIZE_MAX - sizeof(struct piece)) / size)
    return NULL;
  struct piece *piece = take_piece(heap, sizeof *piece + count * size);
  return piece != NULL ? piece + 1 : NULL;
}

void *sk_link_heap_take(SkLinkHeap *heap, size_t count, size_t size) {
  void *room = sk_link_heap_room(heap, count, size);
  return room != NULL ? memset(room, 0, count * size) : NULL;
}

void *sk_link_heap_grow(SkLinkHeap *heap, void *old, size_t old_count, size_t count, size_t size) {
  size_t kept = old == NULL ? 0 : old_count < count ? old_count : count;
  char *grown = sk_link_heap_room(heap, count, size);
  if (grown == NULL)
    return NULL;
  if (kept > 0)
    memcpy(grown, old, kept * size);
  memset(grown + kept * size, 0, (count - kept) * size);
  sk_link_heap_give(heap, old);
  return grown;
}

void sk_link_heap_give(SkLinkHeap *heap, void *taken) {
  if (taken == NULL)
    return;
  struct piece *piece = (struct piece *)taken - 1;
  pthread_mutex_lock(&heap->lock);
  if (piece->next != NULL)
    piece->next->previous = piece->previous;
  if (piece->previous != NULL)
    piece->previous->next = piece->next;
  else
    heap->first = piece->next;
  heap->memory.give(heap->memory.context, piece);
  pthread_mutex_unlock(&heap->lock);
}

void sk_link_heap_clear(SkLinkHeap *heap) {
  while (heap->first != NULL)
    sk_link_heap_give(heap, heap->first + 1);
  pthread_mutex_destroy(&heap->lock);
}
