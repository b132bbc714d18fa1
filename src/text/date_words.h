/* The words of dates in English, Japanese and Korean, and some Russian. Internal to src/text. */
#pragma once

#include "text/date_scan.h"

typedef enum {
  WORD_MONTH,      /* value: 1 to 12 */
  WORD_DAY,        /* value: the day of the month; DAY_LAST the last one */
  WORD_MOON_MONTH, /* as WORD_MONTH, and so called when the moon is counted: 섣달 */
  WORD_MOON_DAY,   /* as WORD_DAY, likewise: 보름, 그믐 */
  WORD_FEAST,      /* value: FEAST() */
  WORD_SEASON,     /* value: 1 spring to 4 winter */
  WORD_PORTION,    /* value: Portion */
  WORD_DECADE,     /* value: its first year in its century: the sixties */
  WORD_CENTURY,    /* value: 20 for the twentieth */
  WORD_LUNAR,      /* value: LunarKind */
  WORD_LEAP,       /* the leap month */
  WORD_ABOUT,      /* before or after */
  WORD_UNCERTAIN,  /* before or after */
  WORD_BEFORE,     /* stands before a date: up to the day before it; value 1: with it; 2: with it, but not surely */
  WORD_AFTER,      /* stands before a date: from the day after it; value 2: or from its first day on */
  WORD_AFTER_IT,   /* stands after a date: from the day after it */
  WORD_UNTIL,      /* stands after a date, which is in it; value 1: it is not */
  WORD_SINCE,      /* before or after, with the date in it */
  WORD_WEEK,       /* stands before the first day of a week */
  WORD_WEEKDAY,    /* value: 0 Sunday to 6 */
  WORD_BETWEEN,    /* stands before two dates */
  WORD_WHOLE,      /* stands after the name of an era that is meant as a whole */
  WORD_BORN,       /* the date is a birth, so that an age beside it was not stated on it */
  WORD_THEN,       /* the date is when an age beside it was stated */
  WORD_ACROSS,     /* of a stretch's second date: what follows is of both, 1959年から60年にかけての冬 */
  WORD_NEXT_YEAR,  /* the year after that of a stretch's first date */
  WORD_STYLE,      /* value 1: counted by the Julian calendar, 0: not */
  WORD_FILLER,     /* says nothing of the date: of, 付, 死亡 */
  WORD_OTHER       /* begins something else, which a shorter word would be torn out of: 生後 */
} WordKind;

#define DAY_LAST 31

/* A feast: by whose almanac, month and day; LUNAR_NO is solar, unless the text says that it is lunar. */
#define FEAST(lunar, month, day) ((lunar)*10000 + (month)*100 + (day))
/* A solar one of so many days, which as a whole are a convention: お盆 is kept in July or in August. */
#define FEAST_DAYS(month, day, days) ((days)*100000 + FEAST(LUNAR_NO, month, day))

typedef enum {
  PORTION_NONE,
  PORTION_TEN_1, /* 上旬: days 1 to 10 */
  PORTION_TEN_2, /* 中旬: 11 to 20 */
  PORTION_TEN_3, /* 下旬: from 21 */
  PORTION_EARLY, /* a convention, so that the date is in doubt: about the first third */
  PORTION_MIDDLE,
  PORTION_LATE,
  PORTION_HALF_1,
  PORTION_HALF_2,
  PORTION_ONE_FIGURE, /* of an era: the years 1 to 9, 昭和一桁 */
  PORTION_TWO_FIGURES,
  PORTION_QUARTER_1, /* from here on no convention */
  PORTION_QUARTER_2,
  PORTION_QUARTER_3,
  PORTION_QUARTER_4
} Portion;

typedef enum { LUNAR_NO, LUNAR_KOREAN, LUNAR_CHINESE, LUNAR_UNNAMED } LunarKind;

/* Takes the longest word of a kind at the scan; a word in Latin letters must end there. False when there is none. */
bool word_take(Scan *scan, WordKind *ret_kind, int *ret_value);
/* 甲子, 갑자 to 癸亥, 계해: 0 to 59; -1 when there is none. */
int cycle_take(Scan *scan);
/* 子年 to 亥年, 쥐띠 to 돼지띠: 0 to 11; -1 when there is none. 年 is not taken. */
int branch_take(Scan *scan);
