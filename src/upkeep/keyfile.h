/* The database's random key, wrapped by the passphrase. 116 bytes: magic, version, the recipe of the passphrase
 * (stretch.h), a nonce, and the key sealed with XChaCha20-Poly1305, which also covers everything before it. */
#pragma once

#include "store/store.h"
#include "upkeep/stretch.h"

#define SK_KEYFILE_BYTES 116

/* Writes `key` under `passphrase` to `path`: durable, in one step, readable by its owner alone. */
gboolean sk_keyfile_write(const char *path, const SkKey *key, const char *passphrase, SkCost cost, GError **error);
/* Opens it. SK_ERROR_LOCKED: wrong passphrase; SK_ERROR_NEWER: of a newer program; SK_ERROR_CORRUPT: not a key file. */
SkKey *sk_keyfile_read(const char *path, const char *passphrase, GError **error);
/* The same from memory; any bytes may come. */
SkKey *sk_keyfile_parse(const uint8_t *bytes, gsize size, const char *passphrase, GError **error);
