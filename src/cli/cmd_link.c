#include "cli/commands.h"
#include "registry/changes.h"
#include "registry/linking.h"

const SkOption sk_cmd_link_options[] = {
  { "threads", SK_OPTION_NUMBER, "N", "Use N threads; by default one a core. The result is the same." },
  { "anew", SK_OPTION_FLAG, NULL, "Learn the weights anew, instead of using those of an earlier run." },
  { "changes", SK_OPTION_FLAG, NULL, "Tell whom the last run would join or part, beside the run before, and why." },
  { "truth", SK_OPTION_FILE, "FILE", "Compare the persons there are now with the truth of a synthetic register." },
  { NULL },
};

/* What only those see who see every mention is null for others. */
static json_t *figure(const SkLinkReport *report, int64_t value) {
  return report->whole ? json_integer(value) : json_null();
}

static json_t *report_json(const SkLinkReport *report) {
  return json_pack("{s:b,s:b,s:I,s:o,s:I,s:I,s:o,s:o,s:f,s:I,s:I,s:I,s:o,s:o,s:o,s:b,s:o,s:f,s:b}", "stands",
                   report->stands, "settled", report->settled, "mentions", (json_int_t)report->personae, "pairs",
                   figure(report, report->pairs), "proposals", (json_int_t)report->proposals, "same",
                   (json_int_t)report->proposed_same, "left_out", figure(report, report->left_out), "given_up",
                   figure(report, report->given_up), "seconds", report->seconds, "added", (json_int_t)report->added,
                   "changed", (json_int_t)report->changed, "gone", (json_int_t)report->gone, "persons_grown",
                   figure(report, report->grown), "persons_joined", figure(report, report->joined), "persons_split",
                   figure(report, report->split), "learnt", report->learnt, "fresh", figure(report, report->fresh),
                   "moved", report->whole ? report->moved : 0.0, "learn_anew", report->learn_anew);
}

/* What is otherwise than after the run before, and how far its weights still hold. */
static void print_changes(SkCli *cli, const SkLinkReport *report) {
  if (!report->stands && (report->added < report->proposals || report->gone > 0))
    sk_cli_print(cli,
                 "Since the run before: %" G_GINT64_FORMAT " proposals are new, %" G_GINT64_FORMAT
                 " are gone, %" G_GINT64_FORMAT " have become another; the others are as they were.\n",
                 report->added, report->gone, report->changed);
  if (report->grown + report->joined + report->split > 0)
    sk_cli_print(cli,
                 "Persons, as they would be: %" G_GINT64_FORMAT " grown, %" G_GINT64_FORMAT " joined of several, "
                 "%" G_GINT64_FORMAT " split off.\n",
                 report->grown, report->joined, report->split);
  if (!report->learnt && report->whole)
    sk_cli_print(cli,
                 "Weighed by what an earlier run learnt: %" G_GINT64_FORMAT
                 " mentions have come since, and the share of "
                 "true pairs has moved by %.2f bits.\n",
                 report->fresh, report->moved);
  if (report->learn_anew && report->whole)
    sk_cli_print(cli, "That is much: learn anew with: saikai link --anew\n");
}

