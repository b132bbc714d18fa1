#include "match/column.h"

#include "link/plan.h"
#include "match/column_band.h"
#include "match/fold.h"
#include "match/room.h"
#include "text/sex.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

static const struct {
  const char *word, *what;
} kinds[] = {
#define KIND(NAME, word, what) { word, what },
#include "match/kind.def"
#undef KIND
};

const char *sk_match_kind_word(SkMatchKind kind) {
  return kinds[kind].word;
}

const char *sk_match_kind_text(SkMatchKind kind) {
  return kinds[kind].what;
}

const char *const *sk_match_kind_words(void) {
  static const char *const words[] = {
#define KIND(NAME, word, what) word,
#include "match/kind.def"
#undef KIND
    NULL
  };
  return words;
}

int sk_match_kind_parse(const char *word) {
  for (guint i = 0; i < SK_AS_COUNT; i++)
    if (strcmp(kinds[i].word, word) == 0)
      return (int)i;
  return -1;
}

/* ---- canonical texts */

/* A full date as eight digits, so that a slip in one is a slip of one character; of anything else the letters and
 * digits: an impossible date is often a slip away from one. */
static void canonical_date(SkValueText text, gboolean month_first, GString *out) {
  SkDate date;
  int year, month, day;
  if (!sk_match_date_parse(text, month_first, &date) || date.first != date.last) {
    sk_fold_code(text.text, text.length, out);
    return;
  }
  sk_day_split(date.first, &year, &month, &day);
  if (year < 0 || year > 9999) {
    g_string_printf(out, "%04d%02d%02d", year, month, day);
    return;
  }
  g_string_set_size(out, 8);
  for (int i = 8, number = year * 10000 + month * 100 + day; i-- > 0; number /= 10)
    out->str[i] = (char)('0' + number % 10);
}

/* A number without signs of money, blanks and commas between thousands; NaN when it is none. */
static double parse_number(SkValueText text) {
  char bare[64];
  gsize used = 0;
  for (uint32_t i = 0; i < text.length; i++) {
    char c = text.text[i];
    if (c == ',' || c == ' ' || c == '$' || (guchar)c >= 0x80)
      continue;
    if (used + 1 >= sizeof bare || !(g_ascii_isdigit(c) || c == '.' || c == '-' || c == '+' || c == 'e'))
      return NAN;
    bare[used++] = c;
  }
  bare[used] = '\0';
  char *end;
  double number = g_ascii_strtod(bare, &end);
  return used > 0 && *end == '\0' && isfinite(number) ? number : NAN;
}

static void canonical_number(SkValueText text, GString *out) {
  char printed[G_ASCII_DTOSTR_BUF_SIZE];
  double number = parse_number(text);
  if (isnan(number))
    g_string_append_len(g_string_truncate(out, 0), text.text, (gssize)text.length);
  else
    g_string_assign(out, g_ascii_formatd(printed, sizeof printed, "%.10g", number));
}

static void canonical_exact(const SkMatchColumn *column, SkValueText text, GString *out) {
  if (column->sexes)
    g_string_assign(out, sk_sex_name(sk_sex_read(text.text, text.length)));
  else
    g_string_append_len(g_string_truncate(out, 0), text.text, (gssize)text.length);
}

static void canonical(const SkMatchColumn *column, SkValueText text, GString *out) {
  switch (column->kind) {
  case SK_AS_NAME:
  case SK_AS_PERSON:
  case SK_AS_TEXT:
    sk_fold_words(text.text, text.length, out);
    break;
  case SK_AS_RARE_WORDS:
  case SK_AS_MIDDLING_WORDS:
  case SK_AS_COMMON_WORDS:
    sk_match_bands_take(column->bands, column->kind, text, out);
    break;
  case SK_AS_CODE:
    sk_fold_code(text.text, text.length, out);
    break;
  case SK_AS_DATE:
    canonical_date(text, column->month_first, out);
    break;
  case SK_AS_NUMBER:
    canonical_number(text, out);
    break;
  case SK_AS_HOUSEHOLD:
  case SK_AS_EXACT:
    canonical_exact(column, text, out);
    break;
  case SK_AS_EMAIL:
  case SK_AS_PLACE:
  case SK_AS_COUNT:
  default:
    g_string_append_len(g_string_truncate(out, 0), text.text, (gssize)text.length);
    break;
  }
}

