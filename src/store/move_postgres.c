#include "store/move.h"

#include "base/error.h"
#include "store/dialect/postgres.h"
#include "store/engine_postgres.h"

char *sk_move_reader(const SkDb *db) {
  return db->engine->kind == SK_ENGINE_POSTGRES ? g_strdup(((const PostgresConnection *)db->handle)->reader) : NULL;
}

/* A connection before there is a register, or a part of one. */
static SkDb *reach(SkStore *store, GError **error) {
  if (store->engine->kind != SK_ENGINE_POSTGRES) {
    sk_error_set(error, SK_ERROR_USAGE, "%s is no address of a server; write postgresql://USER@HOST/DATABASE",
                 store->place);
    return NULL;
  }
  g_autoptr(SkDb) db = store_db(store);
  return db->engine->open(db, FALSE, error) ? g_steal_pointer(&db) : NULL;
}

gboolean sk_move_prepare(const char *place, const SkKey *key, const char *reader, GError **error) {
  g_autoptr(SkStore) store = store_at(place, key);
  g_autoptr(SkDb) db = reach(store, error);
  gboolean has = TRUE;
  if (db == NULL || !db->engine->has_tables(db, &has, error))
    return FALSE;
  if (!has)
    return postgres_need_reader(db, reader, error);
  sk_error_set(error, SK_ERROR_DUPLICATE, "there is a register at %s already", place);
  return FALSE;
}

gboolean sk_move_settle(SkStore *store, GError **error) {
  g_autoptr(SkDb) db = reach(store, error);
  if (db == NULL || !db->engine->begin(db, TRUE, error))
    return FALSE;
  if (db->engine->make_door(db, error) && db->engine->commit(db, error))
    return TRUE;
  db->engine->rollback(db);
  return FALSE;
}

void sk_move_forget(const char *place, const SkKey *key) {
  g_autoptr(SkStore) store = store_at(place, key);
  g_autoptr(SkDb) db = reach(store, NULL);
  if (db != NULL)
    db->engine->execute(db, sk_postgres_forget_all, NULL);
}
