/* A register on a PostgreSQL server, carried into another database by pg_dump and pg_restore (src/upkeep/dump.h). The
 * dump holds the tables of the schema saikai with what guards them; the role that reads is no part of a database and
 * has to be there before, and the views are made anew after. */
#pragma once

#include "store/store.h"

/* The role this register is read through; the caller frees. NULL for SQLite. */
char *sk_move_reader(const SkDb *db);
/* Makes the database at `place` ready to receive: nothing of a register may be there (SK_ERROR_DUPLICATE), and the role
 * is made. SK_ERROR_USAGE when it is no address of a server. */
gboolean sk_move_prepare(const char *place, const SkKey *key, const char *reader, GError **error);
/* Makes the read door after the tables came. */
gboolean sk_move_settle(SkStore *store, GError **error);
/* Takes out again what came in, after a failure; what cannot be done is left. */
void sk_move_forget(const char *place, const SkKey *key);
/* A new, empty database on the server of `db`, for a trial: *ret_place its address, which the caller frees. What an
 * earlier trial left goes first. SK_ERROR_DENIED when this user may make no database there; SK_ERROR_USAGE for SQLite.
 */
gboolean sk_move_trial_begin(const SkDb *db, char **ret_place, GError **error);
/* Takes it away with all in it, whoever is connected; what cannot be done is left to the next trial. */
void sk_move_trial_end(const SkDb *db);
