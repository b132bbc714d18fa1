/* Which fields are compared: given and family names as a pair, a whole or its parts but not both. */
#include "match/suggest_parts.h"

#include <string.h>

#define WITHIN 0.8      /* share of rows from which one field is a part of another */
#define STANDS_IN 0.9   /* share of the rows that state a part which state the whole too: there it says no more */
#define COMPARED_MAX 12 /* fields; a pattern has room for SK_ENGINE_COMPARISONS_MAX */

static const char *heading(const Suggestion *self, guint field) {
  return sk_match_table_at(self->table, field)->name;
}

static void leave_out(Suggestion *self, guint field, const char *why) {
  self->kinds[field] = -1;
  g_ptr_array_add(self->model->apart, g_strdup_printf("%s\t%s", heading(self, field), why));
}

static gboolean is_wordy(const Suggestion *self, guint field) {
  return self->kinds[field] == SK_AS_NAME || self->kinds[field] == SK_AS_TEXT;
}

/* How many other fields stand in this one. */
static guint find_parts(const Suggestion *self, guint whole, guint *ret_parts, double *ret_words) {
  guint count = 0;
  *ret_words = 0;
  for (guint part = 0; part < self->table->fields->len; part++)
    if (part != whole && is_wordy(self, part) && self->facts[part].words < self->facts[whole].words &&
        sk_match_share_beside(self->table, whole, part) >= STANDS_IN &&
        sk_match_share_within(self->table, whole, part) >= WITHIN) {
      ret_parts[count++] = part;
      *ret_words += self->facts[part].words * self->facts[part].filled;
    }
  return count;
}

/* A field that two others make up adds nothing; where it holds more than they do, they add nothing. */
static void leave_out_repeats(Suggestion *self) {
  guint count = self->table->fields->len;
  g_autofree guint *parts = g_new0(guint, count + 1);
  for (guint whole = 0; whole < count; whole++) {
    double words;
    guint found = is_wordy(self, whole) ? find_parts(self, whole, parts, &words) : 0;
    if (found == 0)
      continue;
    if (found >= 2 && words >= 0.75 * self->facts[whole].words * self->facts[whole].filled) {
      leave_out(self, whole, "made up of other columns");
      continue;
    }
    for (guint i = 0; i < found; i++)
      leave_out(self, parts[i], "a part of another column");
  }
}

/* An age beside a birthday says nothing more, and people of one age are far more than people who stand twice. */
static void leave_out_followers(Suggestion *self) {
  for (guint date = 0; date < self->table->fields->len; date++)
    for (guint other = 0; self->kinds[date] == SK_AS_DATE && other < self->table->fields->len; other++) {
      gboolean may = self->kinds[other] == SK_AS_CODE || self->kinds[other] == SK_AS_NUMBER;
      if (!may || !sk_match_follows_date(self->table, other, date))
        continue;
      g_autofree char *why = g_strdup_printf("follows from %s", heading(self, date));
      leave_out(self, other, why);
    }
}

/* ---- given and family name */

static gboolean says_any(const char *heading_text, const char *const *words) {
  g_autofree char *lower = g_utf8_strdown(heading_text, -1);
  for (; *words != NULL; words++)
    if (strstr(lower, *words) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean says_given(const char *text) {
  static const char *const words[] = { "given", "first", "forename", "fore_name", "christian",
                                       "fname", "名前",  "下の名",   "이름",      NULL };
  return says_any(text, words) || strcmp(text, "名") == 0;
}

static gboolean says_family(const char *text) {
  static const char *const words[] = { "surname", "sur_name", "last", "family", "lname", "姓", "성씨", NULL };
  return says_any(text, words) || strcmp(text, "氏") == 0 || strcmp(text, "성") == 0;
}

static int find_name(const Suggestion *self, gboolean (*says)(const char *), int but) {
  for (guint i = 0; i < self->table->fields->len; i++)
    if ((int)i != but && self->kinds[i] == SK_AS_NAME && says(heading(self, i)))
      return (int)i;
  return -1;
}

/* Compares given and family name together, so that they may be exchanged. */
static void pair_names(Suggestion *self) {
  int given = find_name(self, says_given, -1), family = find_name(self, says_family, given);
  if (given < 0 || family < 0)
    return;
  sk_match_model_compare(self->model, "name", SK_AS_PERSON, heading(self, (guint)given), heading(self, (guint)family));
  self->kinds[given] = self->kinds[family] = -1;
}

/* Fields by how much they tell: how seldom two rows say the same, and how many rows say it. */
static double tells(const Suggestion *self, guint field) {
  return self->facts[field].filled * (1 - self->facts[field].same_chance);
}

static int least_telling(const Suggestion *self) {
  int least = -1;
  for (guint i = 0; i < self->table->fields->len; i++)
    if (self->kinds[i] >= 0 && (least < 0 || tells(self, i) < tells(self, (guint)least)))
      least = (int)i;
  return least;
}

static guint count_left(const Suggestion *self) {
  guint left = 0;
  for (guint i = 0; i < self->table->fields->len; i++)
    left += self->kinds[i] >= 0;
  return left;
}

/* Nothing stands beside this text to learn from: its words are asked in three parts. */
static void compare_by_bands(Suggestion *self, guint field) {
  static const SkMatchKind kinds[] = { SK_AS_RARE_WORDS, SK_AS_MIDDLING_WORDS, SK_AS_COMMON_WORDS };
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
    g_autofree char *name = g_strdup_printf("%s, %s", heading(self, field), sk_match_kind_word(kinds[i]));
    sk_match_model_compare(self->model, name, kinds[i], heading(self, field), NULL);
  }
}

void sk_suggest_comparisons(Suggestion *self) {
  leave_out_repeats(self);
  leave_out_followers(self);
  pair_names(self);
  while (count_left(self) + self->model->comparisons->len > COMPARED_MAX)
    leave_out(self, (guint)least_telling(self), "tells least, and there are enough others");
  gboolean alone = count_left(self) == 1 && self->model->comparisons->len == 0;
  for (guint i = 0; i < self->table->fields->len; i++)
    if (alone && self->kinds[i] == SK_AS_TEXT)
      compare_by_bands(self, i);
    else if (self->kinds[i] >= 0)
      sk_match_model_compare(self->model, heading(self, i), (SkMatchKind)self->kinds[i], heading(self, i), NULL);
}
