/* Days and the Gregorian calendar: Howard Hinnant's algorithms (chrono-compatible low-level date algorithms, 2013). */
#include "text/date.h"

static int64_t days_from_civil(int64_t year, int month, int day) {
  year -= month <= 2;
  int64_t era = (year >= 0 ? year : year - 399) / 400;
  int64_t of_era = year - era * 400;
  int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

bool sk_day_of(int year, int month, int day, SkDay *ret_day) {
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  if (year < -SK_YEAR_MOST || year > SK_YEAR_MOST || month < 1 || month > 12 || day < 1)
    return false;
  if (day > lengths[month - 1] + (month == 2 && is_leap(year)))
    return false;
  *ret_day = (SkDay)days_from_civil(year, month, day);
  return true;
}

void sk_day_split(SkDay day, int *ret_year, int *ret_month, int *ret_day) {
  int64_t shifted = (int64_t)day + 719468;
  int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  int64_t of_era = shifted - era * 146097;
  int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  int64_t month = (5 * of_year + 2) / 153;
  *ret_day = (int)(of_year - (153 * month + 2) / 5 + 1);
  *ret_month = (int)(month < 10 ? month + 3 : month - 9);
  *ret_year = (int)(year + era * 400 + (*ret_month <= 2));
}
