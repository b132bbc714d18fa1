/* Reading what was typed: years, sailings, places and sexes by their words, the rest is the name. */
#include "registry/search_parts.h"
#include "text/date.h"
#include "text/place.h"
#include "text/sex.h"
#include "text/utf8.h"

#include <string.h>

#define MOST_TEXT 1000  /* bytes read of what was typed */
#define FIRST_YEAR 1850 /* of birth */
#define PROGRAMME_FIRST 1959
#define PROGRAMME_LAST 1984

/* What a word announces about the next one. */
typedef enum { NEXT_NOTHING, NEXT_BORN, NEXT_SAILED, NEXT_SAILING } Announced;

static const struct {
  const char *word;
  Announced announces;
} announcers[] = {
  { "born", NEXT_BORN },    { "b.", NEXT_BORN },       { "birth", NEXT_BORN },      { "生年", NEXT_BORN },
  { "출생", NEXT_BORN },    { "sailed", NEXT_SAILED }, { "departed", NEXT_SAILED }, { "left", NEXT_SAILED },
  { "出港", NEXT_SAILED },  { "帰国", NEXT_SAILED },   { "출항", NEXT_SAILED },     { "sailing", NEXT_SAILING },
  { "ship", NEXT_SAILING }, { "船次", NEXT_SAILING },  { "차수", NEXT_SAILING },
};

static Announced announced_by(const char *word) {
  for (gsize i = 0; i < G_N_ELEMENTS(announcers); i++)
    if (g_ascii_strcasecmp(word, announcers[i].word) == 0)
      return announcers[i].announces;
  return NEXT_NOTHING;
}

/* "第17次", "17次", "17차", "#17": a sailing by itself. */
static int sailing_of(const char *word) {
  if (g_str_has_prefix(word, "第"))
    word += strlen("第");
  else if (*word == '#')
    return (int)g_ascii_strtoull(word + 1, NULL, 10);
  char *end = NULL;
  guint64 number = g_ascii_strtoull(word, &end, 10);
  gboolean counted =
      end != word && (g_str_has_prefix(end, "次") || g_str_has_prefix(end, "船") || g_str_has_prefix(end, "차"));
  return counted && number <= SK_SAILINGS ? (int)number : 0;
}

static int plain_number(const char *word) {
  char *end = NULL;
  guint64 number = g_ascii_strtoull(word, &end, 10);
  return end != word && *end == '\0' && number < 10000 ? (int)number : 0;
}

/* The days a date word names: 1938, 昭和13年, S13.5.2, 1938年生. FALSE when it is no date, or of no one year. */
static gboolean days_of(const char *word, SkDate *ret_date) {
  gsize length = strlen(word), taken = sk_date_parse(word, length, ret_date);
  const char *rest = word + taken;
  if (taken == 0 || ret_date->first == SK_DAY_MIN || ret_date->last == SK_DAY_MAX ||
      ret_date->doubt & (SK_DOUBT_CYCLE | SK_DOUBT_CENTURY))
    return FALSE;
  return *rest == '\0' || strcmp(rest, "生") == 0 || strcmp(rest, "년생") == 0 || strcmp(rest, "생") == 0 ||
         strcmp(rest, "生まれ") == 0;
}

static gboolean take_date(SkSearchReading *reading, const char *word, Announced announced) {
  SkDate date;
  int year, month, day;
  if (!days_of(word, &date))
    return FALSE;
  sk_day_split(date.first, &year, &month, &day);
  if (year < FIRST_YEAR || year > PROGRAMME_LAST)
    return FALSE;
  if (announced == NEXT_SAILED || (announced == NEXT_NOTHING && year >= PROGRAMME_FIRST)) {
    reading->year = year;
    return TRUE;
  }
  reading->has_birth = TRUE;
  reading->birth_first = date.first;
  reading->birth_last = date.last;
  return TRUE;
}

/* A single Latin letter is an initial. */
static gboolean take_sex(SkSearchReading *reading, const char *word) {
  SkSex sex = word[0] != '\0' && word[1] != '\0' ? sk_sex_read(word, strlen(word)) : SK_SEX_UNSTATED;
  reading->sex = sex != SK_SEX_UNSTATED ? (int)sex : reading->sex;
  return sex != SK_SEX_UNSTATED;
}

