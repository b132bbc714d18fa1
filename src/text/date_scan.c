#include "text/date_scan.h"

#include "text/utf8.h"

#include <string.h>

static uint32_t peek(const Scan *scan, size_t *ret_size) {
  uint32_t code = 0;
  *ret_size = scan->at < scan->len;
  if (scan->at >= scan->len || (unsigned char)scan->text[scan->at] < 0x80)
    return scan->at < scan->len ? (unsigned char)scan->text[scan->at] : 0;
  *ret_size = sk_utf8_decode(scan->text, scan->len, scan->at, &code);
  if (code >= 0xff01 && code <= 0xff5e)
    return code - 0xff01 + 0x21;
  return code == 0x3000 || code == 0xa0 ? ' ' : code;
}

uint32_t scan_peek(const Scan *scan) {
  size_t size;
  return peek(scan, &size);
}

void scan_skip(Scan *scan) {
  size_t size;
  peek(scan, &size);
  scan->at += size;
}

bool scan_spaces(Scan *scan) {
  size_t from = scan->at;
  while (scan_peek(scan) == ' ' || scan_peek(scan) == '\t')
    scan_skip(scan);
  return scan->at != from;
}

static uint32_t lower(uint32_t code) {
  bool capital = (code >= 'A' && code <= 'Z') || (code >= 0x410 && code <= 0x42f); /* А to Я */
  return capital ? code + 32 : code;
}

/* Whether a letter with this first byte has a small form: full width, or Cyrillic. */
static bool is_folded(unsigned char byte) {
  return byte == 0xef || byte == 0xd0 || byte == 0xd1;
}

/* Whether a word with this first byte can stand here at all: nearly all are ruled out by it. */
static inline bool can_begin(unsigned char first, unsigned char here) {
  if (here < 0x80)
    return lower(first) == lower(here);
  return first == here || here == 0xef || (is_folded(here) && is_folded(first));
}

bool scan_word(Scan *scan, const char *word) {
  unsigned char here = scan->at < scan->len ? (unsigned char)scan->text[scan->at] : 0;
  if (!can_begin((unsigned char)word[0], here))
    return false;
  if (here >= 0x80 && !is_folded(here)) { /* nothing to fold: byte for byte */
    size_t at = scan->at;
    while (*word != '\0' && at < scan->len && scan->text[at] == *word) {
      at++;
      word++;
    }
    if (*word != '\0')
      return false;
    scan->at = at;
    return true;
  }
  if ((unsigned char)word[0] < 0x80 && lower(scan_peek(scan)) != lower((unsigned char)word[0]))
    return false;
  Scan try = *scan;
  size_t len = strlen(word);
  for (size_t at = 0; at < len;) {
    uint32_t wanted;
    at += sk_utf8_decode(word, len, at, &wanted);
    if (lower(scan_peek(&try)) != lower(wanted))
      return false;
    scan_skip(&try);
  }
  *scan = try;
  return true;
}

bool scan_any(Scan *scan, const char *const *words) {
  for (; *words != NULL; words++)
    if (scan_word(scan, *words))
      return true;
  return false;
}
