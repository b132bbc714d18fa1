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

bool sk_is_hangul(uint32_t code);
/* `code` must be a syllable. */
SkJamo sk_hangul_split(uint32_t code);
uint32_t sk_hangul_join(SkJamo jamo);
/* The syllable that stands for both spellings under the initial-sound law: ㄹ and ㄴ before i and y become ㅇ, other ㄹ
 * becomes ㄴ (리 -> 이, 로 -> 노, 녀 -> 여). Applied to every syllable, so that 렬 and 열 meet inside a name too. */
uint32_t sk_hangul_law(uint32_t code);
