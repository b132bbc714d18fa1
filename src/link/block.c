#include "link/block_parts.h"

#include "link/parallel.h"
#include "link/sort.h"

#include <string.h>

#define FIRST_OF_BLOCK ((uint64_t)1 << 63) /* marks the first row of each block while blocks stand in a share */
#define BLOCKS_MOST (UINT32_MAX - 1)

/* What was found in one share: its rows stand at the share's start, the first of each block marked. */
struct found {
  size_t rows, blocks;
  uint64_t pairs;
  size_t rows_before, blocks_before; /* in the shares before */
};

/* The blocks of one rule in the making. */
struct grouping {
  SkEngineBlocks *blocks;
  unsigned rule;
  const SkEngineDealtKeys *keys;
  struct found *found;
  uint64_t *spares[SK_LINK_THREADS_MAX];
  SkLinkBlocking reports[SK_LINK_THREADS_MAX]; /* each thread's part */
};

/* One share as a thread goes through it. */
struct share {
  struct grouping *grouping;
  SkLinkBlocking *report;
  uint64_t *words; /* where blocks go; behind those that are there it is free */
  uint64_t *dealt; /* the words of the share, dealt out once more */
  struct found *found;
};

/* ---- blocks out of keys: a share is dealt out finely, then gone through, while it is in the processor's cache */

static uint64_t key_of(const struct share *self, uint64_t word) {
  return word >> self->grouping->keys->row_bits;
}

static uint32_t row_of(const struct share *self, uint64_t word) {
  return (uint32_t)(word & (((uint64_t)1 << self->grouping->keys->row_bits) - 1));
}

/* The end of the words with the key of dealt[start]. */
static size_t run_end(const struct share *self, size_t start, size_t count) {
  size_t end = start + 1;
  while (end < count && key_of(self, self->dealt[end]) == key_of(self, self->dealt[start]))
    end++;
  return end;
}

/* Takes the rows of dealt[start, end) for a block, each once: two keys of one row may have met. They take no more room
 * in `words` than they had in `dealt`. */
static void keep(struct share *self, size_t start, size_t end) {
  struct found *found = self->found;
  uint32_t before = row_of(self, self->dealt[start]);
  self->words[found->rows++] = FIRST_OF_BLOCK | before;
  for (size_t i = start + 1; i < end; i++) {
    uint32_t row = row_of(self, self->dealt[i]);
    if (row != before)
      self->words[found->rows++] = row;
    before = row;
  }
  found->blocks++;
  found->pairs += sk_engine_pairs_of(end - start);
}

/* Divides dealt[start, end), one block too large, until every part is small enough or nothing is left to divide by. */
static void divide(struct share *self, unsigned depth, size_t start, size_t end) {
  const SkEngineBlocks *blocks = self->grouping->blocks;
  unsigned rule = self->grouping->rule, row_bits = self->grouping->keys->row_bits;
  uint64_t pairs = sk_engine_pairs_of(end - start);
  if (pairs <= blocks->block_pairs) {
    if (pairs > 0)
      keep(self, start, end);
    return;
  }
  if (depth == blocks->rules[rule].divider_count) {
    self->report->pairs_given_up += pairs;
    return;
  }
  for (size_t i = start; i < end; i++) {
    uint32_t row = row_of(self, self->dealt[i]);
    uint64_t by = sk_link_mix(depth + 1, sk_engine_keys_divide(blocks->book, rule, depth, row));
    self->dealt[i] = by >> row_bits << row_bits | row;
  }
  sk_link_sort_words(self->dealt + start, self->words + start, end - start, row_bits);
  uint64_t together = 0;
  for (size_t part = start, stop; part < end; part = stop) {
    stop = run_end(self, part, end);
    together += sk_engine_pairs_of(stop - part);
    divide(self, depth + 1, part, stop);
  }
  self->report->pairs_given_up += pairs - together;
}

static void note_size(SkLinkBlocking *report, size_t rows) {
  unsigned power = 0;
  while (rows >> (power + 1) != 0 && power + 1 < sizeof report->sizes / sizeof report->sizes[0])
    power++;
  report->sizes[power]++;
}

/* Makes blocks of dealt[from, to), words that may have one key. */
static void group_some(struct share *self, size_t from, size_t to) {
  sk_link_sort_words(self->dealt + from, self->words + from, to - from, self->grouping->keys->row_bits);
  for (size_t start = from, end; start < to; start = end) {
    end = run_end(self, start, to);
    if (end == start + 1) {
      self->report->sizes[0]++;
      continue;
    }
    note_size(self->report, end - start);
    self->report->blocks_divided += sk_engine_pairs_of(end - start) > self->grouping->blocks->block_pairs;
    divide(self, 0, start, end);
  }
}

