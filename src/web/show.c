#include "web/show.h"

#include "web/texts.h"

#include <string.h>

#define LONG 366 /* days: of a longer interval only the years are said */

/* ---------------------------------------------------------------- eras */

/* The last day of one era is the first of the next; here each day belongs to the later one. */
static const struct {
  const char *word;
  int first_year, year, month, day;
} eras[] = {
  { "reiwa", 2019, 2019, 5, 1 },   { "heisei", 1989, 1989, 1, 8 },  { "showa", 1926, 1926, 12, 25 },
  { "taisho", 1912, 1912, 7, 30 }, { "meiji", 1868, 1868, 10, 23 },
};

/* "昭和13年", "昭和元年"; NULL before Meiji. */
static char *era_of(const char *language, SkDay day) {
  int year = 0, month = 0, month_day = 0;
  sk_day_split(day, &year, &month, &month_day);
  for (gsize i = 0; i < G_N_ELEMENTS(eras); i++) {
    SkDay first = 0;
    if (!sk_day_of(eras[i].year, eras[i].month, eras[i].day, &first) || day < first)
      continue;
    if (year == eras[i].first_year)
      return sk_text_with(sk_text(language, "%(era)s 1"), "era", sk_text_in(language, "era", eras[i].word));
    const SkTextPart parts[] = { { .name = "era", .text = sk_text_in(language, "era", eras[i].word) },
                                 { .name = "year", .number = year - eras[i].first_year + 1 } };
    return sk_text_fill(sk_text(language, "%(era)s %(year)s"), parts, 2);
  }
  return NULL;
}

/* Adds the era of both ends, which may differ, where readers count by eras. */
static char *with_era(const char *language, char *date, SkDay first, SkDay last) {
  if (g_strcmp0(language, "ja") != 0)
    return date;
  g_autofree char *said = date, *one = era_of(language, first), *other = era_of(language, last);
  g_autofree char *both = g_strcmp0(one, other) == 0 ? g_strdup(one) : g_strjoin("–", one, other, NULL);
  return both != NULL ? g_strdup_printf("%s（%s）", said, both) : g_steal_pointer(&said);
}

/* ---------------------------------------------------------------- days */

static char *day_text(const char *language, const char *message, SkDay day) {
  int year = 0, month = 0, month_day = 0;
  char word[8];
  sk_day_split(day, &year, &month, &month_day);
  g_snprintf(word, sizeof word, "%d", month);
  const SkTextPart parts[] = { { .name = "year", .number = year },
                               { .name = "month", .text = sk_text_in(language, "month", word) },
                               { .name = "day", .number = month_day } };
  return sk_text_fill(sk_text(language, message), parts, G_N_ELEMENTS(parts));
}

static gboolean begins_year(SkDay day) {
  int year = 0, month = 0, month_day = 0;
  sk_day_split(day, &year, &month, &month_day);
  return month == 1 && month_day == 1;
}

static gboolean ends_year(SkDay day) {
  return begins_year(day + 1);
}

static gboolean is_one_month(SkDay first, SkDay last) {
  int year = 0, month = 0, month_day = 0, next_year = 0, next_month = 0, next_day = 0;
  sk_day_split(first, &year, &month, &month_day);
  sk_day_split(last + 1, &next_year, &next_month, &next_day);
  return month_day == 1 && next_day == 1 && (next_year - year) * 12 + next_month - month == 1;
}

static const char *const day_message = N_("%(day)s %(month)s %(year)s");
static const char *const month_message = N_("%(month)s %(year)s");
static const char *const year_message = N_("%(year)s");

