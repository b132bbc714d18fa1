#include "synth/sheet.h"

#include "base/error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

#define MADE_ON 631152000 /* 1990-01-01: the same in every workbook */

struct Sheet {
  char *path;
  FILE *file; /* CSV */
  GIConv convert;
  gboolean converts;
  const char *end;
  GString *row;
  guint cells;
  lxw_workbook *book; /* XLSX */
  lxw_worksheet *page;
  lxw_row_t at;
  GString *scratch;
};

static const struct {
  const char *encoding, *start, *end;
} forms[] = {
  [SHEET_UTF8] = { NULL, "", "\n" },       [SHEET_UTF8_BOM] = { NULL, "\xef\xbb\xbf", "\r\n" },
  [SHEET_CP932] = { "CP932", "", "\r\n" }, [SHEET_CP949] = { "CP949", "", "\r\n" },
  [SHEET_XLSX] = { NULL, "", "" },
};

static gboolean open_book(Sheet *sheet, GError **error) {
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  sheet->book = workbook_new_opt(sheet->path, &options);
  lxw_doc_properties properties = { .created = MADE_ON };
  if (sheet->book != NULL && workbook_set_properties(sheet->book, &properties) == LXW_NO_ERROR)
    sheet->page = workbook_add_worksheet(sheet->book, NULL);
  if (sheet->page == NULL)
    sk_error_set(error, SK_ERROR_IO, "%s: the workbook cannot be made", sheet->path);
  return sheet->page != NULL;
}

static gboolean open_file(Sheet *sheet, SheetForm form, GError **error) {
  sheet->file = fopen(sheet->path, "wb");
  if (sheet->file == NULL) {
    sk_error_set(error, SK_ERROR_IO, "%s: %s", sheet->path, g_strerror(errno));
    return FALSE;
  }
  sheet->end = forms[form].end;
  fputs(forms[form].start, sheet->file);
  if (forms[form].encoding != NULL) {
    sheet->convert = g_iconv_open(forms[form].encoding, "UTF-8");
    sheet->converts = sheet->convert != (GIConv)-1;
    if (!sheet->converts)
      sk_error_set(error, SK_ERROR_FAILED, "this system cannot write %s", forms[form].encoding);
    return sheet->converts;
  }
  return TRUE;
}

Sheet *sheet_new(const char *path, SheetForm form, const char *const *header, GError **error) {
  g_autoptr(Sheet) sheet = g_new0(Sheet, 1);
  sheet->path = g_strdup(path);
  sheet->row = g_string_new(NULL);
  sheet->scratch = g_string_new(NULL);
  if (!(form == SHEET_XLSX ? open_book(sheet, error) : open_file(sheet, form, error)))
    return NULL;
  for (guint i = 0; header[i] != NULL; i++)
    sheet_text(sheet, header[i]);
  return sheet_end_row(sheet, error) ? g_steal_pointer(&sheet) : NULL;
}

void sheet_text(Sheet *sheet, const char *text) {
  if (sheet->book != NULL) {
    if (*text != '\0')
      worksheet_write_string(sheet->page, sheet->at, (lxw_col_t)sheet->cells, text, NULL);
    sheet->cells++;
    return;
  }
  if (sheet->cells++ > 0)
    g_string_append_c(sheet->row, ',');
  if (strpbrk(text, ",\"\r\n") == NULL) {
    g_string_append(sheet->row, text);
    return;
  }
  g_string_append_c(sheet->row, '"');
  for (; *text != '\0'; text++)
    g_string_append_len(sheet->row, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
  g_string_append_c(sheet->row, '"');
}

void sheet_format(Sheet *sheet, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_string_vprintf(sheet->scratch, format, arguments);
  va_end(arguments);
  sheet_text(sheet, sheet->scratch->str);
}

static gboolean write_converted(Sheet *sheet, GError **error) {
  gsize size = 0;
  g_autoptr(GError) failed = NULL;
  g_autofree char *bytes =
      g_convert_with_iconv(sheet->row->str, (gssize)sheet->row->len, sheet->convert, NULL, &size, &failed);
  if (bytes == NULL) {
    sk_error_set(error, SK_ERROR_FAILED, "%s: the encoding has no place for \"%s\"", sheet->path, sheet->row->str);
    return FALSE;
  }
  fwrite(bytes, 1, size, sheet->file);
  return TRUE;
}

gboolean sheet_end_row(Sheet *sheet, GError **error) {
  sheet->cells = 0;
  sheet->at++;
  if (sheet->book != NULL)
    return TRUE;
  g_string_append(sheet->row, sheet->end);
  if (sheet->converts && !write_converted(sheet, error))
    return FALSE;
  if (!sheet->converts)
    fwrite(sheet->row->str, 1, sheet->row->len, sheet->file);
  g_string_truncate(sheet->row, 0);
  if (ferror(sheet->file))
    sk_error_set(error, SK_ERROR_IO, "%s: %s", sheet->path, g_strerror(errno));
  return !ferror(sheet->file);
}

gboolean sheet_close(Sheet *taken, GError **error) {
  g_autoptr(Sheet) sheet = taken;
  gboolean done;
  if (sheet->book != NULL)
    done = workbook_close(g_steal_pointer(&sheet->book)) == LXW_NO_ERROR;
  else
    done = fclose(g_steal_pointer(&sheet->file)) == 0;
  if (!done)
    sk_error_set(error, SK_ERROR_IO, "%s: cannot be written to the end: is the disk full?", sheet->path);
  return done;
}

void sheet_free(Sheet *sheet) {
  if (sheet == NULL)
    return;
  if (sheet->book != NULL)
    workbook_close(sheet->book);
  if (sheet->file != NULL)
    fclose(sheet->file);
  if (sheet->converts)
    g_iconv_close(sheet->convert);
  g_string_free(sheet->row, TRUE);
  g_string_free(sheet->scratch, TRUE);
  g_free(sheet->path);
  g_free(sheet);
}
