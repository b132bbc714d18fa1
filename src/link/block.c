#include "link/block.h"

#include "link/keys.h"
#include "link/parallel.h"
#include "link/sort.h"

#include <string.h>

#define PIECE_PAIRS 100000 /* pairs a thread takes at a time */
#define SHEET_ROWS 4096    /* rows whose keys are made and kept together */
#define RULE_SHIFT 58 /* the top bits of a key are its rule's number, so that keys of all rules sort by rule first */

/* The keys of some rows, row by row, each row's ascending. */
struct sheet {
  uint64_t *keys;
  uint32_t starts[SHEET_ROWS + 1]; /* keys of row i of the sheet: keys[starts[i]] .. keys[starts[i + 1]] */
  bool failed;
};

struct SkEngineBlocks {
  SkLinkHeap *heap;
  const SkEngineTable *table;
  SkEngineKeyBook *book;
  const SkEngineRule *rules;
  unsigned rule_count, threads;
  uint64_t block_pairs;
  struct sheet *sheets;
  size_t sheet_count;
  bool divided[SK_ENGINE_RULES_MAX];
  SkLinkBlocking *report;
};

static uint64_t pairs_of(uint64_t count) {
  return count > 0 ? count * (count - 1) / 2 : 0;
}

static uint64_t tagged(unsigned rule, uint64_t key) {
  return (uint64_t)(rule + 1) << RULE_SHIFT | (key & (((uint64_t)1 << RULE_SHIFT) - 1));
}

static uint64_t *row_keys(const SkEngineBlocks *blocks, uint32_t row, unsigned *ret_count) {
  const struct sheet *sheet = &blocks->sheets[row / SHEET_ROWS];
  uint32_t start = sheet->starts[row % SHEET_ROWS];
  *ret_count = sheet->starts[row % SHEET_ROWS + 1] - start;
  return sheet->keys + start;
}

/* Sorts a few keys and drops repeats; returns how many are left. */
static unsigned sort_keys(uint64_t *keys, unsigned count) {
  unsigned kept = 0;
  for (unsigned i = 0; i < count; i++) {
    uint64_t key = keys[i];
    unsigned at = kept;
    while (at > 0 && keys[at - 1] > key)
      at--;
    if (at > 0 && keys[at - 1] == key)
      continue;
    memmove(keys + at + 1, keys + at, (kept - at) * sizeof *keys);
    keys[at] = key;
    kept++;
  }
  return kept;
}

/* ---- making keys */

static void fill_sheet(void *context, unsigned thread, size_t number) {
  SkEngineBlocks *blocks = context;
  struct sheet *sheet = &blocks->sheets[number];
  size_t room = (size_t)SHEET_ROWS * blocks->rule_count, count = 0;
  uint32_t first = (uint32_t)(number * SHEET_ROWS), rows = blocks->table->row_count - first;
  (void)thread;
  sheet->keys = sk_link_heap_take(blocks->heap, room, sizeof *sheet->keys);
  sheet->failed = sheet->keys == NULL;
  for (uint32_t i = 0; !sheet->failed && i < rows && i < SHEET_ROWS; i++) {
    for (unsigned rule = 0; rule < blocks->rule_count; rule++) {
      if (room - count < SK_ENGINE_VALUE_KEYS) {
        uint64_t *grown = sk_link_heap_grow(blocks->heap, sheet->keys, count, room + room / 2, sizeof *grown);
        sheet->failed = grown == NULL;
        if (grown == NULL)
          return;
        sheet->keys = grown;
        room += room / 2;
      }
      uint64_t *keys = sheet->keys + count;
      unsigned made = sk_engine_keys_of(blocks->book, rule, first + i, keys);
      for (unsigned k = 0; k < made; k++)
        keys[k] = tagged(rule, keys[k]);
      count += sort_keys(keys, made);
    }
    sheet->starts[i + 1] = (uint32_t)count;
  }
  uint64_t *trimmed = sk_link_heap_grow(blocks->heap, sheet->keys, count, count, sizeof *trimmed);
  sheet->keys = trimmed != NULL ? trimmed : sheet->keys;
}

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
                              .block_pairs = block_pairs,
                              .sheet_count = ((size_t)table->row_count + SHEET_ROWS - 1) / SHEET_ROWS };
  blocks->book = sk_engine_keys_new(heap, table, rules, rule_count, threads);
  blocks->sheets = sk_link_heap_take(heap, blocks->sheet_count, sizeof *blocks->sheets);
  blocks->report = sk_link_heap_take(heap, rule_count, sizeof *blocks->report);
  bool failed = blocks->book == NULL || blocks->sheets == NULL || blocks->report == NULL;
  if (!failed)
    sk_link_parallel(threads, blocks->sheet_count, fill_sheet, blocks);
  for (size_t i = 0; !failed && i < blocks->sheet_count; i++)
    failed = blocks->sheets[i].failed;
  for (unsigned i = 0; !failed && i < rule_count; i++)
    blocks->report[i].rule = rules[i].code;
  if (!failed)
    return blocks;
  sk_engine_blocks_free(blocks);
  return NULL;
}

