#include "text/date_mean.h"

#include "text/date_days.h"

#include <string.h>

#define CYCLE_FIRST 1868 /* years in which a year of the cycle of sixty is sought: those of the lunar almanacs */
#define CYCLE_LAST 2030
#define SHOWA_MOST 64
#define YEAR_DAYS 365.25
#define WIDE 180 /* days that no rounding of years comes to */
#define YEAR_EARLY 1800
#define YEAR_NEAR 2100 /* no source speaks of later years, or of earlier ones */
#define YEARS_MOST 4

/* The years that a text can mean, with the base in which it counts them. */
typedef struct {
  int years[YEARS_MOST];
  int count;
  const YearBase *base;
  SkCalendar calendar;
  unsigned doubt;
} Years;

/* ---- which year */

static bool add_year(Years *years, int year) {
  if (years->count == YEARS_MOST || year < 1 || year > 9999)
    return false;
  years->years[years->count++] = year;
  return true;
}

/* A year without a base: 1960; 4293 can only be Dangi, and 2960 is a slip; 60 is 1960, or Showa 60 where it is followed
 * by 年. */
static bool plain_year(const Figure *figure, Years *years) {
  int value = figure->number.value;
  bool called = figure->unit == UNIT_YEAR && figure->before == 0;
  const YearBase *base = base_of_bare(value);
  if (base != NULL) {
    years->calendar = base->calendar;
    years->doubt |= SK_DOUBT_CENTURY;
    return base_year(base, value, &value) && add_year(years, value);
  }
  if (value >= 1000) {
    years->doubt |= value > YEAR_NEAR || value < YEAR_EARLY ? SK_DOUBT_CENTURY : 0;
    return add_year(years, value);
  }
  if (value < 1 || value > 99 || figure->number.digits > 2)
    return false;
  years->doubt |= SK_DOUBT_CENTURY;
  return add_year(years, 1900 + value) &&
         (!called || figure->short_year || value > SHOWA_MOST || add_year(years, 1925 + value));
}

/* Whether some day of the year bears the era's name. */
static bool is_in_era(int year, const YearBase *era) {
  SkDay first = SK_DAY_MIN, last = SK_DAY_MAX;
  sk_day_of(year, 1, 1, &first);
  sk_day_of(year, 12, 31, &last);
  return first <= era->last && last >= era->first;
}

/* In an era, 昭和庚子, a year of the cycle is one year as the era counts them, by the sun or nearly. */
static bool cycle_years(int cycle, const YearBase *base, Years *years) {
  for (int year = CYCLE_FIRST; year <= CYCLE_LAST; year++)
    if ((year - 4) % 60 == cycle && (!base_is_era(base) || is_in_era(year, base)) && !add_year(years, year))
      return false;
  years->calendar = base_is_era(base) ? base->calendar : SK_CALENDAR_CYCLE;
  years->doubt |= years->count > 1 || base_is_era(base) ? SK_DOUBT_CYCLE : 0;
  return years->count > 0;
}

/* Keeps the years that a second statement agrees with. If none does, `again` (0 none) may be meant too. */
static void keep_agreeing(Years *years, const Written *written) {
  int cycle = written->cycle, branch = written->branch, again = written->year_again;
  Years kept = *years;
  kept.count = 0;
  for (int i = 0; i < years->count; i++)
    if ((cycle < 0 || (years->years[i] - 4) % 60 == cycle) && (branch < 0 || (years->years[i] - 4) % 12 == branch) &&
        (again == 0 || years->years[i] == again))
      kept.years[kept.count++] = years->years[i];
  if (kept.count == 0) {
    years->doubt |= SK_DOUBT_DISAGREE;
    if (again != 0)
      add_year(years, again);
    return;
  }
  if (kept.count == 1)
    kept.doubt &= ~(unsigned)(SK_DOUBT_CENTURY | SK_DOUBT_CYCLE);
  *years = kept;
}

static bool years_of(const Written *written, const YearBase *base, const Slots *slots, Years *years) {
  bool stated = slots->year.number.digits >= 0;
  int year;
  *years = (Years){ .base = base, .calendar = base != NULL ? base->calendar : SK_CALENDAR_GREGORIAN };
  if (stated && base != NULL) {
    if (!base_year(base, slots->year.number.value, &year) || !add_year(years, year))
      return false;
  } else if (stated) {
    if (!plain_year(&slots->year, years))
      return false;
  } else if (written->cycle >= 0) {
    if (!cycle_years(written->cycle, base, years))
      return false;
  } else if (written->year_again == 0 || !add_year(years, written->year_again))
    return false;
  if (written->year_again != 0 || (stated && (written->cycle >= 0 || written->branch >= 0)))
    keep_agreeing(years, written);
  return true;
}

