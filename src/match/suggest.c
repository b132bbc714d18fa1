#include "match/suggest.h"

#include "base/error.h"
#include "match/suggest_parts.h"

SkMatchModel *sk_match_suggest(const SkMatchTable *table, const SkMatchSuggesting *suggesting, SkProgress *progress,
                               GError **error) {
  guint count = table->fields->len, aliases = suggesting->aliases != NULL ? suggesting->aliases->len : 0;
  g_autoptr(SkMatchModel) model = sk_match_model_new(suggesting->name);
  g_autofree uint32_t *lines = sk_match_lines(table);
  g_autofree SkMatchFacts *facts = g_new0(SkMatchFacts, count + 1);
  g_autofree int *kinds = g_new0(int, count + 1);
  Suggestion self = { .table = table, .model = model, .facts = facts, .kinds = kinds };
  for (guint i = 0; i < count; i++)
    facts[i] = sk_match_facts(table, i, lines);
  for (guint i = 0; i < aliases; i++) {
    const SkMatchAlias *alias = &g_array_index(suggesting->aliases, SkMatchAlias, i);
    sk_match_aliases_add(model->aliases, alias->heading, alias->field);
  }
  model->within = table->lists->len == 1;
  sk_suggest_kinds(&self, suggesting->leave_out);
  sk_suggest_comparisons(&self);
  if (model->comparisons->len == 0) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: no column says anything that could be compared",
                 sk_match_table_list(table, 0)->path);
    return NULL;
  }
  model->once = table->lists->len > 1 && sk_suggest_once(&self);
  if (!sk_suggest_rules(&self, progress, error))
    return NULL;
  return g_steal_pointer(&model);
}
