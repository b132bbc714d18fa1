/* Letters of parts: Latin with the marks that tell sounds apart, kana in letters that keep what Korean needs, Cyrillic
 * in letters of one byte. spellings.txt is written in them. */
#include "text/kana.h"
#include "text/name_parts.h"
#include "text/utf8.h"

#include <string.h>
#include <utf8proc.h>

static void push(SkNamePart *part, char letter) {
  if (part->letter_count + 1 < SK_NAME_LETTERS)
    part->letters[part->letter_count++] = letter;
  else
    part->flags |= SK_NAME_PART_CUT;
}

static void push_break(SkNamePart *part) {
  if (part->letter_count > 0 && part->letter_count < 32)
    part->breaks |= 1u << part->letter_count;
}

static char last_of(const SkNamePart *part, size_t back) {
  return part->letter_count >= back ? part->letters[part->letter_count - back] : '\0';
}

/* ---- Latin */

static bool is_apostrophe(uint32_t code) {
  return code == '\'' || code == '`' || code == 0xb4 || code == 0x2bc || code == 0x2bb || code == 0x2bd ||
         code == 0x2018 || code == 0x2019 || code == 0x201b || code == 0x2032 || code == 0xff07;
}

/* Breve and caron: ŏ as McCune-Reischauer has it. */
static bool is_breve(uint32_t code) {
  return code == 0x306 || code == 0x30c;
}

/* Circumflex and macron: what printers had instead of the breve; in Japanese a long vowel. */
static bool is_long(uint32_t code) {
  return code == 0x302 || code == 0x304;
}

/* An apostrophe after k, t, p, ch says that they are aspirated; elsewhere it parts syllables. */
static void add_apostrophe(SkNamePart *part) {
  char last = last_of(part, 1);
  if (last == 'k' || last == 't' || last == 'p' || (last == 'h' && last_of(part, 2) == 'c')) {
    push(part, '\'');
    part->flags |= SK_NAME_PART_MARKED;
  } else {
    push_break(part);
  }
}

/* Returns whether the letter is a capital. */
static bool add_latin(SkNamePart *part, uint32_t code) {
  utf8proc_int32_t pieces[4] = { 0 };
  utf8proc_ssize_t count = 1;
  pieces[0] = (utf8proc_int32_t)code;
  if (code >= 0x80)
    count = utf8proc_decompose_char((utf8proc_int32_t)code, pieces, 4, UTF8PROC_DECOMPOSE, NULL);
  uint32_t base = count > 0 ? (uint32_t)pieces[0] : code;
  bool capital = base >= 'A' && base <= 'Z';
  char letter = (char)(capital ? base + 32 : base);
  if (base < 'A' || base > 'z' || (base > 'Z' && base < 'a'))
    return false;
  bool breve = count > 1 && is_breve((uint32_t)pieces[1]);
  if ((letter == 'o' || letter == 'u') && count > 1 && (breve || is_long((uint32_t)pieces[1]))) {
    letter = letter == 'o' ? 'O' : 'U';
    part->flags |= breve ? SK_NAME_PART_MARKED : 0;
  }
  push(part, letter);
  return capital;
}

static void add_all_latin(SkNamePart *part, NameRun run) {
  bool small = false; /* the letter before was none of the capitals: a capital now begins a syllable (YoungJa) */
  for (size_t i = 0; i < run.count; i++) {
    uint32_t code = run.codes[i];
    uint8_t before = part->letter_count;
    if (is_apostrophe(code)) {
      add_apostrophe(part);
    } else if (name_is_break(code)) {
      push_break(part);
    } else if (add_latin(part, code)) {
      if (small && before > 0 && before < 32)
        part->breaks |= 1u << before;
      small = false;
    } else {
      small = part->letter_count > before || small;
    }
  }
}

/* ---- kana */

