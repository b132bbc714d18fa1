#include "text/kana.h"

#include <stdbool.h>
#include <string.h>

/* U+30A1 to U+30F6 in order; small letters in capitals where they change the one before. */
static const char *const romaji[] = {
  "A",  "a",  "I",  "i",  "U",  "u",  "E",  "e",  "O",  "o",  "ka", "ga", "ki", "gi", "ku", "gu", "ke", "ge",
  "ko", "go", "sa", "za", "si", "zi", "su", "zu", "se", "ze", "so", "zo", "ta", "da", "ti", "di", "",   "tu",
  "du", "te", "de", "to", "do", "na", "ni", "nu", "ne", "no", "ha", "ba", "pa", "hi", "bi", "pi", "hu", "bu",
  "pu", "he", "be", "pe", "ho", "bo", "po", "ma", "mi", "mu", "me", "mo", "YA", "ya", "YU", "yu", "YO", "yo",
  "ra", "ri", "ru", "re", "ro", "wa", "wa", "i",  "e",  "o",  "n",  "bu", "ka", "ke",
};
#define KANA_FIRST 0x30a1u
#define KANA_LAST 0x30f6u

/* Half-width katakana U+FF66 to U+FF9D. */
static const uint16_t half_width[] = {
  0x30f2, 0x30a1, 0x30a3, 0x30a5, 0x30a7, 0x30a9, 0x30e3, 0x30e5, 0x30e7, 0x30c3, 0x30fc, 0x30a2, 0x30a4, 0x30a6,
  0x30a8, 0x30aa, 0x30ab, 0x30ad, 0x30af, 0x30b1, 0x30b3, 0x30b5, 0x30b7, 0x30b9, 0x30bb, 0x30bd, 0x30bf, 0x30c1,
  0x30c4, 0x30c6, 0x30c8, 0x30ca, 0x30cb, 0x30cc, 0x30cd, 0x30ce, 0x30cf, 0x30d2, 0x30d5, 0x30d8, 0x30db, 0x30de,
  0x30df, 0x30e0, 0x30e1, 0x30e2, 0x30e4, 0x30e6, 0x30e8, 0x30e9, 0x30ea, 0x30eb, 0x30ec, 0x30ed, 0x30ef, 0x30f3,
};

/* Marks of repetition: ヽ and ゝ repeat the letter before, ヾ and ゞ voice it (みすゞ). */
static bool is_repeat(uint32_t code) {
  return code == 0x30fd || code == 0x30fe || code == 0x309d || code == 0x309e;
}

static bool is_voicing_repeat(uint32_t code) {
  return code == 0x30fe || code == 0x309e;
}

/* The voiced letter follows its own at once for カ to ド, ハ to ボ. */
static uint32_t voiced(uint32_t code) {
  bool pairs =
      (code >= 0x30ab && code <= 0x30c1 && code % 2 == 1) || (code >= 0x30c4 && code <= 0x30c8 && code % 2 == 0);
  bool triples = code >= 0x30cf && code <= 0x30dd && (code - 0x30cf) % 3 == 0;
  return pairs || triples ? code + 1 : code;
}

uint32_t sk_kana_fold(uint32_t code) {
  if (code >= 0x3041 && code <= 0x3096)
    return code + 0x60;
  if (code >= 0xff66 && code <= 0xff9d)
    return half_width[code - 0xff66];
  return code;
}

static bool is_vowel(char c) {
  return c == 'a' || c == 'i' || c == 'u' || c == 'e' || c == 'o';
}

/* Whether a small vowel replaces that of a syllable: フ ィ hi, テ ィ ti, ト ゥ tu; コ ゥ is only long. */
static bool takes_vowel(char consonant, char vowel) {
  bool open = consonant != '\0' && !is_vowel(consonant);
  return open && (vowel == 'u' || vowel == 'e' || vowel == 'i' || (vowel == 'o' && strchr("td", consonant) != NULL));
}

/* A small letter joins the syllable before it: キ ャ kya, シ ェ sye, フ ィ hi, ウ ィ wi. */
static size_t join_small(char *out, size_t used, const char *small) {
  char vowel = (char)(small[small[1] != '\0'] | 32), last = used > 0 ? out[used - 1] : '\0';
  char before = used > 1 ? out[used - 2] : '\0';
  if (last == 'i' && strchr("szt", before) != NULL && before != '\0') { /* シ チ ジ are sy, ty, zy */
    out[used - 1] = 'y';
    out[used++] = vowel;
  } else if (last == 'i' && small[1] != '\0') {
    out[used - 1] = 'y';
    out[used++] = vowel;
  } else if (small[1] == '\0' && takes_vowel(before, last)) {
    out[used - 1] = vowel;
  } else {
    for (size_t i = 0; small[i] != '\0'; i++)
      out[used++] = (char)(small[i] | 32);
  }
  return used;
}

