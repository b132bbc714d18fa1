/* Memory of one run: everything taken is remembered, so that a run which stops half-way gives all of it back. */
#pragma once

#include "link/status.h"

#include <pthread.h>

typedef struct {
  SkLinkMemory memory;
  struct piece *first;
  pthread_mutex_t lock; /* the caller's functions see one thread at a time */
} SkLinkHeap;

/* `memory` NULL: malloc and free. */
void sk_link_heap_init(SkLinkHeap *heap, const SkLinkMemory *memory);
/* Zeroed room for `count` things of `size` bytes, or NULL. A count of 0 gives a valid pointer. */
void *sk_link_heap_take(SkLinkHeap *heap, size_t count, size_t size);
/* The same, not zeroed: for what is written before it is read. */
void *sk_link_heap_room(SkLinkHeap *heap, size_t count, size_t size);
/* Room for more, the old contents kept and the rest zeroed; NULL leaves the old piece as it was. */
void *sk_link_heap_grow(SkLinkHeap *heap, void *old, size_t old_count, size_t count, size_t size);
void sk_link_heap_give(SkLinkHeap *heap, void *taken);
/* Gives back whatever is still taken. */
void sk_link_heap_clear(SkLinkHeap *heap);