/* ---- which days of that year */

static bool is_lunar_by_law(const Years *years, int year) {
  const YearBase *base = years->base;
  return base != NULL && ((base->calendar == SK_CALENDAR_JAPANESE_ERA && year < 1873) ||
                          base->calendar == SK_CALENDAR_LUNAR_CHINESE || base->calendar == SK_CALENDAR_LUNAR_KOREAN ||
                          (base->last != SK_DAY_MAX && base->last != SK_DAY_MIN && base->last < KOREA_SOLAR));
}

/* A day that is solar or lunar. Until the third day of the twelfth month of Meiji 5, which became 1 January 1873 (edict
 * 337 of that year), Japanese documents count by the moon; whoever copied them later may have put the solar day. */
static bool days_either(const DayParts *parts, Days *days) {
  Days lunar, solar;
  bool has_lunar = days_lunar(parts, LUNAR_UNNAMED, &lunar), has_solar = !parts->leap && days_gregorian(parts, &solar);
  if (!has_lunar && !has_solar)
    return false;
  *days = has_lunar ? lunar : solar;
  if (has_lunar && has_solar)
    days_span(days, &solar);
  days->doubt |= SK_DOUBT_LUNAR;
  return true;
}

/* A year of the cycle beside a month, but not in an `official` era's year; 섣달, 보름, or 十月廿六 without 日: so the
 * moon is counted, but not only. */
static bool hints_lunar(const Written *written, bool official) {
  const Figure *last = written->count > 0 ? &written->figures[written->count - 1] : NULL;
  bool bare_han = written->count > 1 && last->unit == UNIT_NONE && last->number.digits == 0 &&
                  written->figures[written->count - 2].unit == UNIT_MONTH;
  return bare_han || written->moon_month || written->moon_day || (written->cycle >= 0 && !official);
}

static bool days_of_year(const Written *written, const Years *years, const DayParts *parts, LunarKind lunar,
                         Days *days) {
  if (lunar != LUNAR_NO)
    return days_lunar(parts, lunar, days);
  if (is_lunar_by_law(years, parts->year) && !written->calendar_said)
    return days_either(parts, days);
  if (!written->calendar_said && parts->month != 0 && hints_lunar(written, years->calendar == SK_CALENDAR_JAPANESE_ERA))
    return days_either(parts, days);
  return !parts->leap && days_gregorian(parts, days);
}

static void cut_to_era(const YearBase *era, const Slots *slots, bool lunar, Days *days) {
  if (era == NULL || (era->first == SK_DAY_MIN && era->last == SK_DAY_MAX))
    return;
  if (days->last < era->first || days->first > era->last) {
    days->doubt |= lunar ? 0 : SK_DOUBT_ERA_DAY;
    return;
  }
  if (slots->day != 0)
    return;
  days->first =
      days->first < era->first ? era->first : days->first; /* a year or month has the days the era had of it */
  days->last = days->last > era->last ? era->last : days->last;
}

/* Several years, several days: all of them, from the first to the last. */
static bool span_years(const Written *written, const Slots *slots, const Years *years, LunarKind lunar,
                       Days *ret_days) {
  Days all = { SK_DAY_MAX, SK_DAY_MIN, 0 };
  for (int i = 0; i < years->count; i++) {
    Days days;
    DayParts parts = { years->years[i], slots->month,    slots->day,      written->day == DAY_LAST,
                       written->leap,   written->season, written->portion };
    bool in_cycle = years->calendar == SK_CALENDAR_CYCLE && written->year_again == 0 && lunar == LUNAR_NO &&
                    !written->calendar_said;
    if (in_cycle ? !days_either(&parts, &days) : !days_of_year(written, years, &parts, lunar, &days))
      continue; /* 29 February of one of them */
    days_span(&all, &days);
  }
  *ret_days = all;
  return all.first <= all.last;
}

/* 3/4/1960: the third of April and the fourth of March. */
static bool span_orders(const Written *written, const Slots *slots, const Years *years, LunarKind lunar, Days *days) {
  Slots other = *slots;
  Days second;
  other.month = slots->day;
  other.day = slots->month;
  if (!span_years(written, slots, years, lunar, days) || !span_years(written, &other, years, lunar, &second))
    return false;
  days_span(days, &second);
  days->doubt |= SK_DOUBT_ORDER;
  return true;
}

/* ---- stretches of years */

