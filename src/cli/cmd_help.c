#include "base/error.h"
#include "cli/commands.h"
#include "cli/help.h"

const SkOption sk_cmd_help_options[] = {
  { "man", SK_OPTION_FLAG, NULL, "Prints the manual page (roff)." },
  { "completion", SK_OPTION_FLAG, NULL, "Prints the completion for bash." },
  { NULL },
};
const SkOption sk_cmd_version_options[] = { { NULL } };

static char *text_of(SkCli *cli, GError **error) {
  g_autofree char *typed = sk_cli_arguments(cli);
  g_auto(GStrv) words = g_strsplit(typed, " ", -1);
  int taken = 0;
  if (sk_cli_flag(cli, "man"))
    return sk_help_manual();
  if (sk_cli_flag(cli, "completion"))
    return sk_help_completion();
  if (*typed == '\0')
    return sk_help_all();
  const SkVerb *verb = sk_verb_find((int)g_strv_length(words), words, &taken, error);
  return verb != NULL ? sk_help_verb(verb) : NULL;
}

gboolean sk_cmd_help(SkCli *cli, GError **error) {
  g_autofree char *text = text_of(cli, error);
  if (text != NULL)
    sk_cli_print(cli, "%s", text);
  return text != NULL;
}

gboolean sk_cmd_version(SkCli *cli, GError **error) {
  (void)error;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:s}", "version", SAIKAI_VERSION));
  else
    sk_cli_print(cli, "saikai %s\n", SAIKAI_VERSION);
  return TRUE;
}
