#include "access/sign_in.h"

#include "access/password.h"
#include "access/session_make.h"
#include "access/throttle.h"
#include "base/error.h"
#include "store/queries/access.h"

#include <sodium.h>
#include <string.h>

#define TOKEN_BYTES 32
#define DIGEST_BYTES 32

typedef struct {
  uint8_t bytes[DIGEST_BYTES];
} Digest;

struct SkSessionPool {
  SkStore *store;
  GMutex mutex; /* of all below */
  GCond given_back;
  GPtrArray *idle; /* SkDb */
  guint limit, out;
  SkThrottle *throttle;
  GHashTable *used; /* Digest to SkTime: when a token was last used; only of tokens that resumed */
};

static guint digest_hash(gconstpointer key) {
  guint hash = 0;
  memcpy(&hash, key, sizeof hash);
  return hash;
}

static gboolean digest_equal(gconstpointer a, gconstpointer b) {
  return memcmp(a, b, sizeof(Digest)) == 0;
}

SkSessionPool *sk_session_pool_new(SkStore *store, guint limit) {
  SkSessionPool *pool = g_new0(SkSessionPool, 1);
  pool->store = store;
  pool->limit = limit;
  g_mutex_init(&pool->mutex);
  g_cond_init(&pool->given_back);
  pool->idle = g_ptr_array_new_with_free_func((GDestroyNotify)sk_db_free);
  pool->throttle = sk_throttle_new();
  pool->used = g_hash_table_new_full(digest_hash, digest_equal, g_free, g_free);
  return pool;
}

void sk_session_pool_free(SkSessionPool *pool) {
  if (pool == NULL)
    return;
  g_ptr_array_unref(pool->idle);
  sk_throttle_free(pool->throttle);
  g_hash_table_unref(pool->used);
  g_cond_clear(&pool->given_back);
  g_mutex_clear(&pool->mutex);
  g_free(pool);
}

/* ---------------------------------------------------------------- connections */

/* Takes an idle connection, or leave to make one (*ret_db NULL); waits while all are out. */
static gboolean take_turn(SkSessionPool *pool, SkDb **ret_db, GError **error) {
  gint64 until = g_get_monotonic_time() + 10 * G_USEC_PER_SEC;
  gboolean taken = TRUE;
  g_mutex_lock(&pool->mutex);
  while (pool->out >= pool->limit && taken)
    taken = g_cond_wait_until(&pool->given_back, &pool->mutex, until);
  if (taken) {
    pool->out++;
    *ret_db = pool->idle->len > 0 ? g_ptr_array_steal_index_fast(pool->idle, pool->idle->len - 1) : NULL;
  }
  g_mutex_unlock(&pool->mutex);
  if (!taken)
    sk_error_set(error, SK_ERROR_BUSY, "every connection to the register is in use; try again in a moment");
  return taken;
}

static void give_back(SkDb *db, gpointer owner) {
  SkSessionPool *pool = owner;
  gboolean blind = db != NULL && sk_db_see(db, 0, NULL); /* the next one begins by seeing nothing */
  g_mutex_lock(&pool->mutex);
  pool->out--;
  if (blind)
    g_ptr_array_add(pool->idle, db);
  g_cond_signal(&pool->given_back);
  g_mutex_unlock(&pool->mutex);
  if (!blind)
    sk_db_free(db);
}

static SkDb *take(SkSessionPool *pool, GError **error) {
  SkDb *db = NULL;
  if (!take_turn(pool, &db, error))
    return NULL;
  if (db == NULL)
    db = sk_store_connect(pool->store, error);
  if (db == NULL)
    give_back(NULL, pool);
  return db;
}

/* ---------------------------------------------------------------- tokens */

static Digest digest_of(const char *token) {
  Digest digest;
  crypto_generichash(digest.bytes, sizeof digest.bytes, (const uint8_t *)token, strlen(token), NULL, 0);
  return digest;
}

