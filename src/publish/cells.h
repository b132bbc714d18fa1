/* Which cells of a set of tables may be shown (DP-14: a small cell names people).
 *
 * A cell smaller than the threshold is hidden; a cell of zero says nothing about anybody and is shown. What could be
 * found by subtraction is hidden with it: whoever knows every shown cell, every sum, and that no hidden cell is zero
 * must not be able to compute a hidden one, nor a sum of hidden cells that is itself small.
 * Withheld cells are never shown but follow from others ("all who are not ..."): they are protected when small.
 * Pure: no store, no session. */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
  int64_t n;
  gboolean withheld; /* in no table: only to be protected */
  gboolean hidden;   /* the answer; withheld cells keep FALSE */
} SkCell;

/* cells[total] is the sum of the `count` cells that `parts` points at. */
typedef struct {
  guint total;
  const guint *parts;
  guint count;
} SkCellSum;

/* Fills in `hidden`. Hides as few cells as a greedy choice needs (the smallest that protects), the same for the same
 * input. `smallest` is the least size that is shown, at least 2. */
void sk_cells_suppress(SkCell *cells, guint count, const SkCellSum *sums, guint sum_count, int64_t smallest);
