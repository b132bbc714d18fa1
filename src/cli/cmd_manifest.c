/* Many lists in one run: the register is unlocked once, and each list still is a batch of its own, there whole or not
 * at all. */
#include "base/error.h"
#include "cli/commands.h"
#include "intake/batch.h"
#include "intake/import.h"
#include "intake/source.h"

#include <errno.h>
#include <glib/gstdio.h>

const SkOption sk_cmd_manifest_import_options[] = {
  { "refusals", SK_OPTION_FILE, "DIR", "Writes the rows that are refused, with the reason, as DIR/LIST.csv." },
  { NULL },
};

/* A list of the manifest. Its texts are the document's. */
typedef struct {
  const char *file, *mapping;
  SkSourceSpec source;
} Listed;

static const char *text_of(const json_t *row, const char *name) {
  return json_string_value(json_object_get(row, name));
}

static Listed listed_of(const json_t *row) {
  return (Listed){ .file = text_of(row, "file"),
                   .mapping = text_of(row, "mapping"),
                   .source = { .title = text_of(row, "title"),
                               .kind = text_of(row, "kind"),
                               .holder = text_of(row, "holder"),
                               .reliability = text_of(row, "reliability"),
                               .bias = text_of(row, "bias"),
                               .purpose = text_of(row, "purpose"),
                               .legal_basis = text_of(row, "legal_basis"),
                               .consent = text_of(row, "consent"),
                               .language = text_of(row, "language"),
                               .once = json_is_true(json_object_get(row, "once")),
                               .series = text_of(row, "series") } };
}

/* The manifest, with every list of it named: nothing is taken in by half a manifest. */
static json_t *load(const char *path, GError **error) {
  json_error_t fault;
  json_t *manifest = json_load_file(path, JSON_REJECT_DUPLICATES, &fault);
  const json_t *files = json_object_get(manifest, "files"), *row = NULL;
  gsize index = 0;
  if (manifest == NULL) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: line %d: %s", path, MAX(fault.line, 1), fault.text);
    return NULL;
  }
  json_array_foreach(files, index, row) {
    Listed listed = listed_of(row);
    if (listed.file != NULL && listed.mapping != NULL)
      continue;
    sk_error_set(error, SK_ERROR_REFUSED, "%s: list %zu has no \"file\" or no \"mapping\"", path, index + 1);
    json_decref(manifest);
    return NULL;
  }
  if (json_array_size(files) > 0)
    return manifest;
  sk_error_set(error, SK_ERROR_REFUSED, "%s: has no \"files\", the lists to take in", path);
  json_decref(manifest);
  return NULL;
}

/* The source of that title, kind and holder, where an earlier run made it; else a new one. */
static gboolean find_source(SkSession *session, const SkSourceSpec *spec, SkIdText *ret_id, GError **error) {
  g_autoptr(GPtrArray) sources = sk_source_list(session, error);
  if (sources == NULL)
    return FALSE;
  for (guint i = 0; i < sources->len; i++) {
    const SkSource *source = sources->pdata[i];
    if (!source->withdrawn && g_strcmp0(source->title, spec->title) == 0 && g_strcmp0(source->kind, spec->kind) == 0 &&
        g_strcmp0(source->holder, spec->holder) == 0) {
      *ret_id = source->id;
      return TRUE;
    }
  }
  return sk_source_add(session, spec, ret_id, error);
}

static gboolean keep_refusals(SkCli *cli, const Listed *listed, const SkImportReport *report, GError **error) {
  const char *directory = sk_cli_text(cli, "refusals");
  if (directory == NULL || report->rows_refused == 0)
    return TRUE;
  g_autofree char *name = g_path_get_basename(listed->file);
  char *dot = strrchr(name, '.');
  if (dot != NULL)
    *dot = '\0';
  g_autofree char *path = g_strdup_printf("%s/%s.csv", directory, name);
  g_autoptr(GFile) file = g_file_new_for_path(path);
  if (g_mkdir_with_parents(directory, 0700) != 0) {
    sk_error_set(error, SK_ERROR_IO, "%s could not be made: %s", directory, g_strerror(errno));
    return FALSE;
  }
  g_autoptr(GFileOutputStream) stream = g_file_create(file, G_FILE_CREATE_PRIVATE, NULL, NULL);
  if (stream == NULL) {
    sk_error_set(error, SK_ERROR_IO, "%s cannot be written, or is there already", path);
    return FALSE;
  }
  return sk_batch_write_refusals(sk_cli_session(cli), report->batch.text, G_OUTPUT_STREAM(stream), error) &&
         g_output_stream_close(G_OUTPUT_STREAM(stream), NULL, error);
}

static gboolean import_one(SkCli *cli, const char *directory, const Listed *listed, SkImportReport *ret_report,
                           GError **error) {
  SkIdText source;
  g_autofree char *path =
      g_path_is_absolute(listed->file) ? g_strdup(listed->file) : g_build_filename(directory, listed->file, NULL);
  g_autoptr(SkMapping) mapping = sk_mapping_load(listed->mapping, error);
  if (mapping == NULL || !find_source(sk_cli_session(cli), &listed->source, &source, error))
    return FALSE;
  const SkImportSpec spec = {
    .source = source.text, .path = path, .mapping = mapping, .at_most_refused = SK_REFUSED_HALF
  };
  return sk_import(sk_cli_session(cli), &spec, sk_cli_progress(cli), ret_report, error) &&
         keep_refusals(cli, listed, ret_report, error);
}

static void tell(SkCli *cli, json_t *told, const Listed *listed, const SkImportReport *report, gint64 microseconds) {
  if (sk_cli_wants_json(cli))
    json_array_append_new(told,
                          json_pack("{s:s,s:s,s:I,s:I,s:I,s:I,s:f}", "file", listed->file, "batch", report->batch.text,
                                    "rows", (json_int_t)report->rows_read, "taken", (json_int_t)report->rows_ready,
                                    "refused", (json_int_t)report->rows_refused, "mentions",
                                    (json_int_t)report->mentions, "seconds", (double)microseconds / G_USEC_PER_SEC));
  else if (*report->batch.text == '\0')
    sk_cli_print(cli, "%s: is in the register already.\n", listed->file);
  else
    sk_cli_print(cli, "%s: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " rows taken, batch %s\n", listed->file,
                 report->rows_ready, report->rows_read, report->batch.text);
}

gboolean sk_cmd_manifest_import(SkCli *cli, GError **error) {
  const char *path = sk_cli_argument(cli, 0);
  g_autofree char *directory = g_path_get_dirname(path);
  json_t *manifest = load(path, error), *told = json_array();
  const json_t *row = NULL;
  gboolean done = manifest != NULL;
  gsize index = 0;
  json_array_foreach(json_object_get(manifest, "files"), index, row) {
    Listed listed = listed_of(row);
    SkImportReport report = { 0 };
    g_autoptr(GError) failed = NULL;
    gint64 begun = g_get_monotonic_time();
    done =
        import_one(cli, directory, &listed, &report, &failed) || g_error_matches(failed, SK_ERROR, SK_ERROR_DUPLICATE);
    if (!done) {
      g_propagate_error(error, g_steal_pointer(&failed));
      break;
    }
    tell(cli, told, &listed, &report, g_get_monotonic_time() - begun);
  }
  if (done && sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_incref(told));
  json_decref(told);
  json_decref(manifest);
  return done;
}
