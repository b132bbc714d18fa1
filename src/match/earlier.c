#include "match/earlier.h"

#include "base/error.h"
#include "match/sheet.h"

#include <stdlib.h>
#include <string.h>

#define STEP 16384u

/* ---- reading */

typedef struct {
  const SkMatchRun *run;
  GHashTable *lists;   /* name -> number from 1 */
  GHashTable *numbers; /* cluster's name -> number from 1, as first met */
  GPtrArray *names;    /* by number; [0] "" */
  GArray *sizes;       /* uint32_t by number */
  uint32_t *before;    /* by row */
} Reading;

static uint32_t number_of(Reading *self, const char *name) {
  gpointer known = g_hash_table_lookup(self->numbers, name);
  uint32_t none = 0;
  if (known != NULL)
    return GPOINTER_TO_UINT(known);
  char *kept = g_strdup(name);
  g_ptr_array_add(self->names, kept);
  g_array_append_val(self->sizes, none);
  g_hash_table_insert(self->numbers, kept, GUINT_TO_POINTER(self->names->len - 1));
  return self->names->len - 1;
}

/* The row, or G_MAXUINT32 where its list or id is not among today's. */
static uint32_t row_of(const Reading *self, const char *list, const char *id) {
  if (list == NULL)
    return sk_match_table_find(self->run->table, 0, id);
  gpointer number = g_hash_table_lookup(self->lists, list);
  return number == NULL ? G_MAXUINT32 : sk_match_table_find(self->run->table, GPOINTER_TO_UINT(number) - 1, id);
}

static gboolean read_row(Reading *self, const SkSheet *sheet, gboolean lists, GError **error) {
  if (sheet->cells[1][0] == '\0')
    return TRUE;
  uint32_t cluster = number_of(self, sheet->cells[1]);
  uint32_t row = row_of(self, lists ? sheet->cells[2] : NULL, sheet->cells[0]);
  g_array_index(self->sizes, uint32_t, cluster)++;
  if (row == G_MAXUINT32)
    return TRUE;
  if (self->before[row] != 0) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: the row \"%s\" stands twice", sheet->path, sheet->cells[0]);
    return FALSE;
  }
  self->before[row] = cluster;
  return TRUE;
}

static gboolean find_columns(SkSheet *sheet, GError **error) {
  static const char *const wanted[] = { "id", "cluster", "list" };
  return sk_sheet_want(sheet, wanted, G_N_ELEMENTS(wanted), 2, error);
}

static gboolean read_rows(Reading *self, SkSheet *sheet, SkProgress *progress, GError **error) {
  g_autoptr(GError) failed = NULL;
  uint64_t done = 0;
  if (!find_columns(sheet, error))
    return FALSE;
  sk_progress_stage(progress, "reading earlier clusters", 0);
  while (sk_sheet_next(sheet, &failed)) {
    if (!read_row(self, sheet, sheet->wanted[2] >= 0, error) ||
        (++done % STEP == 0 && !sk_progress_step(progress, done, error)))
      return FALSE;
  }
  sk_progress_end(progress);
  return sk_error_forward(error, g_steal_pointer(&failed));
}

/* ---- numbers that depend on the names alone, not on the order of the file */

static gboolean is_number(const char *name) {
  return strspn(name, "0123456789") == strlen(name) && (name[0] != '0' || name[1] == '\0');
}

/* Numbers by value, then words. */
static int by_name(const char *a, const char *b) {
  gboolean number = is_number(a);
  if (number != is_number(b))
    return number ? -1 : 1;
  gsize left = strlen(a), right = strlen(b);
  return number && left != right ? (left > right) - (left < right) : strcmp(a, b);
}

static gint compare_names(gconstpointer a, gconstpointer b, gpointer names) {
  const char *const *all = names;
  return by_name(all[*(const uint32_t *)a], all[*(const uint32_t *)b]);
}

