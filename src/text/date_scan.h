/* A reader over the text of a date: numbers in any digits, signs that stand between them. Internal to src/text. */
#pragma once

#include "text/date.h"

typedef struct {
  const char *text;
  size_t len, at;
} Scan;

uint32_t scan_peek(const Scan *scan); /* next code point, full width made half; 0 at the end */
void scan_skip(Scan *scan);           /* one code point */
void scan_spaces(Scan *scan);
/* Takes `word` when it stands here (ASCII without regard to case). */
bool scan_word(Scan *scan, const char *word);
/* A number in ASCII, full-width or Han digits (十三, 二〇), or the first year of an era; at most `digits` ASCII digits.
 * The number of digits goes to *ret_digits (0 for Han numerals). */
bool scan_number(Scan *scan, int digits, int *ret_value, int *ret_digits);
