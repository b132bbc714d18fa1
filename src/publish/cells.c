/* Complementary suppression by audit: hide what is small, look what follows from the rest, hide one more cell wherever
 * something does, until nothing follows. What follows exactly is found by elimination over the sums (each sum is an
 * equation whose unknowns are the cells not shown); see Hundepool et al., Statistical Disclosure Control (2012), ch. 4.
 */
#include "publish/cells.h"

#include <string.h>

#define PRIME 2147483647 /* elimination modulo 2^31 - 1: the coefficients are 0, 1 and -1 */
#define NO_CELL G_MAXUINT
#define ENDLESS (INT64_MAX / 4)
#define ROUNDS_MOST 10000 /* each round narrows a bound by one at least; tables settle in a few */

typedef struct {
  SkCell *cells;
  guint count;
  const SkCellSum *sums;
  guint sum_count;
  int64_t smallest;
} Tables;

static gboolean is_unknown(const SkCell *cell) {
  return cell->withheld || cell->hidden;
}

static gboolean is_small(const Tables *tables, const SkCell *cell) {
  return cell->n > 0 && cell->n < tables->smallest;
}

/* Whether nobody may find out this cell. */
static gboolean is_protected(const Tables *tables, const SkCell *cell) {
  return cell->hidden || (cell->withheld && is_small(tables, cell));
}

/* ---------------------------------------------------------------- hiding one more */

static gboolean can_hide(const SkCell *cell) {
  return !cell->withheld && !cell->hidden && cell->n > 0;
}

/* Hides the smallest part of a sum that is still shown, else its total. FALSE when nothing is left to hide. */
static gboolean hide_one_more(Tables *tables, const SkCellSum *sum) {
  guint best = NO_CELL;
  for (guint i = 0; i < sum->count; i++) {
    guint part = sum->parts[i];
    if (can_hide(&tables->cells[part]) && (best == NO_CELL || tables->cells[part].n < tables->cells[best].n))
      best = part;
  }
  if (best == NO_CELL && can_hide(&tables->cells[sum->total]))
    best = sum->total;
  if (best != NO_CELL)
    tables->cells[best].hidden = TRUE;
  return best != NO_CELL;
}

/* ---------------------------------------------------------------- one sum */

typedef struct {
  guint unknown, protected;
  int64_t of_parts; /* what the unknown parts come to */
} Unknowns;

static Unknowns unknowns_of(const Tables *tables, const SkCellSum *sum) {
  Unknowns unknowns = { 0 };
  for (guint i = 0; i <= sum->count; i++) {
    const SkCell *cell = &tables->cells[i < sum->count ? sum->parts[i] : sum->total];
    unknowns.unknown += is_unknown(cell);
    unknowns.protected += is_protected(tables, cell);
    unknowns.of_parts += i < sum->count && is_unknown(cell) ? cell->n : 0;
  }
  return unknowns;
}

/* With the total shown, subtraction gives what the unknown parts come to: that may not be small either. */
static gboolean gives_away(const Tables *tables, const SkCellSum *sum) {
  Unknowns unknowns = unknowns_of(tables, sum);
  if (unknowns.protected == 0)
    return FALSE;
  if (unknowns.unknown == 1)
    return TRUE;
  if (is_unknown(&tables->cells[sum->total]))
    return FALSE;
  return unknowns.of_parts < tables->smallest;
}

/* Settles every sum by itself; sets *ret_changed when it hid something. */
static void settle_sums(Tables *tables, gboolean *ret_changed) {
  for (guint i = 0; i < tables->sum_count; i++)
    while (gives_away(tables, &tables->sums[i]) && hide_one_more(tables, &tables->sums[i]))
      *ret_changed = TRUE;
}

/* ---------------------------------------------------------------- all sums together */

static uint64_t power(uint64_t base, uint64_t exponent) {
  uint64_t result = 1;
  for (; exponent > 0; exponent >>= 1) {
    if ((exponent & 1) != 0)
      result = result * base % PRIME;
    base = base * base % PRIME;
  }
  return result;
}

/* A row of unknowns per sum; `columns` numbers the unknown cells. */
static uint64_t *equations_of(const Tables *tables, const guint *column, guint columns) {
  uint64_t *rows = g_new0(uint64_t, (gsize)tables->sum_count * columns + 1);
  for (guint i = 0; i < tables->sum_count; i++) {
    const SkCellSum *sum = &tables->sums[i];
    uint64_t *row = rows + (gsize)i * columns;
    for (guint j = 0; j < sum->count; j++)
      if (is_unknown(&tables->cells[sum->parts[j]]))
        row[column[sum->parts[j]]] = 1;
    if (is_unknown(&tables->cells[sum->total]))
      row[column[sum->total]] = PRIME - 1;
  }
  return rows;
}

static void subtract(uint64_t *row, const uint64_t *pivot_row, guint pivot, guint columns) {
  uint64_t factor = row[pivot];
  for (guint j = 0; j < columns && factor != 0; j++)
    row[j] = (row[j] + (PRIME - factor) * pivot_row[j]) % PRIME;
}

static void swap_rows(uint64_t *a, uint64_t *b, guint columns) {
  for (guint j = 0; a != b && j < columns; j++) {
    uint64_t kept = a[j];
    a[j] = b[j];
    b[j] = kept;
  }
}

