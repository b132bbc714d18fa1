/* The forms a written date takes. Each reader takes what it knows from the start of the text or leaves the scan alone.
 */
#include "text/date_scan.h"

#include <string.h>

/* One row an era: how it is written, and the days it ran. The last day of one era is the first of the next (both names
 * occur in documents of that day), so rows touch on purpose. */
static const struct era {
  const char *han, *old, *hangul, *letter, *latin;
  int first_year; /* Gregorian year of era year 1 */
  SkDay first, last;
} eras[] = {
  { "明治", "明治", "메이지", "M", "meiji", 1868, -37231, -20974 },
  { "大正", "大正", "다이쇼", "T", "taisho", 1912, -20974, -15713 },
  { "昭和", "昭和", "쇼와", "S", "showa", 1926, -15713, 6946 },
  { "平成", "平成", "헤이세이", "H", "heisei", 1989, 6947, 18016 },
  { "令和", "令和", "레이와", "R", "reiwa", 2019, 18017, SK_DAY_MAX },
};
#define SHOWA (&eras[2])

/* Year, month and day as written; 0 where not stated. */
typedef struct {
  int year, month, day;
} Parts;

static bool interval_of(const Parts *parts, SkDate *date) {
  int month = parts->month, day = parts->day;
  if (!sk_day_of(parts->year, month == 0 ? 1 : month, day == 0 ? 1 : day, &date->first))
    return false;
  if (day != 0) {
    date->last = date->first;
    return true;
  }
  bool december = month == 0 || month == 12;
  if (!sk_day_of(parts->year + december, december ? 1 : month + 1, 1, &date->last))
    return false;
  date->last--;
  return true;
}

/* ---- what stands between and after the numbers */

static bool scan_separator(Scan *scan) {
  Scan try = *scan;
  scan_spaces(&try);
  uint32_t code = scan_peek(&try);
  if (code != '.' && code != '-' && code != '/' && code != 0x30fb && code != 0xb7 && code != ',' && code != 0x2010)
    return false;
  scan_skip(&try);
  scan_spaces(&try);
  *scan = try;
  return true;
}

static bool scan_any(Scan *scan, const char *const *words) {
  Scan try = *scan;
  scan_spaces(&try);
  for (; *words != NULL; words++)
    if (scan_word(&try, *words)) {
      *scan = try;
      return true;
    }
  return false;
}

static const char *const year_words[] = { "年", "년", NULL };
static const char *const month_words[] = { "月", "월", NULL };
static const char *const day_words[] = { "日", "일", NULL };

/* "-XX", ".XX" or "-00": stated as not known. */
static bool scan_unknown_part(Scan *scan) {
  Scan try = *scan;
  if (!scan_separator(&try) || !(scan_word(&try, "XX") || scan_word(&try, "00") || scan_word(&try, "??")))
    return false;
  *scan = try;
  return true;
}

/* A number after a separator, or one followed by one of `words` (月, 日). */
static bool scan_part(Scan *scan, const char *const *words, bool after_word, int most, int *ret_value) {
  Scan try = *scan;
  int value, digits;
  bool separated = !after_word && scan_separator(&try);
  scan_spaces(&try);
  if (!scan_number(&try, 2, &value, &digits) || value < 1 || value > most)
    return false;
  bool worded = scan_any(&try, words);
  if (!separated && !worded)
    return false;
  *scan = try;
  *ret_value = value;
  return true;
}

/* Month and day after a year that has been read. Whether the year was followed by its word decides how they are joined.
 */
static void scan_month_day(Scan *scan, Parts *parts) {
  bool worded = scan_any(scan, year_words);
  if (scan_unknown_part(scan)) {
    scan_unknown_part(scan);
    return;
  }
  if (!scan_part(scan, month_words, worded, 12, &parts->month))
    return;
  if (scan_unknown_part(scan))
    return;
  worded = scan->at >= 3 &&
           (memcmp(scan->text + scan->at - 3, "月", 3) == 0 || memcmp(scan->text + scan->at - 3, "월", 3) == 0);
  scan_part(scan, day_words, worded, 31, &parts->day);
  Scan dot = *scan; /* the point that ends a Korean date: 1960. 12. 14. */
  scan_spaces(&dot);
  if (parts->day != 0 && scan_peek(&dot) == '.') {
    scan_skip(&dot);
    *scan = dot;
  }
}

