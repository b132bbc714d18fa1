/* Births as lists state them: a day, a year, an age. */
#include "link/people.h"
#include "text/lunar.h"

#define YEAR_DAYS 366
#define ERA_YEARS 14 /* a year of Showa read as one of Taisho, or of Juche */

struct civil {
  int year, month, day;
};

static struct civil civil_of(SkDay day) {
  struct civil civil;
  sk_day_split(day, &civil.year, &civil.month, &civil.day);
  return civil;
}

static int64_t span(const SkLinkDays *days) {
  return (int64_t)days->last - days->first + 1;
}

/* The level of a class for births this many days apart; `near` is the class's level for up to two years. */
static SkLinkBirthLevel apart(int64_t days, SkLinkBirthLevel near) {
  return days <= 2 * YEAR_DAYS ? near : days <= 5 * YEAR_DAYS ? near - 1 : near - 2;
}

/* Two different days: is it one slip of the pen? */
static bool is_slip(struct civil a, struct civil b) {
  if (a.year == b.year)
    return (a.month == b.day && a.day == b.month) || a.month == b.month || a.day == b.day;
  int years = a.year < b.year ? b.year - a.year : a.year - b.year;
  return a.month == b.month && a.day == b.day && (years == 1 || years == 10 || years == ERA_YEARS);
}

static SkLinkBirthLevel compare_full(int32_t a, int32_t b) {
  if (a == b)
    return SK_LINK_BIRTH_DAY;
  struct civil left = civil_of(a), right = civil_of(b);
  if (sk_lunar_misread(a, b)) /* one list has the lunar day, the other its conversion */
    return SK_LINK_BIRTH_LUNAR;
  if (is_slip(left, right))
    return SK_LINK_BIRTH_SLIP;
  return left.year == right.year ? SK_LINK_BIRTH_NEAR
                                 : apart(a < b ? (int64_t)b - a : (int64_t)a - b, SK_LINK_BIRTH_YEARS);
}

/* Days between two intervals; 0 if they meet. */
static int64_t gap(const SkLinkDays *a, const SkLinkDays *b) {
  if (a->last < b->first)
    return (int64_t)b->first - a->last;
  return b->last < a->first ? (int64_t)a->first - b->last : 0;
}

SkLinkBirthLevel sk_link_compare_birth(const SkLinkDays *a, const SkLinkDays *b) {
  int64_t between = gap(a, b), widest = span(a) > span(b) ? span(a) : span(b);
  if (widest == 1)
    return compare_full(a->first, b->first);
  if (between == 0 && (a->doubt | b->doubt) & (SK_DOUBT_LUNAR | SK_DOUBT_ALMANAC) && widest < YEAR_DAYS / 2)
    return SK_LINK_BIRTH_LUNAR;
  if (widest > YEAR_DAYS)
    return between == 0               ? SK_LINK_BIRTH_ABOUT
           : between <= 5 * YEAR_DAYS ? SK_LINK_BIRTH_AGE_NEAR
                                      : SK_LINK_BIRTH_AGE_CONFLICT;
  return between == 0 ? SK_LINK_BIRTH_WITHIN : apart(between, SK_LINK_BIRTH_YEAR_NEXT);
}

SkEngineJudgement sk_link_judge_birth(const void *people, uint32_t a, uint32_t b) {
  SkLinkDays left, right;
  sk_link_value(people, SK_LINK_COLUMN_BIRTH, a, &left, sizeof left);
  sk_link_value(people, SK_LINK_COLUMN_BIRTH, b, &right, sizeof right);
  return (SkEngineJudgement){ .levels = { (uint8_t)sk_link_compare_birth(&left, &right) } };
}