/* Both ends at the precision that is known. */
static char *interval_text(const char *language, SkDay first, SkDay last) {
  gboolean years = last - first > LONG || (begins_year(first) && ends_year(last));
  if (first == last)
    return day_text(language, day_message, first);
  if (is_one_month(first, last))
    return day_text(language, month_message, first);
  const char *message = years ? year_message : day_message;
  g_autofree char *from = day_text(language, message, first), *to = day_text(language, message, last);
  if (g_strcmp0(from, to) == 0)
    return g_steal_pointer(&from);
  const SkTextPart parts[] = { { .name = "from", .text = from }, { .name = "to", .text = to } };
  return sk_text_fill(sk_text(language, "%(from)s to %(to)s"), parts, 2);
}

static char *open_text(const char *language, SkDay first, SkDay last) {
  if (first == SK_DAY_MIN && last == SK_DAY_MAX)
    return g_strdup(sk_text(language, "at any time"));
  g_autofree char *day = day_text(language, day_message, first == SK_DAY_MIN ? last : first);
  const char *message = first == SK_DAY_MIN ? sk_text(language, "until %(date)s") : sk_text(language, "from %(date)s");
  return sk_text_with(message, "date", day);
}

char *sk_show_days_short(const char *language, SkDay first, SkDay last) {
  return first == SK_DAY_MIN || last == SK_DAY_MAX ? open_text(language, first, last)
                                                   : interval_text(language, first, last);
}

/* 3/4/1960: one of two days, none between. */
static char *either_text(const char *language, SkDay first, SkDay last) {
  g_autofree char *one = day_text(language, day_message, first), *other = day_text(language, day_message, last);
  const SkTextPart parts[] = { { .name = "one", .text = one }, { .name = "other", .text = other } };
  return sk_text_fill(sk_text(language, "%(one)s or %(other)s"), parts, 2);
}

/* What people should look at the source for: the writer's own question, or one that reading it raised. */
#define DOUBTFUL                                                                                                       \
  (SK_DOUBT_UNCERTAIN | SK_DOUBT_ERA_DAY | SK_DOUBT_LOOKALIKE | SK_DOUBT_CYCLE | SK_DOUBT_CENTURY | SK_DOUBT_DISAGREE)

char *sk_show_days(const char *language, SkDay first, SkDay last, unsigned doubt) {
  gboolean open = first == SK_DAY_MIN || last == SK_DAY_MAX, either = sk_date_is_either(doubt) && !open;
  g_autofree char *date = either ? either_text(language, first, last) : sk_show_days_short(language, first, last);
  if (!open)
    date = with_era(language, g_steal_pointer(&date), first, last);
  if (doubt & SK_DOUBT_ABOUT) {
    g_autofree char *exact = g_steal_pointer(&date);
    date = sk_text_with(sk_text(language, "about %(date)s"), "date", exact);
  }
  if (doubt & DOUBTFUL)
    return sk_text_with(sk_text(language, "%(date)s (uncertain)"), "date", date);
  return g_steal_pointer(&date);
}

char *sk_show_time(const char *language, SkTime time) {
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(time / G_TIME_SPAN_SECOND);
  SkDay day = 0;
  if (utc == NULL ||
      !sk_day_of(g_date_time_get_year(utc), g_date_time_get_month(utc), g_date_time_get_day_of_month(utc), &day))
    return g_strdup("");
  g_autofree char *date = day_text(language, day_message, day);
  g_autofree char *clock = g_date_time_format(utc, "%H:%M UTC");
  const SkTextPart parts[] = { { .name = "date", .text = date }, { .name = "time", .text = clock } };
  return sk_text_fill(sk_text(language, "%(date)s, %(time)s"), parts, G_N_ELEMENTS(parts));
}

/* ---------------------------------------------------------------- words */

const char *sk_show_lang(SkScript script) {
  switch (script) {
  case SK_SCRIPT_HAN:
  case SK_SCRIPT_KANA:
  case SK_SCRIPT_MIXED:
    return "ja";
  case SK_SCRIPT_HANGUL:
    return "ko";
  case SK_SCRIPT_CYRILLIC:
    return "ru";
  case SK_SCRIPT_LATIN:
  case SK_SCRIPT_UNKNOWN:
  default:
    return NULL;
  }
}

