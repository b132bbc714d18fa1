#include "upkeep/stretch.h"

#include "base/error.h"

#include <sodium.h>
#include <string.h>

#define PASSES_MOST 100
#define MEMORY_MOST ((uint64_t)4 << 30)

G_STATIC_ASSERT(SK_STRETCH_SALT == crypto_pwhash_SALTBYTES);

SkStretch sk_stretch_new(SkCost cost) {
  SkStretch stretch = { 0 };
  gboolean light = cost == SK_COST_LIGHT;
  stretch.passes = light ? crypto_pwhash_OPSLIMIT_INTERACTIVE : crypto_pwhash_OPSLIMIT_MODERATE;
  stretch.memory = light ? crypto_pwhash_MEMLIMIT_INTERACTIVE : crypto_pwhash_MEMLIMIT_MODERATE;
  randombytes_buf(stretch.salt, sizeof stretch.salt);
  return stretch;
}

void sk_stretch_print(const SkStretch *stretch, uint8_t bytes[SK_STRETCH_BYTES]) {
  uint64_t passes = GUINT64_TO_LE(stretch->passes), memory = GUINT64_TO_LE(stretch->memory);
  memcpy(bytes, &passes, 8);
  memcpy(bytes + 8, &memory, 8);
  memcpy(bytes + 16, stretch->salt, SK_STRETCH_SALT);
}

gboolean sk_stretch_parse(const uint8_t bytes[SK_STRETCH_BYTES], SkStretch *ret_stretch, GError **error) {
  uint64_t passes = 0, memory = 0;
  memcpy(&passes, bytes, 8);
  memcpy(&memory, bytes + 8, 8);
  passes = GUINT64_FROM_LE(passes);
  memory = GUINT64_FROM_LE(memory);
  if (passes < crypto_pwhash_OPSLIMIT_INTERACTIVE || passes > PASSES_MOST ||
      memory < crypto_pwhash_MEMLIMIT_INTERACTIVE || memory > MEMORY_MOST) {
    sk_error_set(error, SK_ERROR_CORRUPT, "the cost of the passphrase is not one that saikai uses: a damaged file");
    return FALSE;
  }
  *ret_stretch = (SkStretch){ .passes = passes, .memory = memory };
  memcpy(ret_stretch->salt, bytes + 16, SK_STRETCH_SALT);
  return TRUE;
}

static char *normal_of(const char *passphrase, GError **error) {
  char *normal = NULL;
  gsize length = strlen(passphrase);
  if (length <= SK_PASSPHRASE_MAX && g_utf8_validate(passphrase, (gssize)length, NULL))
    normal = g_utf8_normalize(passphrase, (gssize)length, G_NORMALIZE_NFC);
  if (normal == NULL)
    sk_error_set(error, SK_ERROR_REFUSED, "the passphrase is not valid UTF-8 text, or longer than 64 KB");
  return normal;
}

gboolean sk_stretch_key(const SkStretch *stretch, const char *passphrase, uint8_t ret_key[SK_STRETCH_KEY],
                        GError **error) {
  char *normal = normal_of(passphrase, error);
  if (normal == NULL)
    return FALSE;
  uint8_t key[SK_STRETCH_KEY];
  int failed = crypto_pwhash(key, sizeof key, normal, strlen(normal), stretch->salt, stretch->passes,
                             (size_t)stretch->memory, crypto_pwhash_ALG_ARGON2ID13);
  sodium_memzero(normal, strlen(normal));
  g_free(normal);
  if (failed == 0)
    memcpy(ret_key, key, sizeof key);
  else
    sk_error_set(error, SK_ERROR_FAILED,
                 "the passphrase could not be turned into a key: it takes %" G_GUINT64_FORMAT " MB of memory",
                 stretch->memory >> 20);
  sodium_memzero(key, sizeof key);
  return failed == 0;
}

gboolean sk_passphrase_check(const char *passphrase, GError **error) {
  gboolean is_text = strlen(passphrase) <= SK_PASSPHRASE_MAX && g_utf8_validate(passphrase, -1, NULL);
  if (is_text && g_utf8_strlen(passphrase, -1) >= SK_PASSPHRASE_MIN)
    return TRUE;
  sk_error_set(error, SK_ERROR_REFUSED, "a passphrase has at least %d characters of UTF-8 text; several words are best",
               SK_PASSPHRASE_MIN);
  return FALSE;
}
