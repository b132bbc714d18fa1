#include "base/error.h"
#include "cli/commands.h"
#include "cli/lists.h"
#include "cli/outputs.h"
#include "match/changes.h"
#include "match/output.h"
#include "match/suggest.h"
#include "match/verdicts.h"
#include "match/write_clusters.h"
#include "match/write_pairs.h"
#include "web/match_report.h"

#include <string.h>

const SkOption sk_cmd_match_options[] = {
  { "left", SK_OPTION_FILE, "FILE", "The list, or the first of several: CSV or XLSX." },
  { "right", SK_OPTION_MANY, "FILE", "Another list; may be given several times." },
  { "model", SK_OPTION_FILE, "FILE", "How to compare; without it a model is suggested from the lists themselves." },
  { "out", SK_OPTION_FILE, "FILE", "Where the pairs go: left_id, right_id, weight, probability, band, pattern." },
  { "clusters", SK_OPTION_FILE, "FILE", "Where the clusters go: id, cluster." },
  { "earlier", SK_OPTION_FILE, "FILE", "The clusters of an earlier run: what is still there keeps its name." },
  { "changes", SK_OPTION_FILE, "FILE", "Where it goes what became of them: grown, joined, split, new, gone, and why." },
  { "report", SK_OPTION_FILE, "FILE", "Where a report with charts goes: one HTML file that needs nothing else." },
  { "trained", SK_OPTION_FILE, "FILE", "Where the model goes with what was learnt, to be used again." },
  { "id", SK_OPTION_TEXT, "NAME", "The column that names a row; else id, unique_id or rec_id, else the row's number." },
  { "decided", SK_OPTION_FILE, "FILE",
    "Pairs that people decided: left_id, right_id, verdict (same, different). Obeyed." },
  { "labels", SK_OPTION_FILE, "FILE",
    "Pairs to learn from instead of without any, in the same form: 50 of the same or more." },
  { "truth-column", SK_OPTION_TEXT, "NAME", "A column that holds the truth: it is left out of a suggested model." },
  { "threads", SK_OPTION_NUMBER, "N", "Use N threads; by default one a core. The result is the same." },
  { NULL },
};

static void complain(const SkMatchTable *table) {
  if (table->remark != NULL)
    g_printerr("saikai: match: %s\n", table->remark);
  for (guint i = 0; i < table->refused->len; i++)
    g_printerr("saikai: match: left out: %s\n", (const char *)table->refused->pdata[i]);
  if (table->refused_count > table->refused->len)
    g_printerr("saikai: match: and %" G_GUINT64_FORMAT " more rows were left out\n",
               table->refused_count - table->refused->len);
}

/* 0: one a core. */
static guint threads_of(SkCli *cli) {
  return (guint)CLAMP(sk_cli_number(cli, "threads", 0), 0, 1024);
}

static SkMatchTable *read_lists(SkCli *cli, const char *const *paths, guint threads, const char *const *only,
                                const GArray *aliases, GError **error) {
  const SkMatchReading reading = {
    .paths = paths, .id = sk_cli_text(cli, "id"), .only = only, .aliases = aliases, .threads = threads
  };
  return sk_match_table_read(&reading, sk_cli_progress(cli), error);
}

/* The id is no field. */
static gboolean has_column(const SkMatchTable *table, const char *heading) {
  return sk_match_table_field(table, heading) >= 0 ||
         (table->id_name != NULL && sk_match_same_heading(table->id_name, heading));
}

/* Reads the lists and suggests a model; twice where some columns are called otherwise in another list. */
static SkMatchModel *suggest(SkCli *cli, const char *const *paths, guint threads, SkMatchTable **ret_table,
                             GError **error) {
  const char *const leave_out[] = { sk_cli_text(cli, "truth-column"), NULL }; /* the column with the truth */
  g_autoptr(SkMatchTable) table = read_lists(cli, paths, threads, NULL, NULL, error);
  if (table == NULL)
    return NULL;
  if (leave_out[0] != NULL && !has_column(table, leave_out[0])) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "%s: line 1: no column is called \"%s\"",
                 sk_match_table_list(table, 0)->path, leave_out[0]);
    return NULL;
  }
  g_autoptr(GArray) aliases = sk_match_suggest_aliases(table, leave_out);
  if (aliases->len > 0) {
    g_clear_pointer(&table, sk_match_table_free);
    table = read_lists(cli, paths, threads, NULL, aliases, error);
  }
  if (table == NULL)
    return NULL;
  complain(table);
  g_autofree char *name = g_strdup(sk_match_table_list(table, 0)->name);
  char *dot = strrchr(name, '.');
  if (dot != NULL && dot != name)
    *dot = '\0';
  const SkMatchSuggesting suggesting = { .name = name, .leave_out = leave_out, .aliases = aliases };
  SkMatchModel *model = sk_match_suggest(table, &suggesting, sk_cli_progress(cli), error);
  *ret_table = model != NULL ? g_steal_pointer(&table) : NULL;
  return model;
}

