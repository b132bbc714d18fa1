#include "text/date_written.h"

#include <string.h>

static const Written nothing = { .season = -1, .decade = -1, .weekday = -1, .cycle = -1 };

/* ---- numbers and what they count */

static Unit unit_here(Scan *scan) {
  static const struct {
    Unit unit;
    const char *words[9]; /* end with NULL */
  } rows[] = {
    { UNIT_DECADE, { "年代", "년대", "연대", "'s" } },
    { UNIT_FISCAL, { "年度" } },
    { UNIT_YEAR, { "年", "년도", "년" } },
    { UNIT_CENTURY, { "世紀", "세기", "th century", "st century" } },
    { UNIT_MONTH, { "月", "월" } },
    { UNIT_DAY, { "日", "曰", "目", "일", "th", "st", "nd", "rd" } },
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    for (const char *const *word = rows[i].words; *word != NULL; word++) {
      Scan try = *scan;
      if (!scan_word(&try, *word) || (scan_is_letter((unsigned char)(*word)[1]) && scan_is_letter(scan_peek(&try))))
        continue;
      *scan = try;
      return rows[i].unit;
    }
  return UNIT_NONE;
}

static Unit unit_take(Scan *scan, const Number *number) {
  Scan try = *scan;
  if (number->value % 10 == 0 && number->digits >= 2 && scan_word(&try, "s") && !scan_is_letter(scan_peek(&try))) {
    *scan = try;
    return UNIT_DECADE;
  }
  scan_spaces(&try);
  Unit unit = unit_here(&try);
  Scan weekday = try; /* 14 日曜, 14 월요일 */
  if (unit == UNIT_NONE || scan_word(&weekday, "曜") || scan_word(&weekday, "요일"))
    return UNIT_NONE;
  *scan = try;
  return unit;
}

/* Numbers of a clock or an age are none of a date. */
static bool is_of_something_else(const Scan *scan) {
  static const char *const words[] = { "時", "시", ":",   "歳",  "才", "세", "살",
                                       "am", "pm", "a.m", "p.m", "次", "차", NULL };
  Scan try = *scan;
  scan_spaces(&try);
  return scan_any(&try, words);
}

/* The year is the figure after its base, wherever that stands: 2 May Showa 13. Six figures are a whole date. */
static bool is_year_of_base(const Written *written, const Figure *figure) {
  return written->base != NULL && written->count == written->base_at && figure->unit == UNIT_NONE &&
         figure->number.digits <= 4;
}

static bool is_second_year(const Written *written, const Figure *figure) {
  const Figure *first = &written->figures[0];
  if (written->count == 0 || first->number.digits != 4 || figure->number.digits != 4 || written->base != NULL)
    return false;
  int value = figure->number.value; /* "1960. 1214" lost a point; "1960-1962" has two years */
  return figure->before == '-' || value / 100 > 12 || value % 100 > 31 || value % 100 == 0 || value / 100 == 0;
}

static bool figure_take(Scan *scan, Written *written, uint32_t before) {
  Scan try = *scan;
  Figure figure = { .before = before };
  figure.short_year = scan_word(&try, "'") || scan_word(&try, "’") || scan_word(&try, "‘");
  if (written->count == FIGURES_MOST || !number_take(&try, &figure.number))
    return false;
  figure.unit = unit_take(&try, &figure.number);
  if (figure.unit == UNIT_NONE && (is_of_something_else(&try) || is_second_year(written, &figure)))
    return false;
  if (is_year_of_base(written, &figure))
    figure.unit = UNIT_YEAR;
  written->doubt |= figure.number.lookalike ? SK_DOUBT_LOOKALIKE : 0;
  written->figures[written->count++] = figure;
  *scan = try;
  return true;
}

/* ---- words */

static bool set_once(int *slot, int none, int value) {
  if (*slot != none && *slot != value)
    return false;
  *slot = value;
  return true;
}

static bool is_begun(const Written *written) {
  return written->count > 0 || written->month != 0 || written->decade >= 0 || written->cycle >= 0;
}

static bool set_lunar(Written *written, int kind) {
  if (written->calendar_said && written->lunar != (LunarKind)kind)
    return false;
  written->calendar_said = true;
  written->lunar = (LunarKind)kind;
  return true;
}

/* 추석: the fifteenth of the eighth lunar month; a feast of the sun has a negative number. */
static bool set_feast(Written *written, int feast) {
  int value = feast < 0 ? -feast : feast;
  return set_once(&written->month, 0, value / 100) && set_once(&written->day, 0, value % 100) &&
         set_lunar(written, feast < 0 ? LUNAR_NO : LUNAR_KOREAN);
}

static bool set_open(Written *written, WordKind kind) {
  bool begun = is_begun(written);
  if (begun == (kind == WORD_BEFORE || kind == WORD_AFTER) && kind != WORD_SINCE)
    return false;
  written->closed |= begun;
  written->before |= kind == WORD_BEFORE;
  written->after |= kind == WORD_AFTER;
  written->until |= kind == WORD_UNTIL;
  written->since |= kind == WORD_SINCE;
  return true;
}

static bool word_apply(Written *written, WordKind kind, int value) {
  int portion = (int)written->portion;
  switch (kind) {
  case WORD_MONTH:
    return set_once(&written->month, 0, value);
  case WORD_DAY:
    return set_once(&written->day, 0, value);
  case WORD_SEASON:
    return set_once(&written->season, -1, value);
  case WORD_PORTION:
    if (!set_once(&portion, PORTION_NONE, value))
      return false;
    written->portion = (Portion)portion;
    return true;
  case WORD_FEAST:
    return set_feast(written, value);
  case WORD_DECADE:
    return set_once(&written->decade, -1, value);
  case WORD_WEEKDAY:
    return set_once(&written->weekday, -1, value);
  case WORD_LUNAR:
    return set_lunar(written, value);
  case WORD_LEAP:
    written->leap = true;
    return true;
  case WORD_ABOUT:
  case WORD_UNCERTAIN:
    written->doubt |= kind == WORD_ABOUT ? SK_DOUBT_ABOUT : SK_DOUBT_UNCERTAIN;
    return true;
  case WORD_BEFORE:
  case WORD_AFTER:
  case WORD_UNTIL:
  case WORD_SINCE:
    return set_open(written, kind);
  case WORD_BETWEEN:
    written->between = true;
    return !is_begun(written);
  case WORD_FILLER:
    return true;
  }
  return false;
}

/* Takes a word, and the point of an abbreviation or the hyphen of "mid-March" after it. */
static bool word_read(Scan *scan, Written *written) {
  Scan try = *scan;
  WordKind kind;
  int value;
  if (!word_take(&try, &kind, &value) || !word_apply(written, kind, value))
    return false;
  uint32_t sign = scan_peek(&try);
  if ((sign == '.' && scan_is_letter((unsigned char)try.text[try.at - 1])) || (sign == '-' && kind == WORD_PORTION) ||
      (sign == ':' && kind == WORD_FILLER))
    scan_skip(&try);
  *scan = try;
  return true;
}

/* ---- brackets */

static bool bracket_weekday(Scan *scan, Written *written) {
  static const char *const days[] = { "日", "月", "火", "水", "木", "金", "土", "일",
                                      "월", "화", "수", "목", "금", "토", NULL };
  for (int i = 0; days[i] != NULL; i++)
    if (scan_word(scan, days[i]))
      return set_once(&written->weekday, -1, i % 7);
  return false;
}

/* (1960), (1960年), (昭和35年), (S35): the year again. */
static bool bracket_year(Scan *scan, Written *written) {
  Scan try = *scan;
  const YearBase *base = base_take(&try);
  Number number;
  scan_spaces(&try);
  if (!is_begun(written) || !number_take(&try, &number))
    return false;
  Unit unit = unit_take(&try, &number);
  int year = number.value;
  if ((unit != UNIT_NONE && unit != UNIT_YEAR) || (base != NULL && !base_year(base, number.value, &year)) ||
      (base == NULL && (year < 1000 || year > 9999)))
    return false;
  scan_spaces(&try);
  if (scan_peek(&try) != ')')
    return false;
  *scan = try;
  return set_once(&written->year_again, 0, year);
}

static bool bracket_cycle(Scan *scan, Written *written) {
  int cycle = cycle_take(scan);
  scan_any(scan, (const char *const[]){ "年", "년", NULL });
  return cycle >= 0 && set_once(&written->cycle, -1, cycle);
}

/* (昭)33.4.5 */
static bool bracket_base(Scan *scan, Written *written) {
  if (written->count > 0 || written->base != NULL)
    return false;
  written->base = base_take_alone(scan);
  return written->base != NULL;
}

/* Words alone: (旧), (陰暦), (음), (頃), (?), (Wed.), (推定). */
static bool bracket_words(Scan *scan, Written *written) {
  bool any = false;
  for (;;) {
    scan_spaces(scan);
    if (scan_word(scan, "?"))
      written->doubt |= SK_DOUBT_UNCERTAIN;
    else if (!word_read(scan, written))
      return any;
    any = true;
  }
}

static bool written_fill(Scan *scan, Written *written, Written *other);

/* A second statement: (陰暦4月3日), (양력 1938. 5. 2.). It must say its calendar, or that of the first is the other
 * one. */
static bool bracket_other(Scan *scan, const Written *written, Written *other) {
  Written found = nothing;
  if (other == NULL || other->count > 0 || written->count == 0 || !written_fill(scan, &found, NULL) || found.count == 0)
    return false;
  if (!found.calendar_said && !written->calendar_said)
    return false;
  *other = found;
  return true;
}

typedef bool BracketRead(Scan *scan, Written *written);

static bool bracket_end(Scan *scan) {
  scan_spaces(scan);
  return scan_any(scan, (const char *const[]){ ")", "]", "〕", "】", "」", NULL });
}

static bool bracket_take(Scan *scan, Written *written, Written *other) {
  static BracketRead *const readers[] = { bracket_weekday, bracket_year, bracket_cycle, bracket_base, bracket_words };
  Scan inside = *scan;
  if (!scan_any(&inside, (const char *const[]){ "(", "[", "〔", "【", "「", NULL }))
    return false;
  scan_spaces(&inside);
  for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
    Scan try = inside;
    Written tried = *written;
    if (readers[i](&try, &tried) && bracket_end(&try)) {
      *written = tried;
      *scan = try;
      return true;
    }
  }
  if (!bracket_other(&inside, written, other) || !bracket_end(&inside))
    return false;
  *scan = inside;
  return true;
}

