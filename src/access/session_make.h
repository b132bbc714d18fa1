/* Inside access only: how a session comes to be, once it is known whose it is. */
#pragma once

#include "access/session.h"

/* Takes the connection back when a session ends. */
typedef void (*SkSessionReturn)(SkDb *db, gpointer owner);

/* A session of `account` over `db`, roles and clearance settled. Takes `db` over, also on failure: it goes back through
 * `give_back`, or is freed when that is NULL. SK_ERROR_DENIED when the account is gone or disabled. */
SkSession *sk_session_make(SkDb *db, int64_t account, SkSessionReturn give_back, gpointer owner, GError **error);
