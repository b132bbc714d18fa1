/* A model as text: what a person reads first stands first. */
#include "match/judge.h"
#include "match/model.h"

#include <string.h>

/* A word of YAML: as it is where that is safe, else in quotation marks. */
static void add_word(GString *text, const char *word) {
  gboolean plain = word[0] != '\0' && strchr("-?:,[]{}#&*!|>'\"%@` ~0123456789.+", word[0]) == NULL &&
                   word[strlen(word) - 1] != ' ' && strpbrk(word, ":#[]{},\"\\\n\t") == NULL;
  static const char *const reserved[] = { "true", "false", "null", "yes", "no", "on", "off", "y", "n" };
  for (guint i = 0; i < G_N_ELEMENTS(reserved); i++)
    plain &= g_ascii_strcasecmp(word, reserved[i]) != 0;
  if (plain) {
    g_string_append(text, word);
    return;
  }
  g_string_append_c(text, '"');
  for (; *word != '\0'; word++) {
    if (*word == '"' || *word == '\\')
      g_string_append_c(text, '\\');
    g_string_append_c(text, *word == '\n' || *word == '\t' ? ' ' : *word);
  }
  g_string_append_c(text, '"');
}

static void add_comparisons(const SkMatchModel *model, GString *text) {
  g_string_append(text, "\ncompare:   # which columns, and what they hold\n");
  for (guint i = 0; i < model->comparisons->len; i++) {
    const SkMatchComparison *of = &g_array_index(model->comparisons, SkMatchComparison, i);
    g_string_append(text, "  ");
    add_word(text, of->name);
    g_string_append(text, of->fields[1] != NULL ? ": {on: [" : ": {on: ");
    add_word(text, of->fields[0]);
    if (of->fields[1] != NULL) {
      g_string_append(text, ", ");
      add_word(text, of->fields[1]);
      g_string_append_c(text, ']');
    }
    g_string_append_printf(text, ", as: %s", sk_match_kind_word(of->kind));
    if (of->shares != NULL) {
      g_string_append(text, ", frequency: ");
      add_word(text, of->shares->path);
    }
    g_string_append(text, "}\n");
  }
}

static void add_aliases(const SkMatchModel *model, GString *text) {
  if (model->aliases->len > 0)
    g_string_append(text, "\naliases:   # columns that another list calls otherwise, and which column they are\n");
  for (guint i = 0; i < model->aliases->len; i++) {
    const SkMatchAlias *alias = &g_array_index(model->aliases, SkMatchAlias, i);
    g_string_append(text, "  ");
    add_word(text, alias->heading);
    g_string_append(text, ": ");
    add_word(text, alias->field);
    g_string_append_c(text, '\n');
  }
}

static void add_apart(const SkMatchModel *model, GString *text) {
  if (model->apart->len == 0)
    return;
  g_string_append(text, "\nleave-out:   # columns that are not compared, and why\n");
  for (guint i = 0; i < model->apart->len; i++) {
    g_auto(GStrv) parts = g_strsplit(g_ptr_array_index(model->apart, i), "\t", 2);
    g_string_append(text, "  ");
    add_word(text, parts[0]);
    g_string_append(text, ": ");
    add_word(text, parts[1] != NULL ? parts[1] : "");
    g_string_append_c(text, '\n');
  }
}

static void add_rules(const SkMatchModel *model, GString *text) {
  g_string_append(text, "\nblock:   # any one is enough for two rows to be compared; the cheapest first\n");
  for (guint i = 0; i < model->rules->len; i++) {
    g_autofree char *rule = sk_match_rule_print(&g_array_index(model->rules, SkMatchRule, i));
    g_string_append(text, "  - ");
    add_word(text, rule);
    g_string_append_c(text, '\n');
  }
}

