#include "link/block.h"

#include "link/parallel.h"
#include "link/sort.h"

#include <string.h>

#define PIECE_PAIRS 100000 /* pairs a thread takes at a time */

#define RULE_SHIFT 58 /* the top bits of a key are its rule's number, so that keys of all rules sort by rule first */

struct SkLinkBlocks {
  SkLinkHeap *heap;
  const SkLinkPeople *people;
  const SkLinkRule *rules;
  unsigned rule_count, threads;
  uint64_t block_pairs;
  struct sheet *sheets; /* by rule, while keys are being made */
  uint32_t *starts;     /* keys of row i: keys[starts[i]] .. keys[starts[i + 1]], ascending */
  uint64_t *keys;       /* of all rules, as division left them */
  SkLinkBlocking *report;
};

/* The keys of one rule while they are being made. */
struct sheet {
  SkLinkKey *sorted, *spare; /* by key; `extra` is the place in `by_row` */
  uint64_t *by_row;
  uint32_t *starts;
  size_t count;
  SkLinkStatus status;
};

static uint64_t pairs_of(uint64_t count) {
  return count * (count - 1) / 2 * (count > 0);
}

static unsigned sort_unique(uint64_t *keys, unsigned count) {
  unsigned kept = 0;
  for (unsigned i = 0; i < count; i++) {
    uint64_t key = keys[i];
    unsigned at = kept;
    while (at > 0 && keys[at - 1] > key)
      at--;
    if (key == 0 || (at > 0 && keys[at - 1] == key))
      continue;
    memmove(keys + at + 1, keys + at, (kept - at) * sizeof *keys);
    keys[at] = key;
    kept++;
  }
  return kept;
}

/* A key of a rule, 0 staying none. */
static uint64_t tagged(unsigned rule, uint64_t key) {
  return key == 0 ? 0 : (uint64_t)(rule + 1) << RULE_SHIFT | (key & (((uint64_t)1 << RULE_SHIFT) - 1));
}

/* Emits the keys of all rows, in order of rows. */
static SkLinkStatus emit_all(SkLinkBlocks *blocks, unsigned rule, struct sheet *sheet) {
  const SkLinkRows *rows = blocks->people->rows;
  size_t room = (size_t)rows->count + SK_LINK_ROW_KEYS;
  sheet->starts = sk_link_heap_take(blocks->heap, (size_t)rows->count + 1, sizeof *sheet->starts);
  sheet->by_row = sk_link_heap_take(blocks->heap, room, sizeof *sheet->by_row);
  if (sheet->starts == NULL || sheet->by_row == NULL)
    return SK_LINK_NO_MEMORY;
  for (uint32_t i = 0; i < rows->count; i++) {
    if (room - sheet->count < SK_LINK_ROW_KEYS) {
      uint64_t *grown = sk_link_heap_grow(blocks->heap, sheet->by_row, sheet->count, room * 2, sizeof *grown);
      if (grown == NULL)
        return SK_LINK_NO_MEMORY;
      sheet->by_row = grown;
      room *= 2;
    }
    uint64_t *keys = sheet->by_row + sheet->count;
    sheet->starts[i] = (uint32_t)sheet->count;
    unsigned count = blocks->rules[rule].emit(blocks->people, &rows->rows[i], keys);
    for (unsigned k = 0; k < count; k++)
      keys[k] = tagged(rule, keys[k]);
    sheet->count += sort_unique(keys, count);
  }
  sheet->starts[rows->count] = (uint32_t)sheet->count;
  return SK_LINK_OK;
}

static SkLinkStatus sort_all(SkLinkBlocks *blocks, struct sheet *sheet) {
  sheet->sorted = sk_link_heap_take(blocks->heap, sheet->count, sizeof *sheet->sorted);
  sheet->spare = sk_link_heap_take(blocks->heap, sheet->count, sizeof *sheet->spare);
  if (sheet->sorted == NULL || sheet->spare == NULL)
    return SK_LINK_NO_MEMORY;
  for (uint32_t row = 0; row < blocks->people->rows->count; row++)
    for (uint32_t i = sheet->starts[row]; i < sheet->starts[row + 1]; i++)
      sheet->sorted[i] = (SkLinkKey){ .key = sheet->by_row[i], .row = row, .extra = i };
  sk_link_sort(sheet->sorted, sheet->spare, sheet->count);
  return SK_LINK_OK;
}

