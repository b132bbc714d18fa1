/* Where the truth stands: in a column of the lists, in a file of ids and groups, or in one of pairs. */
#include "base/error.h"
#include "match/evaluate_parts.h"
#include "match/sheet.h"

#include <string.h>

static const char *const usual_ids[] = { "id", "unique_id", "rec_id" };
static const char *const usual_groups[] = { "cluster", "group", "cluster_id", "group_id", "entity", "truth" };

static int find_id(const SkSheet *sheet, const char *wanted) {
  int column = wanted != NULL && wanted[0] != '\0' ? sk_sheet_column(sheet, wanted) : -1;
  for (guint i = 0; wanted == NULL && i < G_N_ELEMENTS(usual_ids) && column < 0; i++)
    column = sk_sheet_column(sheet, usual_ids[i]);
  return column;
}

static gboolean lacks_column(const char *path, const char *heading, GError **error) {
  sk_error_set(error, SK_ERROR_NOT_FOUND, "%s: line 1: no column is called \"%s\"", path, heading);
  return FALSE;
}

/* The group a cell names. Febrl's ids say it themselves: rec-12-org and rec-12-dup-0 are one. */
static char *group_name(const char *cell) {
  const char *dash = g_str_has_prefix(cell, "rec-") ? strchr(cell + 4, '-') : NULL;
  gboolean febrl = dash != NULL && (g_str_has_prefix(dash, "-org") || g_str_has_prefix(dash, "-dup"));
  return febrl ? g_strndup(cell, (gsize)(dash - cell)) : g_strdup(cell);
}

static void put_in_group(Evaluation *self, uint32_t row, const char *cell) {
  if (cell[0] == '\0')
    return;
  char *name = group_name(cell);
  uint32_t group = GPOINTER_TO_UINT(g_hash_table_lookup(self->groups, name));
  if (group == 0) {
    group = g_hash_table_size(self->groups) + 1;
    g_hash_table_insert(self->groups, name, GUINT_TO_POINTER(group));
  } else {
    g_free(name);
  }
  g_array_index(self->group_of, uint32_t, row - 1) = group;
}

/* Rows of a sheet: wanted[0] the id, or none for the number of the row; wanted[1] the group. */
static gboolean read_groups(Evaluation *self, SkSheet *sheet, uint32_t list, GError **error) {
  g_autoptr(GError) failed = NULL;
  for (uint32_t number = 1; sk_sheet_next(sheet, &failed); number++) {
    g_autofree char *own = g_strdup_printf("%u", number);
    put_in_group(self, sk_evaluation_row(self, list, sheet->wanted[0] < 0 ? own : sheet->cells[0]), sheet->cells[1]);
  }
  return sk_error_forward(error, g_steal_pointer(&failed));
}

static gboolean read_list(Evaluation *self, const SkMatchEvaluating *evaluating, uint32_t list, GError **error) {
  SkSheet sheet;
  const char *path = evaluating->lists[list];
  gboolean good = sk_sheet_open(&sheet, path, error);
  if (good) {
    sheet.wanted[0] = find_id(&sheet, evaluating->id);
    sheet.wanted[1] = sk_sheet_column(&sheet, evaluating->truth_column);
    good = sheet.wanted[1] >= 0 ? read_groups(self, &sheet, list, error)
                                : lacks_column(path, evaluating->truth_column, error);
  }
  sk_sheet_close(&sheet);
  return good;
}

/* ---- a file of its own */

static uint32_t known_row(const Evaluation *self, uint32_t list, const char *id) {
  g_autofree char *key = g_strdup_printf("%u\t%s", list, id);
  return GPOINTER_TO_UINT(g_hash_table_lookup(self->rows, key));
}

static void merge_groups(Evaluation *self, uint32_t from, uint32_t into) {
  for (guint i = 0; i < self->group_of->len; i++)
    if (g_array_index(self->group_of, uint32_t, i) == from)
      g_array_index(self->group_of, uint32_t, i) = into;
}

/* In a file without lists the id may be of any of them. */
static uint32_t list_of_id(const Evaluation *self, const char *id) {
  for (uint32_t list = 0; list < self->list_count; list++)
    if (known_row(self, list, id) != 0)
      return list;
  return 0;
}

/* Two ids that are one: of the first and the second list where there are two, of any where there are more. */
static void join_rows(Evaluation *self, const char *left, const char *right) {
  gboolean two = self->list_count == 2;
  uint32_t a = sk_evaluation_row(self, two ? 0 : list_of_id(self, left), left);
  uint32_t b = sk_evaluation_row(self, two ? 1 : list_of_id(self, right), right);
  uint32_t of_a = g_array_index(self->group_of, uint32_t, a - 1), of_b = g_array_index(self->group_of, uint32_t, b - 1);
  if (of_a == 0 && of_b == 0) {
    g_autofree char *name = g_strdup_printf("\t%u", a); /* no group is called so */
    put_in_group(self, a, name);
    put_in_group(self, b, name);
  } else if (of_a == 0 || of_b == 0) {
    g_array_index(self->group_of, uint32_t, (of_a == 0 ? a : b) - 1) = of_a == 0 ? of_b : of_a;
  } else if (of_a != of_b) {
    merge_groups(self, of_b, of_a);
  }
}

