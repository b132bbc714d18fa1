/* Adding and changing rows one at a time, model and frequencies frozen: what a full run would now say of them and of
 * everybody near them, without the run.
 *
 * What a run makes of a pair depends on little: who shares a key, who else is in the two households, who else claims
 * either row, and for clusters on whoever is linked to them. The index keeps the keys of all rows, and remembers the
 * pairs of the rows it has looked at; a row that is put in changes some of them, and what follows from these is worked
 * out again by the same functions that a run uses. The answer is that of a run over the same rows with the same model,
 * to the byte (test_index.c holds it against one).
 *
 *   take out, put in (any number of rows) -> settle: the rows near them, their pairs and clusters as they are now
 *
 * The first look at a neighbourhood takes its time, the second is quick: lists of pairs are made when they are needed.
 * Not for several threads at once. After SK_LINK_NO_MEMORY an index can only be freed.
 */
#pragma once

#include "link/engine.h"

typedef struct SkEngineIndex SkEngineIndex;

/* Of a table whose rows are all in; `options` for its memory, block_pairs, cluster_mean, decisions and model (which
 * must be set). The caller may append rows and values to the table's arrays afterwards (and move them:
 * sk_engine_index_put() is given the table); the counts of values stay as they were, or rarity would move. */
SkLinkStatus sk_engine_index_new(const SkEnginePlan *plan, const SkEngineTable *table, const SkEngineOptions *options,
                                 SkEngineIndex **ret_index);
void sk_engine_index_free(SkEngineIndex *index);

/* Row `row` is about to be changed, or to go: its cells still say what they said. A row that is not put in again is as
 * one that says nothing. */
SkLinkStatus sk_engine_index_take(SkEngineIndex *index, uint32_t row);
/* Row `row` is as its cells now say: new (the next number), or taken out before. */
SkLinkStatus sk_engine_index_put(SkEngineIndex *index, const SkEngineTable *table, uint32_t row);
/* Row `row` is to be looked at again though it says what it said: somebody has decided about it. */
SkLinkStatus sk_engine_index_touch(SkEngineIndex *index, uint32_t row);

/* The rows whose pairs or cluster may have changed: whole clusters, ascending. Everything else is as it was. */
typedef struct {
  const uint32_t *rows;
  size_t row_count;
  const uint32_t *cluster_of; /* of each of them the lowest row of its cluster */
  const SkEnginePair *pairs;  /* all their pairs of the bands "ask" and "link", by a, then b */
  size_t pair_count;
  const SkLinkRefused *refused; /* of the pairs */
  size_t refused_count;
} SkEngineNear;

/* What follows from all rows put in or touched since the last call. Valid until the next call. */
SkLinkStatus sk_engine_index_settle(SkEngineIndex *index, SkEngineNear *ret_near);
