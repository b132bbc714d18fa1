/* Expectation maximisation over pattern counts: how often each level occurs among true pairs, learnt from pairs nobody
 * has labelled. Dempster, Laird and Rubin (1977); for linkage Winkler (1988).
 *
 * The pairs come from one strict blocking rule. Comparisons that the rule itself decides are left out (not in
 * `active`), as every pair agrees there; u stays fixed, since the pairs of a strict rule say nothing about strangers.
 */
#pragma once

#include "link/model.h"

typedef struct {
  SkLinkPattern pattern;
  uint64_t count;
} SkLinkPatternCount;

/* Expected number of true pairs at each level; sums of several trainings may be added up. */
typedef struct {
  double matches[SK_LINK_COMPARISON_COUNT][SK_LINK_LEVEL_MAX];
} SkLinkExpected;

typedef struct {
  const SkLinkPatternCount *patterns;
  size_t pattern_count;
  unsigned active;  /* bit 1 << SkLinkComparison: used and learnt */
  double share;     /* of true pairs among the pairs, to begin with; within ]0, 1[ */
  double smoothing; /* pairs added to each level of an active comparison, so that no level becomes impossible */
  unsigned rounds;  /* at most */
  double tolerance; /* stops when no m moves further than this; 0: all rounds */
} SkLinkTraining;

/* Runs EM from the m of `model`, whose active m it replaces. Returns the share of true pairs found and adds what it
 * expects of them to `expected` (may be NULL). No pairs: nothing changes and the share comes back. */
double sk_link_em_run(const SkLinkTraining *training, SkLinkModel *model, SkLinkExpected *expected);
