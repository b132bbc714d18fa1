/* The database as one thing: copied, checked, cleared of traces, put under another key. */
#pragma once

#include "store/store.h"

/* A consistent copy at `path` (a new file) under the same key, while others read and write. SQLite only: a server is
 * dumped (src/upkeep/dump.h). */
gboolean sk_store_snapshot(SkDb *db, const char *path, GError **error);
/* Reads every page: structure and references. SK_ERROR_CORRUPT says what was found first. On PostgreSQL the server
 * looks after its pages and nothing is done. */
gboolean sk_store_check(SkDb *db, GError **error);
/* After something was destroyed: writes the database anew and empties its log, so that neither holds what was deleted.
 * SK_ERROR_BUSY while somebody reads. */
gboolean sk_store_scrub(SkDb *db, GError **error);
/* Puts the database under a new key, in one step or not at all; from then on the store opens with the new key. SQLite:
 * every page is encrypted anew, and the store must have no other connection (SK_ERROR_BUSY). PostgreSQL: saikai
 * encrypts no pages there, and what the key does change is the wrapping of the keys of kept files. */
gboolean sk_store_rekey(SkStore *store, const SkKey *key, GError **error);
