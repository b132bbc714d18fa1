#include "cli/outputs.h"

#include "base/error.h"

#include <string.h>
#include <sys/stat.h>

/* Whether what is written to `output` would stand where `other` is. What is no file (/dev/null) takes anything. */
static gboolean is_same(const char *output, const char *other) {
  struct stat one, two;
  if (stat(output, &one) == 0 && stat(other, &two) == 0)
    return S_ISREG(one.st_mode) && one.st_dev == two.st_dev && one.st_ino == two.st_ino;
  g_autofree char *first = g_canonicalize_filename(output, NULL), *second = g_canonicalize_filename(other, NULL);
  return strcmp(first, second) == 0;
}

static gboolean refuse(const char *option, const char *path, const char *what, GError **error) {
  sk_error_set(error, SK_ERROR_USAGE, "--%s: %s: %s; name another file to write", option, path, what);
  return FALSE;
}

/* Whether `option` keeps away from what is read. */
static gboolean keeps_inputs(const SkCli *cli, const char *option, const char *const *lists, GError **error) {
  const char *path = sk_cli_text(cli, option);
  for (guint i = 0; path != NULL && lists[i] != NULL; i++)
    if (is_same(path, lists[i]))
      return refuse(option, path, "is a list that is read, and would be lost", error);
  return TRUE;
}

static gboolean keeps_others(const SkCli *cli, const char *const *options, guint at, GError **error) {
  const char *path = sk_cli_text(cli, options[at]);
  for (guint i = 0; path != NULL && i < at; i++) {
    const char *other = sk_cli_text(cli, options[i]);
    if (other == NULL || !is_same(path, other))
      continue;
    g_autofree char *what = g_strdup_printf("is what --%s writes too", options[i]);
    return refuse(options[at], path, what, error);
  }
  return TRUE;
}

static gboolean keeps_read(const SkCli *cli, const char *option, const SkCliMayRenew *reads, GError **error) {
  const char *path = sk_cli_text(cli, option);
  for (; path != NULL && reads->option != NULL; reads++) {
    const char *read = sk_cli_text(cli, reads->option);
    if (read == NULL || g_str_equal(option, reads->renewed_by) || !is_same(path, read))
      continue;
    g_autofree char *what = g_strdup_printf("is what --%s reads, and would be lost", reads->option);
    return refuse(option, path, what, error);
  }
  return TRUE;
}

gboolean sk_cli_outputs_apart(const SkCli *cli, const char *const *options, const char *const *lists,
                              const SkCliMayRenew *reads, GError **error) {
  for (guint i = 0; options[i] != NULL; i++)
    if (!keeps_inputs(cli, options[i], lists, error) || !keeps_others(cli, options, i, error) ||
        !keeps_read(cli, options[i], reads, error))
      return FALSE;
  return TRUE;
}