static void group_share(void *context, unsigned thread, size_t number) {
  struct grouping *grouping = context;
  const size_t *starts = grouping->keys->starts;
  struct share self = { grouping, &grouping->reports[thread], grouping->keys->words + starts[number],
                        grouping->spares[thread], &grouping->found[number] };
  size_t count = starts[number + 1] - starts[number];
  uint32_t ends[SK_LINK_DEALT];
  self.report->keys += count;
  sk_link_deal_hashes(self.words, self.dealt, count, ends);
  for (uint32_t i = 0, start = 0; i < SK_LINK_DEALT; start = ends[i++])
    if (ends[i] - start == 1) /* as most are: the only row that has its key */
      self.report->sizes[0]++;
    else if (ends[i] != start)
      group_some(&self, start, ends[i]);
}

/* ---- and out of the shares */

/* A later rule will ask a row which block of this one it is in. */
static bool needs_places(const SkEngineBlocks *blocks, unsigned rule) {
  return blocks->single && blocks->told_by[rule] == 0 && rule + 1 < blocks->rule_count;
}

static void enter(const struct grouping *self, uint32_t row, size_t block) {
  const SkEngineBlocks *blocks = self->blocks;
  blocks->places[(size_t)row * blocks->width + self->rule] = (uint32_t)block;
}

static void copy_share(void *context, unsigned thread, size_t number) {
  struct grouping *grouping = context;
  SkEngineRuleBlocks *out = &grouping->blocks->of_rule[grouping->rule];
  const struct found *found = &grouping->found[number];
  const uint64_t *words = grouping->keys->words + grouping->keys->starts[number];
  size_t block = found->blocks_before;
  bool is_asked = needs_places(grouping->blocks, grouping->rule);
  (void)thread;
  for (size_t i = 0; i < found->rows; i++) {
    if (words[i] & FIRST_OF_BLOCK)
      out->starts[block++] = (uint32_t)(found->rows_before + i);
    out->rows[found->rows_before + i] = (uint32_t)words[i];
    if (is_asked)
      enter(grouping, (uint32_t)words[i], block - 1);
  }
}

static bool copy_blocks(struct grouping *self) {
  SkEngineBlocks *blocks = self->blocks;
  SkEngineRuleBlocks *out = &blocks->of_rule[self->rule];
  size_t rows = 0, count = 0;
  for (size_t i = 0; i < self->keys->share_count; i++) {
    struct found *found = &self->found[i];
    found->rows_before = rows;
    found->blocks_before = count;
    rows += found->rows;
    count += found->blocks;
    out->pairs += found->pairs;
  }
  out->rows = rows <= UINT32_MAX ? sk_link_heap_room(blocks->heap, rows, sizeof *out->rows) : NULL;
  out->starts = sk_link_heap_room(blocks->heap, count + 1, sizeof *out->starts);
  if (out->rows == NULL || out->starts == NULL || count > BLOCKS_MOST - out->first)
    return false;
  out->count = (uint32_t)count;
  out->starts[count] = (uint32_t)rows;
  sk_link_parallel(blocks->threads, self->keys->share_count, copy_share, self);
  return true;
}

static void add_report(SkLinkBlocking *sum, const SkLinkBlocking *part) {
  sum->keys += part->keys;
  sum->pairs_given_up += part->pairs_given_up;
  sum->blocks_divided += part->blocks_divided;
  for (size_t i = 0; i < sizeof sum->sizes / sizeof sum->sizes[0]; i++)
    sum->sizes[i] += part->sizes[i];
}

static bool make_rule(SkEngineBlocks *blocks, unsigned rule) {
  struct grouping *self = sk_link_heap_take(blocks->heap, 1, sizeof *self);
  if (self == NULL)
    return false;
  self->blocks = blocks;
  self->rule = rule;
  self->keys = sk_engine_deal(blocks->dealer, rule);
  if (self->keys != NULL)
    self->found = sk_link_heap_take(blocks->heap, self->keys->share_count, sizeof *self->found);
  bool good = self->found != NULL;
  for (unsigned i = 0; good && i < blocks->threads; i++) {
    self->spares[i] = sk_link_heap_room(blocks->heap, self->keys->largest, sizeof *self->spares[i]);
    good = self->spares[i] != NULL;
  }
  if (good)
    sk_link_parallel(blocks->threads, self->keys->share_count, group_share, self);
  for (unsigned i = 0; i < blocks->threads; i++) {
    add_report(&blocks->report[rule], &self->reports[i]);
    sk_link_heap_give(blocks->heap, self->spares[i]);
  }
  if (blocks->report[rule].blocks_divided > 0) /* not all rows of one key have met */
    blocks->told_by[rule] = 0;
  good = good && (!needs_places(blocks, rule) || sk_engine_blocks_place(blocks)) && copy_blocks(self);
  sk_link_heap_give(blocks->heap, self->found);
  sk_link_heap_give(blocks->heap, self);
  return good;
}

