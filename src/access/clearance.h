/* What an account sees at this moment: its grants in force, as an interned clearance. */
#pragma once

#include "store/work.h"

/* The clearance that fits `account`'s grants now. Usually the stored one; when a grant began or ended, a compartment
 * came into being under a grant of all, or an embargo passed, it is interned, its persons are made, and it is stored
 * with the account (a unit of work of its own, journalled). */
gboolean sk_clearance_settle(SkDb *db, int64_t account, int64_t stored, int64_t *ret_clearance, GError **error);
/* The clearance of a level and these codes (NULL-terminated; "*" stands for every compartment), with its persons. */
gboolean sk_clearance_make(SkWork *work, int level, const char *const *codes, int64_t *ret_clearance, GError **error);
/* The same as settle inside a running unit of work, at a level. Makes persons for a clearance that is new. */
gboolean sk_clearance_assign(SkWork *work, int64_t account, int level, int64_t *ret_clearance, GError **error);
/* Whether a moment at which something ends lies ahead; NULL is open. */
gboolean sk_clearance_is_in_force(gboolean has_end, int64_t end, int64_t now);
