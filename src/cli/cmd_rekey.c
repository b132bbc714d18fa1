#include "cli/commands.h"
#include "cli/passphrase.h"

const SkOption sk_cmd_rekey_options[] = {
  { "database", SK_OPTION_FLAG, NULL, "Puts the database under a new key as well." },
  { "new-passphrase-file", SK_OPTION_FILE, "FILE",
    "Takes the new passphrase from the first line of FILE, not from SAIKAI_NEW_PASSPHRASE or a prompt." },
  { NULL },
};

gboolean sk_cmd_rekey(SkCli *cli, GError **error) {
  const SkSecretWay way = { .file = sk_cli_text(cli, "new-passphrase-file"),
                            .variable = "SAIKAI_NEW_PASSPHRASE",
                            .prompt = "New passphrase (several words are best): ",
                            .repeat = "The same again: ",
                            .how_instead = "give --new-passphrase-file FILE or set SAIKAI_NEW_PASSPHRASE" };
  gboolean database = sk_cli_flag(cli, "database");
  int64_t account = sk_session_account(sk_cli_session(cli));
  char *passphrase = sk_secret_read(&way, error);
  if (passphrase == NULL)
    return FALSE;
  sk_cli_end_session(cli); /* changing the key needs the database to itself */
  gboolean done = database ? sk_register_change_key(sk_cli_register(cli), account, passphrase, error)
                           : sk_register_rewrap(sk_cli_register(cli), account, passphrase, error);
  sk_secret_free(passphrase);
  if (!done)
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:b}", "database", database));
  else
    sk_cli_print(cli, "The register opens with the new passphrase from now on.%s\n",
                 !database ? ""
                 : sk_register_database(sk_cli_register(cli)) == NULL
                     ? " Its database has a new key."
                     : " The keys of its kept files are wrapped anew; its rows are the server's, which saikai does not "
                       "encrypt.");
  return TRUE;
}
