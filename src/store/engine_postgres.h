/* Parts of the PostgreSQL engine. Internal to src/store. */
#pragma once

#include "store/engine.h"

#include <libpq-fe.h>

typedef enum { POSTGRES_ROLE_UNKNOWN, POSTGRES_ROLE_OWNER, POSTGRES_ROLE_READER } PostgresRole;

typedef struct {
  PGconn *server;
  char *reader;      /* the role of the read door */
  PostgresRole role; /* in force */
  int64_t let;       /* the clearance that the server was told; -1: none, or what it was is not known */
  int64_t names;     /* of statements and cursors: a counter */
  int64_t ended;     /* transactions that are over: cursors of an earlier one are gone */
  int64_t reached;   /* how often the server was reached: what an earlier connection knew is gone */
  gboolean in_transaction;
} PostgresConnection;

/* Types as the server numbers them (pg_type.dat). */
enum {
  POSTGRES_BOOL = 16,
  POSTGRES_BYTEA = 17,
  POSTGRES_INT8 = 20,
  POSTGRES_INT2 = 21,
  POSTGRES_INT4 = 23,
  POSTGRES_TEXT = 25,
  POSTGRES_FLOAT4 = 700,
  POSTGRES_FLOAT8 = 701,
  POSTGRES_VARCHAR = 1043,
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PGresult, PQclear)

/* Sets *error from a refused statement (`result` may be NULL: the connection's last failure). Says what the server
 * said, never the detail, which would quote values. */
void postgres_fail(PostgresConnection *connection, const PGresult *result, const char *what, GError **error);
/* Runs statements without parameters as the owner; several go as one transaction unless one is open. */
gboolean postgres_execute(SkDb *db, const char *sql, GError **error);
/* Runs one statement with text parameters as the owner; its rows as text, or NULL. */
PGresult *postgres_ask(SkDb *db, const char *sql, int count, const char *const *values, GError **error);
/* Connects to db->store->place and proves that the required settings hold. */
gboolean postgres_open(SkDb *db, gboolean create, GError **error);
/* Connects anew when the connection was lost and no transaction with it. */
gboolean postgres_reach(SkDb *db, GError **error);
/* Whether the connection was lost. */
gboolean postgres_is_lost(const PostgresConnection *connection);
/* Whether the store's key is the one the register was made with: SK_ERROR_LOCKED. */
gboolean postgres_check_key(SkDb *db, GError **error);
void postgres_close(SkDb *db);

/* door_postgres.c */
gboolean postgres_make_door(SkDb *db, GError **error);
gboolean postgres_open_door(SkDb *db, GError **error);
/* The role that reads: made when it is not there, and granted to this user. */
gboolean postgres_need_reader(SkDb *db, const char *reader, GError **error);
/* From now on `key` is the register's. Inside a transaction. */
gboolean postgres_set_key(SkDb *db, const SkKey *key, GError **error);
/* Whether the text of a door statement holds nothing but a query over seen_ views: SK_ERROR_DENIED. */
gboolean postgres_door_allows(const char *sql, GError **error);
/* Acts as the reader, with the clearance of db, or as the owner from now on. */
gboolean postgres_act(SkDb *db, SkAccess access, GError **error);
/* `text` with {words} filled in from NULL-terminated pairs; the caller frees. */
char *postgres_fill(const char *text, const char *const *pairs);
