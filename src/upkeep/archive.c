#include "upkeep/archive.h"

#include "base/error.h"
#include "upkeep/archive_name.h"
#include "upkeep/archive_record.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

struct SkArchive {
  SkSealedWriter *writer;
  SkProgress *progress;
  GString *list; /* "digest size name" a line */
  char *open;    /* name of the file that comes in pieces */
  uint64_t open_size;
  crypto_generichash_state open_hash;
  SkArchiveReport report;
};

gboolean archive_name_is_safe(const char *name) {
  const char *rest = name;
  if (g_str_has_prefix(rest, "blobs/"))
    rest += strlen("blobs/");
  if (rest != name && g_str_has_prefix(rest, "keys/"))
    rest += strlen("keys/");
  gsize plain = strspn(rest, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");
  return *rest != '\0' && *rest != '.' && rest[plain] == '\0' && strlen(name) <= ARCHIVE_NAME_MOST;
}

SkArchive *sk_archive_new(SkSealedWriter *writer, SkProgress *progress) {
  SkArchive *archive = g_new0(SkArchive, 1);
  archive->writer = writer;
  archive->progress = progress;
  archive->list = g_string_new(NULL);
  return archive;
}

void sk_archive_free(SkArchive *archive) {
  if (archive == NULL)
    return;
  g_string_free(archive->list, TRUE);
  g_free(archive->open);
  g_free(archive);
}

static gboolean put_head(SkArchive *archive, RecordKind kind, const char *name, uint64_t size, GError **error) {
  uint8_t head[RECORD_HEAD_BYTES];
  record_head_print(kind, name, size, head);
  g_assert(archive_name_is_safe(name));
  return sk_sealed_write(archive->writer, head, sizeof head, error) &&
         sk_sealed_write(archive->writer, name, strlen(name), error);
}

static void put_on_list(SkArchive *archive, crypto_generichash_state *hash, const char *name, uint64_t size) {
  uint8_t digest[RECORD_DIGEST_BYTES];
  crypto_generichash_final(hash, digest, sizeof digest);
  record_list_add(archive->list, digest, size, name);
  archive->report.files++;
}

/* Copies exactly `size` bytes of `file`. */
static gboolean put_content(SkArchive *archive, FILE *file, const char *path, uint64_t size,
                            crypto_generichash_state *hash, GError **error) {
  g_autofree uint8_t *buffer = g_malloc(RECORD_BUFFER);
  while (size > 0) {
    gsize part = (gsize)MIN(size, RECORD_BUFFER);
    if (fread(buffer, 1, part, file) != part) {
      sk_error_set(error, SK_ERROR_IO, "%s could not be read to its end: %s", path, g_strerror(errno));
      return FALSE;
    }
    crypto_generichash_update(hash, buffer, part);
    archive->report.bytes += (int64_t)part;
    size -= part;
    if (!sk_sealed_write(archive->writer, buffer, part, error) ||
        !sk_progress_step(archive->progress, (uint64_t)archive->report.bytes, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean add_open(SkArchive *archive, const char *name, const char *path, FILE *file, GError **error) {
  crypto_generichash_state hash;
  GStatBuf info;
  if (fstat(fileno(file), &info) != 0) {
    sk_error_set(error, SK_ERROR_IO, "%s could not be read: %s", path, g_strerror(errno));
    return FALSE;
  }
  uint64_t size = (uint64_t)info.st_size;
  crypto_generichash_init(&hash, NULL, 0, RECORD_DIGEST_BYTES);
  if (!put_head(archive, RECORD_FILE, name, size, error) || !put_content(archive, file, path, size, &hash, error))
    return FALSE;
  put_on_list(archive, &hash, name, size);
  return TRUE;
}

/* `optional`: what is not there is left out. */
static gboolean add_file(SkArchive *archive, const char *name, const char *path, gboolean optional, GError **error) {
  FILE *file = g_fopen(path, "rbe");
  if (file == NULL) {
    if (optional && errno == ENOENT)
      return TRUE;
    sk_error_set(error, SK_ERROR_IO, "%s could not be read: %s", path, g_strerror(errno));
    return FALSE;
  }
  gboolean added = add_open(archive, name, path, file, error);
  fclose(file);
  return added;
}

gboolean sk_archive_add(SkArchive *archive, const char *name, const char *path, GError **error) {
  return add_file(archive, name, path, FALSE, error);
}

gboolean sk_archive_add_text(SkArchive *archive, const char *name, const char *text, GError **error) {
  crypto_generichash_state hash;
  gsize size = strlen(text);
  crypto_generichash_init(&hash, NULL, 0, RECORD_DIGEST_BYTES);
  crypto_generichash_update(&hash, (const uint8_t *)text, size);
  if (!put_head(archive, RECORD_FILE, name, size, error) || !sk_sealed_write(archive->writer, text, size, error))
    return FALSE;
  put_on_list(archive, &hash, name, size);
  return TRUE;
}

void sk_archive_begin(SkArchive *archive, const char *name) {
  g_free(archive->open);
  archive->open = g_strdup(name);
  archive->open_size = 0;
  crypto_generichash_init(&archive->open_hash, NULL, 0, RECORD_DIGEST_BYTES);
}

gboolean sk_archive_put(gpointer user, const void *bytes, gsize size, GError **error) {
  SkArchive *archive = user;
  if (size == 0)
    return TRUE;
  crypto_generichash_update(&archive->open_hash, bytes, size);
  archive->open_size += size;
  archive->report.bytes += (int64_t)size;
  return put_head(archive, RECORD_PIECE, archive->open, size, error) &&
         sk_sealed_write(archive->writer, bytes, size, error) &&
         sk_progress_step(archive->progress, (uint64_t)archive->report.bytes, error);
}

gboolean sk_archive_close(SkArchive *archive, GError **error) {
  if (!put_head(archive, RECORD_PIECE, archive->open, 0, error))
    return FALSE;
  put_on_list(archive, &archive->open_hash, archive->open, archive->open_size);
  g_clear_pointer(&archive->open, g_free);
  return TRUE;
}

static int by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *names_in(const char *directory) {
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
  const char *name = NULL;
  while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
    if (!g_str_has_suffix(name, ".new") && !g_str_has_suffix(name, ".next"))
      g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, by_name);
  return names;
}

gboolean sk_archive_add_directory(SkArchive *archive, const char *prefix, const char *directory, GError **error) {
  g_autoptr(GPtrArray) names = names_in(directory);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_build_filename(directory, names->pdata[i], NULL);
    g_autofree char *name = g_strconcat(prefix, names->pdata[i], NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR) || !archive_name_is_safe(name))
      continue;
    if (!add_file(archive, name, path, TRUE, error))
      return FALSE;
  }
  return TRUE;
}

gboolean sk_archive_end(SkArchive *archive, SkArchiveReport *ret_report, GError **error) {
  uint8_t head[RECORD_HEAD_BYTES];
  record_head_print(RECORD_LIST, "", archive->list->len, head);
  if (!sk_sealed_write(archive->writer, head, sizeof head, error) ||
      !sk_sealed_write(archive->writer, archive->list->str, archive->list->len, error))
    return FALSE;
  *ret_report = archive->report;
  return TRUE;
}