/* Reads the lists as a model wants them. */
static SkMatchTable *read_for(SkCli *cli, const char *const *paths, const SkMatchModel *model, GError **error) {
  g_autofree const char **only = sk_match_model_fields(model);
  SkMatchTable *table = read_lists(cli, paths, threads_of(cli), only, model->aliases, error);
  if (table != NULL)
    complain(table);
  return table;
}

static gboolean write_text(const char *path, const char *text, GError **error) {
  g_autoptr(SkOutput) output = sk_output_new(path, error);
  if (output == NULL)
    return FALSE;
  fputs(text, sk_output_file(output));
  return sk_output_finish(g_steal_pointer(&output), error);
}

static gboolean write_model(SkCli *cli, const SkMatchRun *run, SkMatchModel *model, GError **error) {
  const char *path = sk_cli_text(cli, "trained");
  if (path == NULL)
    return TRUE;
  sk_match_run_teach(run, model);
  g_autofree char *text = sk_match_model_print(model, NULL);
  return write_text(path, text, error);
}

static gboolean write_report(SkCli *cli, const SkMatchRun *run, GError **error) {
  const char *path = sk_cli_text(cli, "report");
  if (path == NULL)
    return TRUE;
  g_autofree char *html = sk_web_match_report(run, "en");
  return write_text(path, html, error);
}

static gboolean write_clusters(SkCli *cli, const SkMatchRun *run, const SkMatchEarlier *earlier,
                               SkMatchChangeCounts *ret_counts, GError **error) {
  const char *clusters = sk_cli_text(cli, "clusters");
  if (clusters == NULL && earlier == NULL)
    return TRUE;
  g_autoptr(GPtrArray) names = sk_match_cluster_names(run, earlier);
  return (clusters == NULL || sk_match_write_clusters(run, names, clusters, sk_cli_progress(cli), error)) &&
         (earlier == NULL ||
          sk_match_write_changes(run, earlier, names, sk_cli_text(cli, "changes"), ret_counts, error));
}

/* `pairs` NULL: nobody asked for them; `earlier` NULL: there was no earlier run. */
static gboolean write_answers(SkCli *cli, const SkMatchRun *run, SkMatchPairsFile *pairs, const SkMatchEarlier *earlier,
                              SkMatchModel *model, SkMatchChangeCounts *ret_counts, GError **error) {
  return (pairs == NULL || sk_match_pairs_file_finish(pairs, error)) &&
         write_clusters(cli, run, earlier, ret_counts, error) && write_report(cli, run, error) &&
         write_model(cli, run, model, error);
}

/* The earlier clusters that --earlier names. FALSE on failure; *ret_earlier is NULL where none are named. */
static gboolean read_earlier(SkCli *cli, const SkMatchRun *run, SkMatchEarlier **ret_earlier, GError **error) {
  const char *path = sk_cli_text(cli, "earlier");
  if (path == NULL && sk_cli_text(cli, "changes") != NULL) {
    sk_error_set(error, SK_ERROR_USAGE, "--changes needs --earlier FILE, the clusters to compare with");
    return FALSE;
  }
  *ret_earlier = path != NULL ? sk_match_earlier_read(run, path, sk_cli_progress(cli), error) : NULL;
  return path == NULL || *ret_earlier != NULL;
}

/* ---- what is said of it */

typedef struct {
  json_int_t link, ask;
  double expected_all; /* true pairs among all compared */
} Summary;

static Summary summarise(const SkMatchRun *run) {
  Summary summary = { 0 };
  for (size_t i = 0; i < run->result->pair_count; i++) {
    SkLinkBand band = sk_match_run_band(run, &run->result->pairs[i], NULL);
    summary.link += band == SK_LINK_BAND_LINK;
    summary.ask += band == SK_LINK_BAND_ASK;
  }
  for (guint i = 0; i < SK_ENGINE_BINS; i++)
    summary.expected_all += run->result->bins[i].matches;
  return summary;
}

static json_t *rules_json(const SkMatchRun *run) {
  json_t *rules = json_array();
  for (size_t i = 0; i < run->result->blocking_count; i++) {
    const SkLinkBlocking *rule = &run->result->blocking[i];
    json_array_append_new(rules, json_pack("{s:s,s:I,s:I,s:I,s:f}", "rule", rule->rule, "pairs",
                                           (json_int_t)rule->pairs, "seen", (json_int_t)rule->pairs_seen, "given_up",
                                           (json_int_t)rule->pairs_given_up, "expected", rule->matches));
  }
  return rules;
}

