#include "intake/suggest.h"

#include "base/error.h"
#include "intake/mapping.h"
#include "intake/record.h"
#include "intake/refusal_report.h"
#include "intake/suggest_parts.h"

#include <string.h>

#define HEAD_ROWS 8 /* a header is looked for in the first rows: titles may stand above it */
#define SAMPLE 300

static void free_column(gpointer column) {
  suggest_column_free(column);
}

/* Up to SAMPLE rows as GStrv; refused ones are left out. Of a report of refusals, the list's own columns. */
static GPtrArray *read_sample(SkReader *reader, GError **error) {
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  g_auto(ReportShape) shape = { 0 };
  for (guint i = 0; i < SAMPLE; i++) {
    SkRow row;
    SkRefusal refusal;
    SkReadResult result = sk_reader_next(reader, &row, &refusal, error);
    if (result == SK_READ_FAILED)
      return NULL;
    if (result == SK_READ_END)
      break;
    if (i == 0 && result == SK_READ_ROW)
      report_recognise(&row, &shape);
    else if (shape.cells != NULL)
      report_strip(&shape, &row);
    char **cells = g_new0(char *, row.count + 1);
    for (guint c = 0; c < row.count; c++)
      cells[c] = g_strdup(result == SK_READ_ROW ? row.cells[c].text : "");
    g_ptr_array_add(rows, cells);
  }
  return g_steal_pointer(&rows);
}

static GPtrArray *columns_of(char **header) {
  GPtrArray *columns = g_ptr_array_new_with_free_func(free_column);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; header[i] != NULL; i++) {
    SuggestColumn *column = suggest_column_new(header[i]);
    SuggestColumn *same = g_hash_table_lookup(seen, column->name);
    g_ptr_array_add(columns, column);
    if (same != NULL)
      same->twice = column->twice = TRUE;
    else
      g_hash_table_insert(seen, column->name, column);
  }
  for (guint i = 0; i < columns->len; i++)
    if (!((SuggestColumn *)columns->pdata[i])->twice)
      suggest_from_name(columns->pdata[i]);
  return columns;
}

static guint understood(const GPtrArray *columns) {
  guint count = 0;
  for (guint i = 0; i < columns->len; i++)
    count += ((SuggestColumn *)columns->pdata[i])->meaning != MEANS_NOTHING ? 1 : 0;
  return count;
}

/* The columns of the row that reads most like a header; the first on a tie. */
static GPtrArray *find_header(const GPtrArray *rows, guint *ret_header) {
  GPtrArray *best = NULL;
  for (guint i = 0; i < MIN(rows->len, HEAD_ROWS); i++) {
    GPtrArray *columns = columns_of(rows->pdata[i]);
    if (best != NULL && understood(columns) <= understood(best)) {
      g_ptr_array_unref(columns);
      continue;
    }
    g_clear_pointer(&best, g_ptr_array_unref);
    best = columns;
    *ret_header = i + 1;
  }
  return best;
}

static void see_values(GPtrArray *columns, const GPtrArray *rows, guint header) {
  for (guint i = header; i < rows->len; i++) {
    char **cells = rows->pdata[i];
    for (guint c = 0; c < columns->len && cells[c] != NULL; c++)
      suggest_column_see(columns->pdata[c], cells[c]);
  }
}

gboolean suggest_has_names(const GPtrArray *columns) {
  for (guint i = 0; i < columns->len; i++) {
    Meaning meaning = ((SuggestColumn *)columns->pdata[i])->meaning;
    if (meaning >= MEANS_NAME && meaning <= MEANS_GIVEN)
      return TRUE;
  }
  return FALSE;
}

/* What is proposed must be what the program takes. */
static gboolean prove(const char *text, const GPtrArray *columns, GError **error) {
  g_autoptr(SkMapping) mapping = sk_mapping_parse("proposal", text, strlen(text), error);
  if (mapping == NULL)
    return FALSE;
  g_autofree SkCell *cells = g_new0(SkCell, columns->len + 1);
  for (guint i = 0; i < columns->len; i++) {
    const char *name = ((SuggestColumn *)columns->pdata[i])->name;
    cells[i] = (SkCell){ name, (guint)strlen(name) };
  }
  const SkRow header = { 1, columns->len, cells };
  g_autoptr(SkRowMapper) mapper = sk_row_mapper_new(mapping, &header, error);
  return mapper != NULL;
}

static gboolean fill_sample(ListSample *sample, const char *name, GError **error) {
  sample->rows = read_sample(sample->reader, error);
  if (sample->rows == NULL)
    return FALSE;
  sample->columns = find_header(sample->rows, &sample->header);
  if (sample->columns == NULL) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: holds no row", name);
    return FALSE;
  }
  see_values(sample->columns, sample->rows, sample->header);
  suggest_from_values(sample->columns);
  return TRUE;
}

gboolean list_sample_read(SkReader *reader, const char *name, ListSample *ret_sample, GError **error) {
  ListSample sample = { .reader = reader };
  if (!fill_sample(&sample, name, error)) {
    list_sample_clear(&sample);
    return FALSE;
  }
  *ret_sample = sample;
  return TRUE;
}

void list_sample_clear(ListSample *sample) {
  g_clear_pointer(&sample->reader, sk_reader_free);
  g_clear_pointer(&sample->rows, g_ptr_array_unref);
  g_clear_pointer(&sample->columns, g_ptr_array_unref);
}

char *suggest_yaml(ListSample *sample, const SuggestTitle *title, GError **error) {
  if (!suggest_has_names(sample->columns)) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: no column of it seems to hold names, so nothing can be proposed",
                 title->list);
    return NULL;
  }
  g_autofree char *text = suggest_write(sample, title);
  return prove(text, sample->columns, error) ? g_steal_pointer(&text) : NULL;
}

char *sk_mapping_suggest(const char *path, GError **error) {
  g_auto(ListSample) sample = { 0 };
  SkReader *reader = sk_reader_open(path, NULL, error);
  if (reader == NULL || !list_sample_read(reader, path, &sample, error))
    return NULL;
  g_autofree char *name = g_path_get_basename(path);
  const SuggestTitle title = { .list = name, .word = "my-list", .title = name };
  return suggest_yaml(&sample, &title, error);
}