/* The clusters in the order of their names: numbers as first met become numbers in that order. */
static void order_names(Reading *self, SkMatchEarlier *earlier) {
  uint32_t count = self->names->len;
  g_autofree uint32_t *order = g_new(uint32_t, count), *place = g_new0(uint32_t, count);
  for (uint32_t i = 0; i < count; i++)
    order[i] = i;
  g_qsort_with_data(order + 1, (gint)(count - 1), sizeof *order, compare_names, self->names->pdata);
  earlier->names = g_ptr_array_new_full(count, g_free);
  earlier->sizes = g_new0(uint32_t, count);
  for (uint32_t i = 0; i < count; i++) {
    g_ptr_array_add(earlier->names, g_strdup(self->names->pdata[order[i]]));
    earlier->sizes[i] = g_array_index(self->sizes, uint32_t, order[i]);
    place[order[i]] = i;
  }
  for (uint32_t row = 0; row < self->run->table->row_count; row++)
    earlier->before[row] = place[self->before[row]];
}

static gboolean read_file(Reading *self, const char *path, SkProgress *progress, GError **error) {
  SkSheet sheet;
  gboolean good = sk_sheet_open(&sheet, path, error) && read_rows(self, &sheet, progress, error);
  sk_sheet_close(&sheet);
  return good;
}

SkMatchEarlier *sk_match_earlier_read(const SkMatchRun *run, const char *path, SkProgress *progress, GError **error) {
  const SkMatchTable *table = run->table;
  g_autoptr(SkMatchEarlier) earlier = g_new0(SkMatchEarlier, 1);
  g_autoptr(GHashTable) lists = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) sizes = g_array_new(FALSE, TRUE, sizeof(uint32_t));
  g_autofree uint32_t *met = g_new0(uint32_t, (gsize)table->row_count + 1);
  Reading reading = { run, lists, numbers, names, sizes, met };
  for (guint i = 0; i < table->lists->len; i++)
    g_hash_table_insert(lists, sk_match_table_list(table, i)->name, GUINT_TO_POINTER(i + 1));
  g_ptr_array_add(names, g_strdup(""));
  g_array_set_size(sizes, 1);
  earlier->before = g_new0(uint32_t, (gsize)table->row_count + 1);
  earlier->overlaps = g_new0(SkEngineOverlap, (gsize)table->row_count + 1);
  if (!read_file(&reading, path, progress, error))
    return NULL;
  order_names(&reading, earlier);
  SkLinkStatus status = sk_engine_overlaps(NULL, earlier->before, run->result->cluster_of, table->row_count,
                                           earlier->overlaps, &earlier->overlap_count);
  if (status == SK_LINK_OK)
    return g_steal_pointer(&earlier);
  sk_error_set(error, SK_ERROR_FAILED, "finding the earlier clusters again: %s", sk_link_status_code(status));
  return NULL;
}

void sk_match_earlier_free(SkMatchEarlier *earlier) {
  if (earlier == NULL)
    return;
  g_clear_pointer(&earlier->names, g_ptr_array_unref);
  g_free(earlier->before);
  g_free(earlier->sizes);
  g_free(earlier->overlaps);
  g_free(earlier);
}

/* ---- naming */

static uint64_t next_number(const SkMatchEarlier *earlier) {
  uint64_t most = 0;
  for (guint i = 1; earlier != NULL && i < earlier->names->len; i++)
    if (is_number(earlier->names->pdata[i]))
      most = MAX(most, g_ascii_strtoull(earlier->names->pdata[i], NULL, 10));
  return most + 1;
}

GPtrArray *sk_match_cluster_names(const SkMatchRun *run, const SkMatchEarlier *earlier) {
  uint32_t rows = run->table->row_count;
  uint64_t next = next_number(earlier);
  GPtrArray *names = g_ptr_array_new_full(rows, g_free);
  g_ptr_array_set_size(names, (gint)rows);
  for (size_t i = 0; earlier != NULL && i < earlier->overlap_count; i++)
    if (earlier->overlaps[i].heir)
      names->pdata[earlier->overlaps[i].now] = g_strdup(earlier->names->pdata[earlier->overlaps[i].before]);
  for (uint32_t row = 0; row < rows; row++)
    if (run->result->cluster_of[row] == row && names->pdata[row] == NULL)
      names->pdata[row] = g_strdup_printf("%" G_GUINT64_FORMAT, next++);
  return names;
}
