#include "base/error.h"
#include "cli/commands.h"
#include "intake/batch.h"
#include "intake/import.h"

const SkOption sk_cmd_import_options[] = {
  { "source", SK_OPTION_TEXT, "ID", "The source the list belongs to; see: saikai source list." },
  { "mapping", SK_OPTION_TEXT, "NAME|FILE", "Which column says what; see: saikai mapping list." },
  { "refusals", SK_OPTION_FILE, "FILE", "Writes the rows that are refused, with the reason, as CSV." },
  { "check", SK_OPTION_FLAG, NULL, "Reads and checks everything, and keeps nothing." },
  { "key", SK_OPTION_TEXT, "TEXT", "Idempotency key: the same key again gives the first answer and does nothing." },
  { NULL },
};

static GOutputStream *open_refusals(SkCli *cli, GError **error) {
  g_autoptr(GFile) file = g_file_new_for_commandline_arg(sk_cli_text(cli, "refusals"));
  g_autoptr(GError) failed = NULL;
  GFileOutputStream *stream = g_file_replace(file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, &failed);
  if (stream == NULL)
    sk_error_set(error, SK_ERROR_IO, "%s cannot be written: %s", sk_cli_text(cli, "refusals"), failed->message);
  return (GOutputStream *)stream;
}

static void answer(SkCli *cli, const SkImportReport *report) {
  if (sk_cli_wants_json(cli)) {
    sk_cli_print_json(cli,
                      json_pack("{s:s,s:b,s:I,s:I,s:I,s:I}", "batch", report->batch.text, "again", report->again,
                                "rows", (json_int_t)report->rows_read, "taken", (json_int_t)report->rows_ready,
                                "refused", (json_int_t)report->rows_refused, "mentions", (json_int_t)report->mentions));
    return;
  }
  const char *did = report->again                 ? "This was done before"
                    : *report->batch.text == '\0' ? "Checked, nothing kept"
                                                  : "Imported";
  sk_cli_print(cli, "%s: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " rows taken, %" G_GINT64_FORMAT " refused.\n", did,
               report->rows_ready, report->rows_read, report->rows_refused);
  if (*report->batch.text != '\0')
    sk_cli_print(cli, "Batch %s\n", report->batch.text);
  if (report->rows_refused > 0 && !sk_cli_flag(cli, "refusals"))
    sk_cli_print(cli, "See what was refused with: saikai batch refusals %s\n",
                 *report->batch.text != '\0' ? report->batch.text : "BATCH");
}

gboolean sk_cmd_import(SkCli *cli, GError **error) {
  if (!sk_cli_require(cli, "source", error) || !sk_cli_require(cli, "mapping", error))
    return FALSE;
  g_autoptr(SkMapping) mapping = sk_mapping_load(sk_cli_text(cli, "mapping"), error);
  g_autoptr(GOutputStream) refusals = NULL;
  if (mapping == NULL || (sk_cli_flag(cli, "refusals") && (refusals = open_refusals(cli, error)) == NULL))
    return FALSE;
  const SkImportSpec spec = { .source = sk_cli_text(cli, "source"),
                              .path = sk_cli_argument(cli, 0),
                              .mapping = mapping,
                              .idempotency = sk_cli_text(cli, "key"),
                              .check_only = sk_cli_flag(cli, "check"),
                              .refusals = refusals };
  SkImportReport report = { 0 };
  gboolean done = sk_import(sk_cli_session(cli), &spec, sk_cli_progress(cli), &report, error);
  if (refusals != NULL && !g_output_stream_close(refusals, NULL, done ? error : NULL))
    return FALSE;
  if (done)
    answer(cli, &report);
  return done;
}
