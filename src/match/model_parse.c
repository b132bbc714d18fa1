/* A model read from its file; every mistake is reported with the line and column it stands on. */
#include "base/error.h"
#include "base/markings.h"
#include "match/judge.h"
#include "match/model.h"

typedef struct {
  Markings markings;
  SkMatchModel *model;
} Parse;

/* A number from `least` to `most`; a mistake and `otherwise` where it is none. */
static double read_number(Parse *parse, yaml_node_t *node, double least, double most, double otherwise) {
  const char *text = node == NULL ? NULL : markings_text(&parse->markings, node);
  if (text == NULL)
    return otherwise;
  char *end;
  double number = g_ascii_strtod(text, &end);
  if (end != text && *end == '\0' && number >= least && number <= most)
    return number;
  markings_mistake(&parse->markings, node, "\"%s\" is no number from %g to %g", text, least, most);
  return otherwise;
}

/* ---- compare */

/* Of the comparison that was read last. */
static void read_frequency(Parse *parse, yaml_node_t *node, SkMatchKind kind) {
  SkMatchModel *model = parse->model;
  SkMatchComparison *comparison = &g_array_index(model->comparisons, SkMatchComparison, model->comparisons->len - 1);
  g_autoptr(GError) failed = NULL;
  const char *path = markings_text(&parse->markings, node);
  if (path != NULL && kind != SK_AS_NAME && kind != SK_AS_PERSON)
    markings_mistake(&parse->markings, node, "a frequency is of names: \"name\", or the family name of a \"person\"");
  else if (path != NULL && (comparison->shares = sk_match_shares_read(path, &failed)) == NULL)
    markings_mistake(&parse->markings, node, "%s", failed->message);
}

static void read_comparison(Parse *parse, yaml_node_t *key, yaml_node_t *value) {
  static const char *const keys[] = { "on", "as", "frequency", NULL };
  Markings *markings = &parse->markings;
  const char *name = markings_text(markings, key), *fields[2] = { NULL, NULL };
  if (name == NULL || !markings_keys(markings, value, keys))
    return;
  yaml_node_t *on = markings_get(markings, value, "on"), *as = markings_get(markings, value, "as");
  yaml_node_t *frequency = markings_get(markings, value, "frequency");
  int kind = as == NULL ? SK_AS_NAME : markings_choice(markings, as, "kind", sk_match_kind_words());
  guint wanted = kind == SK_AS_PERSON ? 2 : 1;
  for (guint i = 0; on != NULL && i < wanted; i++) {
    yaml_node_t *item = markings_item(markings, on, i);
    fields[i] = item == NULL ? NULL : markings_text(markings, item);
  }
  if (on == NULL || fields[wanted - 1] == NULL || markings_item(markings, on, wanted) != NULL)
    markings_mistake(markings, value, "\"on\" names %s",
                     wanted == 2 ? "two columns, [given name, family name]" : "one column");
  else if (kind >= 0) {
    sk_match_model_compare(parse->model, name, (SkMatchKind)kind, fields[0], fields[1]);
    if (frequency != NULL)
      read_frequency(parse, frequency, (SkMatchKind)kind);
  }
}

static void read_comparisons(Parse *parse, yaml_node_t *root, yaml_node_t *node) {
  SkMatchAnswer answers[SK_ENGINE_COMPARISONS_MAX];
  yaml_node_t *key, *value;
  if (node == NULL || node->type != YAML_MAPPING_NODE) {
    markings_mistake(&parse->markings, node != NULL ? node : root,
                     "\"compare\" is missing: which columns are compared?");
    return;
  }
  for (guint i = 0; markings_pair(&parse->markings, node, i, &key, &value); i++)
    read_comparison(parse, key, value);
  guint households = 0;
  for (guint i = 0; i < parse->model->comparisons->len; i++)
    households += g_array_index(parse->model->comparisons, SkMatchComparison, i).kind == SK_AS_HOUSEHOLD;
  if (households > 1)
    markings_mistake(&parse->markings, node, "one household is looked at, not %u", households);
  if (sk_match_model_answers(parse->model, answers) > SK_ENGINE_COMPARISONS_MAX)
    markings_mistake(&parse->markings, node, "more than %d columns are compared", SK_ENGINE_COMPARISONS_MAX);
}

/* ---- block, leave-out, settings */

static void read_rules(Parse *parse, yaml_node_t *root, yaml_node_t *node) {
  yaml_node_t *item;
  for (guint i = 0; node != NULL && (item = markings_item(&parse->markings, node, i)) != NULL; i++) {
    const char *text = markings_text(&parse->markings, item);
    g_autofree char *wrong = NULL;
    if (text != NULL && !sk_match_model_block(parse->model, text, &wrong))
      markings_mistake(&parse->markings, item, "%s", wrong);
  }
  if (parse->model->rules->len == 0 && parse->markings.count == 0)
    markings_mistake(&parse->markings, node != NULL ? node : root,
                     "\"block\" is missing: which rows are compared at all?");
  if (parse->model->rules->len > SK_ENGINE_RULES_MAX)
    markings_mistake(&parse->markings, node, "more than %d rules", SK_ENGINE_RULES_MAX);
}

