/* Where the session's own account is signed in, and ending that. */
#pragma once

#include "access/sign_in.h"
#include "base/id.h"

typedef struct {
  SkIdText id;            /* opens nothing: made of the token's digest */
  SkTime created, used;   /* when it was last used, as far as the running server knows */
  char *device, *network; /* as SkSignInFrom said; a network is "192.0.2.*", "2001:db8:1:*", "local" or NULL */
  gboolean own;           /* the one that asks */
} SkSignedIn;

/* The newest first. `token` is the session's own. SkSignedIn; free with g_ptr_array_unref. */
GPtrArray *sk_signed_in_list(SkSession *session, const char *token, GError **error);
/* Ends one. SK_ERROR_NOT_FOUND: the account has no such sign-in. Journalled. */
gboolean sk_signed_in_end(SkSession *session, const char *id, GError **error);
/* Ends all but the one of `staying`; NULL: all. Journalled. */
gboolean sk_signed_in_end_all(SkSession *session, const char *staying, GError **error);
