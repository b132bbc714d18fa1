#include "store/blob.h"

#include "base/error.h"
#include "store/blob_key.h"
#include "store/blob_place.h"
#include "store/blob_stream.h"
#include "store/queries/blob.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#define PIECE ((gsize)64 * 1024)
#define NAME_BYTES 16
#define DIGEST_BYTES 32
#define TAG_FINAL crypto_secretstream_xchacha20poly1305_TAG_FINAL
#define HEADER_BYTES crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define EXTRA_BYTES crypto_secretstream_xchacha20poly1305_ABYTES

G_STATIC_ASSERT(PIECE + EXTRA_BYTES == BLOB_PIECE_MOST);

typedef struct {
  int64_t size;
  uint8_t digest[DIGEST_BYTES];
} Content;

/* ---------------------------------------------------------------- putting */

/* Encrypts all of `input` into `writer`, one piece behind, so that the last one can be marked. */
static gboolean pour_in(GInputStream *input, const SkKey *key, BlobWriter *writer, Content *ret_content,
                        GError **error) {
  crypto_secretstream_xchacha20poly1305_state stream;
  crypto_generichash_state hash;
  g_autofree uint8_t *plain = g_malloc(PIECE), *sealed = g_malloc(BLOB_PIECE_MOST);
  uint8_t header[HEADER_BYTES];
  Content content = { 0 };
  gboolean last = FALSE;
  crypto_generichash_init(&hash, NULL, 0, DIGEST_BYTES);
  crypto_secretstream_xchacha20poly1305_init_push(&stream, header, sk_key_bytes(key));
  if (!blob_place_write(writer, header, sizeof header, error))
    return FALSE;
  while (!last) {
    gsize got = 0;
    unsigned long long size = 0;
    if (!g_input_stream_read_all(input, plain, PIECE, &got, NULL, error))
      return FALSE;
    last = got < PIECE;
    crypto_generichash_update(&hash, plain, got);
    crypto_secretstream_xchacha20poly1305_push(&stream, sealed, &size, plain, got, NULL, 0, last ? TAG_FINAL : 0);
    if (!blob_place_write(writer, sealed, (gsize)size, error))
      return FALSE;
    content.size += (int64_t)got;
  }
  crypto_generichash_final(&hash, content.digest, DIGEST_BYTES);
  *ret_content = content;
  return TRUE;
}

gboolean sk_blob_put(SkWork *work, int64_t source, int64_t label, GInputStream *input, int64_t *ret_blob,
                     GError **error) {
  uint8_t random[NAME_BYTES];
  char name[2 * NAME_BYTES + 1];
  Content content;
  int64_t blob = 0;
  randombytes_buf(random, sizeof random);
  sodium_bin2hex(name, sizeof name, random, sizeof random);
  g_autoptr(SkKey) key = blob_key_make(work, source, error);
  g_autoptr(BlobWriter) writer = key != NULL ? blob_place_create(work, name, error) : NULL;
  if (writer == NULL || !pour_in(input, key, writer, &content, error) || !blob_place_finish(writer, error) ||
      !sk_work_ids(work, SK_KIND_BLOB, 1, &blob, error) ||
      !skq_blob_add(work, blob, source, label, name, content.size, (SkBytes){ content.digest, DIGEST_BYTES }, NULL,
                    error))
    return FALSE;
  *ret_blob = blob;
  return TRUE;
}

/* ---------------------------------------------------------------- getting */

/* Opens the file `name` of `source`, to be held against its row. */
static GInputStream *open_stream(SkDb *db, int64_t source, const char *name, int64_t size, SkBytes digest,
                                 GError **error) {
  const BlobContent content = { .size = size, .digest = digest.data };
  SkKey *key = blob_key_read(db, source, error);
  BlobReader *reader = key != NULL ? blob_place_open(db, name, error) : NULL;
  if (reader != NULL)
    return blob_stream_new(reader, key, &content, error);
  sk_key_free(key);
  return NULL;
}

static gboolean no_such_file(GError **error) {
  sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no such file");
  return FALSE;
}

