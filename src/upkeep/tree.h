/* Directories that are built beside their place and moved in one step. */
#pragma once

#include <glib.h>

/* A new directory beside `place`, on the same file system, that only the owner can enter; the caller frees the path. */
char *sk_tree_beside(const char *place, GError **error);
/* Moves `built` to `place`, which must not exist or be an empty directory (SK_ERROR_DUPLICATE), and makes it durable.
 */
gboolean sk_tree_settle(const char *built, const char *place, GError **error);
/* Removes a directory with all in it; what is not there is no failure. */
void sk_tree_remove(const char *path);
/* Makes what was written in `path` (a file or directory) durable. */
gboolean sk_tree_sync(const char *path, GError **error);
