/* Signing in over the web: passwords and codes in, opaque tokens out, connections from a pool.
 *
 * A token is 256 random bits; the register keeps its digest only. It dies when unused for SK_SESSION_IDLE, at the
 * latest SK_SESSION_LIFE after it was made, when its account is disabled or changes its password, and whenever the
 * clock stands before its beginning. When it was last used is known to the running server alone: after a restart the
 * moment of signing in counts, which can only close it sooner.
 *
 * An account with a second factor (second_factor.h) signs in in two steps: the password gives a token that opens
 * nothing but the second step, for five minutes. Wrong passwords and codes are slowed down by name and client, by name,
 * and by client (throttle.h), also over a restart; names that do not exist are treated the same, in answer and in time.
 */
#pragma once

#include "access/session.h"

#define SK_TOKEN_TEXT 43 /* base64url of 32 bytes */
#define SK_SESSION_IDLE (2 * (SkTime)G_TIME_SPAN_HOUR)
#define SK_SESSION_LIFE (12 * (SkTime)G_TIME_SPAN_HOUR)

typedef struct {
  char text[SK_TOKEN_TEXT + 1];
} SkToken;

/* Who asks, as far as anybody wants to know. */
typedef struct {
  const char *client; /* the address, or NULL; only its network is kept */
  const char *device; /* what is signed in with, in words of the caller's; or NULL */
} SkSignInFrom;

typedef struct SkSessionPool SkSessionPool; /* shared by threads */

/* At most `limit` connections at once; idle ones are kept and reused. The store outlives the pool. */
SkSessionPool *sk_session_pool_new(SkStore *store, guint limit);
/* Every session of the pool must be freed before. NULL is fine. */
void sk_session_pool_free(SkSessionPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkSessionPool, sk_session_pool_free)

/* Signs `name` in, or, when the account has a second factor, takes the first step (*ret_half): then the token is for
 * sk_session_second_step alone. SK_ERROR_LOCKED: wrong name or password, or too many tries (one message each, the same
 * whether the name exists or not); SK_ERROR_BUSY: too many people at once. Journalled. */
gboolean sk_session_sign_in(SkSessionPool *pool, const char *name, const char *password, const SkSignInFrom *from,
                            SkToken *ret_token, gboolean *ret_half, GError **error);
/* The second step: a code of the paired device, or a recovery code. SK_ERROR_LOCKED: wrong, used before, or too many
 * tries; SK_ERROR_STALE: the first step is too long ago. Journalled. */
gboolean sk_session_second_step(SkSessionPool *pool, const char *half, const char *code, const SkSignInFrom *from,
                                SkToken *ret_token, GError **error);
/* The session of a token. SK_ERROR_LOCKED when it is none, or no longer, or half. */
SkSession *sk_session_resume(SkSessionPool *pool, const char *token, GError **error);
/* Ends the token, which need not be alive. Journalled when it was. */
gboolean sk_session_sign_out(SkSession *session, const char *token, GError **error);
