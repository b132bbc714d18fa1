/* The keys of all rows under one rule: made in stretches of rows, then dealt out to shares by the top bits of their
 * hash, each of which fits into the processor's cache. Both are done by all threads and come out the same for any
 * number of them. */
#include "link/block_parts.h"

#include "link/sort.h"

#include <string.h>

#define STRETCH_ROWS 16384
#define TOGETHER 512       /* rows whose keys are made at once */
#define SHARE_ROWS 4096    /* rows for which a share is made */
#define SHARE_BITS_MOST 12 /* more shares than this thrash the cache while keys are dealt out */

/* The keys of some rows in the order of their making. */
struct stretch {
  uint64_t *hashes;
  uint16_t *rows; /* counted from the first of the stretch */
  size_t count, room;
  bool failed;
};

struct SkEngineDealer {
  const SkEngineBlocks *blocks;
  unsigned rule, share_bits;
  bool single; /* no row has more than one key under the rule */
  size_t stretch_count;
  struct stretch *stretches;
  size_t *places; /* by stretch and share: how many keys, then where they go */
  size_t room;    /* words that keys.words has room for */
  SkEngineDealtKeys keys;
};

static unsigned bits_for(uint64_t count) {
  unsigned bits = 0;
  while (bits < 63 && (uint64_t)1 << bits < count)
    bits++;
  return bits;
}

