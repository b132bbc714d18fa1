/* What a written date means: which figure is the year, which days they are in which calendar. Internal to src/text. */
#pragma once

#include "text/date_written.h"

/* The days a written date can mean; `calendar` is how the list counts where the text does not say. False when its
 * figures are no date. */
bool written_mean(const Written *written, SkCalendar calendar, SkDate *ret_date);
/* What the two ends of a stretch leave to each other: 1960年3月〜5月, 3-5 March 1960. True when the first has its year
 * from the second. */
bool written_borrow(Written *first, Written *second);
