/* Rows in an order that only the lists' order and the ids decide: by list, then by the hash of the id. */
#include "base/error.h"
#include "link/sort.h"
#include "match/table_parts.h"

#include <string.h>

/* Hashes that meet are put in the order of the ids themselves. */
static void order_ties(const SkMatchTable *table, SkLinkKey *keys, uint32_t count) {
  for (uint32_t i = 1; i < count; i++)
    for (uint32_t j = i; j > 0 && keys[j].key == keys[j - 1].key &&
                         strcmp(sk_match_table_id(table, keys[j].row), sk_match_table_id(table, keys[j - 1].row)) < 0;
         j--) {
      SkLinkKey swap = keys[j];
      keys[j] = keys[j - 1];
      keys[j - 1] = swap;
    }
}

static gboolean no_id_twice(const SkMatchTable *table, const SkLinkKey *keys, uint32_t count, GError **error) {
  for (uint32_t i = 1; i < count; i++) {
    const char *id = sk_match_table_id(table, keys[i].row);
    if (keys[i].key != keys[i - 1].key || strcmp(id, sk_match_table_id(table, keys[i - 1].row)) != 0)
      continue;
    uint32_t first = MIN(keys[i].row, keys[i - 1].row), second = MAX(keys[i].row, keys[i - 1].row);
    sk_error_set(error, SK_ERROR_REFUSED, "%s: line %u, column %s: %s: stands in line %u already, so it is no id",
                 sk_match_table_list(table, table->list_of[second])->path, table->line_of[second], table->id_name, id,
                 table->line_of[first]);
    return FALSE;
  }
  return TRUE;
}

static void reorder(uint32_t *numbers, uint32_t width, const SkLinkKey *keys, uint32_t count) {
  uint32_t *ordered = g_new(uint32_t, (gsize)count * width + 1);
  for (uint32_t i = 0; i < count; i++)
    memcpy(ordered + (gsize)i * width, numbers + (gsize)keys[i].row * width, width * sizeof *numbers);
  memcpy(numbers, ordered, (gsize)count * width * sizeof *numbers);
  g_free(ordered);
}

/* Keys of all rows in order, list by list. */
static gboolean sort_rows(const SkMatchTable *table, SkLinkKey *keys, GError **error) {
  uint32_t count = table->row_count;
  g_autofree SkLinkKey *spare = g_new(SkLinkKey, count + 1);
  for (uint32_t row = 0; row < count; row++) {
    const char *id = sk_match_table_id(table, row);
    keys[row] = (SkLinkKey){ .key = sk_values_hash(id, (uint32_t)strlen(id)), .row = row };
  }
  for (uint32_t start = 0, end; start < count; start = end) {
    for (end = start; end < count && table->list_of[end] == table->list_of[start];)
      end++;
    sk_link_sort(keys + start, spare, end - start);
    order_ties(table, keys + start, end - start);
    if (!no_id_twice(table, keys + start, end - start, error))
      return FALSE;
  }
  return TRUE;
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

gboolean sk_match_table_order(SkMatchTable *table, gboolean id_asked, GError **error) {
  uint32_t count = table->row_count;
  g_autofree SkLinkKey *keys = g_new(SkLinkKey, count + 1);
  g_autoptr(GError) twice = NULL;
  if (!sort_rows(table, keys, &twice)) {
    if (id_asked) {
      g_propagate_error(error, g_steal_pointer(&twice));
      return FALSE;
    }
    table->remark = g_strdup_printf("%s; rows are numbered instead", twice->message);
    g_clear_pointer(&table->id_name, g_free);
    number_rows(table);
    sort_rows(table, keys, NULL);
  }
  reorder(table->cells, table->fields->len, keys, count);
  reorder(table->line_of, 1, keys, count);
  reorder(table->id_at, 1, keys, count);
  return TRUE;
}
