#include "synth/spoil.h"

#include "synth/letter.h"
#include "synth/lunar.h"

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

/* Koreans of an age at which the family still counted birthdays by the moon. */
static gboolean knows_lunar_birthday(const Person *person) {
  int year = day_year(person->birth);
  return person->nation != NATION_JAPANESE && !person->former && year >= 1885 && year < 1945;
}

static Day draw_birth(const Stock *stock, const char *list, Draw *draw, const Person *person, gboolean *ret_said) {
  Civil at = day_civil(person->birth);
  Day moon = knows_lunar_birthday(person) ? lunar_numbers(stock->lunar, person->birth) : LUNAR_NONE;
  uint32_t lunar = stock_rate(stock, list, "lunar");
  if (person->fixture == FIXTURE_LUNAR && lunar > 0)
    return moon;
  if (draw_hits(draw, stock_rate(stock, list, "birth-year")))
    return day_of(at.year + (draw_below(draw, 2) == 0 ? -1 : 1), at.month, MIN(at.day, 28));
  if (draw_hits(draw, stock_rate(stock, list, "day-month")) && at.day <= 12)
    return day_of(at.year, at.day, at.month);
  if (draw_hits(draw, lunar) && moon != LUNAR_NONE)
    return moon;
  *ret_said = draw_hits(draw, stock_rate(stock, list, "lunar-said")) && moon != LUNAR_NONE;
  return *ret_said ? moon : person->birth;
}

WrittenBirth spoil_birth(const Stock *stock, const char *list, Draw *draw, const Person *person, Day until) {
  WrittenBirth written = { .lunar_said = FALSE };
  written.day = draw_birth(stock, list, draw, person, &written.lunar_said);
  return written.day < until ? written : (WrittenBirth){ .day = person->birth };
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
