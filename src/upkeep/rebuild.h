/* Derived tables (name keys, glances, tallies, persons) thrown away and made again, and the proof that it changes
 * nothing (DESIGN data rule 1). */
#pragma once

#include "base/progress.h"
#include "store/work.h"

#define SK_REBUILD_DIGEST 32

typedef struct {
  int64_t rows;
  uint8_t digest[SK_REBUILD_DIGEST]; /* of all derived rows in the order of their keys */
} SkDerivedState;

/* What the derived tables hold now. */
gboolean sk_rebuild_state(SkSystem *system, SkDerivedState *ret_state, GError **error);
/* Makes them again; journalled. *ret_changed: whether they differ now from before. What a run of the linkage engine
 * keeps of pairs is thrown away: only a run that compares makes it, and the next does. */
gboolean sk_rebuild(SkDb *db, int64_t account, SkProgress *progress, SkDerivedState *ret_state, gboolean *ret_changed,
                    GError **error);
/* Makes them again and takes it back: SK_ERROR_CORRUPT when that gave other rows. */
gboolean sk_rebuild_compare(SkDb *db, SkProgress *progress, SkDerivedState *ret_state, GError **error);
