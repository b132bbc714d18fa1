#include "intake/batch.h"

#include "base/error.h"
#include "intake/batch_parts.h"
#include "intake/record.h"
#include "intake/refusal_report.h"
#include "store/blob.h"
#include "store/derive.h"
#include "store/evidence.h"
#include "store/queries/intake.h"

#include <string.h>

const char *sk_batch_state_word(SkBatchState state) {
  static const char *const words[] = { "", "staged", "committed", "undone", "thrown-away", "withdrawn", "handed-in" };
  return words[state];
}

/* ---------------------------------------------------------------- reading */

void sk_batch_free(SkBatch *batch) {
  if (batch == NULL)
    return;
  g_free(batch->source_title);
  g_free(batch->file_name);
  g_free(batch->mapping);
  g_free(batch);
}

gboolean batch_find(SkDb *db, const char *id_text, SkqBatchFind *ret_batch, GError **error) {
  SkId id;
  gboolean found = FALSE;
  if (sk_id_parse(id_text, &id) &&
      !skq_batch_find(db, (SkBytes){ id.bytes, sizeof id.bytes }, ret_batch, &found, error))
    return FALSE;
  if (!found)
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no batch %s; list them with: saikai batch list", id_text);
  return found;
}

static SkBatch *load(SkSession *session, int64_t id, GError **error) {
  SkDb *db = sk_session_db(session);
  g_auto(SkqBatchLoad) row = { 0 };
  gboolean found = FALSE;
  if (!skq_batch_load(db, id, &row, &found, error))
    return NULL;
  if (!found) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "the batch is not there any more");
    return NULL;
  }
  SkBatch *batch = g_new0(SkBatch, 1);
  *batch = (SkBatch){ .id = sk_bytes_id_text(row.public),
                      .source = sk_bytes_id_text(row.source_public),
                      .source_title = g_strdup(row.source_title),
                      .file_name = g_strdup(row.file_name),
                      .mapping = g_strdup(row.mapping),
                      .state = (SkBatchState)row.state,
                      .has_original = row.has_blob,
                      .file_size = row.file_size,
                      .rows_read = row.rows_read,
                      .rows_ready = row.rows_ready,
                      .rows_refused = row.rows_refused,
                      .staged = row.staged,
                      .begun = row.has_begun ? row.begun : 0,
                      .is_own = row.account == sk_session_account(session),
                      .ended = row.has_ended ? row.ended : 0 };
  return batch;
}

SkBatch *sk_batch_load(SkSession *session, const char *id, GError **error) {
  g_auto(SkqBatchFind) found = { 0 };
  if (!sk_session_require(session, SK_PERMISSION_SOURCE_READ, error) ||
      !batch_find(sk_session_db(session), id, &found, error))
    return NULL;
  return load(session, found.id, error);
}

GPtrArray *sk_batch_list(SkSession *session, const char *source, GError **error) {
  SkDb *db = sk_session_db(session);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)sk_batch_free);
  g_auto(SkqSourceFind) of = { 0 };
  g_auto(SkqBatchIds) row = { 0 };
  GError *failed = NULL;
  if (!sk_session_require(session, SK_PERMISSION_SOURCE_READ, error) ||
      (source != NULL && !source_find(db, source, &of, error)) ||
      !skq_batch_ids(db, source != NULL ? &of.id : NULL, &row, error))
    return NULL;
  while (skq_batch_ids_next(&row, &failed)) {
    SkBatch *batch = load(session, row.id, error);
    if (batch == NULL)
      return NULL;
    g_ptr_array_add(list, batch);
  }
  return sk_error_forward(error, failed) ? g_steal_pointer(&list) : NULL;
}

/* ---------------------------------------------------------------- refusals */

static void refusal_free(gpointer data) {
  SkBatchRefusal *refusal = data;
  g_free(refusal->column_name);
  g_free(refusal->value);
  g_free(refusal->rule);
  g_free(refusal->message);
  g_ptr_array_unref(refusal->row);
  g_free(refusal);
}

static GPtrArray *cells_of(SkBytes raw) {
  GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
  gsize at = 0, length;
  const char *text;
  while (raw.data != NULL && sk_raw_next(raw.data, raw.size, &at, &text, &length))
    g_ptr_array_add(cells, g_strndup(text, length));
  return cells;
}

