/* The clusters of a neighbourhood: those of a run, because nobody outside is linked to anybody in it. */
#include "link/index_parts.h"

#include "link/cluster.h"

static size_t first_judged(const SkEngineIndex *self, uint32_t row) {
  size_t low = 0, high = self->judged_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (self->judged[middle].key < row)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Adds whoever is linked to a row, by the machine or by people. */
static bool add_linked(SkEngineIndex *self, uint32_t row) {
  const SkIndexList *list = &self->settled.of[row];
  for (uint32_t k = 0; k < list->count; k++)
    if (sk_engine_score_links(&self->scorer, &list->pairs[k]) &&
        !sk_index_rows_add(&self->together, sk_index_other(&list->pairs[k], row)))
      return false;
  for (size_t i = first_judged(self, row); i < self->judged_count && self->judged[i].key == row; i++)
    if (self->judged[i].extra == SK_LINK_DECIDED_SAME && !sk_index_rows_add(&self->together, self->judged[i].row))
      return false;
  return true;
}

static bool gather_linked(SkEngineIndex *self) {
  for (size_t from = 0; from < self->together.count;) {
    size_t end = self->together.count;
    if (!index_know_settled(self, &self->together))
      return false;
    for (; from < end; from++)
      if (!add_linked(self, self->together.rows[from]))
        return false;
  }
  return sk_index_rows_sort(&self->together);
}

/* The rows and their households. */
static bool fill_patch(SkEngineIndex *self) {
  SkIndexRows *rows = &self->patch.rows;
  index_patch_clear(self);
  for (size_t i = 0; i < self->together.count; i++)
    if (!index_add_household(self, rows, self->together.rows[i]))
      return false;
  for (size_t i = 0; i < rows->count; i++)
    if (!index_know_met(self, rows->rows[i]))
      return false;
  return index_patch_fill(self);
}

/* Of the lists of `rows` the pairs of which both rows are among them, by place. */
static bool gather_pairs(SkEngineIndex *self, const SkIndexLists *lists, const SkIndexRows *rows,
                         SkEnginePairs *ret_pairs) {
  SkEngineCatch catch = { .heap = &self->heap };
  for (size_t i = 0; i < rows->count; i++) {
    uint32_t row = rows->rows[i];
    const SkIndexList *list = &lists->of[row];
    for (uint32_t k = 0; k < list->count; k++) {
      uint32_t other = sk_index_other(&list->pairs[k], row);
      if (row > other || !sk_index_rows_has(rows, other))
        continue;
      SkEnginePair pair = index_patch_in(self, &list->pairs[k]);
      sk_engine_catch_add(&catch, &pair);
    }
  }
  return sk_engine_catch_gather(&self->heap, &catch, 1, ret_pairs);
}

/* Decisions between the rows, by place. NULL: no memory. */
static SkLinkDecision *gather_decisions(SkEngineIndex *self, size_t *ret_count) {
  size_t count = 0, room = 0;
  for (size_t i = 0; i < self->together.count; i++)
    for (size_t k = first_judged(self, self->together.rows[i]);
         k < self->judged_count && self->judged[k].key == self->together.rows[i]; k++)
      room++;
  SkLinkDecision *decisions = sk_link_heap_take(&self->heap, room, sizeof *decisions);
  for (size_t i = 0; decisions != NULL && i < self->together.count; i++) {
    uint32_t row = self->together.rows[i];
    for (size_t k = first_judged(self, row); k < self->judged_count && self->judged[k].key == row; k++)
      if (row < self->judged[k].row && sk_index_rows_has(&self->together, self->judged[k].row))
        decisions[count++] = (SkLinkDecision){ self->patch.place[row], self->patch.place[self->judged[k].row],
                                               (uint8_t)self->judged[k].extra };
  }
  *ret_count = count;
  return decisions;
}

/* What the clusters are made from, all by place. */
struct inputs {
  SkEnginePairs met, linked;
  SkEngineScorer scorer;
  SkEngineDecided decided;
  SkLinkDecision *decisions;
  size_t decision_count;
};

static bool gather_inputs(SkEngineIndex *self, struct inputs *in) {
  if (!gather_pairs(self, &self->met, &self->patch.rows, &in->met) ||
      !gather_pairs(self, &self->settled, &self->together, &in->linked) ||
      !index_patch_scorer(self, &in->met, &in->scorer))
    return false;
  in->decisions = gather_decisions(self, &in->decision_count);
  return in->decisions != NULL && sk_engine_decided_build(&self->heap, in->decisions, in->decision_count, &in->decided);
}

static void forget_inputs(SkEngineIndex *self, struct inputs *in) {
  sk_engine_households_free((SkEngineHouseholds *)(uintptr_t)in->scorer.households);
  sk_link_heap_give(&self->heap, in->met.pairs);
  sk_link_heap_give(&self->heap, in->linked.pairs);
  sk_link_heap_give(&self->heap, in->decided.pairs);
  sk_link_heap_give(&self->heap, in->decisions);
}

static bool build(SkEngineIndex *self, struct inputs *in, SkEngineClusters *ret_clusters) {
  SkEngineClusterInput input = { .scorer = &in->scorer,
                                 .pairs = &in->linked,
                                 .decisions = in->decisions,
                                 .decision_count = in->decision_count,
                                 .decided = &in->decided,
                                 .mean_least = self->cluster_mean,
                                 .threads = 1,
                                 .askers = &self->asker };
  sk_engine_asker_turn(self->asker, &self->patch.table);
  SkLinkStatus status = sk_engine_clusters_build(&self->heap, &input, ret_clusters);
  sk_engine_asker_turn(self->asker, &self->table);
  return status == SK_LINK_OK;
}

/* ---- the answer */

/* All settled pairs of the rows, and where a pair of places is among them. */
static bool list_pairs(SkEngineIndex *self, SkEnginePairs *ret_pairs) {
  SkEngineCatch catch = { .heap = &self->heap };
  for (size_t i = 0; i < self->together.count; i++) {
    uint32_t row = self->together.rows[i];
    const SkIndexList *list = &self->settled.of[row];
    for (uint32_t k = 0; k < list->count; k++) {
      uint32_t other = sk_index_other(&list->pairs[k], row);
      if (row < other || !sk_index_rows_has(&self->together, other))
        sk_engine_catch_add(&catch, &list->pairs[k]);
    }
  }
  return sk_engine_catch_gather(&self->heap, &catch, 1, ret_pairs);
}

static uint32_t index_of(const SkEnginePairs *pairs, const SkEnginePair *wanted) {
  size_t low = 0, high = pairs->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const SkEnginePair *pair = &pairs->pairs[middle];
    if (pair->a < wanted->a || (pair->a == wanted->a && pair->b < wanted->b))
      low = middle + 1;
    else
      high = middle;
  }
  return (uint32_t)low;
}

