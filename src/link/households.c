#include "link/households.h"

#include "link/sort.h"

#define CROSS_MAX 4096 /* a couple with more cross pairs is no couple of households */
#define CROSS_FROM 6.0 /* bits from which one match is enough to put the other members forward; else it takes two */

struct match {
  uint32_t a, b; /* row of the lower household, row of the higher */
};

/* Two households and the members matched between them. */
struct couple {
  uint32_t low, high;
  uint32_t first, count; /* into matches */
  float heaviest;        /* of the matched pairs */
};

struct SkEngineHouseholds {
  SkLinkHeap *heap;
  const SkEngineTable *table;
  unsigned column;
  const SkEnginePairs *pairs;
  struct match *matches;
  struct couple *couples; /* by low, then high */
  size_t couple_count;
  uint32_t *starts; /* members of household h: members[starts[h]] .. members[starts[h + 1]] */
  uint32_t *members;
  uint32_t *first_pairs; /* pairs whose a is row r: first_pairs[r] .. first_pairs[r + 1] */
};

static uint32_t household_of(const SkEngineHouseholds *self, uint32_t row) {
  return sk_engine_cell(self->table, row, self->column);
}

/* Members of a household. */
static uint32_t size_of(const SkEngineHouseholds *self, uint32_t household) {
  return self->starts[household + 1] - self->starts[household];
}

static uint64_t couple_key(uint32_t one, uint32_t other) {
  return one < other ? (uint64_t)one << 32 | other : (uint64_t)other << 32 | one;
}

static bool links_households(const SkEngineHouseholds *self, const SkEnginePair *pair) {
  uint32_t a = household_of(self, pair->a), b = household_of(self, pair->b);
  return a != 0 && b != 0 && a != b;
}

/* The pairs that count, by couple and within it heaviest first. Returns NULL without memory. */
static SkLinkKey *order_pairs(SkEngineHouseholds *self, double from, size_t *ret_count) {
  size_t count = 0;
  SkLinkKey *keys = sk_link_heap_take(self->heap, self->pairs->count, sizeof *keys);
  SkLinkKey *spare = sk_link_heap_take(self->heap, self->pairs->count, sizeof *spare);
  if (keys != NULL && spare != NULL) {
    for (size_t i = 0; i < self->pairs->count; i++) {
      const SkEnginePair *pair = &self->pairs->pairs[i];
      if ((double)pair->weight >= from && links_households(self, pair))
        keys[count++] = (SkLinkKey){ .key = sk_link_falling(pair->weight), .row = (uint32_t)i };
    }
    sk_link_sort(keys, spare, count);
    for (size_t i = 0; i < count; i++) {
      const SkEnginePair *pair = &self->pairs->pairs[keys[i].row];
      keys[i].key = couple_key(household_of(self, pair->a), household_of(self, pair->b));
    }
    sk_link_sort(keys, spare, count);
  }
  sk_link_heap_give(self->heap, spare);
  *ret_count = count;
  return keys;
}

static bool is_matched(const SkEngineHouseholds *self, const struct couple *couple, uint32_t a, uint32_t b) {
  for (uint32_t i = couple->first; i < couple->first + couple->count; i++)
    if (self->matches[i].a == a || self->matches[i].b == b)
      return true;
  return false;
}

static void match_couples(SkEngineHouseholds *self, const SkLinkKey *keys, size_t count) {
  uint32_t matched = 0;
  struct couple *couple = NULL;
  for (size_t i = 0; i < count; i++) {
    if (i == 0 || keys[i].key != keys[i - 1].key) {
      couple = &self->couples[self->couple_count++];
      *couple = (struct couple){ (uint32_t)(keys[i].key >> 32), (uint32_t)keys[i].key, matched, 0,
                                 self->pairs->pairs[keys[i].row].weight };
    }
    const SkEnginePair *pair = &self->pairs->pairs[keys[i].row];
    bool straight = household_of(self, pair->a) == couple->low;
    struct match match = { straight ? pair->a : pair->b, straight ? pair->b : pair->a };
    if (is_matched(self, couple, match.a, match.b))
      continue;
    self->matches[matched++] = match;
    couple->count++;
  }
}

static bool list_members(SkEngineHouseholds *self) {
  uint32_t households = self->table->columns[self->column].value_count, rows = self->table->row_count;
  self->starts = sk_link_heap_take(self->heap, (size_t)households + 3, sizeof *self->starts);
  self->members = sk_link_heap_take(self->heap, rows, sizeof *self->members);
  if (self->starts == NULL || self->members == NULL)
    return false;
  for (uint32_t row = 0; row < rows; row++)
    self->starts[household_of(self, row) + 2]++;
  for (uint32_t h = 1; h < households + 3; h++)
    self->starts[h] += self->starts[h - 1];
  for (uint32_t row = 0; row < rows; row++)
    self->members[self->starts[household_of(self, row) + 1]++] = row;
  return true;
}

static bool index_pairs(SkEngineHouseholds *self) {
  uint32_t rows = self->table->row_count;
  self->first_pairs = sk_link_heap_take(self->heap, (size_t)rows + 1, sizeof *self->first_pairs);
  if (self->first_pairs == NULL || self->pairs->count > UINT32_MAX)
    return false;
  for (size_t i = 0; i < self->pairs->count; i++)
    self->first_pairs[self->pairs->pairs[i].a + 1]++;
  for (uint32_t row = 0; row < rows; row++)
    self->first_pairs[row + 1] += self->first_pairs[row];
  return true;
}