/* ---- the whole */

/* A year of the cycle is one only where it is called a year, or beside another year: the letters make names too. */
static bool cycle_read(Scan *scan, Written *written) {
  static const char *const years[] = { "年", "년", "생", "生", "歳", NULL };
  Scan try = *scan;
  Written tried = *written;
  int cycle = cycle_take(&try);
  if (cycle < 0 || !set_once(&tried.cycle, -1, cycle))
    return false;
  bracket_take(&try, &tried, NULL); /* 경진(庚辰)년 */
  scan_spaces(&try);
  if (!scan_any(&try, years) && written->count == 0)
    return false;
  *written = tried;
  *scan = try;
  return true;
}

static bool states_year(const Written *written) {
  for (int i = 0; i < written->count; i++)
    if (written->figures[i].unit != UNIT_MONTH && written->figures[i].unit != UNIT_DAY)
      return written->month == 0 || written->figures[i].number.digits == 4; /* of a named month it may be the day */
  return false;
}

static bool base_read(Scan *scan, Written *written) {
  Scan try = *scan;
  if (written->base != NULL)
    return false;
  const YearBase *base = base_take(&try);
  bool behind = written->count > 0 && base_is_gregorian(base); /* 1960 A.D. */
  if (base == NULL || (!behind && states_year(written)))
    return false;
  written->base = behind ? NULL : base;
  written->base_at = written->count;
  *scan = try;
  return true;
}

