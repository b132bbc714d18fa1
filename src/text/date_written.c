#include "text/date_apply.h"
#include "text/date_clock.h"
#include "text/date_figure.h"
#include "text/date_gap.h"

static const Written nothing = { .season = -1, .decade = -1, .weekday = -1, .cycle = -1, .branch = -1 };

/* ---- brackets */

static bool bracket_weekday(Scan *scan, Written *written) {
  static const char *const days[] = { "日", "月", "火", "水", "木", "金", "土", "일",
                                      "월", "화", "수", "목", "금", "토", NULL };
  for (int i = 0; days[i] != NULL; i++)
    if (scan_word(scan, days[i]))
      return written_set_once(&written->weekday, -1, i % 7);
  return false;
}

/* (1960), (1960年), (昭和35年), (S35): the year again. */
static bool bracket_year(Scan *scan, Written *written) {
  Scan try = *scan;
  scan_any(&try, (const char *const[]){ "i.e. ", "i.e., ", "すなわち", "즉 ", NULL });
  const YearBase *base = base_take(&try, NULL);
  Number number;
  scan_spaces(&try);
  if ((!written_is_begun(written) && written->branch < 0) || !number_take(&try, &number))
    return false;
  Unit unit = unit_take(&try, &number);
  int year = number.value;
  if ((unit != UNIT_NONE && unit != UNIT_YEAR) || (base != NULL && !base_year(base, number.value, &year)) ||
      (base == NULL && (year < 1000 || year > 9999)))
    return false;
  scan_any(&try, (const char *const[]){ "生", "생", NULL });
  *scan = try;
  return written_set_once(&written->year_again, 0, year);
}

static bool bracket_cycle(Scan *scan, Written *written) {
  int cycle = cycle_take(scan), branch = cycle < 0 ? branch_take(scan) : -1;
  scan_any(scan, (const char *const[]){ "年", "년", NULL });
  return branch >= 0 ? written_set_once(&written->branch, -1, branch)
                     : cycle >= 0 && written_set_once(&written->cycle, -1, cycle);
}

/* (昭)33.4.5, (昭和33)4.5, 33年4月5日(昭和), 33.4.5(昭和) */
static bool bracket_base(Scan *scan, Written *written) {
  bool behind =
      written->count > 0 && written->figures[0].number.value <= 99 &&
      (written->figures[0].unit == UNIT_YEAR || (written->count == 3 && written->figures[0].unit == UNIT_NONE));
  if ((written->count > 0 && !behind) || written->base != NULL)
    return false;
  written->base = base_take_alone(scan);
  if (written->base == NULL || behind)
    return written->base != NULL;
  scan_spaces(scan);
  Figure year = { .unit = UNIT_YEAR };
  if (!number_take(scan, &year.number))
    return true;
  Unit unit = unit_take(scan, &year.number);
  written->figures[written->count++] = year;
  return unit == UNIT_NONE || unit == UNIT_YEAR;
}

/* Words alone: (旧), (陰暦), (음), (頃), (?), (Wed.), (推定). */
static bool bracket_words(Scan *scan, Written *written) {
  bool any = false;
  for (;;) {
    scan_spaces(scan);
    if (scan_word(scan, "?"))
      written->doubt |= SK_DOUBT_UNCERTAIN;
    else if (!written_take_word(scan, written))
      return any;
    any = true;
  }
}

static bool written_fill(Scan *scan, Written *written, Written *other);

static bool states_year(const Written *written);

/* 4, 26 октября: a day whose year, and perhaps month, is still to come. */
static bool is_day_alone(const Written *written) {
  return written->count == 1 && written->base == NULL && written->figures[0].number.digits <= 2 &&
         written->figures[0].number.value <= 31 &&
         (written->figures[0].unit == UNIT_NONE || written->figures[0].unit == UNIT_DAY);
}

/* A second statement: (陰暦4月3日), (양력 1938. 5. 2.), (1960年4月8日), in the Gregorian calendar 4 (17) марта. It says
 * its calendar, or that of the first is the other one, or it is a whole date that can only be the same day again. */
static bool bracket_other(Scan *scan, const Written *written, Written *other) {
  Written found = nothing;
  if (other == NULL || other->count > 0 || written->count == 0 || !written_fill(scan, &found, NULL) || found.count == 0)
    return false;
  bool dated = (found.base != NULL || states_year(&found)) && (found.count > 1 || found.month != 0);
  bool day = is_day_alone(written) && is_day_alone(&found) && (found.month != 0) == (written->month != 0);
  if (!found.calendar_said && !written->calendar_said && !dated && !day)
    return false;
  if (day)
    found.figures[0].unit = UNIT_DAY;
  *other = found;
  return true;
}

