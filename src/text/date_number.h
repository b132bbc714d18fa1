/* Numbers as people write them in dates: 1960, １９６０, l96O, 三十五, 一九六〇, 廿三, 参拾伍, 삼십오. Internal to
 * src/text. */
#pragma once

#include "text/date_scan.h"

typedef struct {
  int value;
  int digits; /* how many stand in their places: 4 for 1960 and 一九六〇; 0 where tens and hundreds are named: 三十五 */
  bool two;       /* this one or the next: 三十四五 */
  bool lookalike; /* a letter was read as the digit it looks like */
} Number;

/* Takes a number of at most eight digits; false when there is none here. Korean numerals need their 년, 월 or 일, which
 * is not taken. */
bool number_take(Scan *scan, Number *ret_number);
