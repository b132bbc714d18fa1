#include "match/table.h"

#include "base/error.h"
#include "link/parallel.h"
#include "match/opened.h"
#include "match/table_parts.h"

#include <string.h>

#define BATCH_ROWS 8192u

static void clear_field(gpointer data) {
  SkMatchField *field = data;
  g_free(field->name);
  sk_values_clear(&field->values);
  g_free(field->counts);
}

static void clear_list(gpointer data) {
  SkMatchList *list = data;
  g_free(list->path);
  g_free(list->name);
}

SkMatchTable *sk_match_table_new(void) {
  SkMatchTable *table = g_new0(SkMatchTable, 1);
  table->lists = g_array_new(FALSE, TRUE, sizeof(SkMatchList));
  table->fields = g_array_new(FALSE, TRUE, sizeof(SkMatchField));
  g_array_set_clear_func(table->lists, clear_list);
  g_array_set_clear_func(table->fields, clear_field);
  table->id_text = g_byte_array_new();
  table->refused = g_ptr_array_new_with_free_func(g_free);
  return table;
}

void sk_match_table_free(SkMatchTable *table) {
  if (table == NULL)
    return;
  g_array_unref(table->lists);
  g_array_unref(table->fields);
  g_free(table->cells);
  g_free(table->list_of);
  g_free(table->line_of);
  g_free(table->id_at);
  g_free(table->id_name);
  g_free(table->remark);
  g_byte_array_unref(table->id_text);
  g_ptr_array_unref(table->refused);
  g_free(table);
}

const char *sk_match_table_id(const SkMatchTable *table, uint32_t row) {
  return (const char *)table->id_text->data + table->id_at[row];
}

const SkMatchField *sk_match_table_at(const SkMatchTable *table, guint field) {
  return &g_array_index(table->fields, SkMatchField, field);
}

const SkMatchList *sk_match_table_list(const SkMatchTable *table, guint list) {
  return &g_array_index(table->lists, SkMatchList, list);
}

int sk_match_table_field(const SkMatchTable *table, const char *name) {
  for (guint i = 0; i < table->fields->len; i++)
    if (sk_match_same_heading(sk_match_table_at(table, i)->name, name))
      return (int)i;
  return -1;
}

SkValueText sk_match_table_text(const SkMatchTable *table, uint32_t row, guint field) {
  return sk_values_text(&sk_match_table_at(table, field)->values,
                        table->cells[(gsize)row * table->fields->len + field]);
}

uint32_t sk_match_table_find(const SkMatchTable *table, guint list, const char *id) {
  for (uint32_t row = 0; row < table->row_count; row++)
    if ((list == G_MAXUINT32 || table->list_of[row] == list) && strcmp(sk_match_table_id(table, row), id) == 0)
      return row;
  return G_MAXUINT32;
}

/* ---- rows */

guint sk_match_reading_threads(const Reading *reading) {
  return reading->reading->threads > 0 ? reading->reading->threads : g_get_num_processors();
}

/* Reads what is left of a list, batch by batch. */
static gboolean read_rows(Reading *reading, SkReader *reader, const Heading *heading, GError **error) {
  g_autoptr(Batch) batch = sk_match_batch_new(reading->table->fields->len);
  SkReadResult result = SK_READ_ROW;
  while (result == SK_READ_ROW) {
    result = sk_match_batch_fill(batch, reader, heading, 0, BATCH_ROWS, error);
    if (result == SK_READ_FAILED || !sk_match_batch_add(reading, batch, sk_match_reading_threads(reading), error))
      return FALSE;
  }
  return TRUE;
}

/* ---- lists */

/* Fields that a later list brings widen the rows that are there already. */
static void widen_rows(Reading *reading, guint before, guint after) {
  guint rows = before == 0 ? 0 : reading->cells->len / before;
  if (before == after || rows == 0)
    return;
  g_array_set_size(reading->cells, rows * after);
  uint32_t *cells = (uint32_t *)(void *)reading->cells->data;
  for (guint row = rows; row-- > 0;) {
    memmove(cells + (gsize)row * after, cells + (gsize)row * before, before * sizeof *cells);
    memset(cells + (gsize)row * after + before, 0, (after - before) * sizeof *cells);
  }
}

