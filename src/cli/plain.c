#include "cli/plain.h"

#define GAP 2

/* Left-to-right and right-to-left marks, embeddings, overrides and isolates (Unicode Standard Annex #9). */
static gboolean turns_direction(gunichar c) {
  return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static gboolean is_plain(gunichar c) {
  return c == '\n' || c == '\t' || (!g_unichar_iscntrl(c) && !turns_direction(c));
}

char *sk_plain_text(const char *text) {
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *plain = g_string_new(NULL);
  for (const char *at = valid; *at != '\0'; at = g_utf8_find_next_char(at, NULL)) {
    gunichar c = g_utf8_get_char(at);
    g_string_append_unichar(plain, is_plain(c) ? c : 0xfffd);
  }
  return g_string_free(plain, FALSE);
}

struct SkColumns {
  guint count;
  GPtrArray *cells; /* char *, row by row */
};

SkColumns *sk_columns_new(guint count) {
  SkColumns *columns = g_new0(SkColumns, 1);
  columns->count = count;
  columns->cells = g_ptr_array_new_with_free_func(g_free);
  return columns;
}

void sk_columns_free(SkColumns *columns) {
  if (columns == NULL)
    return;
  g_ptr_array_unref(columns->cells);
  g_free(columns);
}

void sk_columns_add(SkColumns *columns, const char *const *cells) {
  for (guint i = 0; i < columns->count; i++) {
    char *plain = sk_plain_text(cells[i] != NULL ? cells[i] : "");
    g_ptr_array_add(columns->cells, g_strdelimit(plain, "\n\t", ' '));
  }
}

static guint width_of(const char *text) {
  guint width = 0;
  for (; *text != '\0'; text = g_utf8_find_next_char(text, NULL)) {
    gunichar c = g_utf8_get_char(text);
    width += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
  }
  return width;
}

static guint widest(const SkColumns *columns, guint column) {
  guint width = 0;
  for (guint at = column; at < columns->cells->len; at += columns->count)
    width = MAX(width, width_of(columns->cells->pdata[at]));
  return width;
}

static void print_row(const SkColumns *columns, guint first, const guint *widths, GString *text) {
  guint owed = 0; /* blanks before the next cell; none are left at the end of a line */
  for (guint i = 0; i < columns->count; i++) {
    const char *cell = columns->cells->pdata[first + i];
    if (*cell != '\0') {
      g_string_append_printf(text, "%*s%s", (int)owed, "", cell);
      owed = 0;
    }
    owed += widths[i] - (*cell != '\0' ? width_of(cell) : 0) + GAP;
  }
  g_string_append_c(text, '\n');
}

char *sk_columns_print(const SkColumns *columns) {
  g_autofree guint *widths = g_new0(guint, columns->count);
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < columns->count; i++)
    widths[i] = widest(columns, i);
  for (guint first = 0; first < columns->cells->len; first += columns->count)
    print_row(columns, first, widths, text);
  return g_string_free(text, FALSE);
}
