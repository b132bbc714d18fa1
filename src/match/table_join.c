/* A list read in parts, each by a thread of its own into a table of its own, becomes one: the values of a part that the
 * whole does not have yet follow in their order, and the part's cells are numbered anew. */
#include "link/parallel.h"
#include "match/table_parts.h"

#define BYTES_MAX (G_MAXUINT32 - 65536u) /* of ids; cells too */
#define TOGETHER 256u                    /* values looked up in one call */
#define STRETCH 32768u                   /* rows a thread takes at a time */

void sk_match_part_begin(Reading *part, const Reading *whole) {
  *part = (Reading){ .table = sk_match_table_new(),
                     .reading = whole->reading,
                     .beside = whole->beside,
                     .rows_before = whole->line_of->len,
                     .cells = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                     .list_of = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                     .line_of = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                     .id_at = g_array_new(FALSE, FALSE, sizeof(uint32_t)) };
  const SkMatchList *list = sk_match_table_list(whole->table, whole->table->lists->len - 1);
  SkMatchList own = { .path = g_strdup(list->path), .name = g_strdup(list->name) };
  g_array_append_val(part->table->lists, own);
  g_array_set_size(part->table->fields, whole->table->fields->len);
  for (guint i = 0; i < part->table->fields->len; i++)
    sk_values_init(&g_array_index(part->table->fields, SkMatchField, i).values);
}

void sk_match_part_clear(Reading *part) {
  g_clear_pointer(&part->table, sk_match_table_free);
  sk_match_reading_clear(part);
}

typedef struct {
  Reading *whole;
  const Reading *part;
  uint32_t **numbers; /* by field: by number of the part's values, the whole's */
  uint32_t first;     /* row of the whole that the part's first becomes */
  uint32_t id_base;
  gint full; /* atomic */
} Joining;

/* ---- values */

static void join_values(void *context, unsigned thread, size_t field) {
  Joining *self = context;
  SkValues *values = &g_array_index(self->whole->table->fields, SkMatchField, field).values;
  const SkValues *own = &g_array_index(self->part->table->fields, SkMatchField, field).values;
  uint32_t count = sk_values_count(own), *numbers = g_new(uint32_t, (gsize)count + 1);
  (void)thread;
  numbers[0] = 0;
  for (uint32_t first = 1; first <= count; first += TOGETHER) {
    SkValueText texts[TOGETHER];
    uint32_t hashes[TOGETHER], some = MIN(count - first + 1, TOGETHER);
    for (uint32_t i = 0; i < some; i++) {
      texts[i] = sk_values_text(own, first + i);
      hashes[i] = (uint32_t)sk_values_hash(texts[i].text, texts[i].length);
    }
    if (!sk_values_add_all(values, texts, hashes, some, numbers + first, 1))
      g_atomic_int_set(&self->full, TRUE);
  }
  self->numbers[field] = numbers;
}

/* ---- rows */

static void join_stretch(void *context, unsigned thread, size_t stretch) {
  const Joining *self = context;
  guint width = self->part->table->fields->len, number = self->whole->table->lists->len - 1;
  uint32_t start = (uint32_t)stretch * STRETCH, end = (uint32_t)MIN((stretch + 1) * STRETCH, self->part->list_of->len);
  const uint32_t *from = &g_array_index(self->part->cells, uint32_t, (gsize)start * width);
  uint32_t *to = &g_array_index(self->whole->cells, uint32_t, (gsize)(self->first + start) * width);
  (void)thread;
  for (uint32_t row = start; row < end; row++) {
    for (guint field = 0; field < width; field++)
      *to++ = self->numbers[field][*from++];
    g_array_index(self->whole->list_of, uint32_t, self->first + row) = number;
    g_array_index(self->whole->id_at, uint32_t, self->first + row) =
        self->id_base + g_array_index(self->part->id_at, uint32_t, row);
  }
}

/* Makes room for the part's rows, and takes over what needs no numbers. */
static gboolean append(Joining *self) {
  Reading *whole = self->whole;
  const Reading *part = self->part;
  SkMatchTable *table = whole->table;
  if (part->table->id_text->len > BYTES_MAX - self->id_base || part->cells->len > BYTES_MAX - whole->cells->len)
    return FALSE;
  g_array_set_size(whole->cells, whole->cells->len + part->cells->len);
  g_array_set_size(whole->list_of, whole->list_of->len + part->list_of->len);
  g_array_set_size(whole->id_at, whole->id_at->len + part->id_at->len);
  g_array_append_vals(whole->line_of, part->line_of->data, part->line_of->len);
  g_byte_array_append(table->id_text, part->table->id_text->data, part->table->id_text->len);
  g_array_index(table->lists, SkMatchList, table->lists->len - 1).row_count += part->list_of->len;
  table->refused_count += part->table->refused_count;
  for (guint i = 0; i < part->table->refused->len && table->refused->len < SK_MATCH_REFUSED_KEPT; i++)
    g_ptr_array_add(table->refused, g_strdup(part->table->refused->pdata[i]));
  return TRUE;
}

gboolean sk_match_part_join(Reading *whole, const Reading *part) {
  guint threads = sk_match_reading_threads(whole), width = part->table->fields->len;
  Joining self = { whole, part, g_new0(uint32_t *, width + 1), whole->list_of->len, whole->table->id_text->len, FALSE };
  sk_link_parallel(threads, width, join_values, &self);
  gboolean good = !self.full && append(&self);
  if (good)
    sk_link_parallel(threads, (part->list_of->len + STRETCH - 1) / STRETCH, join_stretch, &self);
  for (guint i = 0; i < width; i++)
    g_free(self.numbers[i]);
  g_free(self.numbers);
  return good;
}
