/* A reader over the text of a date. Internal to src/text. */
#pragma once

#include "text/date.h"

typedef struct {
  const char *text;
  size_t len, at;
} Scan;

uint32_t scan_peek(const Scan *scan); /* next code point, full width made half; 0 at the end */
void scan_skip(Scan *scan);           /* one code point */
bool scan_spaces(Scan *scan);         /* whether there were any */
/* Takes `word` when it stands here (ASCII without regard to case). */
bool scan_word(Scan *scan, const char *word);
/* The same for the first of `words` (ends with NULL) that stands here. */
bool scan_any(Scan *scan, const char *const *words);

static inline bool scan_is_digit(uint32_t code) {
  return code >= '0' && code <= '9';
}

static inline bool scan_is_letter(uint32_t code) {
  return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}
