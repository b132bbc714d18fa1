/* How many pairs were seen at each level. */
#pragma once

#include "link/plan.h"

#define SK_ENGINE_SMOOTHING 0.5 /* pairs added to each level counted, so that none becomes impossible */
#define SK_ENGINE_U_LEAST 1e-7  /* no agreement is taken for rarer among strangers */

typedef struct {
  uint64_t levels[SK_ENGINE_COMPARISONS_MAX][SK_ENGINE_LEVELS_MAX];
} SkEngineCounts;

static inline void sk_engine_counts_add(SkEngineCounts *counts, uint64_t pattern) {
  for (unsigned c = 0; c < SK_ENGINE_COMPARISONS_MAX; c++)
    counts->levels[c][sk_engine_level(pattern, c)]++;
}

/* Shares of the levels of one class, smoothed. False, and nothing set, if no pair was of it. */
static inline bool sk_engine_counts_shares(const uint64_t *counts, unsigned first, unsigned last, double *shares) {
  double stated = 0;
  for (unsigned level = first; level <= last; level++)
    stated += (double)counts[level];
  if (!(stated > 0))
    return false;
  for (unsigned level = first; level <= last; level++)
    shares[level] = ((double)counts[level] + SK_ENGINE_SMOOTHING) / (stated + SK_ENGINE_SMOOTHING * (last - first + 1));
  return true;
}