static size_t block_end(const SkLinkKey *keys, size_t start, size_t end) {
  size_t stop = start + 1;
  while (stop < end && keys[stop].key == keys[start].key)
    stop++;
  return stop;
}

static void give_up(struct sheet *sheet, size_t start, size_t end) {
  for (size_t i = start; i < end; i++)
    sheet->by_row[sheet->sorted[i].extra] = sheet->sorted[i].key = 0;
}

/* Divides sorted[start, end), one block too large, until every part is small enough or nothing is left to divide by.
 * The parts stay where they are, each with a key of its own. Returns the pairs that are still together. */
static uint64_t divide(const SkLinkBlocks *blocks, unsigned rule, unsigned depth, struct sheet *sheet, size_t start,
                       size_t end) {
  SkLinkDivide divider = depth < SK_LINK_DIVIDERS ? blocks->rules[rule].dividers[depth] : NULL;
  if (divider == NULL) {
    give_up(sheet, start, end);
    return 0;
  }
  for (size_t i = start; i < end; i++) {
    SkLinkKey *key = &sheet->sorted[i];
    uint64_t by = divider(blocks->people, &blocks->people->rows->rows[key->row]);
    key->key = tagged(rule, sk_link_mix(key->key + depth + 1, by) | 1);
    sheet->by_row[key->extra] = key->key;
  }
  sk_link_sort(sheet->sorted + start, sheet->spare, end - start);
  uint64_t together = 0;
  for (size_t part = start, stop; part < end; part = stop) {
    stop = block_end(sheet->sorted, part, end);
    uint64_t pairs = pairs_of(stop - part);
    together += pairs <= blocks->block_pairs ? pairs : divide(blocks, rule, depth + 1, sheet, part, stop);
  }
  return together;
}

static void divide_all(const SkLinkBlocks *blocks, unsigned rule, struct sheet *sheet) {
  SkLinkBlocking *report = &blocks->report[rule];
  for (size_t start = 0, stop; start < sheet->count; start = stop) {
    stop = block_end(sheet->sorted, start, sheet->count);
    uint64_t pairs = pairs_of(stop - start);
    if (pairs <= blocks->block_pairs)
      continue;
    report->blocks_divided++;
    report->pairs_given_up += pairs - divide(blocks, rule, 0, sheet, start, stop);
  }
}

static void make_keys(void *context, unsigned thread, size_t rule) {
  SkLinkBlocks *blocks = context;
  struct sheet *sheet = &blocks->sheets[rule];
  (void)thread;
  sheet->status = emit_all(blocks, (unsigned)rule, sheet);
  if (sheet->status == SK_LINK_OK)
    sheet->status = sort_all(blocks, sheet);
  if (sheet->status == SK_LINK_OK)
    divide_all(blocks, (unsigned)rule, sheet);
  blocks->report[rule].keys = sheet->count;
  sk_link_heap_give(blocks->heap, sheet->sorted);
  sk_link_heap_give(blocks->heap, sheet->spare);
}

/* Puts the keys of all rules side by side, row by row, so that what two rows share is found in one walk over two short
 * lists. */
static SkLinkStatus gather_keys(SkLinkBlocks *blocks) {
  uint32_t rows = blocks->people->rows->count;
  size_t room = 0, kept = 0;
  for (unsigned rule = 0; rule < blocks->rule_count; rule++)
    room += blocks->sheets[rule].count;
  blocks->starts = sk_link_heap_take(blocks->heap, (size_t)rows + 1, sizeof *blocks->starts);
  blocks->keys = sk_link_heap_take(blocks->heap, room, sizeof *blocks->keys);
  if (blocks->starts == NULL || blocks->keys == NULL || room > UINT32_MAX)
    return SK_LINK_NO_MEMORY;
  for (uint32_t row = 0; row < rows; row++) {
    blocks->starts[row] = (uint32_t)kept;
    for (unsigned rule = 0; rule < blocks->rule_count; rule++) {
      const struct sheet *sheet = &blocks->sheets[rule];
      unsigned count = sheet->starts[row + 1] - sheet->starts[row];
      memcpy(blocks->keys + kept, sheet->by_row + sheet->starts[row], count * sizeof *blocks->keys);
      kept += sort_unique(blocks->keys + kept, count);
    }
  }
  blocks->starts[rows] = (uint32_t)kept;
  return SK_LINK_OK;
}

