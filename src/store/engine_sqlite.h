/* Parts of the SQLite engine. Internal to src/store. */
#pragma once

#include "store/engine.h"

#include <sqlite3.h>

typedef struct {
  sqlite3 *sqlite;
  char secret[17]; /* of the names of the inner views */
  int access;      /* SkAccess of the statement at hand, or SQLITE_SETUP */
} SqliteConnection;

#define SQLITE_SETUP (-1) /* opening and migrating: everything is allowed */

/* Sets *error from the connection's last failure. A failed fsync ends the process: nothing after it can be trusted. */
void sqlite_fail(SqliteConnection *connection, int code, const char *what, GError **error);
/* Opens DIR/saikai.db with the key and every required pragma, and checks that each holds. */
gboolean sqlite_open(SkDb *db, gboolean create, GError **error);
/* The authorizer, the functions over the labels in force, and the views (door_sqlite.c). */
gboolean sqlite_open_door(SkDb *db, GError **error);
gboolean sqlite_execute(SkDb *db, const char *sql, GError **error);
