/* What the two kinds of reader share: the row under construction, and the table of functions each kind fills. */
#pragma once

#include "intake/reader.h"

typedef struct {
  GString *text;  /* the cells' bytes, each ended by NUL */
  GArray *starts; /* gsize: where in `text` each cell begins */
  GArray *cells;  /* SkCell, made when the row is complete */
  gboolean lent;  /* the cells are made and stand in the reader's own text */
  uint64_t line;
  gboolean full; /* over a limit: takes no more */
  gboolean refused;
  SkRefusal refusal; /* the first fault; texts are static or point into the row */
} RowBuilder;

void row_init(RowBuilder *row);
void row_clear(RowBuilder *row);
void row_begin(RowBuilder *row, uint64_t line);
/* Begins and ends a row of cells that stand in `text` already, between separators, with one byte to spare after its
 * `size`: nothing is copied. FALSE: too many cells, or none that says something; nothing was changed. */
gboolean row_lend(RowBuilder *row, uint64_t line, char *text, gsize size, char separator);
/* Opens the next cell; past a limit the row is marked and takes no more. */
void row_open_cell(RowBuilder *row);
void row_append(RowBuilder *row, const char *bytes, gsize size);
void row_refuse(RowBuilder *row, SkRule rule, guint column);
gboolean row_is_empty(const RowBuilder *row);
/* Closes the row: checks every cell for bytes that are no text and NUL, and sets the outputs. */
SkReadResult row_finish(RowBuilder *row, SkRow *ret_row, SkRefusal *ret_refusal);

typedef struct ReaderKind {
  SkReadResult (*next)(SkReader *reader, SkRow *ret_row, SkRefusal *ret_refusal, GError **error);
  void (*free)(SkReader *reader);
} ReaderKind;

struct SkReader {
  const ReaderKind *kind;
  char *name;
  SkFormat format;
  SkEncodingGuess encoding;
  char separator;
  char *sheet;
};

/* Some of the bytes that come next; 0 at the end, -1 with *error. */
gssize reader_pull(GInputStream *stream, const char *name, void *bytes, gsize size, GError **error);
/* `head` is what was already read from the stream, which it keeps a reference to. */
SkReader *csv_open(GInputStream *stream, const char *name, GByteArray *head, const SkReaderOptions *options,
                   GError **error);
/* Takes `fd`, also on failure. */
SkReader *xlsx_open(int fd, const char *name, const SkReaderOptions *options, GError **error);