/* ---- eras */

static const struct era *scan_era_name(Scan *scan) {
  for (size_t i = 0; i < sizeof eras / sizeof eras[0]; i++) {
    if (scan_word(scan, eras[i].han) || scan_word(scan, eras[i].hangul) || scan_word(scan, eras[i].latin))
      return &eras[i];
    Scan try = *scan; /* a letter counts only with a number right after it */
    if (scan_word(&try, eras[i].letter)) {
      while (scan_peek(&try) == '.' || scan_peek(&try) == ' ')
        scan_skip(&try);
      if (scan_peek(&try) >= '0' && scan_peek(&try) <= '9') {
        *scan = try;
        return &eras[i];
      }
    }
  }
  return NULL;
}

static bool era_date(const struct era *era, int year, Scan *scan, SkDate *date) {
  Parts parts = { .year = era->first_year + year - 1 };
  if (year < 1 || year > 99)
    return false;
  scan_month_day(scan, &parts);
  if (!interval_of(&parts, date))
    return false;
  date->calendar = SK_CALENDAR_JAPANESE_ERA;
  if (date->last < era->first || date->first > era->last)
    date->doubt |= SK_DOUBT_ERA_DAY;
  else if (parts.month == 0) { /* a whole year is cut to the days the era had of it */
    date->first = date->first < era->first ? era->first : date->first;
    date->last = date->last > era->last ? era->last : date->last;
  }
  return true;
}

static bool scan_era(Scan *scan, SkDate *date) {
  Scan try = *scan;
  int year, digits;
  const struct era *era = scan_era_name(&try);
  scan_spaces(&try);
  if (era == NULL || !scan_number(&try, 2, &year, &digits) || !era_date(era, year, &try, date))
    return false;
  *scan = try;
  return true;
}

/* ---- years counted from elsewhere */

/* "(1938)" between a counted year and its word: the same year again, as documents of the North write it. */
static void scan_same_year(Scan *scan, int year) {
  Scan try = *scan;
  int again, digits;
  if (scan_word(&try, "(") && scan_number(&try, 4, &again, &digits) && again == year && scan_word(&try, ")"))
    *scan = try;
}

static bool scan_counted(Scan *scan, const char *const *names, int offset, SkCalendar calendar, SkDate *date) {
  Scan try = *scan;
  Parts parts = { 0 };
  int year, digits;
  if (!scan_any(&try, names))
    return false;
  scan_spaces(&try);
  if (!scan_number(&try, 4, &year, &digits))
    return false;
  parts.year = year + offset;
  scan_same_year(&try, parts.year);
  scan_month_day(&try, &parts);
  if (!interval_of(&parts, date))
    return false;
  date->calendar = calendar;
  *scan = try;
  return true;
}

/* ---- Gregorian */

static int scan_month_name(Scan *scan) {
  static const char *const names[] = { "january", "february", "march",     "april",   "may",      "june",
                                       "july",    "august",   "september", "october", "november", "december" };
  for (int i = 0; i < 12; i++) {
    char brief[4] = { names[i][0], names[i][1], names[i][2], '\0' };
    if (scan_word(scan, names[i]))
      return i + 1;
    if (scan_word(scan, brief)) {
      scan_word(scan, ".");
      return i + 1;
    }
  }
  return 0;
}

/* "14 December 1959", "December 14, 1959", "December 1959". */
static bool scan_english(Scan *scan, SkDate *date) {
  Scan try = *scan;
  Parts parts = { 0 };
  int digits;
  scan_number(&try, 2, &parts.day, &digits);
  scan_spaces(&try);
  parts.month = scan_month_name(&try);
  scan_spaces(&try);
  if (parts.month == 0)
    return false;
  Scan after = try;
  if (parts.day == 0 && scan_number(&after, 2, &parts.day, &digits) && digits <= 2 && scan_peek(&after) == ',') {
    scan_skip(&after);
    scan_spaces(&after);
    try = after;
  } else if (parts.day != 0 && after.at != try.at)
    parts.day = 0; /* it was the year's first digits */
  if (!scan_number(&try, 4, &parts.year, &digits) || digits != 4 || !interval_of(&parts, date))
    return false;
  *scan = try;
  return true;
}

