/* Rows of a list file, one at a time, whatever the file is: CSV in any of the encodings of encoding.h, or XLSX.
 *
 * Memory is bounded whatever the file holds: one row, one block of bytes and, for XLSX, the shared strings (at most
 * SK_STRINGS_MAX bytes). A row over a limit is refused and reading goes on after it. Text comes out as UTF-8 exactly as
 * written (no trimming, no folding), so that an entry can keep it verbatim. */
#pragma once

#include "intake/encoding.h"
#include "intake/refusal.h"

#include <gio/gio.h>

#define SK_ROW_BYTES_MAX (1u << 20)
#define SK_ROW_CELLS_MAX 4096u
#define SK_STRINGS_MAX (48u << 20)
#define SK_WORKBOOK_BYTES_MAX (64 << 20)

typedef enum { SK_FORMAT_DETECT, SK_FORMAT_CSV, SK_FORMAT_XLSX } SkFormat;

typedef struct {
  const char *text; /* UTF-8, ends in NUL; "" where the cell is empty */
  guint length;
} SkCell;

/* Cells stand in the order of their columns, from column 1, without gaps. Borrowed until the next call. */
typedef struct {
  uint64_t line; /* the line its first character stands on, or the row number of a sheet; from 1 */
  guint count;
  const SkCell *cells;
} SkRow;

typedef struct {
  SkFormat format;
  SkEncoding encoding; /* CSV; a byte order mark decides over it */
  char separator;      /* CSV: ',', ';' or tab; 0 looks */
  const char *sheet;   /* XLSX: its name, or its number from 1 as text; NULL the first */
} SkReaderOptions;

typedef enum {
  SK_READ_ROW,     /* *ret_row is the next row that is not empty */
  SK_READ_REFUSED, /* the row is refused; *ret_row holds what could be read of it */
  SK_READ_END,
  SK_READ_FAILED /* *error: the file as a whole is refused */
} SkReadResult;

typedef struct SkReader SkReader;

/* Opens a list. NULL `options`: everything is detected. SK_ERROR_NOT_FOUND, SK_ERROR_IO: cannot be read;
 * SK_ERROR_REFUSED: a directory, empty, not text in the encoding named, a damaged or hostile archive; SK_ERROR_LIMIT:
 * beyond a limit. Messages name the file. */
SkReader *sk_reader_open(const char *path, const SkReaderOptions *options, GError **error);
/* The same from a descriptor, which it takes; `name` is for messages. CSV may come through a pipe; XLSX may not. */
SkReader *sk_reader_open_fd(int fd, const char *name, const SkReaderOptions *options, GError **error);

/* The same from a stream, which it keeps a reference to. XLSX is held in memory: SK_ERROR_LIMIT beyond
 * SK_WORKBOOK_BYTES_MAX of it. */
SkReader *sk_reader_open_stream(GInputStream *stream, const char *name, const SkReaderOptions *options, GError **error);

/* What was found; never *_DETECT. `certainty` as in encoding.h. */
SkFormat sk_reader_format(const SkReader *reader);
SkEncoding sk_reader_encoding(const SkReader *reader, double *ret_certainty);
char sk_reader_separator(const SkReader *reader);    /* 0 for XLSX */
const char *sk_reader_sheet(const SkReader *reader); /* NULL for CSV */

SkReadResult sk_reader_next(SkReader *reader, SkRow *ret_row, SkRefusal *ret_refusal, GError **error);

void sk_reader_free(SkReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkReader, sk_reader_free)