static SkToken new_token(void) {
  uint8_t random[TOKEN_BYTES];
  SkToken token;
  randombytes_buf(random, sizeof random);
  sodium_bin2base64(token.text, sizeof token.text, random, sizeof random, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero(random, sizeof random);
  return token;
}

static gboolean add_token(SkDb *db, int64_t account, SkToken *ret_token, GError **error) {
  SkToken token = new_token();
  Digest digest = digest_of(token.text);
  SkTime now = sk_clock_now();
  g_autoptr(SkWork) work = sk_work_begin(db, account, error);
  if (work == NULL || !skq_access_drop_web_sessions_ended(work, now, NULL, error) ||
      !skq_access_add_web_session(work, (SkBytes){ digest.bytes, sizeof digest.bytes }, account, now,
                                  now + SK_SESSION_LIFE, NULL, error))
    return FALSE;
  sk_work_note(work, SK_KIND_ACCOUNT, account, digest.bytes, sizeof digest.bytes);
  if (!sk_work_commit(work, SK_JOURNAL_SIGN_IN, error))
    return FALSE;
  *ret_token = token;
  return TRUE;
}

/* When the token was last used as far as this server knows; marks it as used now when it is alive. */
static gboolean is_alive(SkSessionPool *pool, const Digest *digest, const SkqAccessWebSession *row) {
  SkTime now = sk_clock_now();
  g_mutex_lock(&pool->mutex);
  const SkTime *used = g_hash_table_lookup(pool->used, digest);
  SkTime last = used != NULL ? *used : row->last_used;
  gboolean alive = now >= row->created && now >= last - (SkTime)G_TIME_SPAN_MINUTE && now < row->expires &&
                   now - last < SK_SESSION_IDLE;
  if (alive)
    g_hash_table_replace(pool->used, g_memdup2(digest, sizeof *digest), g_memdup2(&now, sizeof now));
  else
    g_hash_table_remove(pool->used, digest);
  g_mutex_unlock(&pool->mutex);
  return alive;
}

static gboolean is_stale(gpointer key, gpointer value, gpointer user) {
  (void)key;
  (void)user;
  return sk_clock_now() - *(const SkTime *)value >= SK_SESSION_IDLE;
}

static gboolean find_token(SkSessionPool *pool, SkDb *db, const char *token, int64_t *ret_account, GError **error) {
  g_auto(SkqAccessWebSession) row = { 0 };
  gboolean found = FALSE;
  Digest digest = digest_of(token);
  if (!skq_access_web_session(sk_db_system(db), (SkBytes){ digest.bytes, sizeof digest.bytes }, &row, &found, error))
    return FALSE;
  if (!found || !is_alive(pool, &digest, &row)) {
    sk_error_set(error, SK_ERROR_LOCKED, "this sign-in has ended; sign in again");
    return FALSE;
  }
  *ret_account = row.account;
  return TRUE;
}

SkSession *sk_session_resume(SkSessionPool *pool, const char *token, GError **error) {
  int64_t account = 0;
  if (token == NULL || strlen(token) != SK_TOKEN_TEXT) {
    sk_error_set(error, SK_ERROR_LOCKED, "nobody is signed in");
    return NULL;
  }
  SkDb *db = take(pool, error);
  if (db == NULL)
    return NULL;
  if (!find_token(pool, db, token, &account, error)) {
    give_back(db, pool);
    return NULL;
  }
  return sk_session_make(db, account, give_back, pool, error);
}

gboolean sk_session_sign_out(SkSession *session, const char *token, GError **error) {
  Digest digest = digest_of(token);
  int64_t dropped = 0, account = sk_session_account(session);
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_NONE, error);
  if (work == NULL ||
      !skq_access_drop_web_session(work, (SkBytes){ digest.bytes, sizeof digest.bytes }, &dropped, error))
    return FALSE;
  if (dropped == 0)
    return TRUE;
  sk_work_note(work, SK_KIND_ACCOUNT, account, digest.bytes, sizeof digest.bytes);
  return sk_work_commit(work, SK_JOURNAL_SIGN_OUT, error);
}

/* ---------------------------------------------------------------- signing in */

static gboolean may_try(SkSessionPool *pool, const char *name, const char *client, GError **error) {
  g_mutex_lock(&pool->mutex);
  SkTime wait = sk_throttle_try(pool->throttle, name, client, sk_clock_now());
  g_mutex_unlock(&pool->mutex);
  if (wait > 0)
    sk_error_set(error, SK_ERROR_LOCKED, "too many tries; try again in %d seconds",
                 (int)((wait + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC));
  return wait == 0;
}

/* Whose name and password these are. Every wrong one costs and says the same. */
static gboolean prove(SkDb *db, const char *name, const char *password, int64_t *ret_account, GError **error) {
  g_auto(SkqAccessAccountNamed) row = { 0 };
  gboolean found = FALSE, fits = FALSE;
  if (!skq_access_account_named(sk_db_system(db), name, &row, &found, error) ||
      !sk_password_verify(found && !row.has_disabled ? row.password : NULL, password, &fits, error))
    return FALSE;
  if (!fits) {
    sk_error_set(error, SK_ERROR_LOCKED, "the name or the password is not right");
    return FALSE;
  }
  *ret_account = row.id;
  return TRUE;
}

SkSession *sk_session_sign_in(SkSessionPool *pool, const char *name, const char *password, const char *client,
                              SkToken *ret_token, GError **error) {
  int64_t account = 0;
  SkToken token;
  g_autofree char *asked = g_utf8_make_valid(name, -1);
  if (!may_try(pool, asked, client, error))
    return NULL;
  SkDb *db = take(pool, error);
  if (db == NULL)
    return NULL;
  if (!prove(db, asked, password, &account, error) || !add_token(db, account, &token, error)) {
    give_back(db, pool);
    return NULL;
  }
  g_mutex_lock(&pool->mutex);
  sk_throttle_forgive(pool->throttle, asked, client);
  g_hash_table_foreach_remove(pool->used, is_stale, NULL);
  g_mutex_unlock(&pool->mutex);
  SkSession *session = sk_session_make(db, account, give_back, pool, error);
  if (session != NULL)
    *ret_token = token;
  return session;
}
