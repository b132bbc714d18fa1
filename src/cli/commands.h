/* What every verb of commands.def is made of: its function and its table of options, in cmd_<verb>.c. */
#pragma once

#include "cli/cli.h"

#define COMMAND(words, name, need, permission, arguments, least, most, summary, help)                                  \
  gboolean sk_cmd_##name(SkCli *cli, GError **error);                                                                  \
  extern const SkOption sk_cmd_##name##_options[];
#include "cli/commands.def"
#undef COMMAND