static bool answer(SkEngineIndex *self, const struct inputs *in, const SkEngineClusters *clusters) {
  SkEnginePairs pairs;
  size_t count = self->together.count;
  uint32_t *cluster_of = sk_link_heap_take(&self->heap, count, sizeof *cluster_of);
  SkLinkRefused *refused = sk_link_heap_take(&self->heap, clusters->refused_count, sizeof *refused);
  if (cluster_of == NULL || refused == NULL || !list_pairs(self, &pairs))
    return false;
  const uint32_t *rows = self->patch.rows.rows;
  for (size_t i = 0; i < count; i++)
    cluster_of[i] = rows[clusters->cluster_of[self->patch.place[self->together.rows[i]]]];
  for (size_t i = 0; i < clusters->refused_count; i++) {
    const SkLinkRefused *from = &clusters->refused[i];
    SkEnginePair pair = index_patch_out(self, &in->linked.pairs[from->proposal]);
    refused[i] = (SkLinkRefused){ index_of(&pairs, &pair), rows[from->a], rows[from->b], from->reason };
  }
  self->near = (SkEngineNear){ .rows = self->together.rows,
                               .row_count = count,
                               .cluster_of = cluster_of,
                               .pairs = pairs.pairs,
                               .pair_count = pairs.count,
                               .refused = refused,
                               .refused_count = clusters->refused_count };
  return true;
}

void index_forget_near(SkEngineIndex *self) {
  sk_link_heap_give(&self->heap, (void *)(uintptr_t)self->near.cluster_of);
  sk_link_heap_give(&self->heap, (void *)(uintptr_t)self->near.pairs);
  sk_link_heap_give(&self->heap, (void *)(uintptr_t)self->near.refused);
  self->near = (SkEngineNear){ 0 };
}

bool index_cluster(SkEngineIndex *self) {
  struct inputs in = { 0 };
  SkEngineClusters clusters;
  if (!gather_linked(self) || !fill_patch(self) || !gather_inputs(self, &in) || !build(self, &in, &clusters))
    return false;
  bool good = answer(self, &in, &clusters);
  sk_link_heap_give(&self->heap, clusters.cluster_of);
  sk_link_heap_give(&self->heap, clusters.refused);
  forget_inputs(self, &in);
  return good;
}
