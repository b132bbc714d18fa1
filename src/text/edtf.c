#include "text/edtf.h"

#include <string.h>

typedef struct {
  const char *text;
  size_t len, at;
  unsigned doubt; /* gathered from what was read */
} Cursor;

/* A part of a date as the range its digits leave open: "196X" is 1960 to 1969. */
typedef struct {
  int least, most;
} Range;

typedef struct {
  Range year, month, day;
  bool has_month, has_day;
  bool unspecified; /* an X was read: digits after it make gaps */
  unsigned doubt;
} Parts;

static char peek(const Cursor *cursor) {
  return cursor->at < cursor->len ? cursor->text[cursor->at] : '\0';
}

static bool take(Cursor *cursor, char wanted) {
  if (cursor->at >= cursor->len || cursor->text[cursor->at] != wanted)
    return false;
  cursor->at++;
  return true;
}

static void take_blanks(Cursor *cursor) {
  while (take(cursor, ' ')) {
  }
}

static void take_qualifier(Cursor *cursor, Parts *parts) {
  if (take(cursor, '?'))
    parts->doubt |= SK_DOUBT_UNCERTAIN;
  else if (take(cursor, '~'))
    parts->doubt |= SK_DOUBT_ABOUT;
  else if (take(cursor, '%'))
    parts->doubt |= SK_DOUBT_UNCERTAIN | SK_DOUBT_ABOUT;
}

static bool take_digits(Cursor *cursor, int count, Parts *parts, Range *ret_range) {
  Range range = { 0, 0 };
  for (int i = 0; i < count; i++, cursor->at++) {
    char digit = peek(cursor);
    if (digit != 'X' && (digit < '0' || digit > '9'))
      return false;
    if (digit != 'X' && parts->unspecified)
      parts->doubt |= SK_DOUBT_GAPS;
    parts->unspecified |= digit == 'X';
    range.least = range.least * 10 + (digit == 'X' ? 0 : digit - '0');
    range.most = range.most * 10 + (digit == 'X' ? 9 : digit - '0');
  }
  *ret_range = range;
  return true;
}

/* Y170000002, Y-17E7: the digits after Y, more than four of them; years beyond SK_YEAR_MOST stand for it. */
static bool take_long_year(Cursor *cursor, Parts *parts) {
  bool negative = take(cursor, '-');
  int64_t year = 0;
  int count = 0, power = 0;
  for (; peek(cursor) >= '0' && peek(cursor) <= '9'; cursor->at++, count++)
    year = year > SK_YEAR_MOST ? year : year * 10 + (peek(cursor) - '0');
  if (count > 0 && take(cursor, 'E')) {
    while (peek(cursor) >= '0' && peek(cursor) <= '9' && power < 10)
      power = power * 10 + (cursor->text[cursor->at++] - '0');
    for (; power > 0 && year <= SK_YEAR_MOST; power--)
      year *= 10;
  } else if (count < 5)
    return false;
  if (year > SK_YEAR_MOST) {
    year = SK_YEAR_MOST;
    parts->doubt |= SK_DOUBT_FAR;
  }
  parts->year.least = parts->year.most = (int)(negative ? -year : year);
  return true;
}

static bool take_year(Cursor *cursor, Parts *parts) {
  if (take(cursor, 'Y'))
    return take_long_year(cursor, parts);
  bool negative = take(cursor, '-');
  if (!take_digits(cursor, 4, parts, &parts->year))
    return false;
  if (negative)
    parts->year = (Range){ -parts->year.most, -parts->year.least };
  return true;
}

/* The time of a day, which says nothing here. */
static void take_time(Cursor *cursor) {
  if (take(cursor, 'T'))
    while (peek(cursor) != '\0' && strchr("0123456789:.,Z+-", peek(cursor)) != NULL)
      cursor->at++;
}