/* ---- prepared values */

static void prepare_dates(SkMatchColumn *column) {
  column->dates = g_new0(SkDate, (gsize)column->value_count + 1);
  for (uint32_t v = 1; v <= column->value_count; v++) {
    SkValueText text = sk_match_column_text(column, v);
    if (!sk_match_date_parse(text, column->month_first, &column->dates[v]))
      column->dates[v] = (SkDate){ .first = 1, .last = 0 };
  }
}

static void prepare_numbers(SkMatchColumn *column) {
  column->numbers = g_new0(double, (gsize)column->value_count + 1);
  for (uint32_t v = 1; v <= column->value_count; v++)
    column->numbers[v] = parse_number(sk_match_column_text(column, v));
}

static void prepare_letters(SkMatchColumn *column) {
  column->letters = sk_match_room((gsize)column->value_count + 1, sizeof *column->letters);
  for (uint32_t v = 0; v <= column->value_count; v++) {
    column->letters[v] = sk_letters_of(sk_match_column_text(column, v));
    column->letters[v].rarity = column->rarity[v];
  }
}

static gboolean has_other_scripts(const SkMatchColumn *column) {
  for (uint32_t v = 1; v <= column->value_count; v++) {
    SkValueText text = sk_match_column_text(column, v);
    int script = sk_script_of_text(text.text, text.length);
    if (script != SK_TEXT_LATIN && script != SK_TEXT_UNKNOWN)
      return TRUE;
  }
  return FALSE;
}

static void prepare_names(SkMatchColumn *column) {
  if (!has_other_scripts(column))
    return;
  column->names = g_new0(SkName, (gsize)column->value_count + 1);
  for (uint32_t v = 1; v <= column->value_count; v++) {
    SkValueText text = sk_match_column_text(column, v);
    SkNameText own = { text.text, text.length };
    gboolean part = column->kind == SK_AS_PERSON; /* one part, not to be divided */
    SkNameWritten written = { .written = part ? (SkNameText){ 0 } : own, .given = part ? own : (SkNameText){ 0 } };
    sk_name_prepare(&written, NULL, &column->names[v]);
  }
}

static void prepare_places(SkMatchColumn *column) {
  column->places = g_new0(SkPlace, (gsize)column->value_count + 1);
  for (uint32_t v = 1; v <= column->value_count; v++) {
    SkValueText text = sk_match_column_text(column, v);
    sk_place_parse(text.text, text.length, &column->places[v]);
  }
}

static void prepare(SkMatchColumn *column) {
  switch (column->kind) {
  case SK_AS_DATE:
    prepare_dates(column);
    prepare_letters(column);
    break;
  case SK_AS_NUMBER:
    prepare_numbers(column);
    break;
  case SK_AS_NAME:
  case SK_AS_PERSON:
    prepare_names(column);
    prepare_letters(column);
    break;
  case SK_AS_PLACE:
    prepare_places(column);
    break;
  case SK_AS_TEXT:
  case SK_AS_RARE_WORDS:
  case SK_AS_MIDDLING_WORDS:
  case SK_AS_COMMON_WORDS:
    sk_match_column_words(column);
    break;
  case SK_AS_CODE:
    prepare_letters(column);
    break;
  case SK_AS_HOUSEHOLD:
  case SK_AS_EXACT:
  case SK_AS_EMAIL:
  case SK_AS_COUNT:
  default:
    break;
  }
}

/* ---- columns */

/* log2(chance that two say the same / share of this value), in parts of a bit. */
static int16_t rarity_of(const SkMatchColumn *column, double share) {
  double bits = log2(column->same_chance) - log2(share);
  return (int16_t)lrint(CLAMP(bits, -20, 20) * SK_ENGINE_RARITY);
}

