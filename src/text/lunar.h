/* The lunar almanacs by which birthdays were kept: the Korean one and the Chinese one, from 1868 to 2030.
 *
 * Both count months from new moon to new moon and put in a leap month, but for different meridians, so that about one
 * month in thirty begins on another day. The tables are made when saikai is built (tools/gen_lunar.c): ICU's
 * computation, put right where the printed almanacs differ (lunar_corrections.txt). Lunar years have the number of the
 * Gregorian year in which they begin. */
#pragma once

#include "text/date.h"

typedef enum { SK_ALMANAC_KOREAN, SK_ALMANAC_CHINESE } SkAlmanac;

/* The Gregorian days of a lunar day, month or year; false when the almanac has none such or does not reach there.
 * `leap`: the leap month after `month`. */
bool sk_lunar_day(SkAlmanac almanac, int year, int month, bool leap, int day, SkDay *ret_day);
bool sk_lunar_month(SkAlmanac almanac, int year, int month, bool leap, SkDay *ret_first, SkDay *ret_last);
bool sk_lunar_year(SkAlmanac almanac, int year, SkDay *ret_first, SkDay *ret_last);
/* Whether one of two days is the other's year, month and day read as lunar, in either almanac; symmetric. So stand a
 * lunar birthday that was copied as a solar one and the same birthday converted. */
bool sk_lunar_misread(SkDay a, SkDay b);
