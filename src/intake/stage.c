/* A list that the register keeps and that waits: checked by its mapping, taken in, or thrown away. */
#include "base/error.h"
#include "intake/batch.h"
#include "intake/batch_parts.h"
#include "intake/draft_parts.h"
#include "intake/import_run.h"
#include "store/blob.h"
#include "store/queries/evidence.h"
#include "store/queries/intake.h"

#include <string.h>

gboolean batch_find_waiting(SkDb *db, const char *id, guint states, SkqBatchFind *ret_batch,
                            SkqIntakeStaged *ret_staged, GError **error) {
  gboolean found = FALSE;
  if (!batch_find(db, id, ret_batch, error) || !skq_intake_staged(db, ret_batch->id, ret_staged, &found, error))
    return FALSE;
  if (found && (states >> ret_batch->state & 1) != 0 && ret_staged->has_blob && !ret_staged->has_source_withdrawn)
    return TRUE;
  sk_error_set(error, SK_ERROR_STALE, "the batch %s is %s, so there is nothing to decide about it", id,
               sk_batch_state_word((SkBatchState)ret_batch->state));
  return FALSE;
}

static gboolean open_kept(ImportRun *run, const SkqIntakeStaged *staged, GError **error) {
  g_autoptr(GInputStream) stream = sk_blob_open_within(sk_work_db(run->work), staged->blob, error);
  if (stream == NULL ||
      !opened_list_keep(stream, staged->file_name, staged->file_size, staged->file_digest.data, &run->file, error))
    return FALSE;
  run->file.lines = (uint64_t)staged->rows_read; /* what an earlier reading counted */
  return TRUE;
}

static gboolean drop_refusals(SkWork *work, int64_t batch, GError **error) {
  return skq_evidence_drop_refusal_texts(work, batch, NULL, error) &&
         skq_evidence_drop_refusals(work, batch, NULL, error);
}

/* Opens the list by the mapping kept beside it, without what an earlier check refused. */
static gboolean open_again(ImportRun *run, const SkqIntakeStaged *staged, GError **error) {
  run->source = (SourceKeys){ .id = staged->source, .label = staged->label };
  run->blob = staged->blob;
  return labels_of_list(run->work, staged->label, run->spec->mapping, &run->source.verbatim, error) &&
         open_kept(run, staged, error) && import_is_new(run, error) && drop_refusals(run->work, run->batch, error) &&
         import_open(run, error);
}

static gboolean take_in(ImportRun *run, const SkqIntakeStaged *staged, GError **error) {
  return open_again(run, staged, error) && import_take_in(run, error) &&
         import_commit(run, SK_JOURNAL_IMPORT_COMMIT, error);
}

/* The mapping says from here on who may see the file. */
static gboolean check(ImportRun *run, const SkqIntakeStaged *staged, GError **error) {
  SkBytes header = { 0 };
  if (!open_again(run, staged, error))
    return FALSE;
  header = (SkBytes){ run->header->data, run->header->len };
  return skq_intake_set_header(run->work, run->batch, header, NULL, error) &&
         skq_intake_label_blob(run->work, run->blob, run->source.verbatim, NULL, error) && import_rows(run, error) &&
         import_settle(run, SK_BATCH_STAGED, error) && import_commit(run, SK_JOURNAL_IMPORT_STAGE, error);
}

typedef gboolean (*Step)(ImportRun *run, const SkqIntakeStaged *staged, GError **error);

static gboolean run_step(SkSession *session, const char *id, guint states, Step step, SkProgress *progress,
                         SkImportReport *ret_report, GError **error) {
  g_auto(SkqBatchFind) batch = { 0 };
  g_auto(SkqIntakeStaged) staged = { 0 };
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_IMPORT, error);
  if (work == NULL || !batch_find_waiting(sk_work_db(work), id, states, &batch, &staged, error))
    return FALSE;
  g_autoptr(SkMapping) mapping =
      sk_mapping_parse(staged.mapping, staged.mapping_text.data, staged.mapping_text.size, error);
  if (mapping == NULL)
    return FALSE;
  const SkImportSpec spec = { .mapping = mapping, .at_most_refused = G_MAXINT64 }; /* somebody looks at them */
  g_auto(ImportRun)
      run = { .spec = &spec, .progress = progress, .work = work, .batch = batch.id, .file = { .fd = -1 } };
  if (!step(&run, &staged, error))
    return FALSE;
  *ret_report = run.told;
  ret_report->batch = (SkIdText){ "" };
  g_strlcpy(ret_report->batch.text, id, sizeof ret_report->batch.text);
  return TRUE;
}

gboolean sk_batch_commit(SkSession *session, const char *id, SkProgress *progress, SkImportReport *ret_report,
                         GError **error) {
  return run_step(session, id, BATCH_IS(STAGED), take_in, progress, ret_report, error);
}

gboolean sk_batch_stage(SkSession *session, const char *id, SkProgress *progress, SkImportReport *ret_report,
                        GError **error) {
  return run_step(session, id, BATCH_IS(HANDED_IN) | BATCH_IS(STAGED), check, progress, ret_report, error);
}

gboolean sk_batch_begin(SkSession *session, const char *id, GError **error) {
  g_auto(SkqBatchFind) batch = { 0 };
  g_auto(SkqIntakeStaged) staged = { 0 };
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_IMPORT, error);
  if (work == NULL ||
      !batch_find_waiting(sk_work_db(work), id, BATCH_IS(HANDED_IN) | BATCH_IS(STAGED), &batch, &staged, error) ||
      !skq_intake_set_begun(work, batch.id, sk_clock_now(), NULL, error))
    return FALSE;
  sk_work_set_label(work, batch.label);
  sk_work_note(work, SK_KIND_BATCH, batch.id, NULL, 0);
  return sk_work_commit(work, SK_JOURNAL_IMPORT_PREPARE, error);
}

static gboolean drop_waiting(SkWork *work, const SkqBatchFind *batch, const SkqIntakeStaged *staged, GError **error) {
  SkTime now = sk_clock_now();
  return drop_refusals(work, batch->id, error) && skq_intake_blank_batch(work, batch->id, NULL, error) &&
         skq_intake_drop_blob(work, staged->blob, NULL, error) &&
         skq_intake_end_batch(work, batch->id, SK_BATCH_THROWN_AWAY, staged->rows_read, staged->rows_ready,
                              staged->rows_refused, &now, NULL, error);
}

/* The file itself goes when the next one comes (sk_blob_sweep): before the commit a rollback could still want it. */
gboolean sk_batch_throw_away(SkSession *session, const char *id, GError **error) {
  g_auto(SkqBatchFind) batch = { 0 };
  g_auto(SkqIntakeStaged) staged = { 0 };
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_IMPORT, error);
  if (work == NULL ||
      !batch_find_waiting(sk_work_db(work), id, BATCH_IS(HANDED_IN) | BATCH_IS(STAGED), &batch, &staged, error) ||
      !drop_waiting(work, &batch, &staged, error))
    return FALSE;
  sk_work_set_label(work, batch.label);
  sk_work_note(work, SK_KIND_BATCH, batch.id, NULL, 0);
  return sk_work_commit(work, SK_JOURNAL_IMPORT_THROW_AWAY, error);
}
