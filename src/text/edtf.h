/* The Extended Date/Time Format: ISO 8601-2:2019, levels 0 and 1, sets, and of level 2 the unspecified digits anywhere,
 * qualifiers of single parts and the sub-year groupings 21 to 41. Internal to src/text. */
#pragma once

#include "text/date.h"

/* Reads `text` if the whole of it is EDTF. Sets and digits left out become the interval that spans them. */
bool edtf_read(const char *text, size_t len, SkDate *ret_date);
/* How many bytes from the start look as if they could be EDTF: digits, X, signs and brackets. */
size_t edtf_run(const char *text, size_t len);
/* The days of a grouping of months (21 spring ... 41 second half) in a year; winter is counted from December on. */
bool edtf_grouping(int year, int code, SkDay *ret_first, SkDay *ret_last);
