/* Birthdays as families counted them: by the moon. */
#pragma once

#include "synth/civil.h"
#include "synth/table.h"

#define LUNAR_NONE G_MININT32

/* The day that has in the Gregorian calendar the numbers `day` has in the Korean lunar one: what a clerk writes down
 * who is told a lunar birthday. LUNAR_NONE outside the years of the table lunar.tsv, in a leap month, and where no
 * Gregorian day has these numbers (the 30th of the second month). */
Day lunar_numbers(const Table *lunar, Day day);
