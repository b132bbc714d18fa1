/* How far apart two values are, from their letters: most are told apart by their counts, short ones are compared where
 * their first bytes stand, the rest by text/similar.h. */
#include "match/letters.h"

#include "text/similar.h"

#define MANY 99u /* slips: more than were asked for */
#define WORD 8u  /* bytes of a word */
#define EACH 0x0101010101010101u

/* Bytes in which two words differ, as their lowest bits. */
static uint64_t bytes_apart(uint64_t a, uint64_t b) {
  uint64_t apart = a ^ b;
  apart |= apart >> 4;
  apart |= apart >> 2;
  apart |= apart >> 1;
  return apart & EACH;
}

/* ---- Jaro and Winkler */

/* Where the byte stands in a word: bit i for byte i. */
static uint32_t places_in(uint64_t word, guchar byte) {
  uint64_t equal = ~bytes_apart(word, byte * EACH) & EACH;
  return (uint32_t)(equal * 0x0102040810204080u >> 56);
}

static uint32_t low_bits(unsigned count) {
  return ((uint32_t)1 << count) - 1;
}

/* Of the letters that found a partner, taken in their order, those that differ. */
static unsigned count_exchanged(const SkLetters *a, const SkLetters *b, uint32_t in_a, uint32_t in_b) {
  unsigned exchanged = 0;
  for (; in_a != 0; in_a &= in_a - 1, in_b &= in_b - 1)
    exchanged += a->first[__builtin_ctz(in_a)] != b->first[__builtin_ctz(in_b)];
  return exchanged;
}

double sk_letters_alike(const SkLetters *a, const SkLetters *b) {
  uint64_t low = sk_letters_word(a, 0), high = sk_letters_word(a, WORD);
  uint32_t left = low_bits(a->length), in_a = 0, in_b = 0; /* letters of a without a partner; with one */
  unsigned longer = MAX(a->length, b->length), reach = longer / 2 > 0 ? longer / 2 - 1 : 0;
  for (unsigned j = 0; j < b->length; j++) {
    guchar letter = (guchar)b->first[j];
    uint32_t window = low_bits(MIN(j + reach + 1, SK_LETTERS_FIRST)) & ~low_bits(j > reach ? j - reach : 0);
    uint32_t found = (places_in(low, letter) | places_in(high, letter) << WORD) & window & left;
    found &= -found;
    left &= ~found;
    in_a |= found;
    in_b |= (uint32_t)(found != 0) << j;
  }
  if (in_a == 0)
    return 0;
  return sk_similar_weigh(sk_letters_bits(in_a), count_exchanged(a, b, in_a, in_b), a->length, b->length,
                          sk_letters_prefix(a, b));
}

/* ---- slips */

/* Texts of one length, up to eight bytes, differ in some: one is a slip, two are one where they are exchanged
 * neighbours and else two. More may still be two, if one was left out and another put in; MANY says so. */
static unsigned slips_in_place(uint64_t a, uint64_t b) {
  uint64_t apart = bytes_apart(a, b);
  unsigned count = sk_letters_bits(apart);
  if (count < 2)
    return count;
  unsigned first = (unsigned)__builtin_ctzll(apart);
  gboolean exchanged = count == 2 && (apart >> (first + 8) & 1) != 0 &&
                       (a >> first & 0xff) == (b >> (first + 8) & 0xff) &&
                       (b >> first & 0xff) == (a >> (first + 8) & 0xff);
  return exchanged ? 1 : count == 2 ? 2 : MANY;
}

/* Different short texts, of one length or one a letter longer: is a single slip between them? */
static gboolean is_one_slip(const SkLetters *x, const SkLetters *y) {
  const SkLetters *longer = x->length >= y->length ? x : y, *shorter = x->length >= y->length ? y : x;
  const char *a = longer->first, *b = shorter->first;
  unsigned rest = shorter->length;
  for (; rest > 0 && *a == *b; rest--)
    a++, b++;
  if (longer->length > shorter->length)
    return memcmp(a + 1, b, rest) == 0; /* left out */
  if (rest > 0 && memcmp(a + 1, b + 1, rest - 1) == 0)
    return TRUE;                                                                          /* another */
  return rest > 1 && a[0] == b[1] && a[1] == b[0] && memcmp(a + 2, b + 2, rest - 2) == 0; /* exchanged */
}

unsigned sk_letters_slips(const SkLetters *letters, const SkValues *values, uint32_t a, uint32_t b, unsigned most) {
  const SkLetters *x = &letters[a], *y = &letters[b];
  unsigned longer = MAX(x->length, y->length), shorter = MIN(x->length, y->length);
  if (shorter > 0 && longer - shorter > most)
    return MANY;
  if (shorter == longer && longer > 0 && longer <= WORD) {
    unsigned slips = slips_in_place(sk_letters_word(x, 0), sk_letters_word(y, 0));
    if (slips != MANY || most < 2)
      return slips;
  }
  if (most == 1 && a != b && sk_letters_are_short(x, y))
    return is_one_slip(x, y) ? 1 : MANY;
  if (shorter > 0 && sk_letters_shared(x, y) + most < longer)
    return MANY;
  SkValueText left = sk_values_text(values, a), right = sk_values_text(values, b);
  return sk_similar_slips(left.text, left.length, right.text, right.length);
}
