#include "text/date_slots.h"

static bool has_year(const Slots *slots) {
  return slots->year.number.digits >= 0;
}

/* The second of two days that share what they count: 17、8日 is cut short. */
static int second_of_two(const Figure two[static 2]) {
  int first = two[0].number.value, second = two[1].number.value;
  return second < first && second < 10 && first > 9 && second > first % 10 ? first / 10 * 10 + second : second;
}

/* 5・6月, 5、6日: two figures share what they count. */
static bool is_first_of_two(const Written *written, int at) {
  const Figure *first = &written->figures[at], *second = first + 1;
  int most = at + 1 < written->count && second->unit == UNIT_MONTH ? 12 : 31;
  return at + 1 < written->count && (second->unit == UNIT_MONTH || second->unit == UNIT_DAY) && second->before != 0 &&
         second->before != first->before && first->number.value > 0 && first->number.value < second_of_two(first) &&
         first->number.value <= most && first->number.digits <= 2;
}

static void place_two(const Figure two[static 2], Slots *slots) {
  bool months = two[1].unit == UNIT_MONTH;
  *(months ? &slots->month : &slots->day) = two[0].number.value;
  *(months ? &slots->last_month : &slots->last_day) = second_of_two(two);
}

/* Figures that say what they count, and named months and days. The others go to `bare`. */
static int place_named(const Written *written, Slots *slots, Figure bare[static FIGURES_MOST]) {
  int count = 0;
  slots->month = written->month;
  slots->day = written->day;
  for (int i = 0; i < written->count; i++) {
    const Figure *figure = &written->figures[i];
    int *slot = figure->unit == UNIT_MONTH ? &slots->month : figure->unit == UNIT_DAY ? &slots->day : NULL;
    if (figure->unit == UNIT_NONE && is_first_of_two(written, i)) {
      place_two(&written->figures[i++], slots);
      continue;
    }
    if (figure->unit == UNIT_NONE)
      bare[count++] = *figure;
    else if (slot != NULL ? *slot != 0 && *slot != figure->number.value : has_year(slots)) /* 七月七夕 */
      return -1;
    else if (slot != NULL) {
      *slot = figure->number.value;
      slots->doubt |= *slot == 0 ? SK_DOUBT_UNCERTAIN : 0; /* 0월 0일 */
    } else
      slots->year = *figure;
  }
  return count;
}

static void set_year(Slots *slots, const Figure *figure) {
  slots->year = *figure;
  slots->year.unit = UNIT_YEAR;
}

static bool is_of_this_age(int year) {
  return year >= 1800 && year < 2100;
}

/* Two figures of which nothing says whether the day comes first. */
static bool place_day_month(int first, int second, Slots *slots) {
  bool day_first = first > 12 || (slots->day_first && second <= 12);
  slots->day = day_first ? first : second;
  slots->month = day_first ? second : first;
  slots->either = first <= 12 && second <= 12 && first != second && !slots->day_first;
  return first > 0 && second > 0;
}

/* Six figures run together: 196012, or 380502 and, in an era, 330405. Years of four figures are those of this age. */
static void split_six(int value, bool in_era, Slots *slots, Number *year) {
  int first_four = value / 100, last_two = value % 100;
  bool four = !in_era && is_of_this_age(first_four) && last_two >= 1 && last_two <= 12;
  year->value = four ? first_four : value / 10000;
  year->digits = four ? 4 : 2;
  slots->month = four ? last_two : first_four % 100;
  slots->day = four ? 0 : last_two;
  slots->doubt |= four && first_four % 100 <= 12 && first_four % 100 > 0 ? SK_DOUBT_CENTURY : 0; /* 191011: 1919? */
}

/* 19601214, 196012, 600115, 330405 in an era: the figures run together; also "1960. 1214" with a point lost. */
static bool place_joined(const Figure *figure, bool in_era, Slots *slots) {
  int value = figure->number.value, digits = figure->number.digits;
  Figure year = *figure;
  if (digits == 8 && is_of_this_age(value % 10000) && !is_of_this_age(value / 10000)) { /* 17121959 */
    year.number.value = value % 10000;
    year.number.digits = 4;
    slots->doubt |= SK_DOUBT_LOOKALIKE;
    set_year(slots, &year);
    return place_day_month(value / 1000000, value / 10000 % 100, slots);
  }
  if (digits == 8) {
    year.number.value = value / 10000;
    year.number.digits = 4;
    slots->month = value / 100 % 100;
    slots->day = value % 100;
    slots->doubt |= slots->day == 0 ? SK_DOUBT_UNCERTAIN : 0; /* 19591200 */
  } else if (digits == 6)
    split_six(value, in_era, slots, &year.number);
  else
    return false;
  set_year(slots, &year);
  slots->year.short_year = digits == 6 && !in_era;
  if (digits == 8)
    return slots->month > 0 || slots->day == 0;
  return slots->month > 0 && (year.number.digits == 4 || slots->day > 0);
}