static bool is_separator(uint32_t code) {
  switch (code) {
  case '.':
  case '-':
  case '/':
  case ',':
  case 0xb7:   /* · */
  case 0x2010: /* ‐ */
  case 0x2011:
  case 0x2024: /* ․ */
  case 0x3001: /* 、 */
  case 0x3002: /* 。 */
  case 0x30fb: /* ・ */
  case 0xff65: /* ･ */
    return true;
  default:
    return false;
  }
}

/* "~", "?" and "%" where they qualify; between two numbers "~" stands for a stretch. */
static bool qualifier_take(Scan *scan, Written *written) {
  uint32_t sign = scan_peek(scan);
  Scan after = *scan;
  Number number;
  if (sign != '~' && sign != '?' && sign != '%')
    return false;
  scan_skip(&after);
  Scan next = after;
  scan_spaces(&next);
  if (sign == '~' && is_begun(written) && (number_take(&next, &number) || base_take(&next) != NULL))
    return false;
  written->doubt |= (sign != '?' ? SK_DOUBT_ABOUT : 0) | (sign != '~' ? SK_DOUBT_UNCERTAIN : 0);
  *scan = after;
  return true;
}

/* A unit after the bracket that interrupts: 주체49(1960)년. */
static void late_unit(Scan *scan, Written *written) {
  Figure *last = written->count > 0 ? &written->figures[written->count - 1] : NULL;
  Scan try = *scan;
  if (last == NULL || (last->unit != UNIT_NONE && last->unit != UNIT_YEAR))
    return;
  Unit unit = unit_take(&try, &last->number);
  if (unit == UNIT_NONE)
    return;
  last->unit = unit;
  *scan = try;
}

