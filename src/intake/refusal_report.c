#include "intake/refusal_report.h"

#include "base/csv.h"
#include "base/error.h"
#include "intake/record.h"

#include <string.h>

#define PIECE 32768

static const char *const own_columns[] = { "refused_file",  "refused_line", "refused_column",
                                           "refused_value", "refused_rule", "refused_why" };
#define OWN ((guint)G_N_ELEMENTS(own_columns))
#define OWN_LINE 1
#define REASONS 4 /* the last of them: column, value, rule, why */

struct RefusalReport {
  char *list;
  GOutputStream *output;
  GString *text; /* not yet written */
  GByteArray *header;
  guint columns;
  gboolean begun;
  gboolean in_row; /* the row at hand: */
  uint64_t line;
  GByteArray *row;
  GString *reasons[REASONS];
};

RefusalReport *refusal_report_new(GOutputStream *output, const char *list) {
  RefusalReport *report = g_new0(RefusalReport, 1);
  report->output = g_object_ref(output);
  report->list = g_strdup(list);
  report->text = g_string_new(NULL);
  report->header = g_byte_array_new();
  report->row = g_byte_array_new();
  for (guint i = 0; i < REASONS; i++)
    report->reasons[i] = g_string_new(NULL);
  return report;
}

void refusal_report_free(RefusalReport *report) {
  if (report == NULL)
    return;
  g_object_unref(report->output);
  g_byte_array_unref(report->header);
  g_byte_array_unref(report->row);
  for (guint i = 0; i < REASONS; i++)
    g_string_free(report->reasons[i], TRUE);
  g_string_free(report->text, TRUE);
  g_free(report->list);
  g_free(report);
}

void refusal_report_header(RefusalReport *report, const guint8 *raw, gsize size) {
  const char *cell;
  gsize at = 0, length;
  g_byte_array_set_size(report->header, 0);
  g_byte_array_append(report->header, raw, (guint)size);
  for (report->columns = 0; sk_raw_next(raw, size, &at, &cell, &length);)
    report->columns++;
}

/* ---------------------------------------------------------------- writing */

