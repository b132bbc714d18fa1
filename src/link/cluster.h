/* Which rows are one person, by the pairs of the "link" band and what must not happen.
 *
 * One pass over the pairs, heaviest first: a pair joins the clusters of its two rows unless two members, one of each,
 * were reviewed as different, are of one entry or of one list that holds a person once, or conflict firmly; or unless
 * the members of the two clusters are on the whole more unlike than alike, which is what a chain looks like. What
 * people decided to be the same is joined before that and is not questioned.
 */
#pragma once

#include "link/decided.h"
#include "link/score.h"

typedef struct {
  const SkLinkScorer *scorer;
  const SkLinkPairs *pairs;        /* heaviest first; those of the "link" band are joined */
  const SkLinkDecision *decisions; /* a and b are rows in order of ids */
  size_t decision_count;
  const SkLinkDecided *decided; /* the same, those that say "different" */
} SkLinkClusterInput;

typedef struct {
  uint32_t *cluster_of; /* lowest row of each row's cluster */
  uint32_t cluster_count;
  SkLinkRefused *refused; /* `proposal` indexes the pairs; a and b are rows in order of ids */
  size_t refused_count;
} SkLinkClusters;

SkLinkStatus sk_link_clusters_build(SkLinkHeap *heap, const SkLinkClusterInput *input, SkLinkClusters *ret_clusters);
