/* Reading a name: NFC, parts, folds and readings. */
#include "text/edges.h"
#include "text/han.h"
#include "text/hangul.h"
#include "text/kana.h"
#include "text/name_japanese.h"
#include "text/name_parts.h"
#include "text/readings.h"
#include "text/romanise.h"
#include "text/skeleton.h"
#include "text/spelling.h"
#include "text/utf8.h"

#include <string.h>
#include <utf8proc.h>

#define ITERATION 0x3005 /* 々 */

/* Variation selectors and marks that change no character. */
static bool is_sign(uint32_t code) {
  return (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef) || code == 0x200b ||
         code == 0xfeff || code == 0x200d;
}

/* Full width to half. */
static uint32_t settle(uint32_t code) {
  if (code >= 0xff01 && code <= 0xff5e)
    return code - 0xff01 + 0x21;
  if (code == 0xff9e || code == 0xff9f) /* ﾞ and ﾟ stand after the letter they voice, as U+3099 and U+309A do */
    return code - 0xff9e + 0x3099;
  return code >= 0xff66 ? sk_kana_fold(code) : code;
}

/* Decodes and composes: decomposed kana marks and Hangul letters become one code point. */
static size_t decode(SkNameText text, uint32_t out[NAME_CODES]) {
  utf8proc_int32_t buffer[NAME_CODES];
  size_t count = 0;
  bool plain = true; /* nothing that NFC could change */
  for (size_t at = 0; at < text.length && count < NAME_CODES;) {
    uint32_t code;
    at += sk_utf8_decode(text.bytes, text.length, at, &code);
    code = settle(code);
    plain &= code < 0x300 || (code >= 0x3041 && code <= 0x3096) || (code >= 0x30a1 && code <= 0x30fa) ||
             (code >= 0x4e00 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3);
    buffer[count++] = (utf8proc_int32_t)code;
  }
  if (!plain) {
    utf8proc_ssize_t composed =
        utf8proc_normalize_utf32(buffer, (utf8proc_ssize_t)count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    count = composed < 0 ? 0 : (size_t)composed;
  }
  for (size_t i = 0; i < count; i++)
    out[i] = (uint32_t)buffer[i];
  return count;
}

/* ---- parts */

static uint64_t mix(uint64_t hash, uint32_t value) {
  return (hash ^ value) * 1099511628211ull; /* FNV-1a of 64 bits, a value at a time */
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
    return code;
  }
}

/* 열 and 율 inside a name may be 렬 and 률, which lose their ㄹ after vowels and ㄴ in the South. */
static uint32_t with_lost_r(uint32_t syllable) {
  return syllable == 0xc5f4 ? 0xb82c : syllable == 0xc728 ? 0xb960 : syllable;
}

/* Readings that differ by North and South spelling are kept once, as the North has them: it tells more. */
static void add_reading(uint16_t read[SK_NAME_READINGS], uint16_t syllable) {
  uint16_t law = (uint16_t)sk_hangul_law(syllable);
  for (size_t j = 0; j < SK_NAME_READINGS; j++) {
    if (read[j] == 0 || (sk_hangul_law(read[j]) == law && syllable != law))
      read[j] = syllable;
    if (sk_hangul_law(read[j]) == law)
      return;
  }
}

static void add_readings(SkNamePart *part, size_t at, int script, uint32_t code) {
  uint32_t syllables[16];
  size_t count = 1;
  syllables[0] = at > 0 ? with_lost_r(code) : code;
  if (script == SK_TEXT_HAN)
    count = sk_han_readings(code, syllables, 16);
  else if (!sk_is_hangul(code))
    count = 0;
  for (size_t i = 0; i < count; i++)
    add_reading(part->read[at], (uint16_t)syllables[i]);
}

uint32_t sk_name_sound(const char *folded, size_t length) {
  uint32_t hash = 2166136261u; /* FNV-1a of 32 bits */
  for (size_t i = 0; i < length; i++)
    hash = (hash ^ (uint8_t)folded[i]) * 16777619u;
  return hash;
}

/* Kana and Latin letters are their own Japanese reading; of kana the run says more than the letters. */
static void add_sound(SkNamePart *part, NameRun run) {
  char letters[4 * SK_NAME_LETTERS];
  const char *sound = part->sound;
  size_t len = part->sound_count;
  if (part->script == SK_TEXT_KANA) {
    len = sk_romaji_fold(letters, sk_kana_romanise(run.codes, run.count, letters, sizeof letters));
    sound = letters;
  }
  if (len == 0)
    return;
  part->japanese[0] = sk_name_sound(sound, len);
  part->japanese_count = part->japanese_attested = 1;
}

void name_settle_letters(SkNamePart *part) {
  size_t count = name_plain_letters(part, part->sound);
  part->skeleton = skeleton_of_letters(part->sound, count);
  part->sound_count = (uint8_t)sk_romaji_fold(part->sound, count);
}

