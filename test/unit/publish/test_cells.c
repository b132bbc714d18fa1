/* Small cells: what is hidden, and that nothing hidden can be computed from what is shown. */
#include "check.h"
#include "publish/cells.h"

#include <string.h>

#define CELLS_MAX 12

/* ---------------------------------------------------------------- a table of facts */

/* A total, then parts; the parts after the semicolon are parts of the first part. `shown` has an x where hidden. */
static const struct {
  const char *what;
  int64_t total;
  int64_t parts[6];
  guint count;
  const char *hidden; /* total first */
} rows[] = {
  { "nothing small, nothing hidden", 30, { 10, 20 }, 2, "..." },
  { "a small cell takes the next smallest with it", 48, { 3, 15, 30 }, 3, ".xx." },
  { "two small cells protect each other when they come to enough", 49, { 3, 4, 42 }, 3, ".xx." },
  { "two small cells that come to a small sum take a third", 45, { 1, 2, 12, 30 }, 4, ".xxx." },
  { "cells of one leave no room between them", 35, { 1, 1, 1, 1, 1, 30 }, 6, ".xxxxxx" },
  { "zero is shown and protects nobody", 33, { 0, 3, 30 }, 3, "..xx" },
  { "one small cell and no other: the total goes too", 3, { 3, 0 }, 2, "xx." },
  { "an empty register is shown", 0, { 0, 0 }, 2, "..." },
};

static void small_cells_are_hidden_with_what_gives_them_away(void **state) {
  (void)state;
  static const guint parts[] = { 1, 2, 3, 4, 5, 6 };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    SkCell cells[7] = { { .n = rows[i].total } };
    for (guint j = 0; j < rows[i].count; j++)
      cells[j + 1].n = rows[i].parts[j];
    const SkCellSum sum = { 0, parts, rows[i].count };
    sk_cells_suppress(cells, rows[i].count + 1, &sum, 1, 5);
    char hidden[8] = "";
    for (guint j = 0; j <= rows[i].count; j++)
      hidden[j] = cells[j].hidden ? 'x' : '.';
    if (strcmp(hidden, rows[i].hidden) != 0)
      fail_msg("%s: %s, not %s", rows[i].what, hidden, rows[i].hidden);
  }
}

/* "All but the Japanese" is in no table, but follows: 40 - 38. */
static void what_follows_from_two_cells_is_protected_too(void **state) {
  (void)state;
  static const guint parts[] = { 1, 2 };
  SkCell cells[] = { { .n = 40 }, { .n = 38 }, { .n = 2, .withheld = TRUE } };
  const SkCellSum sum = { 0, parts, 2 };
  sk_cells_suppress(cells, 3, &sum, 1, 5);
  assert_false(cells[0].hidden);
  assert_true(cells[1].hidden);
  SkCell large[] = { { .n = 40 }, { .n = 20 }, { .n = 20, .withheld = TRUE } };
  sk_cells_suppress(large, 3, &sum, 1, 5);
  assert_false(large[0].hidden || large[1].hidden);
}

/* ---------------------------------------------------------------- all that could be behind it */

typedef struct {
  SkCell cells[CELLS_MAX];
  guint count;
  SkCellSum sums[8];
  guint parts[8][CELLS_MAX];
  guint sum_count;
  int64_t bound;
  int64_t guess[CELLS_MAX];                  /* what a reader tries; known cells as shown */
  int64_t least[CELLS_MAX], most[CELLS_MAX]; /* of what fits */
} Puzzle;

static gboolean is_known(const Puzzle *puzzle, guint cell) {
  return !puzzle->cells[cell].hidden && !puzzle->cells[cell].withheld;
}

/* Whether a sum whose cells are all below `tried` (or known) comes out. */
static gboolean fits(const Puzzle *puzzle, guint tried) {
  for (guint i = 0; i < puzzle->sum_count; i++) {
    const SkCellSum *sum = &puzzle->sums[i];
    gboolean whole = is_known(puzzle, sum->total) || sum->total < tried;
    int64_t parts = 0;
    for (guint j = 0; j < sum->count; j++) {
      gboolean there = is_known(puzzle, sum->parts[j]) || sum->parts[j] < tried;
      whole = whole && there;
      parts += there ? puzzle->guess[sum->parts[j]] : 0;
    }
    if (whole && parts != puzzle->guess[sum->total])
      return FALSE;
  }
  return TRUE;
}