SkLinkBlocking *sk_engine_blocks_report(SkEngineBlocks *blocks) {
  return blocks->report;
}

void sk_engine_blocks_free(SkEngineBlocks *blocks) {
  if (blocks == NULL)
    return;
  for (size_t i = 0; blocks->sheets != NULL && i < blocks->sheet_count; i++)
    sk_link_heap_give(blocks->heap, blocks->sheets[i].keys);
  sk_link_heap_give(blocks->heap, blocks->sheets);
  sk_engine_keys_free(blocks->book);
  sk_link_heap_give(blocks->heap, blocks);
}

/* ---- the blocks of one rule */

struct rule_keys {
  SkLinkKey *sorted, *spare; /* by key; `extra` is the place among the row's keys */
  size_t count;
};

/* Where the keys of `rule` are among the row's. */
static unsigned find_rule(const uint64_t *keys, unsigned count, unsigned rule) {
  unsigned at = 0;
  while (at < count && keys[at] >> RULE_SHIFT < rule + 1)
    at++;
  return at;
}

static size_t collect(const SkEngineBlocks *blocks, unsigned rule, SkLinkKey *sorted) {
  size_t found = 0;
  for (uint32_t row = 0; row < blocks->table->row_count; row++) {
    unsigned count;
    const uint64_t *keys = row_keys(blocks, row, &count);
    for (unsigned i = find_rule(keys, count, rule); i < count && keys[i] >> RULE_SHIFT == rule + 1; i++, found++)
      if (sorted != NULL)
        sorted[found] = (SkLinkKey){ .key = keys[i], .row = row, .extra = i };
  }
  return found;
}

static void release(const SkEngineBlocks *blocks, struct rule_keys *self) {
  sk_link_heap_give(blocks->heap, self->sorted);
  sk_link_heap_give(blocks->heap, self->spare);
}

static bool gather(const SkEngineBlocks *blocks, unsigned rule, struct rule_keys *self) {
  self->count = collect(blocks, rule, NULL);
  self->sorted = sk_link_heap_take(blocks->heap, self->count, sizeof *self->sorted);
  self->spare = sk_link_heap_take(blocks->heap, self->count, sizeof *self->spare);
  if (self->sorted == NULL || self->spare == NULL)
    return false;
  collect(blocks, rule, self->sorted);
  sk_link_sort(self->sorted, self->spare, self->count);
  return true;
}

static size_t block_end(const SkLinkKey *keys, size_t start, size_t end) {
  size_t stop = start + 1;
  while (stop < end && keys[stop].key == keys[start].key)
    stop++;
  return stop;
}

static void set_key(const SkEngineBlocks *blocks, SkLinkKey *key, uint64_t value) {
  unsigned count;
  key->key = value;
  row_keys(blocks, key->row, &count)[key->extra] = value;
}

/* ---- dividing */

