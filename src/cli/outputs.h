/* Files that a verb is to write: none may be one that it reads, or another that it writes. */
#pragma once

#include "cli/cli.h"

/* An option that names a file to read, and the one that may write over it, as it writes the same renewed; "": none. */
typedef struct {
  const char *option, *renewed_by;
} SkCliMayRenew;

/* SK_ERROR_USAGE where two of `options` name one file, or one of them names one of `lists` or of what `reads` names.
 * All end in NULL. Looked at before anything is read. */
gboolean sk_cli_outputs_apart(const SkCli *cli, const char *const *options, const char *const *lists,
                              const SkCliMayRenew *reads, GError **error);
