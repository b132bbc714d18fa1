/* Dates as sources write them: one text, one interval, one honest doubt.
 *
 * A SkDate says which days a written date can mean. Nothing here guesses: where a text allows two readings the interval
 * covers both and `doubt` says why. Eras: the Era Name Act of 1979 and the proclamations before it. EDTF: ISO
 * 8601-2:2019, level 1 with sets (edtf.h). Lunar days are converted by the almanacs of lunar.h. Pure C: no allocation,
 * no locale, no clock; every function accepts any bytes. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t SkDay;       /* days since 1970-01-01, proleptic Gregorian */
#define SK_DAY_MIN INT32_MIN /* open start */
#define SK_DAY_MAX INT32_MAX /* open end */

typedef enum {
  SK_CALENDAR_GREGORIAN = 0,
  SK_CALENDAR_JAPANESE_ERA = 1,
  SK_CALENDAR_JUCHE = 2, /* year 1 is 1912 */
  SK_CALENDAR_DANGI = 3, /* year = Gregorian + 2333 */
  SK_CALENDAR_LUNAR = 4, /* counted by the moon, the almanac not named */
  SK_CALENDAR_AGE = 5,   /* the birth that an age implies */
  SK_CALENDAR_LUNAR_KOREAN = 6,
  SK_CALENDAR_LUNAR_CHINESE = 7,
  SK_CALENDAR_CYCLE = 8 /* a year of the sexagenary cycle: 庚辰 */
} SkCalendar;
#define SK_CALENDAR_COUNT 9

typedef enum {
  SK_DOUBT_ERA_DAY = 1 << 0, /* written in an era on a day outside it: Showa 64 February */
  SK_DOUBT_ABOUT = 1 << 1,   /* the writer says "about" */
  SK_DOUBT_LUNAR = 1 << 2, /* may be a lunar day: the interval spans both readings; 섣달 그믐 is one by its words */
  SK_DOUBT_UNCERTAIN = 1 << 3, /* the writer marks it with a question */
  SK_DOUBT_COUNTING = 1 << 4,  /* an age whose way of counting is not known */
  SK_DOUBT_ALMANAC = 1 << 5,   /* lunar, and the Korean and the Chinese almanac differ: the interval spans both */
  SK_DOUBT_ORDER = 1 << 6,     /* 3/4/1960: day or month first; one of the two ends of the interval is meant */
  SK_DOUBT_PART = 1 << 7,      /* a season, "early", "end of": where it begins and ends is a convention */
  SK_DOUBT_LOOKALIKE = 1 << 8, /* a letter was read as the digit it looks like: l96O */
  SK_DOUBT_CYCLE = 1 << 9,     /* a year of the cycle of sixty that may be one of several */
  SK_DOUBT_CENTURY = 1 << 10,  /* two digits of a year, read in the 1900s or in an era */
  SK_DOUBT_DISAGREE = 1 << 11, /* the text contradicts itself: a second year, a weekday; spans both where it can */
  SK_DOUBT_GAPS = 1 << 12,     /* not every day between is meant: a set, or a part left out before one that is stated */
  SK_DOUBT_END = 1 << 13,      /* an end of the interval is not known, which is less than open */
  SK_DOUBT_FAR = 1 << 14       /* too many years from now for a SkDay: open on that side */
} SkDoubt;
#define SK_DOUBT_COUNT 15

typedef struct {
  SkDay first, last; /* inclusive; first <= last always holds */
  SkCalendar calendar;
  unsigned doubt; /* bits of SkDoubt */
} SkDate;

/* Reads a date in any supported form from the start of `text` (`len` bytes of UTF-8, need not end in NUL); spaces
 * before it are skipped. On success sets *ret_date and returns the bytes consumed; returns 0 and leaves it alone when
 * there is none. */
size_t sk_date_parse(const char *text, size_t len, SkDate *ret_date);
/* The same when the text must be nothing but a date, read in the calendar given (SK_CALENDAR_GREGORIAN: whatever it
 * says). A bare "33.4.5" is Showa under SK_CALENDAR_JAPANESE_ERA and Juche under SK_CALENDAR_JUCHE; under a lunar
 * calendar every day is lunar unless the text says that it is solar. */
bool sk_date_parse_in(const char *text, size_t len, SkCalendar calendar, SkDate *ret_date);

/* Words for calendars ("gregorian", "japanese-era") and for one bit of doubt ("era-day", "about"). NULL for others. */
const char *sk_calendar_word(SkCalendar calendar);
const char *sk_doubt_word(SkDoubt doubt);

/* Whether exactly the two ends of an interval with this doubt are meant: day and month may be exchanged, and nothing
 * else is open. */
bool sk_date_is_either(unsigned doubt);
/* EDTF of an interval: "1938-05-02", "1938-05", "1938", "1961-21", "1960~", "1938-05-02/1938-06-20", "../1961",
 * "[1960-03-04,1960-04-03]" for the two readings of SK_DOUBT_ORDER. Reads back as the same days. Like snprintf. */
size_t sk_date_print_edtf(const SkDate *date, char *out, size_t size);
/* EDTF of what was written: `text` itself when it is EDTF already, which keeps sets, seasons and unspecified digits;
 * else as above. Like snprintf. */
size_t sk_date_edtf_of(const char *text, size_t len, const SkDate *date, char *out, size_t size);

/* Gregorian calendar, astronomical years (0 is 1 BC). sk_day_of gives false when there is no such day, or when it is
 * more than SK_YEAR_MOST years from year 0. */
#define SK_YEAR_MOST 5800000
bool sk_day_of(int year, int month, int day, SkDay *ret_day);
void sk_day_split(SkDay day, int *ret_year, int *ret_month, int *ret_day);

typedef enum {
  SK_AGE_UNKNOWN,
  SK_AGE_FULL,
  SK_AGE_KAZOE /* one at birth, one more each new year; Korean and Japanese */
} SkAgeCounting;

/* Reads an age from the start of `text`: "23", "満二十三歳", "数え年23", "만 23세", "23살", "aged 23". Returns the
 * bytes consumed, 0 when there is none up to 130. */
size_t sk_age_parse(const char *text, size_t len, int *ret_age, SkAgeCounting *ret_counting);
/* The births that an age stated on a day of `reference` implies. Unknown counting covers both. False when age < 0 or >
 * 130, or the reference is open. */
bool sk_age_birth(int age, SkAgeCounting counting, const SkDate *reference, SkDate *ret_birth);

typedef enum {
  SK_DATE_CONFLICT,   /* more than a year apart */
  SK_DATE_NEAR,       /* within a year */
  SK_DATE_ERA_SLIP,   /* the same month and day, ten years or the difference of two eras apart */
  SK_DATE_SWAPPED,    /* month and day exchanged */
  SK_DATE_COMPATIBLE, /* the intervals meet */
  SK_DATE_CALENDAR,   /* the same day if one of them is lunar: a conversion, or two almanacs */
  SK_DATE_EXACT       /* both are one day, the same */
} SkDateMatch;

/* How well two dates agree; symmetric. */
SkDateMatch sk_date_compare(const SkDate *a, const SkDate *b);
/* "exact", "calendar", "swapped", ... */
const char *sk_date_match_word(SkDateMatch match);
