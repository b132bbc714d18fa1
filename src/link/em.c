#include "link/em.h"

#include <math.h>
#include <string.h>

/* What one E step adds up: expected true pairs at each level, and all pairs. */
struct sums {
  SkEngineExpected true_pairs, all_pairs;
};

/* Odds of a pattern, true pairs against strangers, from the active comparisons. */
static double pattern_odds(const SkEngineTraining *training, const SkEngineModel *model, uint64_t pattern,
                           double share) {
  double odds = share / (1 - share);
  for (unsigned c = 0; c < training->plan->comparison_count; c++) {
    unsigned level = sk_engine_level(pattern, c);
    if (level != 0 && (training->active >> c & 1))
      odds *= model->levels[c][level].m / model->levels[c][level].u;
  }
  return odds;
}

/* The E step: fills `sums` and returns the expected number of true pairs. */
static double expect(const SkEngineTraining *training, const SkEngineModel *model, double share, struct sums *sums) {
  double matches = 0;
  memset(sums, 0, sizeof *sums);
  for (size_t i = 0; i < training->pattern_count; i++) {
    const SkEnginePatternCount *row = &training->patterns[i];
    double odds = pattern_odds(training, model, row->pattern, share);
    double expected = (double)row->count * (isinf(odds) ? 1 : odds / (1 + odds));
    matches += expected;
    for (unsigned c = 0; c < training->plan->comparison_count; c++)
      if (training->active >> c & 1) {
        unsigned level = sk_engine_level(row->pattern, c);
        sums->true_pairs.matches[c][level] += expected;
        sums->all_pairs.matches[c][level] += (double)row->count;
      }
  }
  return matches;
}

/* Shares of counts[first..last], smoothed; false if there are none. */
static bool shares_of(const double *counts, unsigned first, unsigned last, double smoothing, double *shares) {
  double stated = 0;
  for (unsigned level = first; level <= last; level++)
    stated += counts[level];
  if (!(stated > 0))
    return false;
  stated += smoothing * (last - first + 1);
  for (unsigned level = first; level <= last; level++)
    shares[level] = (counts[level] + smoothing) / stated;
  return true;
}

/* The M step for one class of levels; returns how far any m moved. A class that no pair is of keeps its m. */
static double maximise_class(const SkEngineTraining *training, SkEngineLevel *weights, unsigned first, unsigned last,
                             const double *matches, const double *pairs) {
  double m[SK_ENGINE_LEVELS_MAX], u[SK_ENGINE_LEVELS_MAX], rest[SK_ENGINE_LEVELS_MAX], moved = 0;
  bool learnt = shares_of(matches, first, last, training->smoothing, m);
  for (unsigned level = first; level <= last; level++)
    rest[level] = pairs[level] - matches[level];
  bool learnt_u = training->learns_u && shares_of(rest, first, last, training->smoothing, u);
  for (unsigned level = first; level <= last; level++) {
    if (learnt) {
      moved = fmax(moved, fabs(m[level] - weights[level].m));
      weights[level].m = m[level];
    }
    if (learnt_u)
      weights[level].u = u[level];
  }
  return moved;
}

static double maximise(const SkEngineTraining *training, SkEngineModel *model, unsigned c, const struct sums *sums) {
  const SkEngineComparison *comparison = &training->plan->comparisons[c];
  double moved = 0;
  for (unsigned first = 1, last; first < comparison->level_count; first = last + 1) {
    last = sk_engine_class_last(comparison, first);
    moved = fmax(moved, maximise_class(training, model->levels[c], first, last, sums->true_pairs.matches[c],
                                       sums->all_pairs.matches[c]));
  }
  return moved;
}

static double total_pairs(const SkEngineTraining *training) {
  double pairs = 0;
  for (size_t i = 0; i < training->pattern_count; i++)
    pairs += (double)training->patterns[i].count;
  return pairs;
}

double sk_engine_em_run(const SkEngineTraining *training, SkEngineModel *model, SkEngineExpected *expected) {
  struct sums sums = { 0 };
  double share = training->share, pairs = training->total > 0 ? training->total : total_pairs(training);
  if (!(pairs > 0))
    return share;
  for (unsigned round = 0; round < training->rounds; round++) {
    double moved = 0, matches = expect(training, model, share, &sums);
    for (unsigned c = 0; c < training->plan->comparison_count; c++)
      if (training->active >> c & 1)
        moved = fmax(moved, maximise(training, model, c, &sums));
    share = fmin(fmax(matches / pairs, 1e-9), 1 - 1e-9);
    if (moved < training->tolerance)
      break;
  }
  for (unsigned c = 0; expected != NULL && c < SK_ENGINE_COMPARISONS_MAX; c++)
    for (unsigned level = 0; level < SK_ENGINE_LEVELS_MAX; level++)
      expected->matches[c][level] += sums.true_pairs.matches[c][level];
  return share;
}