/* Whether pairs are all that is asked for; a run that writes nothing is asked how it all comes out. */
static gboolean wants_pairs_only(SkCli *cli) {
  return sk_cli_text(cli, "out") != NULL && sk_cli_text(cli, "clusters") == NULL &&
         sk_cli_text(cli, "earlier") == NULL && sk_cli_text(cli, "report") == NULL;
}

static json_t *changes_json(const SkMatchChangeCounts *counts) {
  json_t *changes = json_pack("{s:I}", "kept", (json_int_t)counts->kept);
  for (guint i = 0; i < SK_MATCH_CHANGES; i++)
    json_object_set_new(changes, sk_match_change_word((SkMatchChange)i), json_integer((json_int_t)counts->counts[i]));
  return changes;
}

/* `counts` NULL: there was no earlier run. */
static void print_changes(SkCli *cli, const SkMatchChangeCounts *counts) {
  if (counts == NULL)
    return;
  sk_cli_print(cli, "Earlier clusters: %" G_GUINT64_FORMAT " as they were", counts->kept);
  for (guint i = 0; i < SK_MATCH_CHANGES; i++)
    sk_cli_print(cli, ", %" G_GUINT64_FORMAT " %s", counts->counts[i], sk_match_change_word((SkMatchChange)i));
  sk_cli_print(cli, ".\n");
}

static void print_summary(SkCli *cli, const SkMatchRun *run, Summary summary, const SkMatchChangeCounts *counts) {
  if (sk_cli_wants_json(cli)) {
    json_t *all = json_pack("{s:i,s:I,s:I,s:I,s:I,s:f,s:f,s:o}", "rows", (int)run->table->row_count, "refused",
                            (json_int_t)run->table->refused_count, "compared", (json_int_t)run->result->pairs_compared,
                            "link", summary.link, "ask", summary.ask, "expected_true_pairs", summary.expected_all,
                            "seconds", run->seconds, "rules", rules_json(run));
    if (!run->pairs_only)
      json_object_set_new(all, "clusters", json_integer((json_int_t)run->result->cluster_count));
    if (counts != NULL)
      json_object_set_new(all, "changes", changes_json(counts));
    sk_cli_print_json(cli, all);
    return;
  }
  sk_cli_print(cli, "%u rows, %" G_GUINT64_FORMAT " pairs compared.\n", run->table->row_count,
               run->result->pairs_compared);
  sk_cli_print(cli, "Pairs that are one: %" JSON_INTEGER_FORMAT "; for a person to look at: %" JSON_INTEGER_FORMAT ".",
               summary.link, summary.ask);
  if (!run->pairs_only)
    sk_cli_print(cli, " Clusters: %zu.", run->result->cluster_count);
  sk_cli_print(cli, "\n");
  print_changes(cli, counts);
}

static SkMatchModel *load_model(SkCli *cli, gboolean *ret_given, GError **error) {
  const char *path = sk_cli_text(cli, "model");
  *ret_given = path != NULL;
  return path != NULL ? sk_match_model_load(path, error) : NULL;
}

/* The file for --out. FALSE on failure; *ret_pairs is NULL where nobody asked for pairs. */
static gboolean begin_pairs(SkCli *cli, SkMatchPairsFile **ret_pairs, GError **error) {
  const char *path = sk_cli_text(cli, "out");
  *ret_pairs = path != NULL ? sk_match_pairs_file_new(path, sk_cli_progress(cli), error) : NULL;
  return path == NULL || *ret_pairs != NULL;
}

/* What people said of pairs in the file that `option` names. FALSE on failure; *ret_verdicts is NULL without one. */
static gboolean read_verdicts(SkCli *cli, const char *option, const SkMatchTable *table, GArray **ret_verdicts,
                              GError **error) {
  const char *path = sk_cli_text(cli, option);
  guint gone = 0;
  if (path == NULL)
    return TRUE;
  *ret_verdicts = sk_match_verdicts_read(table, path, &gone, error);
  if (*ret_verdicts != NULL && gone > 0)
    g_printerr("saikai: match: %s: verdicts about rows that are in no list: %u, passed over\n", path, gone);
  return *ret_verdicts != NULL;
}