/* A key that no other row has: what is left of a block that was given up. */
static uint64_t lonely_key(unsigned rule, const SkLinkKey *key) {
  return tagged(rule, ~(uint64_t)0 << 40 | (uint64_t)key->row << 6 | (key->extra & 63));
}

/* Divides sorted[start, end), one block too large, until every part is small enough or nothing is left to divide by.
 * The parts stay where they are, each with a key of its own. Returns the pairs that are still together. */
static uint64_t divide(const SkEngineBlocks *blocks, unsigned rule, unsigned depth, struct rule_keys *self,
                       size_t start, size_t end) {
  if (depth == blocks->rules[rule].divider_count) {
    for (size_t i = start; i < end; i++)
      set_key(blocks, &self->sorted[i], lonely_key(rule, &self->sorted[i]));
    return 0;
  }
  for (size_t i = start; i < end; i++) {
    SkLinkKey *key = &self->sorted[i];
    uint64_t by = sk_engine_keys_divide(blocks->book, rule, depth, key->row);
    set_key(blocks, key, tagged(rule, sk_link_mix(key->key + depth + 1, by)));
  }
  sk_link_sort(self->sorted + start, self->spare, end - start);
  uint64_t together = 0;
  for (size_t part = start, stop; part < end; part = stop) {
    stop = block_end(self->sorted, part, end);
    uint64_t pairs = pairs_of(stop - part);
    together += pairs <= blocks->block_pairs ? pairs : divide(blocks, rule, depth + 1, self, part, stop);
  }
  return together;
}

static void note_size(SkLinkBlocking *report, size_t rows) {
  unsigned power = 0;
  while (rows >> (power + 1) != 0 && power + 1 < sizeof report->sizes / sizeof report->sizes[0])
    power++;
  report->sizes[power]++;
}

/* The keys of rows whose blocks were divided have changed: in order again. */
static void restore_order(const SkEngineBlocks *blocks, unsigned rule) {
  for (uint32_t row = 0; row < blocks->table->row_count; row++) {
    unsigned count;
    uint64_t *keys = row_keys(blocks, row, &count);
    unsigned first = find_rule(keys, count, rule), last = first;
    while (last < count && keys[last] >> RULE_SHIFT == rule + 1)
      last++;
    sort_keys(keys + first, last - first);
  }
}

/* Divides the blocks of a rule that are too large, once. False: no memory. */
static bool divide_rule(SkEngineBlocks *blocks, unsigned rule) {
  struct rule_keys self = { 0 };
  SkLinkBlocking *report = &blocks->report[rule];
  bool good = gather(blocks, rule, &self);
  report->keys = self.count;
  for (size_t start = 0, stop; good && start < self.count; start = stop) {
    stop = block_end(self.sorted, start, self.count);
    uint64_t pairs = pairs_of(stop - start);
    note_size(report, stop - start);
    if (pairs <= blocks->block_pairs)
      continue;
    report->blocks_divided++;
    report->pairs_given_up += pairs - divide(blocks, rule, 0, &self, start, stop);
  }
  if (good && report->blocks_divided > 0)
    restore_order(blocks, rule);
  release(blocks, &self);
  blocks->divided[rule] = good;
  return good;
}

/* ---- visiting */

struct visiting {
  const SkEngineBlocks *blocks;
  const SkLinkKey *sorted;
  const size_t *pieces; /* where each begins, with the end of the last */
  SkEngineVisit visit;
  void *context;
  unsigned rule;
  bool all; /* also pairs that earlier rules found */
  struct tally {
    uint64_t first, seen;
  } tallies[SK_LINK_THREADS_MAX];
};

/* Is `key` the smallest that the two rows share, of all rules or of its own? */
static bool is_first(const struct visiting *self, uint32_t a, uint32_t b, uint64_t key) {
  unsigned left_count, right_count;
  const uint64_t *left = row_keys(self->blocks, a, &left_count), *right = row_keys(self->blocks, b, &right_count);
  if (self->all) {
    left += find_rule(left, left_count, self->rule);
    right += find_rule(right, right_count, self->rule);
  }
  while (*left != *right) { /* both have `key`, so neither ends before it */
    bool behind = *left < *right;
    left += behind;
    right += !behind;
  }
  return *left == key;
}

