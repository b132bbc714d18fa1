/* Who is at work, what they may do and what they see: the handle every service takes.
 *
 * A session is one connection (one thread at a time), an account, its permissions (the union of its roles in force) and
 * its clearance (its grants in force). Roles and grants that ended, and embargoes that passed, are settled when a
 * session is opened or resumed, never later; anything in doubt closes. */
#pragma once

#include "access/role.h"
#include "base/clock.h"
#include "store/work.h"

typedef struct SkSession SkSession;

/* A session of the local command line for `account`. Whoever can open the register holds its key, so no password is
 * asked; what is done is journalled under that account. SK_ERROR_DENIED when there is no such account or it is
 * disabled. */
SkSession *sk_session_open(SkStore *store, const char *account, GError **error);

SkDb *sk_session_db(const SkSession *session);
int64_t sk_session_account(const SkSession *session);
const char *sk_session_name(const SkSession *session);     /* of the account */
const char *sk_session_language(const SkSession *session); /* of the account, or NULL */
int64_t sk_session_clearance(const SkSession *session);
/* Whether one of its roles must have a second factor and none is paired: over the web it has no permission until then.
 */
gboolean sk_session_owes_factor(const SkSession *session);
gboolean sk_session_may(const SkSession *session, SkPermission permission);
/* SK_ERROR_DENIED, naming the permission, when the session lacks it. A NULL session lacks every permission. */
gboolean sk_session_require(const SkSession *session, SkPermission permission, GError **error);

/* Begins the session's unit of work after asking for the permission. One at a time. */
SkWork *sk_session_work(SkSession *session, SkPermission permission, GError **error);

/* Closes the connection, or gives it back to the pool it came from. NULL is fine. */
void sk_session_free(SkSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkSession, sk_session_free)
