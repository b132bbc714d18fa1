#include "match/evaluate.h"

#include "base/error.h"
#include "match/evaluate_parts.h"
#include "match/sheet.h"

double sk_match_precision(SkMatchPairScore score) {
  return score.found == 0 ? 1 : (double)score.right / (double)score.found;
}

double sk_match_recall(SkMatchPairScore score) {
  return score.truth == 0 ? 1 : (double)score.right / (double)score.truth;
}

double sk_match_f1(SkMatchPairScore score) {
  return score.truth + score.found == 0 ? 1 : 2.0 * (double)score.right / (double)(score.truth + score.found);
}

uint32_t sk_evaluation_row(Evaluation *self, uint32_t list, const char *id) {
  char *key = g_strdup_printf("%u\t%s", list, id);
  uint32_t row = GPOINTER_TO_UINT(g_hash_table_lookup(self->rows, key)), none = 0;
  if (row != 0) {
    g_free(key);
    return row;
  }
  row = self->list_of->len + 1;
  g_hash_table_insert(self->rows, key, GUINT_TO_POINTER(row));
  g_array_append_val(self->list_of, list);
  g_array_append_val(self->group_of, none);
  g_array_append_val(self->cluster_of, none);
  return row;
}

static uint32_t at(const GArray *array, uint32_t row) {
  return g_array_index(array, uint32_t, row - 1);
}

/* ---- clusters.csv */

static gboolean lacks(const char *path, const char *what, GError **error) {
  sk_error_set(error, SK_ERROR_REFUSED, "%s: line 1: %s", path, what);
  return FALSE;
}

/* Which list a row is of. Lists that were not given are numbered as clusters name them, which is their order. */
static uint32_t list_number(Evaluation *self, const char *name) {
  guint found;
  if (!g_ptr_array_find_with_equal_func(self->names, name, g_str_equal, &found)) {
    found = self->names->len;
    g_ptr_array_add(self->names, g_strdup(name));
    self->list_count = MAX(self->list_count, self->names->len);
  }
  return found;
}

static gboolean read_clusters(Evaluation *self, SkSheet *sheet, GError **error) {
  g_autoptr(GError) failed = NULL;
  g_autoptr(GHashTable) clusters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  sheet->wanted[0] = sk_sheet_column(sheet, "id");
  sheet->wanted[1] = sk_sheet_column(sheet, "cluster");
  sheet->wanted[2] = sk_sheet_column(sheet, "list");
  if (sheet->wanted[0] < 0 || sheet->wanted[1] < 0)
    return lacks(sheet->path, "clusters have the columns id and cluster", error);
  while (sk_sheet_next(sheet, &failed)) {
    uint32_t cluster = GPOINTER_TO_UINT(g_hash_table_lookup(clusters, sheet->cells[1]));
    if (cluster == 0) {
      cluster = g_hash_table_size(clusters) + 1;
      g_hash_table_insert(clusters, g_strdup(sheet->cells[1]), GUINT_TO_POINTER(cluster));
    }
    uint32_t list = sheet->wanted[2] < 0 ? 0 : list_number(self, sheet->cells[2]);
    uint32_t row = sk_evaluation_row(self, list, sheet->cells[0]);
    g_array_index(self->cluster_of, uint32_t, row - 1) = cluster;
  }
  return sk_error_forward(error, g_steal_pointer(&failed));
}

/* ---- pairs.csv */

/* Pairs of more lists than two say of which they are. */
static uint32_t row_of_pair(Evaluation *self, const SkSheet *sheet, guint side) {
  gboolean said = sheet->wanted[3 + side] >= 0;
  uint32_t list = said ? list_number(self, sheet->cells[3 + side]) : side == 1 && self->list_count > 1;
  return sk_evaluation_row(self, list, sheet->cells[side]);
}

static gboolean read_pairs(Evaluation *self, SkSheet *sheet, double from, gboolean count, GError **error) {
  g_autoptr(GError) failed = NULL;
  sheet->wanted[0] = sk_sheet_column(sheet, "left_id");
  sheet->wanted[1] = sk_sheet_column(sheet, "right_id");
  sheet->wanted[2] = sk_sheet_column(sheet, "probability");
  sheet->wanted[3] = sk_sheet_column(sheet, "left_list");
  sheet->wanted[4] = sk_sheet_column(sheet, "right_list");
  if (sheet->wanted[0] < 0 || sheet->wanted[1] < 0)
    return lacks(sheet->path, "pairs have the columns left_id and right_id", error);
  while (sk_sheet_next(sheet, &failed)) {
    uint32_t left = row_of_pair(self, sheet, 0), right = row_of_pair(self, sheet, 1);
    if (!count || (sheet->wanted[2] >= 0 && g_ascii_strtod(sheet->cells[2], NULL) < from))
      continue;
    self->pairs.found++;
    self->pairs.right += at(self->group_of, left) != 0 && at(self->group_of, left) == at(self->group_of, right);
  }
  return sk_error_forward(error, g_steal_pointer(&failed));
}

static gboolean with_pairs(Evaluation *self, const SkMatchEvaluating *evaluating, gboolean count, GError **error) {
  SkSheet sheet;
  gboolean good = evaluating->pairs == NULL;
  if (good)
    return TRUE;
  good = sk_sheet_open(&sheet, evaluating->pairs, error) && read_pairs(self, &sheet, evaluating->from, count, error);
  sk_sheet_close(&sheet);
  return good;
}

