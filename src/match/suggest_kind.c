/* What kind of values a field holds. */
#include "match/suggest_parts.h"

#include <string.h>

#define EMAILS 0.7 /* share of rows from which a field holds addresses of electronic mail, ... */
#define DAYS 0.7   /* ... and dates */

/* Headings of columns that say which rows belong together: the answer, not a fact about the row. */
static const char *const answers[] = { "cluster", "clusterid", "group",     "groupid",     "trueid",      "truth",
                                       "entity",  "entityid",  "gold",      "goldid",      "groundtruth", "label",
                                       "matchid", "ismatch",   "duplicate", "personid",    "canonicalid", "goldenid",
                                       "answer",  "dupid",     "linkid",    "truecluster", NULL };

static gboolean is_answer(const char *heading) {
  g_autoptr(GString) bare = g_string_new(NULL);
  for (; *heading != '\0'; heading++)
    if (g_ascii_isalnum(*heading))
      g_string_append_c(bare, g_ascii_tolower(*heading));
  for (guint i = 0; answers[i] != NULL; i++)
    if (strcmp(answers[i], bare->str) == 0)
      return TRUE;
  return FALSE;
}

static gboolean is_listed(const char *heading, const char *const *list) {
  for (; list != NULL && *list != NULL; list++)
    if (sk_match_same_heading(heading, *list))
      return TRUE;
  return FALSE;
}

gboolean sk_suggest_leaves_out(const char *heading, const char *const *leave_out) {
  return is_listed(heading, leave_out) || is_answer(heading);
}

static gboolean is_code(const SkMatchFacts *facts) {
  return (facts->integers > 0.85 || facts->digits > 0.4) && facts->words < 3.5 && facts->length < 24;
}

SkMatchKind sk_suggest_kind(const SkMatchFacts *facts) {
  if (facts->emails > EMAILS)
    return SK_AS_EMAIL;
  if (facts->days > DAYS)
    return SK_AS_DATE;
  if (facts->decimals > 0.3 && facts->decimals + facts->integers > 0.9)
    return SK_AS_NUMBER;
  if (is_code(facts))
    return facts->distinct <= 3 ? SK_AS_EXACT : SK_AS_CODE;
  if (facts->distinct <= 12 && facts->stated > 60)
    return SK_AS_EXACT;
  if (facts->words >= 1.75 && facts->other_scripts < 0.2)
    return SK_AS_TEXT;
  return SK_AS_NAME;
}

/* Why a field is left out; NULL: it is not. */
static const char *reason_apart(const Suggestion *self, guint field, const char *const *leave_out) {
  const SkMatchFacts *facts = &self->facts[field];
  const SkMatchField *from = sk_match_table_at(self->table, field);
  if (is_listed(from->name, leave_out))
    return "left out as asked";
  if (from->lists < self->table->lists->len)
    return "not in every list";
  if (is_answer(from->name))
    return "its heading says that it is the answer";
  if (facts->stated == 0)
    return "empty";
  if (facts->filled < 0.02)
    return "stated by fewer than one row in fifty";
  if (facts->distinct == 1)
    return "the same in every row";
  if (facts->begins_id)
    return "the beginning of the id";
  if (facts->rising > 0.97)
    return "rises from line to line: a number of the list, not of what it lists";
  gboolean numbers = facts->digits > 0.3 || facts->integers > 0.5;
  if (facts->repeated == 0 && facts->words < 1.5 && numbers && facts->days <= DAYS && facts->emails <= EMAILS)
    return "another in every row: names the row, not what it lists";
  return NULL;
}

void sk_suggest_kinds(Suggestion *self, const char *const *leave_out) {
  for (guint i = 0; i < self->table->fields->len; i++) {
    const char *why = reason_apart(self, i, leave_out);
    self->kinds[i] = why != NULL ? -1 : (int)sk_suggest_kind(&self->facts[i]);
    if (why != NULL)
      g_ptr_array_add(self->model->apart, g_strdup_printf("%s\t%s", sk_match_table_at(self->table, i)->name, why));
  }
}
