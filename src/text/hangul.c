#include "text/hangul.h"

enum { ONSET_N = 2, ONSET_R = 5, ONSET_NONE = 11 };

bool sk_is_hangul(uint32_t code) {
  return code >= SK_HANGUL_FIRST && code <= SK_HANGUL_LAST;
}

SkJamo sk_hangul_split(uint32_t code) {
  uint32_t index = code - SK_HANGUL_FIRST;
  return (SkJamo){ (uint8_t)(index / 588), (uint8_t)(index % 588 / 28), (uint8_t)(index % 28) };
}

uint32_t sk_hangul_join(SkJamo jamo) {
  return SK_HANGUL_FIRST + jamo.onset * 588u + jamo.vowel * 28u + jamo.coda;
}

/* ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ */
static bool is_front(uint8_t vowel) {
  return vowel == 2 || vowel == 3 || vowel == 6 || vowel == 7 || vowel == 12 || vowel == 17 || vowel == 20;
}

uint32_t sk_hangul_law(uint32_t code) {
  if (!sk_is_hangul(code))
    return code;
  SkJamo jamo = sk_hangul_split(code);
  if ((jamo.onset == ONSET_N || jamo.onset == ONSET_R) && is_front(jamo.vowel))
    jamo.onset = ONSET_NONE;
  else if (jamo.onset == ONSET_R)
    jamo.onset = ONSET_N;
  return sk_hangul_join(jamo);
}