/* 1960年代, the sixties, 昭和30年代, 20世紀. */
static bool mean_decade(const Written *written, const YearBase *base, const Slots *slots, Days *ret_days) {
  int value = slots->year.number.value, first = 1900 + written->decade, span = 10;
  unsigned doubt = 0;
  bool counted = base != NULL && !base_is_gregorian(base), stated = written->decade < 0;
  if (stated && slots->year.unit == UNIT_CENTURY) {
    span = 100;
    first = value * 100 - 99;
  } else if (stated && counted) {
    if (!base_year(base, value, &first))
      return false;
  } else if (stated && value % 100 == 0 && value >= 1000) { /* the 1900s: ten years or a hundred */
    span = 100;
    first = value;
    doubt = SK_DOUBT_CENTURY;
  } else if (stated && value >= 1000)
    first = value / 10 * 10;
  else {
    first = stated ? 1900 + value / 10 * 10 : first;
    doubt = SK_DOUBT_CENTURY;
  }
  if (value > 9999 || first < 0 || first + span > 10000 ||
      !days_years(first, first + span - 1, written->portion, ret_days))
    return false;
  ret_days->doubt |= doubt;
  if (counted)
    cut_to_era(base, slots, false, ret_days); /* 大正10年代 */
  return true;
}

/* 大正年間, 明治末: an era, or a third or half of its years. */
static bool mean_era(const Written *written, Days *ret_days) {
  const YearBase *era = written->base;
  int first, last, month, day;
  Days days = { era->first, era->last, 0 };
  sk_day_split(era->first, &first, &month, &day);
  sk_day_split(era->last, &last, &month, &day);
  if (written->portion == PORTION_ONE_FIGURE)
    last = last < first + 8 ? last : first + 8;
  else if (written->portion == PORTION_TWO_FIGURES)
    first += 9;
  if (written->portion != PORTION_NONE && (first > last || !days_years(first, last, written->portion, &days)))
    return false;
  days.first = days.first < era->first ? era->first : days.first;
  days.last = days.last > era->last ? era->last : days.last;
  *ret_days = days;
  return true;
}

/* ---- the whole */

static SkCalendar calendar_of(LunarKind lunar, SkCalendar otherwise) {
  static const SkCalendar calendars[] = { [LUNAR_KOREAN] = SK_CALENDAR_LUNAR_KOREAN,
                                          [LUNAR_CHINESE] = SK_CALENDAR_LUNAR_CHINESE,
                                          [LUNAR_UNNAMED] = SK_CALENDAR_LUNAR };
  return lunar == LUNAR_NO ? otherwise : calendars[lunar];
}

/* 섣달 보름: month and day have the names that they have by the moon, but nothing says so. */
static bool is_lunar_by_name(const Written *written) {
  return written->moon_month && written->moon_day && !written->calendar_said;
}

static LunarKind lunar_of(const Written *written, SkCalendar calendar) {
  LunarKind list = calendar == SK_CALENDAR_LUNAR           ? LUNAR_UNNAMED
                   : calendar == SK_CALENDAR_LUNAR_KOREAN  ? LUNAR_KOREAN
                   : calendar == SK_CALENDAR_LUNAR_CHINESE ? LUNAR_CHINESE
                                                           : LUNAR_NO;
  if (written->calendar_said)
    return written->lunar == LUNAR_UNNAMED && list != LUNAR_NO ? list : written->lunar;
  if (list == LUNAR_NO && is_lunar_by_name(written))
    return written->moon_korean ? LUNAR_KOREAN : LUNAR_UNNAMED;
  return list == LUNAR_NO && written->leap ? LUNAR_UNNAMED : list;
}

static bool open_ends(const Written *written, SkDate *date) {
  if (written->before)
    date->last = date->first - 1;
  if (written->after)
    date->first = date->last + 1;
  if (written->before || written->until)
    date->first = SK_DAY_MIN;
  if (written->after || written->since)
    date->last = SK_DAY_MAX;
  return date->first != SK_DAY_MIN || date->last != SK_DAY_MAX;
}

static bool is_weekday(SkDay day, int weekday) {
  return ((day + 4) % 7 + 7) % 7 == weekday; /* 1970-01-01 was a Thursday */
}

/* 3-5 March 1960, 5・6月: from the first of two days or months to the second. */
static bool span_two(const Written *written, const Slots *slots, const Years *years, LunarKind lunar, Days *days) {
  Slots last = *slots;
  Days end;
  last.day = slots->last_day != 0 ? slots->last_day : slots->day;
  last.month = slots->last_month != 0 ? slots->last_month : slots->month;
  if (!span_years(written, slots, years, lunar, days) || !span_years(written, &last, years, lunar, &end))
    return false;
  days_span(days, &end);
  return true;
}

