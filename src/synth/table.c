#include "synth/table.h"

#include <gio/gio.h>
#include <string.h>

struct Table {
  const char *name;
  char **header;
  GPtrArray *rows;   /* char ** */
  GHashTable *words; /* cell to its words */
};

GResource *synth_get_resource(void);

static char *read_text(const char *name) {
  g_autofree char *path = g_strdup_printf("/saikai/synth/%s.tsv", name);
  g_autoptr(GBytes) bytes = g_resource_lookup_data(synth_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    g_error("the table %s is not in the program", name);
  gsize size;
  const char *text = g_bytes_get_data(bytes, &size);
  return g_strndup(text, size);
}

static void free_words(gpointer words) {
  g_strfreev(words);
}

Table *table_load(const char *name) {
  Table *table = g_new0(Table, 1);
  table->name = name;
  table->rows = g_ptr_array_new_with_free_func(free_words);
  table->words = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, free_words);
  g_autofree char *text = read_text(name);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    if (lines[i][0] == '#' || lines[i][0] == '\0')
      continue;
    char **cells = g_strsplit(lines[i], "\t", -1);
    if (table->header == NULL)
      table->header = cells;
    else
      g_ptr_array_add(table->rows, cells);
    if (g_strv_length(cells) != g_strv_length(table->header))
      g_error("%s.tsv:%u: the row has not as many cells as the header", name, i + 1);
  }
  return table;
}

void table_free(Table *table) {
  if (table == NULL)
    return;
  g_strfreev(table->header);
  g_ptr_array_unref(table->rows);
  g_hash_table_unref(table->words);
  g_free(table);
}

guint table_count(const Table *table) {
  return table->rows->len;
}

const char *table_text(const Table *table, guint row, guint column) {
  return ((char **)g_ptr_array_index(table->rows, row))[column];
}

int table_number(const Table *table, guint row, guint column) {
  return (int)g_ascii_strtoll(table_text(table, row, column), NULL, 10);
}

const char *const *table_words(const Table *table, guint row, guint column) {
  const char *text = table_text(table, row, column);
  char **words = g_hash_table_lookup(table->words, text);
  if (words == NULL) {
    words = g_strsplit(text, " ", -1);
    g_hash_table_insert(table->words, (gpointer)(uintptr_t)text, words);
  }
  return (const char *const *)words;
}

Choice *choice_new(void) {
  Choice *choice = g_new(Choice, 1);
  choice->rows = g_array_new(FALSE, FALSE, sizeof(guint));
  choice->sums = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  return choice;
}

void choice_add(Choice *choice, guint row, int weight) {
  uint32_t before = choice->sums->len > 0 ? g_array_index(choice->sums, uint32_t, choice->sums->len - 1) : 0;
  uint32_t sum = before + (uint32_t)weight;
  if (weight <= 0)
    return;
  g_array_append_val(choice->rows, row);
  g_array_append_val(choice->sums, sum);
}

guint choice_count(const Choice *choice) {
  return choice->rows->len;
}

guint choice_draw(const Choice *choice, Draw *draw) {
  guint low = 0, high = choice->sums->len - 1;
  uint32_t at = draw_below(draw, g_array_index(choice->sums, uint32_t, high));
  while (low < high) {
    guint middle = (low + high) / 2;
    if (g_array_index(choice->sums, uint32_t, middle) > at)
      high = middle;
    else
      low = middle + 1;
  }
  return g_array_index(choice->rows, guint, low);
}

void choice_free(Choice *choice) {
  if (choice == NULL)
    return;
  g_array_unref(choice->rows);
  g_array_unref(choice->sums);
  g_free(choice);
}