static SkLinkStatus make_all_keys(SkLinkBlocks *blocks) {
  SkLinkStatus status = SK_LINK_OK;
  sk_link_parallel(blocks->threads, blocks->rule_count, make_keys, blocks);
  for (unsigned rule = 0; status == SK_LINK_OK && rule < blocks->rule_count; rule++)
    status = blocks->sheets[rule].status;
  if (status == SK_LINK_OK)
    status = gather_keys(blocks);
  for (unsigned rule = 0; rule < blocks->rule_count; rule++) {
    sk_link_heap_give(blocks->heap, blocks->sheets[rule].starts);
    sk_link_heap_give(blocks->heap, blocks->sheets[rule].by_row);
  }
  sk_link_heap_give(blocks->heap, blocks->sheets);
  return status;
}

SkLinkBlocks *sk_link_blocks_new(SkLinkHeap *heap, const SkLinkPeople *people, const SkLinkRule *rules,
                                 unsigned rule_count, uint64_t block_pairs, unsigned threads) {
  SkLinkBlocks *blocks = sk_link_heap_take(heap, 1, sizeof *blocks);
  if (blocks == NULL)
    return NULL;
  *blocks = (SkLinkBlocks){ .heap = heap,
                            .people = people,
                            .rules = rules,
                            .rule_count = rule_count,
                            .threads = threads,
                            .block_pairs = block_pairs };
  blocks->sheets = sk_link_heap_take(heap, rule_count, sizeof *blocks->sheets);
  blocks->report = sk_link_heap_take(heap, rule_count, sizeof *blocks->report);
  if (blocks->sheets == NULL || blocks->report == NULL)
    return NULL;
  for (unsigned i = 0; i < rule_count; i++)
    blocks->report[i].rule = rules[i].code;
  return make_all_keys(blocks) == SK_LINK_OK ? blocks : NULL;
}

SkLinkBlocking *sk_link_blocks_report(SkLinkBlocks *blocks) {
  return blocks->report;
}

void sk_link_blocks_free(SkLinkBlocks *blocks) {
  if (blocks == NULL)
    return;
  sk_link_heap_give(blocks->heap, blocks->starts);
  sk_link_heap_give(blocks->heap, blocks->keys);
  sk_link_heap_give(blocks->heap, blocks);
}

/* The smallest key that two rows share, which is of the first rule they share one of; 0 if none. */
static uint64_t shared_key(const SkLinkBlocks *blocks, uint32_t a, uint32_t b) {
  const uint64_t *left = blocks->keys + blocks->starts[a], *left_end = blocks->keys + blocks->starts[a + 1];
  const uint64_t *right = blocks->keys + blocks->starts[b], *right_end = blocks->keys + blocks->starts[b + 1];
  while (left < left_end && right < right_end) {
    if (*left == *right)
      return *left;
    bool behind = *left < *right;
    left += behind;
    right += !behind;
  }
  return 0;
}

struct visiting {
  const SkLinkBlocks *blocks;
  const SkLinkKey *sorted;
  const size_t *pieces; /* where each begins, with the end of the last */
  SkLinkVisit visit;
  void *context;
  struct tally {
    uint64_t first, seen;
  } tallies[SK_LINK_THREADS_MAX];
};

static void visit_block(struct visiting *visiting, unsigned thread, size_t start, size_t end) {
  const SkLinkRows *rows = visiting->blocks->people->rows;
  const SkLinkKey *sorted = visiting->sorted;
  struct tally *tally = &visiting->tallies[thread];
  for (size_t i = start; i + 1 < end; i++)
    for (size_t j = i + 1; j < end; j++) {
      uint32_t a = sorted[i].row, b = sorted[j].row;
      if (!sk_link_rows_comparable(rows, a, b))
        continue;
      if (shared_key(visiting->blocks, a, b) != sorted[i].key) {
        tally->seen++;
        continue;
      }
      tally->first++;
      visiting->visit(visiting->context, thread, a, b);
    }
}

