#include "text/date_days.h"

#include "text/edtf.h"
#include "text/lunar.h"

void days_span(Days *days, const Days *others) {
  days->first = others->first < days->first ? others->first : days->first;
  days->last = others->last > days->last ? others->last : days->last;
  days->doubt |= others->doubt;
}

/* ---- portions */

static bool is_convention(Portion portion) {
  return portion >= PORTION_EARLY && portion < PORTION_QUARTER_1;
}

/* The days of a month that a portion means; `length` of the month. */
static bool portion_days(Portion portion, int length, int *ret_first, int *ret_last) {
  static const struct {
    int16_t first, last; /* 0: to the end */
  } portions[] = { [PORTION_NONE] = { 1, 0 },      [PORTION_TEN_1] = { 1, 10 },    [PORTION_TEN_2] = { 11, 20 },
                   [PORTION_TEN_3] = { 21, 0 },    [PORTION_EARLY] = { 1, 10 },    [PORTION_MIDDLE] = { 11, 20 },
                   [PORTION_LATE] = { 21, 0 },     [PORTION_HALF_1] = { 1, 15 },   [PORTION_HALF_2] = { 16, 0 },
                   [PORTION_QUARTER_1] = { 1, 0 }, [PORTION_QUARTER_2] = { 1, 0 }, [PORTION_QUARTER_3] = { 1, 0 },
                   [PORTION_QUARTER_4] = { 1, 0 } };
  *ret_first = portions[portion].first;
  *ret_last = portions[portion].last != 0 ? portions[portion].last : length;
  return is_convention(portion);
}

/* The first and last month of a year that a portion means; whether that is only a convention. */
static bool portion_months(Portion portion, int *ret_first, int *ret_last) {
  static const struct {
    int16_t first, last;
  } portions[] = { [PORTION_NONE] = { 1, 12 },      [PORTION_TEN_1] = { 1, 12 },    [PORTION_TEN_2] = { 1, 12 },
                   [PORTION_TEN_3] = { 1, 12 },     [PORTION_EARLY] = { 1, 4 },     [PORTION_MIDDLE] = { 5, 8 },
                   [PORTION_LATE] = { 9, 12 },      [PORTION_HALF_1] = { 1, 6 },    [PORTION_HALF_2] = { 7, 12 },
                   [PORTION_QUARTER_1] = { 1, 3 },  [PORTION_QUARTER_2] = { 4, 6 }, [PORTION_QUARTER_3] = { 7, 9 },
                   [PORTION_QUARTER_4] = { 10, 12 } };
  *ret_first = portions[portion].first;
  *ret_last = portions[portion].last;
  return is_convention(portion);
}

/* Years of ten or a hundred that a portion means: thirds that overlap by a year, or halves. */
bool days_years(int first, int last, Portion portion, Days *ret_days) {
  Days days = { 0 };
  int span = last - first + 1, third = span / 3;
  days.doubt = is_convention(portion) ? SK_DOUBT_PART : 0;
  if (portion == PORTION_EARLY || portion == PORTION_HALF_1)
    last = portion == PORTION_EARLY ? first + third : first + span / 2 - 1;
  else if (portion == PORTION_LATE || portion == PORTION_HALF_2)
    first = portion == PORTION_LATE ? last - third : first + span / 2;
  else if (portion == PORTION_MIDDLE) {
    first += third;
    last -= third;
  }
  if (!sk_day_of(first, 1, 1, &days.first) || !sk_day_of(last, 12, 31, &days.last))
    return false;
  *ret_days = days;
  return true;
}

/* ---- the Gregorian calendar */

/* The Julian calendar has a leap day in each year that ends a century. */
int days_julian_behind(SkDay written) {
  int year, month, day;
  sk_day_split(written, &year, &month, &day);
  int centuries = (month > 2 ? year : year - 1) / 100;
  return centuries - centuries / 4 - 2;
}

static bool month_days(int year, int month, SkDay *ret_first, int *ret_length) {
  SkDay next;
  if (!sk_day_of(year, month, 1, ret_first) || !sk_day_of(year + month / 12, month % 12 + 1, 1, &next))
    return false;
  *ret_length = next - *ret_first;
  return true;
}

/* Narrows a month that begins on `first` to the day or portion that is meant. */
static bool narrow_month(const DayParts *parts, SkDay first, int length, Days *days) {
  int from = parts->day, to = from;
  if (parts->last_day)
    from = to = length;
  else if (parts->day == 0 && portion_days(parts->portion, length, &from, &to))
    days->doubt |= SK_DOUBT_PART;
  days->first = first + from - 1;
  days->last = first + to - 1;
  return from <= length;
}

