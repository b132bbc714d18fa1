/* The read door on PostgreSQL. Three locks, one behind the other:
 * the statement's text may hold only a query over seen_ views with functions that look at nothing else; it runs as a
 * role that owns nothing, may name no table and cannot read what is not seen by anybody; and row-level security of the
 * tables asks for each row whether the session's clearance covers it, by a setting that this role cannot forge. */
#include "store/door.h"

#include "base/error.h"
#include "store/dialect/postgres.h"
#include "store/engine_postgres.h"
#include "store/migrate.h"

#include <sodium.h>
#include <string.h>

#define SECRET_BYTES 32
#define NAME_MOST 63 /* bytes of a name that the server keeps */

/* ---------------------------------------------------------------- the key */

/* A keyed digest of a fixed text: proves the key and says nothing about it. */
static char *key_check(const SkKey *key) {
  static const char text[] = "saikai register key";
  uint8_t digest[SECRET_BYTES];
  char hex[2 + 2 * SECRET_BYTES + 1] = "\\x";
  crypto_generichash(digest, sizeof digest, (const uint8_t *)text, sizeof text, sk_key_bytes(key), SK_KEY_BYTES);
  sodium_bin2hex(hex + 2, sizeof hex - 2, digest, sizeof digest);
  return g_strdup(hex);
}

gboolean postgres_check_key(SkDb *db, GError **error) {
  g_autofree char *wanted = key_check(db->store->key);
  g_autoptr(PGresult) result = postgres_ask(db, sk_postgres_door_key, 0, NULL, error);
  if (result == NULL)
    return FALSE;
  if (PQntuples(result) == 1 && strcmp(PQgetvalue(result, 0, 0), wanted) == 0)
    return TRUE;
  sk_error_set(error, SK_ERROR_LOCKED, "the key does not open this database");
  return FALSE;
}

gboolean postgres_set_key(SkDb *db, const SkKey *key, GError **error) {
  g_autofree char *check = key_check(key);
  const char *const values[] = { check };
  g_autoptr(PGresult) result = postgres_ask(db, sk_postgres_door_rekey, 1, values, error);
  return result != NULL;
}

/* ---------------------------------------------------------------- making it */

/* The role that reads this database: named after it, in letters that need no quotes. */
static char *reader_name(const PostgresConnection *connection) {
  g_autofree char *name = g_strconcat("saikai_reader_", PQdb(connection->server), NULL);
  g_autofree char *lower = g_ascii_strdown(name, -1);
  g_strcanon(lower, "abcdefghijklmnopqrstuvwxyz0123456789_", '_');
  return g_strndup(lower, NAME_MOST);
}

static gboolean is_there(SkDb *db, const char *question, const char *reader, gboolean *ret_there, GError **error) {
  const char *const values[] = { reader };
  g_autoptr(PGresult) result = postgres_ask(db, question, 1, values, error);
  if (result == NULL)
    return FALSE;
  *ret_there = PQntuples(result) > 0;
  return TRUE;
}

/* Runs `text` about the reader unless `question` says that it is so already. */
static gboolean settle(SkDb *db, const char *question, const char *text, const char *reader, GError **error) {
  const char *const pairs[] = { "{reader}", reader, NULL };
  g_autofree char *sql = postgres_fill(text, pairs);
  gboolean there = FALSE;
  if (!is_there(db, question, reader, &there, error))
    return FALSE;
  if (there || postgres_execute(db, sql, error))
    return TRUE;
  g_prefix_error(error,
                 "the role %s could not be made; let an administrator of the server allow this user to make roles "
                 "(CREATEROLE), or make it and grant it to this user: ",
                 reader);
  return FALSE;
}

static gboolean make_row(SkDb *db, const char *reader, GError **error) {
  uint8_t secret[SECRET_BYTES];
  char hex[2 + 2 * SECRET_BYTES + 1] = "\\x";
  g_autofree char *check = key_check(db->store->key);
  randombytes_buf(secret, sizeof secret);
  sodium_bin2hex(hex + 2, sizeof hex - 2, secret, sizeof secret);
  const char *const values[] = { reader, hex, check };
  g_autoptr(PGresult) result = postgres_ask(db, sk_postgres_door_row, 3, values, error);
  return result != NULL;
}

static const char *rule_of(SkSeen seen) {
  switch (seen) {
  case SK_SEEN_BY_LABEL:
    return sk_postgres_rule_label;
  case SK_SEEN_BY_CLEARANCE:
    return sk_postgres_rule_clearance;
  case SK_SEEN_BY_ALL:
    return sk_postgres_rule_all;
  case SK_SEEN_BY_NOBODY:
    break;
  }
  return NULL;
}

