/* Grades of two claims that some thread has found before. The same claims meet under several rules, in training and
 * again when all pairs are compared, and comparing names costs more than anything else.
 *
 * A place holds the last pair that fell on it: one word, so that it is whole whichever thread reads it. */
#pragma once

#include "link/name_form.h"

#include <stdatomic.h>

#define SK_LINK_KNOWN_BITS 20
#define SK_LINK_CLAIM_BITS 28 /* of a claim's number; those beyond are compared each time */

typedef struct {
  _Atomic uint64_t words[1u << SK_LINK_KNOWN_BITS]; /* the two claims, the lower first, with their grades; 0 none */
} SkLinkKnownGrades;

/* The pair with grades of 0: the lowest eight bits. */
static inline uint64_t sk_link_known_pair(uint32_t a, uint32_t b) {
  uint64_t low = a < b ? a : b, high = a < b ? b : a;
  return low << (SK_LINK_CLAIM_BITS + 8) | high << 8;
}

static inline size_t sk_link_known_place(uint64_t pair) {
  return pair * 0x9e3779b97f4a7c15u >> (64 - SK_LINK_KNOWN_BITS);
}

static inline bool sk_link_grades_recall(const SkLinkKnownGrades *known, uint32_t a, uint32_t b,
                                         SkLinkGrades *ret_grades) {
  uint64_t pair = sk_link_known_pair(a, b);
  uint64_t word = atomic_load_explicit(&known->words[sk_link_known_place(pair)], memory_order_relaxed);
  if ((a | b) >> SK_LINK_CLAIM_BITS != 0 || word >> 8 != pair >> 8)
    return false;
  *ret_grades = (SkLinkGrades){ word >> 4 & 0xf, word & 0xf };
  return true;
}

static inline void sk_link_grades_keep(SkLinkKnownGrades *known, uint32_t a, uint32_t b, SkLinkGrades grades) {
  uint64_t pair = sk_link_known_pair(a, b);
  if ((a | b) >> SK_LINK_CLAIM_BITS == 0)
    atomic_store_explicit(&known->words[sk_link_known_place(pair)], pair | (uint64_t)grades.family << 4 | grades.given,
                          memory_order_relaxed);
}