/* 1960-62: from the first year to the second, or their seasons; the winter 1960-61 is one. */
static bool span_two_years(const Written *written, const Slots *slots, const Years *years, LunarKind lunar,
                           Days *days) {
  bool one_winter = written->season == 4 && slots->last_year == years->years[0] + 1;
  Years last = *years;
  Days end;
  last.years[0] = one_winter ? years->years[0] : slots->last_year;
  if (!span_years(written, slots, years, lunar, days) || !span_years(written, slots, &last, lunar, &end))
    return false;
  days_span(days, &end);
  return true;
}

/* summer/autumn 1960 */
static bool span_two_seasons(const Written *written, const Slots *slots, const Years *years, LunarKind lunar,
                             Days *days) {
  Written last = *written;
  Days end;
  last.season = written->last_season;
  if (!span_years(written, slots, years, lunar, days) || !span_years(&last, slots, years, lunar, &end))
    return false;
  days_span(days, &end);
  return true;
}

static bool mean_days(const Written *written, const Slots *slots, const Years *years, LunarKind lunar, Days *days) {
  if (written->last_season > 0)
    return span_two_seasons(written, slots, years, lunar, days);
  if (slots->year.number.two) {
    Slots both = *slots;
    both.last_year = years->years[0] + 1;
    return span_two_years(written, &both, years, lunar, days);
  }
  if (slots->last_year != 0)
    return span_two_years(written, slots, years, lunar, days);
  if (slots->year.unit == UNIT_FISCAL && slots->month == 0)
    return days_fiscal(years->years[0], written->portion, days);
  if (slots->last_day != 0 || slots->last_month != 0)
    return span_two(written, slots, years, lunar, days);
  if (slots->either)
    return span_orders(written, slots, years, lunar, days);
  if (!span_years(written, slots, years, lunar, days))
    return false;
  cut_to_era(years->base, slots, lunar != LUNAR_NO, days);
  return true;
}

/* The base in which a list counts stands for the one that the text leaves out, unless its year is a Gregorian one. */
static const YearBase *base_for(const Written *written, SkCalendar calendar) {
  const YearBase *base = base_of(calendar);
  bool short_first =
      written->count > 0 && written->figures[0].number.value < (calendar == SK_CALENDAR_DANGI ? 9999 : 1000);
  bool plain = written->month != 0 || written->decade >= 0 || written->cycle >= 0;
  if (written->base != NULL || base == NULL || plain || !short_first)
    return written->base;
  if (calendar == SK_CALENDAR_DANGI && written->figures[0].number.value < 4000)
    return NULL;
  bool dated = written->count == 3 || written->figures[0].unit == UNIT_YEAR || written->figures[0].unit == UNIT_FISCAL;
  return dated && written->figures[written->count - 1].number.digits < 4 ? base : NULL;
}

/* ± so many years. */
static void widen(int years, SkDate *date) {
  date->first -= (SkDay)(years * YEAR_DAYS);
  date->last += (SkDay)(years * YEAR_DAYS);
  int first, last, month, day;
  if (years == 0)
    return;
  sk_day_split(date->first + WIDE, &first, &month, &day); /* to whole years again */
  sk_day_split(date->last - WIDE, &last, &month, &day);
  sk_day_of(first, 1, 1, &date->first);
  sk_day_of(last, 12, 31, &date->last);
}

/* What is said beside the figures: a weekday, that it is a week, how far it may be off. */
static void qualify(const Written *written, SkDate *date) {
  bool one_day = date->first == date->last;
  if (written->weekday >= 0 && one_day && !is_weekday(date->first, written->weekday))
    date->doubt |= SK_DOUBT_DISAGREE;
  if (written->brief && written->count == 1 && written->figures[0].bare_han)
    date->doubt |= SK_DOUBT_CENTURY;
  if (one_day)
    date->last += written->more_days;
  if (written->old_style) {
    date->first += days_julian_behind(date->first);
    date->last += days_julian_behind(date->last);
  }
  widen(written->spread, date);
}

