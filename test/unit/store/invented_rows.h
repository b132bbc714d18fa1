/* Three invented rows in every table of a register, the same on every engine.
 *
 * Row k holds k in its numbers, the k-th text and the k-th bytes of the pools below, and row 3 holds NULL wherever a
 * column may be NULL; so rows that go together have one number, and a statement asked for 1, 2 or 3 finds some. The few
 * columns where a number has a meaning of its own are in a table of exceptions. */
#pragma once

#include "store/engine.h"

#define INVENTED_ROWS 3
#define INVENTED_VALUES 5 /* of the three rows, then none of theirs, then one that is empty */

extern const int64_t invented_numbers[INVENTED_VALUES];
extern const double invented_reals[INVENTED_VALUES];
extern const char *const invented_texts[INVENTED_VALUES];
extern const char *const invented_bytes[INVENTED_VALUES]; /* 16 bytes; the last has none */

typedef struct {
  const char *table;
  SkStatement all; /* every row, ordered */
} InventedTable;

/* Empties a fresh register and fills it. */
void invented_fill(SkDb *db);
/* The tables with their columns, from the migrations; elements InventedTable *. */
GPtrArray *invented_tables(void);
