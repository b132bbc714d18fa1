/* Reaching a register on a PostgreSQL server, and the proof that the server keeps what it acknowledges. */
#include "base/error.h"
#include "store/dialect/postgres.h"
#include "store/engine_postgres.h"

#include <string.h>

#define OLDEST 150000 /* views that take the rights of their reader came with version 15 */

/* Every setting the register relies on, in the order in which sk_postgres_settings asks for them. */
static const struct {
  const char *name, *expect;
} settings[] = {
  { "synchronous_commit", "on" },
  { "fsync", "on" },
  { "full_page_writes", "on" },
  { "server_encoding", "UTF8" },
  { "client_encoding", "UTF8" },
  { "row_security", "on" },
  { "standard_conforming_strings", "on" },
};

/* ---------------------------------------------------------------- what went wrong */

/* By SQLSTATE: a whole code, or the class of its first two letters. The first that fits. */
static const struct {
  const char *state;
  SkErrorCode code;
} states[] = {
  { "23505", SK_ERROR_DUPLICATE },
  { "23", SK_ERROR_REFUSED },
  { "22", SK_ERROR_REFUSED },
  { "42501", SK_ERROR_DENIED },
  { "55P03", SK_ERROR_BUSY },
  { "40", SK_ERROR_BUSY },
  { "57014", SK_ERROR_INTERRUPTED },
  { "57P", SK_ERROR_IO },
  { "53", SK_ERROR_IO },
  { "58", SK_ERROR_IO },
  { "XX", SK_ERROR_CORRUPT },
  { "08", SK_ERROR_IO },
};

static SkErrorCode code_of(const PostgresConnection *connection, const PGresult *result) {
  const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  for (gsize i = 0; state != NULL && i < G_N_ELEMENTS(states); i++)
    if (g_str_has_prefix(state, states[i].state))
      return states[i].code;
  return PQstatus(connection->server) == CONNECTION_BAD ? SK_ERROR_IO : SK_ERROR_FAILED;
}

void postgres_fail(PostgresConnection *connection, const PGresult *result, const char *what, GError **error) {
  const char *said = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  g_autofree char *text = g_strdup(said != NULL ? said : PQerrorMessage(connection->server));
  sk_error_set(error, code_of(connection, result), "%s: %s", what, g_strstrip(text));
}

/* ---------------------------------------------------------------- connecting */

static void stay_quiet(void *user, const PGresult *result) {
  (void)user;
  (void)result;
}

/* A password in an address is seen by everybody who lists processes or reads the configuration, so none is taken. */
static gboolean has_no_password(const char *place, GError **error) {
  char *failed = NULL;
  PQconninfoOption *options = PQconninfoParse(place, &failed);
  gboolean readable = options != NULL, secret = FALSE;
  for (const PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++)
    secret = secret || (option->val != NULL && g_str_has_suffix(option->keyword, "password"));
  PQconninfoFree(options);
  PQfreemem(failed);
  if (!readable) /* what libpq says of it would quote it */
    sk_error_set(error, SK_ERROR_REFUSED,
                 "the address of the server is not one; write postgresql://USER@HOST/DATABASE");
  else if (secret)
    sk_error_set(error, SK_ERROR_REFUSED,
                 "leave the password out of the address, where others can read it: put it in ~/.pgpass (mode 0600) or "
                 "in the environment as PGPASSWORD");
  return readable && !secret;
}

static void fail_connect(PGconn *server, GError **error) {
  g_autofree char *said = g_strdup(PQerrorMessage(server));
  if (PQconnectionUsedPassword(server) || PQconnectionNeedsPassword(server))
    sk_error_set(
        error, SK_ERROR_DENIED,
        "the PostgreSQL server did not let this user in: %s; the password is taken from ~/.pgpass or PGPASSWORD",
        g_strstrip(said));
  else
    sk_error_set(error, SK_ERROR_IO,
                 "the PostgreSQL server could not be reached: %s; check that it runs, that the database was made "
                 "(createdb) and that the address is right",
                 g_strstrip(said));
}

static gboolean connect_to(PostgresConnection *connection, const char *place, GError **error) {
  static const char *const names[] = { "connect_timeout", "dbname", "client_encoding", "application_name", NULL };
  const char *const values[] = { "10", place, "UTF8", "saikai", NULL };
  connection->server = PQconnectdbParams(names, values, 1);
  if (PQstatus(connection->server) != CONNECTION_OK) {
    fail_connect(connection->server, error);
    return FALSE;
  }
  PQsetNoticeReceiver(connection->server, stay_quiet, NULL);
  int version = PQserverVersion(connection->server);
  if (version >= OLDEST)
    return TRUE;
  sk_error_set(error, SK_ERROR_REFUSED, "the server is PostgreSQL %d; a register needs version 15 or later",
               version / 10000);
  return FALSE;
}

static gboolean settings_hold(SkDb *db, GError **error) {
  g_autoptr(PGresult) result = postgres_ask(db, sk_postgres_settings, 0, NULL, error);
  for (gsize i = 0; result != NULL && i < G_N_ELEMENTS(settings); i++) {
    const char *value = PQgetvalue(result, 0, (int)i);
    if (strcmp(value, settings[i].expect) == 0)
      continue;
    sk_error_set(error, SK_ERROR_CORRUPT, "the server runs with %s = %s, and this program works only with %s",
                 settings[i].name, value, settings[i].expect);
    return FALSE;
  }
  return result != NULL;
}

gboolean postgres_open(SkDb *db, gboolean create, GError **error) {
  PostgresConnection *connection = g_new0(PostgresConnection, 1);
  db->handle = connection;
  connection->role = POSTGRES_ROLE_OWNER;
  connection->let = -1;
  return has_no_password(db->store->place, error) && connect_to(connection, db->store->place, error) &&
         postgres_execute(db, sk_postgres_connect, error) && settings_hold(db, error) &&
         (!create || postgres_execute(db, sk_postgres_schema, error));
}

gboolean postgres_is_lost(const PostgresConnection *connection) {
  return PQstatus(connection->server) != CONNECTION_OK;
}

/* What was set in the connection is set again; statements are prepared anew as they are used. */
gboolean postgres_reach(SkDb *db, GError **error) {
  PostgresConnection *connection = db->handle;
  if (!postgres_is_lost(connection))
    return TRUE;
  if (connection->in_transaction) {
    sk_error_set(error, SK_ERROR_IO, "the connection to the PostgreSQL server was lost");
    return FALSE;
  }
  PQreset(connection->server);
  if (postgres_is_lost(connection)) {
    fail_connect(connection->server, error);
    return FALSE;
  }
  connection->reached++;
  connection->role = POSTGRES_ROLE_OWNER;
  connection->let = -1;
  return postgres_execute(db, sk_postgres_connect, error) && settings_hold(db, error);
}

void postgres_close(SkDb *db) {
  PostgresConnection *connection = db->handle;
  PQfinish(connection->server);
  g_free(connection->reader);
  g_free(connection);
  db->handle = NULL;
}
