/* Inside access only: whoever shows a password or code is counted first and forgiven when it was right; what went wrong
 * is kept in the register, so that a restart forgets nothing. Inside a session the same holds for what has to be shown
 * again; a session of the command line is not counted. */
#pragma once

#include "access/session.h"
#include "access/sign_in.h"

/* SK_ERROR_LOCKED: too many tries. */
gboolean tries_begin(SkSessionPool *pool, SkDb *db, const char *name, const char *client, GError **error);
/* It was wrong. `account` 0: nobody's. A unit of work of its own, journalled. */
gboolean tries_failed(SkSessionPool *pool, SkDb *db, int64_t account, const char *name, const char *client,
                      GError **error);
/* It was right; keeps that with the work. */
gboolean tries_right(SkSessionPool *pool, SkWork *work, const char *name, const char *client, GError **error);

gboolean tries_begin_again(SkSession *session, GError **error);
gboolean tries_failed_again(SkSession *session, GError **error);
gboolean tries_right_again(SkWork *work, SkSession *session, GError **error);
