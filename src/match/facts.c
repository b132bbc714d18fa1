#include "match/facts.h"

#include "match/fold.h"
#include "text/utf8.h"

#include <string.h>

typedef struct {
  double length, words, letters, digits, emails, days, integers, decimals, repeated, other_scripts, same;
} Sums;

static gboolean is_email(SkValueText text) {
  const char *at = memchr(text.text, '@', text.length);
  return at != NULL && at > text.text && memchr(at, '.', text.length - (gsize)(at - text.text)) != NULL &&
         memchr(text.text, ' ', text.length) == NULL;
}

/* Whole numbers, and numbers with a point; plain digits otherwise, an amount of money at most with a sign before it. */
static void add_numbers(Sums *sums, SkValueText text, double rows) {
  unsigned digits = 0, points = 0, others = 0;
  for (uint32_t i = 0; i < text.length; i++) {
    char c = text.text[i];
    digits += g_ascii_isdigit(c);
    points += c == '.';
    others += !g_ascii_isdigit(c) && c != '.' && !(i == 0 && (c == '-' || c == '$'));
  }
  if (others > 0 || digits == 0 || points > 1)
    return;
  if (points == 1)
    sums->decimals += rows;
  else
    sums->integers += rows;
}

static unsigned count_words(SkValueText text) {
  unsigned words = 1;
  for (uint32_t i = 0; i < text.length; i++)
    words += text.text[i] == ' ';
  return words;
}

static void add_letters(Sums *sums, SkValueText text, double rows) {
  unsigned letters = 0, digits = 0;
  for (uint32_t i = 0; i < text.length; i++) {
    digits += g_ascii_isdigit(text.text[i]);
    letters += g_ascii_isalpha(text.text[i]) || (guchar)text.text[i] >= 0x80;
  }
  sums->letters += letters * rows;
  sums->digits += digits * rows;
}

static void add_value(Sums *sums, SkValueText text, double rows) {
  SkDate date;
  int script = sk_script_of_text(text.text, text.length);
  sums->length += text.length * rows;
  sums->words += count_words(text) * rows;
  add_letters(sums, text, rows);
  add_numbers(sums, text, rows);
  sums->emails += is_email(text) ? rows : 0;
  if (text.length >= 6 && sk_match_date_parse(text, FALSE, &date) && date.first == date.last)
    sums->days += rows;
  sums->repeated += rows > 1 ? rows : 0;
  sums->other_scripts += script != SK_TEXT_LATIN && script != SK_TEXT_UNKNOWN ? rows : 0;
  sums->same += rows * (rows - 1);
}

static gboolean read_whole(SkValueText text, gint64 *ret_number) {
  if (text.length == 0 || text.length > 15)
    return FALSE;
  *ret_number = 0;
  for (uint32_t i = 0; i < text.length; i++) {
    if (!g_ascii_isdigit(text.text[i]))
      return FALSE;
    *ret_number = *ret_number * 10 + (text.text[i] - '0');
  }
  return TRUE;
}

/* A column that rises from line to line was numbered by whoever wrote the list, and says nothing of the row. */
static double share_rising(const SkMatchTable *table, guint field, const uint32_t *lines) {
  uint64_t seen = 0, rising = 0;
  for (uint32_t i = 1; i < table->row_count; i++) {
    gint64 before, here;
    if (table->list_of[lines[i]] != table->list_of[lines[i - 1]] ||
        !read_whole(sk_match_table_text(table, lines[i - 1], field), &before) ||
        !read_whole(sk_match_table_text(table, lines[i], field), &here))
      continue;
    seen++;
    rising += here >= before;
  }
  return seen < 20 || seen < table->row_count / 2 ? 0 : (double)rising / (double)seen;
}

static gboolean begins_id(const SkMatchTable *table, guint field) {
  uint64_t stated = 0, begins = 0;
  g_autoptr(GString) id = g_string_new(NULL);
  if (table->id_name == NULL)
    return FALSE;
  for (uint32_t row = 0; row < table->row_count; row++) {
    SkValueText text = sk_match_table_text(table, row, field);
    if (text.length == 0)
      continue;
    const char *written = sk_match_table_id(table, row);
    sk_fold(written, strlen(written), id);
    stated++;
    begins += id->len >= text.length && memcmp(id->str, text.text, text.length) == 0;
  }
  return stated > 0 && (double)begins > 0.9 * (double)stated;
}

uint64_t *sk_match_codes(const SkValues *values) {
  uint32_t count = sk_values_count(values);
  uint64_t *codes = g_new0(uint64_t, (gsize)count + 1);
  g_autoptr(GString) folded = g_string_new(NULL), code = g_string_new(NULL);
  for (uint32_t number = 1; number <= count; number++) {
    SkValueText text = sk_values_text(values, number);
    sk_fold(text.text, text.length, folded);
    sk_fold_code(folded->str, folded->len, code);
    codes[number] = code->len > 0 ? sk_values_hash(code->str, (uint32_t)code->len) : 0;
  }
  return codes;
}

static int by_code(const void *x, const void *y) {
  uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
  return (a > b) - (a < b);
}

/* Of values that all differ, how many have a code that another has. */
static double count_same_codes(const SkValues *values) {
  uint32_t count = sk_values_count(values), same = 0;
  g_autofree uint64_t *codes = sk_match_codes(values);
  qsort(codes + 1, count, sizeof *codes, by_code);
  for (uint32_t i = 1; i <= count; i++)
    same += codes[i] != 0 && ((i > 1 && codes[i] == codes[i - 1]) || (i < count && codes[i] == codes[i + 1]));
  return same;
}

