/* What a reader can add up. Every group but the categories adds up to all persons; a phase adds up to its sailings; a
 * year to its sailings, as far as the two columns agree; and "all but" follows from a cell and the total. */
#include "publish/suppress.h"

#include "publish/cells.h"
#include "store/derive.h"

typedef struct {
  const SkFigures *figures;
  GArray *cells;    /* SkCell: one a row, then those that are in no table */
  GArray *sums;     /* SkCellSum */
  GPtrArray *owned; /* guint *: the parts of the sums */
} Model;

static const SkFigureRow *row_at(const Model *model, guint i) {
  return model->figures->rows->pdata[i];
}

static guint row_count(const Model *model) {
  return model->figures->rows->len;
}

static int64_t persons_at(const Model *model, guint cell) {
  return g_array_index(model->cells, SkCell, cell).n;
}

/* The cell of a row; that of a row nobody is counted in is made. */
static guint cell_of(Model *model, SkFigureGroup group, int key) {
  for (guint i = 0; i < row_count(model); i++)
    if (row_at(model, i)->group == group && row_at(model, i)->key == key)
      return i;
  SkCell none = { .n = 0 };
  g_array_append_val(model->cells, none);
  return model->cells->len - 1;
}

static guint add_withheld(Model *model, int64_t n) {
  SkCell cell = { .n = n, .withheld = TRUE };
  g_array_append_val(model->cells, cell);
  return model->cells->len - 1;
}

/* Takes `parts`, a GArray of guint. */
static void add_sum(Model *model, guint total, GArray *parts) {
  SkCellSum sum = { .total = total, .count = parts->len };
  guint *owned = (guint *)(void *)g_array_free(parts, FALSE);
  sum.parts = owned;
  g_ptr_array_add(model->owned, owned);
  g_array_append_val(model->sums, sum);
}

/* `whole` is `part` and the others, who are in no table. */
static guint add_rest(Model *model, guint whole, guint part) {
  int64_t n = persons_at(model, whole) - persons_at(model, part);
  guint rest = add_withheld(model, MAX(n, 0));
  GArray *parts = g_array_new(FALSE, FALSE, sizeof(guint));
  g_array_append_val(parts, part);
  g_array_append_val(parts, rest);
  add_sum(model, whole, parts);
  return rest;
}

static void add_group(Model *model, guint total, SkFigureGroup group) {
  GArray *parts = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < row_count(model); i++)
    if (row_at(model, i)->group == group)
      g_array_append_val(parts, i);
  add_sum(model, total, parts);
}

static void add_phase(Model *model, int phase) {
  GArray *parts = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < row_count(model); i++)
    if (row_at(model, i)->group == SK_FIGURE_SAILING && sk_phase_of_sailing(row_at(model, i)->key) == phase)
      g_array_append_val(parts, i);
  add_sum(model, cell_of(model, SK_FIGURE_PHASE, phase), parts);
}

/* Sailings are numbered in the order of time. Where the sailings from `*at` on come to exactly the people of a year,
 * they are the sailings of that year, and subtraction works; else the columns disagree and nothing is known. */
static void add_year(Model *model, guint year, guint *at, int64_t *behind) {
  GArray *parts = g_array_new(FALSE, FALSE, sizeof(guint));
  guint i = *at;
  int64_t start = *behind, n = start, wanted = persons_at(model, year);
  for (; i < row_count(model) && row_at(model, i)->group == SK_FIGURE_SAILING && n < wanted; i++) {
    n += persons_at(model, i);
    g_array_append_val(parts, i);
  }
  *at = i;
  *behind = n - wanted;
  if (start == 0 && *behind == 0 && parts->len > 0)
    add_sum(model, year, parts);
  else
    g_array_unref(parts);
}

static void add_years(Model *model) {
  guint at = 0;
  int64_t behind = 0;
  while (at < row_count(model) && (row_at(model, at)->group != SK_FIGURE_SAILING || row_at(model, at)->key == 0))
    at++;
  for (guint i = 0; i < row_count(model); i++)
    if (row_at(model, i)->group == SK_FIGURE_YEAR && row_at(model, i)->key > 0)
      add_year(model, i, &at, &behind);
}

static void add_categories(Model *model, guint total) {
  guint japanese = cell_of(model, SK_FIGURE_CATEGORY, SK_CATEGORY_JAPANESE);
  for (guint i = 0; i < row_count(model); i++)
    if (row_at(model, i)->group == SK_FIGURE_CATEGORY)
      add_rest(model, total, i);
  add_rest(model, japanese, cell_of(model, SK_FIGURE_CATEGORY, SK_CATEGORY_SPOUSE));
}

static void add_sailed(Model *model, guint total) {
  guint stay = add_rest(model, total, cell_of(model, SK_FIGURE_TOTAL, 1)); /* stated neither to have sailed nor when */
  add_rest(model, cell_of(model, SK_FIGURE_YEAR, 0), stay);
  add_rest(model, cell_of(model, SK_FIGURE_SAILING, 0), stay);
}

static void fill(Model *model) {
  for (guint i = 0; i < row_count(model); i++) {
    SkCell cell = { .n = row_at(model, i)->persons };
    g_array_append_val(model->cells, cell);
  }
  guint total = cell_of(model, SK_FIGURE_TOTAL, 0);
  add_group(model, total, SK_FIGURE_YEAR);
  add_group(model, total, SK_FIGURE_SAILING);
  add_group(model, total, SK_FIGURE_PHASE);
  add_group(model, total, SK_FIGURE_PREFECTURE);
  for (int phase = 0; phase <= 3; phase++)
    add_phase(model, phase);
  add_years(model);
  add_categories(model, total);
  add_sailed(model, total);
}

void figures_suppress(SkFigures *figures) {
  Model model = { figures, g_array_new(FALSE, FALSE, sizeof(SkCell)), g_array_new(FALSE, FALSE, sizeof(SkCellSum)),
                  g_ptr_array_new_with_free_func(g_free) };
  fill(&model);
  SkCell *cells = (SkCell *)(void *)model.cells->data;
  sk_cells_suppress(cells, model.cells->len, (const SkCellSum *)(void *)model.sums->data, model.sums->len,
                    SK_SMALLEST_CELL);
  for (guint i = 0; i < figures->rows->len; i++)
    ((SkFigureRow *)figures->rows->pdata[i])->suppressed = cells[i].hidden;
  const SkFigureRow *all = figures->rows->len > 0 ? figures->rows->pdata[0] : NULL;
  if (all != NULL && all->group == SK_FIGURE_TOTAL && all->key == 0 && all->suppressed)
    figures->mentions = figures->entries = figures->households = -1;
  g_ptr_array_unref(model.owned);
  g_array_unref(model.sums);
  g_array_unref(model.cells);
}
