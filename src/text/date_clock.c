#include "text/date_clock.h"

#include "text/date_number.h"

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define HOURS_MOST 24

/* Z, UTC; after a time +0900, -05:00. */
static bool zone_take(Scan *scan, bool timed) {
  Scan try = *scan;
  Number number;
  scan_spaces(&try);
  bool named = scan_any(&try, WORDS("UTC", "GMT", "JST", "KST", "Z"));
  if (named && scan_is_letter(scan_peek(&try)))
    return false;
  Scan offset = try; /* GMT+0900 */
  if (named && scan_any(&offset, WORDS("+", "-")) && number_take(&offset, &number) && number.digits == 4)
    try = offset;
  if (!named && (!timed || !scan_any(&try, WORDS("+", "-")) || !number_take(&try, &number) || number.digits < 2))
    return false;
  if (!named && scan_word(&try, ":") && !number_take(&try, &number))
    return false;
  *scan = try;
  return true;
}

/* T093000 */
static bool compact_take(Scan *scan) {
  Scan try = *scan;
  Number number;
  if (!scan_word(&try, "T") || !number_take(&try, &number) || (number.digits != 4 && number.digits != 6))
    return false;
  *scan = try;
  return true;
}

/* Minutes and seconds after their signs: 30:00, 30分, 30 мин. A point is one only before a.m. or p.m. */
static void minutes_take(Scan *scan, bool *clock) {
  Number number;
  for (Scan try = *scan; scan_word(&try, ":") && number_take(&try, &number); *scan = try) {
    *clock = true;
    if (scan_word(&try, ".")) /* of a second */
      number_take(&try, &number);
  }
  Scan point = *scan;
  if (!*clock && scan_word(&point, ".") && number_take(&point, &number) && number.digits == 2)
    *scan = point;
  Scan minute = *scan;
  scan_spaces(&minute);
  if (*clock && number_take(&minute, &number) &&
      (scan_spaces(&minute), scan_any(&minute, WORDS("分", "분", "半", "반", "минут", "мин.", "мин"))))
    *scan = minute;
}

static bool clock_take(Scan *scan) {
  Scan try = *scan;
  Number number;
  scan_spaces(&try);
  scan_any(&try,
           WORDS("午前", "午後", "午后", "오전", "오후", "T", "at", "в ", "正午", "AM", "PM", "a.m.", "p.m.", "未明"));
  scan_spaces(&try);
  if (!number_take(&try, &number) || number.value > HOURS_MOST)
    return false;
  scan_spaces(&try);
  bool clock = scan_any(&try, WORDS("時", "시", "часов", "часа", "час.", "час", "ч.", "h"));
  minutes_take(&try, &clock);
  scan_spaces(&try);
  if (!scan_any(&try, WORDS("a.m.", "p.m.", "am", "pm", "頃", "ごろ", "경")) && !clock)
    return false;
  *scan = try;
  return true;
}

/* 18h30 */
static bool french_take(Scan *scan) {
  Scan try = *scan;
  Number number;
  scan_spaces(&try);
  scan_word(&try, "at ");
  if (!number_take(&try, &number) || number.value > HOURS_MOST || !scan_word(&try, "h") ||
      !number_take(&try, &number) || number.digits != 2)
    return false;
  *scan = try;
  return true;
}

void time_take(Scan *scan) {
  Scan try = *scan;
  if (scan_peek(&try) == ',')
    scan_skip(&try);
  scan_spaces(&try);
  bool timed = french_take(&try) || clock_take(&try) || compact_take(&try);
  if (timed)
    *scan = try;
  zone_take(scan, timed);
}
