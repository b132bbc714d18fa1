#include "link/index_parts.h"

#include <string.h>

#define BLOCK_PAIRS 20000

/* ---- households as chains of rows */

bool index_add_household(SkEngineIndex *self, SkIndexRows *set, uint32_t row) {
  uint32_t household = self->household_of[row];
  if (household == 0)
    return sk_index_rows_add(set, row);
  for (uint32_t member = self->first_member[household]; member != SK_INDEX_NONE; member = self->next_member[member])
    if (!sk_index_rows_add(set, member))
      return false;
  return true;
}

static uint32_t household_now(const SkEngineIndex *self, uint32_t row) {
  int household = self->plan->household;
  return household < 0 ? 0 : sk_engine_cell(&self->table, row, self->plan->comparisons[household].column);
}

static void join_household(SkEngineIndex *self, uint32_t row) {
  uint32_t household = self->household_of[row] = household_now(self, row);
  if (household == 0)
    return;
  self->next_member[row] = self->first_member[household];
  self->first_member[household] = row;
}

static void leave_household(SkEngineIndex *self, uint32_t row) {
  uint32_t *link = &self->first_member[self->household_of[row]];
  if (self->household_of[row] == 0)
    return;
  while (*link != row)
    link = &self->next_member[*link];
  *link = self->next_member[row];
  self->household_of[row] = 0;
}

/* ---- room */

static bool grow(SkLinkHeap *heap, uint32_t **numbers, uint32_t old, uint32_t room) {
  uint32_t *grown = sk_link_heap_grow(heap, *numbers, old, room, sizeof *grown);
  *numbers = grown != NULL ? grown : *numbers;
  return grown != NULL;
}

static bool make_household_room(SkEngineIndex *self) {
  int household = self->plan->household;
  uint32_t values = household < 0 ? 1 : self->table.columns[self->plan->comparisons[household].column].value_count + 1;
  if (values <= self->household_room)
    return true;
  uint32_t room = values + values / 8;
  if (!grow(&self->heap, &self->first_member, self->household_room, room))
    return false;
  memset(self->first_member + self->household_room, 0xff, (room - self->household_room) * sizeof(uint32_t));
  self->household_room = room;
  return true;
}

static bool make_row_room(SkEngineIndex *self, uint32_t rows) {
  SkIndexRows *sets[] = { &self->seen, &self->touched, &self->stirred,   &self->changed,  &self->altered,
                          &self->ball, &self->unknown, &self->unsettled, &self->together, &self->patch.rows };
  if (rows <= self->row_room)
    return true;
  uint32_t room = rows + rows / 8 + 64;
  uint8_t *is_in = sk_link_heap_grow(&self->heap, self->is_in, self->row_room, room, 1);
  self->is_in = is_in != NULL ? is_in : self->is_in;
  if (is_in == NULL || !grow(&self->heap, &self->household_of, self->row_room, room) ||
      !grow(&self->heap, &self->next_member, self->row_room, room) || !sk_index_lists_widen(&self->met, room) ||
      !sk_index_lists_widen(&self->weighed, room) || !sk_index_lists_widen(&self->settled, room))
    return false;
  for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++)
    if (!sk_index_rows_widen(sets[i], room))
      return false;
  self->row_room = room;
  return true;
}

/* ---- beginning */

static bool take_decisions(SkEngineIndex *self, const SkLinkDecision *decisions, size_t count) {
  SkLinkKey *spare = sk_link_heap_take(&self->heap, 2 * count, sizeof *spare);
  self->judged = sk_link_heap_take(&self->heap, 2 * count, sizeof *self->judged);
  if (spare == NULL || self->judged == NULL || !sk_engine_decided_build(&self->heap, decisions, count, &self->decided))
    return false;
  for (size_t i = 0; i < count; i++) {
    uint32_t a = decisions[i].a, b = decisions[i].b;
    self->judged[2 * i] = (SkLinkKey){ .key = a, .row = b, .extra = decisions[i].verdict };
    self->judged[2 * i + 1] = (SkLinkKey){ .key = b, .row = a, .extra = decisions[i].verdict };
  }
  self->judged_count = 2 * count;
  sk_link_sort(self->judged, spare, self->judged_count);
  sk_link_heap_give(&self->heap, spare);
  return true;
}

static bool fill(SkEngineIndex *self, const SkEngineOptions *options) {
  SkIndexRows *sets[] = { &self->seen,     &self->touched,    &self->stirred,         &self->changed,
                          &self->altered,  &self->ball,       &self->unknown,         &self->unsettled,
                          &self->together, &self->patch.rows, &self->patch.households };
  for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++)
    sets[i]->heap = &self->heap;
  self->met.heap = self->weighed.heap = self->settled.heap = &self->heap;
  self->keys =
      sk_index_keys_new(&self->heap, self->plan, options->block_pairs > 0 ? options->block_pairs : BLOCK_PAIRS);
  self->asker = sk_engine_asker_new(&self->heap, self->plan, &self->table);
  if (self->keys == NULL || self->asker == NULL || !make_household_room(self) ||
      !make_row_room(self, self->table.row_count) || !take_decisions(self, options->decisions, options->decision_count))
    return false;
  for (; self->rows < self->table.row_count; self->rows++) {
    self->is_in[self->rows] = 1;
    join_household(self, self->rows);
    if (!sk_index_keys_add(self->keys, &self->table, self->rows))
      return false;
    sk_index_keys_settle(self->keys);
  }
  return true;
}

static bool decisions_are_sound(const SkEngineOptions *options, const SkEngineTable *table) {
  bool sound = true;
  for (size_t i = 0; sound && i < options->decision_count; i++)
    sound = options->decisions[i].a < table->row_count && options->decisions[i].b < table->row_count;
  return sound;
}

