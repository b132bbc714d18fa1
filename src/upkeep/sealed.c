#include "upkeep/sealed.h"

#include "base/error.h"
#include "upkeep/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MAGIC "SKBAK\r\n\x1a"
#define MAGIC_BYTES 8
#define VERSION 1
#define CHECK_BYTES 16
#define STREAM_BYTES crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define BOUND_BYTES (MAGIC_BYTES + 4 + SK_STRETCH_BYTES + CHECK_BYTES) /* covered by every piece's authentication */
#define HEAD_BYTES (BOUND_BYTES + STREAM_BYTES)
#define PIECE ((gsize)64 * 1024)
#define SEALED_PIECE (PIECE + crypto_secretstream_xchacha20poly1305_ABYTES)

typedef crypto_secretstream_xchacha20poly1305_state Stream;

struct SkSealedWriter {
  FILE *file;
  char *path, *building; /* building: NULL once it is in place */
  Stream stream;
  gsize filled;
  uint8_t head[HEAD_BYTES], piece[PIECE], sealed[SEALED_PIECE];
};

struct SkSealedReader {
  FILE *file;
  char *path;
  Stream stream;
  gsize taken, filled;
  gboolean ended; /* the last piece is the one in `piece` */
  uint8_t head[HEAD_BYTES], piece[PIECE], sealed[SEALED_PIECE];
};

/* Tells a wrong passphrase from a damaged file. */
static void check_of(const uint8_t key[SK_STRETCH_KEY], uint8_t check[CHECK_BYTES]) {
  static const char purpose[] = "saikai sealed file";
  crypto_generichash(check, CHECK_BYTES, (const uint8_t *)purpose, sizeof purpose, key, SK_STRETCH_KEY);
}

/* ---------------------------------------------------------------- writing */

static gboolean put(SkSealedWriter *writer, const void *bytes, gsize size, GError **error) {
  if (fwrite(bytes, 1, size, writer->file) == size)
    return TRUE;
  sk_error_set(error, SK_ERROR_IO, "%s could not be written: %s", writer->path, g_strerror(errno));
  return FALSE;
}

static gboolean put_piece(SkSealedWriter *writer, uint8_t tag, GError **error) {
  unsigned long long size = 0;
  crypto_secretstream_xchacha20poly1305_push(&writer->stream, writer->sealed, &size, writer->piece, writer->filled,
                                             writer->head, BOUND_BYTES, tag);
  writer->filled = 0;
  return put(writer, writer->sealed, (gsize)size, error);
}

static gboolean put_head(SkSealedWriter *writer, const char *passphrase, SkCost cost, GError **error) {
  uint8_t key[SK_STRETCH_KEY], *head = writer->head;
  uint32_t version = GUINT32_TO_LE(VERSION);
  SkStretch stretch = sk_stretch_new(cost);
  uint8_t *at = head + MAGIC_BYTES + 4;
  if (!sk_stretch_key(&stretch, passphrase, key, error))
    return FALSE;
  memcpy(head, MAGIC, MAGIC_BYTES);
  memcpy(head + MAGIC_BYTES, &version, 4);
  sk_stretch_print(&stretch, at);
  check_of(key, at + SK_STRETCH_BYTES);
  crypto_secretstream_xchacha20poly1305_init_push(&writer->stream, at + SK_STRETCH_BYTES + CHECK_BYTES, key);
  sodium_memzero(key, sizeof key);
  return put(writer, head, HEAD_BYTES, error);
}

static gboolean open_building(SkSealedWriter *writer, GError **error) {
  char *building = g_strconcat(writer->path, ".new-XXXXXX", NULL);
  int fd = g_mkstemp_full(building, O_WRONLY | O_CLOEXEC, 0600);
  int reason = errno;
  writer->file = fd >= 0 ? fdopen(fd, "wb") : NULL;
  if (writer->file == NULL) {
    sk_error_set(error, SK_ERROR_IO, "%s could not be made: %s", writer->path, g_strerror(reason));
    g_free(building);
    return FALSE;
  }
  writer->building = building;
  return TRUE;
}

SkSealedWriter *sk_sealed_create(const char *path, const char *passphrase, SkCost cost, gboolean replace,
                                 GError **error) {
  if (!replace && g_file_test(path, G_FILE_TEST_EXISTS)) {
    sk_error_set(error, SK_ERROR_DUPLICATE, "%s exists already; give another name", path);
    return NULL;
  }
  g_autoptr(SkSealedWriter) writer = g_new0(SkSealedWriter, 1);
  writer->path = g_strdup(path);
  if (!open_building(writer, error) || !put_head(writer, passphrase, cost, error))
    return NULL;
  return g_steal_pointer(&writer);
}

gboolean sk_sealed_write(SkSealedWriter *writer, const void *bytes, gsize size, GError **error) {
  const uint8_t *at = bytes;
  while (size > 0) {
    if (writer->filled == PIECE && !put_piece(writer, crypto_secretstream_xchacha20poly1305_TAG_MESSAGE, error))
      return FALSE;
    gsize part = MIN(size, PIECE - writer->filled);
    memcpy(writer->piece + writer->filled, at, part);
    writer->filled += part;
    at += part;
    size -= part;
  }
  return TRUE;
}

