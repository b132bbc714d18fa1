/* One sheet of an XLSX file, a row at a time (ECMA-376 part 1, 18.3.1). */
#include "intake/reader_parts.h"

#include "base/error.h"
#include "intake/markup.h"
#include "intake/workbook.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef enum { CELL_NUMBER, CELL_SHARED, CELL_TEXT, CELL_FLAG } CellType;

typedef struct {
  SkReader reader;
  SkPackage *archive;
  SkWorkbook *workbook;
  SkMarkup *markup;
  RowBuilder row;
  gboolean row_ready, in_row, in_phonetic, in_value;
  CellType type;
  guint style, column; /* of the cell being read; column from 1 */
  GString *value;      /* what the cell's element holds */
  GString *shown;
} XlsxReader;

/* Column number of a reference such as "AB12"; 0 when it has none. */
static guint column_of(const char *reference) {
  guint column = 0;
  for (; g_ascii_isupper(*reference) && column <= SK_ROW_CELLS_MAX; reference++)
    column = column * 26 + (guint)(*reference - 'A') + 1;
  return column;
}

static CellType type_of(const char *word) {
  if (word == NULL || strcmp(word, "n") == 0)
    return CELL_NUMBER;
  if (strcmp(word, "s") == 0)
    return CELL_SHARED;
  return strcmp(word, "b") == 0 ? CELL_FLAG : CELL_TEXT;
}

static void start_row(XlsxReader *xlsx, const char **attributes) {
  const char *number = sk_markup_attribute(attributes, "r");
  uint64_t line = number != NULL ? g_ascii_strtoull(number, NULL, 10) : xlsx->row.line + 1;
  row_begin(&xlsx->row, line);
  xlsx->in_row = TRUE;
  xlsx->column = 0;
}

static void start_cell(XlsxReader *xlsx, const char **attributes) {
  const char *reference = sk_markup_attribute(attributes, "r"), *style = sk_markup_attribute(attributes, "s");
  guint column = reference != NULL ? column_of(reference) : 0;
  xlsx->column = column > xlsx->column ? column : xlsx->column + 1;
  while (xlsx->row.starts->len < xlsx->column && !xlsx->row.full)
    row_open_cell(&xlsx->row);
  xlsx->type = type_of(sk_markup_attribute(attributes, "t"));
  xlsx->style = style != NULL ? (guint)g_ascii_strtoull(style, NULL, 10) : 0;
  g_string_truncate(xlsx->value, 0);
}

static void on_start(void *user, const char *name, const char **attributes) {
  XlsxReader *xlsx = user;
  if (strcmp(name, "row") == 0)
    start_row(xlsx, attributes);
  else if (strcmp(name, "c") == 0 && xlsx->in_row)
    start_cell(xlsx, attributes);
  else if (strcmp(name, "rPh") == 0)
    xlsx->in_phonetic = TRUE;
  else if ((strcmp(name, "v") == 0 || strcmp(name, "t") == 0) && !xlsx->in_phonetic && xlsx->column > 0)
    xlsx->in_value = TRUE;
}

static void on_text(void *user, const char *bytes, int length) {
  XlsxReader *xlsx = user;
  if (!xlsx->in_value)
    return;
  if (xlsx->value->len + (gsize)length > SK_ROW_BYTES_MAX) {
    row_refuse(&xlsx->row, SK_RULE_ROW_TOO_LONG, xlsx->column);
    xlsx->row.full = TRUE;
  } else {
    g_string_append_len(xlsx->value, bytes, length);
  }
}

/* Whole numbers as they are typed; others with the digits that tell them apart. */
static void show_number(XlsxReader *xlsx) {
  char *end, text[G_ASCII_DTOSTR_BUF_SIZE];
  double number = g_ascii_strtod(xlsx->value->str, &end);
  if (end == xlsx->value->str || *end != '\0' || !isfinite(number)) {
    g_string_assign(xlsx->shown, xlsx->value->str);
  } else if (!sk_workbook_date(xlsx->workbook, xlsx->style, number, xlsx->shown)) {
    const char *format = fabs(number) < 1e15 && number == floor(number) ? "%.0f" : "%.15g";
    g_string_append(xlsx->shown, g_ascii_formatd(text, sizeof text, format, number));
  }
}

