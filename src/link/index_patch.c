/* A neighbourhood as a table of its own. */
#include "link/index_parts.h"

#include <string.h>

void index_patch_clear(SkEngineIndex *self) {
  sk_index_rows_clear(&self->patch.rows);
}

/* Room by the number of a row or household. */
static bool widen(SkLinkHeap *heap, uint32_t **numbers, uint32_t *room, uint32_t wanted) {
  if (wanted <= *room)
    return true;
  uint32_t *grown = sk_link_heap_grow(heap, *numbers, *room, wanted + wanted / 8, sizeof *grown);
  if (grown == NULL)
    return false;
  *numbers = grown;
  *room = wanted + wanted / 8;
  return true;
}

static bool make_room(SkEngineIndex *self) {
  SkIndexPatch *patch = &self->patch;
  size_t rows = patch->rows.count, room = rows + rows / 4 + 64;
  if (rows <= patch->room)
    return true;
  sk_link_heap_give(&self->heap, patch->cells);
  sk_link_heap_give(&self->heap, patch->source_of);
  sk_link_heap_give(&self->heap, patch->entry_of);
  patch->cells = sk_link_heap_take(&self->heap, room * self->table.column_count, sizeof *patch->cells);
  patch->source_of = sk_link_heap_take(&self->heap, room, sizeof *patch->source_of);
  patch->entry_of = sk_link_heap_take(&self->heap, room, sizeof *patch->entry_of);
  patch->room = room;
  return patch->cells != NULL && patch->source_of != NULL && patch->entry_of != NULL;
}

/* The household's number in the patch, from 1. */
static bool number_household(SkIndexPatch *patch, uint32_t *cell) {
  if (*cell == 0)
    return true;
  if (!sk_index_rows_has(&patch->households, *cell)) {
    if (!sk_index_rows_add(&patch->households, *cell))
      return false;
    patch->number[*cell] = (uint32_t)patch->households.count;
  }
  *cell = patch->number[*cell];
  return true;
}

static bool fill_rows(SkEngineIndex *self, unsigned household) {
  SkIndexPatch *patch = &self->patch;
  const SkEngineTable *table = &self->table;
  for (uint32_t i = 0; i < patch->rows.count; i++) {
    uint32_t row = patch->rows.rows[i], *cells = patch->cells + (size_t)i * table->column_count;
    patch->place[row] = i;
    memcpy(cells, table->cells + (size_t)row * table->column_count, table->column_count * sizeof *cells);
    patch->source_of[i] = table->source_of[row];
    patch->entry_of[i] = table->entry_of != NULL ? table->entry_of[row] : 0;
    if (household < table->column_count && !number_household(patch, &cells[household]))
      return false;
  }
  return true;
}

bool index_patch_fill(SkEngineIndex *self) {
  SkIndexPatch *patch = &self->patch;
  unsigned household = self->plan->household >= 0 ? self->plan->comparisons[self->plan->household].column : UINT32_MAX;
  uint32_t values = self->household_room;
  sk_index_rows_clear(&patch->households);
  if (!sk_index_rows_sort(&patch->rows) || !make_room(self) ||
      !widen(&self->heap, &patch->place, &patch->place_room, self->rows) ||
      !widen(&self->heap, &patch->number, &patch->number_room, values) ||
      !sk_index_rows_widen(&patch->households, values) || !fill_rows(self, household))
    return false;
  memcpy(patch->columns, self->table.columns, self->table.column_count * sizeof *patch->columns);
  if (household < self->table.column_count)
    patch->columns[household].value_count = (uint32_t)patch->households.count;
  patch->table = self->table;
  patch->table.row_count = (uint32_t)patch->rows.count;
  patch->table.cells = patch->cells;
  patch->table.columns = patch->columns;
  patch->table.source_of = patch->source_of;
  patch->table.entry_of = patch->entry_of;
  return true;
}

SkEnginePair index_patch_in(const SkEngineIndex *self, const SkEnginePair *pair) {
  SkEnginePair placed = *pair;
  placed.a = self->patch.place[pair->a];
  placed.b = self->patch.place[pair->b];
  return placed;
}

SkEnginePair index_patch_out(const SkEngineIndex *self, const SkEnginePair *pair) {
  SkEnginePair back = *pair;
  back.a = self->patch.rows.rows[pair->a];
  back.b = self->patch.rows.rows[pair->b];
  return back;
}

bool index_patch_scorer(SkEngineIndex *self, const SkEnginePairs *pairs, SkEngineScorer *ret_scorer) {
  *ret_scorer = self->scorer;
  ret_scorer->table = &self->patch.table;
  if (self->plan->household < 0)
    return true;
  unsigned column = self->plan->comparisons[self->plan->household].column;
  ret_scorer->households =
      sk_engine_households_new(&self->heap, &self->patch.table, column, pairs, SK_ENGINE_HOUSEHOLDS_FROM);
  return ret_scorer->households != NULL;
}
