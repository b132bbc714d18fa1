/* Which of today's clusters is which of yesterday's: the same rows, clustered twice.
 *
 * A cluster carries on the earlier one with which it shares most rows, each being carried on by one and carrying on one
 * at most: overlaps are gone through from the largest down, and of equal ones the lower earlier number comes first,
 * then the lower row. So the answer depends on neither the order of the rows' names nor threads.
 */
#pragma once

#include "link/status.h"

#include <stdbool.h>

typedef struct {
  uint32_t before; /* earlier cluster; 0: rows that were in none, being new */
  uint32_t now;    /* lowest row of today's cluster */
  uint32_t rows;   /* in both */
  uint32_t row;    /* the lowest of them */
  bool heir;       /* now carries on before */
} SkEngineOverlap;

/* Writes all overlaps, by `now`, then `before`, into `overlaps`, which has room for `row_count`, and returns how many
 * in *ret_count. `before` numbers the earlier cluster of every row, from 1, or is 0; `now` is the lowest row of its
 * cluster.
 */
SkLinkStatus sk_engine_overlaps(const SkLinkMemory *memory, const uint32_t *before, const uint32_t *now,
                                uint32_t row_count, SkEngineOverlap *overlaps, size_t *ret_count);
