/* A table while its lists are read. Inside src/match only. */
#pragma once

#include "intake/reader.h"
#include "match/table.h"

/* Which column of the list at hand is which field: -1 not wanted. */
typedef struct {
  const char *path; /* of the list */
  uint64_t line;    /* the heading's own */
  GArray *field_of; /* int by column */
  int id_column;    /* -1: none */
} Heading;

/* Where a value stands in the text of its batch, and its hash: taken while the text is at hand. */
typedef struct {
  uint32_t start, length, hash;
} Place;

/* Rows as one thread read them: their values folded, waiting for numbers. Nothing of it depends on other rows, so that
 * several batches can be filled at once. */
typedef struct {
  guint width; /* fields of the table */
  GString *text;
  guint rows, room;        /* how many there are, and may be in: */
  Place *values;           /* row by row, `width` each */
  uint32_t *lines, *id_at; /* by row; id_at into ids, of no use where the list has none */
  GString *ids;            /* every id with a NUL */
  SkCell *cells;           /* of the row at hand, SK_ROW_CELLS_MAX */
  GPtrArray *refused;      /* the first messages */
  uint64_t refused_count;
} Batch;

typedef struct {
  SkMatchTable *table;
  const SkMatchReading *reading;
  SkProgress *progress;
  GArray *cells; /* uint32_t */
  GArray *list_of, *line_of, *id_at;
  uint64_t lines;       /* of the lists so far */
  guint beside;         /* parts of the list that are read at once: the others are about as far as this one */
  uint32_t rows_before; /* of a part: in the lists before */
} Reading;

guint sk_match_reading_threads(const Reading *reading);
SkMatchTable *sk_match_table_new(void);
void sk_match_reading_clear(Reading *reading);
/* FALSE, with SK_ERROR_LIMIT: the lists hold more text than numbers can tell apart. */
gboolean sk_match_reading_full(const Reading *reading, GError **error);

Batch *sk_match_batch_new(guint width);
void sk_match_batch_free(Batch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Batch, sk_match_batch_free)
/* Forgets its rows and takes up to `most` from the reader, without the heading; SK_READ_END when the list is at its
 * end. `lines_before` is added to the reader's lines. */
SkReadResult sk_match_batch_fill(Batch *batch, SkReader *reader, const Heading *heading, uint64_t lines_before,
                                 guint most, GError **error);
/* Puts the rows of a batch into the table, its fields shared by `threads`. FALSE where there is no room, or when a
 * person stopped it. */
gboolean sk_match_batch_add(Reading *reading, const Batch *batch, guint threads, GError **error);
/* Gives the rows of the last list, which has no ids, their numbers in it. FALSE: no room. */
gboolean sk_match_ids_number(Reading *reading, GError **error);

/* A part of a list that is read beside others, into a table of its own: the same fields, other numbers. */
void sk_match_part_begin(Reading *part, const Reading *whole);
/* Puts its rows after those of the whole. Numbers come out as if the list had been read from end to end. FALSE: no
 * room. */
gboolean sk_match_part_join(Reading *whole, const Reading *part);
void sk_match_part_clear(Reading *part);

/* Forgets its rows and takes those of some whole lines of UTF-8 without quotation marks, NUL or lone returns: what a
 * reader would make of them, where they stand. `line` is the number of the first. FALSE: some line needs the care of a
 * reader (no text after all, or beyond a limit), and the batch holds nothing of use. */
gboolean sk_match_lines_take(Batch *batch, const Heading *heading, char separator, const char *text, gsize size,
                             uint64_t line);
/* One row of a list; a row that does not fit its heading is refused. Line numbers are the list's. */
void sk_match_batch_take(Batch *batch, const Heading *heading, const SkRow *row);
void sk_match_batch_forget(Batch *batch);

/* Reads a list in pieces, several at a time, where line ends alone tell its rows: UTF-8 without quotation marks.
 * *ret_read is FALSE where it is not so and nothing was read. `reader` is at the list and has read its heading. */
gboolean sk_match_pieces_read(Reading *reading, const SkReader *reader, const Heading *heading, gboolean *ret_read,
                              GError **error);

/* Reads the first row. Fields are added to the table as they appear. */
gboolean sk_match_heading_read(Reading *reading, SkReader *reader, const char *path, Heading *ret_heading,
                               GError **error);
/* Puts rows in order and looks for ids that stand twice: refused if they were asked for, else rows are numbered. */
gboolean sk_match_table_order(SkMatchTable *table, gboolean id_asked, guint threads, GError **error);
