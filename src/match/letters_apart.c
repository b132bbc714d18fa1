/* How far apart two values are, from their letters: most are told apart by their counts, short ones are compared as
 * words of the processor, the rest by text/similar.h. */
#include "match/letters.h"

#include "text/similar.h"

#define MANY 99u /* slips: more than were asked for */
#define EACH 0x0101010101010101u

/* The bytes of a short text, the first lowest. */
static uint64_t bytes_of(const SkLetters *letters) {
  return GUINT64_FROM_LE(letters->first);
}

/* Bytes in which two words differ, as their lowest bits. */
static uint64_t bytes_apart(uint64_t a, uint64_t b) {
  uint64_t apart = a ^ b;
  apart |= apart >> 4;
  apart |= apart >> 2;
  apart |= apart >> 1;
  return apart & EACH;
}

/* The lowest `count` bytes. */
static uint64_t low_bytes(unsigned count) {
  return count >= 8 ? EACH : EACH & (((uint64_t)1 << 8 * count) - 1);
}

/* ---- Jaro and Winkler */

/* Of the letters that found a partner, taken in their order, those that differ. */
static unsigned count_exchanged(uint64_t a, uint64_t b, uint64_t in_a, uint64_t in_b) {
  unsigned exchanged = 0;
  for (; in_a != 0; in_a &= in_a - 1, in_b &= in_b - 1)
    exchanged += (a >> __builtin_ctzll(in_a) & 0xff) != (b >> __builtin_ctzll(in_b) & 0xff);
  return exchanged;
}

double sk_letters_alike(const SkLetters *x, const SkLetters *y) {
  uint64_t a = bytes_of(x), b = bytes_of(y), in_a = 0, in_b = 0; /* letters that have found a partner */
  unsigned longer = MAX(x->length, y->length), reach = longer / 2 > 0 ? longer / 2 - 1 : 0;
  uint64_t free = low_bytes(x->length);
  for (unsigned j = 0; j < y->length; j++) {
    uint64_t window = low_bytes(j + reach + 1) & ~low_bytes(j > reach ? j - reach : 0);
    uint64_t found = ~bytes_apart(a, (b >> 8 * j & 0xff) * EACH) & window & free & ~in_a;
    in_a |= found & -found;
    in_b |= (uint64_t)(found != 0) << 8 * j;
  }
  if (in_a == 0)
    return 0;
  return sk_similar_weigh(sk_letters_bits(in_a), count_exchanged(a, b, in_a, in_b), x->length, y->length,
                          sk_letters_prefix(x, y));
}

/* ---- slips */

/* Texts of one length that fit into `first` differ in some bytes: one is a slip, two are one where they are exchanged
 * neighbours and else two. More may still be two, if one was left out and another put in; MANY says so. */
static unsigned slips_in_place(uint64_t left, uint64_t right) {
  uint64_t a = GUINT64_FROM_LE(left), b = GUINT64_FROM_LE(right), apart = bytes_apart(a, b);
  unsigned count = sk_letters_bits(apart);
  if (count < 2)
    return count;
  unsigned first = (unsigned)__builtin_ctzll(apart);
  gboolean exchanged = count == 2 && (apart >> (first + 8) & 1) != 0 &&
                       (a >> first & 0xff) == (b >> (first + 8) & 0xff) &&
                       (b >> first & 0xff) == (a >> (first + 8) & 0xff);
  return exchanged ? 1 : count == 2 ? 2 : MANY;
}

/* Of texts one of which is a letter longer: one slip is that letter put in. */
static unsigned slips_of_one_more(const SkLetters *x, const SkLetters *y) {
  const SkLetters *longer = x->length > y->length ? x : y, *shorter = x->length > y->length ? y : x;
  uint64_t a = bytes_of(longer), b = bytes_of(shorter), apart = bytes_apart(a, b);
  uint64_t rest = (uint64_t)-1 << __builtin_ctzll(apart); /* they differ somewhere: one has a letter where one ends */
  return ((a >> 8 ^ b) & rest) == 0 ? 1 : MANY;
}

unsigned sk_letters_slips(const SkLetters *letters, const SkValues *values, uint32_t a, uint32_t b, unsigned most) {
  const SkLetters *x = &letters[a], *y = &letters[b];
  unsigned longer = MAX(x->length, y->length), shorter = MIN(x->length, y->length);
  if (shorter > 0 && longer - shorter > most)
    return MANY;
  if (shorter == longer && longer > 0 && longer <= sizeof x->first) {
    unsigned slips = slips_in_place(x->first, y->first);
    if (slips != MANY || most < 2)
      return slips;
  }
  if (most == 1 && longer == shorter + 1 && sk_letters_are_short(x, y))
    return slips_of_one_more(x, y);
  if (shorter > 0 && sk_letters_shared(x, y) + most < longer)
    return MANY;
  SkValueText left = sk_values_text(values, a), right = sk_values_text(values, b);
  return sk_similar_slips(left.text, left.length, right.text, right.length);
}
