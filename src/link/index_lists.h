/* Pairs by row: each stands in the lists of both its rows, and in each list by the other row. */
#pragma once

#include "link/pairs.h"

typedef struct {
  SkEnginePair *pairs;
  uint32_t count, room;
  bool whole; /* all pairs of the row are known, not only those that another row's list has brought */
} SkIndexList;

typedef struct {
  SkLinkHeap *heap;
  SkIndexList *of; /* by row */
  uint32_t rows;
} SkIndexLists;

static inline uint32_t sk_index_other(const SkEnginePair *pair, uint32_t row) {
  return pair->a == row ? pair->b : pair->a;
}

/* Room for rows 0 .. rows - 1. False: no memory. */
bool sk_index_lists_widen(SkIndexLists *lists, uint32_t rows);
/* The pair of two rows; NULL if there is none. */
const SkEnginePair *sk_index_lists_find(const SkIndexLists *lists, uint32_t a, uint32_t b);
/* Adds a pair to both lists, or replaces it. False: no memory. */
bool sk_index_lists_set(SkIndexLists *lists, const SkEnginePair *pair);
void sk_index_lists_drop(SkIndexLists *lists, uint32_t a, uint32_t b);
/* Drops all pairs of a row; its list is not whole then. */
void sk_index_lists_drop_row(SkIndexLists *lists, uint32_t row);

/* A set of rows in the order in which they were added. */
typedef struct {
  SkLinkHeap *heap;
  uint32_t *rows;
  size_t count, room;
  uint32_t *marks; /* by row: the round in which it was added */
  uint32_t mark_room, round;
} SkIndexRows;

/* False: no memory. */
bool sk_index_rows_widen(SkIndexRows *set, uint32_t rows);
void sk_index_rows_clear(SkIndexRows *set);
bool sk_index_rows_add(SkIndexRows *set, uint32_t row);
static inline bool sk_index_rows_has(const SkIndexRows *set, uint32_t row) {
  return set->marks[row] == set->round;
}
/* Ascending. False: no memory. */
bool sk_index_rows_sort(SkIndexRows *set);

/* Makes `pairs` (by a, then b) the pairs of `rows`, whose lists are whole then; all of them have a row of these. The
 * rows of every pair that is new, gone or another than it was, and rows whose lists were not whole, are added to
 * `changed` unless it is NULL. False: no memory. */
bool sk_index_lists_replace(SkIndexLists *lists, const SkIndexRows *rows, const SkEnginePairs *pairs,
                            SkIndexRows *changed);
