#include "upkeep/withdraw.h"

#include "base/clock.h"
#include "base/error.h"
#include "store/blob.h"
#include "store/derive.h"
#include "store/evidence.h"
#include "store/queries/withdraw.h"
#include "store/snapshot.h"

#include <string.h>

typedef struct {
  int64_t id;
  gboolean derived;
  int64_t mentions;
} Batch;

static gboolean find_source(SkWork *work, const char *source, int64_t *ret_id, GError **error) {
  g_auto(SkqWithdrawSource) row = { 0 };
  gboolean found = FALSE;
  SkId id;
  if (!sk_id_parse(source, &id)) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "\"%s\" is no id of a source", source);
    return FALSE;
  }
  if (!skq_withdraw_source(sk_work_system(work), (SkBytes){ id.bytes, sizeof id.bytes }, &row, &found, error))
    return FALSE;
  if (!found || row.has_withdrawn) {
    sk_error_set(error, found ? SK_ERROR_DUPLICATE : SK_ERROR_NOT_FOUND,
                 found ? "the source %s was withdrawn before" : "there is no source %s", source);
    return FALSE;
  }
  sk_work_set_label(work, row.label);
  *ret_id = row.id;
  return TRUE;
}

static GArray *batches_of(SkWork *work, int64_t source, GError **error) {
  g_autoptr(GArray) batches = g_array_new(FALSE, FALSE, sizeof(Batch));
  g_auto(SkqWithdrawBatches) rows = { 0 };
  GError *failed = NULL;
  if (!skq_withdraw_batches(sk_work_system(work), source, &rows, error))
    return NULL;
  while (skq_withdraw_batches_next(&rows, &failed)) {
    Batch batch = { .id = rows.batch, .derived = rows.derived == 1, .mentions = rows.mentions };
    g_array_append_val(batches, batch);
  }
  return sk_error_forward(error, failed) ? g_steal_pointer(&batches) : NULL;
}

static gboolean delete_batch(SkWork *work, const Batch *batch, SkWithdrawReport *report, GError **error) {
  int64_t links = 0;
  if (!sk_evidence_drop_batch(work, batch->id, batch->derived, &links, error))
    return FALSE;
  report->batches++;
  report->mentions += batch->mentions;
  report->links += links;
  return TRUE;
}

static gboolean delete_batches(SkWork *work, int64_t source, SkProgress *progress, SkWithdrawReport *report,
                               GError **error) {
  g_autoptr(GArray) batches = batches_of(work, source, error);
  if (batches == NULL)
    return FALSE;
  sk_progress_stage(progress, "taking the source out", batches->len);
  for (guint i = 0; i < batches->len; i++)
    if (!delete_batch(work, &g_array_index(batches, Batch, i), report, error) ||
        !sk_progress_step(progress, i + 1, error))
      return FALSE;
  sk_progress_end(progress);
  return TRUE;
}

/* What is left of the source. From destroying its files on there is no way back, so that comes last. */
static gboolean blank(SkWork *work, int64_t source, GError **error) {
  SkTime now = sk_clock_now();
  SkBytes nothing = { "", 0 };
  return skq_withdraw_blank_batches(work, source, now, nothing, NULL, error) &&
         skq_withdraw_blank_source(work, source, now, NULL, error) && sk_derive_sweep(work, error) &&
         sk_derive_persons(work, error) && sk_blob_destroy_source(work, source, error) &&
         skq_withdraw_blobs(work, source, NULL, error);
}

static gboolean take_out(SkDb *db, int64_t account, const char *source, SkProgress *progress, SkWithdrawReport *report,
                         GError **error) {
  int64_t id = 0;
  g_autoptr(SkWork) work = sk_work_begin(db, account, error);
  if (work == NULL || !find_source(work, source, &id, error) || !delete_batches(work, id, progress, report, error) ||
      !blank(work, id, error))
    return FALSE;
  sk_work_note(work, SK_KIND_SOURCE, id, NULL, 0);
  return sk_work_commit(work, SK_JOURNAL_WITHDRAW, error);
}

gboolean sk_withdraw(SkDb *db, int64_t account, const char *source, SkProgress *progress, SkWithdrawReport *ret_report,
                     GError **error) {
  SkWithdrawReport report = { 0 };
  if (!take_out(db, account, source, progress, &report, error))
    return FALSE;
  sk_progress_stage(progress, "writing the database anew", 0);
  if (!sk_store_scrub(db, error)) {
    g_prefix_error(error, "the source was withdrawn, but traces may remain in the file until `saikai verify --scrub` "
                          "succeeds: ");
    return FALSE;
  }
  sk_progress_end(progress);
  *ret_report = report;
  return TRUE;
}

GArray *sk_withdraw_list(SkDb *db, GError **error) {
  g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(SkWithdrawal));
  g_auto(SkqWithdrawAll) rows = { 0 };
  GError *failed = NULL;
  if (!skq_withdraw_all(sk_db_system(db), &rows, error))
    return NULL;
  while (skq_withdraw_all_next(&rows, &failed)) {
    SkWithdrawal one = { .withdrawn = rows.withdrawn };
    memcpy(one.source.bytes, rows.public.data, MIN(rows.public.size, sizeof one.source.bytes));
    g_array_append_val(list, one);
  }
  return sk_error_forward(error, failed) ? g_steal_pointer(&list) : NULL;
}
