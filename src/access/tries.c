#include "access/tries.h"

#include "access/pool.h"
#include "access/session_make.h"
#include "base/error.h"
#include "store/queries/access.h"

#include <string.h>

/* What an earlier server knew. Called with the lock. */
static gboolean recall(SkSessionPool *pool, SkDb *db, GError **error) {
  g_auto(SkqAccessTries) rows = { 0 };
  GError *failed = NULL;
  if (!skq_access_tries(sk_db_system(db), sk_clock_now() - THROTTLE_FORGETS, &rows, error))
    return FALSE;
  while (skq_access_tries_next(&rows, &failed)) {
    SkThrottleRecord record = { .tries = (guint)CLAMP(rows.tries, 0, G_MAXINT32), .last = rows.last };
    g_strlcpy(record.key, rows.key, sizeof record.key);
    sk_throttle_remember(pool->throttle, &record);
  }
  pool->recalled = failed == NULL;
  return sk_error_forward(error, failed);
}

gboolean tries_begin(SkSessionPool *pool, SkDb *db, const char *name, const char *client, GError **error) {
  SkTime wait = 0;
  g_mutex_lock(&pool->mutex);
  gboolean recalled = pool->recalled || recall(pool, db, error);
  if (recalled)
    wait = sk_throttle_try(pool->throttle, name, client, sk_clock_now());
  g_mutex_unlock(&pool->mutex);
  if (wait > 0)
    sk_error_set(error, SK_ERROR_LOCKED, "too many tries; try again in %d seconds",
                 (int)((wait + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC));
  return recalled && wait == 0;
}

static gboolean keep(SkWork *work, const SkThrottleRecord *record, GError **error) {
  return record->tries > 0 ? skq_access_keep_try(work, record->key, record->tries, record->last, NULL, error)
                           : skq_access_drop_try(work, record->key, NULL, error);
}

static gboolean keep_all(SkSessionPool *pool, SkWork *work, const char *name, const char *client, GError **error) {
  SkThrottleRecord records[THROTTLE_RECORDS];
  g_mutex_lock(&pool->mutex);
  sk_throttle_records(pool->throttle, name, client, records);
  g_mutex_unlock(&pool->mutex);
  gboolean kept = skq_access_drop_tries_before(work, sk_clock_now() - THROTTLE_FORGETS, NULL, error);
  for (int i = 0; i < THROTTLE_RECORDS && kept; i++)
    kept = keep(work, &records[i], error);
  return kept;
}

gboolean tries_failed(SkSessionPool *pool, SkDb *db, int64_t account, const char *name, const char *client,
                      GError **error) {
  g_autoptr(SkWork) work = sk_work_begin(db, 0, error);
  if (work == NULL || !keep_all(pool, work, name, client, error))
    return FALSE;
  sk_work_note(work, SK_KIND_ACCOUNT, account, NULL, 0);
  return sk_work_commit(work, SK_JOURNAL_SIGN_IN_REFUSED, error);
}

gboolean tries_right(SkSessionPool *pool, SkWork *work, const char *name, const char *client, GError **error) {
  g_mutex_lock(&pool->mutex);
  sk_throttle_forgive(pool->throttle, name, client);
  g_mutex_unlock(&pool->mutex);
  return keep_all(pool, work, name, client, error);
}

/* ---------------------------------------------------------------- inside a session */

gboolean tries_begin_again(SkSession *session, GError **error) {
  SkSessionPool *pool = session_pool(session);
  return pool == NULL || tries_begin(pool, sk_session_db(session), sk_session_name(session), NULL, error);
}

gboolean tries_failed_again(SkSession *session, GError **error) {
  SkSessionPool *pool = session_pool(session);
  return pool == NULL ||
         tries_failed(pool, sk_session_db(session), sk_session_account(session), sk_session_name(session), NULL, error);
}

gboolean tries_right_again(SkWork *work, SkSession *session, GError **error) {
  SkSessionPool *pool = session_pool(session);
  return pool == NULL || tries_right(pool, work, sk_session_name(session), NULL, error);
}
