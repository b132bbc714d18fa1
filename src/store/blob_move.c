#include "store/blob_move.h"

#include "base/error.h"
#include "store/blob_place.h"
#include "store/queries/blob.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>

G_STATIC_ASSERT(BLOB_HEADER_BYTES == crypto_secretstream_xchacha20poly1305_HEADERBYTES);

GPtrArray *sk_blob_move_names(SkDb *db, GError **error) {
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  g_auto(SkqBlobPieceNames) row = { 0 };
  GError *failed = NULL;
  if (!skq_blob_piece_names(sk_db_system(db), &row, error))
    return NULL;
  while (skq_blob_piece_names_next(&row, &failed))
    g_ptr_array_add(names, g_strdup(row.name));
  return sk_error_forward(error, failed) ? g_steal_pointer(&names) : NULL;
}

gboolean sk_blob_move_out(SkDb *db, const char *name, SkPour pour, gpointer user, GError **error) {
  g_autofree uint8_t *piece = g_malloc(BLOB_PIECE_MOST);
  g_autoptr(BlobReader) reader = blob_place_open(db, name, error);
  gsize got = 1;
  while (reader != NULL && got > 0) {
    if (!blob_place_read(reader, piece, BLOB_PIECE_MOST, &got, error) || (got > 0 && !pour(user, piece, got, error)))
      return FALSE;
  }
  return reader != NULL;
}

/* Pieces as they were: a reader takes a header first, then pieces of the full size. A key is shorter than either. */
static gboolean copy_in(FILE *file, const char *path, gboolean is_key, BlobWriter *writer, GError **error) {
  g_autofree uint8_t *piece = g_malloc(BLOB_PIECE_MOST);
  gsize size = is_key ? BLOB_PIECE_MOST : BLOB_HEADER_BYTES, got;
  while ((got = fread(piece, 1, size, file)) > 0) {
    if (!blob_place_write(writer, piece, got, error))
      return FALSE;
    size = BLOB_PIECE_MOST;
  }
  if (ferror(file))
    sk_error_set(error, SK_ERROR_IO, "%s could not be read: %s", path, g_strerror(errno));
  return !ferror(file);
}

gboolean sk_blob_move_in(SkWork *work, const char *name, const char *path, GError **error) {
  FILE *file = g_fopen(path, "rbe");
  if (file == NULL) {
    sk_error_set(error, SK_ERROR_IO, "%s could not be read: %s", path, g_strerror(errno));
    return FALSE;
  }
  g_autoptr(BlobWriter) writer = blob_place_create(work, name, error);
  gboolean kept = writer != NULL && copy_in(file, path, g_str_has_prefix(name, "keys/"), writer, error) &&
                  blob_place_finish(writer, error);
  fclose(file);
  return kept;
}
