#include "http/spool.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#define PIECE ((gsize)64 * 1024)
#define SEALED (PIECE + crypto_secretstream_xchacha20poly1305_ABYTES)
#define TAG_FINAL crypto_secretstream_xchacha20poly1305_TAG_FINAL

struct SkSpool {
  int fd;
  uint8_t key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
  uint8_t header[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
  crypto_secretstream_xchacha20poly1305_state stream;
  uint8_t *plain; /* PIECE bytes, of which `filled` wait to be sealed */
  uint8_t *sealed;
  gsize filled;
  uint64_t size;
};

static gboolean fail(const char *what, GError **error) {
  sk_error_set(error, SK_ERROR_IO, "what was sent could not be %s: %s", what, g_strerror(errno));
  return FALSE;
}

SkSpool *sk_spool_new(const char *directory, GError **error) {
  g_autoptr(SkSpool) spool = g_new0(SkSpool, 1);
  spool->fd = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (spool->fd < 0) {
    fail("put aside", error);
    return NULL;
  }
  spool->plain = g_malloc(PIECE);
  spool->sealed = g_malloc(SEALED);
  crypto_secretstream_xchacha20poly1305_keygen(spool->key);
  crypto_secretstream_xchacha20poly1305_init_push(&spool->stream, spool->header, spool->key);
  return g_steal_pointer(&spool);
}

static gboolean write_all(int fd, const uint8_t *bytes, gsize size, GError **error) {
  while (size > 0) {
    ssize_t n = write(fd, bytes, size);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return fail("put aside", error);
    bytes += n;
    size -= (gsize)n;
  }
  return TRUE;
}

static gboolean seal(SkSpool *spool, uint8_t tag, GError **error) {
  unsigned long long size = 0;
  crypto_secretstream_xchacha20poly1305_push(&spool->stream, spool->sealed, &size, spool->plain, spool->filled, NULL, 0,
                                             tag);
  spool->filled = 0;
  return write_all(spool->fd, spool->sealed, (gsize)size, error);
}

/* A full piece waits until more comes, so that the last one can be marked. */
gboolean sk_spool_write(SkSpool *spool, const void *bytes, gsize size, GError **error) {
  const uint8_t *at = bytes;
  spool->size += size;
  while (size > 0) {
    if (spool->filled == PIECE && !seal(spool, 0, error))
      return FALSE;
    gsize part = MIN(size, PIECE - spool->filled);
    memcpy(spool->plain + spool->filled, at, part);
    spool->filled += part;
    at += part;
    size -= part;
  }
  return TRUE;
}

gboolean sk_spool_finish(SkSpool *spool, GError **error) {
  return seal(spool, TAG_FINAL, error);
}

uint64_t sk_spool_size(const SkSpool *spool) {
  return spool->size;
}

void sk_spool_free(SkSpool *spool) {
  if (spool == NULL)
    return;
  if (spool->fd >= 0)
    close(spool->fd);
  if (spool->plain != NULL)
    sodium_memzero(spool->plain, PIECE);
  sodium_memzero(spool->key, sizeof spool->key);
  g_free(spool->plain);
  g_free(spool->sealed);
  g_free(spool);
}

/* ---------------------------------------------------------------- as streams */

#define SK_TYPE_SPOOL_SINK (sk_spool_sink_get_type())
G_DECLARE_FINAL_TYPE(SkSpoolSink, sk_spool_sink, SK, SPOOL_SINK, GOutputStream)

struct _SkSpoolSink {
  GOutputStream parent;
  SkSpool *spool;
};

G_DEFINE_FINAL_TYPE(SkSpoolSink, sk_spool_sink, G_TYPE_OUTPUT_STREAM)

static gssize sink_write(GOutputStream *stream, const void *bytes, gsize size, GCancellable *cancellable,
                         GError **error) {
  (void)cancellable;
  return sk_spool_write(SK_SPOOL_SINK(stream)->spool, bytes, size, error) ? (gssize)size : -1;
}

static void sk_spool_sink_class_init(SkSpoolSinkClass *class) {
  G_OUTPUT_STREAM_CLASS(class)->write_fn = sink_write;
}

static void sk_spool_sink_init(SkSpoolSink *self) {
  (void)self;
}

GOutputStream *sk_spool_append(SkSpool *spool) {
  SkSpoolSink *self = g_object_new(SK_TYPE_SPOOL_SINK, NULL);
  self->spool = spool;
  return G_OUTPUT_STREAM(self);
}

#define SK_TYPE_SPOOL_STREAM (sk_spool_stream_get_type())
G_DECLARE_FINAL_TYPE(SkSpoolStream, sk_spool_stream, SK, SPOOL_STREAM, GInputStream)

struct _SkSpoolStream {
  GInputStream parent;
  SkSpool *spool;
  crypto_secretstream_xchacha20poly1305_state stream;
  gsize at, size; /* of the open piece, in spool->plain */
  gboolean last;
};

G_DEFINE_FINAL_TYPE(SkSpoolStream, sk_spool_stream, G_TYPE_INPUT_STREAM)

/* Opens the next piece. */
static gboolean open_piece(SkSpoolStream *self, GError **error) {
  SkSpool *spool = self->spool;
  unsigned long long size = 0;
  uint8_t tag = 0;
  gsize got = 0;
  while (got < SEALED) {
    ssize_t n = read(spool->fd, spool->sealed + got, SEALED - got);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return fail("read again", error);
    if (n == 0)
      break;
    got += (gsize)n;
  }
  if (got < crypto_secretstream_xchacha20poly1305_ABYTES ||
      crypto_secretstream_xchacha20poly1305_pull(&self->stream, spool->plain, &size, &tag, spool->sealed, got, NULL,
                                                 0) != 0) {
    sk_error_set(error, SK_ERROR_CORRUPT, "what was sent was damaged while it waited");
    return FALSE;
  }
  self->at = 0;
  self->size = (gsize)size;
  self->last = tag == TAG_FINAL;
  return TRUE;
}

static gssize stream_read(GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error) {
  (void)cancellable;
  SkSpoolStream *self = SK_SPOOL_STREAM(stream);
  while (self->at == self->size && !self->last)
    if (!open_piece(self, error))
      return -1;
  gsize part = MIN(count, self->size - self->at);
  memcpy(buffer, self->spool->plain + self->at, part);
  self->at += part;
  return (gssize)part;
}

static void sk_spool_stream_class_init(SkSpoolStreamClass *class) {
  G_INPUT_STREAM_CLASS(class)->read_fn = stream_read;
}

static void sk_spool_stream_init(SkSpoolStream *self) {
  (void)self;
}

GInputStream *sk_spool_read(SkSpool *spool, GError **error) {
  if (lseek(spool->fd, 0, SEEK_SET) != 0) {
    fail("read again", error);
    return NULL;
  }
  SkSpoolStream *self = g_object_new(SK_TYPE_SPOOL_STREAM, NULL);
  self->spool = spool;
  crypto_secretstream_xchacha20poly1305_init_pull(&self->stream, spool->header, spool->key);
  return G_INPUT_STREAM(self);
}