/* Gauss and Jordan; returns the rank. */
static guint eliminate(uint64_t *rows, guint row_count, guint columns) {
  guint rank = 0;
  for (guint pivot = 0; pivot < columns && rank < row_count; pivot++) {
    guint at = rank;
    while (at < row_count && rows[(gsize)at * columns + pivot] == 0)
      at++;
    if (at == row_count)
      continue;
    uint64_t *row = rows + (gsize)rank * columns;
    swap_rows(rows + (gsize)at * columns, row, columns);
    uint64_t inverse = power(row[pivot], PRIME - 2);
    for (guint j = 0; j < columns; j++)
      row[j] = row[j] * inverse % PRIME;
    for (guint i = 0; i < row_count; i++)
      if (i != rank)
        subtract(rows + (gsize)i * columns, row, pivot, columns);
    rank++;
  }
  return rank;
}

/* The column of a row's only entry, or NO_CELL. */
static guint lone_entry(const uint64_t *row, guint columns) {
  guint found = NO_CELL;
  for (guint j = 0; j < columns; j++) {
    if (row[j] == 0)
      continue;
    if (found != NO_CELL)
      return NO_CELL;
    found = j;
  }
  return found;
}

/* A protected cell that all sums together determine, or NO_CELL. */
static guint determined(const Tables *tables) {
  g_autofree guint *column = g_new0(guint, tables->count + 1), *cell = g_new0(guint, tables->count + 1);
  guint columns = 0, found = NO_CELL;
  for (guint i = 0; i < tables->count; i++)
    if (is_unknown(&tables->cells[i])) {
      column[i] = columns;
      cell[columns++] = i;
    }
  g_autofree uint64_t *rows = equations_of(tables, column, columns);
  guint rank = eliminate(rows, tables->sum_count, columns);
  for (guint i = 0; i < rank && found == NO_CELL; i++) {
    guint lone = lone_entry(rows + (gsize)i * columns, columns);
    if (lone != NO_CELL && is_protected(tables, &tables->cells[cell[lone]]))
      found = cell[lone];
  }
  return found;
}

/* ---------------------------------------------------------------- what the bounds leave */

typedef struct {
  int64_t least, most;
} Bounds;

static Bounds bounds_at_first(const SkCell *cell) {
  if (!is_unknown(cell))
    return (Bounds){ cell->n, cell->n };
  return (Bounds){ cell->hidden ? 1 : 0, ENDLESS };
}

static int64_t capped(int64_t value) {
  return MIN(value, ENDLESS);
}

/* Narrows one cell; TRUE when that was news. */
static gboolean narrow(Bounds *bounds, int64_t least, int64_t most) {
  if (least <= bounds->least && most >= bounds->most)
    return FALSE;
  bounds->least = MAX(bounds->least, least);
  bounds->most = MIN(bounds->most, most);
  return TRUE;
}

/* What one sum says of its total and of each part. */
static gboolean narrow_by(const SkCellSum *sum, Bounds *bounds) {
  Bounds parts = { 0, 0 }, *total = &bounds[sum->total];
  for (guint i = 0; i < sum->count; i++) {
    parts.least = capped(parts.least + bounds[sum->parts[i]].least);
    parts.most = capped(parts.most + bounds[sum->parts[i]].most);
  }
  gboolean news = narrow(total, parts.least, parts.most);
  for (guint i = 0; i < sum->count; i++) {
    Bounds *part = &bounds[sum->parts[i]];
    int64_t most = total->most == ENDLESS ? ENDLESS : total->most - (parts.least - part->least);
    int64_t least = parts.most == ENDLESS ? 0 : total->least - (parts.most - part->most);
    if (narrow(part, least, most))
      return TRUE; /* the sums over the parts are stale: once more */
  }
  return news;
}

/* A protected cell for which the bounds leave one value, or NO_CELL. */
static guint cornered(const Tables *tables) {
  g_autofree Bounds *bounds = g_new0(Bounds, tables->count + 1);
  for (guint i = 0; i < tables->count; i++)
    bounds[i] = bounds_at_first(&tables->cells[i]);
  gboolean news = TRUE;
  for (guint round = 0; news && round < ROUNDS_MOST; round++) {
    news = FALSE;
    for (guint i = 0; i < tables->sum_count; i++)
      news |= narrow_by(&tables->sums[i], bounds);
  }
  for (guint i = 0; i < tables->count; i++)
    if (is_protected(tables, &tables->cells[i]) && bounds[i].least == bounds[i].most)
      return i;
  return NO_CELL;
}

/* ---------------------------------------------------------------- until nothing follows */

static gboolean holds(const SkCellSum *sum, guint cell) {
  for (guint i = 0; i < sum->count; i++)
    if (sum->parts[i] == cell)
      return TRUE;
  return sum->total == cell;
}

/* Hides one more beside `cell`: in a sum that holds it, else anywhere. */
static gboolean hide_beside(Tables *tables, guint cell) {
  for (guint i = 0; i < tables->sum_count; i++)
    if (holds(&tables->sums[i], cell) && hide_one_more(tables, &tables->sums[i]))
      return TRUE;
  for (guint i = 0; i < tables->sum_count; i++)
    if (hide_one_more(tables, &tables->sums[i]))
      return TRUE;
  return FALSE;
}

void sk_cells_suppress(SkCell *cells, guint count, const SkCellSum *sums, guint sum_count, int64_t smallest) {
  Tables tables = { cells, count, sums, sum_count, smallest };
  for (guint i = 0; i < count; i++)
    cells[i].hidden = !cells[i].withheld && is_small(&tables, &cells[i]);
  gboolean changed = TRUE;
  while (changed) {
    changed = FALSE;
    settle_sums(&tables, &changed);
    guint cell = determined(&tables);
    if (cell == NO_CELL)
      cell = cornered(&tables);
    if (cell != NO_CELL)
      changed |= hide_beside(&tables, cell);
  }
}
