/* Weeks and days of a year by their number: 1960-W15, 1960-W15-5, 1960-106, 1960年第15週. ISO 8601:2004, 4.1.3 and
 * 4.1.4. Internal to src/text. */
#pragma once

#include "text/date_scan.h"

/* Takes a week, a day of one, or a day of a year. False when there is none, or no such one in that year. */
bool week_take(Scan *scan, SkDate *ret_date);
