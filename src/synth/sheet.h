/* One list as a file: a row at a time, in the encodings and formats in which lists arrive. */
#pragma once

#include <glib.h>

typedef enum { SHEET_UTF8, SHEET_UTF8_BOM, SHEET_CP932, SHEET_CP949, SHEET_XLSX } SheetForm;

typedef struct Sheet Sheet;

/* Creates `path` and writes the header (NULL-terminated). UTF8 ends lines with LF, the other CSV forms with CRLF. */
Sheet *sheet_new(const char *path, SheetForm form, const char *const *header, GError **error);
/* The next cell of the row. */
void sheet_text(Sheet *sheet, const char *text);
void sheet_format(Sheet *sheet, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Ends the row. SK_ERROR_IO; SK_ERROR_FAILED when a character has no place in the encoding. */
gboolean sheet_end_row(Sheet *sheet, GError **error);
/* Ends the file; FALSE when it could not be written out. Takes `sheet`. */
gboolean sheet_close(Sheet *sheet, GError **error);
void sheet_free(Sheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sheet, sheet_free)
