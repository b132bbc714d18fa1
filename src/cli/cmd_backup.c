#include "cli/commands.h"
#include "upkeep/backup.h"

const SkOption sk_cmd_backup_options[] = {
  { "keys-only", SK_OPTION_FLAG, NULL, "Writes only FILE.keys anew, as the register is now." },
  { NULL },
};

static gboolean renew_keys(SkCli *cli, const char *file, GError **error) {
  SkSession *session = sk_cli_session(cli);
  if (!sk_backup_keys(sk_cli_register(cli), sk_session_db(session), sk_session_account(session), sk_cli_passphrase(cli),
                      file, error))
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:s}", "keys", file));
  else
    sk_cli_print(cli, "Wrote %s%s anew. Destroy older copies of it.\n", file, SK_BACKUP_KEYS);
  return TRUE;
}

gboolean sk_cmd_backup(SkCli *cli, GError **error) {
  const char *file = sk_cli_argument(cli, 0);
  SkSession *session = sk_cli_session(cli);
  SkArchiveReport report = { 0 };
  if (sk_cli_flag(cli, "keys-only"))
    return renew_keys(cli, file, error);
  if (!sk_backup(sk_cli_register(cli), sk_session_db(session), sk_session_account(session), sk_cli_passphrase(cli),
                 file, sk_cli_progress(cli), &report, error))
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:s,s:I,s:I}", "file", file, "files", (json_int_t)report.files, "bytes",
                                     (json_int_t)report.bytes));
  else
    sk_cli_print(cli,
                 "Wrote %s (%" G_GINT64_FORMAT " files, %" G_GINT64_FORMAT " bytes) and %s%s. Keep both, apart "
                 "from this machine.\n",
                 file, report.files, report.bytes, file, SK_BACKUP_KEYS);
  return TRUE;
}
