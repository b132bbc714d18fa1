/* Proof that a form was written by us for this very browser session: a keyed digest of the session's secret in a hidden
 * field. Another site can make a browser send a form, but not know this. Never in an address. */
#pragma once

#include "http/request.h"

#define SK_CSRF_FIELD "csrf"
#define SK_CSRF_TEXT 43

typedef struct {
  char text[SK_CSRF_TEXT + 1];
} SkCsrfToken;

/* The token of a secret: the session's token, or before signing in a random cookie of its own. */
SkCsrfToken sk_csrf_token(const char *secret);
/* SK_ERROR_DENIED when the form's field does not fit the secret. Takes the same time either way. A NULL secret fits
 * nothing. */
gboolean sk_csrf_check(const SkRequest *request, const char *secret, GError **error);
/* 256 random bits as text, for cookies and keys of forms; the caller frees. */
char *sk_csrf_secret_new(void);
