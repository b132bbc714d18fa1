/* What can be said of two short texts without reading them: most pairs that meet are strangers, and that is seen from
 * how few letters they share.
 *
 * Of every value its first bytes and its letters are kept as bits. A text of more than SK_LETTERS_MOST bytes, or with
 * bytes beyond ASCII, is not `known`: then nothing is said. */
#pragma once

#include "match/values.h"

#define SK_LETTERS_MOST 64

typedef struct {
  uint64_t first; /* up to eight bytes as they stand in memory, the rest 0 */
  uint64_t once;  /* a bit for each letter (its code modulo 64) ... */
  uint64_t twice; /* ... and for each that occurs again */
  uint32_t sound; /* of its consonants as they are heard, hashed; 0 where they are fewer than two */
  uint8_t length; /* 0: not known */
  uint8_t over;   /* letters beyond their second occurrence */
  int16_t rarity; /* of the value in its column, which sets it: asked for together with the letters */
} SkLetters;

SkLetters sk_letters_of(SkValueText text);
/* Bits set, by halves (Warren, Hacker's Delight): the baseline processor has no instruction for it. */
static inline unsigned sk_letters_bits(uint64_t word) {
  word -= word >> 1 & 0x5555555555555555u;
  word = (word & 0x3333333333333333u) + (word >> 2 & 0x3333333333333333u);
  return (unsigned)(((word + (word >> 4)) & 0x0f0f0f0f0f0f0f0fu) * 0x0101010101010101u >> 56);
}

/* Letters the two have in common, wherever they stand; never fewer than there are: the sum over the letters of the
 * lower of both counts, counts above two taken together. */
static inline unsigned sk_letters_shared(const SkLetters *a, const SkLetters *b) {
  return sk_letters_bits(a->once & b->once) + sk_letters_bits(a->twice & b->twice) + MIN(a->over, b->over);
}

/* Equal bytes at the start, of the first four. */
static inline unsigned sk_letters_prefix(const SkLetters *a, const SkLetters *b) {
  unsigned most = MIN(MIN(a->length, b->length), 4);
  uint64_t apart = GUINT64_FROM_LE(a->first) ^ GUINT64_FROM_LE(b->first);
  unsigned equal = apart == 0 ? 8 : (unsigned)__builtin_ctzll(apart) / 8;
  return MIN(equal, most);
}

/* What Jaro-Winkler (text/similar.h) can be at most: all common letters find a partner, none exchanged. */
static inline double sk_letters_most_alike(const SkLetters *a, const SkLetters *b) {
  double common = sk_letters_shared(a, b);
  if (a->length == 0 || b->length == 0)
    return 1;
  if (common == 0)
    return 0;
  double jaro = (common / a->length + common / b->length + 1) / 3;
  return jaro + 0.1 * sk_letters_prefix(a, b) * (1 - jaro);
}

/* sk_similar_slips() of two values as far as `most` (1 or 2); any number above it where there are more. `letters` are
 * theirs by number. */
unsigned sk_letters_slips(const SkLetters *letters, const SkValues *values, uint32_t a, uint32_t b, unsigned most);
