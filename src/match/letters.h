/* What can be said of two short texts without reading them: most pairs that meet are strangers, and that is seen from
 * how few letters they share.
 *
 * Of every value its first bytes and its letters are kept as bits. A text of more than SK_LETTERS_MOST bytes, or with
 * bytes beyond ASCII, is not `known`: then nothing is said. */
#pragma once

#include "match/values.h"

#include <string.h>

#define SK_LETTERS_MOST 64
#define SK_LETTERS_FIRST 16

typedef struct {
  char first[SK_LETTERS_FIRST]; /* the first bytes, the rest 0 */
  uint64_t letters; /* low half: a bit for each letter (its code modulo 32), high half: for each that occurs again */
  uint32_t sound;   /* of its consonants as they are heard, hashed; 0 where they are fewer than two */
  uint8_t length;   /* 0: not known */
  uint8_t over;     /* letters beyond their second occurrence */
  int16_t rarity;   /* of the value in its column, which sets it: asked for together with the letters */
} SkLetters;

SkLetters sk_letters_of(SkValueText text);

/* Eight of the first bytes as a word, the first lowest. */
static inline uint64_t sk_letters_word(const SkLetters *letters, unsigned from) {
  uint64_t word;
  memcpy(&word, letters->first + from, sizeof word);
  return GUINT64_FROM_LE(word);
}

/* Bits set, by halves (Warren, Hacker's Delight): the baseline processor has no instruction for it. */
static inline unsigned sk_letters_bits(uint64_t word) {
  word -= word >> 1 & 0x5555555555555555u;
  word = (word & 0x3333333333333333u) + (word >> 2 & 0x3333333333333333u);
  return (unsigned)(((word + (word >> 4)) & 0x0f0f0f0f0f0f0f0fu) * 0x0101010101010101u >> 56);
}

/* Letters the two have in common, wherever they stand; never fewer than there are: the sum over the letters of the
 * lower of both counts, counts above two taken together. */
static inline unsigned sk_letters_shared(const SkLetters *a, const SkLetters *b) {
  return sk_letters_bits(a->letters & b->letters) + MIN(a->over, b->over);
}

/* Equal bytes at the start, of the first four. */
static inline unsigned sk_letters_prefix(const SkLetters *a, const SkLetters *b) {
  unsigned most = MIN(MIN(a->length, b->length), 4);
  uint64_t apart = sk_letters_word(a, 0) ^ sk_letters_word(b, 0);
  unsigned equal = (unsigned)__builtin_ctzll(apart | (uint64_t)1 << 63) / 8;
  return MIN(equal, most);
}

#define SK_LETTERS_ALIKE 0.86 /* Jaro-Winkler (text/similar.h) from which names are alike */

/* Whether the two are less than SK_LETTERS_ALIKE alike for sure: even if all common letters find a partner and none is
 * exchanged. With c letters in common and the first p alike that is (c/a + c/b + 1)/3 + p/10 (1 - the same) below it,
 * here solved for c (1/a + 1/b): asked of every pair of names, so nothing is divided and nothing branched upon. */
static inline gboolean sk_letters_unlike(const SkLetters *a, const SkLetters *b) {
#define BOUND(p) (3 * (SK_LETTERS_ALIKE - 1e-9 - 0.1 * (p)) / (1 - 0.1 * (p)) - 1) /* 1e-9: for rounding */
  static const double bounds[] = { BOUND(0), BOUND(1), BOUND(2), BOUND(3), BOUND(4) };
#undef BOUND
  unsigned product = (unsigned)a->length * b->length;
  return sk_letters_shared(a, b) * ((unsigned)a->length + b->length) < bounds[sk_letters_prefix(a, b)] * product;
}

/* Both are known, and whole in their first bytes. */
static inline gboolean sk_letters_are_short(const SkLetters *a, const SkLetters *b) {
  return (MIN(a->length, b->length) > 0) & (MAX(a->length, b->length) <= SK_LETTERS_FIRST);
}
/* sk_similar_jaro_winkler() of two short texts, from their first bytes alone. */
double sk_letters_alike(const SkLetters *a, const SkLetters *b);

/* sk_similar_slips() of two values as far as `most` (1 or 2); any number above it where there are more. `letters` are
 * theirs by number. */
unsigned sk_letters_slips(const SkLetters *letters, const SkValues *values, uint32_t a, uint32_t b, unsigned most);
