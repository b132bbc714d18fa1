/* Dates as exports write them, beyond what src/text reads: a time after the day, and day, month and year with slashes.
 */
#include "match/column.h"

#include <string.h>

#define FIRST_YEAR 1800 /* of four digits that are a year and nothing else */
#define LAST_YEAR 2100  /* a later one is in doubt, or counted otherwise */

/* "05021938": two digits, two digits and a year. */
static gboolean split_digits(SkValueText text, int ret_parts[3]) {
  int number = 0;
  for (uint32_t i = 0; i < text.length; i++) {
    if (!g_ascii_isdigit(text.text[i]))
      return FALSE;
    number = number * 10 + (text.text[i] - '0');
  }
  ret_parts[0] = number / 1000000;
  ret_parts[1] = number / 10000 % 100;
  ret_parts[2] = number % 10000;
  return ret_parts[2] >= FIRST_YEAR && ret_parts[2] <= LAST_YEAR;
}

/* Three numbers with one kind of sign between them, or none, the last one the year of four digits. */
static gboolean split_slashes(SkValueText text, int ret_parts[3]) {
  unsigned part = 0, digits = 0;
  if (text.length == 8 && split_digits(text, ret_parts))
    return TRUE;
  ret_parts[0] = ret_parts[1] = ret_parts[2] = 0;
  for (uint32_t i = 0; i < text.length; i++) {
    char c = text.text[i];
    if (g_ascii_isdigit(c) && digits < 4) {
      ret_parts[part] = ret_parts[part] * 10 + (c - '0');
      digits++;
    } else if ((c == '/' || c == '.' || c == '-') && digits > 0 && digits <= 2 && part < 2) {
      part++;
      digits = 0;
    } else {
      return FALSE;
    }
  }
  return part == 2 && digits == 4;
}

/* In the order given unless only the other makes a date. */
static gboolean read_slashes(SkValueText text, gboolean month_first, SkDate *ret_date) {
  int parts[3];
  SkDay day;
  if (!split_slashes(text, parts))
    return FALSE;
  int first = month_first ? 1 : 0;
  if (!sk_day_of(parts[2], parts[1 - first], parts[first], &day) &&
      !sk_day_of(parts[2], parts[first], parts[1 - first], &day))
    return FALSE;
  *ret_date = (SkDate){ .first = day, .last = day };
  return TRUE;
}

int sk_match_date_order(SkValueText text) {
  int parts[3];
  if (!split_slashes(text, parts))
    return 0;
  return (parts[0] <= 12 && parts[1] > 12) - (parts[0] > 12 && parts[1] <= 12);
}

/* "2022-03-28 14:05:00", "2022-03-28t14:05": the time is left out. */
static uint32_t without_time(SkValueText text) {
  const char *colon = memchr(text.text, ':', text.length);
  if (text.length < 13 || colon == NULL)
    return text.length;
  uint32_t end = (uint32_t)(colon - text.text);
  while (end > 0 && g_ascii_isdigit(text.text[end - 1]))
    end--;
  return end > 0 && (text.text[end - 1] == ' ' || text.text[end - 1] == 't') ? end - 1 : text.length;
}

/* "1953-01-26" and "19530126", as nearly all exports write them and all canonical texts are: what src/text would make
 * of them, at a hundredth of the price. FALSE: anything else, for src/text to read. */
static gboolean read_eight_digits(SkValueText text, SkDate *ret_date) {
  static const uint8_t places[2][8] = { { 0, 1, 2, 3, 5, 6, 8, 9 }, { 0, 1, 2, 3, 4, 5, 6, 7 } };
  gboolean bare = text.length == 8;
  if (!bare && (text.length != 10 || text.text[4] != '-' || text.text[7] != '-'))
    return FALSE;
  int number = 0;
  for (unsigned i = 0; i < 8; i++) {
    char c = text.text[places[bare][i]];
    if (!g_ascii_isdigit(c))
      return FALSE;
    number = number * 10 + (c - '0');
  }
  SkDay day;
  if (number < FIRST_YEAR * 10000 || number > LAST_YEAR * 10000 ||
      !sk_day_of(number / 10000, number / 100 % 100, number % 100, &day))
    return FALSE;
  *ret_date = (SkDate){ .first = day, .last = day };
  return TRUE;
}

gboolean sk_match_date_parse(SkValueText text, gboolean month_first, SkDate *ret_date) {
  text.length = without_time(text);
  return read_eight_digits(text, ret_date) || read_slashes(text, month_first, ret_date) ||
         sk_date_parse_in(text.text, text.length, SK_CALENDAR_GREGORIAN, ret_date);
}
