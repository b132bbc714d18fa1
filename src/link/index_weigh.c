/* What households make of the pairs of some rows: the stage "households" of run.c over a neighbourhood. */
#include "link/index_parts.h"

/* The rows, whoever they have met, and the households of these. */
static bool gather_rows(SkEngineIndex *self, const SkIndexRows *rows) {
  index_patch_clear(self);
  for (size_t i = 0; i < rows->count; i++) {
    uint32_t row = rows->rows[i];
    if (!index_know_met(self, row) || !index_add_household(self, &self->patch.rows, row))
      return false;
    const SkIndexList *list = &self->met.of[row];
    for (uint32_t k = 0; k < list->count; k++)
      if (!index_add_household(self, &self->patch.rows, sk_index_other(&list->pairs[k], row)))
        return false;
  }
  return index_patch_fill(self);
}

/* The pairs that the rows have met, each once, by place. */
static bool gather_pairs(SkEngineIndex *self, const SkIndexRows *rows, SkEnginePairs *ret_pairs) {
  SkEngineCatch catch = { .heap = &self->heap };
  for (size_t i = 0; i < rows->count; i++) {
    uint32_t row = rows->rows[i];
    const SkIndexList *list = &self->met.of[row];
    for (uint32_t k = 0; k < list->count; k++) {
      uint32_t other = sk_index_other(&list->pairs[k], row);
      SkEnginePair pair = index_patch_in(self, &list->pairs[k]);
      if (row < other || !sk_index_rows_has(rows, other))
        sk_engine_catch_add(&catch, &pair);
    }
  }
  return sk_engine_catch_gather(&self->heap, &catch, 1, ret_pairs);
}

static void keep(SkEngineIndex *self, SkEngineCatch *catch, const SkEnginePair *pair) {
  SkEnginePair back = index_patch_out(self, pair);
  if (!sk_engine_decided_different(&self->decided, back.a, back.b))
    sk_engine_catch_add(catch, &back);
}

/* Pairs that only the households put forward; the pairs of the scorer's households are still as first weighed. */
static bool keep_cross(SkEngineIndex *self, const SkEngineScorer *scorer, SkEngineCatch *catch) {
  SkEnginePairs cross;
  if (!sk_engine_households_propose(scorer->households, &cross))
    return false;
  sk_engine_asker_turn(self->asker, &self->patch.table);
  for (size_t i = 0; i < cross.count; i++) {
    SkEnginePair *pair = &cross.pairs[i];
    pair->rule = (uint8_t)self->plan->rule_count;
    sk_engine_score(scorer, self->asker, pair);
    if ((double)pair->weight >= scorer->model.ask_from)
      keep(self, catch, pair);
  }
  sk_engine_asker_turn(self->asker, &self->table);
  sk_link_heap_give(&self->heap, cross.pairs);
  return true;
}

static bool weigh_pairs(SkEngineIndex *self, SkEnginePairs *pairs, SkEnginePairs *ret_weighed) {
  SkEngineCatch catch = { .heap = &self->heap };
  SkEngineScorer scorer;
  if (!index_patch_scorer(self, pairs, &scorer) || (scorer.households != NULL && !keep_cross(self, &scorer, &catch)))
    return false;
  for (size_t i = 0; i < pairs->count; i++) {
    sk_engine_score_again(&scorer, &pairs->pairs[i]);
    if (sk_engine_is_wanted(&scorer, &pairs->pairs[i]))
      keep(self, &catch, &pairs->pairs[i]);
  }
  sk_engine_households_free((SkEngineHouseholds *)(uintptr_t)scorer.households);
  return sk_engine_catch_gather(&self->heap, &catch, 1, ret_weighed);
}

/* Rows whose pairs were not known may have had any with those whom they met, or with the households of these. */
static bool note_unknown(SkEngineIndex *self, const SkIndexRows *rows, SkIndexRows *changed) {
  for (size_t i = 0; i < rows->count; i++) {
    uint32_t row = rows->rows[i];
    const SkIndexList *list = &self->met.of[row];
    for (uint32_t k = 0; !self->weighed.of[row].whole && k < list->count; k++)
      if (!index_add_household(self, changed, sk_index_other(&list->pairs[k], row)))
        return false;
  }
  return true;
}

bool index_weigh(SkEngineIndex *self, const SkIndexRows *rows, SkIndexRows *changed) {
  SkEnginePairs met, weighed;
  if (!gather_rows(self, rows) || !gather_pairs(self, rows, &met) || !weigh_pairs(self, &met, &weighed))
    return false;
  bool good = (changed == NULL || note_unknown(self, rows, changed)) &&
              sk_index_lists_replace(&self->weighed, rows, &weighed, changed);
  sk_link_heap_give(&self->heap, met.pairs);
  sk_link_heap_give(&self->heap, weighed.pairs);
  return good;
}

bool index_know_weighed(SkEngineIndex *self, const SkIndexRows *rows) {
  sk_index_rows_clear(&self->unknown);
  for (size_t i = 0; i < rows->count; i++)
    if (!self->weighed.of[rows->rows[i]].whole && !index_add_household(self, &self->unknown, rows->rows[i]))
      return false;
  return self->unknown.count == 0 || index_weigh(self, &self->unknown, NULL);
}
