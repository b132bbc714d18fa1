#include "link/compare.h"

#define YEAR_DAYS 366
#define DOUBT_LUNAR (1u << 2) /* SK_DOUBT_LUNAR of text/date.h */

struct civil {
  int32_t year;
  unsigned month, day;
};

/* Days since 1970-01-01 to year, month and day: H. Hinnant, "chrono-compatible low-level date algorithms" (2013). */
static struct civil civil_of(int32_t days) {
  int64_t shifted = (int64_t)days + 719468;
  int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  unsigned of_era = (unsigned)(shifted - era * 146097);
  unsigned year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  unsigned of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  unsigned month_from_march = (5 * of_year + 2) / 153;
  unsigned month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return (struct civil){ (int32_t)(year_of_era + era * 400) + (month <= 2), month,
                         of_year - (153 * month_from_march + 2) / 5 + 1 };
}

static int64_t span(const SkLinkDays *days) {
  return (int64_t)days->last - days->first + 1;
}

static SkLinkBirthLevel apart(int64_t days) {
  return days <= 2 * YEAR_DAYS   ? SK_LINK_BIRTH_YEARS
         : days <= 5 * YEAR_DAYS ? SK_LINK_BIRTH_FAR
                                 : SK_LINK_BIRTH_CONFLICT;
}

/* Two different days: is it one slip of the pen? */
static bool is_slip(struct civil a, struct civil b) {
  if (a.year == b.year)
    return (a.month == b.day && a.day == b.month) || a.month == b.month || a.day == b.day;
  return a.month == b.month && a.day == b.day && (a.year - b.year == 1 || b.year - a.year == 1);
}

static SkLinkBirthLevel compare_full(int32_t a, int32_t b) {
  if (a == b)
    return SK_LINK_BIRTH_DAY;
  struct civil left = civil_of(a), right = civil_of(b);
  if (is_slip(left, right))
    return SK_LINK_BIRTH_SLIP;
  return left.year == right.year ? SK_LINK_BIRTH_NEAR : apart(a < b ? (int64_t)b - a : (int64_t)a - b);
}

SkLinkBirthLevel sk_link_compare_birth(const SkLinkDays *a, const SkLinkDays *b) {
  if (span(a) == 1 && span(b) == 1)
    return compare_full(a->first, b->first);
  if (a->last < b->first)
    return apart((int64_t)b->first - a->last);
  if (b->last < a->first)
    return apart((int64_t)a->first - b->last);
  if ((a->doubt | b->doubt) & DOUBT_LUNAR && span(a) < YEAR_DAYS / 2 && span(b) < YEAR_DAYS / 2)
    return SK_LINK_BIRTH_LUNAR;
  return span(a) > YEAR_DAYS || span(b) > YEAR_DAYS ? SK_LINK_BIRTH_ABOUT : SK_LINK_BIRTH_WITHIN;
}
