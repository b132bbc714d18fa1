/* The keys of all rows under one rule, in order: made in stretches of rows, dealt out to shares by the top bits of
 * their hash, sorted share by share in the processor's cache. Every step is done by all threads and comes out the same
 * for any number of them. */
#include "link/block_parts.h"

#include "link/sort.h"

#include <string.h>

#define STRETCH_ROWS 16384
#define TOGETHER 512       /* rows whose keys are made at once */
#define SHARE_ROWS 2048    /* rows for which a share is made */
#define SHARE_BITS_MOST 12 /* more shares than this thrash the cache while keys are dealt out */

/* The keys of some rows in the order of their making. */
struct stretch {
  uint64_t *hashes;
  uint16_t *rows; /* counted from the first of the stretch */
  size_t count, room;
  bool failed;
};

struct sorting {
  const SkEngineBlocks *blocks;
  unsigned rule, share_bits;
  size_t stretch_count;
  struct stretch *stretches;
  size_t *places; /* by stretch and share: how many keys, then where they go */
  SkEngineSortedKeys *keys;
  uint64_t *spares[SK_LINK_THREADS_MAX];
};

static unsigned bits_for(uint64_t count) {
  unsigned bits = 0;
  while (bits < 63 && (uint64_t)1 << bits < count)
    bits++;
  return bits;
}

static size_t share_of(const struct sorting *self, uint64_t hash) {
  return self->share_bits == 0 ? 0 : hash >> (64 - self->share_bits);
}

/* ---- making */

static bool grow_stretch(SkLinkHeap *heap, struct stretch *stretch) {
  size_t room = stretch->room + stretch->room / 2 + SK_ENGINE_VALUE_KEYS;
  uint64_t *hashes = sk_link_heap_grow(heap, stretch->hashes, stretch->count, room, sizeof *hashes);
  stretch->hashes = hashes != NULL ? hashes : stretch->hashes;
  uint16_t *rows = sk_link_heap_grow(heap, stretch->rows, stretch->count, room, sizeof *rows);
  stretch->rows = rows != NULL ? rows : stretch->rows;
  stretch->room = room;
  return hashes != NULL && rows != NULL;
}

/* Rows of one key each, or none. */
static void make_single(const struct sorting *self, struct stretch *stretch, size_t *counts, uint32_t first,
                        uint32_t end) {
  for (uint32_t start = first; start < end; start += TOGETHER) {
    uint64_t keys[TOGETHER];
    uint32_t some = end - start < TOGETHER ? end - start : TOGETHER;
    sk_engine_keys_of_rows(self->blocks->book, self->rule, start, some, keys);
    for (uint32_t i = 0; i < some; i++) { /* what is no key is written over by the next */
      stretch->hashes[stretch->count] = keys[i];
      stretch->rows[stretch->count] = (uint16_t)(start + i - first);
      stretch->count += keys[i] != 0;
      counts[share_of(self, keys[i])] += keys[i] != 0;
    }
  }
}

/* Rows of any number of keys. */
static void make_several(const struct sorting *self, struct stretch *stretch, size_t *counts, uint32_t first,
                         uint32_t end) {
  for (uint32_t row = first; row < end && !stretch->failed; row++) {
    uint64_t keys[SK_ENGINE_VALUE_KEYS];
    unsigned made = sk_engine_keys_of(self->blocks->book, self->rule, row, keys);
    if (stretch->room - stretch->count < made && !grow_stretch(self->blocks->heap, stretch))
      stretch->failed = true;
    for (unsigned i = 0; i < made && !stretch->failed; i++) {
      counts[share_of(self, keys[i])]++;
      stretch->hashes[stretch->count] = keys[i];
      stretch->rows[stretch->count++] = (uint16_t)(row - first);
    }
  }
}

static void make_stretch(void *context, unsigned thread, size_t number) {
  struct sorting *self = context;
  struct stretch *stretch = &self->stretches[number];
  size_t *counts = self->places + (number << self->share_bits);
  uint32_t first = (uint32_t)(number * STRETCH_ROWS), end = self->blocks->table->row_count;
  (void)thread;
  if (end - first > STRETCH_ROWS)
    end = first + STRETCH_ROWS;
  stretch->room = end - first + 1; /* one is written in vain */
  stretch->hashes = sk_link_heap_room(self->blocks->heap, stretch->room, sizeof *stretch->hashes);
  stretch->rows = sk_link_heap_room(self->blocks->heap, stretch->room, sizeof *stretch->rows);
  stretch->failed = stretch->hashes == NULL || stretch->rows == NULL;
  if (stretch->failed)
    return;
  if (sk_engine_keys_are_single(self->blocks->book, self->rule))
    make_single(self, stretch, counts, first, end);
  else
    make_several(self, stretch, counts, first, end);
}

