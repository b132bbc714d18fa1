/* The second factor of an account: a device that shows codes by the clock (totp.h), and recovery codes for the day it
 * is lost. A device is paired in two steps: a key is drawn, and counts from the first code of it that is shown. No code
 * is taken twice. Codes shown inside a session are slowed down like passwords. */
#pragma once

#include "access/session.h"
#include "access/totp.h"

#define SK_RECOVERY_CODES 10
#define SK_RECOVERY_TEXT 14 /* "7H3K-9QTM-2XWB" */

typedef struct {
  char text[SK_RECOVERY_CODES][SK_RECOVERY_TEXT + 1];
} SkRecoveryCodes;

typedef struct {
  SkTime since;                   /* when a device was paired; 0: none is */
  gboolean begun;                 /* a key was drawn and waits for its first code */
  uint8_t key[SK_TOTP_KEY_BYTES]; /* that key */
  int64_t codes;                  /* recovery codes left */
  gboolean required;              /* by one of the account's roles */
} SkFactor;

/* How the session's own account stands. */
gboolean sk_factor_load(SkSession *session, SkFactor *ret_factor, GError **error);
/* Draws a new key. SK_ERROR_DUPLICATE when a device is paired already. */
gboolean sk_factor_begin(SkSession *session, GError **error);
/* Pairs the device with the first code it shows, and gives recovery codes, this once. SK_ERROR_LOCKED: it is not its
 * code, or too many tries; SK_ERROR_STALE: a device is paired already. Journalled. */
gboolean sk_factor_confirm(SkSession *session, const char *code, SkRecoveryCodes *ret_codes, GError **error);
/* New recovery codes; the old ones open nothing any more. SK_ERROR_LOCKED as above; SK_ERROR_STALE: none is paired.
 * Journalled. */
gboolean sk_factor_renew(SkSession *session, const char *code, SkRecoveryCodes *ret_codes, GError **error);
/* Gives the second factor up. SK_ERROR_REFUSED when a role of the account must have one. Journalled. */
gboolean sk_factor_remove(SkSession *session, const char *code, GError **error);

/* Takes somebody's second factor and recovery codes away and ends their sign-ins: whoever lost both pairs a new device.
 * SK_ERROR_NOT_FOUND: no such account. Needs account.manage. Journalled. */
gboolean sk_factor_reset(SkSession *session, const char *name, GError **error);
/* The roles that must have a second factor: words, NULL-terminated; the caller frees. Needs account.manage. */
char **sk_factor_roles(SkSession *session, GError **error);
/* Says which. Who has such a role and no second factor can do nothing but pair one. Needs account.manage. Journalled.
 * SK_ERROR_REFUSED: an unknown role. */
gboolean sk_factor_set_roles(SkSession *session, const char *const *roles, GError **error);
