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

/* The file that is being taken out; of one that comes in pieces it stays open from the first to the empty last. */
typedef struct {
  char name[ARCHIVE_NAME_MOST + 1]; /* "": none */
  FILE *file;                       /* NULL: its bytes go to no file */
  SkPour pour;                      /* or NULL */
  crypto_generichash_state hash;
  uint64_t size;
} Outgoing;

typedef struct {
  SkSealedReader *reader;
  SkArchiveTake *take;
  SkProgress *progress;
  GString *list; /* of what came out, as the archive's own list should be */
  SkArchiveReport report;
  Outgoing out;
  uint8_t *buffer; /* RECORD_BUFFER */
} Extraction;

static gboolean corrupt(const char *how, GError **error) {
  sk_error_set(error, SK_ERROR_CORRUPT, "the backup cannot be used: %s", how);
  return FALSE;
}

/* ---------------------------------------------------------------- one file */

static gboolean open_file(Extraction *extraction, GError **error) {
  g_autofree char *path = g_build_filename(extraction->take->directory, extraction->out.name, NULL);
  g_autofree char *parent = g_path_get_dirname(path);
  extraction->out.file = g_mkdir_with_parents(parent, 0700) == 0 ? g_fopen(path, "wbxe") : NULL;
  if (extraction->out.file == NULL)
    sk_error_set(error, SK_ERROR_IO, "%s could not be made: %s", path, g_strerror(errno));
  return extraction->out.file != NULL;
}

static gboolean begin(Extraction *extraction, const char *name, GError **error) {
  SkArchiveTake *take = extraction->take;
  Outgoing *out = &extraction->out;
  gboolean poured = g_strcmp0(name, take->poured) == 0;
  *out = (Outgoing){ .pour = poured ? take->pour : NULL };
  g_strlcpy(out->name, name, sizeof out->name);
  crypto_generichash_init(&out->hash, NULL, 0, RECORD_DIGEST_BYTES);
  take->ret_poured = take->ret_poured || poured;
  return poured || take->directory == NULL || open_file(extraction, error);
}

static gboolean put(Extraction *extraction, gsize size, GError **error) {
  Outgoing *out = &extraction->out;
  crypto_generichash_update(&out->hash, extraction->buffer, size);
  out->size += size;
  extraction->report.bytes += (int64_t)size;
  if (out->file != NULL && fwrite(extraction->buffer, 1, size, out->file) != size) {
    sk_error_set(error, SK_ERROR_IO, "%s could not be written: %s", out->name, g_strerror(errno));
    return FALSE;
  }
  return (out->pour == NULL || out->pour(extraction->take->user, extraction->buffer, size, error)) &&
         sk_progress_step(extraction->progress, (uint64_t)extraction->report.bytes, error);
}

static gboolean copy(Extraction *extraction, uint64_t left, GError **error) {
  while (left > 0) {
    gsize part = (gsize)MIN(left, RECORD_BUFFER);
    if (!sk_sealed_read(extraction->reader, extraction->buffer, part, error) || !put(extraction, part, error))
      return FALSE;
    left -= part;
  }
  return TRUE;
}

/* Makes it durable and puts it on our list. */
static gboolean end(Extraction *extraction, GError **error) {
  Outgoing *out = &extraction->out;
  uint8_t digest[RECORD_DIGEST_BYTES];
  if (out->file != NULL) {
    int fd = fileno(out->file);
    gboolean kept = fchmod(fd, 0600) == 0 && fflush(out->file) == 0 && fsync(fd) == 0;
    if (!kept)
      sk_error_set(error, SK_ERROR_IO, "%s could not be made durable: %s", out->name, g_strerror(errno));
    fclose(g_steal_pointer(&out->file));
    if (!kept)
      return FALSE;
  }
  crypto_generichash_final(&out->hash, digest, sizeof digest);
  record_list_add(extraction->list, digest, out->size, out->name);
  extraction->report.files++;
  out->name[0] = '\0';
  return TRUE;
}

/* ---------------------------------------------------------------- records */

static gboolean read_name(Extraction *extraction, const RecordHead *head, char name[ARCHIVE_NAME_MOST + 1],
                          GError **error) {
  memset(name, 0, ARCHIVE_NAME_MOST + 1);
  if (!sk_sealed_read(extraction->reader, name, head->name_length, error))
    return FALSE;
  if (strlen(name) != head->name_length || !archive_name_is_safe(name))
    return corrupt("a file in it has a name that none has", error);
  return TRUE;
}

static gboolean take_content(Extraction *extraction, const RecordHead *head, GError **error) {
  char name[ARCHIVE_NAME_MOST + 1];
  gboolean open = extraction->out.name[0] != '\0', piece = head->kind == RECORD_PIECE;
  if (!read_name(extraction, head, name, error))
    return FALSE;
  if (open && (!piece || strcmp(name, extraction->out.name) != 0))
    return corrupt("a file in it has no end", error);
  return (open || begin(extraction, name, error)) && copy(extraction, head->size, error) &&
         ((piece && head->size > 0) || end(extraction, error));
}

static gboolean take_list(Extraction *extraction, const RecordHead *head, GError **error) {
  g_autofree char *list = g_malloc0(head->size + 1);
  if (extraction->out.name[0] != '\0')
    return corrupt("a file in it has no end", error);
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
    if (!take_content(extraction, &head, error))
      return FALSE;
  }
}

gboolean sk_archive_extract(SkSealedReader *reader, SkArchiveTake *take, SkProgress *progress,
                            SkArchiveReport *ret_report, GError **error) {
  g_autoptr(GString) list = g_string_new(NULL);
  g_autofree uint8_t *buffer = g_malloc(RECORD_BUFFER);
  Extraction extraction = { .reader = reader, .take = take, .progress = progress, .list = list, .buffer = buffer };
  take->ret_poured = FALSE;
  gboolean taken = take_all(&extraction, error);
  if (extraction.out.file != NULL)
    fclose(extraction.out.file);
  if (taken)
    *ret_report = extraction.report;
  return taken;
}
