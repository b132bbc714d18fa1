#include "base/error.h"
#include "cli/commands.h"
#include "cli/lists.h"
#include "match/rivals.h"

const SkOption sk_cmd_match_explain_options[] = {
  { "model", SK_OPTION_FILE, "FILE", "A trained model, as saikai match --trained wrote it." },
  { "left", SK_OPTION_FILE, "FILE", "The list, or the first of several." },
  { "right", SK_OPTION_MANY, "FILE", "Another list; the second id is of the first of them." },
  { "id", SK_OPTION_TEXT, "NAME", "The column that names a row; else id, unique_id or rec_id, else the row's number." },
  { NULL },
};

#define RIVALS_SHOWN 5u /* of each row */

typedef struct {
  const SkMatchTable *table;
  const SkMatchModel *model;
  const SkMatchPlan *plan;
  uint32_t rows[2];
  SkMatchAnswer answers[SK_ENGINE_COMPARISONS_MAX];
  SkEngineExplanation explanation;
  SkMatchRival rivals[2][RIVALS_SHOWN];
  guint rival_counts[2]; /* all there are */
} Explaining;

/* What the row says in the field that the comparison is of; the caller frees. */
static char *text_of(const Explaining *self, uint32_t row, guint comparison) {
  int field = sk_match_table_field(self->table, self->answers[comparison].code);
  SkValueText text = sk_match_table_text(self->table, row, (guint)field);
  return g_strndup(text.text, text.length);
}

static void add_reason(const Explaining *self, SkColumns *columns, const SkEngineReason *reason) {
  const SkEngineComparison *comparison = &self->plan->plan.comparisons[reason->comparison];
  g_autofree char *weight = g_strdup_printf("%+.2f", reason->weight);
  g_autofree char *rarity = reason->frequency != 0 ? g_strdup_printf("%+.2f rarity", reason->frequency) : g_strdup("");
  g_autofree char *left = text_of(self, self->rows[0], reason->comparison);
  g_autofree char *right = text_of(self, self->rows[1], reason->comparison);
  sk_columns_add(columns, (const char *const[]){ weight, rarity, comparison->code, comparison->levels[reason->level],
                                                 left, right });
}

static void add_correction(SkColumns *columns, double bits, const char *what) {
  g_autofree char *weight = g_strdup_printf("%+.2f", bits);
  if (bits != 0)
    sk_columns_add(columns, (const char *const[]){ weight, "", what, "", "", "" });
}

static void print_reasons(SkCli *cli, const Explaining *self) {
  const SkEngineExplanation *explanation = &self->explanation;
  g_autoptr(SkColumns) columns = sk_columns_new(6);
  g_autofree char *prior = g_strdup_printf("%+.2f", explanation->prior);
  sk_columns_add(columns, (const char *const[]){ prior, "", "before looking", "", "", "" });
  for (size_t i = 0; i < explanation->reason_count; i++)
    add_reason(self, columns, &explanation->reasons[i]);
  add_correction(columns, explanation->kin, "another member of the family would share as much");
  add_correction(columns, explanation->calibration, "calibration");
  g_autofree char *text = sk_columns_print(columns);
  sk_cli_print(cli, "%s%+.2f bits together, probability %.4f%s.\n", text, explanation->weight, explanation->probability,
               self->model->invented ? " (learnt from invented people)" : "");
}

/* ---- who else it might be */

static void add_rival(const Explaining *self, SkColumns *columns, guint side, const SkMatchRival *rival) {
  const SkMatchTable *table = self->table;
  g_autofree char *weight = g_strdup_printf("%+.2f", rival->weight);
  g_autofree char *probability = g_strdup_printf("%.4f", sk_link_weight_probability(rival->weight));
  const char *list = table->lists->len > 1 ? sk_match_table_list(table, table->list_of[rival->row])->name : "";
  sk_columns_add(columns, (const char *const[]){
                              sk_match_table_id(table, self->rows[side]), sk_match_table_id(table, rival->row), weight,
                              probability, sk_match_band_word(sk_match_model_band(self->model, rival->weight)), list });
}

static void print_rivals(SkCli *cli, const Explaining *self) {
  g_autoptr(SkColumns) columns = sk_columns_new(6);
  guint shown = 0;
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < MIN(self->rival_counts[side], RIVALS_SHOWN); i++, shown++)
      add_rival(self, columns, side, &self->rivals[side][i]);
  if (shown == 0) {
    sk_cli_print(cli, "No other row comes into question for either.\n");
    return;
  }
  g_autofree char *text = sk_columns_print(columns);
  guint left = self->rival_counts[0] + self->rival_counts[1] - shown;
  sk_cli_print(cli, "Other rows that come into question:\n%s", text);
  if (left > 0)
    sk_cli_print(cli, "and %u lighter ones.\n", left);
}

