#include "base/error.h"
#include "cli/commands.h"
#include "cli/lists.h"
#include "match/evaluate.h"

const SkOption sk_cmd_match_evaluate_options[] = {
  { "pairs", SK_OPTION_FILE, "FILE", "Pairs as saikai match --out wrote them." },
  { "clusters", SK_OPTION_FILE, "FILE", "Clusters as saikai match --clusters wrote them." },
  { "truth", SK_OPTION_FILE, "FILE", "The truth: CSV with an id and its group, or with two ids that are one." },
  { "truth-column", SK_OPTION_TEXT, "NAME", "The column of the truth, or of the lists, that names the group." },
  { "left", SK_OPTION_FILE, "FILE", "The list that was matched, where the truth is a column of it." },
  { "right", SK_OPTION_MANY, "FILE", "The other lists." },
  { "id", SK_OPTION_TEXT, "NAME", "The column that names a row; else id, unique_id or rec_id, else the row's number." },
  { "from", SK_OPTION_TEXT, "P", "Probability from which a pair counts as found; 0.5 without it." },
  { NULL },
};

static json_t *score_json(SkMatchPairScore score) {
  return json_pack("{s:I,s:I,s:I,s:f,s:f,s:f}", "truth", (json_int_t)score.truth, "found", (json_int_t)score.found,
                   "right", (json_int_t)score.right, "precision", sk_match_precision(score), "recall",
                   sk_match_recall(score), "f1", sk_match_f1(score));
}

static void print_json(SkCli *cli, const SkMatchScore *score) {
  json_t *json = json_pack("{s:i}", "rows", (int)score->rows);
  if (score->has_pairs)
    json_object_set_new(json, "pairs", score_json(score->pairs));
  if (score->has_clusters) {
    json_object_set_new(json, "clusters", score_json(score->clusters));
    json_object_set_new(json, "b_cubed",
                        json_pack("{s:f,s:f}", "precision", score->b_cubed_precision, "recall", score->b_cubed_recall));
  }
  sk_cli_print_json(cli, json);
}

static void add_score(SkColumns *columns, const char *what, SkMatchPairScore score) {
  g_autofree char *truth = g_strdup_printf("%" G_GUINT64_FORMAT, score.truth);
  g_autofree char *found = g_strdup_printf("%" G_GUINT64_FORMAT, score.found);
  g_autofree char *right = g_strdup_printf("%" G_GUINT64_FORMAT, score.right);
  g_autofree char *precision = g_strdup_printf("%.4f", sk_match_precision(score));
  g_autofree char *recall = g_strdup_printf("%.4f", sk_match_recall(score));
  g_autofree char *f1 = g_strdup_printf("%.4f", sk_match_f1(score));
  sk_columns_add(columns, (const char *const[]){ what, truth, found, right, precision, recall, f1 });
}

static void add_b_cubed(SkColumns *columns, const SkMatchScore *score) {
  double p = score->b_cubed_precision, r = score->b_cubed_recall;
  g_autofree char *precision = g_strdup_printf("%.4f", p);
  g_autofree char *recall = g_strdup_printf("%.4f", r);
  g_autofree char *f1 = g_strdup_printf("%.4f", p + r > 0 ? 2 * p * r / (p + r) : 0);
  sk_columns_add(columns, (const char *const[]){ "clusters, B-cubed", "", "", "", precision, recall, f1 });
}

static void print_score(SkCli *cli, const SkMatchScore *score) {
  g_autoptr(SkColumns) columns = sk_columns_new(7);
  sk_columns_add(columns, (const char *const[]){ "", "true pairs", "found", "right", "precision", "recall", "F1" });
  if (score->has_pairs)
    add_score(columns, "pairs", score->pairs);
  if (score->has_clusters) {
    add_score(columns, "clusters", score->clusters);
    add_b_cubed(columns, score);
  }
  sk_cli_print_columns(cli, columns);
}

/* Whether the truth is said, and what is to be held against it. */
static gboolean is_complete(SkCli *cli, gboolean lists, GError **error) {
  if (sk_cli_text(cli, "pairs") == NULL && sk_cli_text(cli, "clusters") == NULL)
    sk_error_set(error, SK_ERROR_USAGE, "nothing to evaluate: give --pairs FILE, --clusters FILE or both");
  else if (sk_cli_text(cli, "truth") == NULL && !(lists && sk_cli_text(cli, "truth-column") != NULL))
    sk_error_set(error, SK_ERROR_USAGE, "no truth: give --truth FILE, or --truth-column NAME with the lists");
  else
    return TRUE;
  return FALSE;
}

static gboolean read_from(SkCli *cli, double *ret_from, GError **error) {
  const char *text = sk_cli_text(cli, "from");
  char *end = NULL;
  double from = text != NULL ? g_ascii_strtod(text, &end) : 0.5;
  if (text != NULL && (end == text || *end != '\0' || !(from >= 0 && from <= 1))) {
    sk_error_set(error, SK_ERROR_USAGE, "--from takes a probability from 0 to 1, not \"%s\"", text);
    return FALSE;
  }
  *ret_from = from;
  return TRUE;
}

gboolean sk_cmd_match_evaluate(SkCli *cli, GError **error) {
  g_autofree const char **paths = sk_cli_lists(cli, 0, NULL);
  double from;
  if (!is_complete(cli, paths != NULL, error) || !read_from(cli, &from, error))
    return FALSE;
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  const SkMatchEvaluating evaluating = { .pairs = sk_cli_text(cli, "pairs"),
                                         .clusters = sk_cli_text(cli, "clusters"),
                                         .truth = sk_cli_text(cli, "truth"),
                                         .truth_column = sk_cli_text(cli, "truth-column"),
                                         .id = sk_cli_text(cli, "id"),
                                         .lists = paths,
                                         .remarks = remarks,
                                         .from = from };
  SkMatchScore score;
  if (!sk_match_evaluate(&evaluating, &score, error))
    return FALSE;
  for (guint i = 0; i < remarks->len; i++)
    g_printerr("saikai: match evaluate: counted as missed: %s\n", (const char *)remarks->pdata[i]);
  if (sk_cli_wants_json(cli))
    print_json(cli, &score);
  else
    print_score(cli, &score);
  return TRUE;
}
