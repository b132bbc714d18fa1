#include "text/date_figure.h"

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

/* Whether "th" counts a month: the 5th lunar month. Takes nothing. */
static bool is_month_next(const Scan *scan) {
  Scan try = *scan;
  scan_spaces(&try);
  scan_any(&try, (const char *const[]){ "leap lunar", "lunar", "leap", NULL });
  scan_spaces(&try);
  return scan_word(&try, "month");
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
  if (unit == UNIT_DAY && is_month_next(&try))
    unit = UNIT_MONTH;
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
  if (figure->unit != UNIT_NONE)
    return figure->unit == UNIT_YEAR || figure->unit == UNIT_DECADE;
  int value = figure->number.value; /* "1960. 1214" lost a point; "1960-1962" has two years */
  return figure->before == '-' || value / 100 > 12 || value % 100 > 31 || value % 100 == 0 || value / 100 == 0;
}

/* Juche 49, 1960 */
static bool is_year_again(const Written *written, const Figure *figure) {
  int year;
  return written->base != NULL && written->count > written->base_at && figure->number.digits == 4 &&
         base_year(written->base, written->figures[written->base_at].number.value, &year) &&
         year == figure->number.value;
}

bool figure_take(Scan *scan, Written *written, uint32_t before) {
  Scan try = *scan;
  Figure figure = { .before = before };
  figure.short_year = scan_word(&try, "'") || scan_word(&try, "’") || scan_word(&try, "‘");
  if (written->count == FIGURES_MOST || !number_take(&try, &figure.number))
    return false;
  figure.unit = unit_take(&try, &figure.number);
  if ((figure.unit == UNIT_NONE && is_of_something_else(&try)) || is_second_year(written, &figure))
    return false;
  if (is_year_again(written, &figure)) {
    written->year_again = figure.number.value;
    *scan = try;
    return true;
  }
  if (is_year_of_base(written, &figure))
    figure.unit = UNIT_YEAR;
  written->doubt |= figure.number.lookalike ? SK_DOUBT_LOOKALIKE : 0;
  written->figures[written->count++] = figure;
  *scan = try;
  return true;
}

/* ---- the clock */

void time_take(Scan *scan) {
  static const char *const before[] = { "午前", "午後", "오전", "오후", "T",    "at", "正午",
                                        "AM",   "PM",   "a.m.", "p.m.", "未明", NULL };
  static const char *const hours[] = { "時", "시", NULL }, *const minutes[] = { "分", "분", "半", "반", NULL };
  static const char *const after[] = { "a.m.", "p.m.", "am",  "pm",  "頃",  "ごろ", "경",
                                       "Z",    "GMT",  "UTC", "JST", "KST", NULL };
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
