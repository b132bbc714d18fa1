#include "match/model.h"

#include "match/column_band.h"

#include "match/table.h"

#include <string.h>

static void clear_comparison(gpointer data) {
  SkMatchComparison *comparison = data;
  g_free(comparison->name);
  g_free(comparison->fields[0]);
  g_free(comparison->fields[1]);
  sk_match_shares_free(comparison->shares);
}

static void clear_rule(gpointer data) {
  SkMatchRule *rule = data;
  for (guint i = 0; i < rule->term_count; i++)
    g_free(rule->terms[i].on);
}

SkMatchModel *sk_match_model_new(const char *name) {
  SkMatchModel *model = g_new0(SkMatchModel, 1);
  model->name = g_strdup(name);
  model->comparisons = g_array_new(FALSE, TRUE, sizeof(SkMatchComparison));
  model->rules = g_array_new(FALSE, TRUE, sizeof(SkMatchRule));
  model->aliases = sk_match_aliases_new();
  model->apart = g_ptr_array_new_with_free_func(g_free);
  model->once_in = g_ptr_array_new_with_free_func(g_free);
  g_array_set_clear_func(model->comparisons, clear_comparison);
  g_array_set_clear_func(model->rules, clear_rule);
  model->within = TRUE;
  model->link = 0.99;
  model->ask = 0.05;
  model->join = 0.5;
  return model;
}

void sk_match_model_free(SkMatchModel *model) {
  if (model == NULL)
    return;
  g_free(model->name);
  g_free(model->trained_on);
  g_array_unref(model->comparisons);
  g_array_unref(model->rules);
  g_array_unref(model->aliases);
  g_ptr_array_unref(model->apart);
  g_ptr_array_unref(model->once_in);
  g_free(model);
}

void sk_match_model_compare(SkMatchModel *model, const char *name, SkMatchKind kind, const char *first,
                            const char *second) {
  SkMatchComparison comparison = { g_strdup(name), kind, { g_strdup(first), g_strdup(second) }, NULL };
  g_array_append_val(model->comparisons, comparison);
}

/* "surname.sound": the last point divides, if what follows it is a kind of key. */
static SkMatchTerm read_term(const char *text) {
  SkMatchTerm term = { .key = SK_KEY_VALUE };
  const char *point = strrchr(text, '.');
  for (guint key = 1; point != NULL && key < SK_KEY_COUNT; key++)
    if (strcmp(point + 1, sk_match_key_word(key)) == 0) {
      term.key = key;
      term.on = g_strndup(text, (gsize)(point - text));
      return term;
    }
  term.on = g_strdup(text);
  return term;
}

gboolean sk_match_comparison_is_called(const SkMatchComparison *comparison, const char *name) {
  gboolean by_name = comparison->fields[1] != NULL || sk_match_kind_is_band(comparison->kind);
  return by_name && strcmp(comparison->name, name) == 0;
}

/* How the column of a term is compared: that of the comparison called so, else of the last one of such a column;
 * SK_AS_COUNT where there is none. One of two columns of a person is a name. */
static SkMatchKind kind_of_term(const SkMatchModel *model, const SkMatchTerm *term) {
  SkMatchKind found = SK_AS_COUNT;
  for (guint i = 0; i < model->comparisons->len; i++) {
    const SkMatchComparison *comparison = &g_array_index(model->comparisons, SkMatchComparison, i);
    if (sk_match_comparison_is_called(comparison, term->on))
      return comparison->kind;
    for (guint f = 0; f < 2; f++)
      if (comparison->fields[f] != NULL && sk_match_same_heading(comparison->fields[f], term->on))
        found = comparison->fields[1] != NULL ? SK_AS_NAME : comparison->kind;
  }
  return found;
}

