#include "synth/spoil.h"

#include "synth/letter.h"

#include <string.h>

enum { SPELLING_KIND, SPELLING_ONE, SPELLING_OTHER };

/* What stands in the table for the character at `at`, or NULL. Shapes go both ways, mistakes one way. */
static const char *other_of(const Stock *stock, const char *kind, const char *at) {
  gsize size = letter_size(at);
  for (guint row = 0; row < table_count(stock->spelling); row++) {
    if (strcmp(table_text(stock->spelling, row, SPELLING_KIND), kind) != 0)
      continue;
    const char *one = table_text(stock->spelling, row, SPELLING_ONE),
               *other = table_text(stock->spelling, row, SPELLING_OTHER);
    if (strlen(one) == size && strncmp(one, at, size) == 0)
      return other;
    if (*kind == 'f' && strlen(other) == size && strncmp(other, at, size) == 0)
      return one;
  }
  return NULL;
}

static void replace_one(const Stock *stock, const char *kind, Draw *draw, GString *name) {
  gsize found[8];
  guint count = 0;
  for (const char *at = name->str; *at != '\0' && count < G_N_ELEMENTS(found); at += letter_size(at))
    if (other_of(stock, kind, at) != NULL)
      found[count++] = (gsize)(at - name->str);
  if (count == 0)
    return;
  gsize at = found[draw_below(draw, count)];
  const char *other = other_of(stock, kind, name->str + at);
  g_string_erase(name, (gssize)at, (gssize)letter_size(name->str + at));
  g_string_insert(name, (gssize)at, other);
}

void spoil_characters(const Stock *stock, const char *list, Draw *draw, GString *name) {
  if (draw_hits(draw, stock_rate(stock, list, "form")))
    replace_one(stock, "form", draw, name);
  if (draw_hits(draw, stock_rate(stock, list, "stroke")))
    replace_one(stock, "stroke", draw, name);
}

Day spoil_birth(const Stock *stock, const char *list, Draw *draw, Day birth, Day departure, gboolean exchanges) {
  Civil at = day_civil(birth);
  Day written = birth;
  if (draw_hits(draw, stock_rate(stock, list, "birth-year")))
    written = day_of(at.year + (draw_below(draw, 2) == 0 ? -1 : 1), at.month, MIN(at.day, 28));
  else if (exchanges && draw_hits(draw, stock_rate(stock, list, "day-month")) && at.day <= 12)
    written = day_of(at.year, at.day, at.month);
  return written < departure ? written : birth;
}

void spoil_digits(GString *text) {
  g_autoptr(GString) wide = g_string_new(NULL);
  for (const char *at = text->str; *at != '\0'; at += letter_size(at)) {
    if (g_ascii_isdigit(*at))
      g_string_append_unichar(wide, 0xff10 + (gunichar)(*at - '0'));
    else
      g_string_append_unichar(wide, g_utf8_get_char(at));
  }
  g_string_assign(text, wide->str);
}
