/* From the file to records and refusals, a row at a time. */
#include "base/error.h"
#include "intake/import_run.h"
#include "intake/mapping_parts.h"
#include "store/queries/intake.h"

#include <string.h>

#define STEP 512       /* rows between two looks at the progress */
#define VALUE_MOST 500 /* bytes of a refused value that are kept beside the row */

void import_run_clear(ImportRun *run) {
  row_sink_free(run->sink);
  refusal_report_free(run->report);
  sk_row_mapper_free(run->mapper);
  sk_reader_free(run->reader);
  opened_list_clear(&run->file);
  report_shape_clear(&run->shape);
  if (run->header != NULL)
    g_byte_array_unref(run->header);
  if (run->raw != NULL)
    g_byte_array_unref(run->raw);
  g_free(run->first_refusal);
}

/* ---------------------------------------------------------------- the header */

static gboolean no_header(const ImportRun *run, GError **error) {
  sk_error_set(error, SK_ERROR_REFUSED, "%s: has no header: the mapping %s says that row %u holds the column names",
               run->file.path, sk_mapping_name(run->spec->mapping), run->spec->mapping->header);
  return FALSE;
}

/* The row with the column names: the first of a report, else where the mapping says. */
static gboolean find_header(ImportRun *run, SkRow *ret_header, GError **error) {
  SkRefusal refusal;
  for (guint row = 1;; row++) {
    SkReadResult result = sk_reader_next(run->reader, ret_header, &refusal, error);
    if (result == SK_READ_FAILED)
      return FALSE;
    if (result == SK_READ_END)
      return no_header(run, error);
    run->is_report = result == SK_READ_ROW && row == 1 && report_recognise(ret_header, &run->shape);
    if (!run->is_report && run->only_report) {
      sk_error_set(error, SK_ERROR_REFUSED, "%s: is no XLSX file, where the mapping says xlsx", run->file.path);
      return FALSE;
    }
    if (!run->is_report && row < run->spec->mapping->header)
      continue;
    if (result == SK_READ_ROW)
      return TRUE;
    g_autofree char *text = sk_refusal_print(&refusal);
    sk_error_set(error, SK_ERROR_REFUSED, "%s: the row with the column names cannot be read: %s", run->file.path, text);
    return FALSE;
  }
}

/* A report of refusals is CSV, whatever the list it came from was. */
static gboolean open_reader(ImportRun *run, GError **error) {
  static const SkReaderOptions report = { .format = SK_FORMAT_CSV };
  const SkReaderOptions *reads = sk_mapping_reads(run->spec->mapping);
  run->only_report = reads->format == SK_FORMAT_XLSX && !run->file.is_archive;
  run->reader = opened_list_read(&run->file, run->only_report ? &report : reads, error);
  return run->reader != NULL;
}

gboolean import_open(ImportRun *run, GError **error) {
  SkRow header;
  run->header = g_byte_array_new();
  run->raw = g_byte_array_new();
  if (!open_reader(run, error) || !find_header(run, &header, error))
    return FALSE;
  sk_raw_write(&header, run->header);
  if (run->report != NULL)
    refusal_report_header(run->report, run->header->data, run->header->len);
  run->mapper = sk_row_mapper_new(run->spec->mapping, &header, error);
  if (run->mapper == NULL)
    g_prefix_error(error, "%s: ", run->file.path);
  return run->mapper != NULL;
}

/* ---------------------------------------------------------------- rows */

/* The beginning of `value`, whole characters of it; NULL of NULL. */
static char *beginning(const char *value) {
  if (value == NULL)
    return NULL;
  gsize length = MIN(strlen(value), VALUE_MOST);
  while (length > 0 && ((guchar)value[length] & 0xc0) == 0x80)
    length--;
  return g_strndup(value, length);
}

static gboolean keep_refusal(ImportRun *run, const SkRefusal *refusal, gboolean with_row, GError **error) {
  int64_t id = 0, column = refusal->column;
  g_autofree char *value = beginning(refusal->value);
  return sk_work_ids(run->work, SK_KIND_REFUSAL, 1, &id, error) &&
         skq_intake_add_refusal(run->work, id, run->batch, run->source.label, (int64_t)refusal->line,
                                column != 0 ? &column : NULL, refusal->column_name, sk_rule_word(refusal->rule),
                                refusal->message, NULL, error) &&
         skq_intake_add_refusal_text(run->work, id, run->source.verbatim, value,
                                     (SkBytes){ with_row ? run->raw->data : NULL, run->raw->len }, NULL, error);
}

