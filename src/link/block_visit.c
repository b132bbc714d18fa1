/* Going through the blocks of a rule, pair by pair. */
#include "link/block_crowd.h"

#include "link/fetch.h"

#define PIECE_PAIRS 65536 /* pairs a thread takes at a time, and blocks */
#define AHEAD 48          /* rows whose numbers are fetched before they are needed */

/* What two rows of a block can be to each other: strangers have two keys of one hash. */
enum { NEW, MET, STRANGERS };

struct visiting {
  const SkEngineBlocks *blocks;
  const SkEngineRuleBlocks *of;
  const uint32_t *pieces; /* the first block of each, with the end of the last */
  size_t piece_count;
  SkEngineVisit visit;
  void *context;
  SkEngineWatch *watch;
  SkEngineCrowd *crowds; /* by thread, where rows have lists */
  uint32_t lowest;       /* numbers below it, of earlier rules, are not looked at */
  /* Where no row has more than one key under any rule: what two rows are to each other that share the values of some
   * columns, as bits, and the earlier rules that ask for places. */
  uint8_t told[1u << SK_ENGINE_TELLING_MOST];
  unsigned place_count, places[SK_ENGINE_RULES_MAX];
  struct hand {
    uint64_t first, seen;
    unsigned count;
    SkEngineMeeting meetings[SK_ENGINE_MEETINGS];
  } hands[SK_LINK_THREADS_MAX];
};

static const uint32_t *numbers_of(const struct visiting *self, uint32_t row) {
  const uint32_t *numbers = self->blocks->numbers + self->blocks->starts[row];
  while (*numbers < self->lowest) /* every row has the number of the block it is visited in */
    numbers++;
  return numbers;
}

/* Is `block` the lowest number that both lists have? Both have it, so neither ends before it. */
static bool meet_first_in(uint32_t block, const uint32_t *left, const uint32_t *right) {
  while (*left != *right) {
    bool behind = *left < *right;
    left += behind;
    right += !behind;
  }
  return *left == block;
}

static void hand_over(struct visiting *self, unsigned thread) {
  struct hand *hand = &self->hands[thread];
  if (hand->count > 0)
    self->visit(self->context, thread, hand->meetings, hand->count);
  hand->first += hand->count;
  hand->count = 0;
}

static bool are_comparable(const struct visiting *self, uint32_t a, uint32_t b) {
  const uint64_t *circles = self->blocks->circles;
  return circles == NULL || circles[a] != circles[b];
}

static inline void meet(struct visiting *self, unsigned thread, uint32_t a, uint32_t b) {
  struct hand *hand = &self->hands[thread];
  hand->meetings[hand->count++] = (SkEngineMeeting){ a, b };
  if (hand->count == SK_ENGINE_MEETINGS)
    hand_over(self, thread);
}

/* The columns, as bits, in which two rows state the same, of those that tell something. */
static unsigned shared_by(const SkEngineBlocks *blocks, const uint32_t *left, const uint32_t *right) {
  unsigned shared = 0;
  for (unsigned i = 0; i < blocks->column_count; i++) {
    uint32_t one = left[blocks->columns[i]], other = right[blocks->columns[i]];
    shared |= (unsigned)((one == other) & (one != 0)) << i;
  }
  return shared;
}

static bool stood_together(const struct visiting *self, uint32_t a, uint32_t b) {
  const uint32_t *places = self->blocks->places;
  size_t left = (size_t)a * self->blocks->width, right = (size_t)b * self->blocks->width;
  bool together = false;
  for (unsigned i = 0; i < self->place_count; i++)
    together |= places[left + self->places[i]] == places[right + self->places[i]];
  return together;
}

