/* From where years are counted: eras with their days, and plain counts. Internal to src/text. */
#pragma once

#include "text/date_scan.h"

#define KOREA_SOLAR (-27028) /* 1896-01-01, from when Korea counts by the sun */

/* The last day of one era is the first of the next, for both names occur in documents of that day. A count without an
 * end has SK_DAY_MIN and SK_DAY_MAX. */
typedef struct {
  int first_year; /* Gregorian year of year 1 */
  int most;       /* the highest year that is read: beyond it the number was meant otherwise, or misread */
  SkDay first, last;
  SkCalendar calendar;
  const char *const *names; /* end with NULL */
  const char *const *brief; /* count only before a number: "S", 昭 */
} YearBase;

/* Takes the name of a base; for a brief one, as *ret_brief (NULL: not asked) says, the sign after it too. NULL when
 * there is none here. */
const YearBase *base_take(Scan *scan, bool *ret_brief);
/* A Japanese era whose name was misread, before its year: 明冶四十年, 大王10年. */
const YearBase *base_take_misread(Scan *scan);
/* The same in full or brief, whatever follows: in brackets (昭). */
const YearBase *base_take_alone(Scan *scan);
/* The base in which a list of `calendar` counts when it leaves the name out; NULL for the Gregorian one. */
const YearBase *base_of(SkCalendar calendar);
/* The base that a year tells by itself: 4293 can only be Dangi, 2600 Koki; NULL for the Gregorian one. */
const YearBase *base_of_bare(int year);
bool base_is_gregorian(const YearBase *base);
/* Whether the base began and ended, so that its name alone says when: 大正年間. */
bool base_is_era(const YearBase *base);
/* A year of `base` in the Gregorian count; false when it is no year of it. */
bool base_year(const YearBase *base, int year, int *ret_year);
