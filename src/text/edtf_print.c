#include "text/date_base.h"
#include "text/edtf.h"

#include <stdio.h>

typedef struct {
  int year, month, day;
} Civil;

static Civil civil_of(SkDay day) {
  Civil civil;
  sk_day_split(day, &civil.year, &civil.month, &civil.day);
  return civil;
}

static bool ends_month(SkDay day) {
  return civil_of(day + 1).day == 1;
}

/* How much of the two ends must be said: whole years, whole months, or days. */
typedef enum { TO_YEAR, TO_MONTH, TO_DAY } Precision;

static Precision precision_of(SkDay first, SkDay last) {
  Civil from = civil_of(first), to = civil_of(last);
  if (from.day != 1 || !ends_month(last))
    return TO_DAY;
  return from.month == 1 && to.month == 12 ? TO_YEAR : TO_MONTH;
}

/* At most 18 letters: "-0044-03-15"; years of more than four digits are said whole. */
static void print_day(SkDay day, Precision precision, char out[static 24]) {
  Civil civil = civil_of(day);
  if (civil.year > 9999 || civil.year < -9999)
    snprintf(out, 24, "Y%d", civil.year);
  else if (precision == TO_YEAR)
    snprintf(out, 24, civil.year < 0 ? "%05d" : "%04d", civil.year);
  else if (precision == TO_MONTH)
    snprintf(out, 24, civil.year < 0 ? "%05d-%02d" : "%04d-%02d", civil.year, civil.month);
  else
    snprintf(out, 24, civil.year < 0 ? "%05d-%02d-%02d" : "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

static int season_of(const SkDate *date) {
  SkDay first, last;
  int year = civil_of(date->first).year;
  for (int code = 21; (date->doubt & SK_DOUBT_PART) != 0 && code <= 24; code++)
    if (edtf_grouping(year, code, &first, &last) && first == date->first && last == date->last)
      return code;
  return 0;
}

/* What one part says by itself: a day, a month, a year, a season, a decade, a century. */
static bool print_one(const SkDate *date, char out[static 24]) {
  Civil from = civil_of(date->first), to = civil_of(date->last);
  Precision precision = precision_of(date->first, date->last);
  int season = season_of(date);
  if (season != 0)
    snprintf(out, 24, from.year < 0 ? "%05d-%d" : "%04d-%d", from.year, season);
  else if (date->first == date->last || (precision == TO_YEAR && from.year == to.year) ||
           (precision == TO_MONTH && from.year == to.year && from.month == to.month))
    print_day(date->first, precision, out);
  else if (precision == TO_YEAR && from.year >= 0 && to.year <= 9999 && from.year % 10 == 0 && to.year == from.year + 9)
    snprintf(out, 24, "%03dX", from.year / 10);
  else if (precision == TO_YEAR && from.year >= 0 && to.year <= 9999 && from.year % 100 == 0 &&
           to.year == from.year + 99)
    snprintf(out, 24, "%02dXX", from.year / 100);
  else
    return false;
  return true;
}

/* 2600 would be read back as Koki, which 2600/2600 is not. */
static bool is_read_otherwise(const SkDate *date) {
  return base_of_bare(civil_of(date->first).year) != NULL;
}

static void print_end(const SkDate *date, bool is_first, Precision precision, char out[static 24]) {
  SkDay day = is_first ? date->first : date->last;
  if (day != SK_DAY_MIN && day != SK_DAY_MAX)
    print_day(day, precision, out);
  else
    snprintf(out, 24, "%s", date->doubt & SK_DOUBT_END ? "" : "..");
}

bool sk_date_is_either(unsigned doubt) {
  const unsigned others = SK_DOUBT_CENTURY | SK_DOUBT_CYCLE | SK_DOUBT_DISAGREE | SK_DOUBT_LUNAR | SK_DOUBT_ALMANAC;
  return (doubt & SK_DOUBT_ORDER) != 0 && (doubt & others) == 0;
}

size_t sk_date_print_edtf(const SkDate *date, char *out, size_t size) {
  static const char *const qualifiers[] = { "", "~", "?", "%" };
  char first[24], last[24];
  bool open = date->first == SK_DAY_MIN || date->last == SK_DAY_MAX;
  const char *mark = qualifiers[((date->doubt & SK_DOUBT_ABOUT) != 0) + 2 * ((date->doubt & SK_DOUBT_UNCERTAIN) != 0)];
  if (!open && !is_read_otherwise(date) && print_one(date, first))
    return (size_t)snprintf(out, size, "%s%s", first, mark);
  Precision precision = open ? TO_DAY : precision_of(date->first, date->last);
  print_end(date, true, precision, first);
  print_end(date, false, precision, last);
  if (!open && sk_date_is_either(date->doubt))
    return (size_t)snprintf(out, size, "[%s%s,%s%s]", first, mark, last, mark);
  return (size_t)snprintf(out, size, "%s%s/%s%s", first, date->first == SK_DAY_MIN ? "" : mark, last,
                          date->last == SK_DAY_MAX ? "" : mark);
}

#define WRITTEN_MOST 127 /* letters of EDTF kept as written; longer sets become their interval */

size_t sk_date_edtf_of(const char *text, size_t len, const SkDate *date, char *out, size_t size) {
  SkDate read;
  while (len > 0 && (*text == ' ' || *text == '\t')) {
    text++;
    len--;
  }
  while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t'))
    len--;
  if (len <= WRITTEN_MOST && edtf_read(text, len, &read) && read.first == date->first && read.last == date->last)
    return (size_t)snprintf(out, size, "%.*s", (int)len, text);
  return sk_date_print_edtf(date, out, size);
}
