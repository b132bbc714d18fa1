#include "text/spelling.h"

#include "text/spelling_tables.h"

uint8_t spelling_coda(uint8_t unicode_coda) {
  /* The seven sounds a syllable can end with: none K N T L M P NG. */
  static const uint8_t sounds[28] = {
    0, 1, 1, 1, 2, 2, 2, 3, 4, 1, 5, 4, 4, 4, 6, 4, 5, 6, 6, 3, 3, 7, 3, 3, 1, 3, 6, 3
  };
  return sounds[unicode_coda];
}

int spelling_is_front(uint8_t vowel) {
  return (1u << vowel & (1u << 2 | 1u << 3 | 1u << 6 | 1u << 7 | 1u << 12 | 1u << 17 | 1u << 20)) != 0;
}

uint8_t spelling_place_after(uint8_t coda) {
  static const uint8_t places[] = {
    PLACE_AFTER_VOWEL, PLACE_AFTER_STOP,     PLACE_AFTER_SONORANT, PLACE_AFTER_STOP,
    PLACE_AFTER_L,     PLACE_AFTER_SONORANT, PLACE_AFTER_STOP,     PLACE_AFTER_SONORANT
  };
  return places[coda];
}

/* ㄹ that became ㄴ or nothing still sounds as one. */
uint8_t spelling_place_before(uint8_t onset, int front) {
  switch (onset) {
  case 2:
    return PLACE_BEFORE_NASAL | PLACE_BEFORE_R;
  case 5:
    return PLACE_BEFORE_R;
  case 6:
    return PLACE_BEFORE_NASAL;
  case 11:
    return front ? PLACE_BEFORE_VOWEL | PLACE_BEFORE_R : PLACE_BEFORE_VOWEL;
  case 18:
    return PLACE_BEFORE_H;
  default:
    return PLACE_BEFORE_OTHER;
  }
}

#define SPLIT_H 25    /* an h before a vowel begins a syllable: Sohee is no 소이, Suhyun no 서연 */
#define SPLIT_AH 10   /* but many begin a name with Ah */
#define SPLIT_OFF 2   /* a consonant before a vowel mostly begins the syllable: Yoona is 유나 before 윤아 */
#define SPLIT_VOWEL 6 /* two letters that mostly are one vowel: Yeong is no 예옹 */

unsigned spelling_hiatus(const char *letters, uint32_t breaks, size_t at) {
  static const char *const pairs[] = { "ae", "eo", "eu", "oe", "oo", "ee", "yo",
                                       "ya", "ye", "yu", "wa", "wo", "we", "ou" };
  if (at == 0 || letters[at] == '\0' || (breaks >> at & 1) != 0)
    return 0;
  if (letters[at - 1] == 'h')
    return at == 2 && letters[0] == 'a' ? SPLIT_AH : SPLIT_H;
  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
    if (letters[at - 1] == pairs[i][0] && letters[at] == pairs[i][1])
      return SPLIT_VOWEL;
  bool begins =
      strchr("nmklrptsdbj", letters[at - 1]) != NULL || (letters[at - 1] == 'g' && (at < 2 || letters[at - 2] != 'n'));
  return begins ? SPLIT_OFF : 0;
}

bool spelling_is_broken(uint32_t breaks, int kind, size_t at, size_t length) {
  if (breaks == 0 || length == 0)
    return false;
  size_t from = at + (kind != SPELLING_CODA), to = at + length + (kind == SPELLING_ONSET); /* breaks in [from, to) */
  return ((uint64_t)breaks >> from & ((1ull << (to - from)) - 1)) != 0;
}

int spelling_looks_yale(const char *letters, size_t length) {
  for (size_t i = 0; i < length; i++) {
    char c = letters[i], next = i + 1 < length ? letters[i + 1] : '\0';
    if ((c == 'c' && next != 'h') || (c == 'w' && next == 'u') || (next == 'y' && strchr("aeou", c) != NULL))
      return 1;
  }
  return 0;
}
