/* A file of columns read row by row as it is: for answers and truths, whose ids must stay as written. */
#pragma once

#include "intake/reader.h"

#define SK_SHEET_COLUMNS 5

typedef struct {
  const char *path;
  SkReader *reader;
  GPtrArray *headings; /* char *, blanks at the ends aside */
  uint64_t line;       /* of the row at hand */
  int wanted[SK_SHEET_COLUMNS];
  const char *cells[SK_SHEET_COLUMNS]; /* of the row at hand, in the order wanted; "" where there is none */
  char *kept[SK_SHEET_COLUMNS];
} SkSheet;

/* Opens a file and reads its heading. */
gboolean sk_sheet_open(SkSheet *sheet, const char *path, GError **error);
/* Number of a column; -1 when there is none. */
int sk_sheet_column(const SkSheet *sheet, const char *heading);
/* Wants `count` columns, the first `needed` of which have to be there: SK_ERROR_NOT_FOUND. */
gboolean sk_sheet_want(SkSheet *sheet, const char *const *headings, guint count, guint needed, GError **error);
/* FALSE, with SK_ERROR_REFUSED: what is wrong with the cell of one of the wanted columns in the row at hand. */
gboolean sk_sheet_refuse(const SkSheet *sheet, const char *const *headings, guint column, const char *what,
                         GError **error);
/* The next row's cells of the columns in `wanted` (-1: none), bare of blanks at their ends. FALSE at the end, and with
 * an error when a row cannot be read. */
gboolean sk_sheet_next(SkSheet *sheet, GError **error);
void sk_sheet_close(SkSheet *sheet);