GInputStream *sk_blob_open(SkDb *db, int64_t blob, GError **error) {
  g_auto(SkqBlobSeen) row = { 0 };
  gboolean found = FALSE;
  if (!skq_blob_seen(db, blob, &row, &found, error) || (!found && !no_such_file(error)))
    return NULL;
  return open_stream(db, row.source, row.name, row.size, row.digest, error);
}

GInputStream *sk_blob_open_within(SkDb *db, int64_t blob, GError **error) {
  g_auto(SkqBlobOf) row = { 0 };
  gboolean found = FALSE;
  if (!skq_blob_of(sk_db_system(db), blob, &row, &found, error) || (!found && !no_such_file(error)))
    return NULL;
  return open_stream(db, row.source, row.name, row.size, row.digest, error);
}

gboolean sk_blob_get(SkDb *db, int64_t blob, GOutputStream *output, GError **error) {
  g_autoptr(GInputStream) stream = sk_blob_open(db, blob, error);
  return stream != NULL && g_output_stream_splice(output, stream, G_OUTPUT_STREAM_SPLICE_NONE, NULL, error) >= 0;
}

static GArray *sources_of(SkDb *db, GError **error) {
  g_autoptr(GArray) sources = g_array_new(FALSE, FALSE, sizeof(int64_t));
  g_auto(SkqBlobSources) rows = { 0 };
  GError *failed = NULL;
  if (!skq_blob_sources(sk_db_system(db), &rows, error))
    return NULL;
  while (skq_blob_sources_next(&rows, &failed))
    g_array_append_val(sources, rows.source);
  return sk_error_forward(error, failed) ? g_steal_pointer(&sources) : NULL;
}

gboolean sk_blob_keys(SkDb *db, int64_t *ret_sources, int64_t *ret_known, GError **error) {
  g_autoptr(GArray) sources = sources_of(db, error);
  int64_t known = 0;
  if (sources == NULL)
    return FALSE;
  for (guint i = 0; i < sources->len; i++) {
    g_autoptr(SkKey) key = blob_key_read(db, g_array_index(sources, int64_t, i), NULL);
    known += key != NULL;
  }
  *ret_sources = sources->len;
  *ret_known = known;
  return TRUE;
}

/* ---------------------------------------------------------------- destroying */

static GPtrArray *names_of(SkWork *work, int64_t source, GError **error) {
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  g_auto(SkqBlobNamesOf) rows = { 0 };
  GError *failed = NULL;
  if (!skq_blob_names_of(sk_work_system(work), source, &rows, error))
    return NULL;
  while (skq_blob_names_of_next(&rows, &failed))
    g_ptr_array_add(names, g_strdup(rows.name));
  return sk_error_forward(error, failed) ? g_steal_pointer(&names) : NULL;
}

gboolean sk_blob_destroy_source(SkWork *work, int64_t source, GError **error) {
  g_autoptr(GPtrArray) names = names_of(work, source, error);
  if (names == NULL || !blob_key_destroy(work, source, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (!blob_place_destroy(work, names->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* Whether a file of the directory belongs to a row; what is no file of ours is left alone. */
static gboolean is_kept(SkWork *work, const char *path, const char *name, gboolean *ret_kept, GError **error) {
  g_auto(SkqBlobNamed) row = { 0 };
  gboolean found = FALSE, ours = strspn(name, "0123456789abcdef") >= 2 * (gsize)NAME_BYTES;
  if (!ours || !g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
    *ret_kept = TRUE;
    return TRUE;
  }
  if (!skq_blob_named(sk_work_system(work), name, &row, &found, error))
    return FALSE;
  *ret_kept = found;
  return TRUE;
}

gboolean sk_blob_sweep(SkWork *work, int64_t *ret_removed, GError **error) {
  g_autofree char *directory = blob_place_directory(sk_db_store(sk_work_db(work)));
  g_autoptr(GDir) dir = directory != NULL ? g_dir_open(directory, 0, NULL) : NULL;
  const char *name = NULL;
  int64_t removed = 0;
  while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
    g_autofree char *path = g_build_filename(directory, name, NULL);
    gboolean kept = TRUE;
    if (!is_kept(work, path, name, &kept, error))
      return FALSE;
    removed += !kept && g_unlink(path) == 0 ? 1 : 0;
  }
  *ret_removed = removed;
  return TRUE;
}
