/* Files in a sealed stream (sealed.h): each with its name and size, and at the end a list of their digests, so that
 * what comes out is proved to be what went in. Names are "file", "blobs/file" or "blobs/keys/file", of plain
 * characters. */
#pragma once

#include "base/progress.h"
#include "upkeep/sealed.h"

typedef struct SkArchive SkArchive;

typedef struct {
  int64_t files, bytes;
} SkArchiveReport;

/* Begins to add files to `writer`, which outlives the archive. */
SkArchive *sk_archive_new(SkSealedWriter *writer, SkProgress *progress);
/* Adds the file at `path` as `name`. */
gboolean sk_archive_add(SkArchive *archive, const char *name, const char *path, GError **error);
gboolean sk_archive_add_text(SkArchive *archive, const char *name, const char *text, GError **error);
/* Adds every regular file of a directory as "`prefix`NAME"; a missing directory is empty. Temporary files (".new",
 * ".next") are left out, and so are files that vanish meanwhile: their source was withdrawn. */
gboolean sk_archive_add_directory(SkArchive *archive, const char *prefix, const char *directory, GError **error);
/* Writes the list of digests; finish the writer afterwards. */
gboolean sk_archive_end(SkArchive *archive, SkArchiveReport *ret_report, GError **error);
void sk_archive_free(SkArchive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkArchive, sk_archive_free)

/* Takes all files out into `directory`, durable, and compares them with the list; also that the stream ends there.
 * SK_ERROR_CORRUPT otherwise: then nothing in `directory` may be used. */
gboolean sk_archive_extract(SkSealedReader *reader, const char *directory, SkProgress *progress,
                            SkArchiveReport *ret_report, GError **error);
