/* UTF-8 and scripts. Every function accepts any bytes; what is no UTF-8 decodes to U+FFFD, one byte at a time.
 * Scripts are the numbers of SCRIPT in base/vocabulary.def. Pure C: no allocation, no locale. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SK_TEXT_UNKNOWN, SK_TEXT_HAN, SK_TEXT_KANA, SK_TEXT_HANGUL, SK_TEXT_LATIN, SK_TEXT_CYRILLIC, SK_TEXT_MIXED };

/* As sk_utf8_decode, of any bytes. */
size_t sk_utf8_decode_any(const char *text, size_t len, size_t at, uint32_t *ret_code);
/* Decodes one code point at text[at], at < len; returns the bytes it took (at least 1). ASCII, and the three bytes of
 * nearly all Han, kana and Hangul (U+1000 to U+D7FF), are read in place. */
static inline size_t sk_utf8_decode(const char *text, size_t len, size_t at, uint32_t *ret_code) {
  const unsigned char *here = (const unsigned char *)text + at;
  if (here[0] < 0x80) {
    *ret_code = here[0];
    return 1;
  }
  if (here[0] >= 0xe1 && here[0] <= 0xed && len - at >= 3 && (here[1] & 0xc0) == 0x80 && (here[2] & 0xc0) == 0x80 &&
      (here[0] != 0xed || here[1] < 0xa0)) { /* from 0xa0 on: half of a pair of UTF-16 */
    *ret_code = (uint32_t)(here[0] & 0x0f) << 12 | (uint32_t)(here[1] & 0x3f) << 6 | (uint32_t)(here[2] & 0x3f);
    return 3;
  }
  return sk_utf8_decode_any(text, len, at, ret_code);
}
/* Encodes; returns 1..4 bytes written to `out` (room for 4). What cannot be encoded becomes U+FFFD. */
size_t sk_utf8_encode(uint32_t code, char out[4]);
/* As sk_script_of, of code points that are looked for among the blocks of Unicode. */
int sk_script_of_block(uint32_t code);
/* Script of a code point; SK_TEXT_UNKNOWN for digits, marks and the rest. */
static inline int sk_script_of(uint32_t code) {
  if (code < 0x80)
    return (code | 32) >= 'a' && (code | 32) <= 'z' ? SK_TEXT_LATIN : SK_TEXT_UNKNOWN;
  if (code >= 0xac00 && code <= 0xd7a3)
    return SK_TEXT_HANGUL;
  return code >= 0x4e00 && code <= 0x9fff ? SK_TEXT_HAN : sk_script_of_block(code);
}
/* Script of a text: the one all its letters have, else SK_TEXT_MIXED. Han with kana is mixed. */
int sk_script_of_text(const char *text, size_t len);
