/* Numbers for values: equal bytes get the same number, from 1 in the order of their first appearance. */
#pragma once

#include "link/heap.h"

#include <stdbool.h>

typedef struct {
  SkLinkHeap *heap;
  uint8_t *bytes; /* of all values, one after the other */
  size_t used, room;
  size_t *starts; /* value v: bytes[starts[v]] .. bytes[starts[v + 1]] */
  uint32_t *counts;
  uint32_t count, value_room;
  uint32_t *slots; /* value + 0; 0 free */
  bool uncounted;  /* values that are added now do not count */
  size_t slot_room;
} SkLinkIntern;

void sk_link_intern_init(SkLinkIntern *self, SkLinkHeap *heap);
/* Of the bytes alone: the same in every run. */
uint64_t sk_link_intern_hash(const void *bytes, size_t length);
/* The number of a value, whose count goes up by one; 0 without memory. */
uint32_t sk_link_intern_add(SkLinkIntern *self, const void *bytes, size_t length);
/* Drops what only adding needs. */
void sk_link_intern_close(SkLinkIntern *self);
void sk_link_intern_clear(SkLinkIntern *self);

/* Bytes of a value that was added; valid until the next is. Not aligned. */
static inline const void *sk_link_intern_bytes(const SkLinkIntern *self, uint32_t value) {
  return self->bytes + self->starts[value];
}
static inline size_t sk_link_intern_length(const SkLinkIntern *self, uint32_t value) {
  return self->starts[value + 1] - self->starts[value];
}
