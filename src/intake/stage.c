/* The second step of an import that waited for a decision. */
#include "base/error.h"
#include "intake/batch.h"
#include "intake/batch_parts.h"
#include "intake/import_run.h"
#include "store/blob.h"
#include "store/queries/evidence.h"
#include "store/queries/intake.h"

#include <errno.h>
#include <gio/gunixoutputstream.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static gboolean find_staged(SkWork *work, const char *id, SkqBatchFind *batch, SkqIntakeStaged *ret_staged,
                            GError **error) {
  gboolean found = FALSE;
  if (!batch_find(sk_work_db(work), id, batch, error) ||
      !skq_intake_staged(sk_work_db(work), batch->id, ret_staged, &found, error))
    return FALSE;
  if (found && batch->state == SK_BATCH_STAGED && ret_staged->has_blob && !ret_staged->has_source_withdrawn)
    return TRUE;
  sk_error_set(error, SK_ERROR_STALE, "the batch %s is %s, so there is nothing to decide about it", id,
               sk_batch_state_word((SkBatchState)batch->state));
  return FALSE;
}

/* The kept file, in memory that has no name: its plain bytes never touch a disk. */
static gboolean open_kept(ImportRun *run, const SkqIntakeStaged *staged, GError **error) {
  int fd = memfd_create("staged", MFD_CLOEXEC);
  if (fd < 0) {
    sk_error_set(error, SK_ERROR_IO, "no memory for the staged file: %s", g_strerror(errno));
    return FALSE;
  }
  g_autoptr(GOutputStream) output = g_unix_output_stream_new(fd, FALSE);
  if (!sk_blob_get_within(run->work, staged->blob, output, error) || lseek(fd, 0, SEEK_SET) != 0) {
    close(fd);
    return FALSE;
  }
  return opened_list_open_fd(fd, staged->file_name, &run->file, error);
}

static gboolean drop_refusals(SkWork *work, int64_t batch, GError **error) {
  return skq_evidence_drop_refusal_texts(work, batch, NULL, error) &&
         skq_evidence_drop_refusals(work, batch, NULL, error);
}

static gboolean take_in(ImportRun *run, const SkqIntakeStaged *staged, GError **error) {
  run->source = (SourceKeys){ .id = staged->source, .label = staged->label };
  return labels_of_list(run->work, staged->label, run->spec->mapping, &run->source.verbatim, error) &&
         open_kept(run, staged, error) && import_is_new(run, error) && drop_refusals(run->work, run->batch, error) &&
         import_open(run, error) && import_take_in(run, error) && import_commit(run, SK_JOURNAL_IMPORT_COMMIT, error);
}

gboolean sk_batch_commit(SkSession *session, const char *id, SkProgress *progress, SkImportReport *ret_report,
                         GError **error) {
  g_auto(SkqBatchFind) batch = { 0 };
  g_auto(SkqIntakeStaged) staged = { 0 };
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_IMPORT, error);
  if (work == NULL || !find_staged(work, id, &batch, &staged, error))
    return FALSE;
  g_autoptr(SkMapping) mapping =
      sk_mapping_parse(staged.mapping, staged.mapping_text.data, staged.mapping_text.size, error);
  if (mapping == NULL)
    return FALSE;
  const SkImportSpec spec = { .mapping = mapping, .at_most_refused = G_MAXINT64 }; /* somebody looked at them */
  g_auto(ImportRun)
      run = { .spec = &spec, .progress = progress, .work = work, .batch = batch.id, .file = { .fd = -1 } };
  if (!take_in(&run, &staged, error))
    return FALSE;
  *ret_report = run.told;
  ret_report->batch = (SkIdText){ "" };
  g_strlcpy(ret_report->batch.text, id, sizeof ret_report->batch.text);
  return TRUE;
}

static gboolean drop_staged(SkWork *work, const SkqBatchFind *batch, const SkqIntakeStaged *staged, GError **error) {
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
  if (work == NULL || !find_staged(work, id, &batch, &staged, error) || !drop_staged(work, &batch, &staged, error))
    return FALSE;
  sk_work_set_label(work, batch.label);
  sk_work_note(work, SK_KIND_BATCH, batch.id, NULL, 0);
  return sk_work_commit(work, SK_JOURNAL_IMPORT_THROW_AWAY, error);
}
