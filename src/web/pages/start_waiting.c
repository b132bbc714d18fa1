/* What waits for whoever is signed in: each row is one thing to do and the page where it is done. */
#include "intake/batch.h"
#include "registry/review.h"
#include "registry/second.h"
#include "upkeep/backup_list.h"
#include "upkeep/health.h"
#include "web/frame.h"
#include "web/pages/health_parts.h"
#include "web/pages/start_parts.h"
#include "web/show_job.h"
#include "web/texts.h"

#include <string.h>

#define LISTS 5 /* that are named one by one; the others stand with their sources */

static SkViewWaiting *add(GPtrArray *rows, const char *text, const char *link) {
  SkViewWaiting *row = sk_view_waiting_new();
  row->text = g_strdup(text);
  row->link = g_strdup(link);
  g_ptr_array_add(rows, row);
  return row;
}

/* Whoever keeps the register: damage, room, and backups that are missing or were never tried. */
static gboolean add_health(GPtrArray *rows, SkVisit *visit, GError **error) {
  const char *language = visit->language;
  SkDb *db = sk_session_db(visit->session);
  g_auto(SkHealth) health = { 0 };
  if (!sk_health_look(sk_web_register(visit->web), db, &health, error))
    return FALSE;
  g_autoptr(GPtrArray) backups = sk_backup_list(db, error);
  if (backups == NULL)
    return FALSE;
  if (health.checked.ended != 0 && strcmp(health.checked.result, "sound") != 0)
    add(rows, sk_text(language, "The last check found the register damaged."), "/health")->grave = TRUE;
  if (health.room_is_low)
    add(rows, sk_text(language, "There is little room left on the disk."), "/health")->grave = TRUE;
  const char *overdue = health_overdue(language, backups);
  if (overdue != NULL)
    add(rows, overdue, "/health");
  return TRUE;
}

/* "list.csv: 10 rows need you." */
static char *list_text(const char *language, const SkBatch *batch) {
  const SkTextPart parts[] = { { .name = "file", .text = batch->file_name },
                               { .name = "ready", .number = batch->rows_ready, .grouped = TRUE },
                               { .name = "refused", .number = batch->rows_refused, .grouped = TRUE } };
  const char *message = batch->state == SK_BATCH_HANDED_IN
                            ? sk_text(language, "%(file)s was handed in: say what its columns mean.")
                        : batch->rows_refused > 0
                            ? sk_text(language, "%(file)s was checked: %(ready)s rows are ready, %(refused)s need you.")
                            : sk_text(language, "%(file)s was checked: %(ready)s rows are ready to be taken in.");
  return sk_text_fill(message, parts, G_N_ELEMENTS(parts));
}

/* Lists that one handed in oneself and that nobody decided about. */
static gboolean add_lists(GPtrArray *rows, SkVisit *visit, GError **error) {
  g_autoptr(GPtrArray) batches = sk_batch_list(visit->session, NULL, error);
  if (batches == NULL)
    return FALSE;
  for (guint i = 0, found = 0; i < batches->len && found < LISTS; i++) {
    const SkBatch *batch = batches->pdata[i];
    if (!batch->is_own || (batch->state != SK_BATCH_HANDED_IN && batch->state != SK_BATCH_STAGED))
      continue;
    g_autofree char *text = list_text(visit->language, batch);
    g_autofree char *link = g_strdup_printf("/batches/%s", batch->id.text);
    add(rows, text, link);
    found++;
  }
  return TRUE;
}

/* Pairs to be decided, and decisions of others to be looked at. */
static gboolean add_reviews(GPtrArray *rows, SkVisit *visit, GError **error) {
  const char *language = visit->language;
  int64_t waiting = 0;
  if (!sk_frame_count_waiting(visit, &waiting, error))
    return FALSE;
  g_autoptr(GPtrArray) seconds = sk_second_queue(visit->session, 1, error);
  if (seconds == NULL)
    return FALSE;
  if (waiting > 0) {
    g_autofree char *text =
        sk_text_with_number(sk_text_plural(language, "%(count)s pair of mentions waits for a decision.",
                                           "%(count)s pairs of mentions wait for a decision.", waiting),
                            "count", waiting);
    add(rows, text, "/review");
  }
  if (seconds->len > 0)
    add(rows, sk_text(language, "A decision of somebody else waits for your second opinion."), "/review/second");
  return TRUE;
}

/* Work of one's own that goes on. */
static void add_work(GPtrArray *rows, const SkVisit *visit) {
  g_autoptr(GPtrArray) looks = sk_jobs_list(sk_web_jobs(visit->web));
  for (guint i = 0; i < looks->len; i++) {
    const SkJobLook *look = looks->pdata[i];
    if (sk_job_is_over(look) || !sk_job_is_own(visit, look))
      continue;
    g_autofree char *text = sk_text_with(sk_text(visit->language, "Under way: %(work)s"), "work",
                                         sk_text_in(visit->language, "job", sk_job_kind_word(look->kind)));
    g_autofree char *link = g_strdup_printf("/work/%s", look->id.text);
    add(rows, text, link);
  }
}

gboolean start_add_waiting(GPtrArray *rows, SkVisit *visit, GError **error) {
  const SkSession *session = visit->session;
  if (sk_session_may(session, SK_PERMISSION_REGISTER_CHECK) && !add_health(rows, visit, error))
    return FALSE;
  add_work(rows, visit);
  if (sk_session_may(session, SK_PERMISSION_IMPORT) && !add_lists(rows, visit, error))
    return FALSE;
  return !sk_session_may(session, SK_PERMISSION_REVIEW_DECIDE) || add_reviews(rows, visit, error);
}
