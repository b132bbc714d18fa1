/* The blocks of each row. Where a row is in one block of a rule at most, its values tell which, or it has a place for
 * each rule, into which blocks are entered as they are made.
 *
 * Elsewhere lists come out of the rows of each block. Rows of a block stand anywhere: they are dealt out to parts of
 * the table first, whose rows fit into the processor's cache, then part by part to the rows. Blocks are gone through in
 * their order both times, so that the numbers of a row come out ascending. */
#include "link/block_parts.h"

#include "link/parallel.h"
#include "link/sort.h"

#include <string.h>

#define PART_BITS 14u
#define PART_ROWS (1u << PART_BITS)
#define STRETCH_BLOCKS 16384u

/* ---- places */

#define PLACES_MOST 16u /* rules; places for more would take more memory than lists */
#define EMPTY_ROWS 65536u

/* A bit for each of the columns, which are noted where they are new; 0 where there are too many. */
static uint16_t bits_of(SkEngineBlocks *blocks, uint64_t columns) {
  uint16_t bits = 0;
  for (; columns != 0; columns &= columns - 1) {
    uint8_t column = (uint8_t)__builtin_ctzll(columns);
    unsigned at = 0;
    while (at < blocks->column_count && blocks->columns[at] != column)
      at++;
    if (at == SK_ENGINE_TELLING_MOST)
      return 0;
    if (at == blocks->column_count)
      blocks->columns[blocks->column_count++] = column;
    bits |= (uint16_t)(1u << at);
  }
  return bits;
}

void sk_engine_blocks_look(SkEngineBlocks *blocks) {
  blocks->single = blocks->rule_count <= PLACES_MOST;
  for (unsigned rule = 0; blocks->single && rule < blocks->rule_count; rule++)
    blocks->single = sk_engine_keys_are_single(blocks->book, rule);
  for (unsigned rule = 0; blocks->single && rule < blocks->rule_count; rule++)
    blocks->told_by[rule] = bits_of(blocks, sk_engine_keys_values(blocks->book, rule));
}

static void empty_places(void *context, unsigned thread, size_t number) {
  const SkEngineBlocks *blocks = context;
  uint32_t first = (uint32_t)number * EMPTY_ROWS, left = blocks->table->row_count - first;
  uint32_t *place = blocks->places + (size_t)first * blocks->width;
  (void)thread;
  for (uint32_t row = first; row < first + (left < EMPTY_ROWS ? left : EMPTY_ROWS); row++)
    for (unsigned i = 0; i < blocks->width; i++)
      *place++ = sk_engine_no_block(row);
}

bool sk_engine_blocks_place(SkEngineBlocks *blocks) {
  if (blocks->places != NULL)
    return true;
  for (blocks->width = 1; blocks->width < blocks->rule_count;)
    blocks->width *= 2;
  blocks->places = sk_link_heap_room(blocks->heap, (size_t)blocks->table->row_count * blocks->width, sizeof(uint32_t));
  if (blocks->places != NULL)
    sk_link_parallel(blocks->threads, ((size_t)blocks->table->row_count + EMPTY_ROWS - 1) / EMPTY_ROWS, empty_places,
                     blocks);
  return blocks->places != NULL;
}

/* ---- lists */

/* Blocks that one thread deals out. */
struct stretch {
  const SkEngineRuleBlocks *of;
  uint32_t first, end;
};

struct numbering {
  SkEngineBlocks *blocks;
  struct stretch *stretches;
  size_t stretch_count, part_count;
  size_t *places;  /* by stretch and part: how many rows, then where they go */
  size_t *starts;  /* of part p: dealt[starts[p]] .. dealt[starts[p + 1]] */
  uint64_t *dealt; /* number of a block over a row of it */
};

static size_t cut(const SkEngineBlocks *blocks, struct stretch *stretches) {
  size_t count = 0;
  for (unsigned rule = 0; rule < blocks->rule_count; rule++) {
    const SkEngineRuleBlocks *of = &blocks->of_rule[rule];
    for (uint32_t first = 0, end; first < of->count; first = end) {
      end = of->count - first > STRETCH_BLOCKS ? first + STRETCH_BLOCKS : of->count;
      if (stretches != NULL)
        stretches[count] = (struct stretch){ of, first, end };
      count++;
    }
  }
  return count;
}

