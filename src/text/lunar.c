#include "text/lunar.h"

struct lunar_year {
  SkDay first;
  uint16_t long_months; /* bit n: the year's month n, counted from 0 and through the leap month, has 30 days, not 29 */
  uint8_t leap;         /* the leap month follows the month of this number; 0 none */
};

#include "lunar_table.h"

#define LATEST 64 /* days: a lunar day, in a leap month too, comes no later after the solar day of the same numbers */

static const struct lunar_year *year_of(SkAlmanac almanac, int year) {
  if (year < LUNAR_FIRST_YEAR || year > LUNAR_LAST_YEAR)
    return NULL;
  return almanac == SK_ALMANAC_KOREAN ? &korean_years[year - LUNAR_FIRST_YEAR]
                                      : &chinese_years[year - LUNAR_FIRST_YEAR];
}

static int month_length(const struct lunar_year *year, int place) {
  return 29 + (year->long_months >> place & 1);
}

static SkDay place_first(const struct lunar_year *year, int place) {
  SkDay first = year->first;
  for (int i = 0; i < place; i++)
    first += month_length(year, i);
  return first;
}

bool sk_lunar_month(SkAlmanac almanac, int year, int month, bool leap, SkDay *ret_first, SkDay *ret_last) {
  const struct lunar_year *row = year_of(almanac, year);
  if (row == NULL || month < 1 || month > 12 || (leap && row->leap != month))
    return false;
  int place = month - 1 + (leap || (row->leap != 0 && month > row->leap));
  *ret_first = place_first(row, place);
  *ret_last = *ret_first + month_length(row, place) - 1;
  return true;
}

bool sk_lunar_day(SkAlmanac almanac, int year, int month, bool leap, int day, SkDay *ret_day) {
  SkDay first, last;
  if (day < 1 || !sk_lunar_month(almanac, year, month, leap, &first, &last) || day > last - first + 1)
    return false;
  *ret_day = first + day - 1;
  return true;
}

bool sk_lunar_year(SkAlmanac almanac, int year, SkDay *ret_first, SkDay *ret_last) {
  const struct lunar_year *row = year_of(almanac, year);
  if (row == NULL)
    return false;
  *ret_first = row->first;
  *ret_last = place_first(row, row->leap != 0 ? 13 : 12) - 1;
  return true;
}

bool sk_lunar_misread(SkDay a, SkDay b) {
  SkDay written = a < b ? a : b, meant = a < b ? b : a, day;
  int year, month, month_day;
  if ((int64_t)meant - written > LATEST) /* most pairs are told apart here */
    return false;
  sk_day_split(written, &year, &month, &month_day);
  for (int almanac = SK_ALMANAC_KOREAN; almanac <= SK_ALMANAC_CHINESE; almanac++)
    for (int leap = 0; leap <= 1; leap++)
      if (sk_lunar_day((SkAlmanac)almanac, year, month, leap != 0, month_day, &day) && day == meant)
        return true;
  return false;
}