/* EDTF seasons 21 to 24, and the words for them; the interval of three months that begins in March, June, ... */
static bool season(int year, int which, SkDate *date) {
  Parts first = { year, 3 * which, 0 }, last = { year, 3 * which + 2, 0 };
  if (which == 4)
    last = (Parts){ year + 1, 2, 0 };
  SkDate end = { 0 };
  if (!interval_of(&first, date) || !interval_of(&last, &end))
    return false;
  date->last = end.last;
  return true;
}

static int scan_season_word(Scan *scan) {
  static const char *const words[4][6] = { { "spring", "春", "봄", NULL },
                                           { "summer", "夏", "여름", NULL },
                                           { "autumn", "fall", "秋", "가을", NULL },
                                           { "winter", "冬", "겨울", NULL } };
  for (int i = 0; i < 4; i++)
    if (scan_any(scan, words[i]))
      return i + 1;
  return 0;
}

static bool scan_season_first(Scan *scan, SkDate *date) {
  Scan try = *scan;
  int year, digits, which = scan_season_word(&try);
  scan_spaces(&try);
  if (which == 0 || !scan_number(&try, 4, &year, &digits) || digits != 4 || !season(year, which, date))
    return false;
  *scan = try;
  return true;
}

/* 19601214 */
static bool eight_digits(int value, SkDate *date) {
  Parts parts = { value / 10000, value / 100 % 100, value % 100 };
  return parts.month != 0 && parts.day != 0 && interval_of(&parts, date);
}

/* 196X */
static bool scan_decade(Scan *scan, SkDate *date) {
  Scan try = *scan;
  int value, digits;
  if (!scan_number(&try, 3, &value, &digits) || digits != 3 || !scan_word(&try, "X") ||
      !sk_day_of(value * 10, 1, 1, &date->first) || !sk_day_of(value * 10 + 9, 12, 31, &date->last))
    return false;
  *scan = try;
  return true;
}

/* What follows the year in 1961-21 or 1961 spring. */
static bool scan_season_of(Scan *scan, int year, SkDate *date) {
  Scan code = *scan, word = *scan;
  int number, digits;
  if (scan_peek(&code) == '-') {
    scan_skip(&code);
    if (scan_number(&code, 2, &number, &digits) && digits == 2 && number >= 21 && number <= 24 &&
        season(year, number - 20, date)) {
      *scan = code;
      return true;
    }
  }
  scan_any(&word, year_words);
  number = scan_season_word(&word);
  if (number == 0 || !season(year, number, date))
    return false;
  *scan = word;
  return true;
}

static bool scan_gregorian(Scan *scan, SkDate *date) {
  Scan try = *scan;
  Parts parts = { 0 };
  int digits;
  scan_word(&try, "西暦");
  if (!scan_number(&try, 8, &parts.year, &digits))
    return false;
  if (digits == 8 && eight_digits(parts.year, date)) {
    *scan = try;
    return true;
  }
  if ((digits != 4 && digits != 0) || parts.year < 1000)
    return scan_decade(scan, date);
  if (!scan_season_of(&try, parts.year, date)) {
    scan_month_day(&try, &parts);
    if (!interval_of(&parts, date))
      return false;
  }
  *scan = try;
  return true;
}

/* ---- the whole */

static const char *const juche_words[] = { "주체", "主体", "主體", "juche", NULL };
static const char *const dangi_words[] = { "단기", "檀紀", "檀君紀元", "dangi", NULL };
static const char *const lunar_words[] = { "陰暦", "旧暦", "陰曆", "음력", "旧", "lunar", NULL };
static const char *const about_before[] = { "約", "およそ", "약", "about", "around", "circa", "c.", "ca.", NULL };
static const char *const about_after[] = { "年頃", "頃", "ころ", "ごろ", "경", "무렵", "쯤", NULL };

/* A lunar day falls some 20 to 50 days later in the solar year; both readings are covered. */
#define LUNAR_LATER 51

static bool scan_one(Scan *scan, SkDate *date) {
  return scan_era(scan, date) || scan_counted(scan, juche_words, 1911, SK_CALENDAR_JUCHE, date) ||
         scan_counted(scan, dangi_words, -2333, SK_CALENDAR_DANGI, date) || scan_season_first(scan, date) ||
         scan_english(scan, date) || scan_gregorian(scan, date);
}

