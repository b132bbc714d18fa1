/* Opening the encrypted database: key, pragmas, and the proof that they hold. */
#include "base/error.h"
#include "store/cipher_sqlite.h"
#include "store/engine_sqlite.h"
#include "store/log_sqlite.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#define BUSY_MS 30000

/* Every pragma the register relies on: how it is set, and what reading it back must give. */
static const struct {
  const char *name, *set, *expect;
} pragmas[] = {
  { "journal_mode", "WAL", "wal" },
  { "synchronous", "FULL", "2" },
  { "secure_delete", "ON", "1" },
  { "foreign_keys", "ON", "1" },
  { "temp_store", "MEMORY", "2" },
  { "trusted_schema", "OFF", "0" },
  { "cell_size_check", "ON", "1" },
  { "mmap_size", "0", "0" },
  { "cache_size", "-65536", "-65536" }, /* 64 MB, so that pages are seldom decrypted twice */
  { "wal_autocheckpoint", "0", "0" },   /* log_sqlite.h */
  { "journal_size_limit", "67108864", "67108864" },
};

void sqlite_fail(SqliteConnection *connection, int code, const char *what, GError **error) {
  int extended = connection->sqlite == NULL ? code : sqlite3_extended_errcode(connection->sqlite);
  const char *message = connection->sqlite == NULL ? sqlite3_errstr(code) : sqlite3_errmsg(connection->sqlite);
  if (extended == SQLITE_IOERR_FSYNC || extended == SQLITE_IOERR_DIR_FSYNC) {
    g_printerr("saikai: the disk did not confirm a write (fsync): %s; stopping at once, nothing acknowledged is lost\n",
               message);
    abort();
  }
  SkErrorCode kind = SK_ERROR_FAILED;
  switch (extended & 0xff) {
  case SQLITE_NOTADB:
    kind = SK_ERROR_LOCKED;
    message = "the key does not open this database";
    break;
  case SQLITE_AUTH:
    kind = SK_ERROR_DENIED;
    break;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    kind = SK_ERROR_BUSY;
    break;
  case SQLITE_CONSTRAINT:
    kind = extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY ? SK_ERROR_DUPLICATE
                                                                                            : SK_ERROR_REFUSED;
    break;
  case SQLITE_CORRUPT:
    kind = SK_ERROR_CORRUPT;
    break;
  case SQLITE_INTERRUPT:
    kind = SK_ERROR_INTERRUPTED;
    break;
  case SQLITE_IOERR:
  case SQLITE_FULL:
  case SQLITE_CANTOPEN:
  case SQLITE_READONLY:
    kind = SK_ERROR_IO;
    break;
  default:
    break;
  }
  sk_error_set(error, kind, "%s: %s", what, message);
}

gboolean sqlite_execute(SkDb *db, const char *sql, GError **error) {
  SqliteConnection *connection = db->handle;
  connection->access = SQLITE_SETUP;
  int code = sqlite3_exec(connection->sqlite, sql, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  sqlite_fail(connection, code, "the database refused", error);
  return FALSE;
}

static gboolean give_key(SqliteConnection *connection, const SkKey *key, GError **error) {
  char text[4 + 2 * SK_KEY_BYTES + 1] = "raw:"; /* a raw key: no derivation, so opening takes milliseconds */
  sodium_bin2hex(text + 4, sizeof text - 4, sk_key_bytes(key), SK_KEY_BYTES);
  int code = sqlite3_key_v2(connection->sqlite, "main", text, (int)strlen(text));
  sodium_memzero(text, sizeof text);
  if (code != SQLITE_OK)
    sqlite_fail(connection, code, "the key was not taken", error);
  return code == SQLITE_OK;
}

/* The first value of the first row of `sql`, as text; the caller frees. */
static char *ask(SqliteConnection *connection, const char *sql, GError **error) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(connection->sqlite, sql, -1, &statement, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_step(statement);
  char *value = code == SQLITE_ROW ? g_strdup((const char *)sqlite3_column_text(statement, 0)) : NULL;
  if (value == NULL)
    sqlite_fail(connection, code, "the database could not be read", error);
  sqlite3_finalize(statement);
  return value;
}

static gboolean settle_pragmas(SqliteConnection *connection, GError **error) {
  for (gsize i = 0; i < G_N_ELEMENTS(pragmas); i++) {
    g_autofree char *set = g_strdup_printf("PRAGMA %s = %s", pragmas[i].name, pragmas[i].set);
    g_autofree char *read = g_strdup_printf("PRAGMA %s", pragmas[i].name);
    int code = sqlite3_exec(connection->sqlite, set, NULL, NULL, NULL);
    if (code != SQLITE_OK) {
      sqlite_fail(connection, code, set, error);
      return FALSE;
    }
    g_autofree char *value = ask(connection, read, error);
    if (value == NULL)
      return FALSE;
    if (strcmp(value, pragmas[i].expect) != 0) {
      sk_error_set(error, SK_ERROR_CORRUPT, "the database runs with %s = %s, and this program works only with %s",
                   pragmas[i].name, value, pragmas[i].expect);
      return FALSE;
    }
  }
  return TRUE;
}

/* The order by bytes, under the name that PostgreSQL has for it. */
static int compare_bytes(void *user, int a_size, const void *a, int b_size, const void *b) {
  (void)user;
  int order = memcmp(a, b, (size_t)MIN(a_size, b_size));
  return order != 0 ? order : a_size - b_size;
}

gboolean sqlite_open(SkDb *db, gboolean create, GError **error) {
  g_autofree char *path = g_build_filename(db->store->place, "saikai.db", NULL);
  if (create && g_mkdir_with_parents(db->store->place, 0700) != 0) {
    sk_error_set(error, SK_ERROR_IO, "%s could not be made: %s", db->store->place, g_strerror(errno));
    return FALSE;
  }
  if (!create && !g_file_test(path, G_FILE_TEST_EXISTS)) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no register at %s; `saikai init` makes one", db->store->place);
    return FALSE;
  }
  if (!sqlite_cipher_use()) {
    sk_error_set(error, SK_ERROR_FAILED, "the cipher of the database's pages could not be set up");
    return FALSE;
  }
  SqliteConnection *connection = g_new0(SqliteConnection, 1);
  db->handle = connection;
  connection->access = SQLITE_SETUP;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
  int code = sqlite3_open_v2(path, &connection->sqlite, flags, NULL);
  if (code != SQLITE_OK) {
    sqlite_fail(connection, code, path, error);
    return FALSE;
  }
  sqlite3_extended_result_codes(connection->sqlite, 1);
  sqlite3_busy_timeout(connection->sqlite, BUSY_MS);
  sqlite3_create_collation(connection->sqlite, "C", SQLITE_UTF8, NULL, compare_bytes);
  sqlite3_db_config(connection->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  /* Plans do not depend on values: else a parameter behind LIMIT has its statement prepared anew at every run. */
  sqlite3_db_config(connection->sqlite, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
  if (!give_key(connection, db->store->key, error) || !settle_pragmas(connection, error))
    return FALSE;
  sqlite_log_watch(db);
  return TRUE;
}
