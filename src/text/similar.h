/* How alike two texts are written, whatever they mean: for spelling slips in names, numbers and codes.
 *
 * Measured in code points, never bytes, so that one wrong Han character or Hangul syllable is one slip. Of each text
 * the first SK_SIMILAR_CODES code points count. Bit-parallel: one machine word is a row of the usual table. Pure C: no
 * allocation; every function accepts any bytes and is symmetric. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define SK_SIMILAR_CODES 64

/* Jaro (1989) with Winkler's prefix bonus (1990): 0 nothing in common, 1 equal. Characters match within half the longer
 * length; transpositions are halved by whole numbers; the bonus is 0.1 for each of up to four equal first characters,
 * and is given only above 0.7. Two empty texts are equal. */
double sk_similar_jaro_winkler(const char *a, size_t a_len, const char *b, size_t b_len);

/* The same from what was counted: characters that match (not 0), those of them that stand in another order, the lengths
 * of both, equal characters at the start up to four. */
static inline double sk_similar_weigh(unsigned matching, unsigned exchanged, unsigned a_length, unsigned b_length,
                                      unsigned prefix) {
  unsigned exchanges = exchanged / 2; /* of two characters each */
  double matches = matching, kept = matches - exchanges;
  double jaro = (matches / a_length + matches / b_length + kept / matches) / 3;
  return jaro > 0.7 ? jaro + 0.1 * prefix * (1 - jaro) : jaro;
}

/* How many slips apart: insertions, deletions, substitutions and exchanges of neighbours, no character touched twice
 * (optimal string alignment; Damerau 1964, computed by Hyyro 2003). */
unsigned sk_similar_slips(const char *a, size_t a_len, const char *b, size_t b_len);

/* The same, one character of b after the other, for callers who can tell where it stands in a. Names as in Hyyro:
 * vertical steps up (p) and down (n) of a column of the table, and its diagonal. */
typedef struct {
  uint64_t vp, vn, diagonal, before, last;
  unsigned slips;
} SkSlipping;

static inline SkSlipping sk_slipping_begin(unsigned a_length) { /* 1 .. SK_SIMILAR_CODES */
  return (SkSlipping){ .vp = ~(uint64_t)0, .last = (uint64_t)1 << (a_length - 1), .slips = a_length };
}

/* `here`: bit i where the character is the i-th of a. */
static inline void sk_slipping_step(SkSlipping *self, uint64_t here) {
  uint64_t exchange = ((~self->diagonal & here) << 1) & self->before;
  uint64_t diagonal = ((((here & self->vp) + self->vp) ^ self->vp) | here | self->vn) | exchange;
  uint64_t hp = self->vn | ~(diagonal | self->vp), hn = diagonal & self->vp;
  self->slips += (hp & self->last) != 0;
  self->slips -= (hn & self->last) != 0;
  hp = hp << 1 | 1;
  self->vp = hn << 1 | ~(diagonal | hp);
  self->vn = hp & diagonal;
  self->diagonal = diagonal;
  self->before = here;
}
