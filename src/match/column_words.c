/* Words of a text column, and how much each says: a rare word more than a common one (inverse document frequency). */
#include "link/sort.h"
#include "match/column.h"

#include "match/fold.h"

#include <math.h>
#include <string.h>

#define CHANCE_PAIRS 1024u /* of values, from which chance is told ... */
#define CHANCE_VALUES 50   /* ... where there are as many values */

static int by_number(const void *a, const void *b) {
  uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
  return left < right ? -1 : left > right;
}

/* Adds the words of one value, each once, ascending; counts the rows that hold them. */
static void take_words(SkMatchWords *words, GArray *list, GArray *rows, SkValueText text, uint32_t count) {
  guint start = list->len;
  for (uint32_t at = 0; at < text.length;) {
    const char *blank = memchr(text.text + at, ' ', text.length - at);
    uint32_t end = blank == NULL ? text.length : (uint32_t)(blank - text.text);
    uint32_t word = sk_values_add(&words->words, text.text + at, end - at);
    if (word != 0 && word != SK_VALUES_FULL)
      g_array_append_val(list, word);
    at = end + 1;
  }
  uint32_t *own = &g_array_index(list, uint32_t, start);
  guint held = list->len - start, kept = 0;
  if (held > 1)
    qsort(own, held, sizeof *own, by_number);
  for (guint i = 0; i < held; i++)
    if (kept == 0 || own[kept - 1] != own[i])
      own[kept++] = own[i];
  g_array_set_size(list, start + kept);
  g_array_set_size(rows, sk_values_count(&words->words) + 1);
  for (guint i = start; i < start + kept; i++)
    g_array_index(rows, uint32_t, g_array_index(list, uint32_t, i)) += count;
}

/* Pairs of neighbouring bytes without blanks, each a bit. */
static void note_grams(SkValueText text, uint64_t grams[SK_GRAM_WORDS]) {
  uint32_t before = 0;
  for (uint32_t i = 0; i < text.length; i++) {
    guchar c = (guchar)text.text[i];
    if (c == ' ')
      continue;
    uint32_t bit = ((before << 8 | c) * 2654435761u) >> 23; /* Knuth's multiplicative hash, 9 bits */
    if (before != 0)
      grams[bit / 64] |= (uint64_t)1 << (bit % 64);
    before = c;
  }
}

double sk_match_grams_alike(const SkMatchWords *words, uint32_t a, uint32_t b) {
  const uint64_t *left = words->grams[a], *right = words->grams[b];
  int both = 0, all = 0;
  for (unsigned i = 0; i < SK_GRAM_WORDS; i++) {
    both += __builtin_popcountll(left[i] & right[i]);
    all += __builtin_popcountll(left[i]) + __builtin_popcountll(right[i]);
  }
  return all == 0 ? 0 : 2.0 * both / all;
}

/* The mean over pairs of values that their numbers alone decide. A few values may all be one thing: none is told. */
static double grams_chance(const SkMatchWords *words, uint32_t value_count) {
  double alike = 0;
  for (uint32_t i = 0; i < CHANCE_PAIRS && value_count >= CHANCE_VALUES; i++) {
    uint64_t draw = sk_link_mix(1, i);
    uint32_t a = 1 + (uint32_t)(draw % value_count), step = 1 + (uint32_t)((draw >> 32) % (value_count - 1));
    alike += sk_match_grams_alike(words, a, 1 + (a - 1 + step) % value_count);
  }
  return alike / CHANCE_PAIRS;
}

static void weigh_words(SkMatchWords *words, uint32_t stated) {
  uint32_t count = sk_values_count(&words->words);
  words->weights = g_new0(float, (gsize)count + 1);
  words->letters = g_new0(uint32_t, (gsize)count + 1);
  for (uint32_t word = 1; word <= count; word++) {
    SkValueText text = sk_values_text(&words->words, word);
    words->weights[word] = (float)log2(1 + (double)MAX(stated, 1) / MAX(words->word_rows[word], 1));
    for (uint32_t i = 0; i < text.length; i++)
      words->letters[word] |= (uint32_t)1 << ((guchar)text.text[i] % 32);
  }
}

const SkMatchWords *sk_match_column_words(SkMatchColumn *column) {
  if (column->words != NULL)
    return column->words;
  SkMatchWords *words = g_new0(SkMatchWords, 1);
  GArray *list = g_array_new(FALSE, TRUE, sizeof(uint32_t)), *rows = g_array_new(FALSE, TRUE, sizeof(uint32_t));
  g_autoptr(GString) bare = g_string_new(NULL);
  sk_values_init(&words->words);
  words->starts = g_new0(uint32_t, (gsize)column->value_count + 2);
  words->grams = g_malloc0_n((gsize)column->value_count + 1, sizeof *words->grams);
  for (uint32_t v = 1; v <= column->value_count; v++) {
    SkValueText text = sk_match_column_text(column, v);
    words->starts[v] = list->len;
    sk_fold_words(text.text, text.length, bare);
    SkValueText folded = { bare->str, (uint32_t)bare->len };
    take_words(words, list, rows, folded, column->counts[v]);
    note_grams(folded, words->grams[v]);
  }
  words->starts[column->value_count + 1] = list->len;
  sk_values_seal(&words->words);
  uint32_t count = sk_values_count(&words->words);
  g_array_set_size(rows, count + 1);
  words->list = (uint32_t *)(void *)g_array_free(list, FALSE);
  words->word_rows = (uint32_t *)(void *)g_array_free(rows, FALSE);
  weigh_words(words, column->stated);
  words->grams_chance = grams_chance(words, column->value_count);
  column->words = words;
  return words;
}
