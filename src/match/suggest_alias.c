/* Columns that lists call by different names: they hold the same kind of values, and much the same ones. Names and
 * dates need not be the same, as one list may write Hangul and another Han; there the headings tell (氏名, 성명).
 *
 * What a column holds is told by a profile: how often each word occurs in it, of dates each year, of codes each length
 * and beginning, of addresses for letters the place after the @. Two columns that never stand in one list are one where
 * their profiles share enough, the most alike first. */
#include "intake/suggest.h"
#include "match/fold.h"
#include "match/suggest_parts.h"
#include "text/utf8.h"

#include <string.h>

#define ALIKE 0.25         /* share of the profiles, from which two columns are one */
#define HEADING 0.2        /* what a word in both headings is worth */
#define MEANING 0.5        /* what headings of one meaning are worth, where values are compared across writings */
#define VALUES_MOST 20000u /* of a column, that are looked at */
#define WIDE 0x1100u       /* from here on, one character says something */

typedef struct {
  guint field;
  SkMatchKind kind;
  GHashTable *shares; /* by hash of a token: share of all tokens, as a double */
  gboolean *stands;   /* by list */
  guint is;           /* number of the profile whose field it is taken for; its own */
} Profile;

typedef struct {
  guint first, second;
  double alike;
} Pair;

/* ---- what a column holds */

static void add_token(GHashTable *shares, const char *text, gsize length, double rows, double *all) {
  uint64_t hash = sk_values_hash(text, (uint32_t)length);
  double *share = g_hash_table_lookup(shares, &hash);
  if (share == NULL) {
    share = g_new0(double, 1);
    g_hash_table_insert(shares, g_memdup2(&hash, sizeof hash), share);
  }
  *share += rows;
  *all += rows;
}

/* Each word, and of words in characters each of these: they stand without blanks. */
static void add_words(GHashTable *shares, SkValueText text, double rows, double *all) {
  g_autoptr(GString) words = g_string_new(NULL);
  sk_fold_words(text.text, text.length, words);
  for (const char *at = words->str, *end; *at != '\0'; at = *end == ' ' ? end + 1 : end) {
    end = strchrnul(at, ' ');
    if (g_utf8_get_char(at) < WIDE) {
      add_token(shares, at, (gsize)(end - at), rows, all);
      continue;
    }
    for (const char *next; at < end; at = next) {
      next = at + g_utf8_skip[(guchar)*at];
      add_token(shares, at, (gsize)(next - at), rows, all);
    }
  }
}

static void add_value(SkMatchKind kind, GHashTable *shares, SkValueText text, double rows, double *all) {
  char token[32];
  SkDate date;
  const char *at = memchr(text.text, '@', text.length);
  if (kind == SK_AS_DATE && sk_match_date_parse(text, FALSE, &date) && date.first == date.last) {
    int year, month, day;
    sk_day_split(date.first, &year, &month, &day);
    add_token(shares, token, (gsize)g_snprintf(token, sizeof token, "%d", year), rows, all);
  } else if (kind == SK_AS_EMAIL && at != NULL) {
    add_token(shares, at, text.length - (gsize)(at - text.text), rows, all);
  } else if (kind == SK_AS_CODE || kind == SK_AS_NUMBER) {
    g_autoptr(GString) code = g_string_new(NULL);
    sk_fold_code(text.text, text.length, code);
    add_token(shares, token, (gsize)g_snprintf(token, sizeof token, "%zu %.2s", code->len, code->str), rows, all);
  } else {
    add_words(shares, text, rows, all);
  }
}

static void fill_profile(const SkMatchTable *table, Profile *profile) {
  const SkMatchField *field = sk_match_table_at(table, profile->field);
  uint32_t count = sk_values_count(&field->values), step = count / VALUES_MOST + 1;
  double all = 0;
  profile->shares = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
  for (uint32_t v = 1; v <= count; v += step)
    add_value(profile->kind, profile->shares, sk_values_text(&field->values, v), field->counts[v], &all);
  GHashTableIter iter;
  gpointer share;
  g_hash_table_iter_init(&iter, profile->shares);
  while (g_hash_table_iter_next(&iter, NULL, &share))
    *(double *)share /= all;
}

/* ---- how much two are alike */

static gboolean are_of_a_kind(SkMatchKind a, SkMatchKind b) {
  gboolean words = (a == SK_AS_NAME || a == SK_AS_TEXT) && (b == SK_AS_NAME || b == SK_AS_TEXT);
  gboolean figures = (a == SK_AS_CODE || a == SK_AS_NUMBER) && (b == SK_AS_CODE || b == SK_AS_NUMBER);
  return a == b || words || figures;
}

static gboolean headings_share_a_word(const char *a, const char *b) {
  g_autofree char *left = g_utf8_casefold(a, -1), *right = g_utf8_casefold(b, -1);
  g_auto(GStrv) words = g_strsplit_set(left, " _-./", -1), others = g_strsplit_set(right, " _-./", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strlen(words[i]) >= 3 && g_strv_contains((const char *const *)others, words[i]))
      return TRUE;
  return FALSE;
}

