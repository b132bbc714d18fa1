#include "base/clock.h"
#include "cli/commands.h"
#include "registry/linking.h"

const SkOption sk_cmd_explain_options[] = { { NULL } };

static json_t *reason_json(const SkReason *reason) {
  return json_pack("{s:s,s:s,s:s?,s:s?,s:s,s:f,s:f}", "comparison", reason->comparison, "level", reason->level, "left",
                   reason->left, "right", reason->right, "words", reason->words, "weight", reason->weight, "frequency",
                   reason->frequency);
}

static json_t *change_json(const SkPairChange *change) {
  g_autofree char *when = sk_clock_print(change->when);
  return json_pack("{s:s,s:b,s:o,s:o}", "run", when, "joins", change->joins, "weight",
                   change->has_weight ? json_real(change->weight) : json_null(), "weight_before",
                   change->has_earlier ? json_real(change->earlier) : json_null());
}

static void print_change(SkCli *cli, const SkPairChange *change) {
  g_autofree char *when = sk_clock_print(change->when);
  g_autofree char *before = change->has_earlier ? g_strdup_printf("%+.1f", change->earlier) : g_strdup("not proposed");
  sk_cli_print(cli, "Since the run of %s linking would %s (before: %s).\n", when,
               change->joins ? "join them" : "no longer join them", before);
}

static void print_json(SkCli *cli, const SkExplanation *explanation) {
  json_t *reasons = json_array();
  for (guint i = 0; i < explanation->reasons->len; i++)
    json_array_append_new(reasons, reason_json(explanation->reasons->pdata[i]));
  json_t *changes = json_array();
  for (guint i = 0; i < explanation->changes->len; i++)
    json_array_append_new(changes, change_json(&g_array_index(explanation->changes, SkPairChange, i)));
  sk_cli_print_json(cli, json_pack("{s:s,s:s,s:f,s:f,s:f,s:s,s:b,s:o,s:o}", "a", explanation->a.text, "b",
                                   explanation->b.text, "prior", explanation->prior, "weight", explanation->weight,
                                   "probability", explanation->probability, "band", explanation->band,
                                   "calibrated_on_invented", explanation->calibrated_on_invented, "reasons", reasons,
                                   "changes", changes));
}

static void print_reasons(SkCli *cli, const SkExplanation *explanation) {
  g_autoptr(SkColumns) columns = sk_columns_new(5);
  g_autofree char *prior = g_strdup_printf("%+.1f", explanation->prior);
  sk_columns_add(columns, (const char *const[]){ prior, "before looking", NULL, NULL,
                                                 "how rare it is that two mentions are one person" });
  for (guint i = 0; i < explanation->reasons->len; i++) {
    const SkReason *reason = explanation->reasons->pdata[i];
    g_autofree char *weight = g_strdup_printf("%+.1f", reason->weight);
    sk_columns_add(columns,
                   (const char *const[]){ weight, reason->comparison, reason->left, reason->right, reason->words });
  }
  sk_cli_print_columns(cli, columns);
}

gboolean sk_cmd_explain(SkCli *cli, GError **error) {
  g_autoptr(SkExplanation) explanation =
      sk_linking_explain(sk_cli_session(cli), sk_cli_argument(cli, 0), sk_cli_argument(cli, 1), error);
  if (explanation == NULL)
    return FALSE;
  if (sk_cli_wants_json(cli)) {
    print_json(cli, explanation);
    return TRUE;
  }
  print_reasons(cli, explanation);
  sk_cli_print(cli, "%+.1f together, probability %.4f, band \"%s\"%s.\n", explanation->weight, explanation->probability,
               explanation->band, explanation->calibrated_on_invented ? " (calibrated on invented people)" : "");
  for (guint i = 0; i < explanation->changes->len; i++)
    print_change(cli, &g_array_index(explanation->changes, SkPairChange, i));
  return TRUE;
}
