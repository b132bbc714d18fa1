/* Eight bytes of a text as one word, the first lowest: what is done to bytes one by one is done to eight at once
 * (Warren, Hacker's Delight, chapter 6). */
#pragma once

#include <glib.h>
#include <stdint.h>
#include <string.h>

#define SK_WORD 8u
#define SK_WORD_EACH(byte) (0x0101010101010101u * (byte))
#define SK_WORD_HIGH SK_WORD_EACH(0x80) /* the highest bit of each byte */

static inline uint64_t sk_word_at(const char *text) {
  uint64_t word;
  memcpy(&word, text, sizeof word);
  return GUINT64_FROM_LE(word);
}

/* One to seven bytes, the rest 0: two overlapping reads, or three, hold all of them. */
static inline uint64_t sk_word_last(const char *text, gsize length) {
  const guchar *bytes = (const guchar *)text;
  if (length < 4)
    return bytes[0] | (uint64_t)bytes[length / 2] << (8 * (length / 2)) |
           (uint64_t)bytes[length - 1] << (8 * (length - 1));
  uint32_t low, high;
  memcpy(&low, text, sizeof low);
  memcpy(&high, text + length - 4, sizeof high);
  return GUINT32_FROM_LE(low) | (uint64_t)GUINT32_FROM_LE(high) << (8 * (length - 4));
}

static inline void sk_word_put(char *text, uint64_t word) {
  word = GUINT64_TO_LE(word);
  memcpy(text, &word, sizeof word);
}

/* Where the byte stands in the word: the highest bits of those places. */
static inline uint64_t sk_word_places(uint64_t word, char byte) {
  uint64_t apart = word ^ SK_WORD_EACH((guchar)byte), low = SK_WORD_HIGH - SK_WORD_EACH(1);
  return ~(((apart & low) + low) | apart | low);
}