static void scan_qualifiers(Scan *scan, SkDate *date) {
  for (;;) {
    Scan try = *scan;
    scan_spaces(&try);
    if (scan_any(&try, about_after))
      date->doubt |= SK_DOUBT_ABOUT;
    else if (scan_peek(scan) == '~' || scan_peek(scan) == '%' || scan_peek(scan) == '?') {
      date->doubt |= scan_peek(scan) == '~'   ? SK_DOUBT_ABOUT
                     : scan_peek(scan) == '?' ? SK_DOUBT_UNCERTAIN
                                              : SK_DOUBT_ABOUT | SK_DOUBT_UNCERTAIN;
      try = *scan;
      scan_skip(&try);
    } else
      return;
    *scan = try;
  }
}

static bool scan_qualified(Scan *scan, SkDate *date) {
  bool about = scan_any(scan, about_before), lunar = scan_any(scan, lunar_words);
  scan_spaces(scan);
  if (!scan_one(scan, date))
    return false;
  Scan after = *scan; /* (陰暦), (음력) */
  scan_spaces(&after);
  bool bracket = scan_word(&after, "(");
  if (bracket && scan_any(&after, lunar_words) && scan_word(&after, ")")) {
    lunar = true;
    *scan = after;
  }
  if (lunar) {
    date->calendar = SK_CALENDAR_LUNAR;
    date->doubt |= SK_DOUBT_LUNAR;
    date->last += LUNAR_LATER;
  }
  date->doubt |= about ? SK_DOUBT_ABOUT : 0;
  scan_qualifiers(scan, date);
  return true;
}

/* "A/B", "../B", "A/..": only in the strict form of EDTF, so that 1960/12/14 stays a day. */
static bool scan_interval(Scan *scan, SkDate *date) {
  Scan try = *scan;
  SkDate first = { .first = SK_DAY_MIN }, last = { .last = SK_DAY_MAX };
  if (!scan_word(&try, "..")) {
    int year, digits;
    Scan ahead = try;
    if (!scan_number(&ahead, 4, &year, &digits) || digits != 4 || scan_peek(&ahead) == '.')
      return false;
    const char *slash = memchr(try.text + try.at, '/', try.len - try.at);
    if (slash == NULL)
      return false;
    Scan part = { try.text, (size_t)(slash - try.text), try.at };
    if (!scan_qualified(&part, &first) || part.at != part.len)
      return false;
    try.at = part.at;
  }
  if (!scan_word(&try, "/"))
    return false;
  Scan ahead = try;
  int value, digits;
  bool open = scan_word(&try, "..");
  if (!open && (!scan_number(&ahead, 4, &value, &digits) || digits != 4 || !scan_qualified(&try, &last)))
    return false;
  if (first.first > last.last)
    return false;
  *date = (SkDate){ first.first, last.last, first.calendar, first.doubt | last.doubt };
  *scan = try;
  return true;
}

size_t sk_date_parse(const char *text, size_t len, SkDate *ret_date) {
  Scan scan = { text, len, 0 };
  SkDate date = { 0 };
  scan_spaces(&scan);
  if (!scan_interval(&scan, &date)) {
    date = (SkDate){ 0 };
    if (!scan_qualified(&scan, &date))
      return 0;
  }
  *ret_date = date;
  return scan.at;
}

/* "33.4.5" in a column of era dates: the list's writer left the era out because everybody was born in it. */
static bool parse_bare_era(const char *text, size_t len, SkDate *date) {
  Scan scan = { text, len, 0 };
  int year, digits;
  scan_spaces(&scan);
  if (!scan_number(&scan, 2, &year, &digits) || digits == 0 || !era_date(SHOWA, year, &scan, date))
    return false;
  scan_spaces(&scan);
  return scan.at == len;
}

bool sk_date_parse_in(const char *text, size_t len, SkCalendar calendar, SkDate *ret_date) {
  SkDate date = { 0 };
  size_t taken = sk_date_parse(text, len, &date);
  Scan rest = { text, len, taken };
  scan_spaces(&rest);
  if (taken == 0 || rest.at != len) {
    date = (SkDate){ 0 };
    if (calendar != SK_CALENDAR_JAPANESE_ERA || !parse_bare_era(text, len, &date))
      return false;
  }
  if (calendar == SK_CALENDAR_LUNAR && date.calendar != SK_CALENDAR_LUNAR) {
    date.calendar = SK_CALENDAR_LUNAR;
    date.doubt |= SK_DOUBT_LUNAR;
    date.last += LUNAR_LATER;
  }
  *ret_date = date;
  return true;
}
