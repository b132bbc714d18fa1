#include "match/sheet.h"

#include "base/error.h"
#include "match/opened.h"
#include "match/table.h"

static gboolean refuse(const SkSheet *sheet, const SkRefusal *refusal, GError **error) {
  g_autofree char *what = sk_refusal_print(refusal);
  sk_error_set(error, SK_ERROR_REFUSED, "%s: %s", sheet->path, what);
  return FALSE;
}

gboolean sk_sheet_open(SkSheet *sheet, const char *path, GError **error) {
  uint64_t lines;
  SkRow row;
  SkRefusal refusal;
  *sheet = (SkSheet){ .path = path, .reader = sk_match_open(path, &lines, error), .wanted = { -1, -1, -1, -1, -1 } };
  if (sheet->reader == NULL)
    return FALSE;
  sheet->headings = g_ptr_array_new_with_free_func(g_free);
  SkReadResult result = sk_reader_next(sheet->reader, &row, &refusal, error);
  for (guint i = 0; result == SK_READ_ROW && i < row.count; i++)
    g_ptr_array_add(sheet->headings, g_strstrip(g_strdup(row.cells[i].text)));
  if (result == SK_READ_REFUSED)
    return refuse(sheet, &refusal, error);
  if (result == SK_READ_END)
    sk_error_set(error, SK_ERROR_REFUSED, "%s: line 1: there is no heading that names the columns", path);
  return result == SK_READ_ROW;
}

int sk_sheet_column(const SkSheet *sheet, const char *heading) {
  for (guint i = 0; i < sheet->headings->len; i++)
    if (sk_match_same_heading(sheet->headings->pdata[i], heading))
      return (int)i;
  return -1;
}

gboolean sk_sheet_want(SkSheet *sheet, const char *const *headings, guint count, guint needed, GError **error) {
  for (guint i = 0; i < count; i++) {
    sheet->wanted[i] = sk_sheet_column(sheet, headings[i]);
    if (sheet->wanted[i] >= 0 || i >= needed)
      continue;
    sk_error_set(error, SK_ERROR_NOT_FOUND, "%s: line 1: no column is called \"%s\"", sheet->path, headings[i]);
    return FALSE;
  }
  return TRUE;
}

gboolean sk_sheet_refuse(const SkSheet *sheet, const char *const *headings, guint column, const char *what,
                         GError **error) {
  sk_error_set(error, SK_ERROR_REFUSED, "%s: line %" G_GUINT64_FORMAT ", column %s: \"%s\": %s", sheet->path,
               sheet->line, headings[column], sheet->cells[column], what);
  return FALSE;
}

gboolean sk_sheet_next(SkSheet *sheet, GError **error) {
  SkRow row;
  SkRefusal refusal;
  SkReadResult result = sk_reader_next(sheet->reader, &row, &refusal, error);
  if (result == SK_READ_REFUSED)
    return refuse(sheet, &refusal, error);
  if (result != SK_READ_ROW)
    return FALSE;
  sheet->line = row.line;
  for (guint i = 0; i < SK_SHEET_COLUMNS; i++) {
    gboolean there = sheet->wanted[i] >= 0 && (guint)sheet->wanted[i] < row.count;
    g_free(sheet->kept[i]);
    sheet->kept[i] = g_strstrip(g_strdup(there ? row.cells[sheet->wanted[i]].text : ""));
    sheet->cells[i] = sheet->kept[i];
  }
  return TRUE;
}

void sk_sheet_close(SkSheet *sheet) {
  sk_reader_free(sheet->reader);
  g_clear_pointer(&sheet->headings, g_ptr_array_unref);
  for (guint i = 0; i < SK_SHEET_COLUMNS; i++)
    g_clear_pointer(&sheet->kept[i], g_free);
  sheet->reader = NULL;
}
