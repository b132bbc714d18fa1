#include "upkeep/verify.h"

#include "base/clock.h"
#include "base/error.h"
#include "store/blob.h"
#include "store/kept.h"
#include "store/queries/upkeep.h"
#include "store/snapshot.h"
#include "upkeep/nowhere.h"
#include "upkeep/proof_parts.h"

static GArray *files_of(SkDb *db, GError **error) {
  g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(int64_t));
  g_auto(SkqUpkeepBlobs) rows = { 0 };
  GError *failed = NULL;
  if (!skq_upkeep_blobs(sk_db_system(db), &rows, error))
    return NULL;
  while (skq_upkeep_blobs_next(&rows, &failed))
    g_array_append_val(files, rows.id);
  return sk_error_forward(error, failed) ? g_steal_pointer(&files) : NULL;
}

/* Reads one file through; reading compares its digest. Nobody sees what it holds, so it needs no grant. */
static gboolean check_file(SkDb *db, int64_t blob, GError **error) {
  g_autoptr(GOutputStream) nowhere = sk_nowhere_new();
  g_autoptr(GError) failed = NULL;
  g_autoptr(GInputStream) stream = sk_blob_open_within(db, blob, &failed);
  if (stream != NULL && g_output_stream_splice(nowhere, stream, G_OUTPUT_STREAM_SPLICE_NONE, NULL, &failed) >= 0)
    return TRUE;
  sk_error_set(error, SK_ERROR_CORRUPT, "a kept file or its key is lost or damaged; restore it from a backup: %s",
               failed->message);
  return FALSE;
}

static gboolean check_files(SkDb *db, SkProgress *progress, SkVerifyReport *report, GError **error) {
  g_autoptr(GArray) files = files_of(db, error);
  if (files == NULL)
    return FALSE;
  sk_progress_stage(progress, "reading kept files", files->len);
  for (guint i = 0; i < files->len; i++)
    if (!check_file(db, g_array_index(files, int64_t, i), error) || !sk_progress_step(progress, i + 1, error))
      return FALSE;
  report->files = files->len;
  return TRUE;
}

static gboolean check_kept(SkDb *db, GError **error) {
  gboolean whole = FALSE;
  if (!sk_kept_is_whole(sk_db_system(db), &whole, error))
    return FALSE;
  if (!whole)
    sk_error_set(error, SK_ERROR_CORRUPT,
                 "what is kept of pairs is not what the run left that compared them; throw it away with: saikai "
                 "rebuild, then saikai link compares anew");
  return whole;
}

gboolean sk_verify(SkDb *db, SkProgress *progress, SkVerifyReport *ret_report, GError **error) {
  SkVerifyReport report = { 0 };
  sk_progress_stage(progress, "checking pages", 0);
  if (!sk_store_check(db, error))
    return FALSE;
  sk_progress_stage(progress, "checking the journal", 0);
  if (!sk_journal_verify(sk_db_system(db), &report.journal, error) || !check_files(db, progress, &report, error) ||
      !sk_rebuild_compare(db, progress, &report.derived, error) || !check_kept(db, error))
    return FALSE;
  sk_progress_end(progress);
  *ret_report = report;
  return TRUE;
}

gboolean sk_verify_kept(SkDb *db, int64_t account, SkProgress *progress, SkVerifyReport *ret_report, GError **error) {
  SkTime began = sk_clock_now();
  GError *failed = NULL;
  gboolean sound = sk_verify(db, progress, ret_report, &failed);
  return proof_keep(db, &(Proof){ .account = account, .began = began }, sound ? "sound" : NULL, failed, error);
}

gboolean sk_verify_scrub(SkDb *db, GError **error) {
  return sk_store_scrub(db, error);
}
