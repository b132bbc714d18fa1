#include "match/letters.h"

#include "match/bones.h"
#include "text/similar.h"

#include <string.h>

#define MANY 99u /* slips: more than were asked for */

static uint32_t sound_of(SkValueText text) {
  char bones[SK_BONES_MAX];
  unsigned count = sk_bones_of(text, bones);
  return count < 2 ? 0 : (uint32_t)sk_values_hash(bones, count) | 1;
}

SkLetters sk_letters_of(SkValueText text) {
  SkLetters letters = { 0 };
  if (text.length == 0 || text.length > SK_LETTERS_MOST)
    return letters;
  for (uint32_t i = 0; i < text.length; i++) {
    uint64_t bit = (uint64_t)1 << (text.text[i] & 63);
    if ((guchar)text.text[i] >= 0x80)
      return (SkLetters){ 0 };
    if (letters.twice & bit)
      letters.over++;
    letters.twice |= letters.once & bit;
    letters.once |= bit;
  }
  memcpy(&letters.first, text.text, MIN(text.length, sizeof letters.first));
  letters.sound = sound_of(text);
  letters.length = (uint8_t)text.length;
  return letters;
}

/* Bytes in which two words differ, as their lowest bits. */
static uint64_t bytes_apart(uint64_t a, uint64_t b) {
  uint64_t apart = a ^ b;
  apart |= apart >> 4;
  apart |= apart >> 2;
  apart |= apart >> 1;
  return apart & 0x0101010101010101u;
}

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
  if (shorter > 0 && sk_letters_shared(x, y) + most < longer)
    return MANY;
  SkValueText left = sk_values_text(values, a), right = sk_values_text(values, b);
  return sk_similar_slips(left.text, left.length, right.text, right.length);
}