static size_t share_of(const SkEngineDealer *self, uint64_t hash) {
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
static void make_single(const SkEngineDealer *self, struct stretch *stretch, size_t *counts, uint32_t first,
                        uint32_t end) {
  uint64_t *hashes = stretch->hashes;
  uint16_t *rows = stretch->rows;
  size_t count = 0;
  for (uint32_t start = first; start < end; start += TOGETHER) {
    uint64_t keys[TOGETHER];
    uint32_t some = end - start < TOGETHER ? end - start : TOGETHER;
    sk_engine_keys_of_rows(self->blocks->book, self->rule, start, some, keys);
    for (uint32_t i = 0; i < some; i++) { /* what is no key is written over by the next */
      hashes[count] = keys[i];
      rows[count] = (uint16_t)(start + i - first);
      count += keys[i] != 0;
    }
  }
  stretch->count = count;
  for (size_t i = 0; i < count; i++)
    counts[share_of(self, hashes[i])]++;
}

/* Rows of any number of keys. */
static void make_several(const SkEngineDealer *self, struct stretch *stretch, size_t *counts, uint32_t first,
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

/* False: no memory. */
static bool begin_stretch(SkLinkHeap *heap, struct stretch *stretch, uint32_t rows) {
  stretch->count = 0;
  if (stretch->room == 0) {
    stretch->room = rows + 1; /* one is written in vain */
    stretch->hashes = sk_link_heap_room(heap, stretch->room, sizeof *stretch->hashes);
    stretch->rows = sk_link_heap_room(heap, stretch->room, sizeof *stretch->rows);
  }
  return stretch->hashes != NULL && stretch->rows != NULL;
}

static void end_stretch(SkLinkHeap *heap, struct stretch *stretch) {
  sk_link_heap_give(heap, stretch->hashes);
  sk_link_heap_give(heap, stretch->rows);
  *stretch = (struct stretch){ 0 };
}

static void make_stretch(void *context, unsigned thread, size_t number) {
  SkEngineDealer *self = context;
  struct stretch *stretch = &self->stretches[number];
  size_t *counts = self->places + (number << self->share_bits);
  uint32_t first = (uint32_t)(number * STRETCH_ROWS), end = self->blocks->table->row_count;
  (void)thread;
  if (end - first > STRETCH_ROWS)
    end = first + STRETCH_ROWS;
  memset(counts, 0, self->keys.share_count * sizeof *counts);
  stretch->failed = !begin_stretch(self->blocks->heap, stretch, end - first);
  if (stretch->failed)
    return;
  if (self->single)
    make_single(self, stretch, counts, first, end);
  else
    make_several(self, stretch, counts, first, end);
}

/* ---- dealing out */

static void find_places(SkEngineDealer *self) {
  SkEngineDealtKeys *keys = &self->keys;
  sk_link_sort_places(self->places, self->stretch_count, keys->share_count, keys->starts);
  keys->largest = 0;
  for (size_t share = 0; share < keys->share_count; share++)
    if (keys->starts[share + 1] - keys->starts[share] > keys->largest)
      keys->largest = keys->starts[share + 1] - keys->starts[share];
}

static void deal_stretch(void *context, unsigned thread, size_t number) {
  SkEngineDealer *self = context;
  struct stretch *stretch = &self->stretches[number];
  size_t *places = self->places + (number << self->share_bits);
  uint64_t key_bits = ~(((uint64_t)1 << self->keys.row_bits) - 1), first = number * STRETCH_ROWS;
  (void)thread;
  for (size_t i = 0; i < stretch->count; i++) {
    uint64_t hash = stretch->hashes[i];
    self->keys.words[places[share_of(self, hash)]++] =
        (hash << self->share_bits & key_bits) | (first + stretch->rows[i]);
  }
  if (!self->single) /* several keys a row are far more than most rules need room for */
    end_stretch(self->blocks->heap, stretch);
}

/* Room for `count` words and for one a row, which serves most rules. False: no memory. */
static bool make_room(SkEngineDealer *self, size_t count) {
  if (count <= self->room)
    return true;
  sk_link_heap_give(self->blocks->heap, self->keys.words);
  self->room = count > self->blocks->table->row_count ? count : self->blocks->table->row_count;
  self->keys.words = sk_link_heap_room(self->blocks->heap, self->room, sizeof *self->keys.words);
  return self->keys.words != NULL;
}

const SkEngineDealtKeys *sk_engine_deal(SkEngineDealer *self, unsigned rule) {
  bool good = true;
  self->rule = rule;
  self->single = sk_engine_keys_are_single(self->blocks->book, rule);
  sk_link_parallel(self->blocks->threads, self->stretch_count, make_stretch, self);
  for (size_t i = 0; i < self->stretch_count; i++)
    good = good && !self->stretches[i].failed;
  find_places(self);
  if (!good || !make_room(self, self->keys.starts[self->keys.share_count]))
    return NULL;
  sk_link_parallel(self->blocks->threads, self->stretch_count, deal_stretch, self);
  return &self->keys;
}

SkEngineDealer *sk_engine_dealer_new(const SkEngineBlocks *blocks) {
  uint32_t rows = blocks->table->row_count;
  SkEngineDealer *self = sk_link_heap_take(blocks->heap, 1, sizeof *self);
  if (self == NULL)
    return NULL;
  self->blocks = blocks;
  self->share_bits = bits_for(rows / SHARE_ROWS);
  self->share_bits = self->share_bits > SHARE_BITS_MOST ? SHARE_BITS_MOST : self->share_bits;
  self->stretch_count = ((size_t)rows + STRETCH_ROWS - 1) / STRETCH_ROWS;
  self->keys = (SkEngineDealtKeys){ .row_bits = bits_for(rows), .share_count = (size_t)1 << self->share_bits };
  self->stretches = sk_link_heap_take(blocks->heap, self->stretch_count, sizeof *self->stretches);
  self->places = sk_link_heap_room(blocks->heap, self->stretch_count << self->share_bits, sizeof *self->places);
  self->keys.starts = sk_link_heap_room(blocks->heap, self->keys.share_count + 1, sizeof *self->keys.starts);
  if (self->stretches != NULL && self->places != NULL && self->keys.starts != NULL)
    return self;
  sk_engine_dealer_free(self);
  return NULL;
}

void sk_engine_dealer_free(SkEngineDealer *self) {
  if (self == NULL)
    return;
  SkLinkHeap *heap = self->blocks->heap;
  for (size_t i = 0; self->stretches != NULL && i < self->stretch_count; i++)
    end_stretch(heap, &self->stretches[i]);
  sk_link_heap_give(heap, self->stretches);
  sk_link_heap_give(heap, self->places);
  sk_link_heap_give(heap, self->keys.words);
  sk_link_heap_give(heap, self->keys.starts);
  sk_link_heap_give(heap, self);
}
