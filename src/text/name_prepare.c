/* Reading a name: NFC, parts, folds and readings. */
#include "text/han.h"
#include "text/hangul.h"
#include "text/kana.h"
#include "text/name.h"
#include "text/name_japanese.h"
#include "text/readings.h"
#include "text/utf8.h"

#include <string.h>
#include <utf8proc.h>

#define CODES 64 /* code points of a written name that are looked at */

/* ---- code points */

static bool is_mark(uint32_t code) {
  return (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef) ||
         (code >= 0x300 && code <= 0x36f) || code == 0x2bc || code == 0x2018 || code == 0x2019 || code == '\'' ||
         code == '`' || code == 0x200b || code == 0xfeff;
}

static bool is_break(uint32_t code) {
  return code == ' ' || code == 0x3000 || code == 0x30fb || code == 0xff65 || code == 0xb7 || code == '\t' ||
         code == 0x2022 || code == '=' || code == 0xff1d;
}

/* One code point as names are kept: NFC by canonical composition of what a single code point can give, full width to
 * half. */
static uint32_t settle(uint32_t code) {
  if (code >= 0xff01 && code <= 0xff5e)
    return code - 0xff01 + 0x21;
  if (code == 0xff9e || code == 0xff9f) /* ﾞ and ﾟ stand after the letter they voice, as U+3099 and U+309A do */
    return code - 0xff9e + 0x3099;
  return sk_kana_fold(code) != code && code >= 0xff66 ? sk_kana_fold(code) : code;
}

/* Base letter of a Latin letter with marks (ŏ o, é e); other letters as they are, lower case. */
static uint32_t base_letter(uint32_t code) {
  utf8proc_int32_t parts[4];
  utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code, parts, 4, UTF8PROC_DECOMPOSE, NULL);
  uint32_t base = count > 0 ? (uint32_t)parts[0] : code;
  return (uint32_t)utf8proc_tolower((utf8proc_int32_t)base);
}