size_t sk_kana_romanise(const uint32_t *codes, size_t count, char *out, size_t room) {
  size_t used = 0;
  uint32_t last = 0;
  for (size_t i = 0; i < count && used + 4 < room; i++) {
    uint32_t code = sk_kana_fold(codes[i]);
    if (is_repeat(code))
      code = is_voicing_repeat(code) ? voiced(last) : last;
    if (code < KANA_FIRST || code > KANA_LAST)
      continue;
    const char *letters = romaji[code - KANA_FIRST];
    if (letters[0] >= 'A' && letters[0] <= 'Z')
      used = join_small(out, used, letters);
    else
      for (size_t j = 0; letters[j] != '\0'; j++)
        out[used++] = letters[j];
    last = code;
  }
  out[used] = '\0';
  return used;
}

/* ---- the fold */

/* One sound of a romaji text in the letters of the fold, in which S is sy, T is ty and Z is zy. */
typedef struct {
  char letter;
  size_t taken; /* letters of the text */
} Sound;

/* A consonant and what it makes with the letter after it. */
static Sound consonant(char c, char next) {
  bool glide = next == 'y';
  switch (c) {
  case 's':
    return glide || next == 'h' ? (Sound){ 'S', 2 } : (Sound){ 's', 1 };
  case 'c':
    return glide || next == 'h' ? (Sound){ 'T', 2 } : (Sound){ 'k', next == 'k' ? 2 : 1 };
  case 't':
    return glide ? (Sound){ 'T', 2 } : (Sound){ 't', next == 's' ? 2 : 1 };
  case 'z':
    return glide ? (Sound){ 'Z', 2 } : (Sound){ 'z', 1 };
  case 'j':
    return (Sound){ 'Z', glide ? 2 : 1 };
  case 'd': /* ヂ and ヅ are zi and zu */
    return glide || next == 'j'         ? (Sound){ 'Z', 2 }
           : next == 'z'                ? (Sound){ 'z', 2 }
           : next == 'i' || next == 'u' ? (Sound){ 'z', 1 }
                                        : (Sound){ 'd', 1 };
  case 'p':
    return next == 'h' ? (Sound){ 'h', 2 } : (Sound){ 'p', 1 };
  case 'm':
    return (Sound){ next == 'b' || next == 'p' || next == 'm' ? 'n' : 'm', 1 };
  case 'f':
    return (Sound){ 'h', 1 };
  case 'l':
    return (Sound){ 'r', 1 };
  case 'v':
    return (Sound){ 'b', 1 };
  case 'q':
    return (Sound){ 'k', 1 };
  default:
    return (Sound){ c, 1 };
  }
}

/* What is written of `c` when `last` was written before it: silent y and h, lengths and doublings are dropped. ン
 * before a letter of its own row stays: コンノ is not コノ. */
static bool is_silent(char c, char last, char next) {
  switch (c) {
  case 'y': /* syi, and ye at the end of older spellings (Inouye) */
    return next == 'i' || last == 'S' || last == 'T' || last == 'Z' || (next == 'e' && is_vowel(last));
  case 'h': /* Ohno, Satoh; Ohishi, which costs the difference of オヒ and オオ */
    return (last == 'o' && next != 'u') || (is_vowel(last) && !is_vowel(next));
  case 'w':
    return is_vowel(last) && next == 'o'; /* ヲ: Kaworu */
  case 'u':
    return last == 'u' || last == 'o';
  case 'i':
    return last == 'i' || last == 'e';
  case 't':
    return next == 't' || next == 'c'; /* tch */
  default:
    return is_vowel(c) ? c == last : c == next && c != 'n' && c != 'm';
  }
}

static char before_i(char letter) {
  return letter == 'S' ? 's' : letter == 'T' ? 't' : letter == 'Z' ? 'z' : letter;
}

size_t sk_romaji_fold(char *text, size_t len) {
  size_t used = 0;
  for (size_t at = 0; at < len;) {
    char c = text[at], next = at + 1 < len ? text[at + 1] : '\0', last = used > 0 ? text[used - 1] : '\0';
    if (is_silent(c, last, next)) {
      at++;
      continue;
    }
    Sound sound = is_vowel(c) ? (Sound){ c, 1 } : consonant(c, next);
    if (c == 'i' && used > 0)
      text[used - 1] = before_i(last);
    if (sound.letter != last || last == 'n') /* b and v may double too */
      text[used++] = sound.letter;
    at += sound.taken;
  }
  text[used] = '\0';
  return used;
}
