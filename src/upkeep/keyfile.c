#include "upkeep/keyfile.h"

#include "base/error.h"

#include <sodium.h>
#include <string.h>

#define MAGIC "SKKEY\r\n\x1a"
#define MAGIC_BYTES 8
#define VERSION 1
#define HEAD_BYTES (MAGIC_BYTES + 4 + SK_STRETCH_BYTES)
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define SEALED_BYTES (SK_KEY_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES)

G_STATIC_ASSERT(HEAD_BYTES + NONCE_BYTES + SEALED_BYTES == SK_KEYFILE_BYTES);

static void print_head(const SkStretch *stretch, uint8_t *bytes) {
  uint32_t version = GUINT32_TO_LE(VERSION);
  memcpy(bytes, MAGIC, MAGIC_BYTES);
  memcpy(bytes + MAGIC_BYTES, &version, 4);
  sk_stretch_print(stretch, bytes + MAGIC_BYTES + 4);
}

gboolean sk_keyfile_write(const char *path, const SkKey *key, const char *passphrase, SkCost cost, GError **error) {
  uint8_t bytes[SK_KEYFILE_BYTES], wrap[SK_STRETCH_KEY];
  SkStretch stretch = sk_stretch_new(cost);
  if (!sk_stretch_key(&stretch, passphrase, wrap, error))
    return FALSE;
  print_head(&stretch, bytes);
  randombytes_buf(bytes + HEAD_BYTES, NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + HEAD_BYTES + NONCE_BYTES, NULL, sk_key_bytes(key), SK_KEY_BYTES,
                                             bytes, HEAD_BYTES, NULL, bytes + HEAD_BYTES, wrap);
  sodium_memzero(wrap, sizeof wrap);
  g_autoptr(GError) failed = NULL;
  if (g_file_set_contents_full(path, (const char *)bytes, sizeof bytes,
                               G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &failed))
    return TRUE;
  sk_error_set(error, SK_ERROR_IO, "the key file could not be written: %s", failed->message);
  return FALSE;
}

static gboolean parse_head(const uint8_t *bytes, gsize size, SkStretch *ret_stretch, GError **error) {
  uint32_t version = 0;
  if (size < HEAD_BYTES || memcmp(bytes, MAGIC, MAGIC_BYTES) != 0) {
    sk_error_set(error, SK_ERROR_CORRUPT, "the key file is damaged or no key file; restore it from a backup");
    return FALSE;
  }
  memcpy(&version, bytes + MAGIC_BYTES, 4);
  if (GUINT32_FROM_LE(version) != VERSION) {
    sk_error_set(error, SK_ERROR_NEWER, "the key file has version %u; this program knows version %d",
                 GUINT32_FROM_LE(version), VERSION);
    return FALSE;
  }
  if (size != SK_KEYFILE_BYTES) {
    sk_error_set(error, SK_ERROR_CORRUPT, "the key file has %" G_GSIZE_FORMAT " bytes instead of %d", size,
                 SK_KEYFILE_BYTES);
    return FALSE;
  }
  return sk_stretch_parse(bytes + MAGIC_BYTES + 4, ret_stretch, error);
}

SkKey *sk_keyfile_parse(const uint8_t *bytes, gsize size, const char *passphrase, GError **error) {
  SkStretch stretch;
  uint8_t wrap[SK_STRETCH_KEY], plain[SK_KEY_BYTES];
  if (!parse_head(bytes, size, &stretch, error) || !sk_stretch_key(&stretch, passphrase, wrap, error))
    return NULL;
  int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, bytes + HEAD_BYTES + NONCE_BYTES,
                                                          SEALED_BYTES, bytes, HEAD_BYTES, bytes + HEAD_BYTES, wrap);
  SkKey *key = failed == 0 ? sk_key_new(plain) : NULL;
  sodium_memzero(wrap, sizeof wrap);
  sodium_memzero(plain, sizeof plain);
  if (key == NULL)
    sk_error_set(error, SK_ERROR_LOCKED, "wrong passphrase");
  return key;
}

SkKey *sk_keyfile_read(const char *path, const char *passphrase, GError **error) {
  g_autofree char *bytes = NULL;
  gsize size = 0;
  g_autoptr(GError) failed = NULL;
  if (!g_file_get_contents(path, &bytes, &size, &failed)) {
    sk_error_set(error, SK_ERROR_IO, "the key file could not be read: %s", failed->message);
    return NULL;
  }
  return sk_keyfile_parse((const uint8_t *)bytes, size, passphrase, error);
}
