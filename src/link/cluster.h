/* Which rows are one person, by the pairs of the "link" band and what must not happen.
 *
 * One pass over the pairs, heaviest first: a pair joins the clusters of its two rows unless two members, one of each,
 * were reviewed as different, are of one entry or of one source that holds a person once, or conflict firmly; or unless
 * the members of the two clusters are on the whole more unlike than alike, which is what a chain looks like. What
 * people decided to be the same is joined before that and is not questioned. What comes out is the same for any number
 * of threads.
 */
#pragma once

#include "link/decided.h"
#include "link/score.h"

typedef struct {
  const SkEngineScorer *scorer;
  const SkEnginePairs *pairs; /* those of the "link" band are joined */
  const SkLinkDecision *decisions;
  size_t decision_count;
  const SkEngineDecided *decided; /* the same, those that say "different" */
  double mean_least;              /* SkEngineOptions.cluster_mean */
  unsigned threads;
  SkEngineAsker *const *askers; /* of the scorer's table, one a thread */
  const SkEngineKnown *known;   /* NULL: rows are compared by the askers; else one thread looks there */
  bool keep_asked;              /* the pairs that were compared beyond what was known are wanted */
} SkEngineClusterInput;

typedef struct {
  uint32_t *cluster_of; /* lowest row of each row's cluster */
  uint32_t cluster_count;
  SkLinkRefused *refused; /* `proposal` indexes the pairs */
  size_t refused_count;
  SkEnginePairs asked; /* each once */
} SkEngineClusters;

SkLinkStatus sk_engine_clusters_build(SkLinkHeap *heap, const SkEngineClusterInput *input,
                                      SkEngineClusters *ret_clusters);
