#include "store/seal.h"

#include "base/error.h"
#include "store/blob_key.h"

#include <sodium.h>
#include <string.h>

#define NAME "keys/accounts"
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES

G_STATIC_ASSERT(SK_SEAL_EXTRA == NONCE_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES);

gboolean sk_seal_prepare(SkWork *work, GError **error) {
  g_autoptr(SkKey) key = blob_key_make_named(work, NAME, error);
  return key != NULL;
}

/* What a sealed secret is bound to, so that a row copied over another's opens nothing. */
static char *bound_to(const char *purpose, int64_t row) {
  return g_strdup_printf("%s %" G_GINT64_FORMAT, purpose, row);
}

gboolean sk_seal(SkDb *db, const char *purpose, int64_t row, const uint8_t *plain, gsize size, uint8_t *sealed,
                 GError **error) {
  g_autoptr(SkKey) key = blob_key_named(db, NAME, error);
  if (key == NULL)
    return FALSE;
  g_autofree char *bound = bound_to(purpose, row);
  randombytes_buf(sealed, NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE_BYTES, NULL, plain, size, (const uint8_t *)bound,
                                             strlen(bound), NULL, sealed, sk_key_bytes(key));
  return TRUE;
}

gboolean sk_unseal(SkDb *db, const char *purpose, int64_t row, SkBytes sealed, uint8_t *plain, gsize size,
                   GError **error) {
  g_autoptr(SkKey) key = blob_key_named(db, NAME, NULL);
  g_autofree char *bound = bound_to(purpose, row);
  const uint8_t *bytes = sealed.data;
  if (key != NULL && sealed.size == size + SK_SEAL_EXTRA &&
      crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, bytes + NONCE_BYTES, sealed.size - NONCE_BYTES,
                                                 (const uint8_t *)bound, strlen(bound), bytes, sk_key_bytes(key)) == 0)
    return TRUE;
  sk_error_set(error, SK_ERROR_CORRUPT, "a sealed secret (%s) does not open: it was changed, or its key is gone",
               purpose);
  return FALSE;
}

gboolean sk_seal_digest(SkDb *db, const char *purpose, const char *text, uint8_t digest[SK_SEAL_DIGEST],
                        GError **error) {
  g_autoptr(SkKey) key = blob_key_named(db, NAME, error);
  if (key == NULL)
    return FALSE;
  crypto_generichash_state state;
  crypto_generichash_init(&state, sk_key_bytes(key), SK_KEY_BYTES, SK_SEAL_DIGEST);
  crypto_generichash_update(&state, (const uint8_t *)purpose, strlen(purpose) + 1);
  crypto_generichash_update(&state, (const uint8_t *)text, strlen(text));
  crypto_generichash_final(&state, digest, SK_SEAL_DIGEST);
  return TRUE;
}
