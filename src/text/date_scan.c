#include "text/date_scan.h"

#include "text/utf8.h"

#include <string.h>

uint32_t scan_peek_wide(const Scan *scan, size_t *ret_size) {
  uint32_t code;
  *ret_size = sk_utf8_decode(scan->text, scan->len, scan->at, &code);
  if (code >= 0xff01 && code <= 0xff5e)
    return code - 0xff01 + 0x21;
  return code == 0x3000 || code == 0xa0 ? ' ' : code;
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

bool scan_word_begun(Scan *scan, const char *word) {
  unsigned char here = (unsigned char)scan->text[scan->at];
  if (here >= 0x80 && !scan_is_folded(here)) { /* nothing to fold: byte for byte */
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
  if (scan->at >= scan->len)
    return false;
  unsigned char here = (unsigned char)scan->text[scan->at];
  for (; *words != NULL; words++)
    if (scan_can_begin((unsigned char)(*words)[0], here) && scan_word_begun(scan, *words))
      return true;
  return false;
}

int scan_place_in(const char16_t *signs, uint32_t code) {
  for (int place = 0; signs[place] != 0; place++)
    if (signs[place] == code)
      return place;
  return -1;
}
