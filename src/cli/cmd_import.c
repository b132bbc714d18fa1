#include "base/error.h"
#include "cli/commands.h"
#include "intake/batch.h"
#include "intake/import.h"

#include <glib/gstdio.h>

const SkOption sk_cmd_import_options[] = {
  { "source", SK_OPTION_TEXT, "ID", "The source the list belongs to; see: saikai source list." },
  { "mapping", SK_OPTION_TEXT, "NAME|FILE", "Which column says what; see: saikai mapping list." },
  { "refusals", SK_OPTION_FILE, "FILE", "Writes the rows that are refused, with the reason, as CSV." },
  { "at-most-refused", SK_OPTION_NUMBER, "N",
    "Takes the list when at most N rows are refused; by default half of them. 0: all or nothing." },
  { "check", SK_OPTION_FLAG, NULL, "Reads and checks everything, and keeps nothing." },
  { "key", SK_OPTION_TEXT, "TEXT", "Idempotency key: the same key again gives the first answer and does nothing." },
  { NULL },
};

/* A new file: nothing is written over, least of all the list itself. */
static GOutputStream *open_refusals(SkCli *cli, GError **error) {
  g_autoptr(GFile) file = g_file_new_for_path(sk_cli_text(cli, "refusals"));
  g_autoptr(GError) failed = NULL;
  GFileOutputStream *stream = g_file_create(file, G_FILE_CREATE_PRIVATE, NULL, &failed);
  if (stream == NULL && g_error_matches(failed, G_IO_ERROR, G_IO_ERROR_EXISTS))
    sk_error_set(error, SK_ERROR_DUPLICATE, "%s is there already; the report of refusals needs a new file",
                 sk_cli_text(cli, "refusals"));
  else if (stream == NULL)
    sk_error_set(error, SK_ERROR_IO, "%s cannot be written: %s", sk_cli_text(cli, "refusals"), failed->message);
  return (GOutputStream *)stream;
}

/* Without a refusal there is no report. */
static gboolean close_refusals(SkCli *cli, GOutputStream *refusals, GError **error) {
  const char *path = sk_cli_text(cli, "refusals");
  GStatBuf status;
  if (refusals == NULL)
    return TRUE;
  if (!g_output_stream_close(refusals, NULL, error))
    return FALSE;
  if (g_stat(path, &status) == 0 && S_ISREG(status.st_mode) && status.st_size == 0)
    g_unlink(path);
  return TRUE;
}

static void answer(SkCli *cli, const SkImportReport *report) {
  if (sk_cli_wants_json(cli)) {
    json_t *json = json_pack("{s:s,s:b,s:I,s:I,s:I}", "batch", report->batch.text, "again", report->again, "rows",
                             (json_int_t)report->rows_read, "taken", (json_int_t)report->rows_ready, "refused",
                             (json_int_t)report->rows_refused);
    if (!report->again) { /* of an earlier import only the rows are known */
      json_object_set_new(json, "mentions", json_integer(report->mentions));
      json_object_set_new(json, "headless", json_integer(report->headless));
    }
    sk_cli_print_json(cli, json);
    return;
  }
  const char *did = report->again                 ? "This was done before"
                    : *report->batch.text == '\0' ? "Checked, nothing kept"
                                                  : "Imported";
  sk_cli_print(cli, "%s: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " rows taken, %" G_GINT64_FORMAT " refused.\n", did,
               report->rows_ready, report->rows_read, report->rows_refused);
  if (*report->batch.text != '\0')
    sk_cli_print(cli, "Batch %s\n", report->batch.text);
  if (report->headless > 0)
    sk_cli_print(cli, "%" G_GINT64_FORMAT " mentions are kin of a head of household whom no row names.\n",
                 report->headless);
  if (report->rows_refused > 0 && *report->batch.text != '\0' && !sk_cli_flag(cli, "refusals"))
    sk_cli_print(cli, "See what was refused with: saikai batch refusals %s\n", report->batch.text);
}

gboolean sk_cmd_import(SkCli *cli, GError **error) {
  if (!sk_cli_require(cli, "source", error) || !sk_cli_require(cli, "mapping", error))
    return FALSE;
  int64_t most = sk_cli_number(cli, "at-most-refused", -1);
  g_autoptr(SkMapping) mapping = sk_mapping_load(sk_cli_text(cli, "mapping"), error);
  g_autoptr(GOutputStream) refusals = NULL;
  if (mapping == NULL || (sk_cli_flag(cli, "refusals") && (refusals = open_refusals(cli, error)) == NULL))
    return FALSE;
  const SkImportSpec spec = { .source = sk_cli_text(cli, "source"),
                              .path = sk_cli_argument(cli, 0),
                              .mapping = mapping,
                              .idempotency = sk_cli_text(cli, "key"),
                              .check_only = sk_cli_flag(cli, "check"),
                              .at_most_refused = most == 0 ? SK_REFUSED_NONE : MAX(most, SK_REFUSED_HALF),
                              .refusals = refusals };
  SkImportReport report = { 0 };
  gboolean done = sk_import(sk_cli_session(cli), &spec, sk_cli_progress(cli), &report, error);
  if (!close_refusals(cli, refusals, done ? error : NULL))
    return FALSE;
  if (done)
    answer(cli, &report);
  return done;
}
