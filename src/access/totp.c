#include "access/totp.h"

#include <sodium.h>
#include <string.h>

#define SHA1_BYTES 20
#define MOST_DIGITS 8

int64_t sk_totp_step(SkTime moment) {
  return moment / (SK_TOTP_SECONDS * (SkTime)G_USEC_PER_SEC);
}

/* HMAC-SHA-1 of the step as eight bytes, most significant first. */
static void hmac(const uint8_t *key, gsize size, int64_t step, uint8_t ret_hash[SHA1_BYTES]) {
  uint64_t counter = GUINT64_TO_BE((uint64_t)step);
  gsize length = SHA1_BYTES;
  GHmac *made = g_hmac_new(G_CHECKSUM_SHA1, key, size);
  g_hmac_update(made, (const guchar *)&counter, sizeof counter);
  g_hmac_get_digest(made, ret_hash, &length);
  g_hmac_unref(made);
}

void sk_totp_code(const uint8_t *key, gsize size, int64_t step, unsigned digits, char *ret_code) {
  uint8_t hash[SHA1_BYTES];
  hmac(key, size, step, hash);
  const uint8_t *at = hash + (hash[SHA1_BYTES - 1] & 0x0f);
  uint32_t number = ((uint32_t)(at[0] & 0x7f) << 24) | ((uint32_t)at[1] << 16) | ((uint32_t)at[2] << 8) | at[3];
  g_assert(digits >= 1 && digits <= MOST_DIGITS);
  for (unsigned place = digits; place > 0; place--, number /= 10)
    ret_code[place - 1] = (char)('0' + number % 10);
  ret_code[digits] = '\0';
  sodium_memzero(hash, sizeof hash);
}

/* Looks at every step in reach, right or wrong, so that time tells nothing. */
int64_t sk_totp_find(const uint8_t key[SK_TOTP_KEY_BYTES], const char *code, SkTime now, int64_t last_step) {
  int64_t here = sk_totp_step(now), found = -1;
  if (strlen(code) != SK_TOTP_DIGITS)
    return -1;
  for (int64_t step = here - SK_TOTP_DRIFT; step <= here + SK_TOTP_DRIFT; step++) {
    char wanted[SK_TOTP_DIGITS + 1];
    sk_totp_code(key, SK_TOTP_KEY_BYTES, step, SK_TOTP_DIGITS, wanted);
    if (sodium_memcmp(wanted, code, SK_TOTP_DIGITS) == 0 && step > last_step)
      found = step;
  }
  return found;
}

char *sk_totp_key_text(const uint8_t key[SK_TOTP_KEY_BYTES]) {
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  GString *text = g_string_new(NULL);
  for (gsize bit = 0; bit < SK_TOTP_KEY_BYTES * 8; bit += 5) {
    unsigned pair = (unsigned)key[bit / 8] << 8 | (bit / 8 + 1 < SK_TOTP_KEY_BYTES ? key[bit / 8 + 1] : 0);
    if (bit > 0 && bit % 20 == 0)
      g_string_append_c(text, ' ');
    g_string_append_c(text, letters[(pair >> (11 - bit % 8)) & 31]);
  }
  return g_string_free(text, FALSE);
}
