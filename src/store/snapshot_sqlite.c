#include "store/snapshot_sqlite.h"

#include "base/error.h"
#include "store/dialect/sqlite.h"
#include "store/log_sqlite.h"

#include <sodium.h>
#include <string.h>

typedef struct {
  sqlite3_stmt *statement;
} Asked;

static void asked_clear(Asked *asked) {
  sqlite3_finalize(asked->statement);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Asked, asked_clear)

/* Prepares `sql` outside the door and takes its first step. */
static int ask(SqliteConnection *connection, const char *sql, const char *value, Asked *asked) {
  connection->access = SQLITE_SETUP;
  int code = sqlite3_prepare_v2(connection->sqlite, sql, -1, &asked->statement, NULL);
  if (code == SQLITE_OK && value != NULL)
    code = sqlite3_bind_text(asked->statement, 1, value, -1, SQLITE_TRANSIENT);
  return code == SQLITE_OK ? sqlite3_step(asked->statement) : code;
}

gboolean sqlite_snapshot(SkDb *db, const char *path, GError **error) {
  g_auto(Asked) asked = { NULL };
  int code = ask(db->handle, sk_sqlite_copy, path, &asked);
  if (code != SQLITE_DONE)
    sqlite_fail(db->handle, code, "the database could not be copied", error);
  return code == SQLITE_DONE;
}

static gboolean check_pages(SqliteConnection *connection, GError **error) {
  g_auto(Asked) asked = { NULL };
  int code = ask(connection, sk_sqlite_integrity, NULL, &asked);
  if (code != SQLITE_ROW) {
    sqlite_fail(connection, code, "the database could not be checked", error);
    return FALSE;
  }
  const char *found = (const char *)sqlite3_column_text(asked.statement, 0);
  if (g_strcmp0(found, "ok") == 0)
    return TRUE;
  sk_error_set(error, SK_ERROR_CORRUPT, "the database is damaged: %s", found);
  return FALSE;
}

static gboolean check_references(SqliteConnection *connection, GError **error) {
  g_auto(Asked) asked = { NULL };
  int code = ask(connection, sk_sqlite_references, NULL, &asked);
  if (code == SQLITE_DONE)
    return TRUE;
  if (code == SQLITE_ROW)
    sk_error_set(error, SK_ERROR_CORRUPT, "the database is damaged: a row of %s points to a row of %s that is gone",
                 (const char *)sqlite3_column_text(asked.statement, 0),
                 (const char *)sqlite3_column_text(asked.statement, 2));
  else
    sqlite_fail(connection, code, "the database could not be checked", error);
  return FALSE;
}

gboolean sqlite_check(SkDb *db, GError **error) {
  return check_pages(db->handle, error) && check_references(db->handle, error);
}

/* The first column of the answer says whether somebody's reading stood in the way. */
static gboolean empty_log(SqliteConnection *connection, GError **error) {
  g_auto(Asked) asked = { NULL };
  int code = ask(connection, sk_sqlite_empty_log, NULL, &asked);
  if (code != SQLITE_ROW) {
    sqlite_fail(connection, code, "the log could not be emptied", error);
    return FALSE;
  }
  if (sqlite3_column_int(asked.statement, 0) == 0)
    return TRUE;
  sk_error_set(error, SK_ERROR_BUSY,
               "the log could not be emptied while somebody reads; stop the server and try again");
  return FALSE;
}

/* Statements of the connection hold the database open for reading until they are reset, so they are dropped first. */
gboolean sqlite_scrub(SkDb *db, GError **error) {
  g_hash_table_remove_all(db->runs);
  if (!sqlite_execute(db, sk_sqlite_anew, error))
    return FALSE;
  sqlite_log_stop(db->store); /* two cannot bring the log in at once */
  return empty_log(db->handle, error);
}

static gboolean set_journal(SqliteConnection *connection, const char *sql, const char *wanted, GError **error) {
  g_auto(Asked) asked = { NULL };
  int code = ask(connection, sql, NULL, &asked);
  if (code == SQLITE_ROW && g_strcmp0((const char *)sqlite3_column_text(asked.statement, 0), wanted) == 0)
    return TRUE;
  sk_error_set(error, SK_ERROR_BUSY, "the database is in use; stop the server and everything else that uses it first");
  return FALSE;
}

static gboolean change_key(SqliteConnection *connection, const SkKey *key, GError **error) {
  char text[4 + 2 * SK_KEY_BYTES + 1] = "raw:";
  sodium_bin2hex(text + 4, sizeof text - 4, sk_key_bytes(key), SK_KEY_BYTES);
  int code = sqlite3_rekey_v2(connection->sqlite, "main", text, (int)strlen(text));
  sodium_memzero(text, sizeof text);
  if (code != SQLITE_OK)
    sqlite_fail(connection, code, "the database could not be encrypted anew", error);
  return code == SQLITE_OK;
}

/* Without the log every page is rewritten in one transaction with a rollback journal: a crash leaves the old key. */
gboolean sqlite_rekey(SkStore *store, const SkKey *key, GError **error) {
  g_autoptr(SkDb) db = sk_store_connect(store, error);
  if (db == NULL)
    return FALSE;
  g_hash_table_remove_all(db->runs);
  sqlite_log_stop(store);
  return set_journal(db->handle, sk_sqlite_without_log, "delete", error) && change_key(db->handle, key, error) &&
         set_journal(db->handle, sk_sqlite_with_log, "wal", error);
}
