#include "link/groups.h"

#include "link/fetch.h"
#include "link/sort.h"

#define AHEAD 16 /* pairs whose rows are asked for before they are needed */

struct grouping {
  const SkEngineScorer *scorer;
  const SkEnginePairs *pairs;
  uint32_t *above; /* by row: a lower row of its group, itself for the lowest */
  uint32_t *ends;  /* by lowest row: how many pairs, then where the next goes */
};

static uint32_t lowest(uint32_t *above, uint32_t row) {
  for (; above[row] != row; row = above[row])
    above[row] = above[above[row]];
  return row;
}

static void hold_together(struct grouping *self, uint32_t a, uint32_t b) {
  uint32_t one = lowest(self->above, a), other = lowest(self->above, b);
  if (one < other)
    self->above[other] = one;
  else
    self->above[one] = other;
}

/* Asks for what is known of the rows of a later pair; the first rows of pairs are in order and need no asking. */
static void fetch_above(const struct grouping *self, size_t i) {
  if (i + AHEAD < self->pairs->count)
    sk_link_fetch(&self->above[self->pairs->pairs[i + AHEAD].b]);
}

static void fetch_end(const struct grouping *self, size_t i) {
  if (i + AHEAD < self->pairs->count)
    sk_link_fetch(&self->ends[self->above[self->pairs->pairs[i + AHEAD].a]]);
}

/* Counts the pairs of each group. Returns how many groups have some. */
static size_t count_pairs(struct grouping *self) {
  size_t groups = 0;
  for (size_t i = 0; i < self->pairs->count; i++) {
    fetch_end(self, i);
    if (sk_engine_score_links(self->scorer, &self->pairs->pairs[i]))
      groups += self->ends[lowest(self->above, self->pairs->pairs[i].a)]++ == 0;
  }
  return groups;
}

/* Turns counts into places. */
static void find_starts(struct grouping *self, SkEngineGroups *groups) {
  uint32_t next = 0;
  for (uint32_t row = 0; row < self->scorer->table->row_count; row++) {
    uint32_t here = self->ends[row];
    self->ends[row] = next;
    if (here > 0)
      groups->starts[groups->count++] = next;
    next += here;
  }
  groups->starts[groups->count] = next;
}

static void deal_out(struct grouping *self, SkEngineGroups *groups) {
  for (size_t i = 0; i < self->pairs->count; i++) {
    const SkEnginePair *pair = &self->pairs->pairs[i];
    fetch_end(self, i);
    if (sk_engine_score_links(self->scorer, pair))
      groups->words[self->ends[lowest(self->above, pair->a)]++] = (uint64_t)sk_link_falling(pair->weight) << 32 | i;
  }
}

/* False: no memory. */
static bool sort_groups(SkLinkHeap *heap, SkEngineGroups *groups) {
  uint32_t largest = 0;
  for (size_t i = 0; i < groups->count; i++)
    if (groups->starts[i + 1] - groups->starts[i] > largest)
      largest = groups->starts[i + 1] - groups->starts[i];
  uint64_t *spare = sk_link_heap_room(heap, largest, sizeof *spare);
  for (size_t i = 0; spare != NULL && i < groups->count; i++)
    sk_link_sort_words(groups->words + groups->starts[i], spare, groups->starts[i + 1] - groups->starts[i], 32);
  sk_link_heap_give(heap, spare);
  return spare != NULL;
}

static bool make(struct grouping *self, SkLinkHeap *heap, const SkLinkDecision *decisions, size_t decision_count,
                 SkEngineGroups *groups) {
  for (uint32_t row = 0; row < self->scorer->table->row_count; row++)
    self->above[row] = row;
  for (size_t i = 0; i < decision_count; i++)
    if (decisions[i].verdict == SK_LINK_DECIDED_SAME)
      hold_together(self, decisions[i].a, decisions[i].b);
  for (size_t i = 0; i < self->pairs->count; i++) {
    fetch_above(self, i);
    if (sk_engine_score_links(self->scorer, &self->pairs->pairs[i]))
      hold_together(self, self->pairs->pairs[i].a, self->pairs->pairs[i].b);
  }
  groups->starts = sk_link_heap_room(heap, count_pairs(self) + 1, sizeof *groups->starts);
  groups->words = sk_link_heap_room(heap, self->pairs->count, sizeof *groups->words);
  if (groups->starts == NULL || groups->words == NULL)
    return false;
  find_starts(self, groups);
  deal_out(self, groups);
  return sort_groups(heap, groups);
}

bool sk_engine_groups_make(SkLinkHeap *heap, const SkEngineScorer *scorer, const SkEnginePairs *pairs,
                           const SkLinkDecision *decisions, size_t decision_count, SkEngineGroups *ret_groups) {
  uint32_t rows = scorer->table->row_count;
  struct grouping self = { scorer, pairs, sk_link_heap_room(heap, rows, sizeof *self.above),
                           sk_link_heap_take(heap, rows, sizeof *self.ends) };
  *ret_groups = (SkEngineGroups){ 0 };
  bool good = self.above != NULL && self.ends != NULL && make(&self, heap, decisions, decision_count, ret_groups);
  sk_link_heap_give(heap, self.above);
  sk_link_heap_give(heap, self.ends);
  return good;
}
