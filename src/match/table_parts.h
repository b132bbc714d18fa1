/* A table while its lists are read. Inside src/match only. */
#pragma once

#include "intake/reader.h"
#include "match/table.h"

#define BATCH_ROWS 8192u

/* Rows whose values wait for their numbers: folded one after the other, numbered column by column, so that every column
 * can be given to another thread and its tables are asked for ahead of their use. */
typedef struct {
  guint rows, width;
  GString *text;             /* the values */
  uint32_t *starts, *counts; /* value of row r in field f: counts[f * BATCH_ROWS + r] bytes of text from starts[..] */
} Batch;

typedef struct {
  SkMatchTable *table;
  const SkMatchReading *reading;
  SkProgress *progress;
  GArray *cells; /* uint32_t; without the rows of the batch */
  GArray *list_of, *line_of, *id_at;
  GString *folded;
  Batch batch;
  uint64_t done, lines; /* rows read; lines of the lists so far */
} Reading;

/* Begins a batch of rows of all the table's fields. */
void sk_match_batch_begin(Reading *reading);
/* Numbers what waits. FALSE: the lists hold more text than numbers can tell apart. */
gboolean sk_match_batch_flush(Reading *reading);
void sk_match_batch_end(Reading *reading);

/* Which column of the list at hand is which field: -1 not wanted. */
typedef struct {
  GArray *field_of; /* int by column */
  int id_column;    /* -1: none */
} Heading;

/* Puts one row into the batch. FALSE: as sk_match_batch_flush(). */
gboolean sk_match_batch_take(Reading *reading, const Heading *heading, const SkRow *row);
/* Reads the first row. Fields are added to the table as they appear. */
gboolean sk_match_heading_read(Reading *reading, SkReader *reader, const char *path, Heading *ret_heading,
                               GError **error);
/* Puts rows in order and looks for ids that stand twice: refused if they were asked for, else rows are numbered. */
gboolean sk_match_table_order(SkMatchTable *table, gboolean id_asked, GError **error);
