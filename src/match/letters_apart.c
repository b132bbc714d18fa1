/* How far apart two values are, from their letters: most are told apart by their counts, short ones are compared where
 * their first bytes stand, the rest by text/similar.h. */
#include "match/letters.h"

#include "text/similar.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define MANY 99u /* slips: more than were asked for */

/* ---- sixteen bytes at once; bit i stands for byte i */

#ifdef __SSE2__

typedef __m128i Bytes;

static Bytes bytes_of(const SkLetters *letters) {
  return _mm_loadu_si128((const Bytes *)(const void *)letters->first);
}

static uint32_t places_equal(Bytes a, Bytes b) {
  return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(a, b));
}

static Bytes all_of(char byte) {
  return _mm_set1_epi8(byte);
}

/* Without the first, which the others follow. */
static Bytes bytes_after(Bytes bytes) {
  return _mm_srli_si128(bytes, 1);
}

#else /* as two words, the first byte lowest */

#define EACH 0x0101010101010101u

typedef struct {
  uint64_t low, high;
} Bytes;

static Bytes bytes_of(const SkLetters *letters) {
  return (Bytes){ sk_letters_word(letters, 0), sk_letters_word(letters, 8) };
}

static uint32_t places_equal_in(uint64_t a, uint64_t b) {
  uint64_t apart = a ^ b;
  apart |= apart >> 4;
  apart |= apart >> 2;
  apart |= apart >> 1;
  return (uint32_t)((~apart & EACH) * 0x0102040810204080u >> 56);
}

static uint32_t places_equal(Bytes a, Bytes b) {
  return places_equal_in(a.low, b.low) | places_equal_in(a.high, b.high) << 8;
}

static Bytes all_of(char byte) {
  return (Bytes){ (guchar)byte * EACH, (guchar)byte * EACH };
}

/* Without the first, which the others follow. */
static Bytes bytes_after(Bytes bytes) {
  return (Bytes){ bytes.low >> 8 | bytes.high << 56, bytes.high >> 8 };
}

#endif

static uint32_t low_bits(unsigned count) {
  return ((uint32_t)1 << count) - 1;
}

/* ---- Jaro and Winkler */

/* Of the letters that found a partner, taken in their order, those that differ. */
static unsigned count_exchanged(const SkLetters *a, const SkLetters *b, uint32_t in_a, uint32_t in_b) {
  unsigned exchanged = 0;
  for (; in_a != 0; in_a &= in_a - 1, in_b &= in_b - 1)
    exchanged += a->first[__builtin_ctz(in_a)] != b->first[__builtin_ctz(in_b)];
  return exchanged;
}

double sk_letters_alike(const SkLetters *a, const SkLetters *b) {
  Bytes bytes = bytes_of(a);
  uint32_t left = low_bits(a->length), in_a = 0, in_b = 0; /* letters of a without a partner; with one */
  unsigned longer = MAX(a->length, b->length), reach = longer / 2 > 0 ? longer / 2 - 1 : 0;
  for (unsigned j = 0; j < b->length; j++) {
    uint32_t window = low_bits(MIN(j + reach + 1, SK_LETTERS_FIRST)) & ~low_bits(j > reach ? j - reach : 0);
    uint32_t found = places_equal(bytes, all_of(b->first[j])) & window & left;
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

static uint32_t places_apart(Bytes a, Bytes b) {
  return ~places_equal(a, b) & low_bits(SK_LETTERS_FIRST);
}

/* Texts of one length differ in some places: one is a slip, two are one where they are exchanged neighbours and else
 * two. More may still be two, if one was left out and another put in; MANY says so. */
static unsigned slips_in_place(const SkLetters *x, const SkLetters *y) {
  uint32_t apart = places_apart(bytes_of(x), bytes_of(y));
  unsigned count = sk_letters_bits(apart);
  if (count < 2)
    return count;
  unsigned first = (unsigned)__builtin_ctz(apart);
  gboolean exchanged =
      apart == (uint32_t)3 << first && x->first[first] == y->first[first + 1] && x->first[first + 1] == y->first[first];
  return exchanged ? 1 : count == 2 ? 2 : MANY;
}

/* Is the shorter text the longer one without one of its letters? */
static gboolean is_left_out(const SkLetters *longer, const SkLetters *shorter) {
  Bytes bytes = bytes_of(longer), less = bytes_of(shorter);
  unsigned alike = (unsigned)__builtin_ctz(places_apart(bytes, less) | 1u << SK_LETTERS_FIRST);
  return places_apart(bytes_after(bytes), less) >> alike == 0;
}

static unsigned count_slips(const SkLetters *x, const SkLetters *y) {
  Bytes bytes = bytes_of(x);
  SkSlipping slipping = sk_slipping_begin(x->length);
  for (unsigned i = 0; i < y->length; i++)
    sk_slipping_step(&slipping, places_equal(bytes, all_of(y->first[i])) & low_bits(x->length));
  return slipping.slips;
}

/* The same of texts that are whole in their first bytes. */
static unsigned slips_of_short(const SkLetters *x, const SkLetters *y, unsigned most) {
  if (x->length == y->length) {
    unsigned slips = slips_in_place(x, y);
    if (slips != MANY || most < 2)
      return slips;
  } else if (most < 2) {
    return is_left_out(x->length > y->length ? x : y, x->length > y->length ? y : x) ? 1 : MANY;
  }
  return sk_letters_shared(x, y) + most < MAX(x->length, y->length) ? MANY : count_slips(x, y);
}

unsigned sk_letters_slips(const SkLetters *letters, const SkValues *values, uint32_t a, uint32_t b, unsigned most) {
  const SkLetters *x = &letters[a], *y = &letters[b];
  unsigned longer = MAX(x->length, y->length), shorter = MIN(x->length, y->length);
  if (shorter > 0 && longer - shorter > most)
    return MANY;
  if (sk_letters_are_short(x, y))
    return slips_of_short(x, y, most);
  if (shorter > 0 && sk_letters_shared(x, y) + most < longer)
    return MANY;
  SkValueText left = sk_values_text(values, a), right = sk_values_text(values, b);
  return sk_similar_slips(left.text, left.length, right.text, right.length);
}
