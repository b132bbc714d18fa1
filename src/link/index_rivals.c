/* What is left of the pairs of some rows among their rivals: the same functions as in a run, over all pairs that have a
 * say.
 *
 * A pair's odds are shared with the other claims of its two rows on each other's list (one step); such a claim counts
 * unless somebody else of the first list claims its row better (two steps). */
#include "link/index_parts.h"

#include "link/rivals.h"

/* Steps from a row to the rows whose pairs have a say in its own. */
static unsigned reach(const SkEngineIndex *self) {
  for (uint32_t i = 0; i < self->table.source_count; i++)
    if (self->table.sources[i].once)
      return 2;
  for (unsigned c = 0; c < self->plan->comparison_count; c++)
    if (self->plan->comparisons[c].number)
      return 1;
  return 0;
}

static bool spread(SkEngineIndex *self, SkIndexRows *rows, unsigned steps) {
  size_t from = 0;
  for (; steps > 0; steps--) {
    size_t end = rows->count;
    if (!index_know_weighed(self, rows))
      return false;
    for (; from < end; from++) {
      const SkIndexList *list = &self->weighed.of[rows->rows[from]];
      for (uint32_t k = 0; k < list->count; k++)
        if (!sk_index_rows_add(rows, sk_index_other(&list->pairs[k], rows->rows[from])))
          return false;
    }
  }
  return true;
}

/* One step is enough: of a pair that feels a change two steps away from one of its rows, the other is a step nearer. */
bool index_spread(SkEngineIndex *self, SkIndexRows *rows) {
  return spread(self, rows, reach(self) > 0);
}

/* All weighed pairs of the rows of `ball`, each once. */
static bool gather(SkEngineIndex *self, const SkIndexRows *ball, SkEnginePairs *ret_pairs) {
  SkEngineCatch catch = { .heap = &self->heap };
  for (size_t i = 0; i < ball->count; i++) {
    uint32_t row = ball->rows[i];
    const SkIndexList *list = &self->weighed.of[row];
    for (uint32_t k = 0; k < list->count; k++) {
      uint32_t other = sk_index_other(&list->pairs[k], row);
      if (row < other || !sk_index_rows_has(ball, other))
        sk_engine_catch_add(&catch, &list->pairs[k]);
    }
  }
  return sk_engine_catch_gather(&self->heap, &catch, 1, ret_pairs);
}

/* Of the pairs those of `rows` that are worth a question, with their bands. */
static void keep_bands(const SkEngineIndex *self, const SkIndexRows *rows, SkEnginePairs *pairs) {
  size_t kept = 0;
  for (size_t i = 0; i < pairs->count; i++) {
    SkEnginePair *pair = &pairs->pairs[i];
    pair->band = (uint8_t)sk_engine_band(&self->scorer.model, (double)pair->weight, pair->held);
    bool ours = sk_index_rows_has(rows, pair->a) || sk_index_rows_has(rows, pair->b);
    if (ours && pair->band != SK_LINK_BAND_LEAVE)
      pairs->pairs[kept++] = *pair;
  }
  pairs->count = kept;
}

/* Rows whose pairs were not known may have had any of those that were weighed. */
static bool note_unknown(SkEngineIndex *self, const SkIndexRows *rows, SkIndexRows *altered) {
  for (size_t i = 0; i < rows->count; i++) {
    uint32_t row = rows->rows[i];
    const SkIndexList *list = &self->weighed.of[row];
    for (uint32_t k = 0; !self->settled.of[row].whole && k < list->count; k++)
      if (!sk_index_rows_add(altered, sk_index_other(&list->pairs[k], row)))
        return false;
  }
  return true;
}

bool index_settle(SkEngineIndex *self, const SkIndexRows *rows, SkIndexRows *altered) {
  SkEnginePairs pairs;
  sk_index_rows_clear(&self->ball);
  for (size_t i = 0; i < rows->count; i++)
    if (!sk_index_rows_add(&self->ball, rows->rows[i]))
      return false;
  if (!spread(self, &self->ball, reach(self)) || !index_know_weighed(self, &self->ball) ||
      !gather(self, &self->ball, &pairs))
    return false;
  uint32_t *order = sk_engine_pairs_by_weight(&self->heap, &pairs);
  if (order == NULL || !sk_engine_rivals_mark(&self->heap, &self->scorer, &pairs, order))
    return false;
  keep_bands(self, rows, &pairs);
  bool good = (altered == NULL || note_unknown(self, rows, altered)) &&
              sk_index_lists_replace(&self->settled, rows, &pairs, altered);
  sk_link_heap_give(&self->heap, order);
  sk_link_heap_give(&self->heap, pairs.pairs);
  return good;
}

bool index_know_settled(SkEngineIndex *self, const SkIndexRows *rows) {
  SkIndexRows *unsettled = &self->unsettled;
  sk_index_rows_clear(unsettled);
  for (size_t i = 0; i < rows->count; i++)
    if (!self->settled.of[rows->rows[i]].whole && !sk_index_rows_add(unsettled, rows->rows[i]))
      return false;
  return unsettled->count == 0 || index_settle(self, unsettled, NULL);
}
