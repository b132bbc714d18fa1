/* The forms a written date takes: EDTF, one date, a stretch between two, an age with its day. */
#include "text/date_days.h"
#include "text/date_mean.h"
#include "text/date_period.h"
#include "text/date_week.h"
#include "text/edtf.h"

#include <string.h>

/* 4 (17) марта 1900: the same day in the Julian and in the Gregorian calendar. */
static bool is_julian(const SkDate *date, const SkDate *gregorian) {
  return date->first == date->last && gregorian->first == gregorian->last && date->first > SK_DAY_MIN &&
         gregorian->first == date->first + days_julian_behind(date->first);
}

/* What two readings of one day say together: the solar one, or the one that says more; both where they contradict each
 * other. `lunar`: the first is by the moon. */
static SkDate agreed(const SkDate *date, const SkDate *again, bool lunar) {
  bool meet = date->first <= again->last && again->first <= date->last;
  SkDate solar = lunar ? *again : *date, moon = lunar ? *date : *again, both = *date;
  if (meet && solar.last - (int64_t)solar.first > moon.last - (int64_t)moon.first)
    solar = moon; /* 1960년 (음력 3월 13일): the other one says more */
  both.first = meet ? solar.first : date->first < again->first ? date->first : again->first;
  both.last = meet ? solar.last : date->last > again->last ? date->last : again->last;
  both.doubt = meet ? solar.doubt : date->doubt | again->doubt | SK_DOUBT_DISAGREE;
  return both;
}

/* A date that bears its other reading in brackets: 1938年5月2日(陰暦4月3日). */
static bool mean_pair(Written *written, Written *other, SkCalendar calendar, SkDate *ret_date) {
  SkDate date, again;
  bool lunar = written->lunar != LUNAR_NO, said = written->calendar_said;
  bool day_again = other->count == 1 && other->figures[0].unit == UNIT_DAY; /* without a year of its own */
  if (other->count > 0 && !other->calendar_said && said) {
    other->calendar_said = true;
    other->lunar = lunar ? LUNAR_NO : LUNAR_UNNAMED;
  }
  if (other->count > 0) {
    written->calendar_said = true; /* so that a year is borrowed, and the calendar is not */
    written_borrow(written, other);
    written->calendar_said = said;
  }
  if (!written_mean(written, calendar, &date))
    return false;
  *ret_date = date;
  if (other->count > 0 && written_mean(other, SK_CALENDAR_GREGORIAN, &again))
    *ret_date = day_again && is_julian(&date, &again) ? again : agreed(&date, &again, lunar);
  return true;
}

/* Whether the sign says that only one of two is meant, or both without what lies between: 1960年、1965年. */
static bool take_stretch_sign(Scan *scan, bool *ret_apart) {
  static const char *const apart[] = { "or ",   "& ",       "또는",     "혹은", "아니면", "이나 ", "または",
                                       "又は",  "もしくは", "若しくは", "或は", "或いは", "か",    "или ",
                                       "либо ", "・",       "、",       ";",    ",",      NULL };
  static const char *const signs[] = { "~",    "〜",     "∼",    "–",      "—",     "→",        "から",     "부터",
                                       "より", "ないし", "乃至", "to ",    "на ",   "по ",      "и ",       "과 ",
                                       "와 ",  "thru ",  "bis ", "und ",   "et ",   "à ",       "jusqu'à ", "jusqu'en ",
                                       "au ",  "до ",    "/",    "until ", "till ", "through ", "and ",     "-",
                                       "―",    "ー",     "と",   "至",     NULL };
  scan_spaces(scan);
  *ret_apart = scan_any(scan, apart);
  return *ret_apart || scan_any(scan, signs);
}

/* 12 December - 3 January 1960: the year that the first borrowed is that of the second, so its own is the one before.
 */
static bool is_of_year_before(Written *first, SkCalendar calendar, SkDate *ret_date) {
  first->figures[0].number.value--;
  return written_mean(first, calendar, ret_date);
}

#define WINTER 4

/* Whether a day lies between; no day is counted past an open end. */
static bool lie_apart(const SkDate *a, const SkDate *b) {
  return b->first > a->last && b->first - 1 > a->last;
}

