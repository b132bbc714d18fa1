#include "cli/commands.h"
#include "cli/hex.h"
#include "upkeep/verify.h"

const SkOption sk_cmd_verify_options[] = {
  { "scrub", SK_OPTION_FLAG, NULL, "Writes the database anew first and empties its log." },
  { NULL },
};

static void print(SkCli *cli, const SkVerifyReport *report, const char *head) {
  sk_cli_print(cli, "Pages      sound\n");
  sk_cli_print(cli, "Journal    %" G_GINT64_FORMAT " entries, unbroken; head %s\n", report->journal.entries, head);
  sk_cli_print(cli, "Files      %" G_GINT64_FORMAT " read, all as they came\n", report->files);
  sk_cli_print(cli, "Derived    %" G_GINT64_FORMAT " rows, as the evidence gives them\n", report->derived.rows);
}

gboolean sk_cmd_verify(SkCli *cli, GError **error) {
  SkVerifyReport report = { 0 };
  SkSession *session = sk_cli_session(cli);
  SkDb *db = sk_session_db(session);
  if ((sk_cli_flag(cli, "scrub") && !sk_verify_scrub(db, error)) ||
      !sk_verify_kept(db, sk_session_account(session), sk_cli_progress(cli), &report, error))
    return FALSE;
  g_autofree char *head = sk_hex(report.journal.head, sizeof report.journal.head);
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:{s:I,s:s},s:{s:I},s:I}", "journal", "entries",
                                     (json_int_t)report.journal.entries, "head", head, "files", "read",
                                     (json_int_t)report.files, "derived_rows", (json_int_t)report.derived.rows));
  else
    print(cli, &report, head);
  return TRUE;
}