/* A file of pairs: what stands in its second column are ids of rows. */
static gboolean holds_pairs(const Evaluation *self, const char *second) {
  return known_row(self, self->list_count == 2 ? 1 : list_of_id(self, second), second) != 0;
}

/* A row of a truth: an id and a group, or two ids. */
typedef struct {
  char *cells[2];
  uint64_t line;
} TruthRow;

static void clear_row(gpointer data) {
  TruthRow *row = data;
  g_free(row->cells[0]);
  g_free(row->cells[1]);
}

/* Where all rows are known, an id that none has is told with its place: a slip in the truth looks like a miss. */
static void remark_unknown(const Evaluation *self, const SkMatchEvaluating *evaluating, const SkSheet *sheet,
                           const TruthRow *row, guint cell) {
  GPtrArray *remarks = evaluating->remarks;
  const char *id = row->cells[cell];
  if (remarks == NULL || evaluating->clusters == NULL || remarks->len >= SK_EVALUATION_REMARKS ||
      known_row(self, list_of_id(self, id), id) != 0)
    return;
  const char *heading = sheet->headings->pdata[sheet->wanted[cell]];
  g_ptr_array_add(remarks, g_strdup_printf("%s: line %" G_GUINT64_FORMAT ", column %s: %s: no row of %s has this id",
                                           sheet->path, row->line, heading, id, evaluating->clusters));
}

static gboolean read_own(Evaluation *self, const SkMatchEvaluating *evaluating, SkSheet *sheet, gboolean may_be_pairs,
                         GError **error) {
  g_autoptr(GError) failed = NULL;
  guint64 as_pairs = 0;
  g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(TruthRow));
  g_array_set_clear_func(rows, clear_row);
  while (sk_sheet_next(sheet, &failed)) {
    TruthRow row = { { g_strdup(sheet->cells[0]), g_strdup(sheet->cells[1]) }, sheet->line };
    as_pairs += holds_pairs(self, row.cells[1]);
    g_array_append_val(rows, row);
  }
  gboolean pairs = may_be_pairs && as_pairs * 2 >= rows->len;
  for (guint i = 0; i < rows->len; i++)
    for (guint cell = 0; cell <= (guint)pairs; cell++)
      remark_unknown(self, evaluating, sheet, &g_array_index(rows, TruthRow, i), cell);
  for (guint i = 0; i < rows->len; i++) {
    const TruthRow *row = &g_array_index(rows, TruthRow, i);
    if (pairs)
      join_rows(self, row->cells[0], row->cells[1]);
    else
      put_in_group(self, sk_evaluation_row(self, list_of_id(self, row->cells[0]), row->cells[0]), row->cells[1]);
  }
  return sk_error_forward(error, g_steal_pointer(&failed));
}

static gboolean read_file(Evaluation *self, const SkMatchEvaluating *evaluating, GError **error) {
  SkSheet sheet;
  const char *path = evaluating->truth;
  gboolean good = sk_sheet_open(&sheet, path, error);
  if (good && sheet.headings->len < 2) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: line 1: a truth has two columns: an id and its group, or two ids", path);
    good = FALSE;
  }
  if (good) {
    int id = find_id(&sheet, evaluating->id), group = -1;
    if (evaluating->truth_column != NULL)
      group = sk_sheet_column(&sheet, evaluating->truth_column);
    for (guint i = 0; evaluating->truth_column == NULL && i < G_N_ELEMENTS(usual_groups) && group < 0; i++)
      group = sk_sheet_column(&sheet, usual_groups[i]);
    gboolean named = group >= 0;
    sheet.wanted[0] = id >= 0 ? id : 0;
    sheet.wanted[1] = named ? group : 1;
    good = named || evaluating->truth_column == NULL ? read_own(self, evaluating, &sheet, !named, error)
                                                     : lacks_column(path, evaluating->truth_column, error);
  }
  sk_sheet_close(&sheet);
  return good;
}

gboolean sk_evaluation_read_truth(Evaluation *self, const SkMatchEvaluating *evaluating, GError **error) {
  if (evaluating->truth != NULL)
    return read_file(self, evaluating, error);
  for (uint32_t list = 0; evaluating->lists[list] != NULL; list++)
    if (!read_list(self, evaluating, list, error))
      return FALSE;
  return TRUE;
}
