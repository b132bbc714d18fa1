#include "link/em.h"

#include <math.h>
#include <string.h>

#define SHARE_LEAST 1e-9
#define PART_LEFT                                                                                                      \
  (1.0 / 16) /* of the pairs at a level are strangers, at least: what they are counted from is a sample */

/* What one E step adds up at each level: expected true pairs, expected pairs of kin, and all pairs. */
struct sums {
  SkEngineExpected true_pairs, kin, all_pairs;
};

/* How many of a number of pairs are expected to be what. */
struct shares {
  double true_pairs, kin;
};

/* Odds of a pattern against strangers, from the active comparisons. */
static struct shares pattern_odds(const SkEngineTraining *training, const SkEngineModel *model, uint64_t pattern,
                                  struct shares shares) {
  double strangers = 1 - shares.true_pairs - shares.kin;
  struct shares odds = { shares.true_pairs / strangers, shares.kin / strangers };
  for (unsigned c = 0; c < training->plan->comparison_count; c++) {
    unsigned level = sk_engine_level(pattern, c);
    if (level == 0 || !(training->active >> c & 1))
      continue;
    odds.true_pairs *= model->levels[c][level].m / model->levels[c][level].u;
    odds.kin *= training->kin != NULL ? model->levels[c][level].kin / model->levels[c][level].u : 0;
  }
  return odds;
}

static double share_of(double odds, double others) {
  return isinf(odds) ? 1 : odds / (1 + odds + others);
}

/* The E step: fills `sums` and returns the expected numbers. */
static struct shares expect(const SkEngineTraining *training, const SkEngineModel *model, struct shares shares,
                            struct sums *sums) {
  struct shares found = { 0, 0 };
  memset(sums, 0, sizeof *sums);
  for (size_t i = 0; i < training->pattern_count; i++) {
    const SkEnginePatternCount *row = &training->patterns[i];
    struct shares odds = pattern_odds(training, model, row->pattern, shares);
    double expected = (double)row->count * share_of(odds.true_pairs, odds.kin);
    double kin = (double)row->count * share_of(odds.kin, odds.true_pairs);
    found.true_pairs += expected;
    found.kin += kin;
    for (unsigned c = 0; c < training->plan->comparison_count; c++)
      if (training->active >> c & 1) {
        unsigned level = sk_engine_level(row->pattern, c);
        sums->true_pairs.matches[c][level] += expected;
        sums->kin.matches[c][level] += kin;
        sums->all_pairs.matches[c][level] += (double)row->count;
      }
  }
  return found;
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

/* Pairs that are neither true nor kin. Of everybody only true ones are taken out, and a part is left whatever is
 * expected of them: what many kin have in common, strangers may too. */
static double count_strangers(const SkEngineTraining *training, unsigned c, unsigned level, const struct sums *sums) {
  double matches = sums->true_pairs.matches[c][level];
  if (training->everybody == NULL)
    return sums->all_pairs.matches[c][level] - matches - sums->kin.matches[c][level];
  double everybody = training->everybody->matches[c][level];
  return fmax(everybody - matches, everybody * PART_LEFT);
}

/* The M step for one class of levels; returns how far any m moved. A class that no pair is of keeps its m. */
static double maximise_class(const SkEngineTraining *training, SkEngineModel *model, unsigned c, unsigned first,
                             unsigned last, const struct sums *sums) {
  double m[SK_ENGINE_LEVELS_MAX], u[SK_ENGINE_LEVELS_MAX], kin[SK_ENGINE_LEVELS_MAX], rest[SK_ENGINE_LEVELS_MAX];
  double moved = 0;
  SkEngineLevel *weights = model->levels[c];
  for (unsigned level = first; level <= last; level++)
    rest[level] = count_strangers(training, c, level, sums);
  bool learnt = shares_of(sums->true_pairs.matches[c], first, last, training->smoothing, m);
  bool learnt_kin = training->kin != NULL && shares_of(sums->kin.matches[c], first, last, training->smoothing, kin);
  bool learnt_u =
      training->learns_u && shares_of(rest, first, last, training->everybody != NULL ? 0 : training->smoothing, u);
  for (unsigned level = first; level <= last; level++) {
    if (learnt) {
      moved = fmax(moved, fabs(m[level] - weights[level].m));
      weights[level].m = m[level];
    }
    if (learnt_kin)
      weights[level].kin = kin[level];
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
    moved = fmax(moved, maximise_class(training, model, c, first, last, sums));
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
  struct shares shares = { training->share, training->kin != NULL ? *training->kin : 0 };
  double pairs = training->total > 0 ? training->total : total_pairs(training);
  if (!(pairs > 0))
    return shares.true_pairs;
  for (unsigned round = 0; round < training->rounds; round++) {
    double moved = 0;
    struct shares found = expect(training, model, shares, &sums);
    for (unsigned c = 0; c < training->plan->comparison_count; c++)
      if (training->active >> c & 1)
        moved = fmax(moved, maximise(training, model, c, &sums));
    shares.true_pairs = fmin(fmax(found.true_pairs / pairs, SHARE_LEAST), 1 - SHARE_LEAST);
    shares.kin = training->kin != NULL ? fmin(fmax(found.kin / pairs, SHARE_LEAST), 0.5) : 0;
    if (moved < training->tolerance)
      break;
  }
  for (unsigned c = 0; expected != NULL && c < SK_ENGINE_COMPARISONS_MAX; c++)
    for (unsigned level = 0; level < SK_ENGINE_LEVELS_MAX; level++)
      expected->matches[c][level] += sums.true_pairs.matches[c][level];
  if (training->kin != NULL)
    *training->kin = shares.kin;
  return shares.true_pairs;
}
