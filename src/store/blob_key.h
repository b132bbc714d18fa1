/* The key of a source's files: random, wrapped with the database's key, kept beside the files and never in a copy of
 * the database. Internal to src/store. */
#pragma once

#include "store/work.h"

/* The source's key, made when there is none. */
SkKey *blob_key_make(SkWork *work, int64_t source, GError **error);
/* The source's key; SK_ERROR_NOT_FOUND when it was destroyed or never made. */
SkKey *blob_key_read(SkDb *db, int64_t source, GError **error);
/* The same for a key that is no source's: "keys/" and a word. It is wrapped, copied and changed like the others. */
SkKey *blob_key_make_named(SkWork *work, const char *name, GError **error);
SkKey *blob_key_named(SkDb *db, const char *name, GError **error);
/* On an engine that keeps pieces as rows: wraps every source's key with `next` instead. */
gboolean blob_key_wrap_rows(SkWork *work, const SkKey *next, int64_t *ret_keys, GError **error);
gboolean blob_key_destroy(SkWork *work, int64_t source, GError **error);
