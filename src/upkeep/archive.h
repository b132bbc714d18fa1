/* Files in a sealed stream (sealed.h): each with its name and size, and at the end a list of their digests, so that
 * what comes out is proved to be what went in. Names are "file", "blobs/file" or "blobs/keys/file", of plain
 * characters. */
#pragma once

#include "base/progress.h"
#include "store/pour.h"
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
/* A file whose bytes are made as they are added: begin, put any number of times (an SkPour), close. One at a time. */
void sk_archive_begin(SkArchive *archive, const char *name);
gboolean sk_archive_put(gpointer archive, const void *bytes, gsize size, GError **error);
gboolean sk_archive_close(SkArchive *archive, GError **error);
/* Writes the list of digests; finish the writer afterwards. */
gboolean sk_archive_end(SkArchive *archive, SkArchiveReport *ret_report, GError **error);
void sk_archive_free(SkArchive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkArchive, sk_archive_free)

/* Where the files of an archive go. */
typedef struct {
  const char *directory; /* into which all but `poured` are taken; NULL: they are read and go nowhere */
  const char *poured;    /* a file that is never one here: its bytes go to `pour`, or nowhere where that is NULL */
  SkPour pour;
  gpointer user;
  gboolean ret_poured; /* whether the archive holds it */
} SkArchiveTake;

/* Takes all files out, durable, and compares them with the list; also that the stream ends there. SK_ERROR_CORRUPT
 * otherwise: then nothing that was taken out may be used. */
gboolean sk_archive_extract(SkSealedReader *reader, SkArchiveTake *take, SkProgress *progress,
                            SkArchiveReport *ret_report, GError **error);
