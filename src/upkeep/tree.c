#include "upkeep/tree.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define OPEN_DIRECTORIES 16

static char *without_slash(const char *path) {
  char *copy = g_strdup(path);
  for (gsize length = strlen(copy); length > 1 && copy[length - 1] == '/'; length--)
    copy[length - 1] = '\0';
  return copy;
}

char *sk_tree_beside(const char *place, GError **error) {
  g_autofree char *bare = without_slash(place);
  g_autofree char *parent = g_path_get_dirname(bare);
  char *path = g_strconcat(bare, ".new-XXXXXX", NULL);
  if (g_mkdir_with_parents(parent, 0700) == 0 && g_mkdtemp_full(path, 0700) != NULL)
    return path;
  sk_error_set(error, SK_ERROR_IO, "no directory could be made beside %s: %s", bare, g_strerror(errno));
  g_free(path);
  return NULL;
}

gboolean sk_tree_sync(const char *path, GError **error) {
  int fd = g_open(path, O_RDONLY | O_CLOEXEC, 0);
  gboolean synced = fd >= 0 && fsync(fd) == 0;
  int reason = errno;
  if (fd >= 0)
    close(fd);
  if (!synced)
    sk_error_set(error, SK_ERROR_IO, "%s could not be made durable: %s", path, g_strerror(reason));
  return synced;
}

gboolean sk_tree_settle(const char *built, const char *place, GError **error) {
  g_autofree char *bare = without_slash(place);
  g_autofree char *parent = g_path_get_dirname(bare);
  if (!sk_tree_sync(built, error))
    return FALSE;
  if (g_rename(built, bare) != 0) {
    SkErrorCode code = errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR ? SK_ERROR_DUPLICATE : SK_ERROR_IO;
    sk_error_set(error, code, "%s could not be put in place: %s", bare, g_strerror(errno));
    return FALSE;
  }
  return sk_tree_sync(parent, error);
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *place) {
  (void)info;
  (void)kind;
  (void)place;
  remove(path); /* what resists stays behind under a name that nothing reads */
  return 0;
}

void sk_tree_remove(const char *path) {
  nftw(path, remove_one, OPEN_DIRECTORIES, FTW_DEPTH | FTW_PHYS);
}
