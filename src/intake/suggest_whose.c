/* Which column of a list is whose, and which of them the proposal writes. */
#include "intake/mapping_parts.h"
#include "intake/suggest_write.h"

#include <string.h>

const char *suggest_role_of(const Writing *writing, const SuggestColumn *column) {
  if (column->role != NULL)
    return column->role;
  if (column->meaning == MEANS_RELATION && !writing->household && writing->second != NULL)
    return writing->second;
  return writing->first;
}

/* Whether the column stands there for the members 1 to `repeats`, however many more there are. */
static gboolean is_of_each(const GPtrArray *columns, const SuggestColumn *column, guint repeats) {
  guint found = 0;
  for (guint i = 0; i < columns->len; i++) {
    const SuggestColumn *like = columns->pdata[i];
    if (suggest_column_repeats(like) && !like->twice && like->meaning == column->meaning && like->number <= repeats &&
        strcmp(like->pattern, column->pattern) == 0)
      found++;
  }
  return repeats > 0 && found == repeats;
}

static gboolean is_member(const SuggestColumn *column) {
  return g_strcmp0(column->role, "member") == 0;
}

gboolean suggest_is_used(const Writing *writing, const SuggestColumn *column) {
  if (column->twice || column->meaning == MEANS_NOTHING || *column->name == '\0' || strstr(column->name, "{n}") != NULL)
    return FALSE;
  return !is_member(column) ||
         (column->number <= writing->repeats && is_of_each(writing->columns, column, writing->repeats));
}

/* What repeats is written for the first of them. */
static gboolean is_written(const Writing *writing, const SuggestColumn *column) {
  return suggest_is_used(writing, column) && (!is_member(column) || column->number == 1);
}

const SuggestColumn *suggest_next_of(const Writing *writing, const char *role, Meaning meaning, SkProperty property,
                                     guint *at) {
  for (; *at < writing->columns->len; (*at)++) {
    const SuggestColumn *column = writing->columns->pdata[*at];
    if (column->meaning == meaning && (meaning != MEANS_FACT || column->property == property) &&
        is_written(writing, column) && (role == NULL || strcmp(suggest_role_of(writing, column), role) == 0)) {
      (*at)++;
      return column;
    }
  }
  return NULL;
}

const SuggestColumn *suggest_first_of(const Writing *writing, const char *role, Meaning meaning) {
  guint at = 0;
  return suggest_next_of(writing, role, meaning, 0, &at);
}

/* How many members are named one after the other, from the first on. */
static guint members_named(const GPtrArray *columns, const SuggestColumn *name) {
  guint count = 0;
  while (count < MAPPING_REPEAT_MAX && is_of_each(columns, name, count + 1))
    count++;
  return count;
}

Writing suggest_writing(const GPtrArray *columns) {
  Writing writing = { .columns = columns };
  gboolean main_name = FALSE;
  for (guint i = 0; i < columns->len; i++) {
    const SuggestColumn *column = columns->pdata[i];
    gboolean member = is_member(column), named = column->meaning == MEANS_NAME;
    main_name |= column->role == NULL && column->meaning >= MEANS_NAME && column->meaning <= MEANS_GIVEN;
    if (member && named)
      writing.repeats = MAX(writing.repeats, members_named(columns, column));
    if (column->role != NULL && !member && named && writing.first == NULL)
      writing.first = column->role;
    else if (column->role != NULL && !member && named && strcmp(column->role, writing.first) != 0)
      writing.second = column->role;
    writing.household |= column->meaning == MEANS_HOUSEHOLD && !column->twice;
  }
  if (main_name || writing.first == NULL) {
    writing.second = writing.first;
    writing.first = writing.repeats > 0 ? "head" : "person";
  }
  writing.household |= writing.repeats > 0;
  return writing;
}
