#include "base/csv.h"

static gboolean is_plain(const char *text, gsize length) {
  gboolean special = length > 0 && (text[0] == ' ' || text[length - 1] == ' ');
  for (gsize i = 0; i < length; i++)
    special |= text[i] == ',' || text[i] == ';' || text[i] == '\t' || text[i] == '"' || text[i] == '\r' ||
               text[i] == '\n' || text[i] == '\0';
  return !special;
}

void sk_csv_cell(GString *out, const char *text, gsize length) {
  if (is_plain(text, length)) {
    g_string_append_len(out, text, (gssize)length);
    return;
  }
  g_string_append_c(out, '"');
  for (gsize i = 0; i < length; i++) {
    if (text[i] == '"')
      g_string_append_c(out, '"');
    g_string_append_c(out, text[i]);
  }
  g_string_append_c(out, '"');
}
