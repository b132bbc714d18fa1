/* What stands in a written date, before it is said what it means. Internal to src/text. */
#pragma once

#include "text/date_base.h"
#include "text/date_number.h"
#include "text/date_words.h"

typedef enum { UNIT_NONE, UNIT_YEAR, UNIT_FISCAL, UNIT_MONTH, UNIT_DAY, UNIT_QUARTER, UNIT_DECADE, UNIT_CENTURY } Unit;

/* A number with what it counts, if that is said, and the sign before it (0 none). */
typedef struct {
  Number number;
  Unit unit;
  uint32_t before;
  bool short_year; /* '60 */
  bool bare_han;   /* a Han numeral without what it counts: 八 */
} Figure;

#define FIGURES_MOST 4
#define SPREAD_MOST 50 /* years of a ± */

typedef struct {
  Figure figures[FIGURES_MOST];
  int count;
  const YearBase *base;
  int base_at;                        /* the figure that is its year */
  bool brief;                         /* the base is said by one letter: 昭八 is a man's name too */
  int month, day;                     /* by name; 0 not stated */
  int season, decade, weekday, cycle; /* -1 not stated */
  int last_season;                    /* summer/autumn: the second; 0 none */
  int branch;                         /* of the twelve years, where that is all: 子年; -1 not stated */
  Portion portion;
  LunarKind lunar;
  bool calendar_said;        /* lunar or solar */
  bool moon_month, moon_day; /* have names that go with the moon */
  bool moon_korean;          /* ... in Korean */
  bool leap;
  bool whole;    /* the era that `base` names, or the portion of it */
  bool born;     /* it is said to be a birth */
  bool then;     /* ... to be when something was so */
  int more_days; /* of a week or a feast of several days, which begins on that day */
  int spread;    /* ± so many years */
  bool before, after, until, since;
  bool across;    /* what is said of the season is of both ends of a stretch */
  bool next_year; /* the year after that of the first end */
  bool old_style; /* counted by the Julian calendar */
  bool day_first; /* in a language that never puts the month before the day */
  bool month_gap; /* the month is left blank */
  bool closed;    /* from, until: said after the date, so that it ends there */
  int year_again; /* "昭和35(1960)年": the second, in the Gregorian count; 0 none */
  unsigned doubt;
} Written;

/* Takes one written date; *ret_other is a second statement of it, in brackets or in the other calendar:
 * 5月2日(旧4月3日), without figures if there is none. False when nothing here is a number, a decade or a year of the
 * cycle. */
bool written_take(Scan *scan, Written *ret_written, Written *ret_other);
typedef struct {
  int years;
  int months, days; /* beyond the years, of an infant's age; -1 not stated */
  SkAgeCounting counting;
  bool about; /* 23歳位 */
  bool english;
} Age;

/* Takes the age and its words at the scan, as sk_age_parse. */
bool age_take(Scan *scan, Age *ret_age);
/* The births that the age implies on a day of `reference`, as sk_age_birth. */
bool age_birth(const Age *age, const SkDate *reference, SkDate *ret_birth);
