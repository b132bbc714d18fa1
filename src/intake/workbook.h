/* The small parts of an XLSX file that its sheets lean on: which sheets there are, which number formats are dates, the
 * shared strings (ECMA-376 part 1, 18.2, 18.4, 18.8). */
#pragma once

#include "intake/package.h"

typedef struct {
  char *sheet_name, *sheet_path; /* the sheet that was asked for */
  gboolean from_1904;            /* days are counted from 1904-01-01 */
  GArray *date_styles;           /* guint8 a cell style: 0 no date, 1 day, 2 moment */
  GString *strings;              /* the shared strings, each ended by NUL */
  GArray *string_starts;         /* guint32, one more than there are strings */
} SkWorkbook;

/* `sheet`: a name, a number from 1, or NULL for the first. SK_ERROR_REFUSED when there is none such: lists them. */
SkWorkbook *sk_workbook_read(SkPackage *archive, const char *file_name, const char *sheet, GError **error);
/* The shared string of that number, or NULL. */
const char *sk_workbook_string(const SkWorkbook *workbook, guint64 number, gsize *ret_length);
/* Writes the day or moment that a number means in that style as ISO 8601; FALSE when the style is no date. */
gboolean sk_workbook_date(const SkWorkbook *workbook, guint style, double number, GString *to);
void sk_workbook_free(SkWorkbook *workbook);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkWorkbook, sk_workbook_free)
