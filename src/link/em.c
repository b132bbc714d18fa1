#include "link/em.h"

#include <math.h>
#include <string.h>

/* Odds of a pattern, true pairs against strangers, from the active comparisons. */
static double pattern_odds(const SkLinkTraining *training, const SkLinkModel *model, SkLinkPattern pattern,
                           double share) {
  double odds = share / (1 - share);
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++) {
    unsigned level = sk_link_pattern_level(pattern, c);
    if (level != 0 && (training->active >> c & 1))
      odds *= model->levels[c][level].m / model->levels[c][level].u;
  }
  return odds;
}

/* The E step: fills `sums` and returns the expected number of true pairs. */
static double expect(const SkLinkTraining *training, const SkLinkModel *model, double share, SkLinkExpected *sums) {
  double matches = 0;
  memset(sums, 0, sizeof *sums);
  for (size_t i = 0; i < training->pattern_count; i++) {
    const SkLinkPatternCount *row = &training->patterns[i];
    double odds = pattern_odds(training, model, row->pattern, share);
    double expected = (double)row->count * (isinf(odds) ? 1 : odds / (1 + odds));
    matches += expected;
    for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++)
      if (training->active >> c & 1)
        sums->matches[c][sk_link_pattern_level(row->pattern, c)] += expected;
  }
  return matches;
}

/* The M step for one class of levels; returns how far any m moved. A class that no pair is of keeps its m. */
static double maximise_class(SkLinkLevelWeight *weights, unsigned first, unsigned last, const double *matches,
                             double smoothing) {
  double stated = 0, moved = 0;
  for (unsigned level = first; level <= last; level++)
    stated += matches[level];
  if (!(stated > 0))
    return 0;
  stated += smoothing * (last - first + 1);
  for (unsigned level = first; level <= last; level++) {
    double m = (matches[level] + smoothing) / stated;
    moved = fmax(moved, fabs(m - weights[level].m));
    weights[level].m = m;
  }
  return moved;
}

static double maximise(const SkLinkTraining *training, SkLinkModel *model, unsigned c, const double *matches) {
  double moved = 0;
  for (unsigned first = 1, last; first < sk_link_level_count(c); first = last + 1) {
    last = sk_link_class_last(c, first);
    moved = fmax(moved, maximise_class(model->levels[c], first, last, matches, training->smoothing));
  }
  return moved;
}

static double total_pairs(const SkLinkTraining *training) {
  double pairs = 0;
  for (size_t i = 0; i < training->pattern_count; i++)
    pairs += (double)training->patterns[i].count;
  return pairs;
}

double sk_link_em_run(const SkLinkTraining *training, SkLinkModel *model, SkLinkExpected *expected) {
  SkLinkExpected sums = { 0 };
  double share = training->share, pairs = total_pairs(training);
  if (!(pairs > 0))
    return share;
  for (unsigned round = 0; round < training->rounds; round++) {
    double moved = 0, matches = expect(training, model, share, &sums);
    for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++)
      if (training->active >> c & 1)
        moved = fmax(moved, maximise(training, model, c, sums.matches[c]));
    share = fmin(fmax(matches / pairs, 1e-9), 1 - 1e-9);
    if (moved < training->tolerance)
      break;
  }
  for (unsigned c = 0; expected != NULL && c < SK_LINK_COMPARISON_COUNT; c++)
    for (unsigned level = 0; level < SK_LINK_LEVEL_MAX; level++)
      expected->matches[c][level] += sums.matches[c][level];
  return share;
}
