/* Rows in an order that the lists' order, the ids and what the rows say decide alone, not how a list was sorted: by
 * list, then by the hash of one field's value, then by the hash of the id. The field is one that several rows share and
 * many do not: rows that say the same are compared with each other, and stand near each other in memory then. */
#include "base/error.h"
#include "link/fetch.h"
#include "link/parallel.h"
#include "link/sort.h"
#include "match/room.h"
#include "match/table_parts.h"

#include <string.h>

#define AHEAD 16       /* rows asked for before they are needed */
#define STRETCH 32768u /* rows a thread takes at a time */

/* Rows in their order: of each word the low bits are the row, those above the hash of its id. */
typedef struct {
  uint64_t *words, *spare;
  guint row_bits, threads;
} Order;

/* What a thread does to a stretch of the rows. */
typedef struct {
  const SkMatchTable *table;
  const Order *order;
  guint field;            /* that brings rows together */
  const uint64_t *hashes; /* of its values */
  const uint32_t *from;   /* numbers to be put in order, `width` a row */
  uint32_t *to;
  uint32_t width;
} Stretching;

static void each_stretch(Stretching *self, SkLinkWork work) {
  sk_link_parallel(self->order->threads, (self->table->row_count + STRETCH - 1) / STRETCH, work, self);
}

static uint32_t stretch_end(const Stretching *self, size_t stretch) {
  return (uint32_t)MIN((stretch + 1) * STRETCH, self->table->row_count);
}

static uint32_t row_at(const Order *order, uint32_t i) {
  return (uint32_t)(order->words[i] & (((uint64_t)1 << order->row_bits) - 1));
}

static gboolean hashes_meet(const Order *order, uint32_t i, uint32_t j) {
  return order->words[i] >> order->row_bits == order->words[j] >> order->row_bits;
}

/* Hashes that meet are put in the order of the ids themselves. */
static void order_ties(const SkMatchTable *table, const Order *order, uint32_t start, uint32_t end) {
  for (uint32_t i = start + 1; i < end; i++)
    for (uint32_t j = i;
         j > start && hashes_meet(order, j, j - 1) &&
         strcmp(sk_match_table_id(table, row_at(order, j)), sk_match_table_id(table, row_at(order, j - 1))) < 0;
         j--) {
      uint64_t swap = order->words[j];
      order->words[j] = order->words[j - 1];
      order->words[j - 1] = swap;
    }
}

static gboolean no_id_twice(const SkMatchTable *table, const Order *order, uint32_t start, uint32_t end,
                            GError **error) {
  for (uint32_t i = start + 1; i < end; i++) {
    if (!hashes_meet(order, i, i - 1))
      continue;
    uint32_t row = row_at(order, i), before = row_at(order, i - 1);
    const char *id = sk_match_table_id(table, row);
    if (strcmp(id, sk_match_table_id(table, before)) != 0)
      continue;
    uint32_t first = MIN(row, before), second = MAX(row, before);
    sk_error_set(error, SK_ERROR_REFUSED, "%s: line %u, column %s: %s: stands in line %u already, so it is no id",
                 sk_match_table_list(table, table->list_of[second])->path, table->line_of[second], table->id_name, id,
                 table->line_of[first]);
    return FALSE;
  }
  return TRUE;
}

static void reorder_stretch(void *context, unsigned thread, size_t stretch) {
  const Stretching *self = context;
  uint32_t end = stretch_end(self, stretch), width = self->width;
  (void)thread;
  for (uint32_t i = (uint32_t)stretch * STRETCH; i < end; i++) {
    if (i + AHEAD < end)
      sk_link_fetch(self->from + (gsize)row_at(self->order, i + AHEAD) * width);
    memcpy(self->to + (gsize)i * width, self->from + (gsize)row_at(self->order, i) * width, width * sizeof *self->to);
  }
}

static void reorder(const SkMatchTable *table, uint32_t **numbers, uint32_t width, const Order *order) {
  Stretching self = { .table = table, .order = order, .from = *numbers, .width = width };
  self.to = sk_match_room((gsize)table->row_count * width + 1, sizeof *self.to);
  each_stretch(&self, reorder_stretch);
  g_free(*numbers);
  *numbers = self.to;
}

/* Where the rows of the list end that begin at `start`, as they were read. */
static uint32_t list_end(const SkMatchTable *table, uint32_t start) {
  uint32_t end = start;
  while (end < table->row_count && table->list_of[end] == table->list_of[start])
    end++;
  return end;
}

static void hash_stretch(void *context, unsigned thread, size_t stretch) {
  const Stretching *self = context;
  guint row_bits = self->order->row_bits;
  (void)thread;
  for (uint32_t row = (uint32_t)stretch * STRETCH; row < stretch_end(self, stretch); row++) {
    const char *id = sk_match_table_id(self->table, row);
    uint64_t hash = sk_values_hash(id, (uint32_t)strlen(id));
    self->order->words[row] = hash >> row_bits << row_bits | row;
  }
}

