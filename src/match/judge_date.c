/* Dates: how far apart, and what a slip of the pen explains. */
#include "match/judge.h"

#define YEAR 366

static gboolean is_stated(const SkDate *date) {
  return date->first <= date->last;
}

/* Days between two dates or intervals; 0 where they meet. */
static int64_t days_apart(const SkDate *a, const SkDate *b) {
  if (a->first > b->last)
    return (int64_t)a->first - b->last;
  return b->first > a->last ? (int64_t)b->first - a->last : 0;
}

static gboolean same_year(const SkDate *a, const SkDate *b) {
  int year_a, year_b, month, day;
  sk_day_split(a->first, &year_a, &month, &day);
  sk_day_split(b->first, &year_b, &month, &day);
  return year_a == year_b;
}

static unsigned level_of_distance(const SkDate *a, const SkDate *b) {
  int64_t apart = days_apart(a, b);
  if (apart <= 3)
    return SK_DATED_DAYS;
  if (apart <= 31)
    return SK_DATED_MONTH;
  if (apart <= YEAR / 2 || (apart < YEAR && same_year(a, b)))
    return SK_DATED_YEAR;
  if (apart <= 2 * YEAR)
    return SK_DATED_YEARS;
  return apart <= 10 * YEAR ? SK_DATED_DECADE : SK_DATED_OTHER;
}

static gboolean is_day(const SkDate *date) {
  return date->first == date->last;
}

/* Day and month exchanged: of one year, as the first four digits tell before the calendar is asked. */
static gboolean are_exchanged(const SkMatchColumn *column, uint32_t a, uint32_t b) {
  return sk_letters_prefix(&column->letters[a], &column->letters[b]) == 4 &&
         sk_date_compare(&column->dates[a], &column->dates[b]) == SK_DATE_SWAPPED;
}

static unsigned level_of(const SkMatchColumn *column, uint32_t a, uint32_t b) {
  const SkDate *x = &column->dates[a], *y = &column->dates[b];
  gboolean stated = is_stated(x) && is_stated(y), days = stated && is_day(x) && is_day(y);
  if (stated && !days)
    return days_apart(x, y) <= YEAR ? SK_DATED_WITHIN : SK_DATED_OUTSIDE;
  if (sk_letters_slips(column->letters, &column->texts, a, b, 1) == 1 || (days && are_exchanged(column, a, b)))
    return SK_DATED_SLIP;
  return days ? level_of_distance(x, y) : SK_DATED_OTHER;
}

unsigned sk_match_judge_dates(const SkMatchColumn *column, uint32_t a, uint32_t b) {
  return a == b ? SK_DATED_SAME : level_of(column, a, b);
}