const char *sk_show_lang_of_letter(gunichar letter) {
  static const struct {
    GUnicodeScript script;
    const char *lang;
  } langs[] = {
    { G_UNICODE_SCRIPT_HANGUL, "ko" },    { G_UNICODE_SCRIPT_HAN, "ja" },      { G_UNICODE_SCRIPT_HIRAGANA, "ja" },
    { G_UNICODE_SCRIPT_KATAKANA, "ja" },  { G_UNICODE_SCRIPT_CYRILLIC, "ru" }, { G_UNICODE_SCRIPT_COMMON, NULL },
    { G_UNICODE_SCRIPT_INHERITED, NULL },
  };
  GUnicodeScript script = g_unichar_get_script(letter);
  for (gsize i = 0; i < G_N_ELEMENTS(langs); i++)
    if (langs[i].script == script)
      return langs[i].lang;
  return "";
}

const char *sk_show_lang_of(const char *text) {
  for (const char *at = text; at != NULL && *at != '\0'; at += g_utf8_skip[(guchar)*at]) {
    const char *lang = sk_show_lang_of_letter(g_utf8_get_char(at));
    if (lang != NULL && *lang != '\0')
      return lang;
  }
  return NULL;
}

char *sk_show_sailing(const char *language, int sailing) {
  return sailing > 0 ? sk_text_with_number(sk_text(language, "sailing %(number)s"), "number", sailing) : NULL;
}

char *sk_show_sailing_heading(const char *language, int sailing) {
  return sk_text_with_number(sk_text(language, "Sailing %(number)s"), "number", sailing);
}

/* ---------------------------------------------------------------- places in a source */

static const struct {
  const char *word, *message;
} places[] = {
  { "row ", N_("row %(number)s") },
  { "line ", N_("line %(number)s") },
  { "page ", N_("page %(number)s") },
  { "card ", N_("card %(number)s") },
};

static char *place_text(const char *language, const char *place) {
  for (gsize i = 0; i < G_N_ELEMENTS(places); i++)
    if (g_str_has_prefix(place, places[i].word))
      return sk_text_with(sk_text(language, places[i].message), "number", place + strlen(places[i].word));
  return g_strdup(place);
}

char *sk_show_locator(const char *language, const char *locator) {
  if (locator == NULL)
    return NULL;
  g_auto(GStrv) parts = g_strsplit(locator, ", ", -1);
  g_autoptr(GString) all = g_string_new(NULL);
  for (gsize i = 0; parts[i] != NULL; i++) {
    g_autofree char *place = place_text(language, parts[i]);
    sk_show_append(all, language, ", ", place);
  }
  return g_string_free(g_steal_pointer(&all), FALSE);
}

char *sk_show_place_in(const char *language, const char *title, const char *locator) {
  g_autoptr(GString) place = g_string_new(title);
  g_autofree char *within = sk_show_locator(language, locator);
  if (within != NULL)
    sk_show_append(place, language, ", ", within);
  return g_string_free(g_steal_pointer(&place), FALSE);
}

char *sk_show_labelled(const char *language, const char *label, const char *text) {
  const SkTextPart parts[] = { { .name = "label", .text = label }, { .name = "text", .text = text } };
  return sk_text_fill(sk_text(language, "%(label)s: %(text)s"), parts, G_N_ELEMENTS(parts));
}

void sk_show_append(GString *list, const char *language, const char *mark, const char *item) {
  if (list->len > 0)
    g_string_append(list, sk_text_in(language, "between", mark));
  g_string_append(list, item);
}

const char *sk_show_sex(const char *language, int sex) {
  return sex == 1 ? sk_text_in(language, "sex", "male") : sex == 2 ? sk_text_in(language, "sex", "female") : NULL;
}

char *sk_show_mentions(const char *language, int64_t count) {
  return sk_text_with_number(sk_text_plural(language, "%(count)s mention", "%(count)s mentions", count), "count",
                             count);
}
