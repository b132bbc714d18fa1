#include "text/date_gap.h"

/* What stands for a figure that is not known. */
static bool is_gap_sign(uint32_t code) {
  return scan_place_in(u"?xX*_-–—―─×✕＊□■○◯〇△▢", code) >= 0;
}

/* At most `most` of them; how many there were. */
static int signs_take(Scan *scan, int most) {
  int count = 0;
  for (; count < most && is_gap_sign(scan_peek(scan)); count++)
    scan_skip(scan);
  return count;
}

/* ( ), ○, ××, ？: nothing in brackets, or up to four signs. */
static bool blank_take(Scan *scan) {
  Scan try = *scan;
  if (scan_word(&try, "(")) {
    signs_take(&try, 4);
    scan_spaces(&try);
    if (!scan_word(&try, ")"))
      return false;
    *scan = try;
    return true;
  }
  return signs_take(scan, 4) > 0;
}

/* Whether the date has a figure of this unit already, or a name for it. */
static bool has_unit(const Written *written, Unit unit) {
  bool found = unit == UNIT_MONTH ? written->month != 0 : written->day != 0;
  for (int i = 0; i < written->count && !found; i++)
    found = written->figures[i].unit == unit;
  return found;
}

/* A letter after 月 or 日 makes another word of it: 日曜, 日本. */
static bool is_word(const Scan *scan) {
  uint32_t next = scan_peek(scan);
  return (next >= 0x4e00 && next <= 0x9fff) || (next >= 0xac00 && next <= 0xd7a3);
}

bool gap_take(Scan *scan, Written *written) {
  Scan try = *scan;
  bool seen = blank_take(&try), torn = !seen && scan->at > 0 && scan_is_letter((unsigned char)scan->text[scan->at - 1]);
  scan_spaces(&try);
  bool month = scan_any(&try, (const char *const[]){ "月", "월", NULL });
  if (torn || written->count == 0 || (!month && !scan_any(&try, (const char *const[]){ "日", "일", NULL })) ||
      is_word(&try) || has_unit(written, month ? UNIT_MONTH : UNIT_DAY))
    return false;
  written->doubt |= seen ? SK_DOUBT_UNCERTAIN : 0;
  written->month_gap |= month;
  *scan = try;
  return true;
}

bool gap_first_take(Scan *scan, Written *written) {
  Scan try = *scan;
  int parts = 0;
  for (Scan next = try; parts < 2; parts++, try = next) {
    int signs = signs_take(&next, 2);
    uint32_t sign = scan_peek(&next);
    if (signs == 0 || (sign != '.' && sign != '/' && sign != '-'))
      break;
    scan_skip(&next);
    scan_spaces(&next);
  }
  if (parts == 0 || written->count > 0 || !scan_is_digit(scan_peek(&try)))
    return false;
  written->doubt |= SK_DOUBT_UNCERTAIN;
  *scan = try;
  return true;
}

/* How many figures of a year are missing; 0 when it is no year that can miss any. */
static int missing(const Written *written, const Number *number) {
  if (written->count == written->base_at && written->base != NULL)
    return number->digits == 1 ? 1 : 0;
  if (written->base != NULL || written->count > 0)
    return 0;
  if (number->digits == 3)
    return number->value / 10 >= 18 && number->value / 10 <= 20 ? 1 : 0;
  return number->digits == 2 && number->value >= 18 && number->value <= 20 ? 2 : 0;
}

/* 昭和三十何年, 80 몇 년: the last figure is not remembered. */
static bool forgotten_take(Scan *scan, const Number *number) {
  Scan try = *scan;
  scan_spaces(&try);
  if (number->value < 10 || number->value % 10 != 0 || !scan_any(&try, (const char *const[]){ "何", "몇", NULL }))
    return false;
  scan_spaces(&try);
  if (!scan_any(&try, (const char *const[]){ "年", "년도", "년", NULL }))
    return false;
  *scan = try;
  return true;
}

bool gap_digits_take(Scan *scan, const Written *written, Figure *figure) {
  Scan try = *scan;
  if (figure->unit == UNIT_NONE && forgotten_take(scan, &figure->number)) {
    figure->unit = UNIT_DECADE;
    return true;
  }
  int wanted = missing(written, &figure->number);
  if (wanted == 0 || figure->unit != UNIT_NONE || signs_take(&try, wanted) != wanted)
    return false;
  Scan end = try;
  bool called = scan_any(&end, (const char *const[]){ "年", "년", NULL });
  uint32_t next = scan_peek(&try);
  if (!called && (written->base != NULL || (next != 0 && next != ' ' && next != ')' && next != ']')))
    return false;
  figure->number.value *= wanted == 2 ? 100 : 10;
  figure->number.digits += written->base == NULL ? wanted : 1;
  figure->unit = UNIT_DECADE;
  *scan = called ? end : try;
  return true;
}