static void add_number(GString *text, double number) {
  char printed[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append(text, g_ascii_dtostr(printed, sizeof printed, number));
}

static void add_short_number(GString *text, double number) {
  char printed[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append(text, g_ascii_formatd(printed, sizeof printed, "%g", number));
}

static void add_once(const SkMatchModel *model, GString *text) {
  g_string_append(text, "once-per-list: ");
  if (model->once || model->once_in->len == 0)
    g_string_append(text, model->once ? "true" : "false");
  for (guint i = 0; !model->once && i < model->once_in->len; i++) {
    g_string_append(text, i == 0 ? "[" : ", ");
    add_word(text, model->once_in->pdata[i]);
  }
  if (!model->once && model->once_in->len > 0)
    g_string_append_c(text, ']');
  g_string_append(text, "   # does a list hold nothing twice? or the names of those that do\n");
}

static void add_settings(const SkMatchModel *model, GString *text) {
  g_string_append_printf(text, "\nwithin-lists: %s   # do two rows of one list make a pair?\n",
                         model->within ? "true" : "false");
  add_once(model, text);
  g_string_append(text, "bands: {link: ");
  add_short_number(text, model->link);
  g_string_append(text, ", ask: ");
  add_short_number(text, model->ask);
  g_string_append(text,
                  "}   # probabilities: from \"link\" on nobody needs to look, from \"ask\" on a person should\n");
  g_string_append(text, "clusters: {from: ");
  add_short_number(text, model->join);
  g_string_append(text, "}   # probability from which two rows are drawn together\n");
  if (model->invented)
    g_string_append(text, "invented: true   # the rows are invented people\n");
}

static void add_levels(const SkMatchModel *model, const SkMatchAnswer *answer, guint number, GString *text) {
  const SkMatchComparison *of = &g_array_index(model->comparisons, SkMatchComparison, answer->comparison);
  SkMatchJudging judging = sk_match_judging(of->kind);
  g_string_append(text, "    ");
  add_word(text, answer->code);
  g_string_append(text, ":\n");
  for (guint level = 1; level < judging.level_count; level++) {
    const SkEngineLevel *learnt = &model->trained.levels[number][level];
    g_string_append_printf(text, "      %s: [", judging.levels[level]);
    add_number(text, learnt->m);
    g_string_append(text, ", ");
    add_number(text, learnt->u);
    if (model->trained.kin_prior > 0) {
      g_string_append(text, ", ");
      add_number(text, learnt->kin);
    }
    g_string_append(text, "]\n");
  }
}

static void add_trained(const SkMatchModel *model, GString *text) {
  SkMatchAnswer answers[SK_ENGINE_COMPARISONS_MAX];
  if (!model->is_trained) {
    g_string_append(text, "\ntrained: {}   # filled in by a run: saikai match --trained FILE\n");
    return;
  }
  guint count = MIN(sk_match_model_answers(model, answers), SK_ENGINE_COMPARISONS_MAX);
  g_string_append(text,
                  "\ntrained:   # how often true pairs (first) and strangers (second) stand at each level\n  on: ");
  add_word(text, model->trained_on != NULL ? model->trained_on : "");
  g_string_append(text, "\n  prior: ");
  add_number(text, model->trained.prior);
  if (model->trained.kin_prior > 0) {
    g_string_append(text, "\n  kin: ");
    add_number(text, model->trained.kin_prior);
    g_string_append(text, "   # share of pairs that have as much in common as a family; the third number is theirs");
  }
  g_string_append(text, "\n  calibration: [");
  add_number(text, model->trained.slope);
  g_string_append(text, ", ");
  add_number(text, model->trained.shift);
  g_string_append(text, "]\n  levels:\n");
  for (guint i = 0; i < count; i++)
    add_levels(model, &answers[i], i, text);
}

char *sk_match_model_print(const SkMatchModel *model, const char *remark) {
  GString *text = g_string_new(NULL);
  g_auto(GStrv) lines = g_strsplit(remark != NULL ? remark : "", "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      g_string_append_printf(text, "# %s\n", lines[i]);
  g_string_append(text, "model: ");
  add_word(text, model->name);
  g_string_append(text, "\nversion: 1\n");
  add_comparisons(model, text);
  add_aliases(model, text);
  add_apart(model, text);
  add_rules(model, text);
  add_settings(model, text);
  add_trained(model, text);
  return g_string_free(text, FALSE);
}
