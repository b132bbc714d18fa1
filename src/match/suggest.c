#include "match/suggest.h"

#include "base/error.h"
#include "match/suggest_parts.h"

/* Nothing is left to compare: says why of each column. */
static void refuse(const Suggestion *self, GError **error) {
  g_autoptr(GString) why = g_string_new(NULL);
  for (guint i = 0; i < self->model->apart->len; i++) {
    g_auto(GStrv) parts = g_strsplit(self->model->apart->pdata[i], "\t", 2);
    g_string_append_printf(why, "%s%s: %s", i > 0 ? "; " : "", parts[0], parts[1]);
  }
  const char *path = sk_match_table_list(self->table, 0)->path;
  if (self->table->row_count < 2)
    sk_error_set(error, SK_ERROR_REFUSED, "%s: %s", path,
                 self->table->row_count == 0 ? "there is no row under the heading"
                                             : "there is but one row, and nothing to compare it with");
  else
    sk_error_set(error, SK_ERROR_REFUSED, "%s: no column says anything that could be compared (%s)", path, why->str);
}

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
    refuse(&self, error);
    return NULL;
  }
  if (table->lists->len > 1)
    sk_suggest_once(&self);
  if (!sk_suggest_rules(&self, progress, error))
    return NULL;
  return g_steal_pointer(&model);
}
