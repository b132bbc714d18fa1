/* Hashes sorted by several threads: stretches of the words are counted and dealt out to shares by their top bits, then
 * each share is sorted for itself. */
#include "link/parallel.h"
#include "link/sort.h"

#include <stdbool.h>

#define SHARE_BITS 8u
#define SHARES (1u << SHARE_BITS)
#define STRETCHES 16u
#define MANY 65536u /* fewer words are sorted by one thread */

struct sorting {
  uint64_t *words, *spare;
  size_t count;
  unsigned shift;
  size_t places[STRETCHES][SHARES]; /* how many words of a stretch are of a share, then where they go */
  size_t starts[SHARES + 1];        /* of the shares */
};

static size_t stretch_start(const struct sorting *self, size_t stretch) {
  return self->count * stretch / STRETCHES;
}

static void count_stretch(void *context, unsigned thread, size_t stretch) {
  struct sorting *self = context;
  (void)thread;
  for (size_t i = stretch_start(self, stretch); i < stretch_start(self, stretch + 1); i++)
    self->places[stretch][self->words[i] >> (64 - SHARE_BITS)]++;
}

static void deal_stretch(void *context, unsigned thread, size_t stretch) {
  struct sorting *self = context;
  (void)thread;
  for (size_t i = stretch_start(self, stretch); i < stretch_start(self, stretch + 1); i++)
    self->spare[self->places[stretch][self->words[i] >> (64 - SHARE_BITS)]++] = self->words[i];
}

static void sort_share(void *context, unsigned thread, size_t share) {
  struct sorting *self = context;
  size_t start = self->starts[share], count = self->starts[share + 1] - start;
  (void)thread;
  sk_link_sort_hashes_below(SHARE_BITS, self->spare + start, self->words + start, count, self->shift);
  memcpy(self->words + start, self->spare + start, count * sizeof *self->words);
}

void sk_link_sort_hashes_wide(unsigned threads, uint64_t *words, uint64_t *spare, size_t count, unsigned shift) {
  struct sorting self = { .words = words, .spare = spare, .count = count, .shift = shift };
  if (threads < 2 || count < MANY || shift > 64 - SHARE_BITS) {
    sk_link_sort_hashes(words, spare, count, shift);
    return;
  }
  sk_link_parallel(threads, STRETCHES, count_stretch, &self);
  sk_link_sort_places(self.places[0], STRETCHES, SHARES, self.starts);
  sk_link_parallel(threads, STRETCHES, deal_stretch, &self);
  sk_link_parallel(threads, SHARES, sort_share, &self);
}
