#include "text/date_figure.h"

#include "text/date_gap.h"
#include "text/similar.h"

#include <string.h>

static Unit unit_here(Scan *scan) {
  static const struct {
    Unit unit;
    const char *words[14]; /* end with NULL */
  } rows[] = {
    { UNIT_DECADE, { "年代", "년대", "연대", "'s", "-е годы", "-х годах", "-х годов", "-е гг", "-х гг", "-х", "-е" } },
    { UNIT_FISCAL, { "年度" } },
    { UNIT_YEAR,
      { "年", "년도", "년", "th year of", "st year of", "nd year of", "rd year of", "-й год", "-ый год", "-го года",
        "-ого года" } },
    { UNIT_QUARTER, { "四半期", "/4분기", "/4半期", "사분기", "분기" } },
    { UNIT_CENTURY, { "世紀", "세기", "th century", "st century", "e siècle", "ème siècle" } },
    { UNIT_MONTH, { "月", "월" } },
    { UNIT_DAY, { "日", "일", "th", "st", "nd", "rd", "er", "號", "号", "-го", "-ого" } },
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

bool month_called_next(const Scan *scan) {
  Scan try = *scan;
  scan_spaces(&try);
  scan_any(&try, (const char *const[]){ "leap lunar", "lunar", "leap", NULL });
  scan_spaces(&try);
  return scan_word(&try, "month");
}

static bool is_month_name_next(const Scan *scan) {
  Scan try = *scan;
  WordKind kind;
  int value;
  scan_spaces(&try);
  return word_take(&try, &kind, &value) && kind == WORD_MONTH;
}

Unit unit_take(Scan *scan, const Number *number) {
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
  if (unit == UNIT_DAY && month_called_next(&try))
    unit = UNIT_MONTH;
  if (unit == UNIT_DECADE && number->digits <= 2 && (number->value % 10 != 0 || is_month_name_next(&try)))
    unit = UNIT_DAY; /* 3-е мая */
  if (unit == UNIT_DAY && number->digits == 4 && scan_peek(scan) == '-')
    unit = UNIT_YEAR; /* 1945-го */
  *scan = try;
  return unit;
}

/* What a reader of poor copies makes of 年, 月 and 日; only the last of them ends a date. */
static Unit misread_unit_take(Scan *scan) {
  static const struct {
    Unit unit;
    bool ends;
    const char *const words[7]; /* end with NULL */
  } rows[] = { { UNIT_YEAR, false, { "午", "牛", "手", "牟", "녕", "넌", NULL } },
               { UNIT_MONTH, false, { "目", "冃", "曰", "윌", NULL } },
               { UNIT_DAY, true, { "曰", "目", "口", "臼", "얼", "읠", NULL } } };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    Scan try = *scan;
    Number number;
    if (!scan_any(&try, rows[i].words))
      continue;
    Scan next = try;
    scan_spaces(&next);
    if (number_take(&next, &number) == rows[i].ends)
      continue;
    *scan = try;
    return rows[i].unit;
  }
  return UNIT_NONE;
}

#define COUNTED_MOST 130 /* hours, years of a life */

/* Numbers of a clock or an age are none of a date. */
static bool is_of_something_else(const Scan *scan) {
  static const char *const words[] = { "時",  "h",     "시",  ":",     "歳",   "才",   "세",   "살",
                                       "лет", "года ", "yrs", "years", "か月", "ヶ月", "개월", "час",
                                       "ч.",  "am",    "pm",  "a.m",   "p.m",  "次",   "차",   NULL };
  static const char *const halves[] = { "am", "pm", "a.m", "p.m", NULL };
  Scan try = *scan;
  Number minutes;
  scan_spaces(&try);
  Scan clock = try; /* 3.20pm */
  return scan_any(&try, words) || (scan_word(&clock, ".") && number_take(&clock, &minutes) && minutes.digits == 2 &&
                                   (scan_spaces(&clock), scan_any(&clock, halves)));
}

/* The year is the figure after its base, wherever that stands: 2 May Showa 13. Six figures are a whole date. */
static bool is_year_of_base(const Written *written, const Figure *figure) {
  return written->base != NULL && written->count == written->base_at && figure->unit == UNIT_NONE &&
         figure->number.digits <= 4;
}

static bool is_second_year(const Written *written, const Figure *figure) {
  const Figure *first = &written->figures[0];
  bool short_again = first->short_year && figure->short_year; /* '59-'61 */
  bool cut = first->unit == UNIT_NONE && first->number.digits == 4 && figure->unit == UNIT_YEAR &&
             figure->number.digits == 2 && figure->before != 0; /* 1959-61년 */
  if (written->count == 1 && written->base == NULL && (short_again || cut))
    return true;
  if (written->count == 0 || first->number.digits != 4 || figure->number.digits != 4 || written->base != NULL)
    return false;
  if (figure->unit != UNIT_NONE)
    return figure->unit == UNIT_YEAR || figure->unit == UNIT_DECADE;
  int value = figure->number.value; /* "1960. 1214" lost a point; "1960-1962" has two years */
  return figure->before == '-' || value / 100 > 12 || value % 100 > 31 || value % 100 == 0 || value / 100 == 0;
}

/* 1938、9年: likewise, cut to its last figure. */
static bool is_second_cut_short(const Written *written, const Figure *figure) {
  const Figure *first = &written->figures[0];
  return written->count == 1 && written->base == NULL && first->unit == UNIT_NONE && first->number.digits == 4 &&
         figure->unit == UNIT_YEAR && figure->before != 0 && figure->number.value < 10;
}

/* Juche 49, 1960 */
static bool is_year_again(const Written *written, const Figure *figure) {
  int year;
  return written->base != NULL && written->count > written->base_at && figure->number.digits == 4 &&
         base_year(written->base, written->figures[written->base_at].number.value, &year) &&
         year == figure->number.value;
}

/* 8月10日-12日, 昭和35・36年: a second figure of what the first counts begins another date. */
static bool is_second_of_unit(const Written *written, const Figure *figure) {
  for (int i = 0; i < written->count; i++)
    if (figure->unit != UNIT_NONE && figure->before != 0 && written->figures[i].unit == figure->unit)
      return true;
  return false;
}

/* 第1四半期: no figure of the date but a portion of the year. */
static bool quarter_take(int quarter, Written *written) {
  if (quarter < 1 || quarter > 4 || written->portion != PORTION_NONE)
    return false;
  written->portion = (Portion)(PORTION_QUARTER_1 + quarter - 1);
  return true;
}

/* The number and what it counts; `called`: what was said before it. */
static bool figure_read(Scan *scan, Unit called, Figure *figure) {
  static const char *const opening[] = { "«", "“", "„", "\"", NULL }, *const closing[] = { "»", "”", "“", "\"", NULL };
  bool quoted = scan_any(scan, opening) && (scan_spaces(scan), true); /* «15» апреля */
  bool ordinal = scan_word(scan, "第");
  figure->short_year = scan_word(scan, "'") || scan_word(scan, "’") || scan_word(scan, "‘");
  bool han = !scan_is_digit(scan_peek(scan));
  if (!number_take(scan, &figure->number) || (quoted && (scan_spaces(scan), !scan_any(scan, closing))))
    return false;
  figure->unit = called != UNIT_NONE ? called : unit_take(scan, &figure->number);
  Unit unit_before = figure->unit;
  if (figure->unit == UNIT_NONE)
    figure->unit = misread_unit_take(scan);
  figure->number.lookalike |= unit_before == UNIT_NONE && figure->unit != UNIT_NONE;
  figure->bare_han = han && figure->unit == UNIT_NONE;
  bool small = called == UNIT_MONTH || called == UNIT_DAY; /* "of the third month 1960" names a year */
  return !(small && figure->number.value > 31) && !(ordinal && figure->unit == UNIT_NONE); /* 第2日曜 is no day */
}

/* Whether the figure belongs to something else, or to another date. */
static bool is_of_another(const Scan *scan, const Written *written, const Figure *figure) {
  return (figure->unit == UNIT_NONE && figure->number.value <= COUNTED_MOST && is_of_something_else(scan)) ||
         is_second_year(written, figure) || is_second_of_unit(written, figure) || is_second_cut_short(written, figure);
}

static bool take_called(Scan *scan, Unit called, Written *written, uint32_t before) {
  Scan try = *scan;
  Figure figure = { .before = before };
  if (written->count == FIGURES_MOST || !figure_read(&try, called, &figure))
    return false;
  unsigned open = gap_digits_take(&try, written, &figure) ? SK_DOUBT_UNCERTAIN : 0;
  if (is_of_another(&try, written, &figure))
    return false;
  *scan = try;
  written->doubt |= open;
  if (figure.unit == UNIT_QUARTER)
    return quarter_take(figure.number.value, written);
  if (is_year_again(written, &figure)) {
    written->year_again = figure.number.value;
    return true;
  }
  if (is_year_of_base(written, &figure))
    figure.unit = UNIT_YEAR;
  written->doubt |= figure.number.lookalike ? SK_DOUBT_LOOKALIKE : 0;
  written->figures[written->count++] = figure;
  return true;
}

bool figure_take(Scan *scan, Written *written, uint32_t before) {
  return take_called(scan, UNIT_NONE, written, before);
}

bool figure_take_called(Scan *scan, Written *written) {
  static const struct {
    Unit unit;
    const char *word;
  } rows[] = { { UNIT_MONTH, "month " }, { UNIT_DAY, "day " },  { UNIT_FISCAL, "fiscal year " },
               { UNIT_FISCAL, "fy " },   { UNIT_FISCAL, "fy" }, { UNIT_YEAR, "year " } };
  Scan try = *scan;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    if (scan_word(&try, rows[i].word) && take_called(&try, rows[i].unit, written, 0)) {
      written->doubt |= rows[i].unit == UNIT_FISCAL ? SK_DOUBT_PART : 0; /* whose it is begins where it likes */
      *scan = try;
      return true;
    }
  return false;
}

/* ---- months in other letters */

bool month_roman_take(Scan *scan, Written *written, uint32_t before) {
  static const char *const months[] = {
    "XII", "XI", "X", "IX", "VIII", "VII", "VI", "V", "IV", "III", "II", "I", NULL
  };
  static const uint32_t spaced = ' ';
  Scan try = *scan;
  for (int i = 0; months[i] != NULL; i++) {
    Number number;
    if (!scan_word(&try, months[i]))
      continue;
    Scan next = try;
    scan_spaces(&next);
    uint32_t sign = next.at != try.at ? spaced : scan_peek(&next);
    bool apart = sign == '.' || sign == '/' || sign == '-';
    if (apart)
      scan_skip(&next);
    scan_spaces(&next);
    if (written->count == 0 && written->month == 0 && apart && number_take(&next, &number)) { /* IV.1960 */
      written->month = 12 - i;
      *scan = try;
      return true;
    }
    if (written->count != 1 || written->month != 0 || written->figures[0].unit != UNIT_NONE ||
        !number_take(&next, &number) || (sign != before && before != 0 && number.digits != 4)) /* 17/XII-1959 */
      return false;
    written->month = 12 - i;
    *scan = try;
    return true;
  }
  return false;
}

/* The letters of a word, its 1, 0 and rn read as the letters they look like. */
static size_t letters_take(Scan *scan, char *out, size_t size) {
  size_t len = 0;
  for (uint32_t code = scan_peek(scan); scan_is_letter(code) || code == '0' || code == '1'; code = scan_peek(scan)) {
    if (len == size)
      return 0;
    out[len++] = (char)(code == '0' ? 'o' : code == '1' ? 'l' : code | 0x20);
    if (len > 1 && out[len - 2] == 'r' && out[len - 1] == 'n')
      out[--len - 1] = 'm';
    scan_skip(scan);
  }
  return len;
}

bool month_misspelt_take(Scan *scan, Written *written) {
  static const struct {
    int month;
    const char *name;
  } rows[] = { { 1, "january" },   { 2, "february" }, { 4, "april" },     { 8, "august" },
               { 9, "september" }, { 10, "october" }, { 11, "november" }, { 12, "december" } };
  char letters[12];
  Scan try = *scan;
  size_t len = letters_take(&try, letters, sizeof letters);
  for (size_t i = 0; len >= 5 && written->month == 0 && i < sizeof rows / sizeof rows[0]; i++) {
    if (letters[0] != rows[i].name[0] || sk_similar_slips(letters, len, rows[i].name, strlen(rows[i].name)) > 1)
      continue;
    written->month = rows[i].month;
    written->doubt |= SK_DOUBT_LOOKALIKE;
    *scan = try;
    return true;
  }
  return false;
}
