#include "text/kana.h"

#include <string.h>

/* U+30A1 to U+30F6 in order; small letters in capitals where they change the one before. */
static const char *const romaji[] = {
  "A",  "a",  "I",  "i",  "U",  "u",  "E",  "e",  "O",  "o",  "ka", "ga", "ki", "gi", "ku", "gu", "ke", "ge",
  "ko", "go", "sa", "za", "si", "zi", "su", "zu", "se", "ze", "so", "zo", "ta", "da", "ti", "di", "",   "tu",
  "du", "te", "de", "to", "do", "na", "ni", "nu", "ne", "no", "ha", "ba", "pa", "hi", "bi", "pi", "hu", "bu",
  "pu", "he", "be", "pe", "ho", "bo", "po", "ma", "mi", "mu", "me", "mo", "YA", "ya", "YU", "yu", "YO", "yo",
  "ra", "ri", "ru", "re", "ro", "wa", "wa", "i",  "e",  "o",  "n",  "bu", "ka", "ke",
};

/* Half-width katakana U+FF66 to U+FF9D. */
static const uint16_t half_width[] = {
  0x30f2, 0x30a1, 0x30a3, 0x30a5, 0x30a7, 0x30a9, 0x30e3, 0x30e5, 0x30e7, 0x30c3, 0x30fc, 0x30a2, 0x30a4, 0x30a6,
  0x30a8, 0x30aa, 0x30ab, 0x30ad, 0x30af, 0x30b1, 0x30b3, 0x30b5, 0x30b7, 0x30b9, 0x30bb, 0x30bd, 0x30bf, 0x30c1,
  0x30c4, 0x30c6, 0x30c8, 0x30ca, 0x30cb, 0x30cc, 0x30cd, 0x30ce, 0x30cf, 0x30d2, 0x30d5, 0x30d8, 0x30db, 0x30de,
  0x30df, 0x30e0, 0x30e1, 0x30e2, 0x30e4, 0x30e6, 0x30e8, 0x30e9, 0x30ea, 0x30eb, 0x30ec, 0x30ed, 0x30ef, 0x30f3,
};

uint32_t sk_kana_fold(uint32_t code) {
  if (code >= 0x3041 && code <= 0x3096)
    return code + 0x60;
  if (code >= 0xff66 && code <= 0xff9d)
    return half_width[code - 0xff66];
  return code;
}

/* A small letter takes the vowel of the one before: キャ kya, チェ tie -> te, フィ hui -> hi. */
static size_t join_small(char *out, size_t used, const char *small) {
  char lower[3] = { (char)(small[0] | 32), small[1] == '\0' ? '\0' : (char)(small[1] | 32), '\0' };
  if (used > 0 && small[1] != '\0' && out[used - 1] == 'i') { /* ki + ya -> kya */
    out[used - 1] = lower[0];
    out[used++] = lower[1];
    return used;
  }
  if (used > 1 && small[1] == '\0' && strchr("aiueo", out[used - 1]) != NULL &&
      strchr("aiueo", out[used - 2]) == NULL) {
    out[used - 1] = lower[0];
    return used;
  }
  for (size_t i = 0; lower[i] != '\0'; i++)
    out[used++] = lower[i];
  return used;
}

size_t sk_kana_romanise(const uint32_t *codes, size_t count, char *out, size_t room) {
  size_t used = 0;
  for (size_t i = 0; i < count && used + 4 < room; i++) {
    uint32_t code = sk_kana_fold(codes[i]);
    if (code < 0x30a1 || code > 0x30f6)
      continue;
    const char *letters = romaji[code - 0x30a1];
    if (letters[0] >= 'A' && letters[0] <= 'Z') {
      used = join_small(out, used, letters);
      continue;
    }
    for (size_t j = 0; letters[j] != '\0'; j++)
      out[used++] = letters[j];
  }
  out[used] = '\0';
  return used;
}

/* Longest first; applied once from the left. */
static const struct {
  const char *from, *to;
} folds[] = {
  { "tch", "t" }, { "sh", "sy" }, { "ch", "ty" }, { "ts", "t" },  { "dz", "z" },  { "j", "zy" },  { "f", "h" },
  { "l", "r" },   { "v", "b" },   { "c", "k" },   { "dy", "zy" }, { "di", "zi" }, { "du", "zu" },
};

static size_t apply_folds(const char *text, size_t len, char *out, size_t room) {
  size_t used = 0;
  for (size_t at = 0; at < len && used + 4 < room;) {
    size_t taken = 0;
    for (size_t i = 0; i < sizeof folds / sizeof folds[0] && taken == 0; i++) {
      size_t size = strlen(folds[i].from);
      if (size > len - at || memcmp(text + at, folds[i].from, size) != 0)
        continue;
      taken = size;
      for (size_t j = 0; folds[i].to[j] != '\0'; j++)
        out[used++] = folds[i].to[j];
    }
    if (taken == 0)
      out[used++] = text[at];
    at += taken == 0 ? 1 : taken;
  }
  return used;
}

static int is_vowel(char c) {
  return c == 'a' || c == 'i' || c == 'u' || c == 'e' || c == 'o';
}

/* Drops what the systems write differently: y before i, length of vowels, doubled consonants; m before b, p becomes n.
 */
static size_t straighten(const char *text, size_t len, char *out) {
  size_t used = 0;
  for (size_t i = 0; i < len; i++) {
    char c = text[i], next = i + 1 < len ? text[i + 1] : '\0', last = used > 0 ? out[used - 1] : '\0';
    if (c == 'y' && next == 'i')
      continue;
    if (c == last || (c == 'u' && last == 'o') || (c == 'i' && last == 'e') ||
        (c == 'h' && is_vowel(last) && !is_vowel(next)))
      continue;
    if (c == 'm' && (next == 'b' || next == 'p'))
      c = 'n';
    out[used++] = c;
  }
  return used;
}

size_t sk_romaji_fold(char *text, size_t len) {
  char folded[128];
  size_t used = apply_folds(text, len, folded, sizeof folds > 0 ? sizeof folded : 0);
  used = used < len * 2 ? used : len * 2;
  used = straighten(folded, used, folded);
  if (used > len)
    used = len; /* the fold never needs more room than the text had */
  memcpy(text, folded, used);
  text[used] = '\0';
  return used;
}
