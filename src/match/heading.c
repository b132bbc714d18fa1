/* The first row of a list: which column is the id, which are fields. */
#include "match/table_parts.h"

#include "base/error.h"

#include <string.h>

static const char *const usual_ids[] = { "id", "unique_id", "rec_id" };

gboolean sk_match_same_heading(const char *a, const char *b) {
  g_autofree char *left = g_strstrip(g_utf8_casefold(a, -1)), *right = g_strstrip(g_utf8_casefold(b, -1));
  return strcmp(left, right) == 0;
}

static int find_column(const SkRow *row, const char *name) {
  for (guint i = 0; i < row->count; i++)
    if (sk_match_same_heading(row->cells[i].text, name))
      return (int)i;
  return -1;
}

static gboolean find_id(const Reading *reading, const SkRow *row, const char *path, int *ret_column, GError **error) {
  *ret_column = -1;
  if (reading->reading->id != NULL) {
    *ret_column = find_column(row, reading->reading->id);
    if (*ret_column < 0)
      sk_error_set(error, SK_ERROR_NOT_FOUND, "%s: line %" G_GUINT64_FORMAT ": no column is called \"%s\"", path,
                   row->line, reading->reading->id);
    return *ret_column >= 0;
  }
  for (guint i = 0; i < G_N_ELEMENTS(usual_ids) && *ret_column < 0; i++)
    *ret_column = find_column(row, usual_ids[i]);
  return TRUE;
}

static gboolean is_wanted(const Reading *reading, const char *name) {
  const char *const *only = reading->reading->only;
  for (; only != NULL && *only != NULL; only++)
    if (sk_match_same_heading(*only, name))
      return TRUE;
  return reading->reading->only == NULL;
}

/* What a column is called among the fields: otherwise than here where the list has no column of that name itself. */
static const char *field_name(const Reading *reading, const SkRow *row, const char *heading) {
  const char *field = sk_match_aliases_find(reading->reading->aliases, heading);
  return field == NULL || find_column(row, field) >= 0 ? heading : field;
}

static int settle_field(SkMatchTable *table, const char *name) {
  int known = sk_match_table_field(table, name);
  if (known < 0) {
    SkMatchField field = { .name = g_strstrip(g_strdup(name)) };
    sk_values_init(&field.values);
    g_array_append_val(table->fields, field);
    known = (int)table->fields->len - 1;
  }
  g_array_index(table->fields, SkMatchField, known).lists++;
  return known;
}

static gboolean settle_columns(Reading *reading, const SkRow *row, const char *path, Heading *heading, GError **error) {
  for (guint i = 0; i < row->count; i++) {
    const char *name = row->cells[i].text;
    int field = -1;
    g_autofree char *bare = g_strstrip(g_strdup(name));
    if (bare[0] != '\0' && find_column(row, name) != (int)i) {
      sk_error_set(error, SK_ERROR_REFUSED,
                   "%s: line %" G_GUINT64_FORMAT ", column %u (%s): stands twice in the heading", path, row->line,
                   i + 1, name);
      return FALSE;
    }
    const char *own = field_name(reading, row, name);
    if (bare[0] != '\0' && (int)i != heading->id_column && is_wanted(reading, own))
      field = settle_field(reading->table, own);
    g_array_append_val(heading->field_of, field);
  }
  if (reading->table->fields->len <= SK_MATCH_FIELDS_MAX)
    return TRUE;
  sk_error_set(error, SK_ERROR_LIMIT, "%s: more than %u columns", path, SK_MATCH_FIELDS_MAX);
  return FALSE;
}

gboolean sk_match_heading_read(Reading *reading, SkReader *reader, const char *path, Heading *ret_heading,
                               GError **error) {
  SkRow row;
  SkRefusal refusal;
  SkReadResult result = sk_reader_next(reader, &row, &refusal, error);
  if (result == SK_READ_FAILED)
    return FALSE;
  if (result != SK_READ_ROW) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: line 1: there is no heading that names the columns", path);
    return FALSE;
  }
  ret_heading->line = row.line;
  if (!find_id(reading, &row, path, &ret_heading->id_column, error))
    return FALSE;
  SkMatchTable *table = reading->table;
  if (ret_heading->id_column >= 0 && table->id_name == NULL)
    table->id_name = g_strstrip(g_strdup(row.cells[ret_heading->id_column].text));
  return settle_columns(reading, &row, path, ret_heading, error);
}
