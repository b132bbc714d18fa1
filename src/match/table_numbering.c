/* Rows of batches into the table: appended in their order, then their values numbered, field by field. */
#include "base/error.h"
#include "link/parallel.h"
#include "match/table_parts.h"

#define ID_BYTES_MAX (G_MAXUINT32 - 65536u)
#define CELLS_MAX (G_MAXUINT32 - 65536u)
#define TOGETHER 256u /* values looked up in one call */

/* ---- rows */

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

/* FALSE: there is no room for them. */
static gboolean append(Numbering *self) {
  Reading *reading = self->reading;
  guint width = reading->table->fields->len, base = reading->cells->len;
  gsize rows = 0;
  for (guint i = 0; i < self->count; i++) {
    rows += self->batches[i]->lines->len;
    if (!append_rows(reading, self->heading, self->batches[i]))
      return FALSE;
  }
  if (rows * width > CELLS_MAX - base)
    return FALSE;
  g_array_set_size(reading->cells, base + (guint)(rows * width));
  self->cells = (uint32_t *)(void *)reading->cells->data + base;
  return TRUE;
}

void sk_match_numbering_begin(Numbering *self, Reading *reading, const Heading *heading, Batch *const *batches,
                              guint count) {
  *self = (Numbering){ .reading = reading, .heading = heading, .batches = batches, .count = count };
  self->full = !append(self);
}

/* ---- values */

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

void sk_match_numbering_field(Numbering *self, guint field) {
  SkValues *values = &g_array_index(self->reading->table->fields, SkMatchField, field).values;
  uint32_t *cells = self->cells;
  for (guint i = 0; i < self->count && !g_atomic_int_get(&self->full); i++) {
    if (!number_values(values, self->batches[i], field, cells))
      g_atomic_int_set(&self->full, TRUE);
    cells += (gsize)self->batches[i]->lines->len * self->batches[i]->width;
  }
}

gboolean sk_match_numbering_end(Numbering *self, GError **error) {
  if (self->full) {
    sk_error_set(error, SK_ERROR_LIMIT, "%s: the lists hold more text than can be compared at once",
                 self->heading->path);
    return FALSE;
  }
  return sk_progress_step(self->reading->progress, self->reading->line_of->len, error);
}

/* ---- both */

static void number_field(void *context, unsigned thread, size_t field) {
  (void)thread;
  sk_match_numbering_field(context, (guint)field);
}

gboolean sk_match_batch_add(Reading *reading, const Heading *heading, Batch *const *batches, guint count,
                            GError **error) {
  Numbering numbering;
  sk_match_numbering_begin(&numbering, reading, heading, batches, count);
  sk_link_parallel(sk_match_reading_threads(reading), reading->table->fields->len, number_field, &numbering);
  return sk_match_numbering_end(&numbering, error);
}
