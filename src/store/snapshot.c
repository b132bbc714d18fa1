#include "store/snapshot.h"

#include "base/error.h"
#include "store/blob_key.h"
#include "store/dialect/postgres.h"
#include "store/engine_postgres.h"
#include "store/engine_sqlite.h"
#include "store/snapshot_sqlite.h"

gboolean sk_store_snapshot(SkDb *db, const char *path, GError **error) {
  g_return_val_if_fail(db->engine->kind == SK_ENGINE_SQLITE, FALSE); /* a server is dumped: src/upkeep/dump.h */
  return sqlite_snapshot(db, path, error);
}

gboolean sk_store_check(SkDb *db, GError **error) {
  return db->engine->kind != SK_ENGINE_SQLITE || sqlite_check(db, error);
}

gboolean sk_store_scrub(SkDb *db, GError **error) {
  sk_db_read_end(db);
  return db->engine->kind == SK_ENGINE_SQLITE ? sqlite_scrub(db, error)
                                              : db->engine->execute(db, sk_postgres_anew, error);
}

/* Pages are not ours to encrypt there: the keys of kept files are wrapped anew, and the proof of the key changes. */
static gboolean server_rekey(SkStore *store, const SkKey *key, GError **error) {
  g_autoptr(SkDb) db = sk_store_connect(store, error);
  g_autoptr(SkWork) work = db != NULL ? sk_work_begin(db, 0, error) : NULL;
  int64_t keys = 0;
  if (work == NULL || !blob_key_wrap_rows(work, key, &keys, error) || !postgres_set_key(db, key, error))
    return FALSE;
  sk_work_note(work, SK_KIND_REGISTER, 0, &keys, sizeof keys);
  return sk_work_commit(work, SK_JOURNAL_REKEY, error);
}

gboolean sk_store_rekey(SkStore *store, const SkKey *key, GError **error) {
  gboolean sqlite = store->engine->kind == SK_ENGINE_SQLITE;
  if (!(sqlite ? sqlite_rekey(store, key, error) : server_rekey(store, key, error)))
    return FALSE;
  sk_key_free(store->key);
  store->key = sk_key_new(sk_key_bytes(key));
  return TRUE;
}
