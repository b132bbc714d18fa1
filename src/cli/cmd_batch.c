#include "base/error.h"
#include "cli/commands.h"
#include "intake/batch.h"

#include <gio/gunixoutputstream.h>
#include <stdio.h>
#include <unistd.h>

const SkOption sk_cmd_batch_list_options[] = {
  { "source", SK_OPTION_TEXT, "ID", "Only batches of this source." },
  { NULL },
};
const SkOption sk_cmd_batch_show_options[] = { { NULL } };
const SkOption sk_cmd_batch_refusals_options[] = { { NULL } };
const SkOption sk_cmd_batch_original_options[] = { { NULL } };
const SkOption sk_cmd_batch_undo_options[] = {
  { "anyway", SK_OPTION_FLAG, NULL, "Also when people decided about its mentions: those decisions go too." },
  { NULL },
};

static json_t *batch_json(const SkBatch *batch) {
  g_autofree char *staged = sk_clock_print(batch->staged);
  return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:I,s:I,s:I,s:I,s:s}", "batch", batch->id.text, "source",
                   batch->source.text, "title", batch->source_title, "state", sk_batch_state_word(batch->state), "file",
                   batch->file_name, "mapping", batch->mapping, "bytes", (json_int_t)batch->file_size, "rows",
                   (json_int_t)batch->rows_read, "taken", (json_int_t)batch->rows_ready, "refused",
                   (json_int_t)batch->rows_refused, "imported", staged);
}

static void add_batch(SkColumns *columns, const SkBatch *batch) {
  g_autofree char *staged = sk_clock_print(batch->staged);
  g_autofree char *day = g_strndup(staged, 10);
  g_autofree char *rows = g_strdup_printf("%" G_GINT64_FORMAT " rows, %" G_GINT64_FORMAT " refused", batch->rows_ready,
                                          batch->rows_refused);
  sk_columns_add(columns, (const char *const[]){ batch->id.text, day, sk_batch_state_word(batch->state), rows,
                                                 batch->file_name, batch->source_title });
}

gboolean sk_cmd_batch_list(SkCli *cli, GError **error) {
  g_autoptr(GPtrArray) batches = sk_batch_list(sk_cli_session(cli), sk_cli_text(cli, "source"), error);
  if (batches == NULL)
    return FALSE;
  json_t *list = json_array();
  g_autoptr(SkColumns) columns = sk_columns_new(6);
  for (guint i = 0; i < batches->len; i++) {
    json_array_append_new(list, batch_json(batches->pdata[i]));
    add_batch(columns, batches->pdata[i]);
  }
  sk_cli_print_list(cli, list, columns);
  return TRUE;
}

gboolean sk_cmd_batch_show(SkCli *cli, GError **error) {
  g_autoptr(SkBatch) batch = sk_batch_load(sk_cli_session(cli), sk_cli_argument(cli, 0), error);
  if (batch == NULL)
    return FALSE;
  if (sk_cli_wants_json(cli)) {
    sk_cli_print_json(cli, batch_json(batch));
    return TRUE;
  }
  g_autofree char *staged = sk_clock_print(batch->staged);
  sk_cli_print(cli,
               "%s, %s\nof %s\nimported %s by the mapping %s: %" G_GINT64_FORMAT " rows read, %" G_GINT64_FORMAT
               " taken, %" G_GINT64_FORMAT " refused\n",
               batch->file_name, sk_batch_state_word(batch->state), batch->source_title, staged, batch->mapping,
               batch->rows_read, batch->rows_ready, batch->rows_refused);
  return TRUE;
}

/* Gives a file's bytes as they are; --json makes no difference. */
static gboolean pour(SkCli *cli, gboolean (*write)(SkSession *, const char *, GOutputStream *, GError **),
                     GError **error) {
  fflush(stdout);
  g_autoptr(GOutputStream) output = g_unix_output_stream_new(STDOUT_FILENO, FALSE);
  return write(sk_cli_session(cli), sk_cli_argument(cli, 0), output, error);
}

gboolean sk_cmd_batch_refusals(SkCli *cli, GError **error) {
  return pour(cli, sk_batch_write_refusals, error);
}

gboolean sk_cmd_batch_original(SkCli *cli, GError **error) {
  return pour(cli, sk_batch_write_original, error);
}

gboolean sk_cmd_batch_undo(SkCli *cli, GError **error) {
  int64_t links = 0;
  if (!sk_batch_undo(sk_cli_session(cli), sk_cli_argument(cli, 0), sk_cli_flag(cli, "anyway"), &links, error))
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:s,s:I}", "undone", sk_cli_argument(cli, 0), "links", (json_int_t)links));
  else
    sk_cli_print(cli, "Taken back whole, with %" G_GINT64_FORMAT " links of its mentions.\n", links);
  return TRUE;
}
