#include "store/move.h"

#include "base/error.h"
#include "store/dialect/postgres.h"
#include "store/engine_postgres.h"

#include <string.h>

#define READER "saikai_reader_" /* begins the name of a register's role */
#define TRIAL "saikai_trial_"   /* and that of the database of its trial */

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

/* ---------------------------------------------------------------- a database for a trial */

/* Called after the role the register is read through, which no other register of the server has. */
static char *trial_name(const SkDb *db) {
  g_autofree char *reader = sk_move_reader(db);
  const char *own = reader != NULL && g_str_has_prefix(reader, READER) ? reader + strlen(READER) : reader;
  char *name = g_strconcat(TRIAL, own, NULL);
  return g_strcanon(name, "abcdefghijklmnopqrstuvwxyz0123456789_", '_');
}

/* A setting after the path of an address counts instead of it (libpq, connection URIs). */
static char *address_of(const char *place, const char *database) {
  return g_strdup_printf("%s%cdbname=%s", place, strchr(place, '?') != NULL ? '&' : '?', database);
}

static gboolean tell(SkDb *db, const char *sql, const char *database, GError **error) {
  const char *const pairs[] = { "{database}", database, NULL };
  g_autofree char *filled = postgres_fill(sql, pairs);
  return db->engine->execute(db, filled, error);
}

gboolean sk_move_trial_begin(const SkDb *db, char **ret_place, GError **error) {
  g_autofree char *name = trial_name(db);
  g_autoptr(SkDb) apart = reach(db->store, error);
  if (apart == NULL || !tell(apart, sk_postgres_trial_end, name, error) ||
      !tell(apart, sk_postgres_trial_begin, name, error) || !tell(apart, sk_postgres_trial_close, name, error))
    return FALSE;
  *ret_place = address_of(db->store->place, name);
  return TRUE;
}

void sk_move_trial_end(const SkDb *db) {
  g_autofree char *name = trial_name(db);
  g_autoptr(SkDb) apart = reach(db->store, NULL);
  if (apart != NULL)
    tell(apart, sk_postgres_trial_end, name, NULL);
}
