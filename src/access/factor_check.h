/* Inside access only: what signing in and sessions ask about second factors. */
#pragma once

#include "access/role.h"
#include "store/work.h"

#define FACTOR_ROLES "second factor of roles" /* the setting: words with blanks between */

/* Whether a device is paired with the account. */
gboolean factor_is_paired(SkSystem *system, int64_t account, gboolean *ret_paired, GError **error);
/* Takes a code of the account's device or one of its recovery codes, as typed: once. SK_ERROR_LOCKED when it is none.
 */
gboolean factor_take(SkWork *work, int64_t account, const char *typed, GError **error);
/* The roles that must have one, as bits of their numbers. */
gboolean factor_roles_required(SkSystem *system, uint64_t *ret_roles, GError **error);
