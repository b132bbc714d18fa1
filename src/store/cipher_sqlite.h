/* The cipher of the database's pages. Internal to src/store.
 *
 * The bytes are those of SQLite3 Multiple Ciphers' own "chacha20" (cipher_chacha20.c of version 2.4), so that either
 * opens what the other wrote; the arithmetic is libsodium's, which uses the processor's vectors and is some six times
 * as fast. A page of `len` bytes is content | nonce (16) | tag (16): counter  = the nonce's last 4 bytes, little
 * endian, xor the page's number; it wraps one-time = 64 bytes of ChaCha20 (RFC 8439) under the database's key, the
 * nonce's first 12 bytes, `counter` content  = xored with ChaCha20 under one-time[32..64], the same nonce, `counter` +
 * 1 and on tag      = Poly1305 under one-time[0..32] of the encrypted content and the nonce The first 24 bytes of page
 * 1 stay readable (SQLite needs the page size before it has a key), the first 16 are the salt. */
#pragma once

#include <glib.h>
#include <stdint.h>

/* Makes it the cipher of every connection opened from now on. Once for a process; safe to call again. FALSE: refused.
 */
gboolean sqlite_cipher_use(void);

/* Xors `size` bytes with ChaCha20 under `key` (32 bytes) and `nonce` (12), from block `counter`; after the last block
 * of 32 bits comes block 0. */
void sqlite_cipher_stream(uint8_t *bytes, gsize size, const uint8_t *nonce, uint32_t counter, const uint8_t *key);