static gboolean with_clusters(Evaluation *self, const SkMatchEvaluating *evaluating, GError **error) {
  SkSheet sheet;
  if (evaluating->clusters == NULL)
    return TRUE;
  gboolean good = sk_sheet_open(&sheet, evaluating->clusters, error) && read_clusters(self, &sheet, error);
  sk_sheet_close(&sheet);
  return good;
}

/* ---- counting */

/* Members of a class by list; a class is a group, a cluster, or what the two share. */
typedef struct {
  uint32_t all, *by_list;
} Class;

static void free_class(gpointer data) {
  Class *class = data;
  g_free(class->by_list);
  g_free(class);
}

static void count_in(const Evaluation *self, GHashTable *classes, uint64_t key, uint32_t list) {
  gint64 name = (gint64)key;
  Class *class = g_hash_table_lookup(classes, &name);
  if (class == NULL) {
    class = g_new0(Class, 1);
    class->by_list = g_new0(uint32_t, self->list_count + 1);
    g_hash_table_insert(classes, g_memdup2(&name, sizeof name), class);
  }
  class->all++;
  class->by_list[MIN(list, self->list_count)]++;
}

static uint64_t two_of(uint64_t count) {
  return count * (count - (count > 0)) / 2;
}

/* Pairs inside the classes; of more lists than one, only those across lists. */
static uint64_t count_pairs(const Evaluation *self, GHashTable *classes) {
  GHashTableIter iter;
  gpointer value;
  uint64_t pairs = 0;
  g_hash_table_iter_init(&iter, classes);
  while (g_hash_table_iter_next(&iter, NULL, &value)) {
    const Class *class = value;
    pairs += two_of(class->all);
    for (uint32_t list = 0; self->list_count > 1 && list <= self->list_count; list++)
      pairs -= two_of(class->by_list[list]);
  }
  return pairs;
}

static uint32_t class_size(GHashTable *classes, uint64_t key) {
  gint64 name = (gint64)key;
  const Class *class = g_hash_table_lookup(classes, &name);
  return class == NULL ? 0 : class->all;
}

/* A row in no group is one of its own, and so is one in no cluster: numbers that nothing else has. */
static uint64_t own_class(uint32_t number, uint32_t row) {
  return number != 0 ? number : (uint64_t)1 << 31 | row;
}

static GHashTable *classes_new(void) {
  return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_class);
}

static void score(const Evaluation *self, SkMatchScore *ret_score) {
  g_autoptr(GHashTable) groups = classes_new(), clusters = classes_new(), both = classes_new();
  uint32_t rows = self->list_of->len;
  for (uint32_t row = 1; row <= rows; row++) {
    uint64_t group = own_class(at(self->group_of, row), row), cluster = own_class(at(self->cluster_of, row), row);
    count_in(self, groups, group, at(self->list_of, row));
    count_in(self, clusters, cluster, at(self->list_of, row));
    count_in(self, both, group << 32 | cluster, at(self->list_of, row));
  }
  for (uint32_t row = 1; row <= rows; row++) {
    uint64_t group = own_class(at(self->group_of, row), row), cluster = own_class(at(self->cluster_of, row), row);
    double shared = class_size(both, group << 32 | cluster);
    ret_score->b_cubed_precision += shared / class_size(clusters, cluster) / rows;
    ret_score->b_cubed_recall += shared / class_size(groups, group) / rows;
  }
  uint64_t truth = count_pairs(self, groups);
  ret_score->rows = rows;
  ret_score->clusters = (SkMatchPairScore){ truth, count_pairs(self, clusters), count_pairs(self, both) };
  ret_score->pairs = (SkMatchPairScore){ truth, self->pairs.found, self->pairs.right };
}

static gboolean evaluate(Evaluation *self, const SkMatchEvaluating *evaluating, SkMatchScore *ret_score,
                         GError **error) {
  if (!with_clusters(self, evaluating, error) || !with_pairs(self, evaluating, FALSE, error) ||
      !sk_evaluation_read_truth(self, evaluating, error) || !with_pairs(self, evaluating, TRUE, error))
    return FALSE;
  if (g_hash_table_size(self->groups) == 0) {
    sk_error_set(error, SK_ERROR_REFUSED, "the truth names no group");
    return FALSE;
  }
  *ret_score = (SkMatchScore){ .has_pairs = evaluating->pairs != NULL, .has_clusters = evaluating->clusters != NULL };
  score(self, ret_score);
  return TRUE;
}

gboolean sk_match_evaluate(const SkMatchEvaluating *evaluating, SkMatchScore *ret_score, GError **error) {
  Evaluation self = { .rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                      .groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                      .list_of = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                      .group_of = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                      .cluster_of = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                      .names = g_ptr_array_new_with_free_func(g_free),
                      .list_count = 1 };
  for (guint i = 0; evaluating->lists != NULL && evaluating->lists[i] != NULL; i++)
    g_ptr_array_add(self.names, g_path_get_basename(evaluating->lists[i]));
  self.list_count = MAX(self.list_count, self.names->len);
  gboolean good = evaluate(&self, evaluating, ret_score, error);
  g_hash_table_unref(self.rows);
  g_hash_table_unref(self.groups);
  g_array_unref(self.list_of);
  g_array_unref(self.group_of);
  g_array_unref(self.cluster_of);
  g_ptr_array_unref(self.names);
  return good;
}
