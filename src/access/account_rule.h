/* Inside access only: what an account must be before it is written. */
#pragma once

#include "access/account.h"

/* SK_ERROR_REFUSED, naming the field and the rule, when the spec breaks one. Looks at nothing but the spec. */
gboolean sk_account_check(const SkAccountSpec *spec, GError **error);
