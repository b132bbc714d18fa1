#include "cli/lists.h"

#include "base/error.h"

const char **sk_cli_lists(const SkCli *cli, guint first_argument, GError **error) {
  GPtrArray *paths = g_ptr_array_new();
  const char *left = sk_cli_text(cli, "left"), *argument;
  if (left != NULL)
    g_ptr_array_add(paths, (gpointer)(uintptr_t)left);
  const char *const *right = sk_cli_many(cli, "right");
  for (; right != NULL && *right != NULL; right++)
    g_ptr_array_add(paths, (gpointer)(uintptr_t)*right);
  for (guint i = first_argument; (argument = sk_cli_argument(cli, i)) != NULL; i++)
    g_ptr_array_add(paths, (gpointer)(uintptr_t)argument);
  if (paths->len == 0) {
    sk_error_set(error, SK_ERROR_USAGE, "no list is named: --left FILE, and --right FILE for each other list");
    g_ptr_array_unref(paths);
    return NULL;
  }
  g_ptr_array_add(paths, NULL);
  return (const char **)(void *)g_ptr_array_free(paths, FALSE);
}
