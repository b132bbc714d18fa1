#include "link/index_lists.h"

#include "link/sort.h"

#include <string.h>

bool sk_index_lists_widen(SkIndexLists *self, uint32_t rows) {
  if (rows <= self->rows)
    return true;
  uint32_t room = rows + rows / 8 + 64;
  SkIndexList *grown = sk_link_heap_grow(self->heap, self->of, self->rows, room, sizeof *grown);
  if (grown == NULL)
    return false;
  self->of = grown;
  self->rows = room;
  return true;
}

/* Where the pair with `other` is in the list of `row`, or belongs. */
static uint32_t place_of(const SkIndexList *list, uint32_t row, uint32_t other) {
  uint32_t low = 0, high = list->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (sk_index_other(&list->pairs[middle], row) < other)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static bool is_at(const SkIndexList *list, uint32_t at, uint32_t row, uint32_t other) {
  return at < list->count && sk_index_other(&list->pairs[at], row) == other;
}

const SkEnginePair *sk_index_lists_find(const SkIndexLists *self, uint32_t a, uint32_t b) {
  const SkIndexList *list = &self->of[a];
  uint32_t at = place_of(list, a, b);
  return is_at(list, at, a, b) ? &list->pairs[at] : NULL;
}

static bool set_in(SkIndexLists *self, uint32_t row, const SkEnginePair *pair) {
  SkIndexList *list = &self->of[row];
  uint32_t other = sk_index_other(pair, row), at = place_of(list, row, other);
  if (is_at(list, at, row, other)) {
    list->pairs[at] = *pair;
    return true;
  }
  if (list->count == list->room) {
    uint32_t room = list->room * 2 + 2;
    SkEnginePair *grown = sk_link_heap_grow(self->heap, list->pairs, list->count, room, sizeof *grown);
    if (grown == NULL)
      return false;
    list->pairs = grown;
    list->room = room;
  }
  memmove(list->pairs + at + 1, list->pairs + at, (list->count - at) * sizeof *list->pairs);
  list->pairs[at] = *pair;
  list->count++;
  return true;
}

static void drop_from(SkIndexList *list, uint32_t row, uint32_t other) {
  uint32_t at = place_of(list, row, other);
  if (!is_at(list, at, row, other))
    return;
  list->count--;
  memmove(list->pairs + at, list->pairs + at + 1, (list->count - at) * sizeof *list->pairs);
}

bool sk_index_lists_set(SkIndexLists *self, const SkEnginePair *pair) {
  return set_in(self, pair->a, pair) && set_in(self, pair->b, pair);
}

void sk_index_lists_drop(SkIndexLists *self, uint32_t a, uint32_t b) {
  drop_from(&self->of[a], a, b);
  drop_from(&self->of[b], b, a);
}

void sk_index_lists_drop_row(SkIndexLists *self, uint32_t row) {
  SkIndexList *list = &self->of[row];
  for (uint32_t i = 0; i < list->count; i++) {
    uint32_t other = sk_index_other(&list->pairs[i], row);
    drop_from(&self->of[other], other, row);
  }
  list->count = 0;
  list->whole = false;
}

/* ---- sets of rows */

bool sk_index_rows_widen(SkIndexRows *self, uint32_t rows) {
  if (rows <= self->mark_room)
    return true;
  uint32_t room = rows + rows / 8 + 64;
  uint32_t *grown = sk_link_heap_grow(self->heap, self->marks, self->mark_room, room, sizeof *grown);
  if (grown == NULL)
    return false;
  self->marks = grown;
  self->mark_room = room;
  self->round += self->round == 0; /* fresh marks are 0: not in the set */
  return true;
}

void sk_index_rows_clear(SkIndexRows *self) {
  self->count = 0;
  if (++self->round != 0)
    return;
  memset(self->marks, 0, self->mark_room * sizeof *self->marks);
  self->round = 1;
}

bool sk_index_rows_add(SkIndexRows *self, uint32_t row) {
  if (sk_index_rows_has(self, row))
    return true;
  if (self->count == self->room) {
    size_t room = self->room * 2 + 256;
    uint32_t *grown = sk_link_heap_grow(self->heap, self->rows, self->count, room, sizeof *grown);
    if (grown == NULL)
      return false;
    self->rows = grown;
    self->room = room;
  }
  self->marks[row] = self->round;
  self->rows[self->count++] = row;
  return true;
}

bool sk_index_rows_sort(SkIndexRows *self) {
  SkLinkKey *keys = sk_link_heap_take(self->heap, self->count, sizeof *keys);
  SkLinkKey *spare = sk_link_heap_take(self->heap, self->count, sizeof *spare);
  bool good = keys != NULL && spare != NULL;
  for (size_t i = 0; good && i < self->count; i++)
    keys[i] = (SkLinkKey){ .key = self->rows[i], .row = self->rows[i] };
  if (good)
    sk_link_sort(keys, spare, self->count);
  for (size_t i = 0; good && i < self->count; i++)
    self->rows[i] = keys[i].row;
  sk_link_heap_give(self->heap, keys);
  sk_link_heap_give(self->heap, spare);
  return good;
}

/* ---- lists made anew */

static bool is_among(const SkEnginePairs *pairs, const SkEnginePair *wanted) {
  size_t low = 0, high = pairs->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const SkEnginePair *pair = &pairs->pairs[middle];
    if (pair->a == wanted->a && pair->b == wanted->b)
      return true;
    if (pair->a < wanted->a || (pair->a == wanted->a && pair->b < wanted->b))
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

static bool is_equal(const SkEnginePair *one, const SkEnginePair *other) {
  return memcmp(&one->evidence, &other->evidence, sizeof one->evidence) == 0 && one->weight == other->weight &&
         one->band == other->band && one->held == other->held && one->rule == other->rule;
}

static bool note(SkIndexRows *changed, uint32_t a, uint32_t b) {
  return changed == NULL || (sk_index_rows_add(changed, a) && sk_index_rows_add(changed, b));
}

static bool drop_missing(SkIndexLists *self, uint32_t row, const SkEnginePairs *pairs, SkIndexRows *changed) {
  SkIndexList *list = &self->of[row];
  for (uint32_t i = list->count; i-- > 0;) {
    SkEnginePair pair = list->pairs[i];
    if (is_among(pairs, &pair))
      continue;
    if (!note(changed, pair.a, pair.b))
      return false;
    sk_index_lists_drop(self, pair.a, pair.b);
  }
  if (!list->whole && !note(changed, row, row))
    return false;
  list->whole = true;
  return true;
}

bool sk_index_lists_replace(SkIndexLists *self, const SkIndexRows *rows, const SkEnginePairs *pairs,
                            SkIndexRows *changed) {
  for (size_t i = 0; i < rows->count; i++)
    if (!drop_missing(self, rows->rows[i], pairs, changed))
      return false;
  for (size_t i = 0; i < pairs->count; i++) {
    const SkEnginePair *pair = &pairs->pairs[i], *known = sk_index_lists_find(self, pair->a, pair->b);
    if (known != NULL && is_equal(known, pair))
      continue;
    if (!note(changed, pair->a, pair->b) || !sk_index_lists_set(self, pair))
      return false;
  }
  return true;
}
