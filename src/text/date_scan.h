/* A reader over the text of a date. Internal to src/text. */
#pragma once

#include "text/date.h"

#include <uchar.h>

typedef struct {
  const char *text;
  size_t len, at;
} Scan;

/* The next code point beyond ASCII, and its bytes. */
uint32_t scan_peek_wide(const Scan *scan, size_t *ret_size);

static inline uint32_t scan_peek_sized(const Scan *scan, size_t *ret_size) {
  *ret_size = scan->at < scan->len;
  if (scan->at >= scan->len)
    return 0;
  unsigned char here = (unsigned char)scan->text[scan->at];
  return here < 0x80 ? here : scan_peek_wide(scan, ret_size);
}

/* The next code point, full width made half; 0 at the end. */
static inline uint32_t scan_peek(const Scan *scan) {
  size_t size;
  return scan_peek_sized(scan, &size);
}

/* Takes one code point. */
static inline void scan_skip(Scan *scan) {
  size_t size;
  scan_peek_sized(scan, &size);
  scan->at += size;
}

/* Takes blanks; whether there were any. */
bool scan_spaces(Scan *scan);

/* Whether nothing but blanks is left. */
static inline bool scan_is_at_end(const Scan *scan) {
  Scan rest = *scan;
  scan_spaces(&rest);
  return rest.at >= rest.len;
}

/* The byte of a letter's small form, of ASCII. */
static inline unsigned char scan_small(unsigned char byte) {
  return byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte;
}

/* Whether a letter with this first byte has a small form: full width, or Cyrillic. */
static inline bool scan_is_folded(unsigned char byte) {
  return byte == 0xef || byte == 0xd0 || byte == 0xd1;
}

/* Whether a word with this first byte can stand where `here` does: nearly all are ruled out by it. */
static inline bool scan_can_begin(unsigned char first, unsigned char here) {
  if (first == here)
    return true;
  if (here < 0x80)
    return scan_small(first) == scan_small(here);
  return here == 0xef || (scan_is_folded(here) && scan_is_folded(first));
}

/* As scan_word, of a word that can begin here. */
bool scan_word_begun(Scan *scan, const char *word);
/* Takes `word` when it stands here (ASCII without regard to case). */
static inline bool scan_word(Scan *scan, const char *word) {
  return scan->at < scan->len && scan_can_begin((unsigned char)word[0], (unsigned char)scan->text[scan->at]) &&
         scan_word_begun(scan, word);
}
/* The same for the first of `words` (ends with NULL) that stands here. */
bool scan_any(Scan *scan, const char *const *words);
/* The place of a code point in `signs`; -1 when it is not there. */
int scan_place_in(const char16_t *signs, uint32_t code);

static inline bool scan_is_digit(uint32_t code) {
  return code >= '0' && code <= '9';
}

static inline bool scan_is_hangul(uint32_t code) {
  return code >= 0xac00 && code <= 0xd7a3;
}

static inline bool scan_is_letter(uint32_t code) {
  return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}
