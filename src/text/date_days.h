/* The days of a year, month and day in one calendar. Internal to src/text. */
#pragma once

#include "text/date_slots.h"

typedef struct {
  SkDay first, last;
  unsigned doubt;
} Days;

/* Year, month and day (0 not stated, DAY_LAST the last of any month where `last_day`), a season (-1 none) or a portion
 * of the month or year. */
typedef struct {
  int year, month, day;
  bool last_day, leap;
  int season;
  Portion portion;
} DayParts;

bool days_gregorian(const DayParts *parts, Days *ret_days);
/* In the almanac named; both for LUNAR_UNNAMED, with SK_DOUBT_ALMANAC where they differ. Beyond the almanacs the
 * interval spans the solar and any lunar reading, with SK_DOUBT_LUNAR. */
bool days_lunar(const DayParts *parts, LunarKind kind, Days *ret_days);
/* `days` and `others` together. */
void days_span(Days *days, const Days *others);
/* A fiscal year, which begins in April, or the portion of it that is meant. */
bool days_fiscal(int year, Portion portion, Days *ret_days);
/* How many days later the Gregorian calendar has a day that was written in the Julian one: 13 since March 1900. */
int days_julian_behind(SkDay written);
/* Years `first` to `last`, or the portion of them that is meant. */
bool days_years(int first, int last, Portion portion, Days *ret_days);