/* Decodes and composes: decomposed kana marks and Hangul letters become one code point. */
static size_t decode(const char *text, size_t len, uint32_t out[CODES]) {
  utf8proc_int32_t buffer[CODES];
  size_t count = 0;
  for (size_t at = 0; at < len && count < CODES;) {
    uint32_t code;
    at += sk_utf8_decode(text, len, at, &code);
    buffer[count++] = (utf8proc_int32_t)settle(code);
  }
  utf8proc_ssize_t composed =
      utf8proc_normalize_utf32(buffer, (utf8proc_ssize_t)count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
  count = composed < 0 ? 0 : (size_t)composed;
  for (size_t i = 0; i < count; i++)
    out[i] = (uint32_t)buffer[i];
  return count;
}

/* ---- parts */

static void add_letter(SkNamePart *part, uint32_t code) {
  uint32_t base = base_letter(code);
  if (base >= 'a' && base <= 'z' && part->letter_count + 1 < SK_NAME_LETTERS)
    part->letters[part->letter_count++] = (char)base;
}

static uint32_t fold_code(int script, uint32_t code) {
  switch (script) {
  case SK_TEXT_HAN:
    return sk_han_fold(code);
  case SK_TEXT_KANA:
    return sk_kana_fold(code);
  case SK_TEXT_HANGUL:
    return sk_hangul_law(code);
  default:
    return base_letter(code);
  }
}

static void add_readings(SkNamePart *part, size_t at, int script, uint32_t code) {
  uint32_t syllables[8];
  size_t count = 1, kept = 0;
  syllables[0] = code;
  if (script == SK_TEXT_HAN)
    count = sk_han_readings(code, syllables, 8);
  else if (!sk_is_hangul(code))
    count = 0;
  for (size_t i = 0; i < count && kept < SK_NAME_READINGS; i++) {
    uint16_t law = (uint16_t)sk_hangul_law(syllables[i]);
    bool known = false;
    for (size_t j = 0; j < kept; j++)
      known |= part->read[at][j] == law;
    if (!known)
      part->read[at][kept++] = law;
  }
}

/* Kana and Latin letters are their own Japanese reading. */
static void add_sound(SkNamePart *part) {
  char folded[SK_NAME_LETTERS];
  memcpy(folded, part->letters, (size_t)part->letter_count + 1);
  part->japanese[0] = sk_name_sound(folded, sk_romaji_fold(folded, part->letter_count));
  part->japanese_count = part->japanese_attested = 1;
}

static void fill_part(SkNamePart *part, const uint32_t *codes, size_t count) {
  *part = (SkNamePart){ 0 };
  for (size_t i = 0; i < count; i++) {
    int script = sk_script_of(codes[i]);
    if (script == SK_TEXT_UNKNOWN || is_mark(codes[i]))
      continue;
    if (part->script == SK_TEXT_UNKNOWN)
      part->script = (uint8_t)script;
    else if (part->script != script && !(codes[i] == 0x3005 || codes[i] == 0x30fc))
      part->script = SK_TEXT_MIXED;
    if (script == SK_TEXT_LATIN)
      add_letter(part, codes[i]);
    if (part->count == SK_NAME_CODES)
      continue;
    uint32_t code = codes[i] == 0x3005 && part->count > 0 ? part->raw[part->count - 1] : codes[i]; /* 々 repeats */
    add_readings(part, part->count, script, code);
    part->raw[part->count] = code;
    part->folded[part->count++] = fold_code(script, code);
  }
  if (part->script == SK_TEXT_KANA)
    part->letter_count = (uint8_t)sk_kana_romanise(part->raw, part->count, part->letters, SK_NAME_LETTERS);
  if (part->letter_count > 0)
    add_sound(part);
}

uint32_t sk_name_sound(const char *folded, size_t length) {
  uint32_t hash = 2166136261u; /* FNV-1a of 32 bits */
  for (size_t i = 0; i < length; i++)
    hash = (hash ^ (uint8_t)folded[i]) * 16777619u;
  return hash;
}

/* ---- dividing */

/* Family names of two characters, Korean (both scripts). */
static const uint32_t long_families[][2] = {
  { 0x5357, 0x5bae }, { 0x7687, 0x752b }, { 0x8af8, 0x845b }, { 0x9bae, 0x4e8e }, { 0x7368, 0x5b64 },
  { 0x53f8, 0x7a7a }, { 0x897f, 0x9580 }, { 0xb0a8, 0xad81 }, { 0xd669, 0xbcf4 }, { 0xc81c, 0xac08 },
  { 0xc120, 0xc6b0 }, { 0xb3c5, 0xace0 }, { 0xc0ac, 0xacf5 }, { 0xc11c, 0xbb38 },
};

static size_t family_length(const uint32_t *codes, size_t count, int script) {
  if (count < 2 || (script != SK_TEXT_HAN && script != SK_TEXT_HANGUL))
    return 0;
  for (size_t i = 0; i < sizeof long_families / sizeof long_families[0] && count > 2; i++)
    if (codes[0] == long_families[i][0] && codes[1] == long_families[i][1])
      return 2;
  if (script == SK_TEXT_HANGUL)
    return count <= 4 ? 1 : 0;
  return count <= 3 ? 1 : count == 4 ? 2 : 0; /* four characters are nearly always a Japanese two and two */
}

/* Index of the last break between letters, or count. A comma puts the family name first whatever the script. */
static size_t find_break(const uint32_t *codes, size_t count, bool last, bool *ret_comma) {
  size_t found = count;
  *ret_comma = false;
  for (size_t i = 1; i + 1 < count; i++) {
    if (codes[i] == ',' || codes[i] == 0x3001) {
      *ret_comma = true;
      return i;
    }
    if (is_break(codes[i]) && (last || found == count))
      found = i;
  }
  return found;
}

static void divide(const uint32_t *codes, size_t count, int order, const SkReadings *readings, SkName *name) {
  bool comma = false;
  int script = SK_TEXT_UNKNOWN;
  for (size_t i = 0; i < count && script == SK_TEXT_UNKNOWN; i++)
    script = sk_script_of(codes[i]);
  bool family_last = order == 2;
  size_t at = find_break(codes, count, family_last, &comma), skip = 1;
  if (at == count) {
    at = family_length(codes, count, script);
    if (script == SK_TEXT_HAN)
      at = name_japanese_divide(readings, codes, count, at);
    skip = 0;
  }
  if (comma)
    family_last = false;
  if (at == 0) {
    fill_part(&name->given, codes, count);
    return;
  }
  SkNamePart *first = family_last ? &name->given : &name->family, *second = family_last ? &name->family : &name->given;
  fill_part(first, codes, at);
  fill_part(second, codes + at + skip, count - at - skip);
  name->order_unknown = order == 0 && !comma && script == SK_TEXT_LATIN;
}

static void read_written(const SkNameWritten *name, const SkReadings *readings, SkName *ret_name) {
  uint32_t codes[CODES];
  *ret_name = (SkName){ 0 };
  if (name->family.length == 0 && name->given.length == 0) {
    divide(codes, decode(name->written.bytes, name->written.length, codes), name->order, readings, ret_name);
    return;
  }
  size_t count = decode(name->family.bytes, name->family.length, codes);
  fill_part(&ret_name->family, codes, count);
  count = decode(name->given.bytes, name->given.length, codes);
  fill_part(&ret_name->given, codes, count);
}

void sk_name_prepare(const SkNameWritten *name, const SkReadings *readings, SkName *ret_name) {
  read_written(name, readings, ret_name);
  bool divided = ret_name->family.count > 0;
  name_japanese_add(&ret_name->family, readings, SK_READING_FAMILY);
  name_japanese_add(&ret_name->given, readings, divided ? SK_READING_GIVEN : SK_READING_GIVEN | SK_READING_FAMILY);
}