static gboolean refuse(ImportRun *run, const SkRow *row, SkRefusal *refusals, guint count, GError **error) {
  g_byte_array_set_size(run->raw, 0);
  sk_raw_write(row, run->raw);
  run->told.rows_refused++;
  if (run->report != NULL && !refusal_report_row(run->report, row->line, run->raw->data, run->raw->len, error))
    return FALSE;
  for (guint i = 0; i < count; i++) {
    SkRefusal *refusal = &refusals[i];
    gboolean with_row = i == 0;
    run->told.refusals++;
    refusal->message = refusal->message != NULL ? refusal->message : sk_rule_text(refusal->rule);
    if (refusal->column != 0 && refusal->column_name == NULL)
      refusal->column_name = sk_row_mapper_column(run->mapper, refusal->column);
    if (run->first_refusal == NULL)
      run->first_refusal = sk_refusal_print(refusal);
    if (run->report != NULL)
      refusal_report_reason(run->report, refusal, sk_rule_word(refusal->rule));
    if (run->work != NULL && !keep_refusal(run, refusal, with_row, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean take(ImportRun *run, const SkRow *row, GError **error) {
  const SkRecord *record;
  if (!sk_row_mapper_map(run->mapper, row, &record))
    return refuse(run, row, (SkRefusal *)(void *)record->refusals->data, record->refusals->len, error);
  run->told.rows_ready++;
  return run->sink == NULL || row_sink_take(run->sink, record, error);
}

static gboolean handle(ImportRun *run, SkRow *row, SkRefusal *refusal, gboolean refused, GError **error) {
  if (run->is_report && !report_strip(&run->shape, row))
    return TRUE;
  run->told.rows_read++;
  if (!refused)
    return take(run, row, error);
  if (run->is_report) {
    refusal->line = row->line;
    refusal->column = refusal->column <= run->shape.columns ? refusal->column : 0;
  }
  return refuse(run, row, refusal, 1, error);
}

gboolean import_rows(ImportRun *run, GError **error) {
  g_autofree char *stage = g_strdup_printf("reading %s", run->file.name);
  sk_progress_stage(run->progress, stage, sk_reader_format(run->reader) == SK_FORMAT_CSV ? run->file.lines : 0);
  for (uint64_t rows = 1;; rows++) {
    SkRow row;
    SkRefusal refusal = { 0 };
    SkReadResult result = sk_reader_next(run->reader, &row, &refusal, error);
    if (result == SK_READ_FAILED)
      return FALSE;
    if (result == SK_READ_END) {
      sk_progress_step(run->progress, rows - 1, NULL);
      break;
    }
    if (!handle(run, &row, &refusal, result == SK_READ_REFUSED, error) ||
        (rows % STEP == 0 && !sk_progress_step(run->progress, rows, error)))
      return FALSE;
  }
  sk_progress_end(run->progress);
  return (run->report == NULL || refusal_report_finish(run->report, FALSE, error)) &&
         (run->sink == NULL || row_sink_finish(run->sink, &run->told, error)) &&
         opened_list_unchanged(&run->file, error);
}

gboolean import_verdict(const ImportRun *run, GError **error) {
  const SkImportReport *told = &run->told;
  int64_t most = run->spec->at_most_refused;
  if (told->rows_read == 0) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: holds no row beside its header", run->file.path);
    return FALSE;
  }
  most = most == SK_REFUSED_HALF ? told->rows_read / 2 : MAX(most, 0);
  if (told->rows_refused <= most)
    return TRUE;
  sk_error_set(error, SK_ERROR_REFUSED,
               "%s: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " rows are refused by the mapping %s, too many to take "
               "the others; nothing was kept. The first: %s",
               run->file.path, told->rows_refused, told->rows_read, sk_mapping_name(run->spec->mapping),
               run->first_refusal);
  return FALSE;
}