static void end_cell(XlsxReader *xlsx) {
  if (xlsx->value->len == 0)
    return;
  g_string_truncate(xlsx->shown, 0);
  gsize length;
  const char *shared;
  switch (xlsx->type) {
  case CELL_NUMBER:
    show_number(xlsx);
    break;
  case CELL_SHARED:
    shared = sk_workbook_string(xlsx->workbook, g_ascii_strtoull(xlsx->value->str, NULL, 10), &length);
    if (shared != NULL)
      g_string_append_len(xlsx->shown, shared, (gssize)length);
    break;
  case CELL_FLAG:
    g_string_assign(xlsx->shown, strcmp(xlsx->value->str, "1") == 0 ? "TRUE" : "FALSE");
    break;
  case CELL_TEXT:
    g_string_append_len(xlsx->shown, xlsx->value->str, (gssize)xlsx->value->len);
    break;
  }
  row_append(&xlsx->row, xlsx->shown->str, xlsx->shown->len);
  g_string_truncate(xlsx->value, 0);
}

static void on_end(void *user, const char *name) {
  XlsxReader *xlsx = user;
  if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
    xlsx->in_value = FALSE;
  } else if (strcmp(name, "rPh") == 0) {
    xlsx->in_phonetic = FALSE;
  } else if (strcmp(name, "c") == 0 && xlsx->in_row) {
    end_cell(xlsx);
  } else if (strcmp(name, "row") == 0 && xlsx->in_row) {
    xlsx->in_row = FALSE;
    xlsx->column = 0;
    xlsx->row_ready = TRUE;
    sk_markup_pause(xlsx->markup);
  }
}

static SkReadResult xlsx_next(SkReader *reader, SkRow *ret_row, SkRefusal *ret_refusal, GError **error) {
  XlsxReader *xlsx = (XlsxReader *)reader;
  for (;;) {
    gboolean end = FALSE;
    xlsx->row_ready = FALSE;
    if (!sk_markup_run(xlsx->markup, &end, error))
      return SK_READ_FAILED;
    if (xlsx->row_ready && !row_is_empty(&xlsx->row))
      return row_finish(&xlsx->row, ret_row, ret_refusal);
    if (end)
      return SK_READ_END;
  }
}

static void xlsx_free(SkReader *reader) {
  XlsxReader *xlsx = (XlsxReader *)reader;
  sk_markup_free(xlsx->markup);
  sk_workbook_free(xlsx->workbook);
  sk_package_free(xlsx->archive);
  row_clear(&xlsx->row);
  g_string_free(xlsx->value, TRUE);
  g_string_free(xlsx->shown, TRUE);
  g_free(xlsx->reader.sheet);
  g_free(xlsx->reader.name);
  g_free(xlsx);
}

SkReader *xlsx_open(int fd, const char *name, const SkReaderOptions *options, GError **error) {
  static const ReaderKind kind = { xlsx_next, xlsx_free };
  static const SkMarkupHandler handler = { on_start, on_end, on_text };
  XlsxReader *xlsx = g_new0(XlsxReader, 1);
  xlsx->reader = (SkReader){
    .kind = &kind, .name = g_strdup(name), .format = SK_FORMAT_XLSX, .encoding = { SK_ENCODING_UTF_8, 1, 0 }
  };
  row_init(&xlsx->row);
  xlsx->value = g_string_new(NULL);
  xlsx->shown = g_string_new(NULL);
  g_autoptr(SkReader) reader = &xlsx->reader;
  xlsx->archive = sk_package_open(fd, name, error);
  if (xlsx->archive == NULL)
    return NULL;
  xlsx->workbook = sk_workbook_read(xlsx->archive, name, options->sheet, error);
  if (xlsx->workbook == NULL)
    return NULL;
  xlsx->reader.sheet = g_strdup(xlsx->workbook->sheet_name);
  xlsx->markup = sk_markup_open(xlsx->archive, xlsx->workbook->sheet_path, name, &handler, xlsx, error);
  return xlsx->markup != NULL ? g_steal_pointer(&reader) : NULL;
}
