#include "base/error.h"
#include "cli/commands.h"
#include "upkeep/withdraw.h"

const SkOption sk_cmd_withdraw_options[] = {
  { "yes", SK_OPTION_FLAG, NULL, "Says that you know there is no way back." },
  { NULL },
};

gboolean sk_cmd_withdraw(SkCli *cli, GError **error) {
  SkWithdrawReport report = { 0 };
  SkSession *session = sk_cli_session(cli);
  if (!sk_cli_flag(cli, "yes")) {
    sk_error_set(error, SK_ERROR_USAGE, "a withdrawal destroys what the source said, for good; repeat it with --yes");
    return FALSE;
  }
  if (!sk_withdraw(sk_session_db(session), sk_session_account(session), sk_cli_argument(cli, 0), sk_cli_progress(cli),
                   &report, error))
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:I,s:I,s:I}", "batches", (json_int_t)report.batches, "mentions",
                                     (json_int_t)report.mentions, "links", (json_int_t)report.links));
  else
    sk_cli_print(cli,
                 "Withdrawn: %" G_GINT64_FORMAT " batches, %" G_GINT64_FORMAT " mentions, %" G_GINT64_FORMAT
                 " links. Now renew the keys of your backups: saikai backup --keys-only FILE\n",
                 report.batches, report.mentions, report.links);
  return TRUE;
}