SkLinkStatus sk_engine_index_new(const SkEnginePlan *plan, const SkEngineTable *table, const SkEngineOptions *options,
                                 SkEngineIndex **ret_index) {
  SkLinkHeap first;
  if (options == NULL || options->model == NULL || !sk_engine_plan_is_sound(plan, table) ||
      !sk_engine_table_is_sound(table, 1) || !decisions_are_sound(options, table))
    return SK_LINK_BAD_INPUT;
  sk_link_heap_init(&first, options->memory);
  SkEngineIndex *self = first.memory.take(first.memory.context, sizeof *self);
  if (self == NULL)
    return SK_LINK_NO_MEMORY;
  *self = (SkEngineIndex){ .plan = plan, .table = *table, .cluster_mean = options->cluster_mean };
  sk_link_heap_init(&self->heap, options->memory);
  self->scorer = (SkEngineScorer){ .plan = plan, .table = &self->table };
  sk_engine_scorer_set_model(&self->scorer, options->model);
  self->household_most = sk_engine_household_most(&self->scorer);
  if (!fill(self, options)) {
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

/* ---- taking out and putting in */

static bool add_all(SkIndexRows *set, const SkIndexRows *rows) {
  for (size_t i = 0; i < rows->count; i++)
    if (!sk_index_rows_add(set, rows->rows[i]))
      return false;
  return true;
}

/* Weighs the touched rows anew, so that every list is of one moment again. */
static bool weigh_touched(SkEngineIndex *self) {
  if (!index_meet_again(self))
    return false;
  if (self->touched.count == 0)
    return true;
  bool good = index_weigh(self, &self->touched, &self->changed) && add_all(&self->stirred, &self->touched);
  sk_index_rows_clear(&self->touched);
  return good;
}

/* The members of a household are touched; what was known of them before anything changes tells later what has. */
static bool touch_household(SkEngineIndex *self, uint32_t row) {
  SkIndexRows *members = &self->together;
  bool known = true;
  sk_index_rows_clear(members);
  if (!index_add_household(self, members, row))
    return false;
  for (size_t i = 0; i < members->count; i++)
    known = known && self->weighed.of[members->rows[i]].whole;
  if (!known && !(weigh_touched(self) && index_know_weighed(self, members)))
    return false;
  return add_all(&self->touched, members);
}

static bool take_out(SkEngineIndex *self, uint32_t row) {
  if (!touch_household(self, row))
    return false;
  sk_index_lists_drop_row(&self->met, row);
  self->met.of[row].whole = true;
  leave_household(self, row);
  return sk_index_keys_remove(self->keys, row);
}

SkLinkStatus sk_engine_index_take(SkEngineIndex *self, uint32_t row) {
  if (row >= self->rows || !self->is_in[row])
    return SK_LINK_BAD_INPUT;
  self->is_in[row] = 0;
  return take_out(self, row) ? SK_LINK_OK : SK_LINK_NO_MEMORY;
}

static bool put_in(SkEngineIndex *self, uint32_t row) {
  uint32_t household = household_now(self, row);
  if (household != 0 && self->first_member[household] != SK_INDEX_NONE &&
      !touch_household(self, self->first_member[household]))
    return false;
  join_household(self, row);
  return index_add_household(self, &self->touched, row) && sk_index_keys_add(self->keys, &self->table, row) &&
         index_meet(self, row) && index_meet_again(self);
}

SkLinkStatus sk_engine_index_put(SkEngineIndex *self, const SkEngineTable *table, uint32_t row) {
  if (row > self->rows || row >= table->row_count || (row < self->rows && self->is_in[row]) ||
      !sk_engine_row_is_sound(table, row))
    return SK_LINK_BAD_INPUT;
  self->table = *table;
  if (!make_household_room(self) || !make_row_room(self, row + 1))
    return SK_LINK_NO_MEMORY;
  if (row == self->rows) {
    self->rows++;
    self->weighed.of[row].whole = self->settled.of[row].whole = true; /* nothing was known, and nothing there was */
  }
  self->is_in[row] = 1;
  return put_in(self, row) ? SK_LINK_OK : SK_LINK_NO_MEMORY;
}

SkLinkStatus sk_engine_index_touch(SkEngineIndex *self, uint32_t row) {
  if (row >= self->rows)
    return SK_LINK_BAD_INPUT;
  return index_add_household(self, &self->touched, row) ? SK_LINK_OK : SK_LINK_NO_MEMORY;
}

/* ---- settling */

/* Whoever may feel the change is settled anew; and clusters are made of the rows that come out otherwise, and of the
 * touched ones, whose households look otherwise from within a cluster. */
static bool settle(SkEngineIndex *self) {
  sk_index_rows_clear(&self->altered);
  if (!weigh_touched(self) || !index_spread(self, &self->changed) ||
      !index_settle(self, &self->changed, &self->altered))
    return false;
  sk_index_rows_clear(&self->together);
  bool good =
      add_all(&self->together, &self->altered) && add_all(&self->together, &self->stirred) && index_cluster(self);
  sk_index_rows_clear(&self->changed);
  sk_index_rows_clear(&self->stirred);
  return good;
}

SkLinkStatus sk_engine_index_settle(SkEngineIndex *self, SkEngineNear *ret_near) {
  index_forget_near(self);
  if (self->touched.count + self->stirred.count > 0 && !settle(self))
    return SK_LINK_NO_MEMORY; /* blocks shift only where a row was touched */
  *ret_near = self->near;
  return SK_LINK_OK;
}
