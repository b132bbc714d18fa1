#include "match/fold.h"
#include "match/table_parts.h"

#include <string.h>

#define ROWS_FIRST 256u
#define TEXT_MOST (64u << 20) /* bytes of a batch, but for its last row */

Batch *sk_match_batch_new(guint width) {
  Batch *batch = g_new0(Batch, 1);
  batch->width = width;
  batch->text = g_string_new(NULL);
  batch->ids = g_string_new(NULL);
  batch->cells = g_new(SkCell, SK_ROW_CELLS_MAX);
  batch->refused = g_ptr_array_new_with_free_func(g_free);
  return batch;
}

void sk_match_batch_free(Batch *batch) {
  if (batch == NULL)
    return;
  g_string_free(batch->text, TRUE);
  g_free(batch->cells);
  g_free(batch->values);
  g_free(batch->lines);
  g_free(batch->id_at);
  g_string_free(batch->ids, TRUE);
  g_ptr_array_unref(batch->refused);
  g_free(batch);
}

/* ---- filling */

void sk_match_batch_forget(Batch *batch) {
  g_string_truncate(batch->text, 0);
  batch->rows = 0;
  g_string_truncate(batch->ids, 0);
  g_ptr_array_set_size(batch->refused, 0);
  batch->refused_count = 0;
}

static void refuse_row(Batch *batch, const char *path, const SkRefusal *refusal) {
  batch->refused_count++;
  if (batch->refused->len >= SK_MATCH_REFUSED_KEPT)
    return;
  g_autofree char *what = sk_refusal_print(refusal);
  g_ptr_array_add(batch->refused, g_strdup_printf("%s: %s", path, what));
}

static gboolean id_is_missing(const Heading *heading, const SkRow *row) {
  if (heading->id_column < 0)
    return FALSE;
  if ((guint)heading->id_column >= row->count)
    return TRUE;
  const SkCell *cell = &row->cells[heading->id_column];
  guint blanks = 0;
  while (blanks < cell->length && (cell->text[blanks] == ' ' || cell->text[blanks] == '\t'))
    blanks++;
  return blanks == cell->length;
}

/* A row with more cells than the heading, or without its id, cannot be told. */
static gboolean row_fits(const Heading *heading, const SkRow *row, SkRefusal *ret_refusal) {
  *ret_refusal = (SkRefusal){ .rule = SK_RULE_CELL_BEYOND_HEADER, .line = row->line };
  for (guint i = heading->field_of->len; i < row->count; i++)
    if (row->cells[i].length > 0) {
      ret_refusal->column = i + 1;
      return FALSE;
    }
  ret_refusal->rule = SK_RULE_ID_MISSING;
  ret_refusal->column = (guint)(heading->id_column + 1);
  return !id_is_missing(heading, row);
}

/* The id without blanks at its ends. */
static void take_id(Batch *batch, SkCell cell) {
  while (cell.length > 0 && g_ascii_isspace(*cell.text))
    cell.text++, cell.length--;
  while (cell.length > 0 && g_ascii_isspace(cell.text[cell.length - 1]))
    cell.length--;
  batch->id_at[batch->rows] = (uint32_t)batch->ids->len;
  g_string_append_len(batch->ids, cell.text, cell.length);
  g_string_append_c(batch->ids, '\0');
}

static void make_room(Batch *batch) {
  batch->room = MAX(batch->room * 2, ROWS_FIRST);
  batch->values = g_renew(Place, batch->values, (gsize)batch->room * batch->width);
  batch->lines = g_renew(uint32_t, batch->lines, batch->room);
  batch->id_at = g_renew(uint32_t, batch->id_at, batch->room);
}

static void take_row(Batch *batch, const Heading *heading, const SkRow *row) {
  if (batch->rows == batch->room)
    make_room(batch);
  batch->lines[batch->rows] = (uint32_t)MIN(row->line, G_MAXUINT32);
  if (heading->id_column >= 0)
    take_id(batch, row->cells[heading->id_column]);
  Place *places = batch->values + (gsize)batch->rows++ * batch->width;
  memset(places, 0, batch->width * sizeof *places);
  for (guint i = 0; i < row->count && i < heading->field_of->len; i++) {
    int field = g_array_index(heading->field_of, int, i);
    if (field < 0)
      continue;
    uint32_t start = (uint32_t)batch->text->len;
    uint32_t length = (uint32_t)sk_fold_add(row->cells[i].text, row->cells[i].length, batch->text);
    places[field] = (Place){ start, length, (uint32_t)sk_values_hash(batch->text->str + start, length) };
  }
}

void sk_match_batch_take(Batch *batch, const Heading *heading, const SkRow *row) {
  SkRefusal refusal;
  if (row_fits(heading, row, &refusal))
    take_row(batch, heading, row);
  else
    refuse_row(batch, heading->path, &refusal);
}

SkReadResult sk_match_batch_fill(Batch *batch, SkReader *reader, const Heading *heading, uint64_t lines_before,
                                 guint most, GError **error) {
  sk_match_batch_forget(batch);
  while (batch->rows < most && batch->text->len < TEXT_MOST) {
    SkRow row;
    SkRefusal refusal = { 0 };
    SkReadResult result = sk_reader_next(reader, &row, &refusal, error);
    if (result == SK_READ_END || result == SK_READ_FAILED)
      return result;
    row.line += lines_before;
    refusal.line += lines_before;
    if (row.line == heading->line)
      continue;
    if (result == SK_READ_REFUSED)
      refuse_row(batch, heading->path, &refusal);
    else
      sk_match_batch_take(batch, heading, &row);
  }
  return SK_READ_ROW;
}
