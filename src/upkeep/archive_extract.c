#include "base/error.h"
#include "upkeep/archive.h"
#include "upkeep/archive_name.h"
#include "upkeep/archive_record.h"
#include "upkeep/tree.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  SkSealedReader *reader;
  const char *directory;
  SkProgress *progress;
  GString *list; /* of what came out, as the archive's own list should be */
  SkArchiveReport report;
} Extraction;

static gboolean corrupt(const char *how, GError **error) {
  sk_error_set(error, SK_ERROR_CORRUPT, "the backup cannot be used: %s", how);
  return FALSE;
}

/* Copies the content of one file; the digest goes on our list. */
static gboolean copy_content(Extraction *extraction, FILE *file, uint64_t size, const char *name, GError **error) {
  crypto_generichash_state hash;
  uint8_t digest[RECORD_DIGEST_BYTES];
  g_autofree uint8_t *buffer = g_malloc(RECORD_BUFFER);
  crypto_generichash_init(&hash, NULL, 0, RECORD_DIGEST_BYTES);
  for (uint64_t left = size; left > 0;) {
    gsize part = (gsize)MIN(left, RECORD_BUFFER);
    if (!sk_sealed_read(extraction->reader, buffer, part, error))
      return FALSE;
    if (fwrite(buffer, 1, part, file) != part) {
      sk_error_set(error, SK_ERROR_IO, "%s could not be written: %s", name, g_strerror(errno));
      return FALSE;
    }
    crypto_generichash_update(&hash, buffer, part);
    extraction->report.bytes += (int64_t)part;
    left -= part;
    if (!sk_progress_step(extraction->progress, (uint64_t)extraction->report.bytes, error))
      return FALSE;
  }
  crypto_generichash_final(&hash, digest, sizeof digest);
  record_list_add(extraction->list, digest, size, name);
  return TRUE;
}

static gboolean take_file(Extraction *extraction, const RecordHead *head, GError **error) {
  char name[ARCHIVE_NAME_MOST + 1] = "";
  if (!sk_sealed_read(extraction->reader, name, head->name_length, error))
    return FALSE;
  if (strlen(name) != head->name_length || !archive_name_is_safe(name))
    return corrupt("a file in it has a name that none has", error);
  g_autofree char *path = g_build_filename(extraction->directory, name, NULL);
  g_autofree char *parent = g_path_get_dirname(path);
  FILE *file = g_mkdir_with_parents(parent, 0700) == 0 ? g_fopen(path, "wbxe") : NULL;
  if (file == NULL) {
    sk_error_set(error, SK_ERROR_IO, "%s could not be made: %s", path, g_strerror(errno));
    return FALSE;
  }
  gboolean copied = copy_content(extraction, file, head->size, name, error);
  gboolean kept = fchmod(fileno(file), 0600) == 0 && fflush(file) == 0 && fsync(fileno(file)) == 0;
  if (copied && !kept)
    sk_error_set(error, SK_ERROR_IO, "%s could not be made durable: %s", path, g_strerror(errno));
  fclose(file);
  extraction->report.files++;
  return copied && kept;
}

static gboolean take_list(Extraction *extraction, const RecordHead *head, GError **error) {
  g_autofree char *list = g_malloc0(head->size + 1);
  if (!sk_sealed_read(extraction->reader, list, head->size, error) || !sk_sealed_read_end(extraction->reader, error))
    return FALSE;
  if (strcmp(list, extraction->list->str) != 0)
    return corrupt("its files are not those on its list", error);
  return TRUE;
}

static gboolean take_all(Extraction *extraction, GError **error) {
  for (;;) {
    uint8_t bytes[RECORD_HEAD_BYTES];
    RecordHead head;
    if (!sk_sealed_read(extraction->reader, bytes, sizeof bytes, error))
      return FALSE;
    if (!record_head_parse(bytes, &head))
      return corrupt("it holds something else than files", error);
    if (head.kind == RECORD_LIST)
      return take_list(extraction, &head, error);
    if (!take_file(extraction, &head, error))
      return FALSE;
  }
}

gboolean sk_archive_extract(SkSealedReader *reader, const char *directory, SkProgress *progress,
                            SkArchiveReport *ret_report, GError **error) {
  g_autoptr(GString) list = g_string_new(NULL);
  Extraction extraction = { .reader = reader, .directory = directory, .progress = progress, .list = list };
  if (!take_all(&extraction, error))
    return FALSE;
  *ret_report = extraction.report;
  return TRUE;
}
