#include "text/utf8.h"

#include <utf8proc.h>

size_t sk_utf8_decode_any(const char *text, size_t len, size_t at, uint32_t *ret_code) {
  utf8proc_int32_t code = 0;
  utf8proc_ssize_t taken = utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(len - at), &code);
  if (taken <= 0) {
    *ret_code = 0xfffd;
    return 1;
  }
  *ret_code = (uint32_t)code;
  return (size_t)taken;
}

size_t sk_utf8_encode(uint32_t code, char out[4]) {
  bool good = utf8proc_codepoint_valid((utf8proc_int32_t)code);
  return (size_t)utf8proc_encode_char(good ? (utf8proc_int32_t)code : 0xfffd, (utf8proc_uint8_t *)out);
}

/* Blocks of Unicode 15 that names are written in, beyond ASCII. */
static const struct {
  uint32_t first, last;
  int script;
} blocks[] = {
  { 0xc0, 0x24f, SK_TEXT_LATIN },     { 0x400, 0x52f, SK_TEXT_CYRILLIC }, { 0x1100, 0x11ff, SK_TEXT_HANGUL },
  { 0x1e00, 0x1eff, SK_TEXT_LATIN },  { 0x3005, 0x3007, SK_TEXT_HAN },    { 0x3041, 0x309f, SK_TEXT_KANA },
  { 0x30a1, 0x30fa, SK_TEXT_KANA },   { 0x30fc, 0x30ff, SK_TEXT_KANA },   { 0x3130, 0x318f, SK_TEXT_HANGUL },
  { 0x31f0, 0x31ff, SK_TEXT_KANA },   { 0x3400, 0x4dbf, SK_TEXT_HAN },    { 0x4e00, 0x9fff, SK_TEXT_HAN },
  { 0xac00, 0xd7a3, SK_TEXT_HANGUL }, { 0xf900, 0xfaff, SK_TEXT_HAN },    { 0xff21, 0xff3a, SK_TEXT_LATIN },
  { 0xff41, 0xff5a, SK_TEXT_LATIN },  { 0xff66, 0xff9f, SK_TEXT_KANA },   { 0x20000, 0x3ffff, SK_TEXT_HAN },
};

int sk_script_of_block(uint32_t code) {
  size_t low = 0, high = sizeof blocks / sizeof blocks[0];
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (blocks[middle].last < code)
      low = middle + 1;
    else
      high = middle;
  }
  bool inside = low < sizeof blocks / sizeof blocks[0] && blocks[low].first <= code;
  return inside ? blocks[low].script : SK_TEXT_UNKNOWN;
}

int sk_script_of_text(const char *text, size_t len) {
  int script = SK_TEXT_UNKNOWN;
  for (size_t at = 0; at < len;) {
    uint32_t code;
    at += sk_utf8_decode(text, len, at, &code);
    int one = sk_script_of(code);
    if (one != SK_TEXT_UNKNOWN && script != SK_TEXT_UNKNOWN && one != script)
      return SK_TEXT_MIXED;
    if (one != SK_TEXT_UNKNOWN)
      script = one;
  }
  return script;
}
