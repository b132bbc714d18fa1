/* The lists a verb was given: --left, every --right, and what stands without an option. */
#pragma once

#include "cli/cli.h"

/* Paths in that order, ending in NULL; the caller frees the array, not the paths. SK_ERROR_USAGE when there is none. */
const char **sk_cli_lists(const SkCli *cli, guint first_argument, GError **error);