/* What a formula may begin with (OWASP, CSV Injection), full-width too: Japanese spreadsheets read those alike. */
static const char *const formula_heads[] = { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠" };

/* Whether a spreadsheet could take the text for a formula, or took one that has the apostrophe already: then one more
 * is put before it, and what is taken away later is that one alone. */
static gboolean looks_like_formula(const char *text, gsize length) {
  gsize at = 0;
  while (at < length && text[at] == '\'')
    at++;
  for (gsize i = 0; i < G_N_ELEMENTS(formula_heads); i++) {
    gsize head = strlen(formula_heads[i]);
    if (head <= length - at && memcmp(text + at, formula_heads[i], head) == 0)
      return TRUE;
  }
  return FALSE;
}

static void put_cell(GString *out, const char *text, gsize length) {
  if (!looks_like_formula(text, length)) {
    sk_csv_cell(out, text, length);
    return;
  }
  g_autofree char *guarded = g_malloc(length + 1);
  guarded[0] = '\'';
  memcpy(guarded + 1, text, length);
  sk_csv_cell(out, guarded, length + 1);
}

/* The next `count` cells of a row, empty ones where it has no more, each followed by a comma; *at goes on. */
static void put_cells(GString *text, const guint8 *raw, gsize size, gsize *at, guint count) {
  const char *cell;
  gsize length;
  for (guint i = 0; i < count; i++) {
    if (raw != NULL && sk_raw_next(raw, size, at, &cell, &length))
      put_cell(text, cell, length);
    g_string_append_c(text, ',');
  }
}

static void begin(RefusalReport *report) {
  gsize at = 0;
  g_string_append(report->text, "\xef\xbb\xbf");
  put_cells(report->text, report->header->data, report->header->len, &at, report->columns);
  for (guint i = 0; i < OWN; i++)
    g_string_append_printf(report->text, "%s%s", i > 0 ? "," : "", own_columns[i]);
  g_string_append(report->text, "\r\n");
  report->begun = TRUE;
}

static gboolean flush(RefusalReport *report, GError **error) {
  GError *failed = NULL;
  if (g_output_stream_write_all(report->output, report->text->str, report->text->len, NULL, NULL, &failed)) {
    g_string_truncate(report->text, 0);
    return TRUE;
  }
  sk_error_set(error, SK_ERROR_IO, "the report of refusals cannot be written: %s", failed->message);
  g_error_free(failed);
  return FALSE;
}

static void join(GString *texts, const char *text) {
  if (text != NULL && *text != '\0')
    g_string_append_printf(texts, "%s%s", texts->len > 0 ? "; " : "", text);
}

/* Writes the row at hand with everything that was wrong with it. */
static gboolean end_row(RefusalReport *report, GError **error) {
  GString *text = report->text;
  g_autofree char *line = g_strdup_printf("%" G_GUINT64_FORMAT, report->line);
  const char *own[OWN] = { report->list, line };
  const char *cell;
  gsize at = 0, length;
  if (!report->in_row)
    return TRUE;
  report->in_row = FALSE;
  for (guint i = 0; i < REASONS; i++)
    own[OWN - REASONS + i] = report->reasons[i]->str;
  put_cells(text, report->row->data, report->row->len, &at, report->columns);
  for (guint i = 0; i < OWN; i++) {
    if (i > 0)
      g_string_append_c(text, ',');
    put_cell(text, own[i], strlen(own[i]));
  }
  while (sk_raw_next(report->row->data, report->row->len, &at, &cell, &length)) {
    g_string_append_c(text, ',');
    put_cell(text, cell, length);
  }
  g_string_append(text, "\r\n");
  return text->len < PIECE || flush(report, error);
}

gboolean refusal_report_row(RefusalReport *report, uint64_t line, const guint8 *raw, gsize size, GError **error) {
  if (!report->begun)
    begin(report);
  if (!end_row(report, error))
    return FALSE;
  report->line = line;
  report->in_row = TRUE;
  g_byte_array_set_size(report->row, 0);
  if (raw != NULL)
    g_byte_array_append(report->row, raw, (guint)size);
  for (guint i = 0; i < REASONS; i++)
    g_string_truncate(report->reasons[i], 0);
  return TRUE;
}

void refusal_report_reason(RefusalReport *report, const SkRefusal *refusal, const char *rule) {
  g_autofree char *number = refusal->column != 0 ? g_strdup_printf("%u", refusal->column) : NULL;
  const char *const reasons[REASONS] = { refusal->column_name != NULL ? refusal->column_name : number, refusal->value,
                                         rule, refusal->message };
  for (guint i = 0; i < REASONS; i++)
    join(report->reasons[i], reasons[i]);
}

gboolean refusal_report_finish(RefusalReport *report, gboolean always, GError **error) {
  if (!report->begun && always)
    begin(report);
  return !report->begun || (end_row(report, error) && flush(report, error));
}

/* ---------------------------------------------------------------- reading it again */

/* Adds cells without the apostrophe that writing put before them. */
static void add_bare(GArray *cells, const SkCell *from, guint count) {
  for (guint i = 0; i < count; i++) {
    SkCell cell = from[i];
    if (cell.length > 0 && cell.text[0] == '\'' && looks_like_formula(cell.text, cell.length)) {
      cell.text++;
      cell.length--;
    }
    g_array_append_val(cells, cell);
  }
}

gboolean report_recognise(SkRow *header, ReportShape *ret_shape) {
  if (header->count <= OWN)
    return FALSE;
  guint columns = header->count - OWN;
  for (guint i = 0; i < OWN; i++)
    if (strcmp(header->cells[columns + i].text, own_columns[i]) != 0)
      return FALSE;
  *ret_shape = (ReportShape){ .columns = columns, .cells = g_array_new(FALSE, FALSE, sizeof(SkCell)) };
  add_bare(ret_shape->cells, header->cells, columns);
  header->cells = (const SkCell *)(const void *)ret_shape->cells->data;
  header->count = columns;
  return TRUE;
}

static gboolean says_something(const GArray *cells) {
  for (guint i = 0; i < cells->len; i++)
    if (g_array_index(cells, SkCell, i).length > 0)
      return TRUE;
  return FALSE;
}

gboolean report_strip(ReportShape *shape, SkRow *row) {
  guint beyond = shape->columns + OWN;
  g_array_set_size(shape->cells, 0);
  add_bare(shape->cells, row->cells, MIN(row->count, shape->columns));
  if (row->count > beyond)
    add_bare(shape->cells, row->cells + beyond, row->count - beyond);
  if (row->count > shape->columns + OWN_LINE) {
    uint64_t line = g_ascii_strtoull(row->cells[shape->columns + OWN_LINE].text, NULL, 10);
    row->line = line != 0 ? line : row->line;
  }
  row->count = shape->cells->len;
  row->cells = (const SkCell *)(const void *)shape->cells->data;
  return says_something(shape->cells);
}

void report_shape_clear(ReportShape *shape) {
  if (shape->cells != NULL)
    g_array_unref(shape->cells);
  shape->cells = NULL;
}
