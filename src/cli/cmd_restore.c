#include "cli/commands.h"
#include "cli/passphrase.h"
#include "upkeep/backup.h"

const SkOption sk_cmd_restore_options[] = {
  { "keys", SK_OPTION_FILE, "FILE", "The keys that belong to the backup; by default FILE.keys beside it." },
  { "database", SK_OPTION_TEXT, "ADDRESS",
    "An empty database for the tables of a register that had them on a PostgreSQL server: "
    "postgresql://USER@HOST/DATABASE." },
  { NULL },
};

gboolean sk_cmd_restore(SkCli *cli, GError **error) {
  const char *file = sk_cli_argument(cli, 0), *directory = sk_cli_argument(cli, 1);
  const SkSecretWay way = { .file = sk_cli_text(cli, "passphrase-file"),
                            .variable = "SAIKAI_PASSPHRASE",
                            .prompt = "Passphrase of the backup: ",
                            .how_instead = "give --passphrase-file FILE or set SAIKAI_PASSPHRASE" };
  int64_t withdrawn = 0;
  char *passphrase = sk_secret_read(&way, error);
  if (passphrase == NULL)
    return FALSE;
  gboolean restored = sk_restore(file, sk_cli_text(cli, "keys"), directory, sk_cli_text(cli, "database"), passphrase,
                                 sk_cli_progress(cli), &withdrawn, error);
  sk_secret_free(passphrase);
  if (!restored)
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:s,s:I}", "registry", directory, "withdrawn", (json_int_t)withdrawn));
  else
    sk_cli_print(cli, "Restored into %s; %" G_GINT64_FORMAT " sources taken out again that were withdrawn since.\n",
                 directory, withdrawn);
  return TRUE;
}