/* ---- dealing out */

static void find_places(struct sorting *self) {
  SkEngineSortedKeys *keys = self->keys;
  sk_link_sort_places(self->places, self->stretch_count, keys->share_count, keys->starts);
  for (size_t share = 0; share < keys->share_count; share++)
    if (keys->starts[share + 1] - keys->starts[share] > keys->largest)
      keys->largest = keys->starts[share + 1] - keys->starts[share];
}

static void deal_stretch(void *context, unsigned thread, size_t number) {
  struct sorting *self = context;
  struct stretch *stretch = &self->stretches[number];
  size_t *places = self->places + (number << self->share_bits);
  uint64_t key_bits = ~(((uint64_t)1 << self->keys->row_bits) - 1), first = number * STRETCH_ROWS;
  (void)thread;
  for (size_t i = 0; i < stretch->count; i++) {
    uint64_t hash = stretch->hashes[i];
    self->keys->words[places[share_of(self, hash)]++] =
        (hash << self->share_bits & key_bits) | (first + stretch->rows[i]);
  }
  sk_link_heap_give(self->blocks->heap, stretch->hashes);
  sk_link_heap_give(self->blocks->heap, stretch->rows);
}

static void sort_share(void *context, unsigned thread, size_t share) {
  struct sorting *self = context;
  size_t start = self->keys->starts[share];
  sk_link_sort_hashes(self->keys->words + start, self->spares[thread], self->keys->starts[share + 1] - start,
                      self->keys->row_bits);
}

static bool deal_and_sort(struct sorting *self) {
  SkLinkHeap *heap = self->blocks->heap;
  SkEngineSortedKeys *keys = self->keys;
  find_places(self);
  keys->words = sk_link_heap_room(heap, keys->starts[keys->share_count], sizeof *keys->words);
  bool good = keys->words != NULL;
  if (good)
    sk_link_parallel(self->blocks->threads, self->stretch_count, deal_stretch, self);
  for (unsigned i = 0; good && i < self->blocks->threads; i++) {
    self->spares[i] = sk_link_heap_room(heap, keys->largest, sizeof *self->spares[i]);
    good = self->spares[i] != NULL;
  }
  if (good)
    sk_link_parallel(self->blocks->threads, keys->share_count, sort_share, self);
  for (unsigned i = 0; i < self->blocks->threads; i++)
    sk_link_heap_give(heap, self->spares[i]);
  return good;
}

bool sk_engine_sorted_keys(const SkEngineBlocks *blocks, unsigned rule, SkEngineSortedKeys *ret_keys) {
  uint32_t rows = blocks->table->row_count;
  struct sorting self = { .blocks = blocks, .rule = rule, .keys = ret_keys };
  *ret_keys = (SkEngineSortedKeys){ .row_bits = bits_for(rows) };
  self.share_bits = bits_for(rows / SHARE_ROWS);
  self.share_bits = self.share_bits > SHARE_BITS_MOST ? SHARE_BITS_MOST : self.share_bits;
  self.stretch_count = ((size_t)rows + STRETCH_ROWS - 1) / STRETCH_ROWS;
  ret_keys->share_count = (size_t)1 << self.share_bits;
  self.stretches = sk_link_heap_take(blocks->heap, self.stretch_count, sizeof *self.stretches);
  self.places = sk_link_heap_take(blocks->heap, self.stretch_count << self.share_bits, sizeof *self.places);
  ret_keys->starts = sk_link_heap_take(blocks->heap, ret_keys->share_count + 1, sizeof *ret_keys->starts);
  bool good = self.stretches != NULL && self.places != NULL && ret_keys->starts != NULL;
  if (good)
    sk_link_parallel(blocks->threads, self.stretch_count, make_stretch, &self);
  for (size_t i = 0; good && i < self.stretch_count; i++)
    good = !self.stretches[i].failed;
  good = good && deal_and_sort(&self);
  sk_link_heap_give(blocks->heap, self.stretches);
  sk_link_heap_give(blocks->heap, self.places);
  return good;
}
