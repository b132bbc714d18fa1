#include "upkeep/room.h"

#include "base/error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/statvfs.h>

gboolean sk_room_free(const char *path, int64_t *ret_bytes, GError **error) {
  struct statvfs room;
  g_autofree char *at = g_canonicalize_filename(path, NULL);
  while (statvfs(at, &room) != 0) {
    if (errno != ENOENT || strcmp(at, "/") == 0) {
      sk_error_set(error, SK_ERROR_IO, "%s: nobody can tell how much room there is: %s", at, g_strerror(errno));
      return FALSE;
    }
    char *above = g_path_get_dirname(at);
    g_free(at);
    at = above;
  }
  *ret_bytes = (int64_t)room.f_bavail * (int64_t)room.f_frsize;
  return TRUE;
}

gboolean sk_room_require(const char *path, int64_t bytes, GError **error) {
  int64_t there = 0;
  if (!sk_room_free(path, &there, error))
    return FALSE;
  if (there >= bytes)
    return TRUE;
  sk_error_set(error, SK_ERROR_IO,
               "there is no room at %s: %" G_GINT64_FORMAT " MB are needed and %" G_GINT64_FORMAT " free", path,
               bytes / 1000000 + 1, there / 1000000);
  return FALSE;
}

int64_t sk_room_taken(const char *directory) {
  g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
  const char *name = NULL;
  int64_t bytes = 0;
  while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
    g_autofree char *path = g_build_filename(directory, name, NULL);
    GStatBuf info;
    if (g_lstat(path, &info) == 0 && S_ISREG(info.st_mode))
      bytes += info.st_size;
    else if (g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
      bytes += sk_room_taken(path);
  }
  return bytes;
}
