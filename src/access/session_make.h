/* Inside access only: how a session comes to be, once it is known whose it is. */
#pragma once

#include "access/sign_in.h"

/* A session of `account` over `db`, roles and clearance settled. Takes `db` over, also on failure: it goes back to
 * `pool`, or is freed when that is NULL (the command line). SK_ERROR_DENIED when the account is gone or disabled. */
SkSession *sk_session_make(SkDb *db, int64_t account, SkSessionPool *pool, GError **error);
/* NULL for a session of the command line. */
SkSessionPool *session_pool(const SkSession *session);
/* Whether one of its roles must have a second factor. */
gboolean session_factor_is_required(const SkSession *session);
/* Reads again what it may do: a second factor was paired. */
gboolean session_refresh(SkSession *session, GError **error);
