/* A mapping and the columns of a list, each read from the other. */
#include "intake/column_use.h"
#include "intake/draft_parts.h"

#include <string.h>

#define CERTAIN 0.9 /* of how a file is written: what its mapping says of that is then looked over */

/* From the name of the mapping on: what stands above is a remark about the file. */
static const char *body_of(const char *text) {
  const char *at = strstr(text, "\nmapping:");
  return at != NULL ? at : text;
}

static SuggestTitle title_of(const SkDraft *draft, const SkMapping *mapping) {
  return (SuggestTitle){ .list = draft->file,
                         .word = mapping != NULL ? sk_mapping_name(mapping) : "my-list",
                         .title = mapping != NULL ? sk_mapping_title(mapping, "en") : draft->file };
}

/* ---------------------------------------------------------------- what a column means */

static void choose(SuggestColumn *column, Meaning meaning, SkProperty property, const char *role,
                   const char *calendar) {
  gboolean same = column->meaning == meaning && (meaning != MEANS_FACT || column->property == property) &&
                  g_strcmp0(column->role, role) == 0;
  column->certainty = same ? column->certainty : CHOSEN;
  column->meaning = meaning;
  column->property = property;
  column->role = role;
  column->calendar = calendar != NULL ? g_intern_string(calendar) : NULL;
}

gboolean sk_draft_choose(SkDraft *draft, guint index, const char *means, const char *whose, const char *calendar) {
  SuggestColumn *column = index < draft->sample.columns->len ? draft->sample.columns->pdata[index] : NULL;
  Meaning meaning = MEANS_NOTHING;
  SkProperty property = 0;
  if (column == NULL || !g_strv_contains(sk_draft_meanings(), means) || !meaning_parse(means, &meaning, &property) ||
      (*whose != '\0' && !g_strv_contains(sk_draft_persons(), whose)) ||
      (*calendar != '\0' && !g_strv_contains(sk_draft_calendars(), calendar)))
    return FALSE;
  for (guint i = 0; i < draft->sample.columns->len; i++) {
    SuggestColumn *like = draft->sample.columns->pdata[i];
    if (like == column || (like->number > 1 && strcmp(like->pattern, column->pattern) == 0))
      choose(like, meaning, property, *whose != '\0' ? g_intern_string(whose) : NULL,
             *calendar != '\0' ? calendar : NULL);
  }
  return TRUE;
}

/* ---------------------------------------------------------------- from the mapping */

static SuggestColumn *column_named(const SkDraft *draft, const char *name) {
  for (guint i = 0; i < draft->sample.columns->len; i++) {
    SuggestColumn *column = draft->sample.columns->pdata[i];
    if (!column->twice && strcmp(column->name, name) == 0)
      return column;
  }
  return NULL;
}

/* The role as a column has it: whom the row is about needs no word. */
static const char *column_role(const char *role) {
  gboolean main = role == NULL || strcmp(role, "person") == 0 || strcmp(role, "head") == 0;
  return main ? NULL : g_intern_string(role);
}

static void add_word(GPtrArray *words, const char *word) {
  if (!g_ptr_array_find_with_equal_func(words, word, g_str_equal, NULL))
    g_ptr_array_add(words, g_strdup(word));
}

/* Gives the columns the meaning that `mapping` gives them, and the words it knows in them. */
static void read_columns(SkDraft *draft, const SkMapping *mapping) {
  g_autoptr(GArray) uses = column_uses(mapping);
  g_autoptr(GHashTable) used = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < uses->len; i++) {
    const ColumnUse *use = &g_array_index(uses, ColumnUse, i);
    SuggestColumn *column = column_named(draft, g_ptr_array_index(mapping->columns, i));
    if (column == NULL)
      continue;
    choose(column, use->meaning, use->property, column_role(use->role), use->calendar);
    for (guint w = 0; use->words != NULL && w < use->words->len; w++)
      add_word(column->words, g_array_index(use->words, WordPair, w).word);
    g_hash_table_add(used, column);
  }
  for (guint i = 0; i < draft->sample.columns->len; i++)
    if (!g_hash_table_contains(used, draft->sample.columns->pdata[i]))
      choose(draft->sample.columns->pdata[i], MEANS_NOTHING, 0, NULL, NULL);
}

/* ---------------------------------------------------------------- whether they say the same */

/* The words that stand in the rows of this list, one array a column, taken away. */
static GPtrArray *take_words(const SkDraft *draft) {
  GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < draft->sample.columns->len; i++) {
    SuggestColumn *column = draft->sample.columns->pdata[i];
    g_ptr_array_add(all, column->words);
    column->words = g_ptr_array_new_with_free_func(g_free);
  }
  return all;
}

/* And given back, behind those that the mapping knows. */
static void give_words(const SkDraft *draft, const GPtrArray *all) {
  for (guint i = 0; i < all->len; i++) {
    const GPtrArray *words = all->pdata[i];
    for (guint w = 0; w < words->len; w++)
      add_word(((SuggestColumn *)draft->sample.columns->pdata[i])->words, words->pdata[w]);
  }
}

/* Whether the columns, with the words that the mapping knows, make the mapping again: all but what the program itself
 * remarks about this list, and how the file is written, where that is certain. */
static gboolean says_no_more(const SkDraft *draft, const SkMapping *mapping) {
  double certainty = 1;
  if (!suggest_has_names(draft->sample.columns))
    return FALSE;
  sk_reader_encoding(draft->sample.reader, &certainty);
  const SuggestTitle title = title_of(draft, mapping);
  g_autofree char *again = suggest_write(&draft->sample, &title);
  g_autofree char *made = suggest_without_remarks(body_of(again), certainty >= CERTAIN);
  g_autofree char *kept = suggest_without_remarks(body_of(draft->text), certainty >= CERTAIN);
  return strcmp(made, kept) == 0;
}

void draft_settle_columns(SkDraft *draft) {
  g_autoptr(SkMapping) mapping = sk_mapping_parse(draft->file, draft->text, strlen(draft->text), NULL);
  draft->is_plain = *draft->text == '\0';
  if (mapping == NULL)
    return;
  g_autoptr(GPtrArray) words = take_words(draft);
  read_columns(draft, mapping);
  draft->is_plain = says_no_more(draft, mapping);
  give_words(draft, words);
}

/* ---------------------------------------------------------------- to the mapping */

/* Once written and read again, a mapping's columns are what they will be the next time. */
char *sk_draft_write(SkDraft *draft, const char *name, GError **error) {
  g_autoptr(SkMapping) before = sk_mapping_parse(draft->file, draft->text, strlen(draft->text), NULL);
  SuggestTitle title = title_of(draft, draft->is_plain ? before : NULL);
  if (name != NULL)
    title.word = name;
  g_autofree char *first = suggest_yaml(&draft->sample, &title, error);
  g_autoptr(SkMapping) mapping = first != NULL ? sk_mapping_parse(draft->file, first, strlen(first), error) : NULL;
  if (mapping == NULL)
    return NULL;
  read_columns(draft, mapping);
  return suggest_yaml(&draft->sample, &title, error);
}
