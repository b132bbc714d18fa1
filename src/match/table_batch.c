#include "base/error.h"
#include "link/parallel.h"
#include "match/fold.h"
#include "match/table_parts.h"

#include <string.h>

#define TEXT_MOST (64u << 20) /* bytes of a batch, but for its last row */
#define ID_BYTES_MAX (G_MAXUINT32 - 65536u)
#define TOGETHER 256u

Batch *sk_match_batch_new(guint width) {
  Batch *batch = g_new0(Batch, 1);
  batch->width = width;
  batch->text = g_string_new(NULL);
  batch->values = g_array_new(FALSE, TRUE, sizeof(Place));
  batch->lines = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  batch->id_at = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  batch->ids = g_byte_array_new();
  batch->cells = g_new(SkCell, SK_ROW_CELLS_MAX);
  batch->refused = g_ptr_array_new_with_free_func(g_free);
  return batch;
}

void sk_match_batch_free(Batch *batch) {
  if (batch == NULL)
    return;
  g_string_free(batch->text, TRUE);
  g_free(batch->cells);
  g_array_unref(batch->values);
  g_array_unref(batch->lines);
  g_array_unref(batch->id_at);
  g_byte_array_unref(batch->ids);
  g_ptr_array_unref(batch->refused);
  g_free(batch);
}

/* ---- filling */

void sk_match_batch_forget(Batch *batch) {
  g_string_truncate(batch->text, 0);
  g_array_set_size(batch->values, 0);
  g_array_set_size(batch->lines, 0);
  g_array_set_size(batch->id_at, 0);
  g_byte_array_set_size(batch->ids, 0);
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
  uint32_t at = batch->ids->len;
  while (cell.length > 0 && g_ascii_isspace(*cell.text))
    cell.text++, cell.length--;
  while (cell.length > 0 && g_ascii_isspace(cell.text[cell.length - 1]))
    cell.length--;
  g_byte_array_set_size(batch->ids, at + cell.length + 1);
  memcpy(batch->ids->data + at, cell.text, cell.length);
  batch->ids->data[at + cell.length] = '\0';
  g_array_append_val(batch->id_at, at);
}

