/* Where the encrypted bytes of blobs lie: a directory beside the database, or the table blob_piece where the engine has
 * none. A thing is a name and numbered pieces; names are of hex digits, or "keys/" and a source's public id. Internal
 * to src/store. DIR/blobs/NAME          a file, encrypted under its source's key DIR/blobs/keys/SOURCE   that key,
 * wrapped with the database's (SOURCE.next while the database changes its key) */
#pragma once

#include "store/work.h"

#define BLOB_HEADER_BYTES ((gsize)24)           /* the first piece of a file: libsodium's secretstream header */
#define BLOB_PIECE_MOST ((gsize)64 * 1024 + 17) /* bytes of one encrypted piece */

typedef struct BlobWriter BlobWriter;
typedef struct BlobReader BlobReader;

/* Begins a new thing; what is there under the name is replaced when it is finished. */
BlobWriter *blob_place_create(SkWork *work, const char *name, GError **error);
gboolean blob_place_write(BlobWriter *writer, const uint8_t *bytes, gsize size, GError **error);
/* Durable when it returns TRUE (with the unit of work, where pieces are rows). */
gboolean blob_place_finish(BlobWriter *writer, GError **error);
void blob_place_writer_free(BlobWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlobWriter, blob_place_writer_free)

/* SK_ERROR_NOT_FOUND when there is nothing of that name. */
BlobReader *blob_place_open(SkDb *db, const char *name, GError **error);
/* The next piece as it was written, `size` at most in one; 0 bytes at the end. */
gboolean blob_place_read(BlobReader *reader, uint8_t *bytes, gsize size, gsize *ret_got, GError **error);
void blob_place_reader_free(BlobReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlobReader, blob_place_reader_free)

/* Overwrites and removes it; nothing there is no failure. */
gboolean blob_place_destroy(SkWork *work, const char *name, GError **error);
/* The directory of a store's blobs, or NULL where pieces are rows; the caller frees. */
char *blob_place_directory(const SkStore *store);
