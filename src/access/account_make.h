/* Inside access only: the rows of a new account. */
#pragma once

#include "access/account.h"

/* Adds them, with `hash` as the password (NULL none). The spec was checked. SK_ERROR_DUPLICATE: the name is taken. */
gboolean account_make(SkWork *work, const SkAccountSpec *spec, const char *hash, SkId *ret_public, GError **error);
