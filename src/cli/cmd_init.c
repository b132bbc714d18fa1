#include "access/account.h"
#include "base/error.h"
#include "cli/commands.h"
#include "cli/passphrase.h"

#include <string.h>

const SkOption sk_cmd_init_options[] = {
  { "demo", SK_OPTION_FLAG, NULL, "For invented people only; every page says so." },
  { NULL },
};

static gboolean is_server(const char *place) {
  return g_str_has_prefix(place, "postgresql://") || g_str_has_prefix(place, "postgres://");
}

gboolean sk_cmd_init(SkCli *cli, GError **error) {
  const char *place = sk_cli_argument(cli, 0);
  const SkRegisterSpec spec = { .database = is_server(place) ? place : NULL, .demo = sk_cli_flag(cli, "demo") };
  const SkSecretWay way = { .file = sk_cli_text(cli, "passphrase-file"),
                            .variable = "SAIKAI_PASSPHRASE",
                            .prompt = "New passphrase (several words are best): ",
                            .repeat = "The same again: ",
                            .how_instead = "give --passphrase-file FILE or set SAIKAI_PASSPHRASE" };
  const char *directory = spec.database != NULL ? sk_cli_directory(cli) : place;
  if (!sk_register_place_is_free(directory, error))
    return FALSE;
  char *passphrase = sk_secret_read(&way, error);
  if (passphrase == NULL)
    return FALSE;
  g_autoptr(SkRegister) made = sk_register_create(directory, &spec, passphrase, sk_account_found_operator, error);
  sk_secret_free(passphrase);
  if (made == NULL)
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:s,s:s,s:s,s:b}", "registry", directory, "id", sk_register_id(made), "engine",
                                     sk_register_engine(made), "demo", sk_register_is_demo(made)));
  else
    sk_cli_print(cli, "Made the register %s in %s.\nKeep the passphrase safe: nobody can give it back to you.\n",
                 sk_register_id(made), directory);
  return TRUE;
}
