/* Parts of a date that were left blank or cannot be read: 1960年4月?日, 196□年, --.04.1960. Internal to src/text. */
#pragma once

#include "text/date_written.h"

/* Takes a sign for what is not known before the 月 or 日 that it would be counted by, or that alone. */
bool gap_take(Scan *scan, Written *written);
/* Takes the signs for days and months at the head of figures of which a later one is the year: ??/04/1960. */
bool gap_first_take(Scan *scan, Written *written);
/* Takes the last figures of a year that are not known, so that it is a decade or a century: 196?年, 19--. */
bool gap_digits_take(Scan *scan, const Written *written, Figure *figure);
