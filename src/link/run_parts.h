/* A run from the inside: what it holds, and its stages. For src/link/run*.c only. */
#pragma once

#include "link/block.h"
#include "link/cluster.h"
#include "link/decided.h"

#define RUN_PRIOR_MOVES 2.0 /* bits that settling the prior may add: lighter pairs are not compared again */

/* What a thread has of its own while pairs are compared. */
typedef struct {
  SkEngineAsker *asker;
  SkEngineCatch catch;
  uint64_t bins[SK_ENGINE_BINS]; /* of the pairs not kept */
} SkEngineHand;

typedef struct {
  SkLinkHeap *heap;
  SkEngineOptions options;
  SkEngineScorer scorer;
  SkEngineBlocks *blocks; /* gone when the pairs are compared */
  SkLinkStage stage;      /* that pairs are gone through for, and how many in all */
  uint64_t stage_pairs;
  SkEngineHand hands[SK_LINK_THREADS_MAX];
  double keep_from;      /* lighter pairs are only counted, ... */
  double household_most; /* ... unless this many bits that matching households can add might still lift them */
  bool costly;           /* some comparison is not to be asked in vain */
  uint8_t rule;
  SkEnginePairs pairs;
  SkLinkBlocking *blocking;
  SkEngineBin *bins;
  bool partial;            /* a run with the model that was learnt would compare more pairs */
  SkEngineDecided decided; /* by people */
  SkEngineClusters clusters;
} SkEngineRun;

/* run.c: SK_LINK_STOPPED if whoever watches says so. */
SkLinkStatus run_report(const SkEngineRun *run, SkLinkStage stage, uint64_t done, uint64_t total);
/* A stage that goes through the pairs of all rules, or of those that teach. */
SkEngineWatch run_begin_pairs(SkEngineRun *run, SkLinkStage stage);
unsigned run_bin_of(double weight);

/* run_compare.c: which of the pairs that meet are worth keeping; the others are counted by their weight. */
SkLinkStatus run_stage_compare(SkEngineRun *run);
/* Weighs the pairs again, and compares them too if `compare` (else their levels stay). */
void run_rescore(const SkEngineRun *run, SkEnginePairs *pairs, bool compare);

/* run_recall.c: instead of all that, what an earlier run knew. */
SkLinkStatus run_stage_recall(SkEngineRun *run);
/* Does a pair say that its two households match, if these are of different ones? *ret_alone: what it weighs without
 * them. */
bool run_counts_for_households(const SkEngineRun *run, const SkEnginePair *pair, double *ret_alone);

/* run_settle.c: the prior, and what the others of two households add to a pair; which pairs there are in the end, and
 * what they weigh; clusters of them. */
SkLinkStatus run_stage_households(SkEngineRun *run);
SkLinkStatus run_stage_settle(SkEngineRun *run);
SkLinkStatus run_stage_cluster(SkEngineRun *run);