/* ---- who cannot be one person */

/* Everybody may meet everybody: nothing to look up. */
static bool all_are_comparable(const SkEngineTable *table) {
  return table->source_count == 1 && !table->sources[0].once && table->entry_of == NULL;
}

/* A list that holds a person once is a circle, else an entry is; whose entry is not known is in one of their own. */
static uint64_t circle_of(const SkEngineTable *table, uint32_t row) {
  uint32_t source = table->source_of[row], entry = table->entry_of != NULL ? table->entry_of[row] : 0;
  if (table->sources[source].once)
    return (uint64_t)source << 32;
  return entry != 0 ? (uint64_t)source << 32 | entry : (uint64_t)1 << 63 | row;
}

/* False: no memory. */
static bool draw_circles(SkEngineBlocks *blocks) {
  const SkEngineTable *table = blocks->table;
  if (all_are_comparable(table))
    return true;
  blocks->circles = sk_link_heap_room(blocks->heap, table->row_count, sizeof *blocks->circles);
  for (uint32_t row = 0; blocks->circles != NULL && row < table->row_count; row++)
    blocks->circles[row] = circle_of(table, row);
  return blocks->circles != NULL;
}

/* ---- all of it */

SkEngineBlocks *sk_engine_blocks_new(SkLinkHeap *heap, const SkEngineTable *table, const SkEngineRule *rules,
                                     unsigned rule_count, uint64_t block_pairs, unsigned threads) {
  SkEngineBlocks *blocks = sk_link_heap_take(heap, 1, sizeof *blocks);
  if (blocks == NULL)
    return NULL;
  *blocks = (SkEngineBlocks){ .heap = heap,
                              .table = table,
                              .rules = rules,
                              .rule_count = rule_count,
                              .threads = threads,
                              .block_pairs = block_pairs };
  blocks->book = sk_engine_keys_new(heap, table, rules, rule_count, threads);
  blocks->dealer = sk_engine_dealer_new(blocks);
  blocks->report = sk_link_heap_take(heap, rule_count, sizeof *blocks->report);
  bool good = blocks->book != NULL && blocks->dealer != NULL && blocks->report != NULL && draw_circles(blocks);
  if (good)
    sk_engine_blocks_look(blocks);
  for (unsigned rule = 0; good && rule < rule_count; rule++) {
    SkEngineRuleBlocks *of = &blocks->of_rule[rule];
    blocks->report[rule].rule = rules[rule].code;
    of->first = rule == 0 ? 0 : of[-1].first + of[-1].count;
    good = make_rule(blocks, rule);
  }
  sk_engine_dealer_free(blocks->dealer);
  sk_engine_keys_free(blocks->book);
  if (good && sk_engine_blocks_number(blocks))
    return blocks;
  sk_engine_blocks_free(blocks);
  return NULL;
}

SkLinkBlocking *sk_engine_blocks_report(SkEngineBlocks *blocks) {
  return blocks->report;
}

uint64_t sk_engine_blocks_pairs(const SkEngineBlocks *blocks, unsigned rule) {
  return blocks->of_rule[rule].pairs;
}

void sk_engine_blocks_free(SkEngineBlocks *blocks) {
  if (blocks == NULL)
    return;
  for (unsigned rule = 0; rule < blocks->rule_count; rule++) {
    sk_link_heap_give(blocks->heap, blocks->of_rule[rule].rows);
    sk_link_heap_give(blocks->heap, blocks->of_rule[rule].starts);
  }
  sk_link_heap_give(blocks->heap, blocks->numbers);
  sk_link_heap_give(blocks->heap, blocks->starts);
  sk_link_heap_give(blocks->heap, blocks->places);
  sk_link_heap_give(blocks->heap, blocks->circles);
  sk_link_heap_give(blocks->heap, blocks);
}
