/* Hangul syllables: their letters, and the class in which North and South spelling agree. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define SK_HANGUL_FIRST 0xac00u
#define SK_HANGUL_LAST 0xd7a3u

/* Numbers of the letters in the order of Unicode: onset 0..18, vowel 0..20, coda 0..27 (0 none). */
typedef struct {
  uint8_t onset, vowel, coda;
} SkJamo;

static inline bool sk_is_hangul(uint32_t code) {
  return code >= SK_HANGUL_FIRST && code <= SK_HANGUL_LAST;
}

/* `code` must be a syllable. */
static inline SkJamo sk_hangul_split(uint32_t code) {
  uint32_t index = code - SK_HANGUL_FIRST;
  return (SkJamo){ (uint8_t)(index / 588), (uint8_t)(index % 588 / 28), (uint8_t)(index % 28) };
}

static inline uint32_t sk_hangul_join(SkJamo jamo) {
  return SK_HANGUL_FIRST + jamo.onset * 588u + jamo.vowel * 28u + jamo.coda;
}

/* The syllable that stands for both spellings under the initial-sound law: ㄹ and ㄴ before i and y become ㅇ, other ㄹ
 * becomes ㄴ (리 -> 이, 로 -> 노, 녀 -> 여). Applied to every syllable, so that 렬 and 열 meet inside a name too. */
static inline uint32_t sk_hangul_law(uint32_t code) {
  enum { N = 2, R = 5, NONE = 11 };
  const uint32_t front =
      1u << 2 | 1u << 3 | 1u << 6 | 1u << 7 | 1u << 12 | 1u << 17 | 1u << 20; /* ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ */
  uint32_t onset = (code - SK_HANGUL_FIRST) / 588;
  if (onset != N && onset != R) /* nor a syllable, if it is neither */
    return code;
  SkJamo jamo = sk_hangul_split(code);
  jamo.onset = (front >> jamo.vowel & 1) != 0 ? NONE : N;
  return sk_hangul_join(jamo);
}
