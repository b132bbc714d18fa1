#include "store/blob_stream.h"

#include "base/error.h"

#include <sodium.h>
#include <string.h>

#define DIGEST_BYTES ((gsize)32)
#define TAG_FINAL crypto_secretstream_xchacha20poly1305_TAG_FINAL
#define EXTRA_BYTES crypto_secretstream_xchacha20poly1305_ABYTES

#define BLOB_TYPE_STREAM (blob_stream_get_type())
G_DECLARE_FINAL_TYPE(BlobStream, blob_stream, BLOB, STREAM, GInputStream)

struct _BlobStream {
  GInputStream parent;
  BlobReader *reader;
  crypto_secretstream_xchacha20poly1305_state stream;
  crypto_generichash_state *hash; /* apart: it wants to stand at 64 bytes, which an object does not promise */
  uint8_t *plain, *sealed;
  gsize at, filled; /* of the open piece */
  gboolean last;
  int64_t came, size; /* bytes so far, and as its row says */
  uint8_t digest[DIGEST_BYTES];
};

G_DEFINE_FINAL_TYPE(BlobStream, blob_stream, G_TYPE_INPUT_STREAM)

static gboolean corrupt(GError **error) {
  sk_error_set(error, SK_ERROR_CORRUPT, "a kept file is damaged: its bytes are not those that were put in");
  return FALSE;
}

/* Whether the whole is what its row says. */
static gboolean check_whole(BlobStream *self, GError **error) {
  uint8_t digest[DIGEST_BYTES];
  crypto_generichash_final(self->hash, digest, DIGEST_BYTES);
  return (self->came == self->size && memcmp(digest, self->digest, DIGEST_BYTES) == 0) || corrupt(error);
}

static gboolean open_piece(BlobStream *self, GError **error) {
  unsigned long long size = 0;
  gsize got = 0;
  uint8_t tag = 0;
  if (!blob_place_read(self->reader, self->sealed, BLOB_PIECE_MOST, &got, error))
    return FALSE;
  if (got < EXTRA_BYTES || crypto_secretstream_xchacha20poly1305_pull(&self->stream, self->plain, &size, &tag,
                                                                      self->sealed, got, NULL, 0) != 0)
    return corrupt(error);
  crypto_generichash_update(self->hash, self->plain, size);
  self->at = 0;
  self->filled = (gsize)size;
  self->came += (int64_t)size;
  self->last = tag == TAG_FINAL;
  return !self->last || check_whole(self, error);
}

static gssize stream_read(GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error) {
  (void)cancellable;
  BlobStream *self = BLOB_STREAM(stream);
  while (self->at == self->filled && !self->last)
    if (!open_piece(self, error))
      return -1;
  gsize part = MIN(count, self->filled - self->at);
  memcpy(buffer, self->plain + self->at, part);
  self->at += part;
  return (gssize)part;
}

static void blob_stream_finalize(GObject *object) {
  BlobStream *self = BLOB_STREAM(object);
  blob_place_reader_free(self->reader);
  if (self->plain != NULL)
    sodium_memzero(self->plain, BLOB_PIECE_MOST);
  sodium_memzero(&self->stream, sizeof self->stream);
  sodium_memzero(self->hash, sizeof *self->hash);
  g_aligned_free(self->hash);
  g_free(self->plain);
  g_free(self->sealed);
  G_OBJECT_CLASS(blob_stream_parent_class)->finalize(object);
}

static void blob_stream_class_init(BlobStreamClass *class) {
  G_OBJECT_CLASS(class)->finalize = blob_stream_finalize;
  G_INPUT_STREAM_CLASS(class)->read_fn = stream_read;
}

static void blob_stream_init(BlobStream *self) {
  self->plain = g_malloc(BLOB_PIECE_MOST);
  self->sealed = g_malloc(BLOB_PIECE_MOST);
  self->hash = g_aligned_alloc0(1, sizeof *self->hash, _Alignof(crypto_generichash_state));
  crypto_generichash_init(self->hash, NULL, 0, DIGEST_BYTES);
}

GInputStream *blob_stream_new(BlobReader *reader, SkKey *key, const BlobContent *content, GError **error) {
  g_autoptr(BlobStream) self = g_object_new(BLOB_TYPE_STREAM, NULL);
  g_autoptr(SkKey) owned = key;
  uint8_t header[BLOB_HEADER_BYTES];
  gsize got = 0;
  self->reader = reader;
  self->size = content->size;
  memcpy(self->digest, content->digest, DIGEST_BYTES);
  if (!blob_place_read(reader, header, sizeof header, &got, error))
    return NULL;
  if (got != sizeof header ||
      crypto_secretstream_xchacha20poly1305_init_pull(&self->stream, header, sk_key_bytes(owned)) != 0) {
    corrupt(error);
    return NULL;
  }
  return G_INPUT_STREAM(g_steal_pointer(&self));
}