gboolean sk_sealed_finish(SkSealedWriter *writer, GError **error) {
  g_autofree char *parent = g_path_get_dirname(writer->path);
  if (!put_piece(writer, crypto_secretstream_xchacha20poly1305_TAG_FINAL, error))
    return FALSE;
  if (fflush(writer->file) != 0 || fsync(fileno(writer->file)) != 0 || g_rename(writer->building, writer->path) != 0) {
    sk_error_set(error, SK_ERROR_IO, "%s could not be finished: %s", writer->path, g_strerror(errno));
    return FALSE;
  }
  g_clear_pointer(&writer->building, g_free);
  return sk_tree_sync(parent, error);
}

void sk_sealed_writer_free(SkSealedWriter *writer) {
  if (writer == NULL)
    return;
  if (writer->file != NULL)
    fclose(writer->file);
  if (writer->building != NULL)
    g_unlink(writer->building);
  g_free(writer->building);
  g_free(writer->path);
  sodium_memzero(writer, sizeof *writer);
  g_free(writer);
}

/* ---------------------------------------------------------------- reading */

static gboolean corrupt(const SkSealedReader *reader, const char *how, GError **error) {
  sk_error_set(error, SK_ERROR_CORRUPT, "%s cannot be used: %s", reader->path, how);
  return FALSE;
}

static gboolean take_head(SkSealedReader *reader, const char *passphrase, GError **error) {
  uint8_t key[SK_STRETCH_KEY], check[CHECK_BYTES];
  const uint8_t *at = reader->head + MAGIC_BYTES + 4;
  SkStretch stretch;
  if (!sk_stretch_parse(at, &stretch, error) || !sk_stretch_key(&stretch, passphrase, key, error))
    return FALSE;
  check_of(key, check);
  gboolean right = sodium_memcmp(check, at + SK_STRETCH_BYTES, CHECK_BYTES) == 0;
  int failed =
      crypto_secretstream_xchacha20poly1305_init_pull(&reader->stream, at + SK_STRETCH_BYTES + CHECK_BYTES, key);
  sodium_memzero(key, sizeof key);
  if (!right) {
    sk_error_set(error, SK_ERROR_LOCKED, "%s: wrong passphrase, or the beginning of the file is damaged", reader->path);
    return FALSE;
  }
  return failed == 0 || corrupt(reader, "its head is damaged", error);
}

static gboolean read_head(SkSealedReader *reader, const char *passphrase, GError **error) {
  const uint8_t *head = reader->head;
  uint32_t version = 0;
  if (fread(reader->head, 1, HEAD_BYTES, reader->file) != HEAD_BYTES || memcmp(head, MAGIC, MAGIC_BYTES) != 0)
    return corrupt(reader, "it is no backup of saikai", error);
  memcpy(&version, head + MAGIC_BYTES, 4);
  if (GUINT32_FROM_LE(version) != VERSION) {
    sk_error_set(error, SK_ERROR_NEWER, "%s has version %u; this program knows version %d", reader->path,
                 GUINT32_FROM_LE(version), VERSION);
    return FALSE;
  }
  return take_head(reader, passphrase, error);
}

SkSealedReader *sk_sealed_open(const char *path, const char *passphrase, GError **error) {
  g_autoptr(SkSealedReader) reader = g_new0(SkSealedReader, 1);
  reader->path = g_strdup(path);
  reader->file = g_fopen(path, "rbe");
  if (reader->file == NULL) {
    sk_error_set(error, errno == ENOENT ? SK_ERROR_NOT_FOUND : SK_ERROR_IO, "%s could not be opened: %s", path,
                 g_strerror(errno));
    return NULL;
  }
  return read_head(reader, passphrase, error) ? g_steal_pointer(&reader) : NULL;
}

static gboolean next_piece(SkSealedReader *reader, GError **error) {
  unsigned long long size = 0;
  uint8_t tag = 0;
  gsize got = fread(reader->sealed, 1, SEALED_PIECE, reader->file);
  if (ferror(reader->file))
    return corrupt(reader, "the disk failed while it was read", error);
  if (reader->ended || got < crypto_secretstream_xchacha20poly1305_ABYTES)
    return corrupt(reader, "it ends too early", error);
  if (crypto_secretstream_xchacha20poly1305_pull(&reader->stream, reader->piece, &size, &tag, reader->sealed, got,
                                                 reader->head, BOUND_BYTES) != 0)
    return corrupt(reader, "it was cut or changed", error);
  reader->taken = 0;
  reader->filled = (gsize)size;
  reader->ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  return TRUE;
}

gboolean sk_sealed_read(SkSealedReader *reader, void *bytes, gsize size, GError **error) {
  uint8_t *at = bytes;
  while (size > 0) {
    if (reader->taken == reader->filled && !next_piece(reader, error))
      return FALSE;
    gsize part = MIN(size, reader->filled - reader->taken);
    memcpy(at, reader->piece + reader->taken, part);
    reader->taken += part;
    at += part;
    size -= part;
  }
  return TRUE;
}

gboolean sk_sealed_read_end(SkSealedReader *reader, GError **error) {
  if (reader->taken < reader->filled)
    return corrupt(reader, "it holds more than it says", error);
  if (!reader->ended && !next_piece(reader, error))
    return FALSE;
  if (!reader->ended || reader->taken < reader->filled || fgetc(reader->file) != EOF)
    return corrupt(reader, "it goes on after its end", error);
  return TRUE;
}

void sk_sealed_reader_free(SkSealedReader *reader) {
  if (reader == NULL)
    return;
  if (reader->file != NULL)
    fclose(reader->file);
  g_free(reader->path);
  sodium_memzero(reader, sizeof *reader);
  g_free(reader);
}