/* The shares by the canonical text of what they are of. */
static GHashTable *shares_by_text(const SkMatchColumn *column, const SkMatchShares *shares) {
  GHashTable *by_text = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < shares->shares->len; i++) {
    const SkMatchShare *share = &g_array_index(shares->shares, SkMatchShare, i);
    canonical(column, (SkValueText){ share->value, (uint32_t)strlen(share->value) }, text);
    const double *known = g_hash_table_lookup(by_text, text->str);
    double all = share->share + (known != NULL ? *known : 0);
    g_hash_table_insert(by_text, g_strdup(text->str), g_memdup2(&all, sizeof all));
  }
  return by_text;
}

/* By value, as the table says; what it does not have is as rare as what it has fewest of. The caller frees. */
static double *shares_by_value(const SkMatchColumn *column, const SkMatchShares *shares) {
  g_autoptr(GHashTable) by_text = shares_by_text(column, shares);
  double *by_value = g_new0(double, (gsize)column->value_count + 1);
  for (uint32_t v = 1; v <= column->value_count; v++) {
    SkValueText own = sk_values_text(&column->texts, v);
    g_autofree char *text = g_strndup(own.text, own.length);
    const double *share = g_hash_table_lookup(by_text, text);
    by_value[v] = share != NULL ? *share : shares->rarest;
  }
  return by_value;
}

static void fill_rarity(SkMatchColumn *column, const SkMatchShares *shares) {
  g_autofree double *by_value = shares != NULL ? shares_by_value(column, shares) : NULL;
  column->rarity = g_new0(int16_t, (gsize)column->value_count + 1);
  for (uint32_t v = 1; v <= column->value_count && column->same_chance > 0 && column->parts[0] == NULL; v++)
    if (column->counts[v] > 0)
      column->rarity[v] =
          rarity_of(column, by_value != NULL ? by_value[v] : (double)column->counts[v] / column->stated);
}

static void count_chance(SkMatchColumn *column, const SkMatchShares *shares) {
  double same = 0, stated = 0;
  for (uint32_t v = 1; v <= column->value_count; v++) {
    same += (double)column->counts[v] * (column->counts[v] - 1.0);
    stated += column->counts[v];
  }
  column->stated = (uint32_t)stated;
  column->same_chance = stated > 1 ? same / (stated * (stated - 1)) : 0;
  if (shares != NULL)
    column->same_chance = shares->chance;
  fill_rarity(column, shares);
}

/* A few values, all of them words for a sex: 남 and 男 are then the same. */
static gboolean are_sexes(const SkValues *values) {
  uint32_t count = sk_values_count(values);
  size_t known;
  sk_sex_words(&known);
  for (uint32_t v = 1; v <= count && count <= known; v++) {
    SkValueText text = sk_values_text(values, v);
    if (sk_sex_read(text.text, text.length) == SK_SEX_UNSTATED)
      return FALSE;
  }
  return count > 0 && count <= known;
}

/* Whether all values are canonical as they stand: then the field's texts and numbers serve. */
static gboolean are_canonical(const SkMatchColumn *column, const SkValues *values) {
  g_autoptr(GString) text = g_string_new(NULL);
  gboolean same = TRUE;
  for (uint32_t v = 1; same && v <= sk_values_count(values); v++) {
    SkValueText own = sk_values_text(values, v);
    canonical(column, own, text);
    same = text->len == own.length && memcmp(text->str, own.text, own.length) == 0;
  }
  return same;
}

/* Makes the canonical texts, each once, and says which of them each value of the field is. */
static void make_texts(SkMatchColumn *column, const SkValues *values) {
  g_autoptr(GString) text = g_string_new(NULL);
  uint32_t count = sk_values_count(values);
  gboolean same = TRUE; /* every value has the number of the field's */
  column->number_of = g_new0(uint32_t, (gsize)count + 1);
  sk_values_init(&column->texts);
  for (uint32_t v = 1; v <= count; v++) {
    canonical(column, sk_values_text(values, v), text);
    column->number_of[v] = sk_values_add(&column->texts, text->str, (uint32_t)text->len);
    same = same && column->number_of[v] == v;
  }
  if (same)
    g_clear_pointer(&column->number_of, g_free);
  sk_values_seal(&column->texts);
}

