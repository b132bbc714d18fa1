#include "intake/import.h"

#include "base/error.h"
#include "intake/batch.h"
#include "intake/batch_parts.h"
#include "intake/import_run.h"
#include "store/blob.h"
#include "store/derive.h"
#include "store/queries/intake.h"

#include <string.h>

#define KEY_MOST 64

/* ---------------------------------------------------------------- done before? */

gboolean import_is_new(ImportRun *run, GError **error) {
  g_auto(SkqBatchSameFile) same = { 0 };
  gboolean found = FALSE;
  SkBytes digest = { run->file.digest, LIST_DIGEST };
  if (!skq_batch_same_file(sk_work_db(run->work), digest, &same, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  SkIdText id = sk_bytes_id_text(same.public);
  g_autofree char *when = sk_clock_print(same.staged);
  sk_error_set(
      error, SK_ERROR_DUPLICATE,
      "%s is in the register already: batch %s of \"%s\", imported %.10s. If it has to be done anew, undo that "
      "batch first",
      run->file.name, id.text, same.source_title, when);
  return FALSE;
}

/* What came of the idempotency key the first time; *ret_again FALSE: it is new. */
static gboolean answer_again(ImportRun *run, gboolean *ret_again, GError **error) {
  const char *key = run->spec->idempotency;
  g_auto(SkqBatchSameKey) row = { 0 };
  *ret_again = FALSE;
  if (key == NULL)
    return TRUE;
  if (!skq_batch_same_key(sk_work_db(run->work), run->source.id, key, &row, ret_again, error))
    return FALSE;
  if (!*ret_again)
    return TRUE;
  if (row.file_digest.size != LIST_DIGEST || memcmp(row.file_digest.data, run->file.digest, LIST_DIGEST) != 0) {
    sk_error_set(error, SK_ERROR_DUPLICATE, "the key \"%s\" was used for another file of this source", key);
    return FALSE;
  }
  run->told = (SkImportReport){ .batch = sk_bytes_id_text(row.public),
                                .again = TRUE,
                                .rows_read = row.rows_read,
                                .rows_ready = row.rows_ready,
                                .rows_refused = row.rows_refused };
  return TRUE;
}

/* ---------------------------------------------------------------- a batch */

/* Before the reader is opened: both read through one descriptor, and share its place in the file. */
static gboolean keep_original(ImportRun *run, GError **error) {
  int64_t swept = 0; /* files that an import left behind which was cut off */
  g_autoptr(GInputStream) bytes = opened_list_bytes(&run->file, error);
  return bytes != NULL && sk_blob_sweep(run->work, &swept, error) &&
         sk_blob_put(run->work, run->source.id, run->source.verbatim, bytes, &run->blob, error);
}

static gboolean add_batch(ImportRun *run, GError **error) {
  SkMapping *mapping = run->spec->mapping;
  const char *key = run->spec->idempotency;
  SkId public = sk_id_new();
  gsize size;
  const char *text = sk_mapping_text(mapping, &size);
  run->told.batch = sk_id_print(&public);
  return sk_work_ids(run->work, SK_KIND_BATCH, 1, &run->batch, error) &&
         skq_intake_add_batch(
             run->work, run->batch, (SkBytes){ public.bytes, sizeof public.bytes }, run->source.id, run->source.label,
             SK_BATCH_STAGED, key != NULL ? key : run->told.batch.text, run->file.name, run->file.size,
             (SkBytes){ run->file.digest, LIST_DIGEST }, run->blob, sk_mapping_name(mapping), (SkBytes){ text, size },
             (SkBytes){ run->header->data, run->header->len }, sk_work_account(run->work), sk_clock_now(), NULL, error);
}

gboolean import_settle(ImportRun *run, SkBatchState state, GError **error) {
  const SkImportReport *told = &run->told;
  SkTime now = sk_clock_now();
  return skq_intake_end_batch(run->work, run->batch, state, told->rows_read, told->rows_ready, told->rows_refused,
                              state == SK_BATCH_STAGED ? NULL : &now, NULL, error);
}

gboolean import_take_in(ImportRun *run, GError **error) {
  run->sink = row_sink_new(run->work, &run->source, run->batch);
  if (!import_rows(run, error) || !import_verdict(run, error) || !import_settle(run, SK_BATCH_COMMITTED, error))
    return FALSE;
  sk_progress_stage(run->progress, "making names findable", (uint64_t)run->told.mentions);
  if (!sk_derive_batch(run->work, run->batch, run->progress, error) ||
      !sk_derive_persons_added(run->work, run->batch, error))
    return FALSE;
  gboolean go_on = sk_progress_step(run->progress, (uint64_t)run->told.mentions, error); /* the last chance to stop */
  sk_progress_end(run->progress);
  return go_on;
}

gboolean import_commit(ImportRun *run, SkJournalAct act, GError **error) {
  sk_work_set_label(run->work, run->source.label);
  sk_work_note(run->work, SK_KIND_BATCH, run->batch, run->file.digest, LIST_DIGEST);
  SkDb *db = sk_work_db(run->work);
  return sk_work_commit(run->work, act, error) &&
         sk_db_see(db, sk_db_clearance(db), error); /* labels of what came in may be new ones */
}

/* ---------------------------------------------------------------- an import */

static gboolean find_source(ImportRun *run, SkDb *db, GError **error) {
  g_auto(SkqSourceFind) source = { 0 };
  if (!source_find(db, run->spec->source, &source, error))
    return FALSE;
  if (source.has_withdrawn)
    sk_error_set(error, SK_ERROR_REFUSED, "the source %s was withdrawn; nothing can be added to it", run->spec->source);
  run->source = (SourceKeys){ .id = source.id, .label = source.label };
  return !source.has_withdrawn;
}

static gboolean prepare(ImportRun *run, SkSession *session, GError **error) {
  const SkImportSpec *spec = run->spec;
  if (!sk_session_require(session, SK_PERMISSION_IMPORT, error) || !find_source(run, sk_session_db(session), error))
    return FALSE;
  if (spec->idempotency != NULL && (*spec->idempotency == '\0' || strlen(spec->idempotency) > KEY_MOST)) {
    sk_error_set(error, SK_ERROR_USAGE, "an idempotency key has 1 to %d bytes", KEY_MOST);
    return FALSE;
  }
  if (!opened_list_open(spec->path, spec->file_name, run->progress, &run->file, error))
    return FALSE;
  run->report = spec->refusals != NULL ? refusal_report_new(spec->refusals, run->file.name) : NULL;
  return TRUE;
}

/* Everything between the first look and the commit, in the open work. *ret_again: there is nothing to do. */
static gboolean bring_in(ImportRun *run, SkBatchState state, gboolean *ret_again, GError **error) {
  if (!find_source(run, sk_work_db(run->work), error) || !answer_again(run, ret_again, error))
    return FALSE;
  if (*ret_again)
    return TRUE;
  if (!labels_of_list(run->work, run->source.label, run->spec->mapping, &run->source.verbatim, error))
    return FALSE;
  if (!import_is_new(run, error) || !keep_original(run, error) || !import_open(run, error) || !add_batch(run, error))
    return FALSE;
  return state == SK_BATCH_COMMITTED ? import_take_in(run, error)
                                     : import_rows(run, error) && import_settle(run, state, error);
}

static gboolean run_import(ImportRun *run, SkSession *session, SkBatchState state, GError **error) {
  gboolean again = FALSE;
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_IMPORT, error);
  run->work = work;
  if (work == NULL || !bring_in(run, state, &again, error))
    return FALSE;
  return again ||
         import_commit(run, state == SK_BATCH_COMMITTED ? SK_JOURNAL_IMPORT_COMMIT : SK_JOURNAL_IMPORT_STAGE, error);
}

static gboolean check_only(ImportRun *run, GError **error) {
  return import_open(run, error) && import_rows(run, error) && import_verdict(run, error);
}

gboolean sk_import(SkSession *session, const SkImportSpec *spec, SkProgress *progress, SkImportReport *ret_report,
                   GError **error) {
  g_auto(ImportRun) run = { .spec = spec, .progress = progress, .file = { .fd = -1 } };
  if (!prepare(&run, session, error) ||
      !(spec->check_only ? check_only(&run, error) : run_import(&run, session, SK_BATCH_COMMITTED, error)))
    return FALSE;
  *ret_report = run.told;
  return TRUE;
}

gboolean sk_import_stage(SkSession *session, const SkImportSpec *spec, SkProgress *progress, SkImportReport *ret_report,
                         GError **error) {
  g_auto(ImportRun) run = { .spec = spec, .progress = progress, .file = { .fd = -1 } };
  if (!prepare(&run, session, error) || !run_import(&run, session, SK_BATCH_STAGED, error))
    return FALSE;
  *ret_report = run.told;
  return TRUE;
}
