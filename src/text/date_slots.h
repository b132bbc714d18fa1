/* The figures of a written date in their places. Internal to src/text. */
#pragma once

#include "text/date_written.h"

typedef struct {
  Figure year;    /* number.digits < 0: none stated */
  int month, day; /* 0 not stated */
  bool day_first; /* said by the language */
  bool either;    /* day and month may stand the other way round */
  int last_year;  /* 1960-62: the second year; 0 none */
  int last_month; /* 5・6月: the second month; 0 none */
  int last_day;   /* 3-5 March: the second day; 0 none */
  unsigned doubt;
} Slots;

/* False when there are figures that have no place. */
bool slots_of(const Written *written, const YearBase *base, Slots *ret_slots);