static bool take_parts(Cursor *cursor, Parts *parts) {
  take_qualifier(cursor, parts);
  if (!take_year(cursor, parts))
    return false;
  take_qualifier(cursor, parts);
  for (int i = 0; i < 2 && take(cursor, '-'); i++) {
    take_qualifier(cursor, parts);
    if (!take_digits(cursor, 2, parts, i == 0 ? &parts->month : &parts->day))
      return false;
    parts->has_month = true;
    parts->has_day = i == 1;
    take_qualifier(cursor, parts);
  }
  if (parts->has_day)
    take_time(cursor);
  return true;
}

bool edtf_grouping(int year, int code, SkDay *ret_first, SkDay *ret_last) {
  static const struct {
    int8_t from, to, month, months; /* codes; month of the first of them, months that each takes */
  } groupings[] = { { 21, 24, 3, 3 }, { 25, 28, 3, 3 }, { 29, 32, 9, 3 },
                    { 33, 36, 1, 3 }, { 37, 39, 1, 4 }, { 40, 41, 1, 6 } };
  for (size_t i = 0; i < sizeof groupings / sizeof groupings[0]; i++) {
    if (code < groupings[i].from || code > groupings[i].to)
      continue;
    int month = groupings[i].month - 1 + (code - groupings[i].from) * groupings[i].months;
    int end = month % 12 + groupings[i].months;
    year += groupings[i].from == 29 && month >= 12 ? 0 : month / 12;
    if (!sk_day_of(year, month % 12 + 1, 1, ret_first) || !sk_day_of(year + end / 12, end % 12 + 1, 1, ret_last))
      return false;
    --*ret_last;
    return true;
  }
  return false;
}

static Range within(Range range, int least, int most) {
  return (Range){ range.least > least ? range.least : least, range.most < most ? range.most : most };
}

/* The earliest day that the digits allow (step 1), or the latest (step -1). Only 29 to 31 make it look further. */
static bool find_day(const Parts *parts, int step, SkDay *ret_day) {
  Range month = within(parts->month, 1, 12), day = within(parts->day, 1, 31);
  for (int y = step > 0 ? parts->year.least : parts->year.most; y >= parts->year.least && y <= parts->year.most;
       y += step)
    for (int m = step > 0 ? month.least : month.most; m >= month.least && m <= month.most; m += step)
      for (int d = step > 0 ? day.least : day.most; d >= day.least && d <= day.most; d += step)
        if (sk_day_of(y, m, d, ret_day))
          return true;
  return false;
}

#define STRETCH_MOST                                                                                                   \
  30 /* years that are written so; 2001-34 is what its standard says, and so is a season of level 1 */

/* 1938-40 is the first half of 1938 or the years 1938 to 1940. */
static void span_two_years(const Parts *parts, SkDate *date) {
  int code = parts->month.least, year = parts->year.least;
  if (code <= 24 || code <= year % 100 || code > year % 100 + STRETCH_MOST)
    return;
  sk_day_of(year, 1, 1, &date->first);
  sk_day_of(year - year % 100 + code, 12, 31, &date->last);
  date->doubt |= SK_DOUBT_CENTURY;
}

static bool read_date(Cursor *cursor, SkDate *ret_date) {
  Parts parts = { .month = { 1, 12 }, .day = { 1, 31 } };
  SkDate date = { 0 };
  if (!take_parts(cursor, &parts))
    return false;
  if (parts.month.least >= 21 && parts.month.least == parts.month.most) {
    if (parts.has_day || parts.year.least != parts.year.most ||
        !edtf_grouping(parts.year.least, parts.month.least, &date.first, &date.last))
      return false;
    parts.doubt |= parts.month.least <= 32 ? SK_DOUBT_PART : 0;
    span_two_years(&parts, &date);
  } else if (!find_day(&parts, 1, &date.first) || !find_day(&parts, -1, &date.last))
    return false;
  if (parts.doubt & SK_DOUBT_FAR) {
    date.first = parts.year.least < 0 ? SK_DAY_MIN : date.first;
    date.last = parts.year.least > 0 ? SK_DAY_MAX : date.last;
  }
  date.doubt |= parts.doubt;
  *ret_date = date;
  return true;
}

