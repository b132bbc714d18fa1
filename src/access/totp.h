/* One-time codes by the clock: RFC 6238 over RFC 4226, with SHA-1, steps of 30 seconds and 6 digits: what every
 * authenticator app reads. SHA-1 is what RFC 6238 says first and what apps assume; HMAC does not rest on its
 * collisions.
 */
#pragma once

#include "base/clock.h"

#define SK_TOTP_KEY_BYTES 20 /* RFC 4226, section 4, R6: 160 bits are recommended */
#define SK_TOTP_SECONDS 30   /* RFC 6238, section 5.2 */
#define SK_TOTP_DIGITS 6
#define SK_TOTP_DRIFT 1 /* steps that a clock may be early or late; RFC 6238, section 6 */

/* The step that a moment is in. */
int64_t sk_totp_step(SkTime moment);
/* The code of a step, as `digits` (6..8) digits and a NUL. RFC 4226, section 5.3. */
void sk_totp_code(const uint8_t *key, gsize size, int64_t step, unsigned digits, char *ret_code);
/* The step after `last_step`, around now, whose code is `code`; -1 when there is none. */
int64_t sk_totp_find(const uint8_t key[SK_TOTP_KEY_BYTES], const char *code, SkTime now, int64_t last_step);
/* A key as people type it into an app: base 32 (RFC 4648, section 6) in groups of four; the caller frees. */
char *sk_totp_key_text(const uint8_t key[SK_TOTP_KEY_BYTES]);