static void read_aliases(Parse *parse, yaml_node_t *node) {
  yaml_node_t *key, *value;
  if (node != NULL && node->type != YAML_MAPPING_NODE)
    markings_mistake(&parse->markings, node,
                     "\"aliases\" are pairs: what a list calls a column, and which column it is");
  for (guint i = 0; node != NULL && node->type == YAML_MAPPING_NODE; i++) {
    if (!markings_pair(&parse->markings, node, i, &key, &value))
      return;
    const char *heading = markings_text(&parse->markings, key), *field = markings_text(&parse->markings, value);
    if (heading != NULL && field != NULL)
      sk_match_aliases_add(parse->model->aliases, heading, field);
  }
}

static void read_apart(Parse *parse, yaml_node_t *node) {
  yaml_node_t *key, *value;
  if (node == NULL || node->type != YAML_MAPPING_NODE)
    return;
  for (guint i = 0; markings_pair(&parse->markings, node, i, &key, &value); i++) {
    const char *name = markings_text(&parse->markings, key), *why = markings_text(&parse->markings, value);
    if (name != NULL)
      g_ptr_array_add(parse->model->apart, g_strdup_printf("%s\t%s", name, why != NULL ? why : ""));
  }
}

static void read_flag(Parse *parse, yaml_node_t *root, const char *key, gboolean *ret_flag) {
  yaml_node_t *node = markings_get(&parse->markings, root, key);
  if (node != NULL)
    *ret_flag = markings_flag(&parse->markings, node);
}

/* Of all lists, or the names of some. */
static void read_once(Parse *parse, yaml_node_t *root) {
  yaml_node_t *node = markings_get(&parse->markings, root, "once-per-list"), *item;
  if (node == NULL || node->type != YAML_SEQUENCE_NODE) {
    read_flag(parse, root, "once-per-list", &parse->model->once);
    return;
  }
  for (guint i = 0; (item = markings_item(&parse->markings, node, i)) != NULL; i++) {
    const char *list = markings_text(&parse->markings, item);
    if (list != NULL)
      sk_match_model_add_once(parse->model, list);
  }
}

static void read_settings(Parse *parse, yaml_node_t *root) {
  static const char *const band_keys[] = { "link", "ask", NULL }, *const cluster_keys[] = { "from", NULL };
  SkMatchModel *model = parse->model;
  Markings *markings = &parse->markings;
  yaml_node_t *bands = markings_get(markings, root, "bands"), *clusters = markings_get(markings, root, "clusters");
  read_flag(parse, root, "within-lists", &model->within);
  read_once(parse, root);
  read_flag(parse, root, "invented", &model->invented);
  if (bands != NULL && markings_keys(markings, bands, band_keys)) {
    model->link = read_number(parse, markings_get(markings, bands, "link"), 0.0001, 0.999999, model->link);
    model->ask = read_number(parse, markings_get(markings, bands, "ask"), 0.0001, 0.999999, model->ask);
    if (model->ask > model->link)
      markings_mistake(markings, bands, "\"ask\" begins above \"link\"");
  }
  if (clusters != NULL && markings_keys(markings, clusters, cluster_keys))
    model->join = read_number(parse, markings_get(markings, clusters, "from"), 0.0001, 0.999999, model->join);
}

/* ---- trained */

/* A list of `count` numbers. */
static void read_numbers(Parse *parse, yaml_node_t *node, double least, guint count, double *const *ret_numbers) {
  for (guint i = 0; i < count; i++) {
    yaml_node_t *item = markings_item(&parse->markings, node, i);
    if (item == NULL) {
      markings_mistake(&parse->markings, node, "%u numbers are wanted", count);
      return;
    }
    *ret_numbers[i] = read_number(parse, item, least, 1e6, *ret_numbers[i]);
  }
}

static void read_levels(Parse *parse, yaml_node_t *levels, const SkMatchAnswer *answer, guint number) {
  Markings *markings = &parse->markings;
  const SkMatchComparison *of = &g_array_index(parse->model->comparisons, SkMatchComparison, answer->comparison);
  SkMatchJudging judging = sk_match_judging(of->kind);
  yaml_node_t *node = markings_get(markings, levels, answer->code);
  if (node == NULL || node->type != YAML_MAPPING_NODE) {
    markings_mistake(markings, levels,
                     "nothing was learnt of \"%s\": train again (take out what stands under \"trained\")",
                     answer->code);
    return;
  }
  for (guint level = 1; level < judging.level_count; level++) {
    SkEngineLevel *learnt = &parse->model->trained.levels[number][level];
    yaml_node_t *shares = markings_get(markings, node, judging.levels[level]);
    *learnt = (SkEngineLevel){ 0.5, 0.5, 0.5 };
    if (shares == NULL)
      markings_mistake(markings, node, "the level \"%s\" of \"%s\" is missing", judging.levels[level], answer->code);
    else
      read_numbers(parse, shares, 1e-300, parse->model->trained.kin_prior > 0 ? 3 : 2,
                   (double *const[]){ &learnt->m, &learnt->u, &learnt->kin });
  }
}