/* Tries every value of every unknown cell: what a patient reader does. */
static void solve(Puzzle *puzzle, guint at) {
  if (!fits(puzzle, at))
    return;
  if (at == puzzle->count) {
    for (guint i = 0; i < puzzle->count; i++) {
      puzzle->least[i] = MIN(puzzle->least[i], puzzle->guess[i]);
      puzzle->most[i] = MAX(puzzle->most[i], puzzle->guess[i]);
    }
    return;
  }
  if (is_known(puzzle, at)) {
    solve(puzzle, at + 1);
    return;
  }
  int64_t kept = puzzle->guess[at];
  for (puzzle->guess[at] = puzzle->cells[at].withheld ? 0 : 1; puzzle->guess[at] <= puzzle->bound; puzzle->guess[at]++)
    solve(puzzle, at + 1);
  puzzle->guess[at] = kept;
}

static void add_sum(Puzzle *puzzle, guint total, guint first, guint count) {
  guint *parts = puzzle->parts[puzzle->sum_count];
  for (guint i = 0; i < count; i++)
    parts[i] = first + i;
  puzzle->sums[puzzle->sum_count++] = (SkCellSum){ total, parts, count };
}

static int64_t sum_up(Puzzle *puzzle, guint total, guint first, guint count) {
  puzzle->cells[total].n = 0;
  for (guint i = 0; i < count; i++)
    puzzle->cells[total].n += puzzle->cells[first + i].n;
  add_sum(puzzle, total, first, count);
  return puzzle->cells[total].n;
}

/* Three years, whose sailings are the cells after them; prefectures that add up to the same total; and all the others
 * beside one category. */
static void make(Puzzle *puzzle, GRand *rand) {
  *puzzle = (Puzzle){ .count = 11 };
  for (guint i = 3; i < 7; i++)
    puzzle->cells[i].n = g_rand_int_range(rand, 0, 6);
  sum_up(puzzle, 1, 3, 2);
  sum_up(puzzle, 2, 5, 2);
  int64_t total = sum_up(puzzle, 0, 1, 2);
  puzzle->cells[7].n = g_rand_int_range(rand, 0, (int)total + 1);
  puzzle->cells[8].n = total - puzzle->cells[7].n;
  add_sum(puzzle, 0, 7, 2);
  puzzle->cells[9].n = g_rand_int_range(rand, 0, (int)total + 1);
  puzzle->cells[10] = (SkCell){ .n = total - puzzle->cells[9].n, .withheld = TRUE };
  add_sum(puzzle, 0, 9, 2);
  puzzle->bound = total + 4;
}

static void no_hidden_cell_can_be_computed(void **state) {
  (void)state;
  enum { SMALLEST = 3, TABLES = 400 };
  g_autoptr(GRand) rand = g_rand_new_with_seed(20260117);
  guint hidden = 0, shown = 0;
  for (int table = 0; table < TABLES; table++) {
    Puzzle puzzle;
    make(&puzzle, rand);
    sk_cells_suppress(puzzle.cells, puzzle.count, puzzle.sums, puzzle.sum_count, SMALLEST);
    for (guint i = 0; i < puzzle.count; i++) {
      puzzle.guess[i] = puzzle.cells[i].n;
      puzzle.least[i] = G_MAXINT64;
      puzzle.most[i] = -1;
    }
    solve(&puzzle, 0);
    for (guint i = 0; i < puzzle.count; i++) {
      const SkCell *cell = &puzzle.cells[i];
      gboolean small = cell->n > 0 && cell->n < SMALLEST;
      assert_true(cell->hidden || cell->withheld || !small);
      if ((cell->hidden || (cell->withheld && small)) && puzzle.least[i] == puzzle.most[i])
        fail_msg("table %d: cell %u can only be %d", table, i, (int)cell->n);
      hidden += cell->hidden;
      shown += is_known(&puzzle, i);
    }
  }
  assert_true(hidden > TABLES && shown > TABLES); /* the tables try both */
}

/* The reader must be able to win, or the test above says nothing. */
static void the_reader_finds_what_was_left_open(void **state) {
  (void)state;
  Puzzle puzzle = { .count = 3, .bound = 40, .least = { 99, 99, 99 } };
  puzzle.cells[0].n = puzzle.guess[0] = 33;
  puzzle.cells[1] = (SkCell){ .n = 3, .hidden = TRUE };
  puzzle.cells[2].n = puzzle.guess[2] = 30;
  add_sum(&puzzle, 0, 1, 2);
  solve(&puzzle, 0);
  assert_int_equal(puzzle.least[1], 3);
  assert_int_equal(puzzle.most[1], 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(small_cells_are_hidden_with_what_gives_them_away),
    cmocka_unit_test(what_follows_from_two_cells_is_protected_too),
    cmocka_unit_test(no_hidden_cell_can_be_computed),
    cmocka_unit_test(the_reader_finds_what_was_left_open),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
