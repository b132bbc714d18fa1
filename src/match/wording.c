#include "match/wording.h"

#include "base/csv.h"

#include <math.h>
#include <string.h>

/* g_string_append_len() of a few bytes, which would cost a call and more than the copying. */
static inline void append(GString *text, const char *more, gsize length) {
  if (text->allocated_len - text->len <= length) {
    g_string_append_len(text, more, (gssize)length);
    return;
  }
  memcpy(text->str + text->len, more, length);
  text->len += length;
  text->str[text->len] = '\0';
}

SkMatchId sk_match_id_of(const SkMatchTable *table, uint32_t row) {
  SkMatchId id = { .text = sk_match_table_id(table, row), .number = TRUE };
  for (; id.text[id.length] != '\0'; id.length++)
    id.number &= g_ascii_isdigit(id.text[id.length]);
  return id;
}

static void free_text(gpointer text) {
  g_string_free(text, TRUE);
}

void sk_wording_begin(SkWording *wording, const SkMatchRun *run) {
  *wording = (SkWording){ .run = run,
                          .text = g_string_new(NULL),
                          .patterns = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_text) };
}

void sk_wording_clear(SkWording *wording) {
  g_string_free(wording->text, TRUE);
  g_hash_table_unref(wording->patterns);
}

void sk_wording_flush(SkWording *wording, FILE *file) {
  fwrite(wording->text->str, 1, wording->text->len, file);
  g_string_truncate(wording->text, 0);
}

void sk_wording_add_text(SkWording *wording, const char *text) {
  sk_csv_cell(wording->text, text, strlen(text));
}

void sk_wording_add_id(SkWording *wording, SkMatchId id) {
  if (id.number)
    append(wording->text, id.text, id.length);
  else
    sk_csv_cell(wording->text, id.text, id.length);
}

void sk_wording_add_list(SkWording *wording, uint32_t row) {
  const SkMatchTable *table = wording->run->table;
  g_string_append_c(wording->text, ',');
  sk_wording_add_text(wording, sk_match_table_list(table, table->list_of[row])->name);
}

/* A number with so many decimals, as "%.3f" writes it, before `end`. Returns where it begins. */
static char *fixed_before(char *end, double number, guint decimals) {
  static const double powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };
  uint64_t left = (uint64_t)llrint(fabs(number) * powers[decimals]);
  for (guint i = 0; i <= decimals || left > 0; i++, left /= 10) {
    if (i == decimals && decimals > 0)
      *--end = '.';
    *--end = (char)('0' + left % 10);
  }
  if (number < 0)
    *--end = '-';
  return end;
}

void sk_wording_add_weight(SkWording *wording, double weight, double probability) {
  char digits[64], *end = digits + sizeof digits, *at = end;
  *--at = ',';
  at = fixed_before(at, probability, 6);
  *--at = ',';
  at = fixed_before(at, weight, 3);
  *--at = ',';
  append(wording->text, at, (gsize)(end - at));
}

void sk_wording_add_pattern(SkWording *wording, uint64_t pattern) {
  gint64 key = (gint64)pattern;
  const GString *cell = g_hash_table_lookup(wording->patterns, &key);
  if (cell == NULL) {
    g_autoptr(GString) words = g_string_new(NULL);
    GString *made = g_string_new(NULL);
    sk_match_run_pattern(wording->run, pattern, words);
    sk_csv_cell(made, words->str, words->len);
    g_hash_table_insert(wording->patterns, g_memdup2(&key, sizeof key), made);
    cell = made;
  }
  append(wording->text, cell->str, cell->len);
}
