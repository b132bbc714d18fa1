#include "check.h"
#include "publish/cells.h"

#define CELLS 7
#define SMALLEST 5

static const struct {
  int64_t counts[CELLS];
  gboolean suppressed[CELLS];
} rows[] = {
  { { 0, 0, 100, 20, 30, 40, 50 }, { 0 } },               /* nothing small, nothing hidden; 0 may be told */
  { { 3, 10, 20, 30, 40, 50, 60 }, { TRUE, TRUE } },      /* one small cell takes the next smallest with it */
  { { 3, 4, 20, 30, 40, 50, 60 }, { TRUE, TRUE } },       /* two hide each other */
  { { 1, 2, 20, 30, 40, 50, 60 }, { TRUE, TRUE, TRUE } }, /* their sum would still be small */
  { { 4, 0, 0, 0, 0, 0, 0 }, { TRUE } },                  /* nothing is left to hide it behind */
};

static void small_cells_go_and_take_others_with_them(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    gboolean suppressed[CELLS] = { 0 };
    cells_suppress(rows[i].counts, CELLS, SMALLEST, suppressed);
    for (size_t cell = 0; cell < CELLS; cell++)
      if (suppressed[cell] != rows[i].suppressed[cell])
        fail_msg("row %zu, cell %zu: %d", i, cell, suppressed[cell]);
  }
}

/* How many ways there are to fill the hidden cells with what the total leaves: one would tell them. Counts up to 2. */
static int fillings(const gboolean *hidden, int64_t left, int at) {
  if (at == CELLS)
    return left == 0;
  if (!hidden[at])
    return fillings(hidden, left, at + 1);
  int found = 0;
  for (int64_t value = 0; value <= left && found < 2; value++)
    found += fillings(hidden, left - value, at + 1);
  return found;
}

static void no_hidden_cell_can_be_told_from_the_total(void **state) {
  (void)state;
  g_autoptr(GRand) draw = g_rand_new_with_seed(14);
  for (int trial = 0; trial < 5000; trial++) {
    int64_t counts[CELLS], left = 0;
    gboolean hidden[CELLS] = { 0 };
    int others = 0;
    for (int i = 0; i < CELLS; i++)
      counts[i] = g_rand_int_range(draw, 0, 12);
    cells_suppress(counts, CELLS, SMALLEST, hidden);
    for (int i = 0; i < CELLS; i++) {
      left += hidden[i] ? counts[i] : 0;
      others += !hidden[i] && counts[i] > 0;
      if (!hidden[i])
        assert_true(counts[i] == 0 || counts[i] >= SMALLEST);
    }
    if (left > 0 && (others > 0 || left >= SMALLEST))
      assert_true(fillings(hidden, left, 0) > 1);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(small_cells_go_and_take_others_with_them),
    cmocka_unit_test(no_hidden_cell_can_be_told_from_the_total),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
