#include "text/date_apply.h"

#include "text/date_figure.h"

#include <string.h>

#define DAYS_IN_WEEK 7

bool written_set_once(int *slot, int none, int value) {
  if (*slot != none && *slot != value)
    return false;
  *slot = value;
  return true;
}

bool written_is_begun(const Written *written) {
  return written->count > 0 || written->month != 0 || written->season > 0 || written->decade >= 0 ||
         written->cycle >= 0 || written->whole || written->next_year || written->year_again != 0;
}

static bool set_lunar(Written *written, int kind) {
  if (written->calendar_said && written->lunar != (LunarKind)kind)
    return false;
  written->calendar_said = true;
  written->lunar = (LunarKind)kind;
  return true;
}

/* 추석: the fifteenth of the eighth lunar month. What the text says of the calendar goes before the feast's own. */
static bool set_feast(Written *written, int feast) {
  LunarKind lunar = (LunarKind)(feast / FEAST(1, 0, 0) % 10);
  int days = feast / FEAST_DAYS(0, 0, 1);
  written->more_days = days > 0 ? days - 1 : written->more_days;
  written->doubt |= days > 0 ? SK_DOUBT_PART : 0;
  return written_set_once(&written->month, 0, feast / 100 % 100) && written_set_once(&written->day, 0, feast % 100) &&
         (lunar == LUNAR_NO || written->calendar_said || set_lunar(written, (int)lunar));
}

/* 昭和初期, 大正年間: an era by itself, and a portion of it. Its name alone is too often that of a place. */
static bool set_whole(Written *written) {
  written->whole |= written->count == 0 && base_is_era(written->base);
  return true;
}

/* 1960年より前; but "60년 전" was sixty years ago. */
static bool counts_from_era(const Written *written) {
  return written->base != NULL || (written->count > 0 && written->figures[0].number.value >= 1000);
}

bool written_set_open(Written *written, WordKind kind, int value) {
  if (kind != WORD_BEFORE && kind != WORD_AFTER) /* 大正から */
    set_whole(written);
  bool begun = written_is_begun(written);
  bool excluded = kind == WORD_UNTIL && value != 0;
  if (((kind == WORD_UNTIL || kind == WORD_AFTER_IT) && !begun) ||
      (begun && (kind == WORD_BEFORE || kind == WORD_AFTER)) || (excluded && !counts_from_era(written)))
    return false;
  written->closed |= begun;
  written->before |= excluded || (kind == WORD_BEFORE && value == 0);
  written->after |= kind == WORD_AFTER || kind == WORD_AFTER_IT;
  written->until |= (kind == WORD_UNTIL && !excluded) || (kind == WORD_BEFORE && value != 0);
  written->since |= kind == WORD_SINCE;
  written->doubt |= value == 2 ? SK_DOUBT_PART : 0;
  return true;
}

/* summer/autumn: the second follows the first. */
static bool set_season(Written *written, int season) {
  if (written->season < 1 || season != written->season + 1)
    return written_set_once(&written->season, -1, season);
  written->last_season = season;
  return true;
}

static bool set_century(Written *written, int century) {
  if (written->count > 0)
    return false;
  written->figures[written->count++] = (Figure){ .number = { century, 2 }, .unit = UNIT_CENTURY };
  return true;
}

static bool set_next_year(Written *written) {
  if (written_is_begun(written))
    return false;
  written->next_year = true;
  return true;
}

static bool set_week(Written *written) {
  written->more_days = DAYS_IN_WEEK - 1;
  written->doubt |= SK_DOUBT_PART;
  return !written_is_begun(written);
}

/* What may be said of any date, whatever else is said. */
static bool set_mark(Written *written, WordKind kind, int value) {
  written->leap |= kind == WORD_LEAP;
  written->then |= kind == WORD_THEN;
  written->old_style |= kind == WORD_STYLE && value != 0;
  written->doubt |= kind == WORD_ABOUT ? SK_DOUBT_ABOUT : kind == WORD_UNCERTAIN ? SK_DOUBT_UNCERTAIN : 0;
  return true;
}

