#include "http/csrf.h"

#include "base/error.h"

#include <sodium.h>
#include <string.h>

#define SECRET_BYTES 32

/* Keyed by the secret itself, so that the token gives nothing of it away. */
SkCsrfToken sk_csrf_token(const char *secret) {
  static const char purpose[] = "saikai form";
  uint8_t key[crypto_generichash_KEYBYTES], digest[crypto_generichash_BYTES];
  SkCsrfToken token;
  crypto_generichash(key, sizeof key, (const uint8_t *)secret, strlen(secret), NULL, 0);
  crypto_generichash(digest, sizeof digest, (const uint8_t *)purpose, sizeof purpose - 1, key, sizeof key);
  sodium_bin2base64(token.text, sizeof token.text, digest, sizeof digest, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero(key, sizeof key);
  return token;
}

gboolean sk_csrf_check(const SkRequest *request, const char *secret, GError **error) {
  const char *given = sk_request_form(request, SK_CSRF_FIELD);
  SkCsrfToken wanted = sk_csrf_token(secret != NULL ? secret : "");
  if (secret != NULL && given != NULL && strlen(given) == SK_CSRF_TEXT &&
      sodium_memcmp(given, wanted.text, SK_CSRF_TEXT) == 0)
    return TRUE;
  sk_error_set(error, SK_ERROR_DENIED, "this form is from another sign-in; load the page again and repeat");
  return FALSE;
}

char *sk_csrf_secret_new(void) {
  uint8_t random[SECRET_BYTES];
  char text[SK_CSRF_TEXT + 1];
  randombytes_buf(random, sizeof random);
  sodium_bin2base64(text, sizeof text, random, sizeof random, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero(random, sizeof random);
  return g_strdup(text);
}