static gboolean take_fact(SkSearchReading *reading, const char *word, Announced announced) {
  int number = plain_number(word);
  if (announced == NEXT_SAILING && number >= 1 && number <= SK_SAILINGS) {
    reading->sailing = number;
    return TRUE;
  }
  int sailing = sailing_of(word);
  if (sailing != 0) {
    reading->sailing = sailing;
    return TRUE;
  }
  return take_date(reading, word, announced) || take_sex(reading, word);
}

/* A whole word that means one prefecture, or a town or ward of it. */
static gboolean is_place(const char *word, int *ret_prefecture) {
  SkPlace place;
  if (!sk_place_parse(word, strlen(word), &place) || place.country != SK_COUNTRY_JAPAN || place.area == 0 ||
      place.taken < strlen(word))
    return FALSE;
  *ret_prefecture = (int)place.area;
  return TRUE;
}

/* A town with its 市, 区, -shi: Matsumoto alone is rather somebody's name. */
static gboolean is_stated_place(const char *word, int *ret_prefecture) {
  SkPlace place;
  return is_place(word, ret_prefecture) && sk_place_parse(word, strlen(word), &place) && !place.bare;
}

/* A prefecture by its own name, with or without the word for it; not a longer word that begins like one. */
static gboolean is_prefecture(const char *word, int *ret_prefecture) {
  static const char *const languages[] = { "ja", "ko", "en" };
  int prefecture;
  if (!is_place(word, &prefecture))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(languages); i++) {
    const char *name = sk_place_area_name((uint32_t)prefecture, languages[i]);
    if (name != NULL && g_ascii_strncasecmp(name, word, strlen(word)) == 0) {
      *ret_prefecture = prefecture;
      return TRUE;
    }
  }
  return FALSE;
}

/* Takes the first of the words that `is` one as the place. */
static gboolean take_place(SkSearchReading *reading, GPtrArray *names, gboolean (*is)(const char *, int *)) {
  for (guint i = 0; i < names->len; i++) {
    int prefecture;
    const char *word = names->pdata[i];
    if (!is(word, &prefecture))
      continue;
    reading->prefecture = prefecture;
    reading->place = g_strdup(word);
    g_ptr_array_remove_index(names, i);
    return TRUE;
  }
  return FALSE;
}

/* Ishikawa and Yamaguchi are family names too: a place word counts as a place only beside other words of a name, or
 * with facts and nothing else that could be one; and a bare town only where a name of two words is left, or one in
 * another script. */
static void settle_places(SkSearchReading *reading, GPtrArray *names) {
  gboolean facts = reading->has_birth || reading->sailing != 0 || reading->year != 0;
  if (names->len < 2 && !(names->len == 1 && facts))
    return;
  if (take_place(reading, names, is_prefecture) || take_place(reading, names, is_stated_place))
    return;
  const char *first = names->pdata[0], *last = names->pdata[names->len - 1];
  if (names->len != 2 || sk_script_of_text(first, strlen(first)) != sk_script_of_text(last, strlen(last)))
    (void)take_place(reading, names, is_place);
}

void search_read(const char *text, SkSearchReading *ret_reading) {
  SkSearchReading reading = { 0 };
  g_autofree char *valid = g_utf8_make_valid(text, (gssize)strnlen(text, MOST_TEXT));
  g_autofree char *spaced = g_strdelimit(g_strdup(valid), "\t\n\r", ' ');
  GString *plain = g_string_new(spaced);
  g_string_replace(plain, "\xe3\x80\x80", " ", 0); /* ideographic space */
  g_auto(GStrv) words = g_strsplit(plain->str, " ", -1);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  Announced announced = NEXT_NOTHING;
  g_string_free(plain, TRUE);
  for (gsize i = 0; words[i] != NULL; i++) {
    if (*words[i] == '\0')
      continue;
    Announced next = announced_by(words[i]);
    if (next == NEXT_NOTHING && !take_fact(&reading, words[i], announced))
      g_ptr_array_add(names, g_strdup(words[i]));
    announced = next;
  }
  settle_places(&reading, names);
  g_ptr_array_add(names, NULL);
  if (names->len > 1)
    reading.name = g_strjoinv(" ", (char **)names->pdata);
  *ret_reading = reading;
}

gboolean search_reread_place(SkSearchReading *reading) {
  if (reading->name == NULL || reading->place != NULL || !is_place(reading->name, &reading->prefecture))
    return FALSE;
  reading->place = g_steal_pointer(&reading->name);
  return TRUE;
}

void search_reading_clear(SkSearchReading *reading) {
  g_clear_pointer(&reading->name, g_free);
  g_clear_pointer(&reading->place, g_free);
}
