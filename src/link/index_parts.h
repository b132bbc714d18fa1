/* What the parts of index.c share. Each list of pairs follows from the one before it:
 *
 *   met      worth keeping as first weighed: who shares a key
 *   weighed  what households make of them; not those that people decided are different
 *   settled  what is left among rivals, with its band
 *
 * False from any function: no memory.
 */
#pragma once

#include "link/decided.h"
#include "link/index.h"
#include "link/index_keys.h"
#include "link/index_lists.h"
#include "link/pairs.h"
#include "link/score.h"
#include "link/sort.h"

/* Some rows as a table of their own, in their order and with the same values but for the numbers of households: what a
 * run's functions work on, which take time and memory by the size of a table. */
typedef struct {
  SkIndexRows rows;
  uint32_t *place; /* of each of them, by row */
  uint32_t place_room;
  SkIndexRows households;
  uint32_t *number; /* of each of them, by household, from 1 */
  uint32_t number_room;
  uint32_t *cells, *source_of, *entry_of;
  size_t room;
  SkEngineColumn columns[SK_ENGINE_COLUMNS_MAX];
  SkEngineTable table;
} SkIndexPatch;

struct SkEngineIndex {
  SkLinkHeap heap;
  const SkEnginePlan *plan;
  SkEngineTable table; /* as the last call gave it */
  SkEngineScorer scorer;
  SkEngineAsker *asker;
  double household_most, cluster_mean;
  SkEngineDecided decided;
  SkLinkKey *judged; /* decisions by row: key the row, row the other, extra the verdict */
  size_t judged_count;
  SkIndexKeys *keys;
  uint32_t rows;
  uint32_t *household_of, *next_member, *first_member; /* members of a household as a chain; by row, row, household */
  uint32_t row_room, household_room;
  SkIndexLists met, weighed, settled;
  SkIndexRows seen;    /* while one row meets others */
  SkIndexRows touched; /* rows put in or taken out and all of their households, not weighed since */
  SkIndexRows stirred; /* since the last settling: all that were touched, ... */
  SkIndexRows changed; /* ... and of them and beside them those whose weighed pairs are others now */
  SkIndexRows altered; /* whose settled pairs are others now */
  uint8_t *is_in;      /* by row: not taken out */
  SkIndexRows ball, unknown, unsettled, together;
  SkIndexPatch patch;
  SkEngineNear near;
};

#define SK_INDEX_NONE UINT32_MAX

/* Adds a row and the other members of its household. */
bool index_add_household(SkEngineIndex *index, SkIndexRows *set, uint32_t row);

/* index_meet.c */
bool index_meet(SkEngineIndex *index, uint32_t row);
bool index_know_met(SkEngineIndex *index, uint32_t row);
/* Looks again at the pairs of blocks that were divided or put together. */
bool index_meet_again(SkEngineIndex *index);

/* index_patch.c: rows are added to patch.rows, then the patch is filled. */
void index_patch_clear(SkEngineIndex *index);
bool index_patch_fill(SkEngineIndex *index);
/* The pair by its places in the patch, and back. */
SkEnginePair index_patch_in(const SkEngineIndex *index, const SkEnginePair *pair);
SkEnginePair index_patch_out(const SkEngineIndex *index, const SkEnginePair *pair);
/* The scorer for the patch, with the households that `pairs` (of places, sorted) match, if any; the caller frees them.
 */
bool index_patch_scorer(SkEngineIndex *index, const SkEnginePairs *pairs, SkEngineScorer *ret_scorer);

/* index_weigh.c: makes the weighed lists of `rows`, which hold whole households; `changed` (or NULL) is told of whom.
 */
bool index_weigh(SkEngineIndex *index, const SkIndexRows *rows, SkIndexRows *changed);
bool index_know_weighed(SkEngineIndex *index, const SkIndexRows *rows);

/* index_rivals.c: the same for the settled lists. */
bool index_settle(SkEngineIndex *index, const SkIndexRows *rows, SkIndexRows *altered);
bool index_know_settled(SkEngineIndex *index, const SkIndexRows *rows);
/* Adds everybody up to whom a change of the weighed pairs of `rows` can be felt. */
bool index_spread(SkEngineIndex *index, SkIndexRows *rows);

/* index_cluster.c: clusters of whoever is linked to `together`, which grows to all of them; fills index->near. */
bool index_cluster(SkEngineIndex *index);
void index_forget_near(SkEngineIndex *index);
