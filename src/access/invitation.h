/* The first administrator of a register, made in the browser by whoever stands before its machine: a code that the
 * terminal shows proves it. An invitation stands while nobody can sign in; it is forgotten when the server stops, and
 * ends after twenty wrong codes. */
#pragma once

#include "access/sign_in.h"

typedef struct SkInvitation SkInvitation; /* shared by threads */

typedef struct {
  const char *code, *name, *password, *language;
} SkFirstAccount;

/* *ret_invitation NULL: somebody can sign in, nobody is invited. */
gboolean sk_invitation_new(SkStore *store, SkInvitation **ret_invitation, GError **error);
/* NULL is fine. */
void sk_invitation_free(SkInvitation *invitation);
/* "7H3K-9QTM", for the terminal. */
const char *sk_invitation_code(const SkInvitation *invitation);
/* Whether it still stands. NULL does not. */
gboolean sk_invitation_stands(SkInvitation *invitation);
/* Makes the administrator; from then on administrators must have a second factor. SK_ERROR_LOCKED: not the code, or too
 * many were wrong; SK_ERROR_REFUSED: a rule of names or passwords; SK_ERROR_DUPLICATE: somebody was faster, or the name
 * is taken. Journalled. */
gboolean sk_invitation_take(SkInvitation *invitation, const SkFirstAccount *first, GError **error);
