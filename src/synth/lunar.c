#include "synth/lunar.h"

#include <string.h>

enum { LUNAR_YEAR, LUNAR_FIRST, LUNAR_LEAP, LUNAR_MONTHS };

/* Row of the lunar year in which the day lies: its number is the solar year's or the one before. */
static gboolean find_year(const Table *lunar, Day day, guint *ret_row) {
  int row = day_year(day) - table_number(lunar, 0, LUNAR_YEAR);
  if (row >= 0 && row < (int)table_count(lunar) && day_read(table_text(lunar, (guint)row, LUNAR_FIRST)) > day)
    row--;
  if (row < 0 || row >= (int)table_count(lunar))
    return FALSE;
  *ret_row = (guint)row;
  return TRUE;
}

Day lunar_numbers(const Table *lunar, Day day) {
  guint row, place = 0;
  if (!find_year(lunar, day, &row))
    return LUNAR_NONE;
  const char *months = table_text(lunar, row, LUNAR_MONTHS);
  guint leap = (guint)table_number(lunar, row, LUNAR_LEAP);
  Day first = day_read(table_text(lunar, row, LUNAR_FIRST));
  for (; months[place] != '\0'; place++) {
    Day next = first + (months[place] == '1' ? 30 : 29);
    if (day < next)
      break;
    first = next;
  }
  if (months[place] == '\0' || (leap > 0 && place == leap)) /* the month after the leap month's namesake */
    return LUNAR_NONE;
  int month = (int)place + 1 - (leap > 0 && place > leap), in_month = day - first + 1;
  Day written = day_of(table_number(lunar, row, LUNAR_YEAR), month, in_month);
  return day_civil(written).day == in_month ? written : LUNAR_NONE;
}