static double headings_worth(SkMatchKind a, SkMatchKind b, const char *heading, const char *other) {
  gboolean across = a == b && (a == SK_AS_NAME || a == SK_AS_DATE);
  if (across && sk_headings_mean_the_same(heading, other))
    return MEANING;
  return headings_share_a_word(heading, other) ? HEADING : 0;
}

static double shared(const Profile *a, const Profile *b) {
  double both = 0;
  GHashTableIter iter;
  gpointer token, share;
  g_hash_table_iter_init(&iter, a->shares);
  while (g_hash_table_iter_next(&iter, &token, &share)) {
    const double *other = g_hash_table_lookup(b->shares, token);
    both += other != NULL ? MIN(*(double *)share, *other) : 0;
  }
  return both;
}

static int by_likeness(const void *x, const void *y) {
  const Pair *a = x, *b = y;
  if (a->alike != b->alike)
    return a->alike > b->alike ? -1 : 1;
  return a->first != b->first ? (a->first > b->first) - (a->first < b->first)
                              : (a->second > b->second) - (a->second < b->second);
}

static GArray *list_pairs(const SkMatchTable *table, const GArray *profiles) {
  GArray *pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
  for (guint i = 0; i < profiles->len; i++)
    for (guint j = i + 1; j < profiles->len; j++) {
      const Profile *a = &g_array_index(profiles, Profile, i), *b = &g_array_index(profiles, Profile, j);
      if (!are_of_a_kind(a->kind, b->kind))
        continue;
      const char *heading = sk_match_table_at(table, a->field)->name, *other = sk_match_table_at(table, b->field)->name;
      Pair pair = { i, j, shared(a, b) + headings_worth(a->kind, b->kind, heading, other) };
      if (pair.alike >= ALIKE)
        g_array_append_val(pairs, pair);
    }
  g_array_sort(pairs, by_likeness); /* not qsort: there may be none */
  return pairs;
}

/* ---- which are one */

static gboolean stand_apart(const Profile *a, const Profile *b, guint lists) {
  for (guint list = 0; list < lists; list++)
    if (a->stands[list] && b->stands[list])
      return FALSE;
  return TRUE;
}

static void join(const SkMatchTable *table, GArray *profiles, const Pair *pair, GArray *aliases) {
  Profile *first = &g_array_index(profiles, Profile, pair->first);
  Profile *second = &g_array_index(profiles, Profile, pair->second);
  if (first->is != pair->first || second->is != pair->second || !stand_apart(first, second, table->lists->len))
    return;
  second->is = pair->first;
  for (guint list = 0; list < table->lists->len; list++)
    first->stands[list] |= second->stands[list];
  sk_match_aliases_add(aliases, sk_match_table_at(table, second->field)->name,
                       sk_match_table_at(table, first->field)->name);
}

static void find_lists(const SkMatchTable *table, GArray *profiles) {
  for (uint32_t row = 0; row < table->row_count; row++)
    for (guint i = 0; i < profiles->len; i++) {
      Profile *profile = &g_array_index(profiles, Profile, i);
      profile->stands[table->list_of[row]] |= table->cells[(gsize)row * table->fields->len + profile->field] != 0;
    }
}

static void clear_profile(gpointer data) {
  Profile *profile = data;
  g_free(profile->stands);
  g_clear_pointer(&profile->shares, g_hash_table_unref);
}

/* The fields that some list has not, but for those that are left out. */
static GArray *list_profiles(const SkMatchTable *table, const char *const *leave_out) {
  GArray *profiles = g_array_new(FALSE, TRUE, sizeof(Profile));
  g_autofree uint32_t *lines = sk_match_lines(table);
  g_array_set_clear_func(profiles, clear_profile);
  for (guint field = 0; field < table->fields->len; field++) {
    const SkMatchField *from = sk_match_table_at(table, field);
    if (from->lists == table->lists->len || sk_suggest_leaves_out(from->name, leave_out))
      continue;
    SkMatchFacts facts = sk_match_facts(table, field, lines);
    if (facts.distinct < 2)
      continue;
    Profile profile = { field, sk_suggest_kind(&facts), NULL, g_new0(gboolean, table->lists->len), profiles->len };
    fill_profile(table, &profile);
    g_array_append_val(profiles, profile);
  }
  return profiles;
}

GArray *sk_match_suggest_aliases(const SkMatchTable *table, const char *const *leave_out) {
  GArray *aliases = sk_match_aliases_new();
  if (table->lists->len < 2)
    return aliases;
  g_autoptr(GArray) profiles = list_profiles(table, leave_out);
  find_lists(table, profiles);
  g_autoptr(GArray) pairs = list_pairs(table, profiles);
  for (guint i = 0; i < pairs->len; i++)
    join(table, profiles, &g_array_index(pairs, Pair, i), aliases);
  return aliases;
}
