#include "store/store.h"

#include <sodium.h>
#include <string.h>

struct SkKey {
  uint8_t bytes[SK_KEY_BYTES];
};

static SkKey *key_alloc(void) {
  if (sodium_init() < 0)
    g_error("libsodium could not start");
  SkKey *key = sodium_malloc(sizeof *key);
  if (key == NULL)
    g_error("no locked memory for a key");
  return key;
}

SkKey *sk_key_new_random(void) {
  SkKey *key = key_alloc();
  randombytes_buf(key->bytes, sizeof key->bytes);
  return key;
}

SkKey *sk_key_new(const uint8_t bytes[SK_KEY_BYTES]) {
  SkKey *key = key_alloc();
  memcpy(key->bytes, bytes, SK_KEY_BYTES);
  return key;
}

const uint8_t *sk_key_bytes(const SkKey *key) {
  return key->bytes;
}

void sk_key_free(SkKey *key) {
  if (key != NULL)
    sodium_free(key);
}
