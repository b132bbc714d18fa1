/* Files kept byte for byte, encrypted (libsodium secretstream) under a key per source. The source keys are wrapped with
 * the database key and kept beside the blobs, not in the database: when a source is withdrawn its key is destroyed, and
 * neither the register nor a copy of its database can open its files again. */
#pragma once

#include "store/work.h"

#include <gio/gio.h>

/* Stores what `input` gives for `source` under `label`; digest and size are computed on the way; memory stays bounded.
 * The bytes are durable before the row is written; a rolled-back work leaves at most an unreadable file for
 * sk_blob_sweep. */
gboolean sk_blob_put(SkWork *work, int64_t source, int64_t label, GInputStream *input, int64_t *ret_blob,
                     GError **error);
/* Writes the plain bytes to `output`; SK_ERROR_CORRUPT when a byte differs, SK_ERROR_NOT_FOUND when the key is gone or
 * the session may not see it. */
gboolean sk_blob_get(SkDb *db, int64_t blob, GOutputStream *output, GError **error);
/* The plain bytes as a stream, which the connection outlives; SK_ERROR_CORRUPT may come as late as at its end. */
GInputStream *sk_blob_open(SkDb *db, int64_t blob, GError **error);
/* The same past the door, for work that goes on with a file it need not show, or shows it to whom the caller knows. */
GInputStream *sk_blob_open_within(SkDb *db, int64_t blob, GError **error);
/* How many sources files are kept of, and of how many of them the key is there and opens: those files can be read. */
gboolean sk_blob_keys(SkDb *db, int64_t *ret_sources, int64_t *ret_known, GError **error);
/* Destroys the source's key and its files (overwritten, then removed). Call before the commit of a withdrawal. */
gboolean sk_blob_destroy_source(SkWork *work, int64_t source, GError **error);
/* Removes files no row names (of work that was rolled back). */
gboolean sk_blob_sweep(SkWork *work, int64_t *ret_removed, GError **error);

/* The database changes its key: first each source's key is wrapped with `next` too, beside the wrapping in force; then
 * the database is encrypted anew; then the wrapping that fits its key stays and the other goes. Reading works
 * throughout, and settling after an interruption at any moment gives the right one. */
gboolean sk_blob_wrap_next(const SkStore *store, const SkKey *next, GError **error);
gboolean sk_blob_settle_keys(const SkStore *store, GError **error);