/* "A to B"; of "1960 or 1961" either is meant. */
static bool take_two(Scan *scan, const Written *from, SkCalendar calendar, SkDate *ret_date, Written *ret_second) {
  Scan try = *scan;
  Written first = *from, second, other;
  SkDate a, b;
  bool joined = from->closed && from->since, apart = false; /* から stands for the sign */
  if ((!joined && !take_stretch_sign(&try, &apart)) || (scan_spaces(&try), !written_take(&try, &second, &other)))
    return false;
  first.since = second.until = false; /* から, まで: said by being a stretch */
  if (second.across && first.season < 0)
    first.season = second.season;
  bool lent = written_borrow(&first, &second);
  if (!written_mean(&first, calendar, &a) || !written_mean(&second, calendar, &b))
    return false;
  if (a.first > b.last && (!lent || !is_of_year_before(&first, calendar, &a) || a.first > b.last))
    return false;
  if (second.across && second.season == WINTER && first.season == WINTER && b.first > a.last)
    b.last = a.last; /* the one winter between two years */
  a.doubt |= b.doubt | (apart && lie_apart(&a, &b) ? SK_DOUBT_GAPS : 0);
  a.last = b.last > a.last ? b.last : a.last;
  *ret_date = a;
  *ret_second = second;
  *scan = try;
  return true;
}

#define STRETCHES_MOST 6

/* 1959, 1960 or 1961: each is joined with the one before. */
static bool take_stretch(Scan *scan, const Written *from, SkCalendar calendar, SkDate *ret_date) {
  Written second, third;
  SkDate all, next;
  if (!take_two(scan, from, calendar, &all, &second))
    return false;
  for (int i = 0; i < STRETCHES_MOST && take_two(scan, &second, calendar, &next, &third); i++, second = third) {
    all.last = next.last > all.last ? next.last : all.last;
    all.doubt |= next.doubt;
  }
  *ret_date = all;
  return true;
}

/* What a date is the date of, as far as the text says it. */
typedef struct {
  bool born, then;
} Event;

static bool take_date(Scan *scan, SkCalendar calendar, SkDate *ret_date, Event *ret_event) {
  Scan try = *scan;
  Written written, other;
  if (!written_take(&try, &written, &other))
    return false;
  *ret_event = (Event){ written.born, written.then };
  if (!take_stretch(&try, &written, calendar, ret_date) && !mean_pair(&written, &other, calendar, ret_date))
    return false;
  *scan = try;
  return true;
}

/* "23歳(昭和35年)", "age 23 on 17 June 1960": the birth that an age implies. "25, born 1935" says it itself. */
static bool take_age(Scan *scan, SkCalendar calendar, SkDate *ret_date) {
  Scan try = *scan;
  SkDate reference;
  Event event;
  Age age;
  if (!age_take(&try, &age))
    return false;
  scan_spaces(&try);
  scan_any(&try, (const char *const[]){ ",", "、", "(", "на ", NULL });
  scan_spaces(&try);
  if (!take_date(&try, calendar, &reference, &event) || (!event.born && !age_birth(&age, &reference, &reference)))
    return false;
  reference.doubt |= age.about && !event.born ? SK_DOUBT_ABOUT : 0;
  *ret_date = reference;
  scan_spaces(&try);
  scan_word(&try, ")");
  *scan = try;
  return true;
}

/* "1960年当時23歳": after a date that has been read, the age on it; after a birth, the age some day.
 * "1960年4月8日(23歳)" may be either, so that both births are meant. */
static void take_age_after(Scan *scan, const Event *event, SkDate *date) {
  Scan try = *scan;
  SkDate birth;
  Age age;
  scan_spaces(&try);
  scan_any(&try, (const char *const[]){ ",", "、", "には", "で", "時点で", NULL });
  scan_spaces(&try);
  bool bracket = scan_word(&try, "(");
  if (!age_take(&try, &age) || !age_birth(&age, date, &birth))
    return;
  scan_word(&try, ")");
  scan_spaces(&try);
  scan_any(&try, (const char *const[]){ "の時", "のとき", "の頃", "때", NULL });
  *scan = try;
  if (event->born)
    return;
  birth.doubt |= age.about ? SK_DOUBT_ABOUT : 0;
  if (bracket && !event->then) {
    birth.last = date->last;
    birth.doubt |= SK_DOUBT_GAPS;
  }
  *date = birth;
}

