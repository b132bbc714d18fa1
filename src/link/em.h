/* Expectation maximisation over pattern counts: how often each level occurs among true pairs, learnt from pairs nobody
 * has labelled. Dempster, Laird and Rubin (1977); for linkage Winkler (1988).
 *
 * The pairs come from one strict blocking rule. Comparisons that the rule itself decides are left out (not in
 * `active`), as every pair agrees there; u stays fixed unless it is to be learnt too, since the pairs of a strict rule
 * say nothing about strangers.
 */
#pragma once

#include "link/engine.h"

typedef struct {
  uint64_t pattern;
  uint64_t count;
} SkEnginePatternCount;

/* Expected number of true pairs at each level; sums of several trainings may be added up. */
typedef struct {
  double matches[SK_ENGINE_COMPARISONS_MAX][SK_ENGINE_LEVELS_MAX];
} SkEngineExpected;

typedef struct {
  const SkEnginePlan *plan;
  const SkEnginePatternCount *patterns;
  size_t pattern_count;
  unsigned active;  /* bit 1 << comparison: used and learnt */
  double share;     /* of true pairs among the pairs, to begin with; within ]0, 1[ */
  double *kin;      /* share of pairs that have much in common without being true, to begin with; what is found stands
                       there afterwards. Their levels are learnt beside. NULL: there are none */
  double total;     /* how many pairs the share is of: more than the patterns count where the rest are strangers; 0: as
                       many as they count */
  double smoothing; /* pairs added to each level of an active comparison, so that no level becomes impossible */
  bool learns_u;    /* from these pairs too, or, where it is given, from everybody but the true pairs */
  const SkEngineExpected *everybody; /* how many of all the pairs that `total` counts stand at each level; NULL */
  unsigned rounds;                   /* at most */
  double tolerance;                  /* stops when no m moves further than this; 0: all rounds */
} SkEngineTraining;

/* Runs EM from the m (and kin) of `model`, whose active ones it replaces. Returns the share of true pairs found and
 * adds what it expects of them to `expected` (may be NULL). No pairs: nothing changes and the share comes back. */
double sk_engine_em_run(const SkEngineTraining *training, SkEngineModel *model, SkEngineExpected *expected);
