/* Adding and changing rows one at a time, model and frequencies frozen: what a new entry looks like, while somebody
 * waits.
 *
 * The index knows the keys of every row under every rule. Putting a row in answers with all its pairs of the bands
 * "ask" and "link", weighed as a run with the same model weighs them before it looks at households, rivals and
 * clusters: those are the next run's. A key that more rows share than a block may hold is not followed; how often that
 * happened is told, since it is what a run would have divided.
 */
#pragma once

#include "link/engine.h"

typedef struct SkEngineIndex SkEngineIndex;

/* Of a table whose rows are all in; `options` for its memory, block_pairs and model (which must be set). The caller may
 * append rows and values to the table's arrays afterwards (and move them: sk_engine_index_put() is given the table). */
SkLinkStatus sk_engine_index_new(const SkEnginePlan *plan, const SkEngineTable *table, const SkEngineOptions *options,
                                 SkEngineIndex **ret_index);
void sk_engine_index_free(SkEngineIndex *index);

/* Row `row` is as its cells now say: new (the next number) or changed. Sets its pairs with all other rows, by the other
 * row, valid until the next call. */
SkLinkStatus sk_engine_index_put(SkEngineIndex *index, const SkEngineTable *table, uint32_t row,
                                 const SkEnginePair **ret_pairs, size_t *ret_count);

typedef struct {
  uint64_t rows, added; /* rows now, and those of them that were put in */
  uint64_t keys_cut;    /* keys of put rows that were not followed: too many rows share them */
  bool retrain;         /* a fifth of the rows is new: frequencies and model are of another population */
} SkEngineDrift;

SkEngineDrift sk_engine_index_drift(const SkEngineIndex *index);