static bool next_take(Scan *scan, Written *written, Written *other, uint32_t before) {
  if (scan_is_digit(scan_peek(scan)))
    return figure_take(scan, written, before);
  if (bracket_take(scan, written, other)) {
    late_unit(scan, written);
    return true;
  }
  return base_read(scan, written) || qualifier_take(scan, written) || cycle_read(scan, written) ||
         word_read(scan, written) || figure_take(scan, written, before);
}

/* Takes all it knows; the scan ends after the last thing of the date, not after a separator. */
static bool written_fill(Scan *scan, Written *written, Written *other) {
  Scan try = *scan, end = *scan;
  uint32_t before = 0;
  int signs = 0;
  for (;;) {
    scan_spaces(&try);
    if (next_take(&try, written, other, before)) {
      before = 0;
      signs = 0;
      if (is_begun(written))
        end = try;
      if (written->closed) /* から, まで: what follows is another date */
        break;
      continue;
    }
    before = scan_peek(&try);
    if (!is_separator(before) || signs++ == 2)
      break;
    scan_skip(&try);
  }
  *scan = end;
  return is_begun(written);
}

/* The time of the day: T10:30:00Z, 10:30, 午前10時30分, 오전 10시, 3 p.m.; it says nothing here. */
static void time_take(Scan *scan) {
  static const char *const before[] = { "午前", "午後", "오전", "오후", "T", "at", "正午", "未明", NULL };
  static const char *const hours[] = { "時", "시", NULL }, *const minutes[] = { "分", "분", "半", "반", NULL };
  static const char *const after[] = { "a.m.", "p.m.", "am", "pm", "頃", "ごろ", "경", "Z", NULL };
  Scan try = *scan;
  Number number;
  scan_spaces(&try);
  if (scan_peek(&try) == ',')
    scan_skip(&try);
  scan_spaces(&try);
  scan_any(&try, before);
  scan_spaces(&try);
  if (!number_take(&try, &number) || number.value > 24)
    return;
  scan_spaces(&try);
  bool clock = scan_any(&try, hours);
  while (scan_word(&try, ":") && number_take(&try, &number))
    clock = true;
  scan_spaces(&try);
  Scan minute = try;
  if (clock && number_take(&minute, &number) && (scan_spaces(&minute), scan_any(&minute, minutes)))
    try = minute;
  scan_spaces(&try);
  if (scan_any(&try, after) || clock)
    *scan = try;
}

/* The point that ends a Korean date: 1960. 12. 14. */
static void last_point_take(Scan *scan) {
  Scan try = *scan;
  scan_spaces(&try);
  if (scan_peek(&try) != '.' && scan_peek(&try) != 0x3002)
    return;
  scan_skip(&try);
  *scan = try;
}

bool written_take(Scan *scan, Written *ret_written, Written *ret_other) {
  Scan try = *scan;
  Written written = nothing, other = nothing;
  if (!written_fill(&try, &written, &other))
    return false;
  last_point_take(&try);
  time_take(&try);
  *ret_written = written;
  *ret_other = other;
  *scan = try;
  return true;
}
