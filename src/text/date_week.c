#include "text/date_week.h"

#define YEAR_LEAST 1800 /* years of sources; others would be numbers of something else */
#define YEAR_MOST 2100

static bool figures_take(Scan *scan, int count, int *ret_value) {
  Scan try = *scan;
  int value = 0;
  for (int i = 0; i < count; i++, scan_skip(&try)) {
    uint32_t code = scan_peek(&try);
    if (!scan_is_digit(code))
      return false;
    value = value * 10 + (int)(code - '0');
  }
  *ret_value = value;
  *scan = try;
  return true;
}

/* One or two figures, as words have them: week 5. */
static bool short_take(Scan *scan, int *ret_value) {
  return figures_take(scan, 2, ret_value) || figures_take(scan, 1, ret_value);
}

/* The Monday of the week that has the first Thursday of the year. */
static SkDay first_monday(int year) {
  SkDay fourth = 0; /* of January, which lies in it */
  sk_day_of(year, 1, 4, &fourth);
  return fourth - ((fourth + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
}

static bool week_days(int year, int week, int weekday, SkDate *date) {
  SkDay monday = first_monday(year) + 7 * (week - 1);
  if (week < 1 || monday >= first_monday(year + 1) || weekday > 7)
    return false;
  date->first = weekday > 0 ? monday + weekday - 1 : monday;
  date->last = weekday > 0 ? date->first : monday + 6;
  return true;
}

static bool year_day(int year, int number, SkDate *date) {
  SkDay first, next;
  if (!sk_day_of(year, 1, 1, &first) || !sk_day_of(year + 1, 1, 1, &next) || number < 1 || number > next - first)
    return false;
  date->first = date->last = first + number - 1;
  return true;
}

static bool is_year(int year) {
  return year >= YEAR_LEAST && year <= YEAR_MOST;
}

/* 1960-W15, 1960W155 */
static bool iso_week_take(Scan *scan, SkDate *date) {
  int year, week, weekday = 0;
  if (!figures_take(scan, 4, &year) || !is_year(year))
    return false;
  scan_word(scan, "-");
  if (!scan_word(scan, "W") || !figures_take(scan, 2, &week))
    return false;
  Scan day = *scan;
  scan_word(&day, "-");
  if (figures_take(&day, 1, &weekday)) {
    if (weekday == 0)
      return false;
    *scan = day;
  }
  return week_days(year, week, weekday, date);
}

/* 1960-106; without the hyphen it could be another number. */
static bool iso_day_take(Scan *scan, SkDate *date) {
  int year, number;
  if (!figures_take(scan, 4, &year) || !is_year(year))
    return false;
  date->doubt |= scan_word(scan, "-") ? 0 : SK_DOUBT_CENTURY;
  return figures_take(scan, 3, &number) && year_day(year, number, date);
}

/* week 15 of 1960, day 106 of 1960: of which week or count is a convention. */
static bool worded_take(Scan *scan, SkDate *date) {
  int year, number;
  bool week = scan_word(scan, "week "), day = !week && scan_word(scan, "day ");
  date->doubt |= week ? SK_DOUBT_PART : 0;
  if (week ? !short_take(scan, &number) : !day || (!figures_take(scan, 3, &number) && !short_take(scan, &number)))
    return false;
  scan_any(scan, (const char *const[]){ " of ", ", ", " ", NULL });
  return figures_take(scan, 4, &year) && is_year(year) &&
         (week ? week_days(year, number, 0, date) : year_day(year, number, date));
}

/* 1960 week 15, 1960年第15週, 1960년 15주차 */
static bool year_first_take(Scan *scan, SkDate *date) {
  int year, week;
  if (!figures_take(scan, 4, &year) || !is_year(year))
    return false;
  scan_any(scan, (const char *const[]){ "年", "년", NULL });
  scan_spaces(scan);
  bool worded = scan_any(scan, (const char *const[]){ "week ", "wk ", "week", NULL });
  scan_any(scan, (const char *const[]){ "第", "제", NULL });
  date->doubt |= SK_DOUBT_PART;
  return short_take(scan, &week) && (worded || scan_any(scan, (const char *const[]){ "週", "주차", "주", NULL })) &&
         week_days(year, week, 0, date);
}

bool week_take(Scan *scan, SkDate *ret_date) {
  typedef bool Take(Scan *, SkDate *);
  static Take *const takes[] = { iso_week_take, iso_day_take, worded_take, year_first_take };
  for (size_t i = 0; i < sizeof takes / sizeof takes[0]; i++) {
    Scan try = *scan;
    SkDate date = { .calendar = SK_CALENDAR_GREGORIAN };
    if (!takes[i](&try, &date))
      continue;
    uint32_t next = scan_peek(&try);
    if (scan_is_digit(next) || scan_is_letter(next) || next == '-' || next == '/' || next == '.')
      return false;
    *ret_date = date;
    *scan = try;
    return true;
  }
  return false;
}
