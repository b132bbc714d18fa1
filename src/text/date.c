#include "text/date.h"

#include "text/lunar.h"

#include <stdlib.h>

const char *sk_calendar_word(SkCalendar calendar) {
  static const char *const words[SK_CALENDAR_COUNT] = { "gregorian", "japanese-era", "juche",         "dangi", "lunar",
                                                        "age",       "lunar-korean", "lunar-chinese", "cycle" };
  return (unsigned)calendar < SK_CALENDAR_COUNT ? words[calendar] : NULL;
}

const char *sk_doubt_word(SkDoubt doubt) {
  static const char *const words[SK_DOUBT_COUNT] = { "era-day", "about",    "lunar", "uncertain", "counting",
                                                     "almanac", "order",    "part",  "lookalike", "cycle",
                                                     "century", "disagree", "gaps",  "end",       "far" };
  for (int bit = 0; bit < SK_DOUBT_COUNT; bit++)
    if ((unsigned)doubt == 1u << bit)
      return words[bit];
  return NULL;
}

/* ---- comparing */

#define NEAR_DAYS 366

static bool meet(const SkDate *a, const SkDate *b) {
  return a->first <= b->last && b->first <= a->last;
}

/* Years between a day and itself read in the wrong era: neighbouring ones (Meiji and Taisho 44, Taisho and Showa 14,
 * Showa and Heisei 63, Heisei and Reiwa 30), others (Meiji and Showa 58, Taisho and Heisei 77), an era year read as one
 * of the 1900s (Showa 25, Taisho 11), Juche read as Showa (14), and a slip of the tens. */
static bool is_era_slip(int years) {
  static const int slips[] = { 10, 11, 14, 25, 30, 44, 58, 63, 77 };
  for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++)
    if (years == slips[i])
      return true;
  return false;
}

static SkDateMatch compare_days(SkDay a, SkDay b) {
  int y1, m1, d1, y2, m2, d2;
  sk_day_split(a, &y1, &m1, &d1);
  sk_day_split(b, &y2, &m2, &d2);
  if (y1 == y2 && m1 == d2 && d1 == m2)
    return SK_DATE_SWAPPED;
  if (m1 == m2 && d1 == d2 && is_era_slip(abs(y1 - y2)))
    return SK_DATE_ERA_SLIP;
  return sk_lunar_misread(a, b) ? SK_DATE_CALENDAR : SK_DATE_CONFLICT;
}

/* A few days that may be lunar, or of one of two almanacs, and a day or more among them. */
static bool is_calendar_doubt(const SkDate *date) {
  return (date->doubt & (SK_DOUBT_LUNAR | SK_DOUBT_ALMANAC)) != 0 && (int64_t)date->last - date->first < NEAR_DAYS / 4;
}

static SkDateMatch compare(const SkDate *a, const SkDate *b) {
  bool day_a = a->first == a->last, day_b = b->first == b->last;
  if (day_a && day_b && a->first == b->first)
    return SK_DATE_EXACT;
  if (meet(a, b))
    return (is_calendar_doubt(a) && (day_b || is_calendar_doubt(b))) || (is_calendar_doubt(b) && day_a)
               ? SK_DATE_CALENDAR
               : SK_DATE_COMPATIBLE;
  SkDateMatch match = day_a && day_b ? compare_days(a->first, b->first) : SK_DATE_CONFLICT;
  if (match != SK_DATE_CONFLICT)
    return match;
  int64_t gap = a->first > b->last ? (int64_t)a->first - b->last : (int64_t)b->first - a->last;
  return gap <= NEAR_DAYS ? SK_DATE_NEAR : SK_DATE_CONFLICT;
}

/* Of 3/4/1960 the better of its two days, which is not known to be the one meant. */
static SkDateMatch compare_either(const SkDate *either, const SkDate *other) {
  SkDate early = *either, late = *either;
  early.last = early.first;
  late.first = late.last;
  SkDateMatch one = sk_date_compare(&early, other), two = sk_date_compare(&late, other);
  SkDateMatch best = one > two ? one : two;
  return best > SK_DATE_COMPATIBLE ? SK_DATE_COMPATIBLE : best;
}

SkDateMatch sk_date_compare(const SkDate *a, const SkDate *b) {
  if (sk_date_is_either(a->doubt) && a->first != a->last)
    return compare_either(a, b);
  return sk_date_is_either(b->doubt) && b->first != b->last ? compare_either(b, a) : compare(a, b);
}

const char *sk_date_match_word(SkDateMatch match) {
  static const char *const words[] = { "conflict", "near", "era-slip", "swapped", "compatible", "calendar", "exact" };
  return (unsigned)match < sizeof words / sizeof words[0] ? words[match] : NULL;
}
