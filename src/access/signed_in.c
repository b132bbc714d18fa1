#include "access/signed_in.h"

#include "access/pool.h"
#include "access/session_make.h"
#include "access/token.h"
#include "base/error.h"
#include "store/queries/access.h"

#include <string.h>

static void signed_in_free(gpointer pointer) {
  SkSignedIn *one = pointer;
  g_free(one->device);
  g_free(one->network);
  g_free(one);
}

static SkIdText id_of(const void *digest) {
  SkId id;
  memcpy(id.bytes, digest, sizeof id.bytes);
  return sk_id_print(&id);
}

static SkTime last_use(SkSession *session, const TokenDigest *digest, SkTime stored) {
  SkSessionPool *pool = session_pool(session);
  if (pool == NULL)
    return stored;
  g_mutex_lock(&pool->mutex);
  const SkTime *used = g_hash_table_lookup(pool->used, digest);
  SkTime last = used != NULL ? MAX(*used, stored) : stored;
  g_mutex_unlock(&pool->mutex);
  return last;
}

static SkSignedIn *signed_in_of(SkSession *session, const SkqAccessWebSessionsOf *row, const TokenDigest *own) {
  SkSignedIn *one = g_new0(SkSignedIn, 1);
  TokenDigest digest = { { 0 } };
  memcpy(digest.bytes, row->digest.data, MIN(row->digest.size, sizeof digest.bytes));
  one->id = id_of(digest.bytes);
  one->created = row->created;
  one->used = last_use(session, &digest, row->last_used);
  one->device = g_strdup(row->device);
  one->network = g_strdup(row->network);
  one->own = token_digest_equal(&digest, own);
  return one;
}

GPtrArray *sk_signed_in_list(SkSession *session, const char *token, GError **error) {
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(signed_in_free);
  g_auto(SkqAccessWebSessionsOf) rows = { 0 };
  GError *failed = NULL;
  TokenDigest own = token_digest(token);
  SkTime now = sk_clock_now();
  if (!skq_access_web_sessions_of(sk_db_system(sk_session_db(session)), sk_session_account(session), now, &rows, error))
    return NULL;
  while (skq_access_web_sessions_of_next(&rows, &failed)) {
    SkSignedIn *one = signed_in_of(session, &rows, &own);
    if (now - one->used < SK_SESSION_IDLE)
      g_ptr_array_add(list, one);
    else
      signed_in_free(one);
  }
  return sk_error_forward(error, failed) ? g_steal_pointer(&list) : NULL;
}

/* The digest of the account's sign-in with this id. */
static gboolean find(SkSession *session, const char *id, TokenDigest *ret_digest, GError **error) {
  g_auto(SkqAccessWebSessionsOf) rows = { 0 };
  GError *failed = NULL;
  gboolean found = FALSE;
  if (!skq_access_web_sessions_of(sk_db_system(sk_session_db(session)), sk_session_account(session), 0, &rows, error))
    return FALSE;
  while (!found && skq_access_web_sessions_of_next(&rows, &failed)) {
    found = rows.digest.size == sizeof ret_digest->bytes && g_ascii_strcasecmp(id_of(rows.digest.data).text, id) == 0;
    if (found)
      memcpy(ret_digest->bytes, rows.digest.data, sizeof ret_digest->bytes);
  }
  if (sk_error_forward(error, failed) && !found)
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no such sign-in");
  return found;
}

gboolean sk_signed_in_end(SkSession *session, const char *id, GError **error) {
  TokenDigest digest;
  if (!find(session, id, &digest, error))
    return FALSE;
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_NONE, error);
  if (work == NULL || !skq_access_drop_web_session(work, (SkBytes){ digest.bytes, sizeof digest.bytes }, NULL, error))
    return FALSE;
  sk_work_note(work, SK_KIND_ACCOUNT, sk_session_account(session), digest.bytes, sizeof digest.bytes);
  return sk_work_commit(work, SK_JOURNAL_SIGN_OUT, error);
}

gboolean sk_signed_in_end_all(SkSession *session, const char *staying, GError **error) {
  TokenDigest digest = token_digest(staying != NULL ? staying : "");
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_NONE, error);
  if (work == NULL || !skq_access_drop_web_sessions_but(work, sk_session_account(session),
                                                        (SkBytes){ digest.bytes, sizeof digest.bytes }, NULL, error))
    return FALSE;
  sk_work_note(work, SK_KIND_ACCOUNT, sk_session_account(session), "everywhere", strlen("everywhere"));
  return sk_work_commit(work, SK_JOURNAL_SIGN_OUT, error);
}
