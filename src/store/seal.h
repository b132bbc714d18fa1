/* Short secrets kept in rows, under a key of the register's own that lies wrapped beside the files' keys: whoever has
 * the tables alone (a database server's administrator, a copy of them) can neither read nor try them. */
#pragma once

#include "store/statement.h"
#include "store/work.h"

#define SK_SEAL_EXTRA 40 /* bytes that sealing adds: nonce and tag of XChaCha20-Poly1305 */
#define SK_SEAL_DIGEST 32

/* Makes the register's key for this when there is none yet. Call it before the others in a unit of work that may be the
 * first to seal. */
gboolean sk_seal_prepare(SkWork *work, GError **error);
/* Seals `size` bytes into `sealed` (`size` + SK_SEAL_EXTRA): they open for the same purpose and row alone. */
gboolean sk_seal(SkDb *db, const char *purpose, int64_t row, const uint8_t *plain, gsize size, uint8_t *sealed,
                 GError **error);
/* Opens what holds exactly `size` bytes; SK_ERROR_CORRUPT when it was changed or the key is gone. */
gboolean sk_unseal(SkDb *db, const char *purpose, int64_t row, SkBytes sealed, uint8_t *plain, gsize size,
                   GError **error);
/* A keyed digest of a text that somebody will show again. */
gboolean sk_seal_digest(SkDb *db, const char *purpose, const char *text, uint8_t digest[SK_SEAL_DIGEST],
                        GError **error);
