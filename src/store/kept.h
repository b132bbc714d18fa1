/* What a run of the linkage engine keeps of pairs for the next one (table link_kept), and the seal that tells whether
 * it is still what that run left: nothing but a run that compares could make it again to see. */
#pragma once

#include "store/work.h"

/* Seals what stands in the table as kept of `run`; after each change of it. */
gboolean sk_kept_seal(SkWork *work, int64_t run, GError **error);
/* Whether what stands there is what was sealed. Nothing is. */
gboolean sk_kept_is_whole(SkSystem *system, gboolean *ret_whole, GError **error);
/* Empties the table: the next run compares. */
gboolean sk_kept_drop(SkWork *work, GError **error);