/* 음력 3월 2일, 양력 1935년 4월 4일: the second says that it is in the other calendar. */
static void other_take(Scan *scan, const Written *written, Written *other) {
  Scan try = *scan;
  Written found = nothing;
  scan_spaces(&try);
  scan_any(&try, (const char *const[]){ ",", "、", "/", ";", "=", "・", NULL });
  scan_spaces(&try);
  if (other->count > 0 || !written->calendar_said || !written_fill(&try, &found, NULL) || found.count == 0 ||
      !found.calendar_said || (found.lunar == LUNAR_NO) == (written->lunar == LUNAR_NO))
    return;
  *other = found;
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
  if (!bracket_other(&inside, written, other))
    return false;
  last_point_take(&inside);
  if (!bracket_end(&inside))
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
  int cycle = cycle_take(&try), branch = cycle < 0 ? branch_take(&try) : -1;
  if (branch >= 0 ? !written_set_once(&tried.branch, -1, branch)
                  : cycle < 0 || !written_set_once(&tried.cycle, -1, cycle))
    return false;
  bracket_take(&try, &tried, NULL); /* 경진(庚辰)년 */
  scan_spaces(&try);
  bool ended = base_is_era(written->base) && try.at == try.len; /* 大正甲子 */
  if (!scan_any(&try, years) && branch < 0 && written->count == 0 && !ended)
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

/* Whether the last figure is the year of a base that follows it, for no figure follows. */
static bool takes_year_before(const Scan *scan, const Written *written, const YearBase *base) {
  Scan next = *scan;
  Number number;
  const Figure *last = written->count > 0 ? &written->figures[written->count - 1] : NULL;
  scan_spaces(&next);
  return last != NULL && (last->unit == UNIT_NONE || last->unit == UNIT_YEAR) && !number_take(&next, &number) &&
         (last->number.value <= 99 || base == base_of_bare(last->number.value)); /* 4292 Dangi */
}

static bool base_read(Scan *scan, Written *written) {
  Scan try = *scan;
  if (written->base != NULL)
    return false;
  bool brief = false;
  const YearBase *base = base_take(&try, &brief), *misread = base == NULL ? base_take_misread(&try) : NULL;
  bool behind = written->count > 0 && base_is_gregorian(base); /* 1960 A.D. */
  base = misread != NULL ? misread : base;
  if (base == NULL)
    return false;
  if (!behind && takes_year_before(&try, written, base)) { /* December 14, 35 Showa */
    written->base_at = written->count - 1;
    written->figures[written->base_at].unit = UNIT_YEAR;
  } else if (!behind && states_year(written))
    return false;
  else
    written->base_at = written->count;
  written->base = behind ? NULL : base;
  written->brief = brief;
  written->doubt |= misread != NULL ? SK_DOUBT_LOOKALIKE : 0;
  written->whole |= base->most == 0; /* a time without years of its own */
  *scan = try;
  return true;
}

/* A dash that is not the ASCII one. */
static bool is_dash(uint32_t code) {
  return code == 0x2013 || code == 0x2014 || code == 0x2015 || code == 0x2212 || code == 0x30fc || code == 0x2500;
}

/* 1960–04–08: dashes between three figures set them apart; one dash would stand for a stretch. */
static bool is_setting_apart(const Scan *scan, const Written *written, uint32_t dash) {
  Scan next = *scan;
  Number number;
  const Figure *last = written->count > 0 ? &written->figures[written->count - 1] : NULL;
  if (!is_dash(dash) || last == NULL || last->unit != UNIT_NONE || written->count > 2)
    return false;
  if (written->count == 2)
    return last->before == dash;
  scan_skip(&next);
  return (last->number.digits == 4 || last->number.digits == 2) && number_take(&next, &number) && number.digits <= 2 &&
         scan_peek(&next) == dash;
}

/* 3 April - 8 May: the figure behind the dash belongs to another month. */
static bool is_dash_to_month(const Scan *scan, const Written *written) {
  Scan next = *scan;
  Number number;
  WordKind kind;
  int value;
  if (written->month == 0 || !scan_word(&next, "-"))
    return false;
  scan_spaces(&next);
  if (!number_take(&next, &number))
    return false;
  unit_take(&next, &number);
  scan_spaces(&next);
  return word_take(&next, &kind, &value) && kind == WORD_MONTH;
}

/* 1956 - ca. 1965, March 1988 - spring 1990: words and a year of its own behind the dash are another date. */
static bool is_dash_to_year(const Scan *scan, const Written *written) {
  Scan next = *scan;
  Number number;
  WordKind kind;
  int value, words = 0;
  bool dated = written->base != NULL;
  for (int i = 0; i < written->count; i++)
    dated |= written->figures[i].number.digits == 4;
  if (!dated || !scan_word(&next, "-"))
    return false;
  for (scan_spaces(&next); word_take(&next, &kind, &value); scan_spaces(&next), words++)
    scan_any(&next, (const char *const[]){ ".", "-", NULL });
  return words > 0 && number_take(&next, &number) && number.digits == 4;
}

static bool is_separator(uint32_t code) {
  switch (code) {
  case '.':
  case '-':
  case '_':
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
  if (sign == 0x304b) /* か */
    sign = '?';
  if (written_is_begun(written) && (sign == 0x301c || sign == 0x223c)) /* 〜 ∼ */
    sign = '~';
  if (sign != '~' && sign != '?' && sign != '%')
    return false;
  scan_skip(&after);
  Scan next = after;
  scan_spaces(&next);
  if ((sign == '~' || scan_peek(scan) == 0x304b) && written_is_begun(written) &&
      (number_take(&next, &number) || base_take(&next, NULL) != NULL))
    return false;
  *scan = after;
  if (sign == '~' && written_is_begun(written) && written->figures[0].unit != UNIT_NONE) /* 昭和35年4月〜 */
    return written_set_open(written, WORD_SINCE, 0);
  written->doubt |= (sign != '?' ? SK_DOUBT_ABOUT : 0) | (sign != '~' ? SK_DOUBT_UNCERTAIN : 0);
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

/* 1960 ± 1 */
static bool spread_take(Scan *scan, Written *written) {
  Scan try = *scan;
  Number number;
  if (written->count == 0 || !scan_any(&try, (const char *const[]){ "±", "+/-", "+-", NULL }))
    return false;
  scan_spaces(&try);
  if (!number_take(&try, &number) || number.value > SPREAD_MOST)
    return false;
  written->spread = number.value;
  written->doubt |= SK_DOUBT_ABOUT;
  *scan = try;
  return true;
}

static bool next_take(Scan *scan, Written *written, Written *other, uint32_t before) {
  if (scan_is_digit(scan_peek(scan)))
    return written_take_word(scan, written) || figure_take(scan, written, before);
  if (bracket_take(scan, written, other)) {
    late_unit(scan, written);
    return true;
  }
  return figure_take_called(scan, written) || month_roman_take(scan, written, before) || base_read(scan, written) ||
         cycle_read(scan, written) || written_take_word(scan, written) || gap_take(scan, written) ||
         spread_take(scan, written) || qualifier_take(scan, written) || figure_take(scan, written, before) ||
         month_misspelt_take(scan, written);
}

/* から, まで: what follows is another date, but for a word that says what it is the date of: 以前生まれ. */
static void closed_tail_take(Scan *scan, Written *written) {
  Scan try = *scan;
  WordKind kind;
  int value;
  scan_spaces(&try);
  bool doubtful = scan_any(&try, (const char *const[]){ "か", "?", NULL }); /* 以前か */
  if (!doubtful && (!word_take(&try, &kind, &value) || kind != WORD_BORN))
    return;
  written->doubt |= doubtful ? SK_DOUBT_UNCERTAIN : 0;
  written->born |= !doubtful;
  *scan = try;
}

/* *4.4.1937, <1960, >1960: born, before, after. */
static void sign_take(Scan *scan, Written *written) {
  Scan try = *scan;
  uint32_t sign = scan_peek(scan);
  scan_skip(&try);
  if (!scan_is_digit(scan_peek(&try)) || (sign != '*' && sign != '<' && sign != '>'))
    return;
  written->born = sign == '*';
  written->before = sign == '<';
  written->after = sign == '>';
  *scan = try;
}

/* Takes all it knows; the scan ends after the last thing of the date, not after a separator. */
static bool written_fill(Scan *scan, Written *written, Written *other) {
  Scan try = *scan, end = *scan;
  uint32_t before = 0;
  int signs = 0;
  sign_take(&try, written);
  gap_first_take(&try, written);
  for (;;) {
    scan_spaces(&try);
    if (try.at == try.len)
      break;
    if (next_take(&try, written, other, before)) {
      before = 0;
      signs = 0;
      if (written_is_begun(written))
        end = try;
      if (!written->closed)
        continue;
      closed_tail_take(&end, written);
      break;
    }
    if (is_dash_to_month(&try, written) || is_dash_to_year(&try, written))
      break;
    before = scan_peek(&try);
    if ((!is_separator(before) && !is_setting_apart(&try, written, before)) || signs++ == 2)
      break;
    scan_skip(&try);
  }
  *scan = end;
  return written_is_begun(written);
}

/* 12월 14일 수: a weekday's letter as the last of all. */
static void last_weekday_take(Scan *scan, Written *written) {
  Scan try = *scan;
  Written tried = *written;
  if (written->count < 2 || !scan_spaces(&try) || !bracket_weekday(&try, &tried) || try.at != try.len)
    return;
  *written = tried;
  *scan = try;
}

/* 午後2時出港: what happened then. */
static void event_take(Scan *scan, Written *written) {
  for (Scan try = *scan;; *scan = try) {
    WordKind kind;
    int value;
    scan_spaces(&try);
    if (!word_take(&try, &kind, &value) || (kind != WORD_FILLER && kind != WORD_BORN))
      return;
    written->born |= kind == WORD_BORN;
  }
}

bool written_take(Scan *scan, Written *ret_written, Written *ret_other) {
  Scan try = *scan;
  Written written = nothing, other = nothing;
  if (!written_fill(&try, &written, &other))
    return false;
  if (!scan_is_at_end(&try)) {
    last_point_take(&try);
    other_take(&try, &written, &other);
    last_weekday_take(&try, &written);
    time_take(&try);
    event_take(&try, &written);
  }
  *ret_written = written;
  *ret_other = other;
  *scan = try;
  return true;
}