/* What is wrong with a term of the rule; NULL nothing. The caller frees. */
static char *mistake_in_term(const SkMatchModel *model, const char *rule, const SkMatchTerm *term) {
  SkMatchKind kind = kind_of_term(model, term);
  if (kind == SK_AS_COUNT)
    return g_strdup_printf("\"%s\": nothing is compared that is called \"%s\"", rule, term->on);
  if (sk_match_key_fits(term->key, kind) && (kind == SK_AS_PERSON) == (term->key >= SK_KEY_EITHER))
    return NULL;
  if (kind == SK_AS_HOUSEHOLD)
    return g_strdup_printf("\"%s\": two of one household are not one person: no rule is of \"%s\"", rule, term->on);
  return term->key == SK_KEY_VALUE
             ? g_strdup_printf("\"%s\": \"%s\" is two columns; a rule takes one of them, or %s.%s", rule, term->on,
                               term->on, sk_match_key_word(SK_KEY_EITHER))
             : g_strdup_printf("\"%s\": a column compared as %s has no key \"%s\"", rule, sk_match_kind_word(kind),
                               sk_match_key_word(term->key));
}

gboolean sk_match_model_block(SkMatchModel *model, const char *text, char **ret_wrong) {
  g_auto(GStrv) parts = g_strsplit(text, " + ", -1);
  SkMatchRule rule = { .term_count = 0 };
  guint count = g_strv_length(parts);
  if (count == 0 || count > SK_ENGINE_TERMS_MAX) {
    *ret_wrong = g_strdup_printf("\"%s\": a rule has one to %d terms", text, SK_ENGINE_TERMS_MAX);
    return FALSE;
  }
  for (guint i = 0; i < count; i++) {
    rule.terms[rule.term_count++] = read_term(g_strstrip(parts[i]));
    char *wrong = mistake_in_term(model, text, &rule.terms[i]);
    if (wrong == NULL)
      continue;
    *ret_wrong = wrong;
    clear_rule(&rule);
    return FALSE;
  }
  g_array_append_val(model->rules, rule);
  return TRUE;
}

char *sk_match_rule_print(const SkMatchRule *rule) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < rule->term_count; i++) {
    const SkMatchTerm *term = &rule->terms[i];
    g_string_append_printf(text, "%s%s%s%s", i > 0 ? " + " : "", term->on, term->key != SK_KEY_VALUE ? "." : "",
                           sk_match_key_word(term->key));
  }
  return g_string_free(text, FALSE);
}

void sk_match_model_add_once(SkMatchModel *model, const char *list) {
  if (!g_ptr_array_find_with_equal_func(model->once_in, list, g_str_equal, NULL))
    g_ptr_array_add(model->once_in, g_strdup(list));
}

gboolean sk_match_model_is_once(const SkMatchModel *model, const char *list) {
  return model->once || g_ptr_array_find_with_equal_func(model->once_in, list, g_str_equal, NULL);
}

const char **sk_match_model_fields(const SkMatchModel *model) {
  GPtrArray *fields = g_ptr_array_new();
  for (guint i = 0; i < model->comparisons->len; i++)
    for (guint f = 0; f < 2; f++) {
      char *field = g_array_index(model->comparisons, SkMatchComparison, i).fields[f];
      if (field != NULL && !g_ptr_array_find_with_equal_func(fields, field, g_str_equal, NULL))
        g_ptr_array_add(fields, field);
    }
  g_ptr_array_add(fields, NULL);
  return (const char **)(void *)g_ptr_array_free(fields, FALSE);
}

guint sk_match_model_answers(const SkMatchModel *model, SkMatchAnswer ret_answers[SK_ENGINE_COMPARISONS_MAX]) {
  guint count = 0;
  for (guint i = 0; i < model->comparisons->len; i++) {
    const SkMatchComparison *of = &g_array_index(model->comparisons, SkMatchComparison, i);
    for (guint part = 0; part < 2 && of->fields[part] != NULL; part++, count++)
      if (count < SK_ENGINE_COMPARISONS_MAX)
        ret_answers[count] = (SkMatchAnswer){ i, part, sk_match_kind_is_band(of->kind) ? of->name : of->fields[part] };
  }
  return count;
}