static json_t *rivals_json(const Explaining *self, guint side) {
  json_t *rivals = json_array();
  for (guint i = 0; i < MIN(self->rival_counts[side], RIVALS_SHOWN); i++) {
    const SkMatchRival *rival = &self->rivals[side][i];
    json_array_append_new(rivals,
                          json_pack("{s:s,s:s,s:f,s:f,s:s}", "id", sk_match_table_id(self->table, rival->row), "list",
                                    sk_match_table_list(self->table, self->table->list_of[rival->row])->name, "weight",
                                    rival->weight, "probability", sk_link_weight_probability(rival->weight), "band",
                                    sk_match_band_word(sk_match_model_band(self->model, rival->weight))));
  }
  return json_pack("{s:s,s:i,s:o}", "of", sk_match_table_id(self->table, self->rows[side]), "count",
                   (int)self->rival_counts[side], "heaviest", rivals);
}

static void print_json(SkCli *cli, const Explaining *self) {
  const SkEngineExplanation *explanation = &self->explanation;
  json_t *reasons = json_array();
  for (size_t i = 0; i < explanation->reason_count; i++) {
    const SkEngineReason *reason = &explanation->reasons[i];
    const SkEngineComparison *comparison = &self->plan->plan.comparisons[reason->comparison];
    g_autofree char *left = text_of(self, self->rows[0], reason->comparison);
    g_autofree char *right = text_of(self, self->rows[1], reason->comparison);
    json_array_append_new(reasons, json_pack("{s:s,s:s,s:s,s:s,s:f,s:f}", "comparison", comparison->code, "level",
                                             comparison->levels[reason->level], "left", left, "right", right, "weight",
                                             reason->weight, "rarity", reason->frequency));
  }
  sk_cli_print_json(cli, json_pack("{s:f,s:o,s:f,s:f,s:f,s:f,s:b,s:[o,o]}", "prior", explanation->prior, "reasons",
                                   reasons, "kin", explanation->kin, "calibration", explanation->calibration, "weight",
                                   explanation->weight, "probability", explanation->probability, "invented",
                                   self->model->invented, "rivals", rivals_json(self, 0), rivals_json(self, 1)));
}

static gboolean find_rows(SkCli *cli, Explaining *self, GError **error) {
  for (guint i = 0; i < 2; i++) {
    guint list = i == 1 && self->table->lists->len > 1 ? 1 : 0;
    self->rows[i] = sk_match_table_find(self->table, list, sk_cli_argument(cli, i));
    if (self->rows[i] == G_MAXUINT32) {
      sk_error_set(error, SK_ERROR_NOT_FOUND, "%s: there is no row with the id %s",
                   sk_match_table_list(self->table, list)->path, sk_cli_argument(cli, i));
      return FALSE;
    }
  }
  if (self->rows[0] != self->rows[1])
    return TRUE;
  sk_error_set(error, SK_ERROR_USAGE, "both ids are of one row");
  return FALSE;
}

static gboolean explain(SkCli *cli, Explaining *self, GError **error) {
  g_autoptr(SkMatchPlan) plan = sk_match_plan_new(self->model, self->table, error);
  if (plan == NULL || !find_rows(cli, self, error))
    return FALSE;
  self->plan = plan;
  sk_match_model_answers(self->model, self->answers);
  uint32_t a = MIN(self->rows[0], self->rows[1]), b = MAX(self->rows[0], self->rows[1]);
  SkEngineEvidence evidence = sk_engine_compare(&plan->plan, &plan->table, a, b);
  sk_engine_explain(&plan->plan, &self->model->trained, evidence, &self->explanation);
  for (guint side = 0; side < 2; side++)
    self->rival_counts[side] = sk_match_rivals(plan, self->model, self->table, self->rows[side], self->rows[1 - side],
                                               self->rivals[side], RIVALS_SHOWN);
  if (sk_cli_wants_json(cli)) {
    print_json(cli, self);
    return TRUE;
  }
  print_reasons(cli, self);
  if (plan->plan.household >= 0)
    sk_cli_print(cli, "Households are not looked at here: saikai match --out has the weight with them.\n");
  print_rivals(cli, self);
  return TRUE;
}

gboolean sk_cmd_match_explain(SkCli *cli, GError **error) {
  if (!sk_cli_require(cli, "model", error) || !sk_cli_require(cli, "left", error))
    return FALSE;
  g_autoptr(SkMatchModel) model = sk_match_model_load(sk_cli_text(cli, "model"), error);
  if (model == NULL)
    return FALSE;
  if (!model->is_trained) {
    sk_error_set(error, SK_ERROR_REFUSED,
                 "%s: the model has not been trained; saikai match --trained FILE writes one that is",
                 sk_cli_text(cli, "model"));
    return FALSE;
  }
  g_autofree const char **paths = sk_cli_lists(cli, 2, error);
  g_autofree const char **only = sk_match_model_fields(model);
  const SkMatchReading reading = {
    .paths = paths, .id = sk_cli_text(cli, "id"), .only = only, .aliases = model->aliases
  };
  g_autoptr(SkMatchTable) table = sk_match_table_read(&reading, sk_cli_progress(cli), error);
  Explaining self = { .table = table, .model = model };
  return table != NULL && explain(cli, &self, error);
}