/* All rows by the hashes of their ids, list by list. */
static gboolean sort_rows(const SkMatchTable *table, const Order *order, GError **error) {
  Stretching self = { .table = table, .order = order };
  each_stretch(&self, hash_stretch);
  for (uint32_t start = 0, end; start < table->row_count; start = end) {
    end = list_end(table, start);
    sk_link_sort_hashes_wide(order->threads, order->words + start, order->spare, end - start, order->row_bits);
    order_ties(table, order, start, end);
    if (!no_id_twice(table, order, start, end, error))
      return FALSE;
  }
  return TRUE;
}

/* ---- rows that say the same, together */

#define ROWS_A_VALUE 4 /* at least, on the mean */
#define NEAR_SHIFT 40

/* The field with the most values that still bring rows together; -1 where there is none. */
static int near_field(const SkMatchTable *table) {
  int best = -1;
  uint32_t most = 1;
  for (guint i = 0; i < table->fields->len; i++) {
    uint32_t count = sk_values_count(&sk_match_table_at(table, i)->values);
    if (count > most && count <= table->row_count / ROWS_A_VALUE) {
      best = (int)i;
      most = count;
    }
  }
  return best;
}

static void near_stretch(void *context, unsigned thread, size_t stretch) {
  const Stretching *self = context;
  const SkMatchTable *table = self->table;
  uint32_t end = stretch_end(self, stretch), width = table->fields->len;
  const uint32_t *cells = table->cells + self->field;
  (void)thread;
  for (uint32_t i = (uint32_t)stretch * STRETCH; i < end; i++) {
    uint32_t row = row_at(self->order, i);
    if (i + AHEAD < end)
      sk_link_fetch(cells + (gsize)row_at(self->order, i + AHEAD) * width);
    self->order->words[i] = self->hashes[cells[(gsize)row * width]] | row;
  }
}

/* Sorts rows by what they say in a field; those that say the same keep their order. */
static void bring_together(const SkMatchTable *table, const Order *order, guint field) {
  const SkValues *values = &sk_match_table_at(table, field)->values;
  uint32_t value_count = sk_values_count(values);
  g_autofree uint64_t *hashes = g_new0(uint64_t, (gsize)value_count + 1);
  Stretching self = { .table = table, .order = order, .field = field, .hashes = hashes };
  for (uint32_t v = 1; v <= value_count; v++) {
    SkValueText text = sk_values_text(values, v);
    hashes[v] = sk_values_hash(text.text, text.length) >> NEAR_SHIFT << NEAR_SHIFT;
  }
  each_stretch(&self, near_stretch);
  for (uint32_t start = 0, end; start < table->row_count; start = end) {
    end = list_end(table, start);
    sk_link_sort_hashes_wide(order->threads, order->words + start, order->spare, end - start, NEAR_SHIFT);
  }
}

/* Gives every row its number in its list as id. */
static void number_rows(SkMatchTable *table) {
  uint32_t number = 0;
  g_byte_array_set_size(table->id_text, 0);
  for (uint32_t row = 0; row < table->row_count; row++) {
    char text[16];
    number = row > 0 && table->list_of[row] == table->list_of[row - 1] ? number + 1 : 1;
    int length = g_snprintf(text, sizeof text, "%u", number);
    table->id_at[row] = table->id_text->len;
    g_byte_array_append(table->id_text, (const guint8 *)text, (guint)length + 1);
  }
}

gboolean sk_match_table_order(SkMatchTable *table, gboolean id_asked, guint threads, GError **error) {
  gsize count = table->row_count;
  g_autofree uint64_t *words = sk_match_room(count + 1, sizeof *words);
  g_autofree uint64_t *spare = sk_match_room(count + 1, sizeof *spare);
  Order order = { words, spare, g_bit_storage(count), threads };
  g_autoptr(GError) twice = NULL;
  if (!sort_rows(table, &order, &twice)) {
    if (id_asked) {
      g_propagate_error(error, g_steal_pointer(&twice));
      return FALSE;
    }
    table->remark = g_strdup_printf("%s; rows are numbered instead", twice->message);
    g_clear_pointer(&table->id_name, g_free);
    number_rows(table);
    sort_rows(table, &order, NULL);
  }
  int near = near_field(table);
  if (near >= 0)
    bring_together(table, &order, (guint)near);
  reorder(table, &table->cells, table->fields->len, &order);
  reorder(table, &table->line_of, 1, &order);
  reorder(table, &table->id_at, 1, &order);
  return TRUE;
}