/* U+30A1 to U+30F6 in order. c is チ, j ジ; small letters in capitals where they change the one before. */
static const char kana[][3] = {
  "A",  "a",  "I",  "i",  "U",  "u",  "E",  "e",  "O",  "o",  "ka", "ga", "ki", "gi", "ku", "gu", "ke", "ge",
  "ko", "go", "sa", "za", "si", "ji", "su", "zu", "se", "ze", "so", "zo", "ta", "da", "ci", "ji", "q",  "tu",
  "zu", "te", "de", "to", "do", "na", "ni", "nu", "ne", "no", "ha", "ba", "pa", "hi", "bi", "pi", "hu", "bu",
  "pu", "he", "be", "pe", "ho", "bo", "po", "ma", "mi", "mu", "me", "mo", "YA", "ya", "YU", "yu", "YO", "yo",
  "ra", "ri", "ru", "re", "ro", "WA", "wa", "i",  "e",  "o",  "N",  "vu", "ka", "ke",
};

static bool is_vowel(char letter) {
  return letter != '\0' && strchr("aiueo", letter) != NULL;
}

/* A small vowel: チェ ce, フィ hwi, クァ kwa, ウォ wo, シェ sye, イェ ye, ティ ti. */
static void add_small_vowel(SkNamePart *part, char vowel) {
  char last = last_of(part, 1), head = last_of(part, 2);
  if (!is_vowel(last)) {
    push(part, vowel);
    return;
  }
  part->letter_count--;
  if (last == 'u' && head != 't' && head != 's' && head != 'z' && head != 'v')
    push(part, 'w');
  else if (last == 'i' && head != 'c' && head != 'j')
    push(part, 'y');
  push(part, vowel);
}

/* A small ya, yu, yo, wa: キャ kya, チョ cyo, テュ tyu. */
static void add_small_glide(SkNamePart *part, char glide, char vowel) {
  if (is_vowel(last_of(part, 1)))
    part->letter_count--;
  push(part, glide);
  push(part, vowel);
}

static void add_kana(SkNamePart *part, uint32_t code) {
  uint32_t folded = sk_kana_fold(code);
  if (name_is_break(code))
    push_break(part);
  if (folded < 0x30a1 || folded > 0x30f6)
    return;
  const char *letters = kana[folded - 0x30a1];
  bool small = letters[0] >= 'A' && letters[0] <= 'Z' && letters[0] != 'N';
  if (small && letters[1] == '\0') {
    add_small_vowel(part, (char)(letters[0] | 32));
  } else if (small) {
    add_small_glide(part, (char)(letters[0] | 32), (char)(letters[1] | 32));
  } else {
    push(part, letters[0]);
    if (letters[1] != '\0')
      push(part, letters[1]);
  }
}

/* ---- Cyrillic */

static void add_cyrillic(SkNamePart *part, uint32_t code) {
  /* а to я; * is not used: щ is written as ш */
  static const char letters[] = "abvgdeJziyklmnoprstufhCcSSQY'AUW";
  if (name_is_break(code))
    push_break(part);
  if (code >= 0x410 && code <= 0x42f)
    code += 0x20;
  if (code >= 0x430 && code <= 0x44f)
    push(part, letters[code - 0x430]);
  else if (code == 0x451 || code == 0x401)
    push(part, 'E');
}

void name_add_letters(SkNamePart *part, NameRun run, int script) {
  if (script == SK_TEXT_LATIN)
    add_all_latin(part, run);
  for (size_t i = 0; i < run.count; i++)
    if (script == SK_TEXT_KANA)
      add_kana(part, run.codes[i]);
    else if (script == SK_TEXT_CYRILLIC)
      add_cyrillic(part, run.codes[i]);
}

/* ---- plain letters */

/* Latin without marks; kana in Kunrei, so that ヨンジャ and Yonja meet in sk_romaji_fold. Cyrillic has none. */
size_t name_plain_letters(const SkNamePart *part, char out[SK_NAME_LETTERS]) {
  size_t used = 0;
  for (size_t i = 0; i < part->letter_count && part->script != SK_TEXT_CYRILLIC; i++) {
    char letter = part->letters[i];
    if (letter == '\'' || letter == 'q')
      continue;
    if (part->script == SK_TEXT_KANA)
      letter = letter == 'c' ? 't' : letter == 'j' ? 'z' : letter;
    out[used++] = letter >= 'A' && letter <= 'Z' ? (char)(letter + 32) : letter;
  }
  out[used] = '\0';
  return used;
}