static int joint_script(int so_far, int script) {
  if (so_far == SK_TEXT_UNKNOWN || so_far == script)
    return script;
  bool japanese =
      (so_far == SK_TEXT_HAN || so_far == SK_TEXT_KANA) && (script == SK_TEXT_HAN || script == SK_TEXT_KANA);
  return japanese ? SK_TEXT_HAN : SK_TEXT_MIXED; /* ひろ子 is written the Japanese way */
}

static void add_character(SkNamePart *part, int script, uint32_t code) {
  if (part->count == SK_NAME_CODES) {
    part->flags |= SK_NAME_PART_CUT;
    return;
  }
  if (script == SK_TEXT_HAN || script == SK_TEXT_HANGUL)
    add_readings(part, part->count, script, code);
  part->raw[part->count] = code;
  part->folded[part->count++] = fold_code(script, code);
}

void name_fill_part(SkNamePart *part, NameRun run) {
  *part = (SkNamePart){ .written = 14695981039346656037ull };
  uint32_t last = 0;
  for (size_t i = 0; i < run.count; i++) {
    uint32_t code = run.codes[i] == ITERATION && last != 0 ? last : run.codes[i];
    int script = sk_script_of(code);
    if (is_sign(code))
      part->written = mix(part->written, code);
    if (script == SK_TEXT_UNKNOWN)
      continue;
    if (script == SK_TEXT_KANA && (code == 0x30fc || code == 0xff70 || (code >= 0x3099 && code <= 0x309c)))
      script = part->script == SK_TEXT_UNKNOWN ? SK_TEXT_KANA : part->script; /* lengths and lone marks follow */
    part->script = (uint8_t)joint_script(part->script, script);
    add_character(part, script, code);
    if (script != SK_TEXT_LATIN && script != SK_TEXT_CYRILLIC)
      part->written = mix(part->written, script == SK_TEXT_KANA ? sk_kana_fold(code) : code);
    last = code;
  }
  name_add_letters(part, run, part->script);
  if (part->letter_count > 0)
    name_settle_letters(part);
  for (size_t i = 0; i < part->letter_count && part->script != SK_TEXT_KANA; i++)
    part->written = mix(part->written, (uint8_t)part->letters[i]);
  if (part->letter_count > 0 && part->script != SK_TEXT_CYRILLIC)
    add_sound(part, run);
  romanise_find_surnames(part);
}

static void weigh_yale(SkName *name) {
  SkNamePart *parts[] = { &name->family, &name->given };
  for (int p = 0; p < 2; p++)
    if (parts[p]->script == SK_TEXT_LATIN && spelling_looks_yale(parts[p]->letters, parts[p]->letter_count)) {
      name->family.flags |= SK_NAME_PART_YALE;
      name->given.flags |= SK_NAME_PART_YALE;
    }
}

/* What is known of parts in their places. */
static void settle_parts(SkName *name, NameRun family, NameRun given) {
  name_find_initials(&name->family, family, SK_NAME_OF_FAMILY);
  name_find_initials(&name->given, given, SK_NAME_OF_GIVEN);
  name->given.christian = name_christian(given);
  if (name->order_unknown)
    name->family.christian = name_christian(family);
  bool characters = name->family.script == SK_TEXT_HAN || name->family.script == SK_TEXT_HANGUL;
  if (characters ? name->family.count == 2 && name_is_long_family(family) : romanise_is_long_surname(&name->family))
    name->family.flags |= SK_NAME_PART_LONG;
}

static void read_written(const SkNameWritten *name, const SkReadings *readings, SkName *ret_name) {
  uint32_t codes[NAME_CODES];
  *ret_name = (SkName){ 0 };
  if (name->family.length == 0 && name->given.length == 0) {
    NameDivision divided = name_divide(codes, decode(name->written, codes), name->order, readings);
    name_fill_part(&ret_name->family, divided.family);
    name_fill_part(&ret_name->given, divided.given);
    ret_name->order_unknown = divided.order_unknown;
    ret_name->christian = divided.christian;
    ret_name->father = divided.father;
    settle_parts(ret_name, divided.family, divided.given);
    return;
  }
  uint32_t given_codes[NAME_CODES];
  NameRun family = { codes, decode(name->family, codes) };
  NameRun given = name_without_honorific((NameRun){ given_codes, decode(name->given, given_codes) });
  name_fill_part(&ret_name->family, family);
  name_fill_part(&ret_name->given, given);
  settle_parts(ret_name, family, given);
}

void sk_name_prepare(const SkNameWritten *name, const SkReadings *readings, SkName *ret_name) {
  read_written(name, readings, ret_name);
  weigh_yale(ret_name);
  if (ret_name->family.count == 0 && ret_name->given.initials[1] == '\0')
    ret_name->given.flags &= (uint8_t)~SK_NAME_PART_INITIALS; /* a letter alone stands for nothing */
  edges_find(&ret_name->family);
  edges_find(&ret_name->given);
  bool divided = ret_name->family.count > 0;
  name_japanese_add(&ret_name->family, readings, SK_READING_FAMILY);
  name_japanese_add(&ret_name->given, readings, divided ? SK_READING_GIVEN : SK_READING_GIVEN | SK_READING_FAMILY);
}