static void take_row(Batch *batch, const Heading *heading, const SkRow *row) {
  guint first = batch->values->len;
  uint32_t line = (uint32_t)MIN(row->line, G_MAXUINT32);
  g_array_append_val(batch->lines, line);
  if (heading->id_column >= 0)
    take_id(batch, row->cells[heading->id_column]);
  g_array_set_size(batch->values, first + batch->width);
  Place *places = &g_array_index(batch->values, Place, first);
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
  while (batch->lines->len < most && batch->text->len < TEXT_MOST) {
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

/* ---- adding */

static gboolean append_ids(Reading *reading, const Heading *heading, const Batch *batch) {
  SkMatchTable *table = reading->table;
  SkMatchList *list = &g_array_index(table->lists, SkMatchList, table->lists->len - 1);
  uint32_t base = table->id_text->len;
  guint rows = batch->lines->len, first = reading->id_at->len;
  if (batch->ids->len > ID_BYTES_MAX - base)
    return FALSE;
  g_array_set_size(reading->id_at, first + rows);
  uint32_t *id_at = &g_array_index(reading->id_at, uint32_t, first);
  for (guint i = 0; i < rows && heading->id_column >= 0; i++)
    id_at[i] = base + g_array_index(batch->id_at, uint32_t, i);
  for (guint i = 0; i < rows && heading->id_column < 0; i++) { /* the number of the row where the list has none */
    char text[16];
    int length = g_snprintf(text, sizeof text, "%u", list->row_count + i + 1);
    id_at[i] = table->id_text->len;
    if (id_at[i] > ID_BYTES_MAX)
      return FALSE;
    g_byte_array_append(table->id_text, (const guint8 *)text, (guint)length + 1);
  }
  g_byte_array_append(table->id_text, batch->ids->data, batch->ids->len);
  return TRUE;
}

static gboolean append_rows(Reading *reading, const Heading *heading, const Batch *batch) {
  SkMatchTable *table = reading->table;
  guint number = table->lists->len - 1, rows = batch->lines->len;
  SkMatchList *list = &g_array_index(table->lists, SkMatchList, number);
  if (!append_ids(reading, heading, batch))
    return FALSE;
  g_array_append_vals(reading->line_of, batch->lines->data, rows);
  guint first = reading->list_of->len;
  g_array_set_size(reading->list_of, first + rows);
  for (guint i = 0; i < rows; i++)
    g_array_index(reading->list_of, uint32_t, first + i) = number;
  list->row_count += rows;
  table->refused_count += batch->refused_count;
  for (guint i = 0; i < batch->refused->len && table->refused->len < SK_MATCH_REFUSED_KEPT; i++)
    g_ptr_array_add(table->refused, g_strdup(batch->refused->pdata[i]));
  return TRUE;
}

typedef struct {
  Reading *reading;
  Batch *const *batches;
  guint count, width;
  uint32_t *cells; /* of the first row */
  gboolean *full;  /* by field */
} Numbering;

/* Numbers one field of a batch. */
static gboolean number_values(SkValues *values, const Batch *batch, size_t field, uint32_t *cells) {
  const Place *places = (const Place *)(void *)batch->values->data;
  for (guint first = 0; first < batch->lines->len; first += TOGETHER) {
    SkValueText texts[TOGETHER];
    uint32_t hashes[TOGETHER];
    guint count = MIN(batch->lines->len - first, TOGETHER);
    for (guint i = 0; i < count; i++) {
      Place place = places[(gsize)(first + i) * batch->width + field];
      texts[i] = (SkValueText){ place.length == 0 ? NULL : batch->text->str + place.start, place.length };
      hashes[i] = place.hash;
    }
    if (!sk_values_add_all(values, texts, hashes, count, cells + (gsize)first * batch->width + field, batch->width))
      return FALSE;
  }
  return TRUE;
}

static void number_field(void *context, unsigned thread, size_t field) {
  const Numbering *self = context;
  SkValues *values = &g_array_index(self->reading->table->fields, SkMatchField, field).values;
  uint32_t *cells = self->cells;
  (void)thread;
  for (guint i = 0; i < self->count && !self->full[field]; i++) {
    self->full[field] = !number_values(values, self->batches[i], field, cells);
    cells += (gsize)self->batches[i]->lines->len * self->width;
  }
}

static gboolean add_batches(Reading *reading, const Heading *heading, Batch *const *batches, guint count) {
  guint width = reading->table->fields->len, base = reading->cells->len;
  gsize rows = 0;
  for (guint i = 0; i < count; i++) {
    rows += batches[i]->lines->len;
    if (!append_rows(reading, heading, batches[i]))
      return FALSE;
  }
  if (rows * width > G_MAXUINT32 - 65536u - base)
    return FALSE;
  g_autofree gboolean *full = g_new0(gboolean, width + 1);
  g_array_set_size(reading->cells, base + (guint)(rows * width));
  Numbering self = { reading, batches, count, width, (uint32_t *)(void *)reading->cells->data + base, full };
  sk_link_parallel(sk_match_reading_threads(reading), width, number_field, &self);
  for (guint field = 0; field < width; field++)
    if (full[field])
      return FALSE;
  return TRUE;
}

gboolean sk_match_batch_add(Reading *reading, const Heading *heading, Batch *const *batches, guint count,
                            GError **error) {
  if (!add_batches(reading, heading, batches, count)) {
    sk_error_set(error, SK_ERROR_LIMIT, "%s: the lists hold more text than can be compared at once", heading->path);
    return FALSE;
  }
  return sk_progress_step(reading->progress, reading->line_of->len, error);
}
