#include "link/block_crowd.h"

#include <string.h>

#define FREE UINT32_MAX /* no block has this number */

/* How many earlier blocks a row is in. */
static uint32_t count_numbers(const uint32_t *numbers, uint32_t from, uint32_t block) {
  uint32_t count = 0;
  for (; *numbers < block; numbers++) /* every row has the number of the block itself */
    count += *numbers >= from;
  return count;
}

static void empty_slots(SkEngineCrowd *self, size_t entries) {
  unsigned bits = 4;
  while ((size_t)1 << bits < 2 * entries)
    bits++;
  self->shift = 32 - bits;
  memset(self->numbers, 0xff, sizeof self->numbers[0] << bits);
}

/* The row at `place` is in an earlier block. */
static void come(SkEngineCrowd *self, uint32_t place, uint32_t number) {
  uint32_t last = UINT32_MAX >> self->shift, at = number * 0x9e3779b9u >> self->shift;
  while (self->numbers[at] != number && self->numbers[at] != FREE)
    at = (at + 1) & last;
  uint64_t *there = self->there[at];
  if (self->numbers[at] == FREE) {
    self->numbers[at] = number;
    memset(there, 0, self->words * sizeof *there);
  }
  for (unsigned word = 0; word < self->words; word++)
    self->met[place][word] |= there[word];
  there[place / 64] |= (uint64_t)1 << (place % 64);
}

bool sk_engine_crowd_gather(SkEngineCrowd *self, const SkEngineBlocks *blocks, const uint32_t *rows, uint32_t count,
                            uint32_t from, uint32_t block) {
  size_t entries = 0;
  for (uint32_t i = 0; count <= CROWD_ROWS && i < count; i++)
    entries += count_numbers(blocks->numbers + blocks->starts[rows[i]], from, block);
  if (count > CROWD_ROWS || 2 * entries > CROWD_SLOTS)
    return false;
  self->words = (count + 63) / 64;
  empty_slots(self, entries);
  for (uint32_t i = 0; i < count; i++) {
    memset(self->met[i], 0, self->words * sizeof self->met[i][0]);
    for (const uint32_t *number = blocks->numbers + blocks->starts[rows[i]]; *number < block; number++)
      if (*number >= from)
        come(self, i, *number);
  }
  return true;
}