/* 1960-05/06: two months, or a day of the first. */
static bool is_month_or_day(const Figure two[static 2]) {
  return two[0].before == '-' && two[1].before == '/' && two[1].number.value <= 12 &&
         two[0].number.value < two[1].number.value;
}

/* 00, and the 99 of coded lists: not known. */
static bool is_unknown(const Figure *figure) {
  return figure->number.digits <= 2 && (figure->number.value == 0 || figure->number.value == 99);
}

/* Figures that follow a year that is known: month, then day, then nothing. "1214" is both. */
static bool place_after_year(const Figure *bare, int count, Slots *slots) {
  for (; count > 0 && is_unknown(&bare[count - 1]); count--)
    slots->doubt |= SK_DOUBT_UNCERTAIN;
  if (count == 2 && is_month_or_day(bare)) {
    slots->last_month = bare[1].number.value;
    slots->doubt |= SK_DOUBT_GAPS;
    count = 1;
  }
  for (int i = 0; i < count; i++) {
    const Number *number = &bare[i].number;
    if (number->digits == 4 && slots->month == 0 && slots->day == 0) {
      slots->month = number->value / 100;
      slots->day = number->value % 100;
      slots->doubt |= SK_DOUBT_LOOKALIKE;
    } else if (number->digits > 2 || number->value < 1)
      return false;
    else if (slots->month == 0)
      slots->month = number->value;
    else if (slots->day == 0)
      slots->day = number->value;
    else if (slots->last_day == 0 && (bare[i].before == '-' || bare[i].before == '/') &&
             (i == 0 || bare[i - 1].before != bare[i].before) && number->value > slots->day)
      slots->last_day = number->value; /* 1960.12.14-20, 1960-12-14/20 */
    else
      return false;
  }
  return true;
}

/* A year in full; named thousands are one where they are called so, for 千 begins names. */
static bool is_long(const Figure *figure) {
  return figure->number.digits == 4 ||
         (figure->number.digits == 0 && figure->number.value >= 1000 && !figure->bare_han);
}

/* Around a named month: "14 December 1959", "December 14, '59"; one figure is the year if it cannot be a day. */
static bool place_around_month(const Figure *bare, int count, Slots *slots) {
  if (count == 1 && slots->day == 0 && !is_long(&bare[0]) && !bare[0].short_year && bare[0].number.value <= 31) {
    slots->day = bare[0].number.value;
    return slots->day > 0;
  }
  if (count == 1) {
    set_year(slots, &bare[0]);
    return true;
  }
  if (count == 3 && (bare[1].before == '-' || bare[1].before == '/')) { /* 3-5 March 1960, 3/5 March */
    slots->doubt |= bare[1].before == '/' ? SK_DOUBT_GAPS : 0;
    slots->last_day = bare[1].number.value;
    slots->day = bare[0].number.value;
    set_year(slots, &bare[2]);
    return slots->day > 0 && slots->last_day > slots->day && slots->last_day <= 31;
  }
  if (count != 2 || slots->day != 0)
    return false;
  int year = is_long(&bare[0]) || bare[0].short_year ? 0 : 1;
  set_year(slots, &bare[year]);
  slots->year.short_year = !is_long(&bare[year]);
  slots->day = bare[1 - year].number.value;
  return slots->day > 0 && !is_long(&bare[1 - year]);
}

/* 1960-62, 1960/61: the second year, which is cut short; also of 1938-9, which may be September. 0 when it is none. */
static int second_year(const Figure *bare, int count) {
  if (count != 2 || bare[0].number.digits != 4 || (bare[1].before != '-' && bare[1].before != '/'))
    return 0;
  int first = bare[0].number.value, second = bare[1].number.value, digits = bare[1].number.digits;
  if (digits == 2 && second > 12 && second > first % 100)
    return first / 100 * 100 + second;
  return digits == 1 && bare[1].before == '-' && second > first % 10 ? first / 10 * 10 + second : 0;
}

/* 38.5.2: the first of three short figures is no day, so it is the year. */
static bool is_short_year_first(const Figure *bare, int count) {
  return count == 3 && bare[0].number.digits == 2 && bare[0].number.value > 31 && bare[1].number.digits <= 2 &&
         bare[2].number.digits <= 2;
}

