/* Inside access only: codes for whoever lost the second factor. Each opens once. 60 random bits, kept as keyed digests.
 */
#pragma once

#include "access/second_factor.h"
#include "store/work.h"

/* New ones in place of whatever there was. */
gboolean recovery_renew(SkWork *work, int64_t account, SkRecoveryCodes *ret_codes, GError **error);
/* Uses one up. *ret_taken FALSE: `code`, in capitals without blanks, is none of them. */
gboolean recovery_take(SkWork *work, int64_t account, const char *code, gboolean *ret_taken, GError **error);
