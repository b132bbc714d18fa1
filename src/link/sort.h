/* Sorting of keys with what they belong to. */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
  uint64_t key;
  uint32_t row;
  uint32_t extra;
} SkLinkKey;

/* Sorts by key; equal keys keep their order. `spare` has room for `count` keys too. Linear time, no allocation. */
void sk_link_sort(SkLinkKey *keys, SkLinkKey *spare, size_t count);

/* Sorts words by their bits from `shift` up; words alike there keep their order. Otherwise as sk_link_sort(). */
void sk_link_sort_words(uint64_t *words, uint64_t *spare, size_t count, unsigned shift);

#define SK_LINK_DEALT_BITS 11u
#define SK_LINK_DEALT (1u << SK_LINK_DEALT_BITS)

/* Deals words out to `to` by their top bits: those of digit i, in the order they had, end at ret_ends[i]. */
void sk_link_deal_hashes(const uint64_t *words, uint64_t *to, size_t count, uint32_t ret_ends[static SK_LINK_DEALT]);

/* Sorts words whose top bits are spread evenly, as those of hashes are: they are dealt out once, then few are
 * left to be sorted beside each other. Any words come out right. */
void sk_link_sort_hashes(uint64_t *words, uint64_t *spare, size_t count, unsigned shift);

/* The same of words whose top `known` bits are one. */
void sk_link_sort_hashes_below(unsigned known, uint64_t *words, uint64_t *spare, size_t count, unsigned shift);

/* sk_link_sort_hashes() by several threads. */
void sk_link_sort_hashes_wide(unsigned threads, uint64_t *words, uint64_t *spare, size_t count, unsigned shift);

/* How many keys each stretch has of each share (stretch by stretch) becomes where they go: shares in order, within a
 * share stretches in order. Share s then begins at ret_starts[s] and ends at ret_starts[s + 1]. */
void sk_link_sort_places(size_t *counts, size_t stretches, size_t shares, size_t *ret_starts);

/* A weight as a number that is lower for heavier ones. */
static inline uint32_t sk_link_falling(float weight) {
  uint32_t bits;
  memcpy(&bits, &weight, sizeof bits);
  return ~(bits >> 31 ? ~bits : bits | (uint32_t)1 << 31);
}

/* Mixes `value` into `hash`; every bit of the result depends on every bit of both. */
static inline uint64_t sk_link_mix(uint64_t hash, uint64_t value) {
  uint64_t x = hash * 0x9e3779b97f4a7c15u ^ value;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
  x = (x ^ x >> 27) * 0x94d049bb133111ebu;
  return x ^ x >> 31;
}