static void count_stretch(void *context, unsigned thread, size_t number) {
  struct numbering *self = context;
  const struct stretch *stretch = &self->stretches[number];
  size_t *places = self->places + number * self->part_count;
  (void)thread;
  for (uint32_t i = stretch->of->starts[stretch->first]; i < stretch->of->starts[stretch->end]; i++)
    places[stretch->of->rows[i] >> PART_BITS]++;
}

static void deal_stretch(void *context, unsigned thread, size_t number) {
  struct numbering *self = context;
  const struct stretch *stretch = &self->stretches[number];
  const SkEngineRuleBlocks *of = stretch->of;
  size_t *places = self->places + number * self->part_count;
  (void)thread;
  for (uint32_t block = stretch->first; block < stretch->end; block++)
    for (uint32_t i = of->starts[block]; i < of->starts[block + 1]; i++)
      self->dealt[places[of->rows[i] >> PART_BITS]++] = (uint64_t)(of->first + block) << 32 | of->rows[i];
}

static void number_part(void *context, unsigned thread, size_t part) {
  struct numbering *self = context;
  SkEngineBlocks *blocks = self->blocks;
  const uint64_t *words = self->dealt + self->starts[part];
  size_t count = self->starts[part + 1] - self->starts[part];
  uint32_t first = (uint32_t)part << PART_BITS, place = (uint32_t)self->starts[part];
  uint32_t rows = blocks->table->row_count - first < PART_ROWS ? blocks->table->row_count - first : PART_ROWS;
  uint32_t next[PART_ROWS] = { 0 }; /* by row: how many numbers, then where the next goes */
  (void)thread;
  for (size_t i = 0; i < count; i++)
    next[(uint32_t)words[i] - first]++;
  for (uint32_t row = 0; row < rows; row++) {
    uint32_t here = next[row];
    next[row] = blocks->starts[first + row] = place;
    place += here;
  }
  for (size_t i = 0; i < count; i++)
    blocks->numbers[next[(uint32_t)words[i] - first]++] = (uint32_t)(words[i] >> 32);
}

static bool number(struct numbering *self) {
  SkEngineBlocks *blocks = self->blocks;
  sk_link_parallel(blocks->threads, self->stretch_count, count_stretch, self);
  sk_link_sort_places(self->places, self->stretch_count, self->part_count, self->starts);
  size_t total = self->starts[self->part_count];
  self->dealt = sk_link_heap_room(blocks->heap, total, sizeof *self->dealt);
  blocks->numbers = total <= UINT32_MAX ? sk_link_heap_room(blocks->heap, total, sizeof *blocks->numbers) : NULL;
  if (self->dealt == NULL || blocks->numbers == NULL)
    return false;
  sk_link_parallel(blocks->threads, self->stretch_count, deal_stretch, self);
  sk_link_parallel(blocks->threads, self->part_count, number_part, self);
  blocks->starts[blocks->table->row_count] = (uint32_t)total;
  return true;
}

bool sk_engine_blocks_number(SkEngineBlocks *blocks) {
  SkLinkHeap *heap = blocks->heap;
  uint32_t rows = blocks->table->row_count;
  if (blocks->single)
    return true;
  struct numbering self = { .blocks = blocks, .part_count = ((size_t)rows + PART_ROWS - 1) >> PART_BITS };
  self.stretch_count = cut(blocks, NULL);
  self.stretches = sk_link_heap_room(heap, self.stretch_count, sizeof *self.stretches);
  self.places = sk_link_heap_take(heap, self.stretch_count * self.part_count, sizeof *self.places);
  self.starts = sk_link_heap_room(heap, self.part_count + 1, sizeof *self.starts);
  blocks->starts = sk_link_heap_room(heap, (size_t)rows + 1, sizeof *blocks->starts);
  bool good = self.stretches != NULL && self.places != NULL && self.starts != NULL && blocks->starts != NULL;
  if (good)
    cut(blocks, self.stretches);
  good = good && number(&self);
  sk_link_heap_give(heap, self.stretches);
  sk_link_heap_give(heap, self.places);
  sk_link_heap_give(heap, self.starts);
  sk_link_heap_give(heap, self.dealt);
  return good;
}