/* Rows of one key a rule at most. */
static void visit_single(struct visiting *self, unsigned thread, uint32_t block) {
  const SkEngineTable *table = self->blocks->table;
  const uint32_t *rows = self->of->rows;
  uint32_t end = self->of->starts[block + 1];
  size_t width = table->column_count;
  for (uint32_t i = self->of->starts[block]; i + 1 < end; i++) {
    const uint32_t *left = table->cells + rows[i] * width;
    for (uint32_t j = i + 1; j < end; j++) {
      uint8_t told = self->told[shared_by(self->blocks, left, table->cells + rows[j] * width)];
      if (told == STRANGERS || !are_comparable(self, rows[i], rows[j]))
        continue;
      if (told == MET || stood_together(self, rows[i], rows[j]))
        self->hands[thread].seen++;
      else
        meet(self, thread, rows[i], rows[j]);
    }
  }
}

/* Rows with lists: they meet in the lowest number both have. */
static void visit_listed(struct visiting *self, unsigned thread, uint32_t block) {
  const SkEngineRuleBlocks *of = self->of;
  struct hand *hand = &self->hands[thread];
  const uint32_t *rows = of->rows + of->starts[block];
  uint32_t count = of->starts[block + 1] - of->starts[block], number = of->first + block;
  SkEngineCrowd *crowd = &self->crowds[thread];
  bool gathered = count > 2 && sk_engine_crowd_gather(crowd, self->blocks, rows, count, self->lowest, number);
  for (uint32_t i = 0; i + 1 < count; i++) {
    const uint32_t *left = numbers_of(self, rows[i]);
    for (uint32_t j = i + 1; j < count; j++) {
      if (!are_comparable(self, rows[i], rows[j]))
        continue;
      bool met = gathered ? sk_engine_crowd_met(crowd, i, j) : !meet_first_in(number, left, numbers_of(self, rows[j]));
      if (met)
        hand->seen++;
      else
        meet(self, thread, rows[i], rows[j]);
    }
  }
}

/* Asks for what meeting and comparing will touch of a row. */
static void fetch_single(const struct visiting *self, uint32_t row) {
  const SkEngineTable *table = self->blocks->table;
  const uint32_t *cells = table->cells + (size_t)row * table->column_count;
  if (self->place_count > 0)
    sk_link_fetch(self->blocks->places + (size_t)row * self->blocks->width);
  sk_link_fetch(cells);
  sk_link_fetch(cells + table->column_count - 1);
}

/* A list of numbers is one or two lines of the cache long. */
static void fetch_listed(const struct visiting *self, uint32_t row) {
  const uint32_t *numbers = self->blocks->numbers + self->blocks->starts[row];
  sk_link_fetch(numbers);
  sk_link_fetch(numbers + 64 / sizeof *numbers);
  if (self->blocks->circles != NULL)
    sk_link_fetch(&self->blocks->circles[row]);
}

/* Asks for the places or numbers of the rows up to `end` and some way beyond, so that they are there when their block's
 * turn comes. Returns where to go on. */
static uint32_t fetch_ahead(const struct visiting *self, uint32_t from, uint32_t end) {
  const uint32_t *rows = self->of->rows, *starts = self->blocks->starts, last = self->of->starts[self->of->count];
  end = last - end > 2 * AHEAD ? end + AHEAD : last < AHEAD ? 0 : last - AHEAD;
  for (; self->blocks->single && from < end; from++)
    fetch_single(self, rows[from + AHEAD]);
  for (; from < end; from++) {
    sk_link_fetch(&starts[rows[from + AHEAD]]);
    fetch_listed(self, rows[from]);
  }
  return from;
}

static void visit_piece(void *context, unsigned thread, size_t piece) {
  struct visiting *self = context;
  uint32_t fetched = self->of->starts[self->pieces[piece]];
  for (uint32_t block = self->pieces[piece]; block < self->pieces[piece + 1]; block++) {
    fetched = fetch_ahead(self, fetched, self->of->starts[block + 1]);
    if (self->blocks->single)
      visit_single(self, thread, block);
    else
      visit_listed(self, thread, block);
  }
  hand_over(self, thread);
}

