/* A list to be read: a file on disk, opened once, digested, and known to be the same file to the end; or one that the
 * register keeps, whose digest stands beside it. */
#pragma once

#include "base/progress.h"
#include "intake/reader.h"

#include <gio/gio.h>
#include <sys/stat.h>

#define LIST_DIGEST 32

typedef struct {
  int fd;               /* of a file on disk; -1 */
  GInputStream *stream; /* of a kept one, to be read once; NULL */
  gboolean is_archive;  /* begins as XLSX does */
  char *path, *name;    /* name: its last part, or what the batch shall call it */
  int64_t size;
  uint64_t lines; /* line feeds in it: about how many rows it has */
  guint8 digest[LIST_DIGEST];
  struct stat status;
} OpenedList;

/* Opens and digests it. `name` NULL: the last part of `path`. */
gboolean opened_list_open(const char *path, const char *name, SkProgress *progress, OpenedList *ret_file,
                          GError **error);
/* A kept file: the digest and size of its row. Takes a reference to `stream`. */
gboolean opened_list_keep(GInputStream *stream, const char *name, int64_t size, const guint8 digest[LIST_DIGEST],
                          OpenedList *ret_file, GError **error);
/* A reader from its beginning. The file must outlive it, and give no other reader or bytes while it is there: they
 * share one place in the file. */
SkReader *opened_list_read(OpenedList *file, const SkReaderOptions *options, GError **error);
/* Its bytes from the beginning; of a file on disk. */
GInputStream *opened_list_bytes(OpenedList *file, GError **error);
/* SK_ERROR_STALE when somebody wrote to it since it was opened. */
gboolean opened_list_unchanged(const OpenedList *file, GError **error);
void opened_list_clear(OpenedList *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OpenedList, opened_list_clear)
