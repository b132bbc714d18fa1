/* Rows of a batch into the table: appended in their order, then their values numbered, field by field. */
#include "base/error.h"
#include "link/parallel.h"
#include "match/table_parts.h"

#define ID_BYTES_MAX (G_MAXUINT32 - 65536u)
#define CELLS_MAX (G_MAXUINT32 - 65536u)
#define TOGETHER 256u /* values looked up in one call */

gboolean sk_match_reading_full(const Reading *reading, GError **error) {
  const SkMatchTable *table = reading->table;
  sk_error_set(error, SK_ERROR_LIMIT, "%s: the lists hold more text than can be compared at once",
               sk_match_table_list(table, table->lists->len - 1)->path);
  return FALSE;
}

/* ---- rows */

/* FALSE: there is no room for them. */
static gboolean append_ids(Reading *reading, const Batch *batch) {
  SkMatchTable *table = reading->table;
  uint32_t base = table->id_text->len;
  guint rows = batch->rows, first = reading->id_at->len;
  if (batch->ids->len > ID_BYTES_MAX - base)
    return FALSE;
  g_array_set_size(reading->id_at, first + rows);
  uint32_t *id_at = &g_array_index(reading->id_at, uint32_t, first);
  for (guint i = 0; batch->ids->len > 0 && i < rows; i++)
    id_at[i] = base + batch->id_at[i];
  g_byte_array_append(table->id_text, (const guint8 *)batch->ids->str, (guint)batch->ids->len);
  return TRUE;
}

static gboolean append_rows(Reading *reading, const Batch *batch) {
  SkMatchTable *table = reading->table;
  guint number = table->lists->len - 1, rows = batch->rows, first = reading->list_of->len;
  if (!append_ids(reading, batch))
    return FALSE;
  g_array_append_vals(reading->line_of, batch->lines, rows);
  g_array_set_size(reading->list_of, first + rows);
  for (guint i = 0; i < rows; i++)
    g_array_index(reading->list_of, uint32_t, first + i) = number;
  g_array_index(table->lists, SkMatchList, number).row_count += rows;
  table->refused_count += batch->refused_count;
  for (guint i = 0; i < batch->refused->len && table->refused->len < SK_MATCH_REFUSED_KEPT; i++)
    g_ptr_array_add(table->refused, g_strdup(batch->refused->pdata[i]));
  return TRUE;
}

gboolean sk_match_ids_number(Reading *reading, GError **error) {
  SkMatchTable *table = reading->table;
  uint32_t rows = sk_match_table_list(table, table->lists->len - 1)->row_count, first = reading->list_of->len - rows;
  for (uint32_t i = 0; i < rows; i++) {
    char text[16];
    int length = g_snprintf(text, sizeof text, "%u", i + 1);
    if (table->id_text->len > ID_BYTES_MAX)
      return sk_match_reading_full(reading, error);
    g_array_index(reading->id_at, uint32_t, first + i) = table->id_text->len;
    g_byte_array_append(table->id_text, (const guint8 *)text, (guint)length + 1);
  }
  return TRUE;
}

/* ---- values */

typedef struct {
  Reading *reading;
  const Batch *batch;
  uint32_t *cells; /* of its first row */
  gint full;       /* atomic */
} Numbering;

static void number_field(void *context, unsigned thread, size_t field) {
  Numbering *self = context;
  const Batch *batch = self->batch;
  SkValues *values = &g_array_index(self->reading->table->fields, SkMatchField, field).values;
  const Place *places = batch->values;
  (void)thread;
  for (guint first = 0; first < batch->rows; first += TOGETHER) {
    SkValueText texts[TOGETHER];
    uint32_t hashes[TOGETHER];
    guint count = MIN(batch->rows - first, TOGETHER);
    for (guint i = 0; i < count; i++) {
      Place place = places[(gsize)(first + i) * batch->width + field];
      texts[i] = (SkValueText){ place.length == 0 ? NULL : batch->text->str + place.start, place.length };
      hashes[i] = place.hash;
    }
    if (!sk_values_add_all(values, texts, hashes, count, self->cells + (gsize)first * batch->width + field,
                           batch->width))
      g_atomic_int_set(&self->full, TRUE);
  }
}

/* ---- both */

gboolean sk_match_batch_add(Reading *reading, const Batch *batch, guint threads, GError **error) {
  Numbering self = { .reading = reading, .batch = batch };
  gsize count = (gsize)batch->rows * batch->width;
  guint base = reading->cells->len;
  if (!append_rows(reading, batch) || count > CELLS_MAX - base)
    return sk_match_reading_full(reading, error);
  g_array_set_size(reading->cells, base + (guint)count);
  self.cells = (uint32_t *)(void *)reading->cells->data + base;
  sk_link_parallel(threads, batch->width, number_field, &self);
  if (self.full)
    return sk_match_reading_full(reading, error);
  const SkMatchList *list = sk_match_table_list(reading->table, reading->table->lists->len - 1);
  guint before = reading->rows_before + reading->line_of->len - list->row_count;
  return sk_progress_step(reading->progress, before + (uint64_t)list->row_count * reading->beside, error);
}
