#include "link/sort.h"

#include <stdbool.h>
#include <string.h>

#define RADIX 256
#define FEW 24 /* shorter runs of words are sorted by insertion */

/* Where each digit begins, from how often it occurs. False if all are the same digit: nothing to do. */
static bool place(size_t *counts, size_t count, unsigned first_digit) {
  if (counts[first_digit] == count)
    return false;
  size_t start = 0;
  for (unsigned digit = 0; digit < RADIX; digit++) {
    size_t here = counts[digit];
    counts[digit] = start;
    start += here;
  }
  return true;
}

static bool pass(const SkLinkKey *from, SkLinkKey *to, size_t count, unsigned shift) {
  size_t starts[RADIX] = { 0 };
  for (size_t i = 0; i < count; i++)
    starts[(from[i].key >> shift) & (RADIX - 1)]++;
  if (!place(starts, count, (from[0].key >> shift) & (RADIX - 1)))
    return false;
  for (size_t i = 0; i < count; i++)
    to[starts[(from[i].key >> shift) & (RADIX - 1)]++] = from[i];
  return true;
}

void sk_link_sort(SkLinkKey *keys, SkLinkKey *spare, size_t count) {
  SkLinkKey *from = keys, *to = spare;
  for (unsigned shift = 0; count > 1 && shift < 64; shift += 8)
    if (pass(from, to, count, shift)) {
      SkLinkKey *swap = from;
      from = to;
      to = swap;
    }
  if (from != keys)
    memcpy(keys, from, count * sizeof *keys);
}

static bool pass_words(const uint64_t *from, uint64_t *to, size_t count, unsigned shift) {
  size_t starts[RADIX] = { 0 };
  for (size_t i = 0; i < count; i++)
    starts[(from[i] >> shift) & (RADIX - 1)]++;
  if (!place(starts, count, (from[0] >> shift) & (RADIX - 1)))
    return false;
  for (size_t i = 0; i < count; i++)
    to[starts[(from[i] >> shift) & (RADIX - 1)]++] = from[i];
  return true;
}

static void sort_few(uint64_t *words, size_t count, unsigned shift) {
  for (size_t i = 1; i < count; i++) {
    uint64_t word = words[i];
    size_t at = i;
    for (; at > 0 && words[at - 1] >> shift > word >> shift; at--)
      words[at] = words[at - 1];
    words[at] = word;
  }
}

void sk_link_sort_words(uint64_t *words, uint64_t *spare, size_t count, unsigned shift) {
  uint64_t *from = words, *to = spare;
  if (count < FEW) {
    sort_few(words, count, shift);
    return;
  }
  for (; shift < 64; shift += 8)
    if (pass_words(from, to, count, shift)) {
      uint64_t *swap = from;
      from = to;
      to = swap;
    }
  if (from != words)
    memcpy(words, from, count * sizeof *words);
}

static unsigned dealt_to(uint64_t word, unsigned known) {
  return (unsigned)(word << known >> (64 - SK_LINK_DEALT_BITS));
}

static inline void deal(unsigned known, const uint64_t *words, uint64_t *to, size_t count, uint32_t *ends) {
  memset(ends, 0, SK_LINK_DEALT * sizeof *ends);
  for (size_t i = 0; i < count; i++)
    ends[dealt_to(words[i], known)]++;
  for (uint32_t i = 0, start = 0; i < SK_LINK_DEALT; i++) {
    uint32_t here = ends[i];
    ends[i] = start;
    start += here;
  }
  for (size_t i = 0; i < count; i++)
    to[ends[dealt_to(words[i], known)]++] = words[i];
}

void sk_link_deal_hashes(const uint64_t *words, uint64_t *to, size_t count, uint32_t ret_ends[static SK_LINK_DEALT]) {
  deal(0, words, to, count, ret_ends);
}

void sk_link_sort_hashes_below(unsigned known, uint64_t *words, uint64_t *spare, size_t count, unsigned shift) {
  uint32_t ends[SK_LINK_DEALT];
  if (count < SK_LINK_DEALT / 8 || count > UINT32_MAX || shift + known > 64 - SK_LINK_DEALT_BITS) {
    sk_link_sort_words(words, spare, count, shift);
    return;
  }
  deal(known, words, spare, count, ends);
  for (uint32_t i = 0, start = 0; i < SK_LINK_DEALT; start = ends[i++])
    if (ends[i] - start > 1) /* most are one word, or none */
      sk_link_sort_words(spare + start, words + start, ends[i] - start, shift);
  memcpy(words, spare, count * sizeof *words);
}

void sk_link_sort_hashes(uint64_t *words, uint64_t *spare, size_t count, unsigned shift) {
  sk_link_sort_hashes_below(0, words, spare, count, shift);
}

void sk_link_sort_places(size_t *counts, size_t stretches, size_t shares, size_t *ret_starts) {
  size_t next = 0;
  for (size_t share = 0; share < shares; share++) {
    ret_starts[share] = next;
    for (size_t stretch = 0; stretch < stretches; stretch++) {
      size_t *place = &counts[stretch * shares + share], here = *place;
      *place = next;
      next += here;
    }
  }
  ret_starts[shares] = next;
}
