#include "store/engine_sqlite.h"

#include "base/error.h"
#include "store/dialect/sqlite.h"
#include "store/log_sqlite.h"

#include <malloc.h>
#include <string.h>

typedef struct {
  SkRun run;
  sqlite3_stmt *statement;
} SqliteRun;

static void close_connection(SkDb *db) {
  SqliteConnection *connection = db->handle;
  sqlite3_close_v2(connection->sqlite);
  g_free(connection);
  db->handle = NULL;
}

static gboolean has_tables(SkDb *db, gboolean *ret_has, GError **error) {
  SqliteConnection *connection = db->handle;
  sqlite3_stmt *statement = NULL;
  connection->access = SQLITE_SETUP;
  int code = sqlite3_prepare_v2(connection->sqlite, sk_sqlite_tables, -1, &statement, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_step(statement);
  if (code == SQLITE_ROW)
    *ret_has = sqlite3_column_int(statement, 0) != 0;
  else
    sqlite_fail(connection, code, "the database could not be read", error);
  sqlite3_finalize(statement);
  return code == SQLITE_ROW;
}

static const char *macro(const char *name) {
  static const char *const macros[][2] = {
    { "id", "INTEGER PRIMARY KEY" },
    { "int", "INTEGER" },
    { "real", "REAL" },
    { "text", "TEXT" },
    { "blob", "BLOB" },
    { "table", "STRICT" },
    { "clustered", "STRICT, WITHOUT ROWID" },
    { "cascade", "" }, /* views are the connection's own */
  };
  for (gsize i = 0; i < G_N_ELEMENTS(macros); i++)
    if (strcmp(macros[i][0], name) == 0)
      return macros[i][1];
  return NULL;
}

static gboolean nothing(SkDb *db, GError **error) {
  (void)db;
  (void)error;
  return TRUE;
}

/* A long write touches the same index pages again and again: while it runs more of them stay decrypted. */
static gboolean begin(SkDb *db, gboolean write, GError **error) {
  if (write)
    sqlite_log_make_room(db->store);
  return (!write || sqlite_execute(db, "PRAGMA cache_size = -180224", error)) &&
         sqlite_execute(db, write ? "BEGIN IMMEDIATE" : "BEGIN", error);
}

static void shrink(SkDb *db) {
  SqliteConnection *connection = db->handle;
  connection->access = SQLITE_SETUP;
  sqlite3_exec(connection->sqlite, "PRAGMA cache_size = -65536", NULL, NULL, NULL);
}

static gboolean commit(SkDb *db, GError **error) {
  gboolean done = sqlite_execute(db, "COMMIT", error);
  shrink(db);
  return done;
}

static void rollback(SkDb *db) {
  SqliteConnection *connection = db->handle;
  connection->access = SQLITE_SETUP;
  if (sqlite3_get_autocommit(connection->sqlite) == 0)
    sqlite3_exec(connection->sqlite, "ROLLBACK", NULL, NULL, NULL);
  shrink(db);
}

static void rest(SkDb *db) {
  sqlite3_db_release_memory(((SqliteConnection *)db->handle)->sqlite);
  malloc_trim(0); /* pages were taken between much else that stays */
}

/* ---------------------------------------------------------------- statements */

static SkRun *prepare(SkDb *db, const SkStatement *statement, GError **error) {
  SqliteConnection *connection = db->handle;
  SqliteRun *run = g_new0(SqliteRun, 1);
  run->run.db = db;
  run->run.statement = statement;
  connection->access = (int)statement->access;
  int code =
      sqlite3_prepare_v3(connection->sqlite, statement->sql, -1, SQLITE_PREPARE_PERSISTENT, &run->statement, NULL);
  if (code == SQLITE_OK)
    return &run->run;
  sqlite_fail(connection, code, "the statement could not be prepared", error);
  g_free(run);
  return NULL;
}

static int bind(sqlite3_stmt *statement, int at, const SkValue *value) {
  switch (value->type) {
  case 'i':
    return sqlite3_bind_int64(statement, at, value->integer);
  case 'd':
    return sqlite3_bind_double(statement, at, value->real);
  case 't':
    return sqlite3_bind_text64(statement, at, value->bytes.data, value->bytes.size, SQLITE_TRANSIENT, SQLITE_UTF8);
  case 'b':
    return sqlite3_bind_blob64(statement, at, value->bytes.data == NULL ? "" : value->bytes.data, value->bytes.size,
                               SQLITE_TRANSIENT);
  default:
    return sqlite3_bind_null(statement, at);
  }
}

/* Writes run to their end with their values in place, so those need no copy; reads outlive the call. */
static int bind_static(sqlite3_stmt *statement, int at, const SkValue *value) {
  if (value->type == 't')
    return sqlite3_bind_text64(statement, at, value->bytes.data, value->bytes.size, SQLITE_STATIC, SQLITE_UTF8);
  if (value->type == 'b')
    return sqlite3_bind_blob64(statement, at, value->bytes.data == NULL ? "" : value->bytes.data, value->bytes.size,
                               SQLITE_STATIC);
  return bind(statement, at, value);
}

static gboolean start(SkRun *base, const SkValue *values, GError **error) {
  SqliteRun *run = (SqliteRun *)base;
  gboolean writes = base->statement->access == SK_ACCESS_WRITE && base->statement->out[0] == '\0';
  for (int i = 0; base->statement->in[i] != '\0'; i++) {
    int code = writes ? bind_static(run->statement, i + 1, &values[i]) : bind(run->statement, i + 1, &values[i]);
    if (code != SQLITE_OK) {
      sqlite_fail(base->db->handle, code, "a value was not taken", error);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean next(SkRun *base, GError **error) {
  SqliteRun *run = (SqliteRun *)base;
  SqliteConnection *connection = base->db->handle;
  connection->access = (int)base->statement->access; /* a changed schema prepares the statement anew, inside the step */
  int code = sqlite3_step(run->statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    sqlite_fail(connection, code, "the statement failed", error);
  return code == SQLITE_ROW;
}

static int64_t changed(SkRun *base) {
  return sqlite3_changes64(((SqliteConnection *)base->db->handle)->sqlite);
}

static void finish(SkRun *base) {
  SqliteRun *run = (SqliteRun *)base;
  sqlite3_reset(run->statement);
  sqlite3_clear_bindings(run->statement);
}

static void free_run(SkRun *base) {
  SqliteRun *run = (SqliteRun *)base;
  sqlite3_finalize(run->statement);
  g_free(run);
}

static gboolean is_null(SkRun *base, int column) {
  return sqlite3_column_type(((SqliteRun *)base)->statement, column) == SQLITE_NULL;
}

static int64_t column_int64(SkRun *base, int column) {
  return sqlite3_column_int64(((SqliteRun *)base)->statement, column);
}

static double column_real(SkRun *base, int column) {
  return sqlite3_column_double(((SqliteRun *)base)->statement, column);
}

static SkBytes column_bytes(SkRun *base, int column) {
  sqlite3_stmt *statement = ((SqliteRun *)base)->statement;
  switch (sqlite3_column_type(statement, column)) {
  case SQLITE_NULL:
    return (SkBytes){ NULL, 0 };
  case SQLITE_BLOB: {
    const void *data = sqlite3_column_blob(statement, column);
    return (SkBytes){ data == NULL ? "" : data, (gsize)sqlite3_column_bytes(statement, column) };
  }
  default: {
    const void *data = sqlite3_column_text(statement, column);
    return (SkBytes){ data, (gsize)sqlite3_column_bytes(statement, column) };
  }
  }
}

const SkEngine sk_engine_sqlite = {
  .kind = SK_ENGINE_SQLITE,
  .open = sqlite_open,
  .check_key = nothing, /* the first page read needed it */
  .close = close_connection,
  .leave = sqlite_log_end,
  .execute = sqlite_execute,
  .has_tables = has_tables,
  .macro = macro,
  .make_door = nothing,
  .open_door = sqlite_open_door,
  .see = nothing,
  .begin = begin,
  .commit = commit,
  .rollback = rollback,
  .rest = rest,
  .prepare = prepare,
  .start = start,
  .next = next,
  .changed = changed,
  .finish = finish,
  .free_run = free_run,
  .is_null = is_null,
  .int64 = column_int64,
  .real = column_real,
  .bytes = column_bytes,
};