/* What rows are to each other under the rule, after the first `earlier` ones. */
static void set_telling(struct visiting *self, unsigned rule, unsigned earlier) {
  const uint16_t *told_by = self->blocks->told_by;
  for (unsigned shared = 0; shared < 1u << self->blocks->column_count; shared++) {
    self->told[shared] = (shared & told_by[rule]) == told_by[rule] ? NEW : STRANGERS;
    for (unsigned i = 0; self->told[shared] == NEW && i < earlier; i++)
      if (told_by[i] != 0 && (shared & told_by[i]) == told_by[i])
        self->told[shared] = MET;
  }
  for (unsigned i = 0; i < earlier; i++)
    if (told_by[i] == 0)
      self->places[self->place_count++] = i;
}

/* Cuts the blocks into pieces of about equal work. Returns how many. */
static size_t cut_pieces(const SkEngineRuleBlocks *of, uint32_t *pieces) {
  size_t count = 0;
  uint64_t work = 0;
  pieces[0] = 0;
  for (uint32_t block = 0; block < of->count; block++) {
    work += sk_engine_pairs_of(of->starts[block + 1] - of->starts[block]) + 1;
    if (work < PIECE_PAIRS && block + 1 < of->count)
      continue;
    pieces[++count] = block + 1;
    work = 0;
  }
  return count;
}

static bool watch_pieces(void *context, size_t begun) {
  const struct visiting *self = context;
  uint64_t share = (uint64_t)((double)self->of->pairs * (double)begun / (double)self->piece_count);
  return self->watch->on(self->watch->context, self->watch->pairs + share);
}

static SkLinkStatus visit_rule(SkEngineBlocks *blocks, unsigned rule, bool all, SkEngineVisit visit, void *context,
                               SkEngineWatch *watch) {
  const SkEngineRuleBlocks *of = &blocks->of_rule[rule];
  size_t most = (size_t)((of->pairs + of->count) / PIECE_PAIRS) + 3;
  struct visiting *self = sk_link_heap_take(blocks->heap, 1, sizeof *self);
  uint32_t *pieces = sk_link_heap_room(blocks->heap, most, sizeof *pieces);
  SkEngineCrowd *crowds = sk_link_heap_room(blocks->heap, blocks->single ? 0 : blocks->threads, sizeof *crowds);
  SkLinkStatus status = self != NULL && pieces != NULL && crowds != NULL ? SK_LINK_OK : SK_LINK_NO_MEMORY;
  if (status == SK_LINK_OK) {
    *self = (struct visiting){ .blocks = blocks,
                               .of = of,
                               .pieces = pieces,
                               .piece_count = cut_pieces(of, pieces),
                               .visit = visit,
                               .context = context,
                               .watch = watch,
                               .crowds = crowds,
                               .lowest = all ? of->first : 0 };
    set_telling(self, rule, all ? 0 : rule);
    if (!sk_link_parallel_while(blocks->threads, self->piece_count, visit_piece, self,
                                watch != NULL ? watch_pieces : NULL, self))
      status = SK_LINK_STOPPED;
    if (watch != NULL)
      watch->pairs += of->pairs;
  }
  for (unsigned i = 0; status == SK_LINK_OK && !all && i < blocks->threads; i++) {
    blocks->report[rule].pairs += self->hands[i].first;
    blocks->report[rule].pairs_seen += self->hands[i].seen;
  }
  sk_link_heap_give(blocks->heap, self);
  sk_link_heap_give(blocks->heap, pieces);
  sk_link_heap_give(blocks->heap, crowds);
  return status;
}

SkLinkStatus sk_engine_blocks_visit(SkEngineBlocks *blocks, unsigned rule, SkEngineVisit visit, void *context,
                                    SkEngineWatch *watch) {
  return visit_rule(blocks, rule, true, visit, context, watch);
}

SkLinkStatus sk_engine_blocks_visit_new(SkEngineBlocks *blocks, unsigned rule, SkEngineVisit visit, void *context,
                                        SkEngineWatch *watch) {
  return visit_rule(blocks, rule, false, visit, context, watch);
}