/* 14.12.59: likewise the last. */
static bool is_short_year_last(const Figure *bare, int count) {
  return count == 3 && bare[2].number.digits == 2 && bare[2].number.value > 31 && bare[0].number.digits <= 2 &&
         bare[1].number.digits <= 2 && bare[0].number.value <= 31;
}

/* 1938-9, 2001-20, 1938-40 and 2001-45 may be a month, a slip for one, or a season of EDTF. */
static bool is_doubtful_end(int first, int last, int digits) {
  enum { CODE_MOST = 41, STRETCH_MOST = 30 };
  return digits == 1 || last % 100 <= CODE_MOST || last > first + STRETCH_MOST;
}

/* The year comes last: 12/1960, 3/4/1960, 14.12.59, 00.12.1959, 1959. */
static bool place_last(const Figure *bare, int count, Slots *slots) {
  for (; count > 1 && is_unknown(bare) && is_long(&bare[count - 1]); count--, bare++)
    slots->doubt |= SK_DOUBT_UNCERTAIN;
  if (count == 1 && is_long(bare)) {
    set_year(slots, bare);
    return true;
  }
  bool short_last = is_short_year_last(bare, count);
  if ((count != 2 && count != 3) || (!is_long(&bare[count - 1]) && !short_last))
    return false;
  set_year(slots, &bare[count - 1]);
  slots->year.short_year = short_last;
  if (count == 3)
    return place_day_month(bare[0].number.value, bare[1].number.value, slots);
  slots->month = bare[0].number.value;
  return slots->month > 0;
}

static bool place_bare(const Figure *bare, int count, bool in_era, bool year_last, Slots *slots) {
  if (has_year(slots) && year_last && count == 2 && slots->month == 0 && slots->day == 0)
    return place_day_month(bare[0].number.value, bare[1].number.value, slots);
  if (has_year(slots))
    return place_after_year(bare, count, slots);
  if (slots->month != 0 && !in_era)
    return place_around_month(bare, count, slots);
  if (count == 1 && bare[0].number.digits > 4)
    return place_joined(&bare[0], in_era, slots);
  slots->last_year = second_year(bare, count);
  if (slots->last_year != 0) {
    bool doubtful = is_doubtful_end(bare[0].number.value, slots->last_year, bare[1].number.digits);
    slots->doubt |= doubtful ? SK_DOUBT_CENTURY : 0;
    count = 1;
  }
  if (in_era || is_long(&bare[0]) || bare[0].short_year || is_short_year_first(bare, count)) {
    set_year(slots, &bare[0]);
    return place_after_year(bare + 1, count - 1, slots);
  }
  return place_last(bare, count, slots);
}

static bool any_long(const Figure *bare, int count) {
  for (int i = 0; i < count; i++)
    if (is_long(&bare[i]))
      return true;
  return false;
}

/* 三十四五年, 五六月: the one that is said and the next. Of the year see written_mean. */
static void place_next(const Figure *figure, Slots *slots) {
  slots->doubt |= SK_DOUBT_GAPS;
  if (figure->unit == UNIT_MONTH)
    slots->last_month = slots->month + 1;
  else if (figure->unit == UNIT_DAY)
    slots->last_day = slots->day + 1;
}

static bool is_possible(const Slots *slots) {
  return slots->month <= 12 && slots->last_month <= 12 && slots->day <= 31 && slots->last_day <= 31 &&
         (slots->day == 0 || slots->month != 0);
}

bool slots_of(const Written *written, const YearBase *base, Slots *ret_slots) {
  Slots slots = { .year = { .number = { .digits = -1 } }, .day_first = written->day_first };
  Figure bare[FIGURES_MOST];
  int count = place_named(written, &slots, bare);
  bool year_last = written->count > 0 && written->figures[written->count - 1].unit == UNIT_YEAR; /* 3/4, 1960年 */
  bool yearless = written->cycle >= 0 || written->year_again != 0; /* the figures are month and day */
  if (count < 0)
    return false;
  if (count > 0 && !(yearless && !has_year(&slots) && !any_long(bare, count) && base == NULL
                         ? place_after_year(bare, count, &slots)
                         : place_bare(bare, count, base != NULL && !base_is_gregorian(base), year_last, &slots)))
    return false;
  for (int i = 0; i < written->count; i++)
    if (written->figures[i].number.two)
      place_next(&written->figures[i], &slots);
  if (written->month_gap && slots.month == 0 && slots.day != 0) { /* 1960年□月3日 */
    slots.day = 0;
    slots.doubt |= SK_DOUBT_GAPS;
  }
  if (!is_possible(&slots))
    return false;
  *ret_slots = slots;
  return true;
}