static gboolean read_list(Reading *reading, const char *path, GError **error) {
  uint64_t lines;
  g_autoptr(SkReader) reader = sk_match_open(path, &lines, error);
  if (reader == NULL)
    return FALSE;
  reading->lines += lines;
  sk_progress_stage(reading->progress, "reading", reading->lines);
  SkMatchTable *table = reading->table;
  g_autoptr(GArray) field_of = g_array_new(FALSE, FALSE, sizeof(int));
  Heading heading = { .path = path, .field_of = field_of };
  SkMatchList list = { .path = g_strdup(path), .name = g_path_get_basename(path) };
  g_array_append_val(table->lists, list);
  guint before = table->fields->len;
  gboolean read;
  if (!sk_match_heading_read(reading, reader, path, &heading, error))
    return FALSE;
  widen_rows(reading, before, table->fields->len);
  return sk_match_pieces_read(reading, reader, &heading, &read, error) &&
         (read || read_rows(reading, reader, &heading, error)) &&
         (heading.id_column >= 0 || sk_match_ids_number(reading, error));
}

static gboolean all_wanted_are_there(const Reading *reading, GError **error) {
  for (const char *const *only = reading->reading->only; only != NULL && *only != NULL; only++)
    if (sk_match_table_field(reading->table, *only) < 0) {
      sk_error_set(error, SK_ERROR_NOT_FOUND, "%s: line 1: no column is called \"%s\"", reading->reading->paths[0],
                   *only);
      return FALSE;
    }
  return TRUE;
}

static void count_values(void *context, unsigned thread, size_t number) {
  SkMatchTable *table = context;
  guint width = table->fields->len;
  SkMatchField *field = &g_array_index(table->fields, SkMatchField, number);
  (void)thread;
  sk_values_seal(&field->values);
  field->counts = g_new0(uint32_t, (gsize)sk_values_count(&field->values) + 1);
  for (uint32_t row = 0; row < table->row_count; row++)
    field->counts[table->cells[(gsize)row * width + number]]++;
}

static gboolean finish(Reading *reading, GError **error) {
  SkMatchTable *table = reading->table;
  table->row_count = reading->list_of->len;
  table->cells = (uint32_t *)(void *)g_array_free(g_steal_pointer(&reading->cells), FALSE);
  table->list_of = (uint32_t *)(void *)g_array_free(g_steal_pointer(&reading->list_of), FALSE);
  table->line_of = (uint32_t *)(void *)g_array_free(g_steal_pointer(&reading->line_of), FALSE);
  table->id_at = (uint32_t *)(void *)g_array_free(g_steal_pointer(&reading->id_at), FALSE);
  if (!all_wanted_are_there(reading, error) ||
      !sk_match_table_order(table, reading->reading->id != NULL, sk_match_reading_threads(reading), error))
    return FALSE;
  sk_link_parallel(sk_match_reading_threads(reading), table->fields->len, count_values, table);
  return TRUE;
}

void sk_match_reading_clear(Reading *reading) {
  g_clear_pointer(&reading->cells, g_array_unref);
  g_clear_pointer(&reading->list_of, g_array_unref);
  g_clear_pointer(&reading->line_of, g_array_unref);
  g_clear_pointer(&reading->id_at, g_array_unref);
}

SkMatchTable *sk_match_table_read(const SkMatchReading *reading, SkProgress *progress, GError **error) {
  g_autoptr(SkMatchTable) table = sk_match_table_new();
  Reading self = { .table = table,
                   .reading = reading,
                   .progress = progress,
                   .beside = 1,
                   .cells = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                   .list_of = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                   .line_of = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                   .id_at = g_array_new(FALSE, FALSE, sizeof(uint32_t)) };
  gboolean good = TRUE;
  for (const char *const *path = reading->paths; good && *path != NULL; path++)
    good = read_list(&self, *path, error);
  good = good && finish(&self, error);
  sk_progress_end(progress);
  sk_match_reading_clear(&self);
  return good ? g_steal_pointer(&table) : NULL;
}
