/* The tables of a register on a PostgreSQL server as a stream, by the server's own tools pg_dump and pg_restore (Debian
 * package postgresql-client-15). The bytes go through pipes and never lie on a disk in plain. What saikai keeps apart
 * from the tables is left out: kept files and their keys (store/blob_move.h), the views and the role of the read door
 * (store/move.h). */
#pragma once

#include "store/pour.h"

/* Pours a consistent copy of the tables at `address` while others read and write. SK_ERROR_NOT_FOUND: no pg_dump;
 * SK_ERROR_IO: what it said. */
gboolean sk_dump_out(const char *address, SkPour pour, gpointer user, GError **error);

typedef struct SkDumpIn SkDumpIn;

/* Begins to load such a copy into the database at `address`, in one transaction. */
SkDumpIn *sk_dump_in_new(const char *address, GError **error);
gboolean sk_dump_in_pour(gpointer in, const void *bytes, gsize size, GError **error);
/* All bytes were poured: waits for the server to have them. */
gboolean sk_dump_in_finish(SkDumpIn *in, GError **error);
/* Unfinished, nothing of it stays in the database. NULL is fine. */
void sk_dump_in_free(SkDumpIn *in);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkDumpIn, sk_dump_in_free)