static gboolean labels_teach(SkCli *cli, const SkMatchModel *model, const GArray *labels, GError **error) {
  guint same = 0;
  for (guint i = 0; labels != NULL && i < labels->len; i++)
    same += g_array_index(labels, SkLinkDecision, i).verdict == SK_LINK_DECIDED_SAME;
  if (labels != NULL && model->is_trained)
    sk_error_set(error, SK_ERROR_REFUSED,
                 "%s: the model is trained already; to learn from --labels take out what stands under \"trained\"",
                 sk_cli_text(cli, "model"));
  else if (labels != NULL && same < SK_ENGINE_LABELS_LEAST)
    sk_error_set(error, SK_ERROR_REFUSED,
                 "%s: pairs that are \"same\": %u; %u are needed to learn from, or leave out --labels",
                 sk_cli_text(cli, "labels"), same, SK_ENGINE_LABELS_LEAST);
  else
    return TRUE;
  return FALSE;
}

/* Compares the lists; the pairs are written meanwhile. */
static SkMatchRun *compare(SkCli *cli, const SkMatchTable *table, const SkMatchModel *model, SkMatchPairsFile *pairs,
                           GError **error) {
  g_autoptr(GArray) decided = NULL, labels = NULL;
  if (!read_verdicts(cli, "decided", table, &decided, error) || !read_verdicts(cli, "labels", table, &labels, error) ||
      !labels_teach(cli, model, labels, error))
    return NULL;
  const SkMatchRunning running = { .threads = threads_of(cli),
                                   .settled = pairs != NULL ? sk_match_pairs_file_write : NULL,
                                   .settled_context = pairs,
                                   .pairs_only = wants_pairs_only(cli),
                                   .decided = decided,
                                   .labels = labels };
  return sk_match_run(table, model, &running, sk_cli_progress(cli), error);
}

/* A model may be given what was learnt, and clusters what has become of them. */
static gboolean keeps_what_it_reads(SkCli *cli, const char *const *paths, GError **error) {
  static const char *const writes[] = { "out", "clusters", "changes", "report", "trained", NULL };
  static const SkCliMayRenew reads[] = {
    { "model", "trained" }, { "earlier", "clusters" }, { "decided", "" }, { "labels", "" }, { NULL, NULL }
  };
  return sk_cli_outputs_apart(cli, writes, paths, reads, error);
}

gboolean sk_cmd_match(SkCli *cli, GError **error) {
  gboolean given;
  g_autofree const char **paths = sk_cli_lists(cli, 0, error);
  if (paths == NULL || !keeps_what_it_reads(cli, paths, error))
    return FALSE;
  g_autoptr(SkMatchModel) model = load_model(cli, &given, error);
  if (given && model == NULL)
    return FALSE;
  g_autoptr(SkMatchTable) table = given ? read_for(cli, paths, model, error) : NULL;
  if (!given)
    model = suggest(cli, paths, threads_of(cli), &table, error);
  if (table == NULL)
    return FALSE;
  g_autoptr(SkMatchPairsFile) pairs = NULL;
  if (!begin_pairs(cli, &pairs, error))
    return FALSE;
  g_autoptr(SkMatchRun) run = compare(cli, table, model, pairs, error);
  if (run == NULL)
    return FALSE;
  Summary summary = summarise(run); /* while the pairs are carried to the disk */
  g_autoptr(SkMatchEarlier) earlier = NULL;
  SkMatchChangeCounts counts = { 0 };
  if (!read_earlier(cli, run, &earlier, error) ||
      !write_answers(cli, run, g_steal_pointer(&pairs), earlier, model, &counts, error))
    return FALSE;
  print_summary(cli, run, summary, earlier != NULL ? &counts : NULL);
  return TRUE;
}

/* ---- match suggest */

const SkOption sk_cmd_match_suggest_options[] = {
  { "id", SK_OPTION_TEXT, "NAME", "The column that names a row; else id, unique_id or rec_id, else the row's number." },
  { "truth-column", SK_OPTION_TEXT, "NAME", "A column that holds the truth: it is left out." },
  { "left", SK_OPTION_FILE, "FILE", "The first list." },
  { "right", SK_OPTION_MANY, "FILE", "Another list." },
  { NULL },
};

gboolean sk_cmd_match_suggest(SkCli *cli, GError **error) {
  g_autofree const char **paths = sk_cli_lists(cli, 0, error);
  g_autoptr(SkMatchTable) table = NULL;
  g_autoptr(SkMatchModel) model = paths != NULL ? suggest(cli, paths, 0, &table, error) : NULL;
  if (model == NULL)
    return FALSE;
  g_autofree char *remark = g_strdup_printf(
      "Suggested from %s%s, %u rows. Read it and correct it: docs/howto/match.md.", sk_match_table_list(table, 0)->name,
      table->lists->len > 1 ? " and others" : "", table->row_count);
  g_autofree char *text = sk_match_model_print(model, remark);
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:s}", "text", text));
  else
    sk_cli_print(cli, "%s", text);
  return TRUE;
}
