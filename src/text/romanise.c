#include "text/romanise.h"

#include "text/hangul.h"

#include <string.h>

#define SYLLABLES 8
#define LETTERS 32

typedef struct {
  const char *text;
  uint8_t cost; /* hundredths */
} Spelling;

#define SPELLINGS 10
typedef Spelling Row[SPELLINGS]; /* ended by a NULL text */

/* ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ */
static const Row onsets[19] = {
  { { "g", 0 }, { "k", 0 }, { "gh", 10 }, { "c", 10 }, { "q", 20 } },
  { { "kk", 0 }, { "gg", 5 }, { "k", 5 }, { "g", 10 } },
  { { "n", 0 }, { "r", 5 }, { "l", 5 }, { "rh", 5 } },
  { { "d", 0 }, { "t", 0 }, { "dh", 15 } },
  { { "tt", 0 }, { "dd", 5 }, { "t", 10 }, { "d", 10 } },
  { { "r", 0 }, { "l", 0 }, { "rh", 5 }, { "n", 5 } },
  { { "m", 0 } },
  { { "b", 0 }, { "p", 0 }, { "v", 15 }, { "h", 20 } },
  { { "pp", 0 }, { "bb", 5 }, { "p", 10 }, { "b", 10 } },
  { { "s", 0 }, { "sh", 0 }, { "sy", 0 } },
  { { "ss", 0 }, { "s", 0 }, { "sh", 10 }, { "sy", 10 } },
  { { "", 0 }, { "n", 8 }, { "r", 5 }, { "l", 5 }, { "rh", 5 } },
  { { "j", 0 }, { "ch", 0 }, { "z", 10 }, { "zy", 0 }, { "ty", 0 }, { "dj", 10 }, { "t", 15 }, { "dz", 15 } },
  { { "jj", 0 }, { "tch", 0 }, { "j", 5 }, { "ch", 10 }, { "zy", 5 }, { "ty", 5 } },
  { { "ch", 0 }, { "tch", 5 }, { "ty", 0 }, { "c", 10 }, { "t", 10 }, { "j", 15 } },
  { { "k", 0 }, { "kh", 0 }, { "c", 10 }, { "q", 10 }, { "g", 15 } },
  { { "t", 0 }, { "th", 0 }, { "d", 15 } },
  { { "p", 0 }, { "ph", 0 }, { "f", 10 }, { "b", 15 }, { "h", 15 } },
  { { "h", 0 }, { "", 15 } },
};

/* ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅘ ㅙ ㅚ ㅛ ㅜ ㅝ ㅞ ㅟ ㅠ ㅡ ㅢ ㅣ */
static const Row vowels[21] = {
  { { "a", 0 }, { "ah", 3 }, { "ar", 8 }, { "aa", 5 } },
  { { "ae", 0 }, { "ai", 3 }, { "e", 5 }, { "ay", 8 }, { "a", 12 } },
  { { "ya", 0 }, { "ia", 5 }, { "yah", 5 }, { "a", 10 } },
  { { "yae", 0 }, { "ye", 10 } },
  { { "o", 0 }, { "eo", 0 }, { "u", 4 }, { "uh", 3 }, { "ur", 10 }, { "e", 15 }, { "au", 15 }, { "oh", 8 } },
  { { "e", 0 }, { "ae", 8 }, { "ei", 5 }, { "ey", 8 }, { "eh", 8 } },
  { { "yo", 0 },
    { "yeo", 0 },
    { "you", 3 },
    { "yu", 8 },
    { "yuh", 5 },
    { "eo", 8 },
    { "o", 10 },
    { "u", 15 },
    { "ye", 15 } },
  { { "ye", 0 }, { "e", 3 }, { "yae", 8 }, { "yeh", 8 }, { "ie", 10 } },
  { { "o", 0 }, { "oh", 3 }, { "ou", 10 }, { "oo", 10 } },
  { { "wa", 0 }, { "oa", 8 }, { "uwa", 5 }, { "hwa", 15 } },
  { { "wae", 0 }, { "wai", 5 }, { "we", 5 }, { "oe", 10 } },
  { { "oe", 0 }, { "oi", 3 }, { "we", 3 }, { "woe", 5 }, { "e", 10 }, { "we", 5 }, { "ui", 15 } },
  { { "yo", 0 }, { "o", 8 }, { "eo", 15 } },
  { { "u", 0 }, { "oo", 0 }, { "woo", 3 }, { "wu", 5 }, { "ou", 8 }, { "o", 15 } },
  { { "wo", 0 }, { "weo", 0 }, { "won", 20 }, { "o", 12 }, { "uo", 5 } },
  { { "we", 0 }, { "wei", 5 }, { "ue", 5 } },
  { { "wi", 0 }, { "ui", 4 }, { "wee", 5 }, { "we", 10 }, { "i", 15 } },
  { { "yu", 0 }, { "yoo", 0 }, { "you", 5 }, { "u", 8 }, { "ryu", 15 }, { "ew", 12 } },
  { { "u", 0 }, { "eu", 0 }, { "oo", 12 }, { "eo", 15 }, { "e", 15 }, { "uh", 12 } },
  { { "ui", 0 }, { "eui", 0 }, { "i", 4 }, { "yi", 8 }, { "ee", 8 }, { "e", 15 }, { "u", 12 } },
  { { "i", 0 }, { "ee", 0 }, { "yi", 4 }, { "y", 8 }, { "ie", 12 }, { "ea", 15 }, { "hi", 15 }, { "ih", 10 } },
};

