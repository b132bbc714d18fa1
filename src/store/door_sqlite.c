/* The read door on SQLite. The authorizer runs when a statement is prepared and trusts one thing only: the names of the
 * inner views, which are random for each connection, so that no CTE, alias or view of a statement can bear one. */
#include "base/error.h"
#include "store/dialect/sqlite.h"
#include "store/door.h"
#include "store/engine_sqlite.h"
#include "store/migrate.h"

#include <sodium.h>
#include <string.h>

/* ---------------------------------------------------------------- functions of the views */

static void sees(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  const SkDb *db = sqlite3_user_data(context);
  sqlite3_result_int(context, sk_db_sees_label(db, sqlite3_value_int64(values[0])));
}

static void clearance(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  (void)values;
  const SkDb *db = sqlite3_user_data(context);
  sqlite3_result_int64(context, sk_db_clearance(db));
}

/* Deterministic within a run of a statement: labels change only between runs. */
static gboolean make_functions(SqliteConnection *connection, SkDb *db, GError **error) {
  int flags = SQLITE_UTF8 | SQLITE_INNOCUOUS | SQLITE_DETERMINISTIC;
  int code = sqlite3_create_function_v2(connection->sqlite, "sk_sees", 1, flags, db, sees, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_create_function_v2(connection->sqlite, "sk_clearance", 0, flags, db, clearance, NULL, NULL, NULL);
  if (code != SQLITE_OK)
    sqlite_fail(connection, code, "the read door could not be built", error);
  return code == SQLITE_OK;
}

/* ---------------------------------------------------------------- the authorizer */

/* What a statement of sql/queries may call. Everything else (files, settings, the schema) is no business of a query. */
static gboolean is_plain_function(const char *name) {
  static const char *const plain[] = { "sk_sees",  "sk_clearance", "count",  "sum",    "min", "max",
                                       "coalesce", "ifnull",       "nullif", "length", "abs", "lower",
                                       "upper",    "substr",       "round",  NULL };
  return name != NULL && g_strv_contains(plain, name);
}

static gboolean is_inner(const SqliteConnection *connection, const char *name) {
  return name != NULL && g_str_has_prefix(name, "door_") &&
         strncmp(name + 5, connection->secret, strlen(connection->secret)) == 0;
}

static gboolean is_in(const char *database, const char *name) {
  return database != NULL && strcmp(database, name) == 0;
}

/* Whether `table` of `database` may be read by a door statement, from inside the view `context` (NULL: from its own
 * text). */
static gboolean may_read(const SqliteConnection *connection, const char *table, const char *database,
                         const char *context) {
  if (is_in(database, "temp"))
    return g_str_has_prefix(table, "seen_") || is_inner(connection, table);
  return is_in(database, "main") && is_inner(connection, context);
}

static gboolean is_schema(const char *table) {
  return table != NULL && g_str_has_prefix(table, "sqlite_");
}

static gboolean may(const SqliteConnection *connection, int action, const char *first, const char *second,
                    const char *database, const char *context) {
  gboolean door = connection->access == SK_ACCESS_DOOR;
  switch (action) {
  case SQLITE_SELECT:
  case SQLITE_RECURSIVE:
    return TRUE;
  case SQLITE_FUNCTION:
    return is_plain_function(second);
  case SQLITE_READ:
    return !is_schema(first) && (!door || may_read(connection, first, database, context));
  case SQLITE_INSERT:
  case SQLITE_UPDATE:
  case SQLITE_DELETE:
    return connection->access == SK_ACCESS_WRITE && is_in(database, "main") && !is_schema(first);
  default:
    return FALSE;
  }
}

static int authorize(void *user, int action, const char *first, const char *second, const char *database,
                     const char *context) {
  const SqliteConnection *connection = user;
  if (connection->access == SQLITE_SETUP)
    return SQLITE_OK;
  return may(connection, action, first, second, database, context) ? SQLITE_OK : SQLITE_DENY;
}

/* ---------------------------------------------------------------- the views */

static const char *rule_of(SkSeen seen) {
  switch (seen) {
  case SK_SEEN_BY_LABEL:
    return sk_sqlite_rule_label;
  case SK_SEEN_BY_CLEARANCE:
    return sk_sqlite_rule_clearance;
  case SK_SEEN_BY_ALL:
    return sk_sqlite_rule_all;
  case SK_SEEN_BY_NOBODY:
    break;
  }
  return NULL;
}

static char *fill(const char *text, const char *const *pairs) {
  GString *out = g_string_new(text);
  for (gsize i = 0; pairs[i] != NULL; i += 2)
    g_string_replace(out, pairs[i], pairs[i + 1], 0);
  return g_string_free(out, FALSE);
}

static gboolean make_views(SkDb *db, const SkTable *table, GError **error) {
  SqliteConnection *connection = db->handle;
  g_autofree char *inner = g_strdup_printf("door_%s_%s", connection->secret, table->name);
  const char *const pairs[] = { "{inner}", inner, "{table}", table->name, "{rule}", rule_of(table->seen), NULL };
  g_autofree char *inside = fill(sk_sqlite_door_inner, pairs);
  g_autofree char *outside = fill(sk_sqlite_door_outer, pairs);
  return sqlite_execute(db, inside, error) && sqlite_execute(db, outside, error);
}

gboolean sqlite_open_door(SkDb *db, GError **error) {
  SqliteConnection *connection = db->handle;
  uint8_t secret[8];
  randombytes_buf(secret, sizeof secret);
  sodium_bin2hex(connection->secret, sizeof connection->secret, secret, sizeof secret);
  if (!make_functions(connection, db, error))
    return FALSE;
  for (gsize i = 0; i < sk_table_count; i++)
    if (rule_of(sk_tables[i].seen) != NULL && !make_views(db, &sk_tables[i], error))
      return FALSE;
  sqlite3_set_authorizer(connection->sqlite, authorize, connection);
  return TRUE;
}