/* An end of an interval: a date, ".." where it is open, or nothing where it is not known. */
static bool read_end(Cursor *cursor, SkDay open, SkDate *ret_date) {
  SkDate end = { .first = open, .last = open };
  if (cursor->at + 2 <= cursor->len && memcmp(cursor->text + cursor->at, "..", 2) == 0)
    cursor->at += 2;
  else if (cursor->at == cursor->len || peek(cursor) == '/')
    end.doubt = SK_DOUBT_END;
  else
    return read_date(cursor, ret_date);
  *ret_date = end;
  return true;
}

static bool read_interval(Cursor *cursor, SkDate *ret_date) {
  SkDate first, last;
  if (!read_end(cursor, SK_DAY_MIN, &first) || !take(cursor, '/') || !read_end(cursor, SK_DAY_MAX, &last))
    return false;
  if (first.first > last.last || (first.first == SK_DAY_MIN && last.last == SK_DAY_MAX))
    return false;
  *ret_date = (SkDate){ first.first, last.last, SK_CALENDAR_GREGORIAN, first.doubt | last.doubt };
  return true;
}

/* One element of a set: a date, "a..b", "..b" or "a..". */
static bool read_element(Cursor *cursor, SkDate *ret_date) {
  SkDate first = { .first = SK_DAY_MIN }, last = { .last = SK_DAY_MAX };
  bool dated = peek(cursor) != '.';
  if (dated && !read_date(cursor, &first))
    return false;
  if (!(cursor->at + 2 <= cursor->len && memcmp(cursor->text + cursor->at, "..", 2) == 0)) {
    *ret_date = first;
    return dated;
  }
  cursor->at += 2;
  bool ended = peek(cursor) != ',' && peek(cursor) != '}' && peek(cursor) != ']' && peek(cursor) != ' ';
  if ((ended && !read_date(cursor, &last)) || (!dated && !ended) || first.first > last.last)
    return false;
  *ret_date = (SkDate){ first.first, last.last, SK_CALENDAR_GREGORIAN, first.doubt | last.doubt };
  return true;
}

static bool read_set(Cursor *cursor, SkDate *ret_date) {
  SkDate all = { .first = SK_DAY_MAX, .last = SK_DAY_MIN };
  char end = peek(cursor) == '[' ? ']' : '}';
  int count = 0;
  cursor->at++;
  do {
    SkDate one;
    take_blanks(cursor);
    if (!read_element(cursor, &one))
      return false;
    take_blanks(cursor);
    all.first = one.first < all.first ? one.first : all.first;
    all.last = one.last > all.last ? one.last : all.last;
    all.doubt |= one.doubt | (count++ > 0 ? SK_DOUBT_GAPS : 0);
  } while (take(cursor, ','));
  *ret_date = all;
  return take(cursor, end) && (all.first != SK_DAY_MIN || all.last != SK_DAY_MAX);
}

bool edtf_read(const char *text, size_t len, SkDate *ret_date) {
  Cursor cursor = { text, len, 0, 0 };
  SkDate date;
  bool is_set = peek(&cursor) == '[' || peek(&cursor) == '{';
  bool is_interval = len > 0 && !is_set && memchr(text, '/', len) != NULL;
  bool read = is_set        ? read_set(&cursor, &date)
              : is_interval ? read_interval(&cursor, &date)
                            : read_date(&cursor, &date);
  if (!read || cursor.at != len)
    return false;
  *ret_date = date;
  return true;
}

size_t edtf_run(const char *text, size_t len) {
  size_t at = 0;
  bool set = len > 0 && (text[0] == '[' || text[0] == '{');
  while (at < len && text[at] != '\0' &&
         (strchr("0123456789XYETZ-/.?~%:+,[]{}", text[at]) != NULL || (set && text[at] == ' ')))
    at++;
  while (set && at > 0 && text[at - 1] == ' ')
    at--;
  return at;
}
