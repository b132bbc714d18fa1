#include "link/intern.h"

#include "link/sort.h"

#include <string.h>

#define ROOM_FIRST 64

void sk_link_intern_init(SkLinkIntern *self, SkLinkHeap *heap) {
  *self = (SkLinkIntern){ .heap = heap };
}

uint64_t sk_link_intern_hash(const void *value, size_t length) {
  const uint8_t *bytes = value;
  uint64_t hash = sk_link_mix(7, length);
  for (size_t at = 0; at < length; at += 8) {
    uint64_t word = 0;
    memcpy(&word, bytes + at, length - at < 8 ? length - at : 8);
    hash = sk_link_mix(hash, word);
  }
  return hash;
}

static size_t free_slot(const SkLinkIntern *self, uint64_t hash) {
  size_t at = hash & (self->slot_room - 1);
  while (self->slots[at] != 0)
    at = (at + 1) & (self->slot_room - 1);
  return at;
}

/* Twice the slots; the values find their places again. */
static bool widen(SkLinkIntern *self) {
  size_t room = self->slot_room == 0 ? ROOM_FIRST : self->slot_room * 2;
  uint32_t *slots = sk_link_heap_take(self->heap, room, sizeof *slots);
  if (slots == NULL)
    return false;
  sk_link_heap_give(self->heap, self->slots);
  self->slots = slots;
  self->slot_room = room;
  for (uint32_t value = 1; value <= self->count; value++)
    slots[free_slot(self, sk_link_intern_hash(sk_link_intern_bytes(self, value), sk_link_intern_length(self, value)))] =
        value;
  return true;
}

/* Room for one more value of `length` bytes. */
static bool make_room(SkLinkIntern *self, size_t length) {
  if (self->count + 3 > self->value_room) {
    uint32_t room = self->value_room == 0 ? ROOM_FIRST : self->value_room * 2;
    size_t *starts = sk_link_heap_grow(self->heap, self->starts, self->value_room, room, sizeof *starts);
    self->starts = starts != NULL ? starts : self->starts;
    uint32_t *counts = sk_link_heap_grow(self->heap, self->counts, self->value_room, room, sizeof *counts);
    self->counts = counts != NULL ? counts : self->counts;
    if (starts == NULL || counts == NULL)
      return false;
    self->value_room = room;
  }
  if (self->room - self->used < length) {
    size_t room = self->room * 2 + length + ROOM_FIRST;
    uint8_t *bytes = sk_link_heap_grow(self->heap, self->bytes, self->used, room, 1);
    if (bytes == NULL)
      return false;
    self->bytes = bytes;
    self->room = room;
  }
  return self->slot_room > 2 * (size_t)self->count + 2 || widen(self);
}

uint32_t sk_link_intern_add(SkLinkIntern *self, const void *bytes, size_t length) {
  if (!make_room(self, length))
    return 0;
  size_t at = sk_link_intern_hash(bytes, length) & (self->slot_room - 1);
  for (; self->slots[at] != 0; at = (at + 1) & (self->slot_room - 1)) {
    uint32_t value = self->slots[at];
    if (sk_link_intern_length(self, value) == length &&
        (length == 0 || memcmp(sk_link_intern_bytes(self, value), bytes, length) == 0)) {
      self->counts[value] += !self->uncounted;
      return value;
    }
  }
  uint32_t value = ++self->count;
  self->slots[at] = value;
  self->counts[value] = !self->uncounted;
  self->starts[value] = self->used;
  if (length > 0)
    memcpy(self->bytes + self->used, bytes, length);
  self->used += length;
  self->starts[value + 1] = self->used;
  return value;
}

void sk_link_intern_close(SkLinkIntern *self) {
  sk_link_heap_give(self->heap, self->slots);
  self->slots = NULL;
  self->slot_room = 0;
}

void sk_link_intern_clear(SkLinkIntern *self) {
  sk_link_heap_give(self->heap, self->bytes);
  sk_link_heap_give(self->heap, self->starts);
  sk_link_heap_give(self->heap, self->counts);
  sk_link_heap_give(self->heap, self->slots);
  sk_link_intern_init(self, self->heap);
}
