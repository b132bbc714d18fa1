#include "store/snapshot.h"

#include "base/error.h"
#include "store/engine_sqlite.h"
#include "store/snapshot_sqlite.h"

/* What only SQLite can do here; a server has its own tools. */
static gboolean needs_sqlite(const SkStore *store, const char *what, const char *tool, GError **error) {
  if (store->engine->kind == SK_ENGINE_SQLITE)
    return TRUE;
  sk_error_set(error, SK_ERROR_REFUSED, "a register on a PostgreSQL server is %s with the server's own tools (%s)",
               what, tool);
  return FALSE;
}

gboolean sk_store_snapshot(SkDb *db, const char *path, GError **error) {
  return needs_sqlite(db->store, "backed up", "pg_dump, pg_basebackup", error) && sqlite_snapshot(db, path, error);
}

gboolean sk_store_check(SkDb *db, GError **error) {
  return db->engine->kind != SK_ENGINE_SQLITE || sqlite_check(db, error);
}

gboolean sk_store_scrub(SkDb *db, GError **error) {
  sk_db_read_end(db);
  return db->engine->kind == SK_ENGINE_SQLITE ? sqlite_scrub(db, error)
                                              : db->engine->execute(db, "VACUUM (FULL)", error);
}

gboolean sk_store_rekey(SkStore *store, const SkKey *key, GError **error) {
  if (!needs_sqlite(store, "encrypted", "an encrypted disk", error) || !sqlite_rekey(store, key, error))
    return FALSE;
  sk_key_free(store->key);
  store->key = sk_key_new(sk_key_bytes(key));
  return TRUE;
}
