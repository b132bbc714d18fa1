/* Kept files of a register on a server as they lie there, encrypted under their random names ("NAME", and "keys/SOURCE"
 * for the wrapped keys): for copies of the register, which hold them as the files they would be beside SQLite. */
#pragma once

#include "store/pour.h"
#include "store/work.h"

/* The names, sorted; the caller unrefs. */
GPtrArray *sk_blob_move_names(SkDb *db, GError **error);
/* Pours the bytes; SK_ERROR_NOT_FOUND, and nothing poured, when it was destroyed meanwhile. */
gboolean sk_blob_move_out(SkDb *db, const char *name, SkPour pour, gpointer user, GError **error);
/* Keeps the bytes of the file at `path` under the name. */
gboolean sk_blob_move_in(SkWork *work, const char *name, const char *path, GError **error);
