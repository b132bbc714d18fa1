#include "link/rivals.h"

#include "link/sort.h"

#include <math.h>

#define FEW 64 /* rows a pair, from which claims are looked up among all of them: one row's neighbours in an index */
#define MARGIN 3.0f /* log2: eight times as likely is clear enough */

struct looking {
  const SkEngineScorer *scorer;
  const SkEnginePairs *pairs;
  SkLinkKey *claims; /* row and the list of the other row; heaviest first within */
  size_t count;
  uint32_t *first; /* by row, one more than there are: its first claim. NULL: few claims of many rows */
};

bool sk_engine_rivals_possible(const SkEngineScorer *scorer) {
  bool possible = scorer->numbers != 0;
  for (uint32_t i = 0; i < scorer->table->source_count; i++)
    possible = possible || scorer->table->sources[i].once;
  return possible;
}

static uint64_t claim_key(const struct looking *self, uint32_t row, uint32_t other) {
  return (uint64_t)row << 32 | self->scorer->table->source_of[other];
}

static bool holds_once(const struct looking *self, uint32_t row) {
  const SkEngineTable *table = self->scorer->table;
  return table->sources[table->source_of[row]].once;
}

/* The heaviest pair of `row` with a record of `other`'s list; NULL if there is none. */
static const SkEnginePair *best_claim(const struct looking *self, uint32_t row, uint32_t other) {
  uint64_t key = claim_key(self, row, other);
  size_t low = self->first != NULL ? self->first[row] : 0;
  size_t end = self->first != NULL ? self->first[row + 1] : self->count, high = end;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (self->claims[middle].key < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low < end && self->claims[low].key == key ? &self->pairs->pairs[self->claims[low].row] : NULL;
}

/* Is the record of this claim better explained by somebody else of `row`'s list? */
static bool is_taken(const struct looking *self, const SkEnginePair *claim, uint32_t row) {
  uint32_t record = claim->a == row ? claim->b : claim->a;
  const SkEnginePair *best = holds_once(self, row) ? best_claim(self, record, row) : NULL;
  return best != NULL && best != claim && best->weight >= claim->weight + MARGIN;
}

static void collect_claims(struct looking *self, const uint32_t *order) {
  for (size_t i = 0; i < self->pairs->count; i++) {
    const SkEnginePair *pair = &self->pairs->pairs[order[i]];
    for (int side = 0; side < 2; side++) {
      uint32_t row = side == 0 ? pair->a : pair->b, other = side == 0 ? pair->b : pair->a;
      if (holds_once(self, other))
        self->claims[self->count++] = (SkLinkKey){ .key = claim_key(self, row, other), .row = order[i] };
    }
  }
}

static void sort_claims(struct looking *self, SkLinkKey *spare) {
  uint32_t rows = self->scorer->table->row_count;
  sk_link_sort(self->claims, spare, self->count);
  for (uint32_t row = 0, at = 0; self->first != NULL && row <= rows; row++) {
    while (at < self->count && self->claims[at].key >> 32 < row)
      at++;
    self->first[row] = at;
  }
}

/* Marks the claims of one row on one list that begin at `start`; returns where the next begin. */
static size_t mark_claims(const struct looking *self, size_t start, uint8_t *marks) {
  uint32_t row = (uint32_t)(self->claims[start].key >> 32);
  const SkEnginePair *best = NULL;
  size_t best_at = 0, i = start;
  for (; i < self->count && self->claims[i].key == self->claims[start].key; i++) {
    const SkEnginePair *claim = &self->pairs->pairs[self->claims[i].row];
    if ((double)claim->weight < self->scorer->model.link_from || is_taken(self, claim, row))
      continue;
    if (best == NULL)
      best = claim, best_at = self->claims[i].row;
    else if (claim->weight >= best->weight - MARGIN || best->held != SK_ENGINE_HELD_NOT)
      marks[self->claims[i].row] = marks[best_at] = 1;
  }
  return i;
}

/* ---- of the rows of a source that holds a person once, at most one is the person */

/* Adds to `others` of each claim of one row on one source, that begin at `start`, the odds of those beside it; returns
 * where the next begin. Claims whose row is somebody else's are no competition. */
static size_t share_odds(const struct looking *self, size_t start, double *others) {
  uint32_t row = (uint32_t)(self->claims[start].key >> 32);
  double sum = 0;
  size_t end = start;
  for (; end < self->count && self->claims[end].key == self->claims[start].key; end++) {
    const SkEnginePair *claim = &self->pairs->pairs[self->claims[end].row];
    sum += is_taken(self, claim, row) ? 0 : exp2((double)claim->weight);
  }
  for (size_t i = start; i < end; i++) {
    const SkEnginePair *claim = &self->pairs->pairs[self->claims[i].row];
    others[self->claims[i].row] += fmax(sum - (is_taken(self, claim, row) ? 0 : exp2((double)claim->weight)), 0);
  }
  return end;
}

/* ---- numbers that belong to one person */

/* Claims of all pairs that share the number of comparison `c`, whatever they weigh. */
static void collect_numbers(struct looking *self, unsigned c) {
  unsigned same = self->scorer->plan->comparisons[c].level_count - 1u;
  self->count = 0;
  for (size_t i = 0; i < self->pairs->count; i++) {
    const SkEnginePair *pair = &self->pairs->pairs[i];
    if (sk_engine_level(pair->evidence.pattern, c) != same)
      continue;
    self->claims[self->count++] = (SkLinkKey){ .key = claim_key(self, pair->a, pair->b), .row = (uint32_t)i };
    self->claims[self->count++] = (SkLinkKey){ .key = claim_key(self, pair->b, pair->a), .row = (uint32_t)i };
  }
}

static void mark_numbers(struct looking *self, unsigned c, SkLinkKey *spare, uint8_t *marks) {
  collect_numbers(self, c);
  sort_claims(self, spare);
  for (size_t i = 0; i < self->pairs->count; i++) {
    const SkEnginePair *pair = &self->pairs->pairs[i];
    if (sk_engine_level(pair->evidence.pattern, c) == 1 &&
        (best_claim(self, pair->a, pair->b) != NULL || best_claim(self, pair->b, pair->a) != NULL))
      marks[i] = 1;
  }
}

/* odds -> odds / (1 + others): the alternatives exclude each other. Whoever would be asked about but for a likelier one
 * is asked about still: a person sees both before one of them closes the matter. */
static void weigh_against_others(SkEnginePairs *pairs, const double *others, double ask_from) {
  for (size_t i = 0; i < pairs->count; i++) {
    SkEnginePair *pair = &pairs->pairs[i];
    double alone = (double)pair->weight, among = alone - log2(1 + others[i]);
    if (alone >= ask_from && among < ask_from && pair->held == SK_ENGINE_HELD_NOT)
      pair->held = SK_ENGINE_HELD_RIVAL;
    pair->weight = (float)among;
  }
}

bool sk_engine_rivals_mark(SkLinkHeap *heap, const SkEngineScorer *scorer, SkEnginePairs *pairs,
                           const uint32_t *order) {
  struct looking self = { .scorer = scorer, .pairs = pairs };
  self.claims = sk_link_heap_room(heap, 2 * pairs->count, sizeof *self.claims);
  bool many = pairs->count > scorer->table->row_count / FEW;
  self.first = many ? sk_link_heap_room(heap, (size_t)scorer->table->row_count + 1, sizeof *self.first) : NULL;
  SkLinkKey *spare = sk_link_heap_room(heap, 2 * pairs->count, sizeof *spare);
  uint8_t *marks = sk_link_heap_take(heap, pairs->count, 1);
  double *others = sk_link_heap_take(heap, pairs->count, sizeof *others);
  bool good = self.claims != NULL && (self.first != NULL || !many) && spare != NULL && marks != NULL && others != NULL;
  if (good) {
    collect_claims(&self, order);
    sort_claims(&self, spare);
    for (size_t start = 0; start < self.count;)
      start = mark_claims(&self, start, marks);
    for (size_t start = 0; start < self.count;)
      start = share_odds(&self, start, others);
    for (unsigned c = 0; c < scorer->plan->comparison_count; c++)
      if (scorer->plan->comparisons[c].number)
        mark_numbers(&self, c, spare, marks);
    for (size_t i = 0; i < pairs->count; i++)
      if (marks[i] && pairs->pairs[i].held == SK_ENGINE_HELD_NOT)
        pairs->pairs[i].held = SK_ENGINE_HELD_RIVAL;
    weigh_against_others(pairs, others, scorer->model.ask_from);
  }
  sk_link_heap_give(heap, self.claims);
  sk_link_heap_give(heap, self.first);
  sk_link_heap_give(heap, spare);
  sk_link_heap_give(heap, others);
  sk_link_heap_give(heap, marks);
  return good;
}