static void visit_block(struct visiting *self, unsigned thread, size_t start, size_t end) {
  const SkLinkKey *sorted = self->sorted;
  struct tally *tally = &self->tallies[thread];
  for (size_t i = start; i + 1 < end; i++)
    for (size_t j = i + 1; j < end; j++) {
      uint32_t a = sorted[i].row, b = sorted[j].row;
      if (a == b || !sk_engine_comparable(self->blocks->table, a, b))
        continue;
      if (!is_first(self, a, b, sorted[i].key)) {
        tally->seen++;
        continue;
      }
      tally->first++;
      self->visit(self->context, thread, a, b);
    }
}

static void visit_piece(void *context, unsigned thread, size_t piece) {
  struct visiting *self = context;
  size_t end = self->pieces[piece + 1];
  for (size_t start = self->pieces[piece], stop; start < end; start = stop) {
    stop = block_end(self->sorted, start, end);
    visit_block(self, thread, start, stop);
  }
}

/* Cuts the sorted keys between blocks into pieces of about equal work. Returns how many, 0 without memory. */
static size_t cut_pieces(SkLinkHeap *heap, const struct rule_keys *self, size_t **ret_pieces) {
  size_t count = 0, room = 64;
  uint64_t pairs = 0;
  size_t *pieces = sk_link_heap_take(heap, room, sizeof *pieces);
  for (size_t start = 0, stop; pieces != NULL && start < self->count; start = stop) {
    stop = block_end(self->sorted, start, self->count);
    pairs += pairs_of(stop - start) + 1;
    if (pairs < PIECE_PAIRS && stop < self->count)
      continue;
    pieces[++count] = stop;
    pairs = 0;
    if (count + 2 > room) {
      size_t *grown = sk_link_heap_grow(heap, pieces, room, room * 2, sizeof *pieces);
      if (grown == NULL)
        sk_link_heap_give(heap, pieces);
      pieces = grown;
      room *= 2;
    }
  }
  *ret_pieces = pieces;
  return count;
}

static SkLinkStatus visit_rule(SkEngineBlocks *blocks, unsigned rule, bool all, SkEngineVisit visit, void *context) {
  struct rule_keys keys = { 0 };
  size_t *pieces = NULL;
  struct visiting *visiting = sk_link_heap_take(blocks->heap, 1, sizeof *visiting);
  bool good = visiting != NULL && (blocks->divided[rule] || divide_rule(blocks, rule)) && gather(blocks, rule, &keys);
  size_t count = good ? cut_pieces(blocks->heap, &keys, &pieces) : 0;
  if (good && pieces != NULL) {
    *visiting = (struct visiting){ .blocks = blocks,
                                   .sorted = keys.sorted,
                                   .pieces = pieces,
                                   .visit = visit,
                                   .context = context,
                                   .rule = rule,
                                   .all = all };
    sk_link_heap_give(blocks->heap, keys.spare);
    keys.spare = NULL;
    sk_link_parallel(blocks->threads, count, visit_piece, visiting);
    for (unsigned i = 0; !all && i < SK_LINK_THREADS_MAX; i++) {
      blocks->report[rule].pairs += visiting->tallies[i].first;
      blocks->report[rule].pairs_seen += visiting->tallies[i].seen;
    }
  }
  release(blocks, &keys);
  sk_link_heap_give(blocks->heap, visiting);
  sk_link_heap_give(blocks->heap, pieces);
  return good && pieces != NULL ? SK_LINK_OK : SK_LINK_NO_MEMORY;
}

SkLinkStatus sk_engine_blocks_visit(SkEngineBlocks *blocks, unsigned rule, SkEngineVisit visit, void *context) {
  return visit_rule(blocks, rule, true, visit, context);
}

SkLinkStatus sk_engine_blocks_visit_new(SkEngineBlocks *blocks, unsigned rule, SkEngineVisit visit, void *context) {
  return visit_rule(blocks, rule, false, visit, context);
}