static void read_trained(Parse *parse, yaml_node_t *node) {
  static const char *const keys[] = { "on", "prior", "kin", "calibration", "levels", NULL };
  SkMatchAnswer answers[SK_ENGINE_COMPARISONS_MAX];
  SkMatchModel *model = parse->model;
  Markings *markings = &parse->markings;
  yaml_node_t *key, *value;
  if (node == NULL || parse->markings.count > 0 || !markings_keys(markings, node, keys) ||
      !markings_pair(markings, node, 0, &key, &value))
    return;
  yaml_node_t *on = markings_get(markings, node, "on"), *levels = markings_get(markings, node, "levels");
  yaml_node_t *kin = markings_get(markings, node, "kin"), *calibration = markings_get(markings, node, "calibration");
  model->trained = (SkEngineModel){ .slope = 1 };
  model->trained.prior = read_number(parse, markings_get(markings, node, "prior"), 1e-18, 0.999999, 1e-4);
  if (kin != NULL)
    model->trained.kin_prior = read_number(parse, kin, 1e-18, 0.5, 0);
  if (calibration != NULL)
    read_numbers(parse, calibration, -1e6, 2, (double *const[]){ &model->trained.slope, &model->trained.shift });
  if (on != NULL)
    model->trained_on = g_strdup(markings_text(markings, on));
  if (levels == NULL || levels->type != YAML_MAPPING_NODE) {
    markings_mistake(markings, node, "\"levels\" is missing");
    return;
  }
  guint count = sk_match_model_answers(model, answers);
  for (guint i = 0; i < count; i++)
    read_levels(parse, levels, &answers[i], i);
  model->is_trained = TRUE;
}

static void read_root(Parse *parse) {
  static const char *const keys[] = { "model",     "version",  "compare",      "aliases",
                                      "leave-out", "block",    "within-lists", "once-per-list",
                                      "bands",     "clusters", "invented",     "trained",
                                      NULL };
  Markings *markings = &parse->markings;
  yaml_node_t *root = markings_root(markings);
  if (root == NULL) {
    markings_mistake(markings, NULL, "the file is empty");
    return;
  }
  if (!markings_keys(markings, root, keys))
    return;
  yaml_node_t *name = markings_get(markings, root, "model"), *version = markings_get(markings, root, "version");
  const char *text = name == NULL ? NULL : markings_text(markings, name);
  if (text == NULL)
    markings_mistake(markings, root, "\"model\" is missing: what is it called?");
  else
    parse->model->name = (g_free(parse->model->name), g_strdup(text));
  if (version == NULL)
    markings_mistake(markings, root, "\"version\" is missing");
  else
    markings_number(markings, version, 1, 1);
  read_comparisons(parse, root, markings_get(markings, root, "compare"));
  read_aliases(parse, markings_get(markings, root, "aliases"));
  read_apart(parse, markings_get(markings, root, "leave-out"));
  read_rules(parse, root, markings_get(markings, root, "block"));
  read_settings(parse, root);
  read_trained(parse, markings_get(markings, root, "trained"));
}

SkMatchModel *sk_match_model_parse(const char *file, const char *text, gsize size, GError **error) {
  Parse parse = { .model = NULL };
  if (!markings_read(&parse.markings, file, text, size, error))
    return NULL;
  g_autoptr(SkMatchModel) model = sk_match_model_new("");
  parse.model = model;
  read_root(&parse);
  guint mistakes = parse.markings.count;
  if (mistakes > 0)
    sk_error_set(error, SK_ERROR_REFUSED, "%s", parse.markings.mistakes->str);
  markings_clear(&parse.markings);
  return mistakes == 0 ? g_steal_pointer(&model) : NULL;
}

SkMatchModel *sk_match_model_load(const char *path, GError **error) {
  g_autofree char *text = NULL;
  gsize size = 0;
  g_autoptr(GError) failed = NULL;
  if (g_file_get_contents(path, &text, &size, &failed))
    return sk_match_model_parse(path, text, size, error);
  gboolean missing = g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  sk_error_set(error, missing ? SK_ERROR_NOT_FOUND : SK_ERROR_IO, "%s: %s", path,
               missing ? "there is no such file" : failed->message);
  return NULL;
}