bool days_gregorian(const DayParts *parts, Days *ret_days) {
  Days days = { 0 };
  SkDay first;
  int length = 0, from = 0, to = 0;
  if (parts->month != 0) {
    if (!month_days(parts->year, parts->month, &first, &length) || !narrow_month(parts, first, length, &days))
      return false;
  } else if (parts->season > 0) {
    if (!edtf_grouping(parts->year, 20 + parts->season, &days.first, &days.last))
      return false;
    days.doubt = SK_DOUBT_PART;
  } else {
    days.doubt = portion_months(parts->portion, &from, &to) ? SK_DOUBT_PART : 0;
    if (!month_days(parts->year, from, &days.first, &length) || !month_days(parts->year, to, &first, &length))
      return false;
    days.last = first + length - 1;
  }
  *ret_days = days;
  return true;
}

bool days_fiscal(int year, Portion portion, Days *ret_days) {
  Days days = { 0 };
  SkDay first;
  int from, to, length;
  days.doubt = portion_months(portion, &from, &to) ? SK_DOUBT_PART : 0;
  from += 2; /* months from the April of the year, counted from its January as 0 */
  to += 2;
  if (!month_days(year + from / 12, from % 12 + 1, &days.first, &length) ||
      !month_days(year + to / 12, to % 12 + 1, &first, &length))
    return false;
  days.last = first + length - 1;
  *ret_days = days;
  return true;
}

/* ---- the moon */

static bool almanac_days(const DayParts *parts, SkAlmanac almanac, Days *days) {
  SkDay first, last;
  int from = parts->month, to = from;
  *days = (Days){ 0 };
  if (parts->month == 0 && parts->season > 0) { /* the lunar year begins with spring */
    from = 3 * parts->season - 2;
    to = 3 * parts->season;
    days->doubt |= SK_DOUBT_PART;
  } else if (parts->month == 0 && portion_months(parts->portion, &from, &to))
    days->doubt |= SK_DOUBT_PART;
  if (parts->month == 0 && parts->season < 1 && parts->portion == PORTION_NONE)
    return sk_lunar_year(almanac, parts->year, &days->first, &days->last);
  if (!sk_lunar_month(almanac, parts->year, from, parts->leap, &first, &last))
    return false;
  if (parts->month == 0) {
    days->first = first;
    return sk_lunar_month(almanac, parts->year, to, false, &first, &days->last);
  }
  return narrow_month(parts, first, last - first + 1, days);
}

/* A solar day, or the lunar one of the same numbers: it comes later, but not by more than this. */
#define LUNAR_LATER 51
#define YEAR_LAST 9999 /* whose lunar days would end beyond what a date can say */

/* What cannot be looked up: beyond the almanacs, or the thirtieth of a month that has 29 days in both. */
static bool days_unconverted(const DayParts *parts, Days *ret_days) {
  DayParts solar = *parts, before = *parts;
  Days days = { 0 }, eve;
  before.day = 29;
  if (parts->leap || parts->year == YEAR_LAST || !sk_day_of(parts->year, 1, 1, &days.first))
    return false;
  if (parts->day == 30 && almanac_days(&before, SK_ALMANAC_KOREAN, &eve))
    days = (Days){ eve.first, eve.first + 1, SK_DOUBT_LUNAR };
  else {
    solar.day = parts->day > 28 ? 28 : parts->day; /* 30 February is a lunar day */
    if (parts->day > 30 || !days_gregorian(&solar, &days))
      return false;
    days.last += LUNAR_LATER + parts->day - solar.day;
    days.doubt |= SK_DOUBT_LUNAR;
  }
  *ret_days = days;
  return true;
}

bool days_lunar(const DayParts *parts, LunarKind kind, Days *ret_days) {
  Days korean = { 0 }, chinese = { 0 };
  bool has_korean = kind != LUNAR_CHINESE && almanac_days(parts, SK_ALMANAC_KOREAN, &korean);
  bool has_chinese = kind != LUNAR_KOREAN && almanac_days(parts, SK_ALMANAC_CHINESE, &chinese);
  if (!has_korean && !has_chinese)
    return days_unconverted(parts, ret_days);
  if (has_korean && has_chinese && (korean.first != chinese.first || korean.last != chinese.last))
    korean.doubt |= SK_DOUBT_ALMANAC;
  else if (kind == LUNAR_UNNAMED && has_korean != has_chinese)
    korean.doubt |= SK_DOUBT_ALMANAC;
  if (has_korean && has_chinese)
    days_span(&korean, &chinese);
  else if (has_chinese)
    korean = (Days){ chinese.first, chinese.last, korean.doubt | chinese.doubt };
  *ret_days = korean;
  return true;
}