SkEngineHouseholds *sk_engine_households_new(SkLinkHeap *heap, const SkEngineTable *table, unsigned column,
                                             const SkEnginePairs *pairs, double from) {
  size_t count = 0;
  SkEngineHouseholds *self = sk_link_heap_take(heap, 1, sizeof *self);
  if (self == NULL)
    return NULL;
  *self = (SkEngineHouseholds){ .heap = heap, .table = table, .column = column, .pairs = pairs };
  SkLinkKey *keys = order_pairs(self, from, &count);
  self->matches = sk_link_heap_take(heap, count, sizeof *self->matches);
  self->couples = sk_link_heap_take(heap, count, sizeof *self->couples);
  bool good = keys != NULL && self->matches != NULL && self->couples != NULL && list_members(self) && index_pairs(self);
  if (good)
    match_couples(self, keys, count);
  sk_link_heap_give(heap, keys);
  if (good)
    return self;
  sk_engine_households_free(self);
  return NULL;
}

void sk_engine_households_free(SkEngineHouseholds *self) {
  if (self == NULL)
    return;
  sk_link_heap_give(self->heap, self->matches);
  sk_link_heap_give(self->heap, self->couples);
  sk_link_heap_give(self->heap, self->starts);
  sk_link_heap_give(self->heap, self->members);
  sk_link_heap_give(self->heap, self->first_pairs);
  sk_link_heap_give(self->heap, self);
}

static const struct couple *find_couple(const SkEngineHouseholds *self, uint32_t one, uint32_t other) {
  uint64_t wanted = couple_key(one, other);
  size_t low = 0, high = self->couple_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const struct couple *couple = &self->couples[middle];
    uint64_t key = couple_key(couple->low, couple->high);
    if (key == wanted)
      return couple;
    if (key < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

/* Matches between the two households without the pair's own. */
static uint32_t others_matched(const SkEngineHouseholds *self, const struct couple *couple, uint32_t a, uint32_t b) {
  uint32_t count = 0;
  for (uint32_t i = couple->first; i < couple->first + couple->count; i++) {
    const struct match *match = &self->matches[i];
    count += match->a != a && match->a != b && match->b != a && match->b != b;
  }
  return count;
}

unsigned sk_engine_households_level(const SkEngineHouseholds *self, uint32_t a, uint32_t b) {
  uint32_t one = household_of(self, a), other = household_of(self, b);
  if (one == 0 || other == 0 || one == other)
    return 0;
  uint32_t others = (size_of(self, one) < size_of(self, other) ? size_of(self, one) : size_of(self, other)) - 1;
  if (others == 0)
    return 0;
  const struct couple *couple = find_couple(self, one, other);
  uint32_t matched = couple != NULL ? others_matched(self, couple, a, b) : 0;
  if (matched == 0)
    return SK_ENGINE_HOUSEHOLD_NONE;
  if (2 * matched >= others)
    return SK_ENGINE_HOUSEHOLD_MOST;
  return matched == 1 ? SK_ENGINE_HOUSEHOLD_ONE : SK_ENGINE_HOUSEHOLD_SOME;
}

static bool is_known(const SkEngineHouseholds *self, uint32_t a, uint32_t b) {
  uint32_t low = self->first_pairs[a], high = self->first_pairs[a + 1];
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    uint32_t found = self->pairs->pairs[middle].b;
    if (found == b)
      return true;
    if (found < b)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

/* Visits the cross pairs of a couple; writes them to `out` unless it is NULL. Returns how many. */
static size_t cross_pairs(const SkEngineHouseholds *self, const struct couple *couple, SkEnginePair *out) {
  size_t count = 0;
  if ((uint64_t)size_of(self, couple->low) * size_of(self, couple->high) > CROSS_MAX ||
      (couple->count < 2 && (double)couple->heaviest < CROSS_FROM))
    return 0;
  for (uint32_t i = self->starts[couple->low]; i < self->starts[couple->low + 1]; i++)
    for (uint32_t j = self->starts[couple->high]; j < self->starts[couple->high + 1]; j++) {
      uint32_t one = self->members[i], other = self->members[j];
      uint32_t a = one < other ? one : other, b = one < other ? other : one;
      if (!sk_engine_comparable(self->table, a, b) || is_known(self, a, b))
        continue;
      if (out != NULL)
        out[count] = (SkEnginePair){ .a = a, .b = b };
      count++;
    }
  return count;
}

bool sk_engine_households_propose(const SkEngineHouseholds *self, SkEnginePairs *ret_pairs) {
  size_t count = 0;
  for (size_t i = 0; i < self->couple_count; i++)
    count += cross_pairs(self, &self->couples[i], NULL);
  SkEnginePair *pairs = sk_link_heap_take(self->heap, count, sizeof *pairs);
  if (pairs == NULL)
    return false;
  count = 0;
  for (size_t i = 0; i < self->couple_count; i++)
    count += cross_pairs(self, &self->couples[i], pairs + count);
  *ret_pairs = (SkEnginePairs){ pairs, count };
  return true;
}
