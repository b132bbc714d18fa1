#include "cli/commands.h"
#include "cli/plain.h"
#include "registry/linking.h"

const SkOption sk_cmd_link_options[] = {
  { "threads", SK_OPTION_NUMBER, "N", "Use N threads; by default one a core. The result is the same." },
  { "truth", SK_OPTION_FILE, "FILE", "Compare the persons there are now with the truth of a synthetic register." },
  { NULL },
};

/* What only those see who see every mention is null for others. */
static json_t *figure(const SkLinkReport *report, int64_t value) {
  return report->whole ? json_integer(value) : json_null();
}

static json_t *report_json(const SkLinkReport *report) {
  return json_pack("{s:I,s:o,s:I,s:I,s:o,s:o,s:f}", "mentions", (json_int_t)report->personae, "pairs",
                   figure(report, report->pairs), "proposals", (json_int_t)report->proposals, "same",
                   (json_int_t)report->proposed_same, "left_out", figure(report, report->left_out), "given_up",
                   figure(report, report->given_up), "seconds", report->seconds);
}

static gboolean propose(SkCli *cli, GError **error) {
  SkLinkReport report = { 0 };
  unsigned threads = (unsigned)sk_cli_number(cli, "threads", 0);
  if (!sk_linking_run(sk_cli_session(cli), threads, sk_cli_progress(cli), &report, error))
    return FALSE;
  if (sk_cli_wants_json(cli)) {
    sk_cli_print_json(cli, report_json(&report));
    return TRUE;
  }
  sk_cli_print(cli,
               "%" G_GINT64_FORMAT " mentions compared in %.1f s.\n"
               "Proposed as the same person: %" G_GINT64_FORMAT "; for a person to look at: %" G_GINT64_FORMAT ".\n",
               report.personae, report.seconds, report.proposed_same, report.proposals - report.proposed_same);
  if (report.left_out > 0)
    sk_cli_print(cli, "%" G_GINT64_FORMAT " less likely pairs of the same mentions were left out.\n", report.left_out);
  if (report.given_up > 0)
    sk_cli_print(cli,
                 "%" G_GINT64_FORMAT " pairs were not compared, because too many people share what would find them.\n",
                 report.given_up);
  sk_cli_print(cli, "Nothing is joined yet. Decide one by one with: saikai review list\n");
  return TRUE;
}

static json_t *truth_json(const SkTruthRow *row) {
  return json_pack("{s:s,s:I,s:I,s:I,s:f,s:f}", "group", row->group, "true_pairs", (json_int_t)row->true_pairs,
                   "found_pairs", (json_int_t)row->found_pairs, "right_pairs", (json_int_t)row->right_pairs,
                   "precision", row->precision, "recall", row->recall);
}

static void print_truth(SkCli *cli, const GPtrArray *rows) {
  g_autoptr(SkColumns) columns = sk_columns_new(6);
  sk_columns_add(columns, (const char *const[]){ "sources", "true pairs", "found", "right", "precision", "recall" });
  for (guint i = 0; i < rows->len; i++) {
    const SkTruthRow *row = rows->pdata[i];
    g_autofree char *wanted = g_strdup_printf("%" G_GINT64_FORMAT, row->true_pairs);
    g_autofree char *found = g_strdup_printf("%" G_GINT64_FORMAT, row->found_pairs);
    g_autofree char *right = g_strdup_printf("%" G_GINT64_FORMAT, row->right_pairs);
    g_autofree char *precision = g_strdup_printf("%.4f", row->precision);
    g_autofree char *recall = g_strdup_printf("%.4f", row->recall);
    sk_columns_add(columns, (const char *const[]){ row->group, wanted, found, right, precision, recall });
  }
  g_autofree char *text = sk_columns_print(columns);
  sk_cli_print(cli, "%s", text);
}

static gboolean measure(SkCli *cli, GError **error) {
  g_autoptr(GPtrArray) rows = sk_linking_measure(sk_cli_session(cli), sk_cli_text(cli, "truth"), error);
  if (rows == NULL)
    return FALSE;
  if (!sk_cli_wants_json(cli)) {
    print_truth(cli, rows);
    return TRUE;
  }
  json_t *list = json_array();
  for (guint i = 0; i < rows->len; i++)
    json_array_append_new(list, truth_json(rows->pdata[i]));
  sk_cli_print_json(cli, list);
  return TRUE;
}

gboolean sk_cmd_link(SkCli *cli, GError **error) {
  return sk_cli_flag(cli, "truth") ? measure(cli, error) : propose(cli, error);
}
