#include "access/pool.h"

#include "access/token.h"
#include "base/error.h"

SkSessionPool *sk_session_pool_new(SkStore *store, guint limit) {
  SkSessionPool *pool = g_new0(SkSessionPool, 1);
  pool->store = store;
  pool->limit = limit;
  g_mutex_init(&pool->mutex);
  g_cond_init(&pool->given_back);
  pool->idle = g_ptr_array_new_with_free_func((GDestroyNotify)sk_db_free);
  pool->throttle = sk_throttle_new();
  pool->used = g_hash_table_new_full(token_digest_hash, token_digest_equal, g_free, g_free);
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

void pool_give_back(SkDb *db, SkSessionPool *pool) {
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

SkDb *pool_take(SkSessionPool *pool, GError **error) {
  SkDb *db = NULL;
  if (!take_turn(pool, &db, error))
    return NULL;
  if (db == NULL)
    db = sk_store_connect(pool->store, error);
  if (db == NULL)
    pool_give_back(NULL, pool);
  return db;
}
