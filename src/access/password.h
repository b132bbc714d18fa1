/* Passwords: Argon2id through libsodium, and the rules of what makes one. Texts are normalised (NFC) first, so that the
 * same password typed on different systems is the same. */
#pragma once

#include <glib.h>

#define SK_PASSWORD_MIN 10   /* characters */
#define SK_PASSWORD_MAX 1024 /* bytes */

/* SK_ERROR_REFUSED, saying the rule, when `password` is too short or long, holds `name`, or is among the common ones.
 */
gboolean sk_password_check(const char *password, const char *name, GError **error);
/* The Argon2id string to store; the caller frees. At most two are computed at once and a few wait (each takes 64 MB);
 * SK_ERROR_BUSY beyond that. */
char *sk_password_hash(const char *password, GError **error);
/* Whether `password` fits `hash`. With a NULL hash it takes as long as any other and does not fit. SK_ERROR_BUSY as
 * above. */
gboolean sk_password_verify(const char *hash, const char *password, gboolean *ret_fits, GError **error);
