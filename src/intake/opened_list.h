/* A list as a file on disk: opened once, digested, read, and known to be the same file to the end. */
#pragma once

#include "base/progress.h"
#include "intake/reader.h"

#include <gio/gio.h>
#include <sys/stat.h>

#define LIST_DIGEST 32

typedef struct {
  int fd;
  char *path, *name; /* name: its last part, or what the batch shall call it */
  int64_t size;
  uint64_t lines; /* line feeds in it: about how many rows it has */
  guint8 digest[LIST_DIGEST];
  struct stat status;
} OpenedList;

/* Opens and digests it. `name` NULL: the last part of `path`. */
gboolean opened_list_open(const char *path, const char *name, SkProgress *progress, OpenedList *ret_file,
                          GError **error);
/* Takes `fd`, as `name`. */
gboolean opened_list_open_fd(int fd, const char *name, OpenedList *ret_file, GError **error);
/* A reader from its beginning. The file must outlive it, and give no other reader or bytes while it is there: they
 * share one place in the file. */
SkReader *opened_list_read(OpenedList *file, const SkReaderOptions *options, GError **error);
/* Its bytes from the beginning. */
GInputStream *opened_list_bytes(OpenedList *file, GError **error);
/* SK_ERROR_STALE when somebody wrote to it since it was opened. */
gboolean opened_list_unchanged(const OpenedList *file, GError **error);
void opened_list_clear(OpenedList *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OpenedList, opened_list_clear)
