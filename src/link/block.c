#include "link/block.h"

#include "link/parallel.h"
#include "link/sort.h"

#include <string.h>

#define PIECE_PAIRS 100000 /* pairs a thread takes at a time */

struct SkLinkBlocks {
  SkLinkHeap *heap;
  const SkLinkPeople *people;
  const SkLinkRule *rules;
  unsigned rule_count, threads;
  uint64_t block_pairs;
  SkLinkRowKeys *row_keys; /* by rule; of the rules visited so far */
  SkLinkBlocking *report;
};

/* The keys of one rule while it is being visited. */
struct sheet {
  SkLinkKey *sorted, *spare; /* by key; `extra` is the place in `by_row` */
  uint64_t *by_row;
  uint32_t *starts;
  size_t count;
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

SkLinkBlocks *sk_link_blocks_new(SkLinkHeap *heap, const SkLinkPeople *people, const SkLinkRule *rules,
                                 unsigned rule_count, uint64_t block_pairs, unsigned threads) {
  SkLinkBlocks *blocks = sk_link_heap_take(heap, 1, sizeof *blocks);
  if (blocks == NULL)
    return NULL;
  *blocks = (SkLinkBlocks){ heap, people, rules, rule_count, threads, block_pairs, NULL, NULL };
  blocks->row_keys = sk_link_heap_take(heap, rule_count, sizeof *blocks->row_keys);
  blocks->report = sk_link_heap_take(heap, rule_count, sizeof *blocks->report);
  if (blocks->row_keys == NULL || blocks->report == NULL)
    return NULL;
  for (unsigned i = 0; i < rule_count; i++)
    blocks->report[i].rule = rules[i].code;
  return blocks;
}

SkLinkBlocking *sk_link_blocks_report(SkLinkBlocks *blocks) {
  return blocks->report;
}

static void free_keys(SkLinkBlocks *blocks, unsigned rule) {
  sk_link_heap_give(blocks->heap, blocks->row_keys[rule].starts);
  sk_link_heap_give(blocks->heap, blocks->row_keys[rule].keys);
  blocks->row_keys[rule] = (SkLinkRowKeys){ NULL, NULL };
}

void sk_link_blocks_free(SkLinkBlocks *blocks) {
  if (blocks == NULL)
    return;
  for (unsigned i = 0; i < blocks->rule_count; i++)
    free_keys(blocks, i);
  sk_link_heap_give(blocks->heap, blocks->row_keys);
  sk_link_heap_give(blocks->heap, blocks);
}

/* Emits the keys of all rows, in order of rows. */
static SkLinkStatus emit_all(SkLinkBlocks *blocks, const SkLinkRule *rule, struct sheet *sheet) {
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
    sheet->count += sort_unique(keys, rule->emit(blocks->people, &rows->rows[i], keys));
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
static uint64_t divide(const SkLinkBlocks *blocks, const SkLinkRule *rule, unsigned depth, struct sheet *sheet,
                       size_t start, size_t end) {
  if (depth == SK_LINK_DIVIDERS || rule->dividers[depth] == NULL) {
    give_up(sheet, start, end);
    return 0;
  }
  for (size_t i = start; i < end; i++) {
    SkLinkKey *key = &sheet->sorted[i];
    uint64_t by = rule->dividers[depth](blocks->people, &blocks->people->rows->rows[key->row]);
    key->key = sk_link_mix(key->key + depth + 1, by) | 1;
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

static void divide_all(const SkLinkBlocks *blocks, const SkLinkRule *rule, struct sheet *sheet,
                       SkLinkBlocking *report) {
  for (size_t start = 0, stop; start < sheet->count; start = stop) {
    stop = block_end(sheet->sorted, start, sheet->count);
    uint64_t pairs = pairs_of(stop - start);
    if (pairs <= blocks->block_pairs)
      continue;
    report->blocks_divided++;
    report->pairs_given_up += pairs - divide(blocks, rule, 0, sheet, start, stop);
  }
}

/* The keys as division left them, for the rules that come later. */
static void keep_keys(SkLinkBlocks *blocks, unsigned rule, struct sheet *sheet) {
  uint32_t kept = 0;
  for (uint32_t row = 0; row < blocks->people->rows->count; row++) {
    uint32_t start = sheet->starts[row], end = sheet->starts[row + 1];
    unsigned count = sort_unique(sheet->by_row + start, end - start);
    memmove(sheet->by_row + kept, sheet->by_row + start, count * sizeof *sheet->by_row);
    sheet->starts[row] = kept;
    kept += count;
  }
  sheet->starts[blocks->people->rows->count] = kept;
  blocks->row_keys[rule] = (SkLinkRowKeys){ sheet->starts, sheet->by_row };
}

/* The smallest key that two rows share under a rule; 0 if none. */
static uint64_t shared_key(const SkLinkRowKeys *keys, uint32_t a, uint32_t b) {
  uint32_t i = keys->starts[a], i_end = keys->starts[a + 1];
  uint32_t j = keys->starts[b], j_end = keys->starts[b + 1];
  while (i < i_end && j < j_end) {
    if (keys->keys[i] == keys->keys[j])
      return keys->keys[i];
    if (keys->keys[i] < keys->keys[j])
      i++;
    else
      j++;
  }
  return 0;
}

struct visiting {
  SkLinkBlocks *blocks;
  unsigned rule;
  const SkLinkKey *sorted;
  const size_t *pieces; /* where each begins, with the end of the last */
  SkLinkVisit visit;
  void *context;
  struct tally {
    uint64_t first, seen;
  } tallies[SK_LINK_THREADS_MAX];
};

static bool seen_before(const struct visiting *visiting, uint32_t a, uint32_t b) {
  for (unsigned rule = 0; rule < visiting->rule; rule++)
    if (shared_key(&visiting->blocks->row_keys[rule], a, b) != 0)
      return true;
  return false;
}

static void visit_block(struct visiting *visiting, unsigned thread, size_t start, size_t end) {
  const SkLinkRows *rows = visiting->blocks->people->rows;
  const SkLinkKey *sorted = visiting->sorted;
  struct tally *tally = &visiting->tallies[thread];
  for (size_t i = start; i + 1 < end; i++)
    for (size_t j = i + 1; j < end; j++) {
      uint32_t a = sorted[i].row, b = sorted[j].row;
      if (!sk_link_rows_comparable(rows, a, b) ||
          shared_key(&visiting->blocks->row_keys[visiting->rule], a, b) != sorted[i].key)
        continue;
      if (seen_before(visiting, a, b)) {
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
    if (visiting->sorted[start].key != 0)
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
    .blocks = blocks, .rule = rule, .sorted = sheet->sorted, .pieces = pieces, .visit = visit, .context = context
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

SkLinkStatus sk_link_blocks_visit(SkLinkBlocks *blocks, unsigned rule, SkLinkVisit visit, void *context) {
  struct sheet sheet = { 0 };
  SkLinkStatus status = emit_all(blocks, &blocks->rules[rule], &sheet);
  if (status == SK_LINK_OK)
    status = sort_all(blocks, &sheet);
  if (status != SK_LINK_OK)
    return status;
  blocks->report[rule].keys = sheet.count;
  divide_all(blocks, &blocks->rules[rule], &sheet, &blocks->report[rule]);
  keep_keys(blocks, rule, &sheet);
  status = visit_all(blocks, rule, &sheet, visit, context);
  sk_link_heap_give(blocks->heap, sheet.sorted);
  sk_link_heap_give(blocks->heap, sheet.spare);
  return status;
}
