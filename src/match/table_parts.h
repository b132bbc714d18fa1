/* A table while its lists are read. Inside src/match only. */
#pragma once

#include "intake/reader.h"
#include "match/table.h"

typedef struct {
  SkMatchTable *table;
  const SkMatchReading *reading;
  SkProgress *progress;
  GArray *cells; /* uint32_t */
  GArray *list_of, *line_of, *id_at;
  GString *folded;
  uint64_t done, lines; /* rows read; lines of the lists so far */
} Reading;

/* Which column of the list at hand is which field: -1 not wanted. */
typedef struct {
  GArray *field_of; /* int by column */
  int id_column;    /* -1: none */
} Heading;

/* Reads the first row. Fields are added to the table as they appear. */
gboolean sk_match_heading_read(Reading *reading, SkReader *reader, const char *path, Heading *ret_heading,
                               GError **error);
/* Puts rows in order and looks for ids that stand twice: refused if they were asked for, else rows are numbered. */
gboolean sk_match_table_order(SkMatchTable *table, gboolean id_asked, GError **error);
