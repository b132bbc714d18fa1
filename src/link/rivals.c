#include "link/rivals.h"

#include "link/sort.h"

#define MARGIN 3.0 /* log2: eight times as likely is clear enough */

struct looking {
  const SkLinkScorer *scorer;
  const SkLinkPairs *pairs;
  SkLinkKey *claims; /* row and the list of the other row; heaviest first within */
  size_t count;
};

static uint64_t claim_key(const struct looking *self, uint32_t row, uint32_t other) {
  return (uint64_t)row << 32 | self->scorer->people->rows->rows[other].source;
}

static bool holds_once(const struct looking *self, uint32_t row) {
  const SkLinkRows *rows = self->scorer->people->rows;
  return rows->input->sources[rows->rows[row].source].once;
}

static bool in_link_band(const struct looking *self, const SkLinkPair *pair) {
  return sk_link_model_band(&self->scorer->model, pair->weight, (SkLinkHeld)pair->held) == SK_LINK_BAND_LINK;
}

/* The heaviest pair of `row` with a record of `other`'s list; NULL if there is none. */
static const SkLinkPair *best_claim(const struct looking *self, uint32_t row, uint32_t other) {
  uint64_t key = claim_key(self, row, other);
  size_t low = 0, high = self->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (self->claims[middle].key < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low < self->count && self->claims[low].key == key ? &self->pairs->pairs[self->claims[low].row] : NULL;
}

/* Is the record of this claim better explained by somebody else of `row`'s list? */
static bool is_taken(const struct looking *self, const SkLinkPair *claim, uint32_t row) {
  uint32_t record = claim->a == row ? claim->b : claim->a;
  const SkLinkPair *best = holds_once(self, row) ? best_claim(self, record, row) : NULL;
  return best != NULL && best != claim && best->weight >= claim->weight + MARGIN;
}

static void collect_claims(struct looking *self) {
  for (size_t i = 0; i < self->pairs->count; i++) {
    const SkLinkPair *pair = &self->pairs->pairs[i];
    for (int side = 0; side < 2; side++) {
      uint32_t row = side == 0 ? pair->a : pair->b, other = side == 0 ? pair->b : pair->a;
      if (in_link_band(self, pair) && holds_once(self, other))
        self->claims[self->count++] = (SkLinkKey){ .key = claim_key(self, row, other), .row = (uint32_t)i };
    }
  }
}

/* Marks the claims of one row on one list that begin at `start`; returns where the next begin. */
static size_t mark_claims(const struct looking *self, size_t start, uint8_t *marks) {
  uint32_t row = (uint32_t)(self->claims[start].key >> 32);
  const SkLinkPair *best = NULL;
  size_t best_at = 0, i = start;
  for (; i < self->count && self->claims[i].key == self->claims[start].key; i++) {
    const SkLinkPair *claim = &self->pairs->pairs[self->claims[i].row];
    if (is_taken(self, claim, row))
      continue;
    if (best == NULL)
      best = claim, best_at = self->claims[i].row;
    else if (claim->weight >= best->weight - MARGIN)
      marks[self->claims[i].row] = marks[best_at] = 1;
  }
  return i;
}

bool sk_link_rivals_mark(SkLinkHeap *heap, const SkLinkScorer *scorer, SkLinkPairs *pairs) {
  struct looking self = { .scorer = scorer, .pairs = pairs };
  self.claims = sk_link_heap_take(heap, 2 * pairs->count, sizeof *self.claims);
  SkLinkKey *spare = sk_link_heap_take(heap, 2 * pairs->count, sizeof *spare);
  uint8_t *marks = sk_link_heap_take(heap, pairs->count, 1);
  bool good = self.claims != NULL && spare != NULL && marks != NULL;
  if (good) {
    collect_claims(&self);
    sk_link_sort(self.claims, spare, self.count);
    for (size_t start = 0; start < self.count;)
      start = mark_claims(&self, start, marks);
    for (size_t i = 0; i < pairs->count; i++)
      if (marks[i])
        pairs->pairs[i].held = SK_LINK_HELD_RIVAL;
  }
  sk_link_heap_give(heap, self.claims);
  sk_link_heap_give(heap, spare);
  sk_link_heap_give(heap, marks);
  return good;
}