/* (1938年5月2日), [ca. 1959] */
static bool take_bracketed(Scan *scan, SkCalendar calendar, SkDate *ret_date, Event *ret_event) {
  Scan try = *scan;
  bool square = scan_word(&try, "[");
  if ((!square && !scan_word(&try, "(")) || !take_date(&try, calendar, ret_date, ret_event))
    return false;
  scan_spaces(&try);
  if (!scan_word(&try, square ? "]" : ")"))
    return false;
  *scan = try;
  return true;
}

/* 1945年 終戦後, 1950년 6.25 때, 1923年9月1日(関東大震災): a date that an event narrows; if it cannot, one of them is
 * wrong. */
static void take_event(Scan *scan, SkDate *date) {
  Scan try = *scan;
  SkDate event;
  scan_spaces(&try);
  scan_any(&try, (const char *const[]){ ",", "、", "の", NULL });
  scan_spaces(&try);
  bool bracket = scan_word(&try, "(");
  bool named = !period_take(&try, &event);
  if ((named && !period_name_take(&try, &event)) || (bracket && !scan_word(&try, ")")))
    return;
  *scan = try;
  if (event.first > date->last || event.last < date->first) {
    date->doubt |= SK_DOUBT_DISAGREE;
    return;
  }
  if (named && event.first != event.last) /* 1959년 북송: somewhere in it, which the date tells better */
    return;
  date->doubt |= named && date->first != date->last ? SK_DOUBT_PART : event.doubt;
  date->first = event.first > date->first ? event.first : date->first;
  date->last = event.last < date->last ? event.last : date->last;
}

static bool take_date_or_birth(Scan *scan, SkCalendar calendar, SkDate *ret_date) {
  if (take_age(scan, calendar, ret_date))
    return true;
  Event event;
  if (!take_date(scan, calendar, ret_date, &event) && !take_bracketed(scan, calendar, ret_date, &event))
    return false;
  if (!scan_is_at_end(scan)) {
    take_age_after(scan, &event, ret_date);
    take_event(scan, ret_date);
  }
  return true;
}

/* 4293 and 2600-05 are no years that EDTF is meant to say, but Dangi and Koki; as ends of an interval they are. */
static bool is_other_count(const char *text, size_t run) {
  int year = 0;
  if (memchr(text, '/', run) != NULL)
    return false;
  for (size_t i = 0; i < 4; i++) {
    if (i >= run || !scan_is_digit((unsigned char)text[i]))
      return false;
    year = year * 10 + (text[i] - '0');
  }
  return (run == 4 || text[4] == '-') && base_of_bare(year) != NULL;
}

static bool take_edtf(Scan *scan, bool whole, SkDate *ret_date) {
  Scan try = *scan;
  size_t run = edtf_run(try.text + try.at, try.len - try.at);
  try.at += run;
  const char *text = scan->text + scan->at;
  if (run == 0 || (whole && !scan_is_at_end(&try)) || is_other_count(text, run) || !edtf_read(text, run, ret_date))
    return false;
  *scan = try;
  return true;
}

static size_t parse(const char *text, size_t len, SkCalendar calendar, SkDate *ret_date) {
  Scan scan = { text, len, 0 };
  SkDate date;
  scan_spaces(&scan);
  bool bare_lunar = calendar >= SK_CALENDAR_LUNAR; /* there 1938-05-02 is no EDTF but a lunar day */
  if ((bare_lunar || (!take_edtf(&scan, true, &date) && !week_take(&scan, &date))) &&
      !take_date_or_birth(&scan, calendar, &date) && !take_edtf(&scan, false, &date) && !period_take(&scan, &date))
    return 0;
  if (date.first == SK_DAY_MIN && date.last == SK_DAY_MAX)
    return 0;
  *ret_date = date;
  return scan.at;
}

size_t sk_date_parse(const char *text, size_t len, SkDate *ret_date) {
  return parse(text, len, SK_CALENDAR_GREGORIAN, ret_date);
}

bool sk_date_parse_in(const char *text, size_t len, SkCalendar calendar, SkDate *ret_date) {
  SkDate date;
  Scan rest = { text, len, parse(text, len, calendar, &date) };
  if (rest.at == 0 || !scan_is_at_end(&rest))
    return false;
  *ret_date = date;
  return true;
}
