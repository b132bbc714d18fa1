/* What the engine works on: rows of numbers that stand for values.
 *
 * A column's values are interned: each distinct value has a number from 1, 0 says "not stated", and two rows agree
 * exactly if their numbers are equal. What a value is (a text, a date, a set of names) only the functions know that the
 * plan (engine.h) names; a comparison of several fields is one of a column whose values are tuples of them.
 * The caller owns all arrays and keeps them as they are until the run or the index that uses them is gone.
 */
#pragma once

#include "link/status.h"

#include <stdbool.h>

#define SK_ENGINE_COLUMNS_MAX 64

typedef struct {
  const char *name;
  uint32_t value_count;    /* values are 1 .. value_count */
  const uint32_t *counts;  /* [value_count + 1]: rows that hold each value; the frequencies of the engine */
  const SkLinkText *texts; /* [value_count + 1]; NULL where the values are no texts */
} SkEngineColumn;

typedef struct {
  bool once; /* holds a person at most once: two of its rows are never compared, nor joined. Linking two files without
                looking for repeats inside either is two such sources. */
} SkEngineSource;

typedef struct {
  uint32_t row_count; /* < 2^31 */
  uint32_t column_count;
  const uint32_t *cells; /* row by row: the value of column c of row r is cells[r * column_count + c] */
  const SkEngineColumn *columns;
  const uint32_t *source_of; /* [row_count], indexes `sources` */
  const uint32_t *entry_of;  /* [row_count] or NULL: rows of one source and entry are different people; 0 unknown */
  const SkEngineSource *sources;
  uint32_t source_count;
} SkEngineTable;

/* Ties are decided by the number of a row, so that results are independent of the order of the input only if the caller
 * puts rows in an order of its own choice first: by source and stable id. The numbers of values mean nothing. */

static inline uint32_t sk_engine_cell(const SkEngineTable *table, uint32_t row, unsigned column) {
  return table->cells[(size_t)row * table->column_count + column];
}

/* May the two be one person at all: not of one entry, nor both of a source that holds a person once. */
static inline bool sk_engine_comparable(const SkEngineTable *table, uint32_t a, uint32_t b) {
  uint32_t source = table->source_of[a];
  if (source != table->source_of[b])
    return true;
  return !table->sources[source].once &&
         (table->entry_of == NULL || table->entry_of[a] == 0 || table->entry_of[a] != table->entry_of[b]);
}

/* What people have decided already. "Different" is remembered for good; "same" joins before anything else is looked at.
 */
typedef enum { SK_LINK_DECIDED_SAME = 1, SK_LINK_DECIDED_DIFFERENT } SkLinkVerdict;

typedef struct {
  uint32_t a, b;   /* rows */
  uint8_t verdict; /* SkLinkVerdict */
} SkLinkDecision;