static GPtrArray *read_refusals(SkDb *db, int64_t batch, guint offset, guint limit, GError **error) {
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(refusal_free);
  g_auto(SkqBatchRefusals) row = { 0 };
  GError *failed = NULL;
  if (!skq_batch_refusals(db, batch, limit, offset, &row, error))
    return NULL;
  while (skq_batch_refusals_next(&row, &failed)) {
    SkBatchRefusal *refusal = g_new0(SkBatchRefusal, 1);
    *refusal = (SkBatchRefusal){ .line = row.line,
                                 .column = row.has_column_number ? (int)row.column_number : 0,
                                 .column_name = g_strdup(row.column_name),
                                 .value = g_strdup(row.value),
                                 .rule = g_strdup(row.rule),
                                 .message = g_strdup(row.message),
                                 .is_hidden = !row.has_text_of,
                                 .row = cells_of(row.row_text) };
    g_ptr_array_add(list, refusal);
  }
  return sk_error_forward(error, failed) ? g_steal_pointer(&list) : NULL;
}

GPtrArray *sk_batch_refusals(SkSession *session, const char *id, guint offset, guint limit, GError **error) {
  g_auto(SkqBatchFind) found = { 0 };
  if (!sk_session_require(session, SK_PERMISSION_SOURCE_READ, error) ||
      !batch_find(sk_session_db(session), id, &found, error))
    return NULL;
  return read_refusals(sk_session_db(session), found.id, offset, limit, error);
}

static gboolean not_shown(const char *what, GError **error) {
  sk_error_set(error, SK_ERROR_NOT_FOUND,
               "the %s of this batch cannot be had: they are gone, or hold what no compartment of yours covers", what);
  return FALSE;
}

/* A refused row with several faults has a row here for each. */
static gboolean write_rows(SkqBatchRefusals *row, RefusalReport *report, GError **error) {
  GError *failed = NULL;
  int64_t line = -1;
  while (skq_batch_refusals_next(row, &failed)) {
    if (!row->has_text_of)
      return not_shown("refused rows", error);
    SkRefusal refusal = { .line = (uint64_t)row->line,
                          .column = row->has_column_number ? (guint)row->column_number : 0,
                          .column_name = row->column_name,
                          .value = row->value,
                          .message = row->message };
    if (line != row->line && !refusal_report_row(report, refusal.line, row->row_text.data, row->row_text.size, error))
      return FALSE;
    refusal_report_reason(report, &refusal, row->rule);
    line = row->line;
  }
  return sk_error_forward(error, failed) && refusal_report_finish(report, TRUE, error);
}

/* Whether every refused row may be shown word for word. */
static gboolean all_shown(SkDb *db, int64_t batch, GError **error) {
  g_auto(SkqBatchRefusals) row = { 0 };
  GError *failed = NULL;
  if (!skq_batch_refusals(db, batch, G_MAXINT64, 0, &row, error))
    return FALSE;
  while (skq_batch_refusals_next(&row, &failed))
    if (!row.has_text_of)
      return not_shown("refused rows", error);
  return sk_error_forward(error, failed);
}

/* Puts into the journal that rows of the batch leave the register word for word: once they may, and before they do. */
static gboolean journal_read(SkSession *session, const SkqBatchFind *batch, const char *what, GError **error) {
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_SOURCE_READ, error);
  if (work == NULL)
    return FALSE;
  sk_work_note(work, SK_KIND_BATCH, batch->id, what, strlen(what));
  sk_work_set_label(work, batch->label);
  return sk_work_commit(work, SK_JOURNAL_READ, error);
}

gboolean sk_batch_write_refusals(SkSession *session, const char *id, GOutputStream *output, GError **error) {
  SkDb *db = sk_session_db(session);
  g_auto(SkqBatchFind) found = { 0 };
  g_auto(SkqBatchHeader) header = { 0 };
  g_auto(SkqBatchRefusals) rows = { 0 };
  gboolean there = FALSE;
  if (!sk_session_require(session, SK_PERMISSION_SOURCE_READ, error) || !batch_find(db, id, &found, error) ||
      !all_shown(db, found.id, error) || !journal_read(session, &found, "refusals", error) ||
      !skq_batch_header(db, found.id, &header, &there, error) ||
      !skq_batch_refusals(db, found.id, G_MAXINT64, 0, &rows, error))
    return FALSE;
  g_autoptr(RefusalReport) report = refusal_report_new(output, header.file_name);
  refusal_report_header(report, header.header.data, header.header.size);
  return write_rows(&rows, report, error);
}

