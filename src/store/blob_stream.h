/* A kept file as a stream: decrypted piece by piece, and held against its row at the end. Internal to src/store. */
#pragma once

#include "store/blob_place.h"

#include <gio/gio.h>

/* What the row says of the file. */
typedef struct {
  int64_t size;
  const uint8_t *digest; /* BLAKE2b-256 */
} BlobContent;

/* Takes both, also on failure. Reading gives SK_ERROR_CORRUPT when a byte differs, at the latest at the end. The
 * reader's connection outlives the stream. */
GInputStream *blob_stream_new(BlobReader *reader, SkKey *key, const BlobContent *content, GError **error);