static gboolean guard_table(SkDb *db, const SkTable *table, const char *reader, GError **error) {
  const char *rule = rule_of(table->seen);
  const char *const pairs[] = { "{table}", table->name, "{reader}", reader, "{rule}", rule != NULL ? rule : "", NULL };
  g_autofree char *kept = postgres_fill(sk_postgres_table_kept, pairs);
  g_autofree char *seen = postgres_fill(sk_postgres_table_seen, pairs);
  return postgres_execute(db, kept, error) && (rule == NULL || postgres_execute(db, seen, error));
}

gboolean postgres_need_reader(SkDb *db, const char *reader, GError **error) {
  return settle(db, sk_postgres_reader_there, sk_postgres_reader_new, reader, error) &&
         settle(db, sk_postgres_reader_member, sk_postgres_reader_join, reader, error);
}

/* A register that was moved here keeps the role that its tables name. */
static char *kept_reader(SkDb *db, GError **error) {
  g_autofree char *fresh = reader_name(db->handle);
  if (!postgres_execute(db, sk_postgres_door, error) || !make_row(db, fresh, error))
    return NULL;
  g_autoptr(PGresult) result = postgres_ask(db, sk_postgres_door_name, 0, NULL, error);
  return result != NULL ? g_strdup(PQgetvalue(result, 0, 0)) : NULL;
}

gboolean postgres_make_door(SkDb *db, GError **error) {
  g_autofree char *reader = kept_reader(db, error);
  if (reader == NULL)
    return FALSE;
  const char *const pairs[] = { "{reader}", reader, NULL };
  g_autofree char *functions = postgres_fill(sk_postgres_door_functions, pairs);
  if (!postgres_need_reader(db, reader, error) || !postgres_execute(db, functions, error))
    return FALSE;
  for (gsize i = 0; i < sk_table_count; i++)
    if (!guard_table(db, &sk_tables[i], reader, error))
      return FALSE;
  return TRUE;
}

/* ---------------------------------------------------------------- going through it */

gboolean postgres_open_door(SkDb *db, GError **error) {
  PostgresConnection *connection = db->handle;
  g_autoptr(PGresult) result = postgres_ask(db, sk_postgres_door_reader, 0, NULL, error);
  if (result == NULL)
    return FALSE;
  if (PQntuples(result) == 1 && strcmp(PQgetvalue(result, 0, 1), "2") == 0) {
    connection->reader = g_strdup(PQgetvalue(result, 0, 0));
    return TRUE;
  }
  sk_error_set(
      error, SK_ERROR_REFUSED,
      "the role %s through which this register is read is not on this server or not granted to this user; when "
      "moving a register, make the role before loading the dump",
      PQntuples(result) == 1 ? PQgetvalue(result, 0, 0) : "");
  return FALSE;
}

static gboolean be(PostgresConnection *connection, PostgresRole role, GError **error) {
  if (connection->role == role)
    return TRUE;
  const char *const pairs[] = { "{reader}", connection->reader, NULL };
  g_autofree char *sql =
      role == POSTGRES_ROLE_READER ? postgres_fill(sk_postgres_act_as, pairs) : g_strdup(sk_postgres_act_as_owner);
  g_autoptr(PGresult) result = PQexec(connection->server, sql);
  connection->role = PQresultStatus(result) == PGRES_COMMAND_OK ? role : POSTGRES_ROLE_UNKNOWN;
  if (connection->role != role)
    postgres_fail(connection, result, "the database refused", error);
  return connection->role == role;
}

/* Tells the server the clearance, signed by its own secret. */
static gboolean let(SkDb *db, GError **error) {
  PostgresConnection *connection = db->handle;
  char clearance[24];
  const char *const values[] = { clearance };
  if (connection->let == db->clearance)
    return TRUE;
  g_snprintf(clearance, sizeof clearance, "%" G_GINT64_FORMAT, db->clearance);
  g_autoptr(PGresult) result = postgres_ask(db, sk_postgres_let, 1, values, error);
  connection->let = result != NULL ? db->clearance : -1;
  return result != NULL;
}

gboolean postgres_act(SkDb *db, SkAccess access, GError **error) {
  if (!postgres_reach(db, error))
    return FALSE;
  if (access != SK_ACCESS_DOOR)
    return be(db->handle, POSTGRES_ROLE_OWNER, error);
  return let(db, error) && be(db->handle, POSTGRES_ROLE_READER, error);
}
