/* Years in words: nineteen fifty-nine, тысяча девятьсот пятьдесят девятого. Internal to src/text. */
#pragma once

#include "text/date_number.h"

/* Takes a year between 1800 and 1999 in words, whole. */
bool spelt_year_take(Scan *scan, Number *ret_number);
