#include "text/date.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- printing */

static int print_part(SkDay first, SkDay last, char *out, size_t size) {
  int y1, m1, d1, y2, m2, d2;
  sk_day_split(first, &y1, &m1, &d1);
  sk_day_split(last, &y2, &m2, &d2);
  SkDay next;
  bool to_month_end = last < SK_DAY_MAX && (sk_day_split(last + 1, &y2, &m2, &d2), d2 == 1);
  sk_day_split(last, &y2, &m2, &d2);
  if (first == last)
    return snprintf(out, size, "%04d-%02d-%02d", y1, m1, d1);
  if (y1 == y2 && m1 == 1 && d1 == 1 && m2 == 12 && d2 == 31)
    return snprintf(out, size, "%04d", y1);
  if (y1 == y2 && m1 == m2 && d1 == 1 && to_month_end)
    return snprintf(out, size, "%04d-%02d", y1, m1);
  if (y1 % 10 == 0 && y2 == y1 + 9 && sk_day_of(y1, 1, 1, &next) && next == first && m2 == 12 && d2 == 31)
    return snprintf(out, size, "%03dX", y1 / 10);
  return snprintf(out, size, "%04d-%02d-%02d/%04d-%02d-%02d", y1, m1, d1, y2, m2, d2);
}

size_t sk_date_print_edtf(const SkDate *date, char *out, size_t size) {
  char text[64];
  int y, m, d;
  if (date->first == SK_DAY_MIN) {
    sk_day_split(date->last, &y, &m, &d);
    snprintf(text, sizeof text, "../%04d-%02d-%02d", y, m, d);
  } else if (date->last == SK_DAY_MAX) {
    sk_day_split(date->first, &y, &m, &d);
    snprintf(text, sizeof text, "%04d-%02d-%02d/..", y, m, d);
  } else {
    print_part(date->first, date->last, text, sizeof text);
  }
  bool about = (date->doubt & SK_DOUBT_ABOUT) != 0, uncertain = (date->doubt & SK_DOUBT_UNCERTAIN) != 0;
  return (size_t)snprintf(out, size, "%s%s", text, about && uncertain ? "%" : about ? "~" : uncertain ? "?" : "");
}

/* ---- ages */

/* The same day of the year, `years` earlier; 28 February for a leap day that has no counterpart. */
static SkDay years_before(SkDay day, int years) {
  int y, m, d;
  SkDay before = day;
  sk_day_split(day, &y, &m, &d);
  if (!sk_day_of(y - years, m, d, &before))
    sk_day_of(y - years, m, d - 1, &before);
  return before;
}

bool sk_age_birth(int age, SkAgeCounting counting, const SkDate *reference, SkDate *ret_birth) {
  if (age < 0 || age > 130 || reference->first == SK_DAY_MIN || reference->last == SK_DAY_MAX)
    return false;
  int y1, y2, m, d, dd;
  sk_day_split(reference->first, &y1, &m, &d);
  sk_day_split(reference->last, &y2, &m, &dd);
  SkDate birth = { .calendar = SK_CALENDAR_AGE };
  if (counting == SK_AGE_KAZOE || counting == SK_AGE_UNKNOWN) {
    if (!sk_day_of(y1 - age + 1, 1, 1, &birth.first) || !sk_day_of(y2 - age + 1, 12, 31, &birth.last))
      return false;
  }
  if (counting == SK_AGE_FULL || counting == SK_AGE_UNKNOWN) {
    SkDay first = years_before(reference->first, age + 1) + 1, last = years_before(reference->last, age);
    birth.first = counting == SK_AGE_FULL || first < birth.first ? first : birth.first;
    birth.last = counting == SK_AGE_FULL || last > birth.last ? last : birth.last;
  }
  birth.doubt = counting == SK_AGE_UNKNOWN ? SK_DOUBT_COUNTING : 0;
  birth.doubt |= reference->doubt & (SK_DOUBT_ABOUT | SK_DOUBT_UNCERTAIN);
  *ret_birth = birth;
  return true;
}

/* ---- comparing */

static bool meet(const SkDate *a, const SkDate *b) {
  return a->first <= b->last && b->first <= a->last;
}

static SkDateMatch compare_days(SkDay a, SkDay b) {
  int y1, m1, d1, y2, m2, d2;
  sk_day_split(a, &y1, &m1, &d1);
  sk_day_split(b, &y2, &m2, &d2);
  if (y1 == y2 && m1 == d2 && d1 == m2)
    return SK_DATE_SWAPPED;
  int years = abs(y1 - y2);
  /* a slip of the tens, or of neighbouring eras: Taisho 1 is 14 years before Showa 1, Meiji 1 is 44 before Taisho 1 */
  if (m1 == m2 && d1 == d2 && (years == 10 || years == 14 || years == 44))
    return SK_DATE_ERA_SLIP;
  return SK_DATE_CONFLICT;
}

SkDateMatch sk_date_compare(const SkDate *a, const SkDate *b) {
  bool day_a = a->first == a->last, day_b = b->first == b->last;
  if (day_a && day_b && a->first == b->first)
    return SK_DATE_EXACT;
  if (meet(a, b))
    return SK_DATE_COMPATIBLE;
  SkDateMatch match = day_a && day_b ? compare_days(a->first, b->first) : SK_DATE_CONFLICT;
  if (match != SK_DATE_CONFLICT)
    return match;
  int64_t gap = a->first > b->last ? (int64_t)a->first - b->last : (int64_t)b->first - a->last;
  return gap <= 366 ? SK_DATE_NEAR : SK_DATE_CONFLICT;
}
