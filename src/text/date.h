/* Dates as sources write them: one text, one interval, one honest doubt.
 *
 * A SkDate says which days a written date can mean. Nothing here guesses: where a text allows two readings the interval
 * covers both and `doubt` says why. Eras: the Era Name Act of 1979 and the proclamations before it. EDTF: ISO
 * 8601-2:2019, level 1 and intervals. Pure C: no allocation, no locale, no clock; every function accepts any bytes. */
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
  SK_CALENDAR_LUNAR = 4, /* counted by the moon and not converted */
  SK_CALENDAR_AGE = 5    /* the birth that an age implies */
} SkCalendar;

typedef enum {
  SK_DOUBT_ERA_DAY = 1 << 0,   /* written in an era on a day outside it: Showa 64 February */
  SK_DOUBT_ABOUT = 1 << 1,     /* the writer says "about" */
  SK_DOUBT_LUNAR = 1 << 2,     /* may be a lunar day: the interval spans both readings */
  SK_DOUBT_UNCERTAIN = 1 << 3, /* the writer marks it with a question */
  SK_DOUBT_COUNTING = 1 << 4   /* an age whose way of counting is not known */
} SkDoubt;

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
 * says). A bare "33.4.5" is an era date under SK_CALENDAR_JAPANESE_ERA (Showa). */
bool sk_date_parse_in(const char *text, size_t len, SkCalendar calendar, SkDate *ret_date);
/* EDTF of an interval: "1938-05-02", "1938-05", "1938", "1960~", "1938-05-02/1938-06-20", "../1961". Like snprintf. */
size_t sk_date_print_edtf(const SkDate *date, char *out, size_t size);

/* Gregorian calendar. sk_day_of gives false when there is no such day. */
bool sk_day_of(int year, int month, int day, SkDay *ret_day);
void sk_day_split(SkDay day, int *ret_year, int *ret_month, int *ret_day);

typedef enum {
  SK_AGE_UNKNOWN,
  SK_AGE_FULL,
  SK_AGE_KAZOE /* one at birth, one more each new year; Korean and Japanese */
} SkAgeCounting;

/* The births that an age stated on a day of `reference` implies. Unknown counting covers both. False when age < 0 or >
 * 130, or the reference is open. */
bool sk_age_birth(int age, SkAgeCounting counting, const SkDate *reference, SkDate *ret_birth);

typedef enum {
  SK_DATE_CONFLICT,   /* more than a year apart */
  SK_DATE_NEAR,       /* within a year */
  SK_DATE_ERA_SLIP,   /* the same month and day, ten years or the difference of two eras apart */
  SK_DATE_SWAPPED,    /* month and day exchanged */
  SK_DATE_COMPATIBLE, /* the intervals meet */
  SK_DATE_EXACT       /* both are one day, the same */
} SkDateMatch;

/* How well two dates agree; symmetric. */
SkDateMatch sk_date_compare(const SkDate *a, const SkDate *b);
