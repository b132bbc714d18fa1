/* The SQLite side of snapshot.h. Internal to src/store. */
#pragma once

#include "store/engine_sqlite.h"

gboolean sqlite_snapshot(SkDb *db, const char *path, GError **error);
gboolean sqlite_check(SkDb *db, GError **error);
gboolean sqlite_scrub(SkDb *db, GError **error);
gboolean sqlite_rekey(SkStore *store, const SkKey *key, GError **error);
