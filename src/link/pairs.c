#include "link/pairs.h"

#include "link/parallel.h"
#include "link/sort.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_A_PAIR 16 /* at most, for pairs to be dealt out */

#define PIECE_LEAST 256  /* pairs of the first piece; each has room for twice as many as the one before, ... */
#define PIECE_MOST 16384 /* ... up to these */

struct SkEngineCatchPiece {
  SkEngineCatchPiece *next;
  size_t count, room;
  SkEnginePair pairs[];
};

/* False: no memory. */
static bool add_piece(SkEngineCatch *catch) {
  size_t room = catch->last == NULL ? PIECE_LEAST : catch->last->room * 2;
  room = room > PIECE_MOST ? PIECE_MOST : room;
  SkEngineCatchPiece *piece = sk_link_heap_room(catch->heap, 1, sizeof *piece + room * sizeof piece->pairs[0]);
  if (piece == NULL)
    return false;
  *piece = (SkEngineCatchPiece){ .room = room };
  if (catch->last != NULL)
    catch->last->next = piece;
  else
    catch->first = piece;
  catch->last = piece;
  return true;
}

void sk_engine_catch_add(SkEngineCatch *catch, const SkEnginePair *pair) {
  if ((catch->last == NULL || catch->last->count == catch->last->room) && !add_piece(catch)) {
    catch->failed = true;
    return;
  }
  catch->last->pairs[catch->last->count++] = *pair;
  catch->count++;
}

static void give_pieces(SkEngineCatch *catch) {
  for (SkEngineCatchPiece *piece = catch->first, *next; piece != NULL; piece = next) {
    next = piece->next;
    sk_link_heap_give(catch->heap, piece);
  }
  *catch = (SkEngineCatch){ .heap = catch->heap };
}

/* ---- order */

static int by_rows(const void *left, const void *right) {
  const SkEnginePair *a = left, *b = right;
  return a->a != b->a ? (a->a > b->a) - (a->a < b->a) : (a->b > b->b) - (a->b < b->b);
}

/* A row has few pairs: insertion. */
static void sort_row(SkEnginePair *pairs, size_t count) {
  for (size_t i = 1; i < count; i++) {
    SkEnginePair pair = pairs[i];
    size_t at = i;
    for (; at > 0 && pairs[at - 1].b > pair.b; at--)
      pairs[at] = pairs[at - 1];
    pairs[at] = pair;
  }
}

/* The rows that pairs begin with: from `low` up to below `end`. */
struct span {
  uint32_t low, end;
};

static struct span span_of(const SkEngineCatch *catches, unsigned count) {
  struct span span = { UINT32_MAX, 0 };
  for (unsigned i = 0; i < count; i++)
    for (const SkEngineCatchPiece *piece = catches[i].first; piece != NULL; piece = piece->next)
      for (size_t k = 0; k < piece->count; k++) {
        uint32_t row = piece->pairs[k].a;
        span.low = row < span.low ? row : span.low;
        span.end = row >= span.end ? row + 1 : span.end;
      }
  return span;
}

/* Pairs as they are dealt out to their first rows. */
struct dealing {
  const SkEngineCatch *catches;
  unsigned count;
  struct span span;
  uint32_t *starts; /* by row from span.low: how many pairs, then where the next goes */
  SkEnginePair *pairs;
};

/* The rows that are dealt to by one of as many parts as there are catches. */
static struct span rows_of(const struct dealing *self, size_t part) {
  uint64_t rows = self->span.end - self->span.low;
  return (struct span){ self->span.low + (uint32_t)(rows * part / self->count),
                        self->span.low + (uint32_t)(rows * (part + 1) / self->count) };
}

static void count_part(void *context, unsigned thread, size_t part) {
  struct dealing *self = context;
  struct span own = rows_of(self, part);
  (void)thread;
  for (unsigned i = 0; i < self->count; i++)
    for (const SkEngineCatchPiece *piece = self->catches[i].first; piece != NULL; piece = piece->next)
      for (size_t k = 0; k < piece->count; k++) {
        uint32_t row = piece->pairs[k].a;
        if (row - own.low < own.end - own.low)
          self->starts[row - self->span.low]++;
      }
}

/* Turns counts into places. */
static void find_starts(struct dealing *self) {
  uint32_t next = 0;
  for (uint32_t i = 0; i < self->span.end - self->span.low; i++) {
    uint32_t here = self->starts[i];
    self->starts[i] = next;
    next += here;
  }
}