enum { CODA_NONE, CODA_K, CODA_N, CODA_T, CODA_L, CODA_M, CODA_P, CODA_NG, CODAS };

/* The seven sounds a syllable can end with, for Unicode's 28 codas. */
static const uint8_t coda_sound[28] = {
  CODA_NONE, CODA_K, CODA_K, CODA_K, CODA_N, CODA_N, CODA_N, CODA_T,  CODA_L, CODA_K, CODA_M, CODA_L, CODA_L, CODA_L,
  CODA_P,    CODA_L, CODA_M, CODA_P, CODA_P, CODA_T, CODA_T, CODA_NG, CODA_T, CODA_T, CODA_K, CODA_T, CODA_P, CODA_T,
};

static const Row codas[CODAS] = {
  { { "", 0 }, { "h", 4 }, { "e", 15 } },
  { { "k", 0 }, { "g", 0 }, { "ck", 3 }, { "ng", 3 }, { "rk", 8 }, { "c", 8 }, { "q", 15 } },
  { { "n", 0 }, { "nn", 8 }, { "l", 8 }, { "m", 15 } },
  { { "t", 0 }, { "d", 0 }, { "s", 5 }, { "n", 8 }, { "j", 10 } },
  { { "l", 0 }, { "r", 0 }, { "ll", 5 }, { "rl", 8 }, { "n", 8 }, { "", 20 } },
  { { "m", 0 }, { "mn", 15 } },
  { { "p", 0 }, { "b", 0 }, { "m", 5 }, { "bb", 12 } },
  { { "ng", 0 }, { "n", 12 } },
};

/* The same in kana, romanised. */
static const Row kana_codas[CODAS] = {
  { { "", 0 } },
  { { "ku", 0 }, { "gu", 0 }, { "k", 0 }, { "n", 5 }, { "", 10 } },
  { { "n", 0 } },
  { { "tu", 0 }, { "su", 3 }, { "to", 3 }, { "t", 0 }, { "", 5 }, { "n", 10 } },
  { { "ru", 0 }, { "r", 0 }, { "n", 10 } },
  { { "mu", 0 }, { "m", 0 }, { "n", 3 } },
  { { "pu", 0 }, { "bu", 3 }, { "p", 0 }, { "mu", 5 }, { "n", 8 }, { "", 8 } },
  { { "n", 0 }, { "ngu", 5 } },
};

/* Vowels that kana writes otherwise: its five vowels carry more. */
static const struct {
  uint8_t vowel;
  Spelling extra[3];
} kana_vowels[] = {
  { 1, { { "e", 0 } } },
  { 3, { { "e", 3 } } },
  { 4, { { "o", 0 } } },
  { 5, { { "e", 0 } } },
  { 6, { { "yo", 0 }, { "o", 5 } } },
  { 7, { { "e", 0 } } },
  { 9, { { "wa", 0 } } },
  { 10, { { "e", 3 }, { "wae", 0 }, { "ue", 3 } } },
  { 11, { { "e", 0 }, { "ue", 0 }, { "oe", 0 } } },
  { 13, { { "u", 0 } } },
  { 14, { { "uo", 0 }, { "o", 3 }, { "wo", 0 } } },
  { 16, { { "ui", 0 }, { "i", 5 } } },
  { 18, { { "u", 0 } } },
  { 19, { { "ui", 0 }, { "i", 0 } } },
};

typedef struct {
  const char *letters;
  size_t length;
  float costs[LETTERS + 1]; /* least cost of having read up to here */
} Reading;

static void relax(const Reading *from, Reading *to, const Spelling *spellings, size_t room) {
  for (size_t s = 0; s < room && spellings[s].text != NULL; s++) {
    size_t size = strlen(spellings[s].text);
    for (size_t at = 0; at + size <= from->length; at++) {
      float cost = from->costs[at] + (float)spellings[s].cost / 100.0f;
      if (cost < to->costs[at + size] && memcmp(from->letters + at, spellings[s].text, size) == 0)
        to->costs[at + size] = cost;
    }
  }
}

static void fresh(Reading *reading, const char *letters, size_t length) {
  reading->letters = letters;
  reading->length = length;
  for (size_t i = 0; i <= length; i++)
    reading->costs[i] = ROMANISE_FAR;
}

static void relax_vowel(const Reading *from, Reading *to, uint8_t vowel, bool kana) {
  relax(from, to, vowels[vowel], SPELLINGS);
  for (size_t i = 0; kana && i < sizeof kana_vowels / sizeof kana_vowels[0]; i++)
    if (kana_vowels[i].vowel == vowel)
      relax(from, to, kana_vowels[i].extra, 3);
}

float romanise_cost(const uint16_t *syllables, size_t count, const char *letters, size_t length, bool kana) {
  Reading now, next;
  if (count == 0 || count > SYLLABLES || length == 0 || length > LETTERS)
    return ROMANISE_FAR;
  fresh(&now, letters, length);
  now.costs[0] = 0;
  for (size_t i = 0; i < count; i++) {
    SkJamo jamo = sk_hangul_split(syllables[i]);
    fresh(&next, letters, length);
    relax(&now, &next, onsets[jamo.onset], SPELLINGS);
    fresh(&now, letters, length);
    relax_vowel(&next, &now, jamo.vowel, kana);
    fresh(&next, letters, length);
    relax(&now, &next, kana ? kana_codas[coda_sound[jamo.coda]] : codas[coda_sound[jamo.coda]], SPELLINGS);
    now = next;
  }
  return now.costs[length] >= ROMANISE_FAR ? ROMANISE_FAR : now.costs[length] / (float)count;
}
