#include "store/blob_place.h"

#include "base/error.h"
#include "store/queries/blob.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct BlobWriter {
  SkWork *work;
  char *name;
  FILE *file; /* NULL: pieces are rows */
  char *path, *building;
  int64_t piece;
};

struct BlobReader {
  SkDb *db;
  char *name;
  FILE *file;
  int64_t piece;
};

char *blob_place_directory(const SkStore *store) {
  return sk_store_engine(store) == SK_ENGINE_SQLITE ? g_build_filename(sk_store_place(store), "blobs", NULL) : NULL;
}

static char *path_of(const SkStore *store, const char *name) {
  g_autofree char *directory = blob_place_directory(store);
  return directory != NULL ? g_build_filename(directory, name, NULL) : NULL;
}

static gboolean fail(const char *what, const char *path, GError **error) {
  sk_error_set(error, SK_ERROR_IO, "%s could not be %s: %s", path, what, g_strerror(errno));
  return FALSE;
}

static gboolean sync_directory(const char *path, GError **error) {
  g_autofree char *directory = g_path_get_dirname(path);
  int fd = g_open(directory, O_RDONLY | O_CLOEXEC, 0);
  gboolean synced = fd >= 0 && fsync(fd) == 0;
  if (fd >= 0)
    close(fd);
  return synced || fail("made durable", directory, error);
}

/* ---------------------------------------------------------------- writing */

static gboolean open_file(BlobWriter *writer, GError **error) {
  g_autofree char *directory = g_path_get_dirname(writer->path);
  writer->building = g_strconcat(writer->path, ".new", NULL);
  if (g_mkdir_with_parents(directory, 0700) != 0)
    return fail("made", directory, error);
  int fd = g_open(writer->building, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  writer->file = fd >= 0 ? fdopen(fd, "wb") : NULL;
  return writer->file != NULL || fail("made", writer->building, error);
}

BlobWriter *blob_place_create(SkWork *work, const char *name, GError **error) {
  g_autoptr(BlobWriter) writer = g_new0(BlobWriter, 1);
  writer->work = work;
  writer->name = g_strdup(name);
  writer->path = path_of(sk_db_store(sk_work_db(work)), name);
  if (writer->path != NULL ? !open_file(writer, error) : !skq_blob_drop_pieces(work, name, NULL, error))
    return NULL;
  return g_steal_pointer(&writer);
}

gboolean blob_place_write(BlobWriter *writer, const uint8_t *bytes, gsize size, GError **error) {
  if (writer->path == NULL)
    return skq_blob_add_piece(writer->work, writer->name, writer->piece++, (SkBytes){ bytes, size }, NULL, error);
  return fwrite(bytes, 1, size, writer->file) == size || fail("written", writer->path, error);
}

gboolean blob_place_finish(BlobWriter *writer, GError **error) {
  if (writer->path == NULL)
    return TRUE;
  if (fflush(writer->file) != 0 || fsync(fileno(writer->file)) != 0 || g_rename(writer->building, writer->path) != 0)
    return fail("written", writer->path, error);
  g_clear_pointer(&writer->building, g_free);
  return sync_directory(writer->path, error);
}

void blob_place_writer_free(BlobWriter *writer) {
  if (writer == NULL)
    return;
  if (writer->file != NULL)
    fclose(writer->file);
  if (writer->building != NULL)
    g_unlink(writer->building);
  g_free(writer->building);
  g_free(writer->path);
  g_free(writer->name);
  g_free(writer);
}

/* ---------------------------------------------------------------- reading */

static gboolean has_piece(SkDb *db, const char *name, GError **error) {
  g_auto(SkqBlobPiece) row = { 0 };
  gboolean found = FALSE;
  if (!skq_blob_piece(sk_db_system(db), name, 0, &row, &found, error))
    return FALSE;
  if (!found)
    sk_error_set(error, SK_ERROR_NOT_FOUND, "this file is no longer kept");
  return found;
}

BlobReader *blob_place_open(SkDb *db, const char *name, GError **error) {
  g_autoptr(BlobReader) reader = g_new0(BlobReader, 1);
  g_autofree char *path = path_of(sk_db_store(db), name);
  reader->db = db;
  reader->name = g_strdup(name);
  if (path == NULL)
    return has_piece(db, name, error) ? g_steal_pointer(&reader) : NULL;
  reader->file = g_fopen(path, "rbe");
  if (reader->file != NULL)
    return g_steal_pointer(&reader);
  if (errno == ENOENT)
    sk_error_set(error, SK_ERROR_NOT_FOUND, "this file is no longer kept");
  else
    fail("read", path, error);
  return NULL;
}

static gboolean read_row(BlobReader *reader, uint8_t *bytes, gsize size, gsize *ret_got, GError **error) {
  g_auto(SkqBlobPiece) row = { 0 };
  gboolean found = FALSE;
  if (!skq_blob_piece(sk_db_system(reader->db), reader->name, reader->piece++, &row, &found, error))
    return FALSE;
  if (found && row.bytes.size > size) {
    sk_error_set(error, SK_ERROR_CORRUPT, "a kept file is damaged: a piece is too large");
    return FALSE;
  }
  *ret_got = found ? row.bytes.size : 0;
  if (*ret_got > 0)
    memcpy(bytes, row.bytes.data, *ret_got);
  return TRUE;
}

gboolean blob_place_read(BlobReader *reader, uint8_t *bytes, gsize size, gsize *ret_got, GError **error) {
  if (reader->file == NULL)
    return read_row(reader, bytes, size, ret_got, error);
  *ret_got = fread(bytes, 1, size, reader->file);
  return !ferror(reader->file) || fail("read", reader->name, error);
}

void blob_place_reader_free(BlobReader *reader) {
  if (reader == NULL)
    return;
  if (reader->file != NULL)
    fclose(reader->file);
  g_free(reader->name);
  g_free(reader);
}

/* ---------------------------------------------------------------- destroying */

static gboolean overwrite(const char *path, GError **error) {
  static const uint8_t zeros[64 * 1024];
  int fd = g_open(path, O_WRONLY | O_CLOEXEC, 0);
  if (fd < 0)
    return errno == ENOENT || fail("overwritten", path, error);
  off_t left = lseek(fd, 0, SEEK_END);
  gboolean written = left >= 0 && lseek(fd, 0, SEEK_SET) == 0;
  while (written && left > 0) {
    ssize_t part = write(fd, zeros, (size_t)MIN(left, (off_t)sizeof zeros));
    written = part > 0;
    left -= part;
  }
  written = written && fsync(fd) == 0;
  close(fd);
  return written || fail("overwritten", path, error);
}

gboolean blob_place_destroy(SkWork *work, const char *name, GError **error) {
  g_autofree char *path = path_of(sk_db_store(sk_work_db(work)), name);
  if (path == NULL)
    return skq_blob_drop_pieces(work, name, NULL, error);
  if (!overwrite(path, error))
    return FALSE;
  if (g_unlink(path) != 0 && errno != ENOENT)
    return fail("removed", path, error);
  return TRUE;
}