SkMatchFacts sk_match_facts(const SkMatchTable *table, guint field, const uint32_t *lines) {
  const SkMatchField *from = sk_match_table_at(table, field);
  uint32_t distinct = sk_values_count(&from->values);
  Sums sums = { 0 };
  double rows = 0;
  for (uint32_t v = 1; v <= distinct; v++) {
    add_value(&sums, sk_values_text(&from->values, v), from->counts[v]);
    rows += from->counts[v];
  }
  SkMatchFacts facts = { .stated = (uint32_t)rows, .distinct = distinct };
  if (rows == 0)
    return facts;
  facts.filled = rows / table->row_count;
  facts.length = sums.length / rows;
  facts.words = sums.words / rows;
  facts.digits = sums.digits / MAX(sums.digits + sums.letters, 1);
  facts.emails = sums.emails / rows;
  facts.days = sums.days / rows;
  facts.integers = sums.integers / rows;
  facts.decimals = sums.decimals / rows;
  facts.repeated = (sums.repeated > 0 ? sums.repeated : count_same_codes(&from->values)) / rows;
  facts.other_scripts = sums.other_scripts / rows;
  facts.same_chance = rows > 1 ? sums.same / (rows * (rows - 1)) : 0;
  facts.rising = share_rising(table, field, lines);
  facts.begins_id = begins_id(table, field);
  return facts;
}

static int by_line(const void *x, const void *y, void *user) {
  const SkMatchTable *table = user;
  uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
  if (table->list_of[a] != table->list_of[b])
    return table->list_of[a] < table->list_of[b] ? -1 : 1;
  return table->line_of[a] < table->line_of[b] ? -1 : table->line_of[a] > table->line_of[b];
}

uint32_t *sk_match_lines(const SkMatchTable *table) {
  uint32_t *rows = g_new(uint32_t, (gsize)table->row_count + 1);
  for (uint32_t row = 0; row < table->row_count; row++)
    rows[row] = row;
  if (table->row_count > 1)
    g_qsort_with_data(rows, (gint)table->row_count, sizeof *rows, by_line, (gpointer)(uintptr_t)table);
  return rows;
}

/* ---- fields beside each other */

#define YEARS_OFF 3          /* ages were told in different years */
#define FOLLOWING 0.8        /* share of rows from which a number follows from a date */
#define FOLLOWING_LEAST 20   /* rows that say anything of that */
#define ROWS_LOOKED_AT 5000u /* that state both */

static int by_number(const void *x, const void *y) {
  gint64 a = *(const gint64 *)x, b = *(const gint64 *)y;
  return (a > b) - (a < b);
}

/* Whether most numbers lie about the middle one. */
static gboolean are_alike(GArray *numbers) {
  guint near = 0;
  qsort(numbers->data, numbers->len, sizeof(gint64), by_number);
  gint64 middle = g_array_index(numbers, gint64, numbers->len / 2);
  for (guint i = 0; i < numbers->len; i++)
    near += ABS(g_array_index(numbers, gint64, i) - middle) <= YEARS_OFF;
  return near >= FOLLOWING * numbers->len;
}

gboolean sk_match_follows_date(const SkMatchTable *table, guint number, guint date) {
  g_autoptr(GArray) sums = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_autoptr(GArray) differences = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (uint32_t row = 0; row < table->row_count && sums->len < ROWS_LOOKED_AT; row++) {
    SkDate read;
    gint64 whole;
    int year, month, day;
    if (!read_whole(sk_match_table_text(table, row, number), &whole) ||
        !sk_match_date_parse(sk_match_table_text(table, row, date), FALSE, &read) || read.first != read.last)
      continue;
    sk_day_split(read.first, &year, &month, &day);
    gint64 sum = whole + year, difference = whole - year;
    g_array_append_val(sums, sum);
    g_array_append_val(differences, difference);
  }
  return sums->len >= FOLLOWING_LEAST && (are_alike(sums) || are_alike(differences));
}

static gboolean holds_words(const char *whole, const char *part) {
  gsize length = strlen(part);
  for (const char *at = whole; (at = strstr(at, part)) != NULL; at++)
    if ((at == whole || at[-1] == ' ') && (at[length] == '\0' || at[length] == ' '))
      return TRUE;
  return FALSE;
}

static gboolean holds_each_word(const char *whole, const char *part) {
  g_auto(GStrv) words = g_strsplit(part, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (!holds_words(whole, words[i]))
      return FALSE;
  return TRUE;
}

double sk_match_share_within(const SkMatchTable *table, guint whole, guint part) {
  g_autoptr(GString) outer = g_string_new(NULL), inner = g_string_new(NULL);
  uint64_t both = 0, within = 0;
  for (uint32_t row = 0; row < table->row_count && both < ROWS_LOOKED_AT; row++) {
    SkValueText a = sk_match_table_text(table, row, whole), b = sk_match_table_text(table, row, part);
    if (a.length == 0 || b.length == 0)
      continue;
    sk_fold_words(a.text, a.length, outer);
    sk_fold_words(b.text, b.length, inner);
    both++;
    within += inner->len > 0 && outer->len > inner->len && holds_each_word(outer->str, inner->str);
  }
  return both == 0 ? 0 : (double)within / (double)both;
}

double sk_match_share_beside(const SkMatchTable *table, guint beside, guint field) {
  uint64_t stated = 0, both = 0;
  for (uint32_t row = 0; row < table->row_count; row++) {
    const uint32_t *cells = table->cells + (gsize)row * table->fields->len;
    stated += cells[field] != 0;
    both += cells[field] != 0 && cells[beside] != 0;
  }
  return stated == 0 ? 0 : (double)both / (double)stated;
}