static void visit_piece(void *context, unsigned thread, size_t piece) {
  struct visiting *visiting = context;
  size_t end = visiting->pieces[piece + 1];
  for (size_t start = visiting->pieces[piece], stop; start < end; start = stop) {
    stop = block_end(visiting->sorted, start, end);
    visit_block(visiting, thread, start, stop);
  }
}

/* Cuts the sorted keys between blocks into pieces of about equal work. Returns how many, 0 without memory. */
static size_t cut_pieces(SkLinkHeap *heap, const struct sheet *sheet, size_t **ret_pieces) {
  size_t count = 0, room = 64;
  uint64_t pairs = 0;
  size_t *pieces = sk_link_heap_take(heap, room, sizeof *pieces);
  for (size_t start = 0, stop; pieces != NULL && start < sheet->count; start = stop) {
    stop = block_end(sheet->sorted, start, sheet->count);
    pairs += pairs_of(stop - start) + 1;
    if (pairs < PIECE_PAIRS && stop < sheet->count)
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

static SkLinkStatus visit_all(SkLinkBlocks *blocks, unsigned rule, struct sheet *sheet, SkLinkVisit visit,
                              void *context) {
  size_t *pieces = NULL;
  size_t count = cut_pieces(blocks->heap, sheet, &pieces);
  struct visiting *visiting = sk_link_heap_take(blocks->heap, 1, sizeof *visiting);
  if (pieces == NULL || visiting == NULL)
    return SK_LINK_NO_MEMORY;
  *visiting = (struct visiting){
    .blocks = blocks, .sorted = sheet->sorted, .pieces = pieces, .visit = visit, .context = context
  };
  sk_link_parallel(blocks->threads, count, visit_piece, visiting);
  for (unsigned i = 0; i < SK_LINK_THREADS_MAX; i++) {
    blocks->report[rule].pairs += visiting->tallies[i].first;
    blocks->report[rule].pairs_seen += visiting->tallies[i].seen;
  }
  sk_link_heap_give(blocks->heap, visiting);
  sk_link_heap_give(blocks->heap, pieces);
  return SK_LINK_OK;
}

/* The kept keys of one rule, sorted. */
static SkLinkStatus collect_rule(const SkLinkBlocks *blocks, unsigned rule, struct sheet *sheet) {
  uint64_t first = tagged(rule, 1) & ~(uint64_t)1, end = first + ((uint64_t)1 << RULE_SHIFT);
  size_t room = blocks->report[rule].keys;
  sheet->sorted = sk_link_heap_take(blocks->heap, room, sizeof *sheet->sorted);
  sheet->spare = sk_link_heap_take(blocks->heap, room, sizeof *sheet->spare);
  if (sheet->sorted == NULL || sheet->spare == NULL)
    return SK_LINK_NO_MEMORY;
  for (uint32_t row = 0; row < blocks->people->rows->count; row++)
    for (uint32_t i = blocks->starts[row]; i < blocks->starts[row + 1] && blocks->keys[i] < end; i++)
      if (blocks->keys[i] >= first)
        sheet->sorted[sheet->count++] = (SkLinkKey){ .key = blocks->keys[i], .row = row };
  sk_link_sort(sheet->sorted, sheet->spare, sheet->count);
  return SK_LINK_OK;
}

SkLinkStatus sk_link_blocks_visit(SkLinkBlocks *blocks, unsigned rule, SkLinkVisit visit, void *context) {
  struct sheet sheet = { 0 };
  SkLinkStatus status = collect_rule(blocks, rule, &sheet);
  if (status == SK_LINK_OK)
    status = visit_all(blocks, rule, &sheet, visit, context);
  sk_link_heap_give(blocks->heap, sheet.sorted);
  sk_link_heap_give(blocks->heap, sheet.spare);
  return status;
}