gboolean sk_batch_write_original(SkSession *session, const char *id, GOutputStream *output, GError **error) {
  SkDb *db = sk_session_db(session);
  g_auto(SkqBatchFind) found = { 0 };
  g_auto(SkqBatchLoad) row = { 0 };
  gboolean there = FALSE;
  if (!sk_session_require(session, SK_PERMISSION_SOURCE_READ, error) || !batch_find(db, id, &found, error) ||
      !skq_batch_load(db, found.id, &row, &there, error))
    return FALSE;
  if (!there || !row.has_blob)
    return not_shown("rows as they came", error);
  return journal_read(session, &found, "original", error) && sk_blob_get(db, row.blob, output, error);
}

/* ---------------------------------------------------------------- taking it back */

/* A later batch (a corrected report, say) may have put people into households that this one brought. */
static gboolean look_undo(SkSystem *system, int64_t batch, SkBatchUndoing *ret_undoing, char **ret_file,
                          GError **error) {
  g_auto(SkqIntakeDependent) later = { 0 };
  g_auto(SkqIntakeDecidedLinks) decided = { 0 };
  gboolean found = FALSE, counted = FALSE;
  if (!skq_intake_dependent(system, batch, &later, &found, error) ||
      !skq_intake_decided_links(system, batch, &decided, &counted, error))
    return FALSE;
  *ret_undoing = (SkBatchUndoing){ .decisions = counted ? decided.n : 0 };
  if (found)
    ret_undoing->later = sk_bytes_id_text(later.public);
  if (found && ret_file != NULL)
    *ret_file = g_strdup(later.file_name);
  return TRUE;
}

gboolean sk_batch_look_undo(SkSession *session, const char *id, SkBatchUndoing *ret_undoing, GError **error) {
  g_auto(SkqBatchFind) batch = { 0 };
  SkDb *db = sk_session_db(session);
  return sk_session_require(session, SK_PERMISSION_IMPORT_UNDO, error) && batch_find(db, id, &batch, error) &&
         look_undo(sk_db_system(db), batch.id, ret_undoing, NULL, error);
}

static gboolean check_undo(SkWork *work, const SkqBatchFind *batch, gboolean anyway, GError **error) {
  SkBatchUndoing undoing;
  g_autofree char *file = NULL;
  if (batch->state != SK_BATCH_COMMITTED) {
    sk_error_set(error, SK_ERROR_STALE, "the batch is %s, so there is nothing to take back",
                 sk_batch_state_word((SkBatchState)batch->state));
    return FALSE;
  }
  if (!look_undo(sk_work_system(work), batch->id, &undoing, &file, error))
    return FALSE;
  if (file != NULL) {
    sk_error_set(error, SK_ERROR_REFUSED, "batch %s (%s) put people into households of this one; undo that batch first",
                 undoing.later.text, file);
    return FALSE;
  }
  if (undoing.decisions == 0 || anyway)
    return TRUE;
  sk_error_set(error, SK_ERROR_REFUSED,
               "people made %" G_GINT64_FORMAT " decisions about the mentions of this batch, which would go with it; "
               "with --anyway they do",
               undoing.decisions);
  return FALSE;
}

static gboolean end_undone(SkWork *work, const SkqBatchFind *batch, GError **error) {
  g_auto(SkqBatchLoad) row = { 0 };
  gboolean found = FALSE;
  SkTime now = sk_clock_now();
  return skq_batch_load(sk_work_db(work), batch->id, &row, &found, error) && found &&
         skq_intake_end_batch(work, batch->id, SK_BATCH_UNDONE, row.rows_read, row.rows_ready, row.rows_refused, &now,
                              NULL, error);
}

gboolean sk_batch_undo(SkSession *session, const char *id, gboolean anyway, int64_t *ret_links, GError **error) {
  int64_t links = 0;
  g_auto(SkqBatchFind) batch = { 0 };
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_IMPORT_UNDO, error);
  if (work == NULL || !batch_find(sk_work_db(work), id, &batch, error) || !check_undo(work, &batch, anyway, error) ||
      !sk_evidence_drop_batch(work, batch.id, TRUE, &links, error) || !end_undone(work, &batch, error) ||
      !sk_derive_persons(work, error))
    return FALSE;
  sk_work_note(work, SK_KIND_BATCH, batch.id, NULL, 0);
  sk_work_set_label(work, batch.label);
  if (!sk_work_commit(work, SK_JOURNAL_IMPORT_UNDO, error))
    return FALSE;
  if (ret_links != NULL)
    *ret_links = links;
  return TRUE;
}