static bool word_apply(Written *written, WordKind kind, int value) {
  int portion = (int)written->portion;
  switch (kind) {
  case WORD_MOON_MONTH:
  case WORD_MONTH:
    written->moon_month |= kind == WORD_MOON_MONTH;
    return written_set_once(&written->month, 0, value);
  case WORD_MOON_DAY:
  case WORD_DAY:
    written->moon_day |= kind == WORD_MOON_DAY;
    return written_set_once(&written->day, 0, value);
  case WORD_SEASON:
    return set_season(written, value);
  case WORD_PORTION:
    if (!written_set_once(&portion, PORTION_NONE, value))
      return false;
    written->portion = (Portion)portion;
    return set_whole(written);
  case WORD_FEAST:
    return set_feast(written, value);
  case WORD_DECADE:
    return written_set_once(&written->decade, -1, value);
  case WORD_WEEKDAY:
    return written_set_once(&written->weekday, -1, value);
  case WORD_LUNAR:
    return set_lunar(written, value);
  case WORD_LEAP:
  case WORD_ABOUT:
  case WORD_UNCERTAIN:
  case WORD_THEN:
  case WORD_STYLE:
  case WORD_FILLER:
    return set_mark(written, kind, value);
  case WORD_BEFORE:
  case WORD_AFTER:
  case WORD_AFTER_IT:
  case WORD_UNTIL:
  case WORD_SINCE:
    return written_set_open(written, kind, value);
  case WORD_BETWEEN:
    return !written_is_begun(written); /* the stretch that follows says the rest */
  case WORD_WHOLE:
    return base_is_era(written->base) && set_whole(written);
  case WORD_BORN:
    written->born = true;
    return set_whole(written); /* 大正生まれ */
  case WORD_CENTURY:
    return set_century(written, value);
  case WORD_ACROSS:
    written->across = true;
    return written_is_begun(written);
  case WORD_NEXT_YEAR:
    return set_next_year(written);
  case WORD_WEEK:
    return set_week(written);
  case WORD_OTHER:
    return false;
  }
  return false;
}

/* Russian never writes the month first. */
static bool is_cyrillic(uint32_t code) {
  return code >= 0x400 && code < 0x500;
}

/* Whether a word of letters has just ended, which a point may close: Dec., дек. */
static bool is_abbreviated(const Scan *scan) {
  unsigned char last = (unsigned char)scan->text[scan->at - 1];
  return scan_is_letter(last) || (scan->at > 1 && ((unsigned char)scan->text[scan->at - 2] & 0xfe) == 0xd0);
}

/* The sign that belongs to the word before it. */
static void word_sign_take(Scan *scan, WordKind kind) {
  uint32_t sign = scan_peek(scan);
  if (kind == WORD_BORN && scan_word(scan, ".:")) /* D.O.B.: */
    return;
  if ((sign == '.' && is_abbreviated(scan)) ||
      (sign == '-' && (kind == WORD_PORTION || kind == WORD_BEFORE || kind == WORD_AFTER)) ||
      (sign == ':' && (kind == WORD_FILLER || kind == WORD_UNCERTAIN || kind == WORD_LUNAR || kind == WORD_BORN ||
                       kind == WORD_THEN)) ||
      (sign == ')' && kind == WORD_LUNAR && memchr(scan->text, '(', scan->at) == NULL)) /* 음)1959.11.17 */
    scan_skip(scan);
}

bool written_take_word(Scan *scan, Written *written) {
  Scan try = *scan;
  WordKind kind;
  int value;
  if (!word_take(&try, &kind, &value))
    return false;
  if (kind == WORD_DAY && month_called_next(&try)) /* the eighth lunar month */
    kind = WORD_MONTH;
  if (!word_apply(written, kind, value))
    return false;
  written->moon_korean |= (kind == WORD_MOON_MONTH || kind == WORD_MOON_DAY) && scan_is_hangul(scan_peek(scan));
  written->day_first |= is_cyrillic(scan_peek(scan));
  word_sign_take(&try, kind);
  *scan = try;
  return true;
}
