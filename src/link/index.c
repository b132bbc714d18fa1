#include "link/index.h"

#include "link/ask.h"
#include "link/keys.h"
#include "link/score.h"
#include "link/sort.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_PAIRS 20000
#define RETRAIN_SHARE 5 /* one row in so many is new */
#define NONE UINT32_MAX

/* One key of one row; those of a slot are chained. A row that was changed leaves its old keys behind: `version` tells.
 */
struct entry {
  uint64_t key;
  uint32_t row, next, version;
};

struct SkEngineIndex {
  SkLinkHeap heap;
  const SkEnginePlan *plan;
  SkEngineTable table; /* as the last call gave it */
  SkEngineScorer scorer;
  SkEngineAsker *asker;
  uint32_t rows, added, row_room;
  uint32_t *versions; /* of each row */
  uint32_t *met;      /* of each row: the last put that met it */
  uint32_t puts;
  struct entry *entries;
  size_t entry_count, entry_room;
  uint32_t *slots; /* newest entry of the key; NONE: free */
  size_t slot_room;
  uint64_t chain_most, keys_cut;
  SkEnginePair *found;
  size_t found_count, found_room;
};

/* Rows up to which a block is not divided. */
static uint64_t rows_of(uint64_t pairs) {
  return (uint64_t)((1 + sqrt(1 + 8 * (double)pairs)) / 2);
}

/* ---- keys */

static uint64_t tagged(unsigned rule, uint64_t key) {
  return sk_link_mix(rule + 1, key);
}

/* The slot of a key: its own, or the free one where it belongs. */
static size_t slot_of(const SkEngineIndex *self, uint64_t key) {
  size_t at = key & (self->slot_room - 1);
  while (self->slots[at] != NONE && self->entries[self->slots[at]].key != key)
    at = (at + 1) & (self->slot_room - 1);
  return at;
}

/* Twice the slots; every chain finds its place again by its newest entry. */
static bool widen(SkEngineIndex *self) {
  size_t old_room = self->slot_room, room = old_room == 0 ? 1024 : old_room * 2;
  uint32_t *old = self->slots, *slots = sk_link_heap_take(&self->heap, room, sizeof *slots);
  if (slots == NULL)
    return false;
  memset(slots, 0xff, room * sizeof *slots);
  self->slots = slots;
  self->slot_room = room;
  for (size_t i = 0; i < old_room; i++)
    if (old[i] != NONE)
      slots[slot_of(self, self->entries[old[i]].key)] = old[i];
  sk_link_heap_give(&self->heap, old);
  return true;
}

static bool add_key(SkEngineIndex *self, uint64_t key, uint32_t row) {
  if (self->entry_count * 2 >= self->slot_room && !widen(self))
    return false;
  if (self->entry_count == self->entry_room) {
    size_t room = self->entry_room + self->entry_room / 2 + 1024;
    struct entry *grown =
        room < NONE ? sk_link_heap_grow(&self->heap, self->entries, self->entry_count, room, sizeof *grown) : NULL;
    if (grown == NULL)
      return false;
    self->entries = grown;
    self->entry_room = room;
  }
  size_t at = slot_of(self, key);
  self->entries[self->entry_count] = (struct entry){ key, row, self->slots[at], self->versions[row] };
  self->slots[at] = (uint32_t)self->entry_count++;
  return true;
}

static bool is_current(const SkEngineIndex *self, const struct entry *entry) {
  return entry->version == self->versions[entry->row];
}

/* ---- meeting other rows */

static bool add_pair(SkEngineIndex *self, const SkEnginePair *pair) {
  if (self->found_count == self->found_room) {
    size_t room = self->found_room * 2 + 64;
    SkEnginePair *grown = sk_link_heap_grow(&self->heap, self->found, self->found_count, room, sizeof *grown);
    if (grown == NULL)
      return false;
    self->found = grown;
    self->found_room = room;
  }
  self->found[self->found_count++] = *pair;
  return true;
}

static bool meet(SkEngineIndex *self, uint32_t row, uint32_t other, unsigned rule) {
  SkEnginePair pair = { .a = row < other ? row : other, .b = row < other ? other : row, .rule = (uint8_t)rule };
  if (other == row || self->met[other] == self->puts || !sk_engine_comparable(self->scorer.table, row, other))
    return true;
  self->met[other] = self->puts;
  sk_engine_score(&self->scorer, self->asker, &pair);
  pair.band = (uint8_t)sk_engine_band(&self->scorer.model, (double)pair.weight, pair.held);
  return pair.band == SK_LINK_BAND_LEAVE || add_pair(self, &pair);
}

/* Rows that share the key, the row itself left out; stops counting beyond what a block may hold. */
static uint64_t count_sharing(const SkEngineIndex *self, uint32_t head, uint32_t row) {
  uint64_t count = 0;
  for (uint32_t at = head; at != NONE && count < self->chain_most; at = self->entries[at].next)
    count += is_current(self, &self->entries[at]) && self->entries[at].row != row;
  return count;
}