static gboolean propose(SkCli *cli, GError **error) {
  SkLinkReport report = { 0 };
  SkLinkingOptions options = { .threads = (unsigned)sk_cli_number(cli, "threads", 0),
                               .anew = sk_cli_flag(cli, "anew") };
  if (!sk_linking_run(sk_cli_session(cli), &options, sk_cli_progress(cli), &report, error))
    return FALSE;
  if (sk_cli_wants_json(cli)) {
    sk_cli_print_json(cli, report_json(&report));
    return TRUE;
  }
  if (report.stands)
    sk_cli_print(cli, "Nothing has happened since the last run that another would see; its proposals stand.\n");
  else if (report.settled)
    sk_cli_print(cli, "Only decisions have come since the last run: settled in %.1f s, nobody compared anew.\n",
                 report.seconds);
  else
    sk_cli_print(cli, "%" G_GINT64_FORMAT " mentions compared in %.1f s.\n", report.personae, report.seconds);
  sk_cli_print(cli,
               "Proposed as the same person: %" G_GINT64_FORMAT "; for a person to look at: %" G_GINT64_FORMAT ".\n",
               report.proposed_same, report.proposals - report.proposed_same);
  if (report.left_out > 0)
    sk_cli_print(cli, "%" G_GINT64_FORMAT " less likely pairs of the same mentions were left out.\n", report.left_out);
  if (report.given_up > 0)
    sk_cli_print(cli,
                 "%" G_GINT64_FORMAT " pairs were not compared, because too many people share what would find them.\n",
                 report.given_up);
  print_changes(cli, &report);
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
  sk_cli_print_columns(cli, columns);
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

/* ---- what the last run changed */

static json_t *bits_json(gboolean has, double bits) {
  return has ? json_real(bits) : json_null();
}

static json_t *change_json(const SkLinkChange *change) {
  json_t *against = change->against[0].text[0] == '\0'
                        ? json_null()
                        : json_pack("[s,s]", change->against[0].text, change->against[1].text);
  const char *cause = sk_change_cause_word(change->cause);
  return json_pack("{s:s,s:s,s:s?,s:s,s:s?,s:[i,i],s:o,s:o,s:s?,s:o,s:s?,s:s?}", "change", sk_change_word(change->kind),
                   "a", change->a.text, "a_name", change->a_name, "b", change->b.text, "b_name", change->b_name,
                   "mentions", (int)change->mentions[0], (int)change->mentions[1], "weight",
                   bits_json(change->has_weight, change->weight), "weight_before",
                   bits_json(change->has_earlier, change->earlier), "why", *cause != '\0' ? cause : NULL, "against",
                   against, "decided_by", change->account, "reason", change->reason);
}

static char *bits_text(gboolean has, double bits) {
  return has ? g_strdup_printf("%+.1f", bits) : g_strdup("-");
}

static const char *cause_sentence(SkChangeCause cause) {
  switch (cause) {
  case SK_CAUSE_DIFFERENT:
    return "members of the two were decided to be different people";
  case SK_CAUSE_TWICE:
    return "a list that names a person once would name this one twice";
  case SK_CAUSE_ENTRY:
    return "one entry would name the person twice";
  case SK_CAUSE_CONFLICT:
    return "members conflict firmly";
  case SK_CAUSE_CHAIN:
    return "on the whole the members do not look alike";
  case SK_CAUSE_QUESTION:
    return "a person has to look at the pair now";
  case SK_CAUSE_LIGHT:
    return "too little speaks for the pair now";
  case SK_CAUSE_DECIDED:
    return "decided otherwise";
  case SK_CAUSE_NONE:
    break;
  }
  return "";
}

static char *why_text(const SkLinkChange *change) {
  GString *text = g_string_new(cause_sentence(change->cause));
  if (change->against[0].text[0] != '\0')
    g_string_append_printf(text, " (%s, %s)", change->against[0].text, change->against[1].text);
  if (change->account != NULL)
    g_string_append_printf(text, ", by %s: %s", change->account, change->reason != NULL ? change->reason : "");
  return g_string_free(text, FALSE);
}

static void print_change_row(SkColumns *columns, const SkLinkChange *change) {
  g_autofree char *now = bits_text(change->has_weight, change->weight);
  g_autofree char *before = bits_text(change->has_earlier, change->earlier);
  g_autofree char *mentions = g_strdup_printf("%u and %u", change->mentions[0], change->mentions[1]);
  g_autofree char *why = why_text(change);
  sk_columns_add(columns, (const char *const[]){ sk_change_word(change->kind), change->a.text, change->a_name,
                                                 change->b.text, change->b_name, mentions, before, now, why });
}

static gboolean tell_changes(SkCli *cli, GError **error) {
  SkTime when = 0;
  g_autoptr(GPtrArray) changes = sk_linking_changes(sk_cli_session(cli), &when, error);
  if (changes == NULL)
    return FALSE;
  if (sk_cli_wants_json(cli)) {
    json_t *list = json_array();
    for (guint i = 0; i < changes->len; i++)
      json_array_append_new(list, change_json(changes->pdata[i]));
    sk_cli_print_json(cli, list);
    return TRUE;
  }
  if (changes->len == 0) {
    sk_cli_print(cli, "The last run would join nobody anew, and part nobody.\n");
    return TRUE;
  }
  g_autoptr(SkColumns) columns = sk_columns_new(9);
  sk_columns_add(columns, (const char *const[]){ "person", "mention", "", "mention", "", "mentions", "bits before",
                                                 "bits now", "why" });
  for (guint i = 0; i < changes->len; i++)
    print_change_row(columns, changes->pdata[i]);
  sk_cli_print_columns(cli, columns);
  return TRUE;
}

gboolean sk_cmd_link(SkCli *cli, GError **error) {
  if (sk_cli_flag(cli, "changes"))
    return tell_changes(cli, error);
  return sk_cli_flag(cli, "truth") ? measure(cli, error) : propose(cli, error);
}
