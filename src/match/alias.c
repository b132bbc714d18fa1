#include "match/alias.h"

#include "match/table.h"

static void clear(gpointer data) {
  SkMatchAlias *alias = data;
  g_free(alias->heading);
  g_free(alias->field);
}

GArray *sk_match_aliases_new(void) {
  GArray *aliases = g_array_new(FALSE, FALSE, sizeof(SkMatchAlias));
  g_array_set_clear_func(aliases, clear);
  return aliases;
}

void sk_match_aliases_add(GArray *aliases, const char *heading, const char *field) {
  SkMatchAlias alias = { g_strdup(heading), g_strdup(field) };
  g_array_append_val(aliases, alias);
}

const char *sk_match_aliases_find(const GArray *aliases, const char *heading) {
  for (guint i = 0; aliases != NULL && i < aliases->len; i++) {
    const SkMatchAlias *alias = &g_array_index(aliases, SkMatchAlias, i);
    if (sk_match_same_heading(alias->heading, heading))
      return alias->field;
  }
  return NULL;
}