/* Deals the pairs out, then puts those of each row in order. */
static void deal_part(void *context, unsigned thread, size_t part) {
  struct dealing *self = context;
  struct span own = rows_of(self, part);
  uint32_t low = self->span.low, start = own.low < own.end ? self->starts[own.low - low] : 0;
  (void)thread;
  for (unsigned i = 0; i < self->count; i++)
    for (const SkEngineCatchPiece *piece = self->catches[i].first; piece != NULL; piece = piece->next)
      for (size_t k = 0; k < piece->count; k++) {
        const SkEnginePair *pair = &piece->pairs[k];
        if (pair->a - own.low < own.end - own.low)
          self->pairs[self->starts[pair->a - low]++] = *pair;
      }
  for (uint32_t row = own.low; row < own.end; start = self->starts[row++ - low]) /* each ends where the next began */
    sort_row(self->pairs + start, self->starts[row - low] - start);
}

/* False: no memory. */
static bool deal_out(SkLinkHeap *heap, struct dealing *self) {
  self->starts = sk_link_heap_take(heap, self->span.end - self->span.low, sizeof *self->starts);
  if (self->starts == NULL)
    return false;
  sk_link_parallel(self->count, self->count, count_part, self);
  find_starts(self);
  sk_link_parallel(self->count, self->count, deal_part, self);
  sk_link_heap_give(heap, self->starts);
  return true;
}

/* A few pairs of far-off rows are not worth dealing out. */
static void sort_few(const SkEngineCatch *catches, unsigned count, SkEnginePairs *all) {
  size_t at = 0;
  for (unsigned i = 0; i < count; i++)
    for (const SkEngineCatchPiece *piece = catches[i].first; piece != NULL; at += piece->count, piece = piece->next)
      memcpy(all->pairs + at, piece->pairs, piece->count * sizeof *all->pairs);
  if (all->count > 1)
    qsort(all->pairs, all->count, sizeof *all->pairs, by_rows);
}

bool sk_engine_catch_gather(SkLinkHeap *heap, SkEngineCatch *catches, unsigned count, SkEnginePairs *ret_pairs) {
  SkEnginePairs all = { 0 };
  bool failed = false;
  for (unsigned i = 0; i < count; i++) {
    all.count += catches[i].count;
    failed = failed || catches[i].failed;
  }
  all.pairs = failed || all.count > UINT32_MAX ? NULL : sk_link_heap_room(heap, all.count, sizeof *all.pairs);
  if (all.pairs == NULL)
    return false;
  struct dealing dealing = { catches, count, span_of(catches, count), NULL, all.pairs };
  if (all.count == 0 || (dealing.span.end - dealing.span.low) / ROWS_A_PAIR > all.count)
    sort_few(catches, count, &all);
  else if (!deal_out(heap, &dealing))
    return false;
  for (unsigned i = 0; i < count; i++)
    give_pieces(&catches[i]);
  *ret_pairs = all;
  return true;
}

uint32_t *sk_engine_pairs_by_weight(SkLinkHeap *heap, const SkEnginePairs *pairs) {
  uint64_t *words = sk_link_heap_room(heap, pairs->count, sizeof *words);
  uint64_t *spare = sk_link_heap_room(heap, pairs->count, sizeof *spare);
  uint32_t *order = sk_link_heap_room(heap, pairs->count, sizeof *order);
  if (words != NULL && spare != NULL && order != NULL) {
    for (size_t i = 0; i < pairs->count; i++)
      words[i] = (uint64_t)sk_link_falling(pairs->pairs[i].weight) << 32 | i;
    sk_link_sort_words(words, spare, pairs->count, 32);
    for (size_t i = 0; i < pairs->count; i++)
      order[i] = (uint32_t)words[i];
  } else {
    sk_link_heap_give(heap, order);
    order = NULL;
  }
  sk_link_heap_give(heap, words);
  sk_link_heap_give(heap, spare);
  return order;
}

void sk_engine_pairs_keep(SkEnginePairs *pairs, double from) {
  size_t kept = 0;
  for (size_t i = 0; i < pairs->count; i++)
    if ((double)pairs->pairs[i].weight >= from)
      pairs->pairs[kept++] = pairs->pairs[i];
  pairs->count = kept;
}