/* As most rows write it: a slip in one must not turn the others round. */
static gboolean is_month_first(const SkMatchField *from) {
  gint64 rows = 0;
  for (uint32_t v = 1; v <= sk_values_count(&from->values); v++)
    rows += (gint64)sk_match_date_order(sk_values_text(&from->values, v)) * from->counts[v];
  return rows > 0;
}

SkMatchColumn *sk_match_column_new(const SkMatchTable *table, guint field, SkMatchKind kind,
                                   const SkMatchShares *shares) {
  SkMatchColumn *column = g_new0(SkMatchColumn, 1);
  const SkMatchField *from = sk_match_table_at(table, field);
  uint32_t count = sk_values_count(&from->values);
  column->kind = kind;
  column->field = field;
  column->month_first = kind == SK_AS_DATE && is_month_first(from);
  column->sexes = kind == SK_AS_EXACT && are_sexes(&from->values);
  column->bands = sk_match_kind_is_band(kind) ? sk_match_bands_new(from) : NULL;
  column->borrows = are_canonical(column, &from->values);
  if (column->borrows)
    column->texts = from->values;
  else
    make_texts(column, &from->values);
  g_clear_pointer(&column->bands, sk_match_bands_free);
  column->value_count = sk_values_count(&column->texts);
  column->counts = g_new0(uint32_t, (gsize)column->value_count + 1);
  for (uint32_t v = 1; v <= count; v++)
    column->counts[column->number_of == NULL ? v : column->number_of[v]] += from->counts[v];
  column->counts[0] = 0;
  count_chance(column, shares);
  prepare(column);
  return column;
}

SkMatchColumn *sk_match_column_new_pair(const SkMatchTable *table, const SkMatchColumn *first,
                                        const SkMatchColumn *second, uint32_t *rows) {
  SkMatchColumn *column = g_new0(SkMatchColumn, 1);
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GArray) pairs = g_array_new(FALSE, TRUE, 2 * sizeof(uint32_t));
  g_autoptr(GArray) counts = g_array_new(FALSE, TRUE, sizeof(uint32_t));
  *column = (SkMatchColumn){ .kind = SK_AS_PERSON, .field = first->field, .second_field = second->field };
  column->parts[0] = first;
  column->parts[1] = second;
  g_array_set_size(pairs, 1);
  g_array_set_size(counts, 1);
  for (uint32_t row = 0; row < table->row_count; row++) {
    uint32_t pair[2] = { sk_match_column_value(first, table, row), sk_match_column_value(second, table, row) };
    gint64 key = (gint64)((uint64_t)pair[0] << 32 | pair[1]);
    uint32_t value = key == 0 ? 0 : GPOINTER_TO_UINT(g_hash_table_lookup(known, &key));
    if (key != 0 && value == 0) {
      value = pairs->len;
      g_hash_table_insert(known, g_memdup2(&key, sizeof key), GUINT_TO_POINTER(value));
      g_array_append_val(pairs, pair);
      g_array_set_size(counts, value + 1);
    }
    rows[row] = value;
    if (value != 0)
      g_array_index(counts, uint32_t, value)++;
  }
  column->value_count = pairs->len - 1;
  column->part_values = (uint32_t(*)[2])(void *)g_array_free(g_steal_pointer(&pairs), FALSE);
  column->counts = (uint32_t *)(void *)g_array_free(g_steal_pointer(&counts), FALSE);
  count_chance(column, NULL);
  return column;
}

static void words_free(SkMatchWords *words) {
  if (words == NULL)
    return;
  sk_values_clear(&words->words);
  g_free(words->word_rows);
  g_free(words->starts);
  g_free(words->list);
  g_free(words->weights);
  g_free(words->letters);
  g_free(words->grams);
  g_free(words);
}

void sk_match_column_free(SkMatchColumn *column) {
  if (column == NULL)
    return;
  if (column->texts.bytes != NULL && !column->borrows)
    sk_values_clear(&column->texts);
  g_free(column->counts);
  g_free(column->number_of);
  g_free(column->letters);
  g_free(column->rarity);
  g_free(column->dates);
  g_free(column->numbers);
  g_free(column->names);
  g_free(column->places);
  g_free(column->part_values);
  words_free(column->words);
  g_free(column);
}