static bool follow(SkEngineIndex *self, uint64_t key, uint32_t row, unsigned rule) {
  uint32_t head = self->slot_room > 0 ? self->slots[slot_of(self, key)] : NONE;
  if (count_sharing(self, head, row) >= self->chain_most) {
    self->keys_cut++;
    return true;
  }
  for (uint32_t at = head; at != NONE; at = self->entries[at].next)
    if (is_current(self, &self->entries[at]) && !meet(self, row, self->entries[at].row, rule))
      return false;
  return true;
}

/* Meets whoever shares a key of the row, unless it only takes its place, and leaves the row's keys behind. */
static bool place(SkEngineIndex *self, uint32_t row, bool meets) {
  for (unsigned rule = 0; rule < self->plan->rule_count; rule++) {
    uint64_t keys[SK_ENGINE_VALUE_KEYS];
    unsigned count = sk_engine_keys_now(self->scorer.table, &self->plan->rules[rule], rule, row, keys);
    for (unsigned k = 0; k < count; k++) {
      uint64_t key = tagged(rule, keys[k]);
      if ((meets && !follow(self, key, row, rule)) || !add_key(self, key, row))
        return false;
    }
  }
  return true;
}

static bool make_room(SkEngineIndex *self, uint32_t rows) {
  if (rows <= self->row_room)
    return true;
  uint32_t room = rows + rows / 8 + 64;
  uint32_t *versions = sk_link_heap_grow(&self->heap, self->versions, self->row_room, room, sizeof *versions);
  self->versions = versions != NULL ? versions : self->versions;
  uint32_t *met = sk_link_heap_grow(&self->heap, self->met, self->row_room, room, sizeof *met);
  self->met = met != NULL ? met : self->met;
  if (versions == NULL || met == NULL)
    return false;
  self->row_room = room;
  return true;
}

static int by_rows(const void *left, const void *right) {
  const SkEnginePair *a = left, *b = right;
  return a->a != b->a ? (a->a > b->a) - (a->a < b->a) : (a->b > b->b) - (a->b < b->b);
}

/* ---- what callers see */

static bool fill(SkEngineIndex *self) {
  self->asker = sk_engine_asker_new(&self->heap, self->plan, &self->table);
  if (self->asker == NULL || !make_room(self, self->table.row_count))
    return false;
  for (uint32_t row = 0; row < self->table.row_count; row++)
    if (!place(self, row, false))
      return false;
  self->rows = self->table.row_count;
  return true;
}

SkLinkStatus sk_engine_index_new(const SkEnginePlan *plan, const SkEngineTable *table, const SkEngineOptions *options,
                                 SkEngineIndex **ret_index) {
  SkLinkHeap first;
  if (options == NULL || options->model == NULL || !sk_engine_plan_is_sound(plan, table) ||
      !sk_engine_table_is_sound(table))
    return SK_LINK_BAD_INPUT;
  sk_link_heap_init(&first, options->memory);
  SkEngineIndex *self = first.memory.take(first.memory.context, sizeof *self);
  if (self == NULL)
    return SK_LINK_NO_MEMORY;
  *self = (SkEngineIndex){ .plan = plan, .table = *table };
  sk_link_heap_init(&self->heap, options->memory);
  self->chain_most = rows_of(options->block_pairs > 0 ? options->block_pairs : BLOCK_PAIRS);
  self->scorer = (SkEngineScorer){ .plan = plan, .table = &self->table };
  sk_engine_scorer_set_model(&self->scorer, options->model);
  if (!fill(self)) {
    sk_engine_index_free(self);
    return SK_LINK_NO_MEMORY;
  }
  *ret_index = self;
  return SK_LINK_OK;
}

void sk_engine_index_free(SkEngineIndex *self) {
  if (self == NULL)
    return;
  SkLinkMemory memory = self->heap.memory;
  sk_link_heap_clear(&self->heap);
  memory.give(memory.context, self);
}

SkLinkStatus sk_engine_index_put(SkEngineIndex *self, const SkEngineTable *table, uint32_t row,
                                 const SkEnginePair **ret_pairs, size_t *ret_count) {
  if (row > self->rows || row >= table->row_count || !sk_engine_row_is_sound(table, row))
    return SK_LINK_BAD_INPUT;
  self->table = *table;
  if (!make_room(self, row + 1))
    return SK_LINK_NO_MEMORY;
  if (row == self->rows) {
    self->rows++;
    self->added++;
  } else
    self->versions[row]++;
  self->puts++;
  self->found_count = 0;
  if (!place(self, row, true))
    return SK_LINK_NO_MEMORY;
  if (self->found_count > 1)
    qsort(self->found, self->found_count, sizeof *self->found, by_rows);
  *ret_pairs = self->found;
  *ret_count = self->found_count;
  return SK_LINK_OK;
}

SkEngineDrift sk_engine_index_drift(const SkEngineIndex *self) {
  return (SkEngineDrift){ .rows = self->rows,
                          .added = self->added,
                          .keys_cut = self->keys_cut,
                          .retrain = (uint64_t)self->added * RETRAIN_SHARE >= self->rows && self->added > 0 };
}
