#include "store/snapshot.h"

#include "base/error.h"
#include "store/dialect/postgres.h"
#include "store/engine_sqlite.h"
#include "store/snapshot_sqlite.h"

/* What only SQLite can do here; a server has its own tools. */
static gboolean needs_sqlite(const SkStore *store, const char *instead, GError **error) {
  if (store->engine->kind == SK_ENGINE_SQLITE)
    return TRUE;
  sk_error_set(error, SK_ERROR_REFUSED, "this register is on a PostgreSQL server, which has tools of its own: %s",
               instead);
  return FALSE;
}

gboolean sk_store_snapshot(SkDb *db, const char *path, GError **error) {
  static const char instead[] =
      "copy the database with pg_dump, keep the files key and registry.conf of the register's directory with it, and "
      "encrypt the copy (pg_dump does not). Where it is loaded, the role saikai_reader_DATABASE must be there first. "
      "Kept "
      "files and their keys are in the copy, so after a withdrawal destroy the older copies";
  return needs_sqlite(db->store, instead, error) && sqlite_snapshot(db, path, error);
}

gboolean sk_store_check(SkDb *db, GError **error) {
  return db->engine->kind != SK_ENGINE_SQLITE || sqlite_check(db, error);
}

gboolean sk_store_scrub(SkDb *db, GError **error) {
  sk_db_read_end(db);
  return db->engine->kind == SK_ENGINE_SQLITE ? sqlite_scrub(db, error)
                                              : db->engine->execute(db, sk_postgres_anew, error);
}

gboolean sk_store_rekey(SkStore *store, const SkKey *key, GError **error) {
  if (!needs_sqlite(store,
                    "its pages are encrypted by an encrypted disk, if at all; the passphrase can be changed here",
                    error) ||
      !sqlite_rekey(store, key, error))
    return FALSE;
  sk_key_free(store->key);
  store->key = sk_key_new(sk_key_bytes(key));
  return TRUE;
}
