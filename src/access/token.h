/* Inside access only: the tokens of signed-in browsers, and of those that still owe the second factor ("half"). */
#pragma once

#include "access/sign_in.h"

#define TOKEN_DIGEST 32

typedef struct {
  uint8_t bytes[TOKEN_DIGEST];
} TokenDigest;

TokenDigest token_digest(const char *token);
guint token_digest_hash(gconstpointer digest);
gboolean token_digest_equal(gconstpointer a, gconstpointer b);

/* A new token of `account`, from now on alive. Only its digest is kept. Ended ones are swept away. */
gboolean token_add(SkWork *work, int64_t account, gboolean half, const SkSignInFrom *from, SkToken *ret_token,
                   GError **error);
/* Whose token it is, if it is alive and as half as asked; marks it as used. SK_ERROR_LOCKED otherwise. */
gboolean token_find(SkSessionPool *pool, SkDb *db, const char *token, gboolean half, int64_t *ret_account,
                    GError **error);
/* Ends it. *ret_dropped: how many did. */
gboolean token_drop(SkWork *work, const char *token, int64_t *ret_dropped, GError **error);
/* Forgets when tokens were used that have died of it. */
void token_sweep(SkSessionPool *pool);
