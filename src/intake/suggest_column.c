/* What a column means, by its name and by its cells. */
#include "intake/suggest.h"
#include "intake/suggest_parts.h"
#include "text/date.h"
#include "text/sex.h"

#include <string.h>

#define WORDS_MOST 24

typedef struct {
  Meaning meaning;
  SkProperty property;
  const char *words;
} ColumnWords;

static const ColumnWords column_words[] = {
#define COLUMN(MEANING, words) { MEANS_##MEANING, (SkProperty)0, words },
#define FACT(PROPERTY, words) { MEANS_FACT, SK_PROPERTY_##PROPERTY, words },
#include "intake/suggest_words.def"
};

static const struct {
  const char *role, *words;
} persons[] = {
#define PERSON(role, words) { role, words },
#include "intake/suggest_words.def"
};

static const struct {
  const char *word, *means;
} relations[] = {
#define RELATION_WORD(word, relation) { word, relation },
#include "intake/suggest_words.def"
}, modalities[] = {
#define SAYS_WORD(word, modality) { word, modality },
#include "intake/suggest_words.def"
};

const char *suggest_relation(const char *word) {
  for (gsize i = 0; i < G_N_ELEMENTS(relations); i++)
    if (strcmp(relations[i].word, word) == 0)
      return relations[i].means;
  return NULL;
}

const char *suggest_modality(const char *word) {
  for (gsize i = 0; i < G_N_ELEMENTS(modalities); i++)
    if (strcmp(modalities[i].word, word) == 0)
      return modalities[i].means;
  return NULL;
}

static char *folded(const char *text) {
  g_autofree char *usual = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
  g_autofree char *lower = g_utf8_strdown(usual != NULL ? usual : "", -1);
  return g_strdup(g_strstrip(lower));
}

SuggestColumn *suggest_column_new(const char *name) {
  SuggestColumn *column = g_new0(SuggestColumn, 1);
  g_autofree char *usual = g_utf8_normalize(name, -1, G_NORMALIZE_NFKC);
  column->name = g_strdup(usual != NULL ? g_strstrip(usual) : "");
  column->pattern = g_strdup(column->name);
  column->words = g_ptr_array_new_with_free_func(g_free);
  return column;
}

void suggest_column_free(SuggestColumn *column) {
  g_free(column->name);
  g_free(column->pattern);
  g_ptr_array_unref(column->words);
  g_free(column);
}

gboolean suggest_column_repeats(const SuggestColumn *column) {
  return column->number > 0 && g_strcmp0(column->role, "member") == 0;
}

/* ---------------------------------------------------------------- by name */

/* How well one of "a|b|c" fits: its length in bytes when it is the whole text, a part of it, or 0. */
static gsize fits(const char *words, const char *text, gboolean whole) {
  g_auto(GStrv) each = g_strsplit(words, "|", -1);
  gsize best = 0;
  for (gsize i = 0; each[i] != NULL; i++) {
    gsize length = strlen(each[i]);
    gboolean hit = whole ? strcmp(each[i], text) == 0 : length >= 6 && strstr(text, each[i]) != NULL;
    if (hit && length > best)
      best = length;
  }
  return best;
}

static gboolean take_words(SuggestColumn *column, const char *text, gboolean whole, Certainty certainty) {
  const ColumnWords *best = NULL;
  gsize most = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(column_words); i++) {
    gsize length = fits(column_words[i].words, text, whole);
    if (length > most) {
      most = length;
      best = &column_words[i];
    }
  }
  if (best == NULL)
    return FALSE;
  column->meaning = best->meaning;
  column->property = best->property;
  column->certainty = certainty;
  return TRUE;
}

/* "家族3氏名" becomes "家族{n}氏名" and 3. */
static void take_number(SuggestColumn *column) {
  const char *start = column->name + strcspn(column->name, "0123456789");
  gsize digits = strspn(start, "0123456789");
  if (digits == 0 || digits > 2 || start == column->name)
    return;
  g_autofree char *before = g_strndup(column->name, (gsize)(start - column->name));
  g_free(column->pattern);
  column->pattern = g_strdup_printf("%s{n}%s", before, start + digits);
  column->number = (guint)g_ascii_strtoull(start, NULL, 10);
}

/* Takes the words of a person off the start of `text`. */
static const char *take_person(SuggestColumn *column, const char *text) {
  for (gsize i = 0; i < G_N_ELEMENTS(persons); i++) {
    g_auto(GStrv) each = g_strsplit(persons[i].words, "|", -1);
    for (gsize j = 0; each[j] != NULL; j++)
      if (g_str_has_prefix(text, each[j])) {
        column->role = persons[i].role;
        return text + strlen(each[j]);
      }
  }
  return text;
}

void suggest_from_name(SuggestColumn *column) {
  g_autofree char *text = folded(column->name);
  if (*text == '\0' || strstr(text, "{n}") != NULL || take_words(column, text, TRUE, SURE))
    return; /* {n} in a mapping means the number of a repeat */
  take_number(column);
  g_autofree char *pattern = folded(column->pattern);
  const char *rest = take_person(column, pattern);
  if (g_str_has_prefix(rest, "{n}"))
    rest += 3;
  if (column->role != NULL && *rest == '\0') {
    column->meaning = MEANS_NAME;
    column->certainty = SURE;
  } else if (!take_words(column, rest, TRUE, column->role != NULL ? SURE : LIKELY)) {
    take_words(column, rest, FALSE, LIKELY);
  }
}

