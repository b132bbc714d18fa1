#include "link/parallel.h"
#include "match/fold.h"
#include "match/table_parts.h"

#include <string.h>

#define TEXT_MOST (64u << 20) /* bytes that wait at most */
#define TOGETHER 256u

void sk_match_batch_begin(Reading *reading) {
  Batch *batch = &reading->batch;
  sk_match_batch_end(reading);
  *batch = (Batch){ .width = reading->table->fields->len, .text = g_string_sized_new(1 << 20) };
  batch->starts = g_new(uint32_t, (gsize)batch->width * BATCH_ROWS + 1);
  batch->counts = g_new(uint32_t, (gsize)batch->width * BATCH_ROWS + 1);
}

void sk_match_batch_end(Reading *reading) {
  if (reading->batch.text != NULL)
    g_string_free(reading->batch.text, TRUE);
  g_free(reading->batch.starts);
  g_free(reading->batch.counts);
  reading->batch = (Batch){ 0 };
}

gboolean sk_match_batch_take(Reading *reading, const Heading *heading, const SkRow *row) {
  Batch *batch = &reading->batch;
  for (guint field = 0; field < batch->width; field++)
    batch->counts[(gsize)field * BATCH_ROWS + batch->rows] = 0;
  for (guint i = 0; i < row->count && i < heading->field_of->len; i++) {
    int field = g_array_index(heading->field_of, int, i);
    if (field < 0)
      continue;
    gsize at = (gsize)field * BATCH_ROWS + batch->rows;
    sk_fold(row->cells[i].text, row->cells[i].length, reading->folded);
    batch->starts[at] = (uint32_t)batch->text->len;
    batch->counts[at] = (uint32_t)reading->folded->len;
    g_string_set_size(batch->text, batch->text->len + reading->folded->len);
    memcpy(batch->text->str + batch->starts[at], reading->folded->str, reading->folded->len);
  }
  batch->rows++;
  return (batch->rows < BATCH_ROWS && batch->text->len < TEXT_MOST) || sk_match_batch_flush(reading);
}

/* ---- numbering */

typedef struct {
  Reading *reading;
  uint32_t *cells; /* of the batch's first row */
  gboolean *full;  /* by field */
} Numbering;

static void number_field(void *context, unsigned thread, size_t field) {
  const Numbering *self = context;
  const Batch *batch = &self->reading->batch;
  SkValues *values = &g_array_index(self->reading->table->fields, SkMatchField, field).values;
  const uint32_t *starts = batch->starts + field * BATCH_ROWS, *counts = batch->counts + field * BATCH_ROWS;
  (void)thread;
  for (guint first = 0; first < batch->rows; first += TOGETHER) {
    SkValueText texts[TOGETHER];
    guint count = MIN(batch->rows - first, TOGETHER);
    for (guint i = 0; i < count; i++)
      texts[i] =
          (SkValueText){ counts[first + i] == 0 ? NULL : batch->text->str + starts[first + i], counts[first + i] };
    self->full[field] |=
        !sk_values_add_all(values, texts, count, self->cells + (gsize)first * batch->width + field, batch->width);
  }
}

gboolean sk_match_batch_flush(Reading *reading) {
  Batch *batch = &reading->batch;
  guint base = reading->cells->len, threads = reading->reading->threads;
  g_autofree gboolean *full = g_new0(gboolean, batch->width + 1);
  if ((gsize)batch->rows * batch->width > G_MAXUINT32 - 65536u - base)
    return FALSE;
  g_array_set_size(reading->cells, base + batch->rows * batch->width);
  Numbering self = { reading, (uint32_t *)(void *)reading->cells->data + base, full };
  sk_link_parallel(threads > 0 ? threads : g_get_num_processors(), batch->width, number_field, &self);
  batch->rows = 0;
  g_string_truncate(batch->text, 0);
  gboolean good = TRUE;
  for (guint field = 0; field < batch->width; field++)
    good = good && !full[field];
  return good;
}
