/* Days and how lists write them. A day counts from 1970-01-01 in the Gregorian calendar. */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef int32_t Day;

#define JUCHE_BEFORE_YEAR_1 1911

typedef struct {
  int year, month, day;
} Civil;

Day day_of(int year, int month, int day);
Day day_read(const char *text); /* "1959-12-14" */
Civil day_civil(Day day);
int day_year(Day day);
/* Whole years from `from` to `to`. */
int day_years(Day from, Day to);

typedef enum {
  DATE_ISO,         /* 1938-05-02 */
  DATE_GREGORIAN,   /* 1938年5月2日 */
  DATE_ERA,         /* 昭和13年5月2日 */
  DATE_ERA_LETTER,  /* S13.5.2 */
  DATE_DOTS,        /* 1938.5.2 */
  DATE_JUCHE,       /* 주체27(1938)년 5월 2일 */
  DATE_JUCHE_MONTH, /* 주체52년 3월 */
} DateForm;

/* Appends the day as the form writes it. */
void day_write(GString *to, Day day, DateForm form);