bool written_mean(const Written *written, SkCalendar calendar, SkDate *ret_date) {
  const YearBase *base = base_for(written, calendar);
  LunarKind lunar = lunar_of(written, calendar);
  Slots slots;
  Years years = { .base = base, .calendar = base != NULL ? base->calendar : SK_CALENDAR_GREGORIAN };
  Days days = { 0 };
  if (!slots_of(written, base, &slots))
    return false;
  bool decade = written->decade >= 0 || slots.year.unit == UNIT_DECADE || slots.year.unit == UNIT_CENTURY;
  bool era = written->whole && written->count == 0 && written->month == 0 && base_is_era(written->base);
  if (era      ? !mean_era(written, &days)
      : decade ? !mean_decade(written, base, &slots, &days)
               : !years_of(written, base, &slots, &years) || !mean_days(written, &slots, &years, lunar, &days))
    return false;
  SkDate date = { days.first, days.last, calendar_of(lunar, years.calendar),
                  days.doubt | slots.doubt | years.doubt | written->doubt |
                      (is_lunar_by_name(written) ? (unsigned)SK_DOUBT_LUNAR : 0) };
  qualify(written, &date);
  if (!open_ends(written, &date))
    return false;
  *ret_date = date;
  return true;
}

/* ---- stretches */

static bool states_year(const Written *written) {
  Slots slots;
  return written->base != NULL || written->cycle >= 0 || written->decade >= 0 ||
         (slots_of(written, NULL, &slots) && slots.year.number.digits >= 0);
}

/* Gives `to` the year of `from` or the one after it, and its month if `to` is only a day. */
static void borrow(const Written *from, Written *to) {
  Slots slots;
  if (!slots_of(from, from->base, &slots) || slots.year.number.digits < 0 || to->count == FIGURES_MOST)
    return;
  if (to->count == 1 && to->month == 0 && to->figures[0].unit != UNIT_MONTH && slots.month != 0) {
    bool month = slots.day == 0 && to->figures[0].unit == UNIT_NONE; /* 1960.5〜6; else a day of the same month */
    to->month = month ? 0 : slots.month;
    to->figures[0].unit = month ? UNIT_MONTH : UNIT_DAY;
  }
  memmove(to->figures + 1, to->figures, (size_t)to->count * sizeof to->figures[0]);
  to->figures[0] = slots.year;
  to->count++;
  to->base = from->base;
  to->figures[0].number.value += to->next_year ? 1 : 0;
  if (!to->calendar_said) {
    to->calendar_said = from->calendar_said;
    to->lunar = from->lunar;
  }
}

/* 1938〜40: of two figures without more, the second is a year that was cut short. */
static void lengthen_bare(const Written *first, Written *second) {
  const Figure *from = &first->figures[0];
  Figure *to = &second->figures[0];
  bool alone = first->count == 1 && second->count == 1 && first->base == NULL && second->base == NULL &&
               first->month == 0 && second->month == 0 && second->season < 0 && second->portion == PORTION_NONE;
  if (!alone || from->number.digits != 4 || to->unit != UNIT_NONE || to->number.digits != 2 || to->number.value <= 12 ||
      to->number.value <= from->number.value % 100)
    return;
  to->number = (Number){ from->number.value / 100 * 100 + to->number.value, 4, .lookalike = to->number.lookalike };
  to->unit = UNIT_YEAR;
}

/* 1960〜62年, 昭和35〜37年: the second year is short, and counts as the first does. */
static void lengthen(const Written *first, Written *second) {
  Slots from, to;
  lengthen_bare(first, second);
  if (second->base != NULL || !slots_of(first, first->base, &from) || !slots_of(second, NULL, &to) ||
      to.year.number.digits < 0 || to.year.number.value > 99 || from.year.number.digits < 0)
    return;
  int tens = from.year.number.value / 10 * 10;
  for (int i = 0; i < second->count; i++)
    if (first->base != NULL && (second->figures[i].unit == UNIT_YEAR || second->figures[i].unit == UNIT_DECADE)) {
      second->base = first->base;
      if (second->figures[i].number.value < 10 && to.year.number.value < from.year.number.value) /* 昭和13、4年 */
        second->figures[i].number.value += tens;
    } else if (second->figures[i].unit == UNIT_YEAR && from.year.number.value > 999)
      second->figures[i].number.value +=
          to.year.number.value < 10 ? tens : from.year.number.value / 100 * 100; /* 1938、9年; 1938〜40年 */
}

/* March 3〜5, 1960: the second is a day of the month that the first names. */
static void borrow_month(const Written *first, Written *second) {
  bool short_first =
      second->count == 2 && second->figures[0].unit == UNIT_NONE && second->figures[0].number.digits <= 2;
  if (first->month == 0 || first->count != 1 || second->month != 0 || second->base != NULL || !short_first)
    return;
  second->month = first->month;
}

bool written_borrow(Written *first, Written *second) {
  lengthen(first, second);
  borrow_month(first, second);
  bool has_first = states_year(first), has_second = states_year(second);
  if (has_first && !has_second)
    borrow(first, second);
  else if (has_second && !has_first)
    borrow(second, first);
  return has_second && !has_first;
}