static gboolean is_name(Meaning meaning) {
  return meaning == MEANS_NAME || meaning == MEANS_HANGUL || meaning == MEANS_LATIN;
}

gboolean sk_headings_mean_the_same(const char *a, const char *b) {
  SuggestColumn first = { 0 }, second = { 0 };
  g_autofree char *one = folded(a), *other = folded(b);
  if (!take_words(&first, one, TRUE, SURE) || !take_words(&second, other, TRUE, SURE))
    return FALSE;
  return first.meaning == second.meaning ? first.property == second.property
                                         : is_name(first.meaning) && is_name(second.meaning);
}

/* ---------------------------------------------------------------- by values */

static gboolean is_number(const char *text) {
  return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

/* Two to six letters of Han, kana or Hangul, perhaps with a blank between; no digits. */
static gboolean is_like_a_name(const char *text) {
  glong letters = 0;
  for (const char *at = text; *at != '\0'; at += g_utf8_skip[(guchar)*at]) {
    gunichar c = g_utf8_get_char(at);
    GUnicodeScript script = g_unichar_get_script(c);
    gboolean eastern = script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HANGUL ||
                       script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA;
    if (!eastern && c != ' ' && c != 0x3000)
      return FALSE;
    letters += eastern ? 1 : 0;
  }
  return letters >= 2 && letters <= 6;
}

void suggest_column_see(SuggestColumn *column, const char *text) {
  g_autofree char *usual = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
  SkDate date;
  if (usual == NULL || *g_strstrip(usual) == '\0')
    return;
  column->filled++;
  column->sexes += sk_sex_read(usual, strlen(usual)) != SK_SEX_UNSTATED ? 1 : 0;
  column->numbers += is_number(usual) ? 1 : 0;
  column->names += is_like_a_name(usual) ? 1 : 0;
  column->hanguls += g_unichar_get_script(g_utf8_get_char(usual)) == G_UNICODE_SCRIPT_HANGUL ? 1 : 0;
  if (sk_date_parse_in(usual, strlen(usual), SK_CALENDAR_JAPANESE_ERA, &date)) {
    column->dates++;
    column->eras += date.calendar == SK_CALENDAR_JAPANESE_ERA ? 1 : 0;
  }
  for (guint i = 0; i < column->words->len; i++)
    if (strcmp(column->words->pdata[i], usual) == 0)
      return;
  if (column->words->len < WORDS_MOST)
    g_ptr_array_add(column->words, g_strdup(usual));
}

static gboolean is_meant(const GPtrArray *columns, Meaning meaning, SkProperty property) {
  for (guint i = 0; i < columns->len; i++) {
    const SuggestColumn *column = columns->pdata[i];
    if (column->meaning == meaning && (meaning != MEANS_FACT || column->property == property))
      return TRUE;
  }
  return FALSE;
}

static void guess(SuggestColumn *column, Meaning meaning, SkProperty property) {
  column->meaning = meaning;
  column->property = property;
  column->certainty = GUESS;
}

/* Of several columns that are called names the first is taken: 氏名 and 名前 may be two names or one and a part. One in
 * Hangul beside it is the same name in other letters. What members of a family are called repeats, and is left alone.
 */
static void settle_names(const GPtrArray *columns) {
  for (guint i = 0; i < columns->len; i++) {
    SuggestColumn *column = columns->pdata[i];
    const SuggestColumn *first = NULL;
    for (guint c = 0; c < i && first == NULL && column->meaning == MEANS_NAME && column->number == 0; c++) {
      const SuggestColumn *earlier = columns->pdata[c];
      if (earlier->meaning == MEANS_NAME && earlier->number == 0 && g_strcmp0(earlier->role, column->role) == 0)
        first = earlier;
    }
    if (first == NULL)
      continue;
    gboolean other_letters = column->hanguls * 2 > column->filled && first->hanguls * 2 <= first->filled;
    column->meaning = other_letters ? MEANS_HANGUL : MEANS_NOTHING;
  }
}

void suggest_from_values(GPtrArray *columns) {
  settle_names(columns);
  gboolean named = is_meant(columns, MEANS_NAME, 0) || is_meant(columns, MEANS_FAMILY, 0) ||
                   is_meant(columns, MEANS_PASS_NAME, 0) || is_meant(columns, MEANS_HANGUL, 0) ||
                   is_meant(columns, MEANS_LATIN, 0);
  for (guint i = 0; i < columns->len; i++) {
    SuggestColumn *column = columns->pdata[i];
    if (column->meaning != MEANS_NOTHING || column->filled == 0 || column->twice || *column->name == '\0')
      continue;
    if (!named && column->names * 10 >= column->filled * 8 &&
        column->words->len * 3 > MIN(column->filled, WORDS_MOST)) {
      guess(column, MEANS_NAME, 0);
      named = TRUE;
    } else if (column->sexes == column->filled && !is_meant(columns, MEANS_FACT, SK_PROPERTY_SEX)) {
      guess(column, MEANS_FACT, SK_PROPERTY_SEX);
    } else if (column->dates * 10 >= column->filled * 9 && column->numbers < column->filled &&
               !is_meant(columns, MEANS_FACT, SK_PROPERTY_BIRTH)) {
      guess(column, MEANS_FACT, SK_PROPERTY_BIRTH);
    }
  }
}
