#include "match/key.h"

#include "link/sort.h"
#include "match/key_name.h"
#include "text/utf8.h"

#include <string.h>

static const struct {
  const char *word, *what;
} kinds[] = {
#define KEY(NAME, word, what) { word, what },
#include "match/key.def"
#undef KEY
};

const char *sk_match_key_word(SkMatchKeyKind kind) {
  return kinds[kind].word;
}

const char *sk_match_key_text(SkMatchKeyKind kind) {
  return kinds[kind].what;
}

const char *const *sk_match_key_words(void) {
  static const char *const words[] = {
#define KEY(NAME, word, what) word,
#include "match/key.def"
#undef KEY
    NULL
  };
  return words;
}

#define BIT(x) (1u << (x))
#define RAREST 10 /* words of a value; every two of them make fewer than SK_ENGINE_VALUE_KEYS keys */

gboolean sk_match_key_fits(SkMatchKeyKind key, SkMatchKind kind) {
  static const unsigned names = BIT(SK_AS_NAME) | BIT(SK_AS_PERSON);
  static const unsigned texts =
      BIT(SK_AS_TEXT) | BIT(SK_AS_RARE_WORDS) | BIT(SK_AS_MIDDLING_WORDS) | BIT(SK_AS_COMMON_WORDS);
  static const unsigned fitting[SK_KEY_COUNT] = {
    [SK_KEY_VALUE] = ~0u,
    [SK_KEY_START] = ~(BIT(SK_AS_NUMBER)),
    [SK_KEY_SOUND] = names | texts | BIT(SK_AS_EXACT),
    [SK_KEY_READING] = names,
    [SK_KEY_SLIP] = ~(BIT(SK_AS_NUMBER)),
    [SK_KEY_WORD] = texts | BIT(SK_AS_NAME) | BIT(SK_AS_EXACT) | BIT(SK_AS_PLACE),
    [SK_KEY_RARE] = texts,
    [SK_KEY_WORDS] = texts,
    [SK_KEY_NEAR] = ~0u,
    [SK_KEY_END] = ~(BIT(SK_AS_NUMBER)),
    [SK_KEY_USER] = BIT(SK_AS_EMAIL),
    [SK_KEY_YEAR] = BIT(SK_AS_DATE),
    [SK_KEY_DAY] = BIT(SK_AS_DATE),
    [SK_KEY_TOWN] = BIT(SK_AS_PLACE),
    [SK_KEY_EITHER] = BIT(SK_AS_PERSON),
    [SK_KEY_EITHER_SOUND] = BIT(SK_AS_PERSON),
  };
  return kind != SK_AS_HOUSEHOLD && (fitting[key] & BIT(kind)) != 0; /* those of a household are not one */
}

static uint64_t hash_of(const char *text, uint32_t length) {
  return sk_values_hash(text, length) | 1;
}

static SkValueText text_of(const void *context, uint32_t value) {
  return sk_match_column_text(((const SkMatchKeys *)context)->column, value);
}

/* Bytes of the first `count` characters. */
static uint32_t bytes_of(SkValueText text, unsigned count) {
  uint32_t at = 0;
  for (; count > 0 && at < text.length; count--) {
    uint32_t code;
    at += (uint32_t)sk_utf8_decode(text.text, text.length, at, &code);
  }
  return at;
}

static unsigned keys_of_start(const void *context, uint32_t value, uint64_t *keys) {
  SkValueText text = text_of(context, value);
  keys[0] = hash_of(text.text, bytes_of(text, 4));
  return 1;
}

/* The value, and what is left of it without each of its characters: two values one slip apart share one of these (an
 * exchange of neighbours too). Mor and Fraenkel 1982. */
static unsigned keys_of_slip(const void *context, uint32_t value, uint64_t *keys) {
  SkValueText text = text_of(context, value);
  char bare[4 * SK_ENGINE_VALUE_KEYS];
  unsigned count = 0;
  keys[count++] = hash_of(text.text, text.length);
  if (text.length > sizeof bare)
    return count;
  for (uint32_t at = 0, size; at < text.length && count < SK_ENGINE_VALUE_KEYS; at += size) {
    uint32_t code;
    size = (uint32_t)sk_utf8_decode(text.text, text.length, at, &code);
    memcpy(bare, text.text, at);
    memcpy(bare + at, text.text + at + size, text.length - at - size);
    if (text.length > size)
      keys[count++] = hash_of(bare, text.length - size);
  }
  return count;
}

/* Words that at most `most` rows hold. */
static unsigned keys_of_words_of(const SkMatchWords *words, uint32_t value, uint32_t most, uint64_t *keys) {
  unsigned count = 0;
  for (uint32_t i = words->starts[value]; i < words->starts[value + 1] && count < SK_ENGINE_VALUE_KEYS; i++)
    if (words->word_rows[words->list[i]] <= most)
      keys[count++] = sk_link_mix(1, words->list[i]) | 1;
  return count;
}

static unsigned keys_of_words(const void *context, uint32_t value, uint64_t *keys) {
  return keys_of_words_of(((const SkMatchKeys *)context)->column->words, value, SK_KEY_WORD_ROWS, keys);
}

static unsigned keys_of_rare_words(const void *context, uint32_t value, uint64_t *keys) {
  return keys_of_words_of(((const SkMatchKeys *)context)->column->words, value, SK_KEY_RARE_ROWS, keys);
}

/* The rarest words of a value that another row holds too, the rarest first; at most RAREST. */
static unsigned find_rarest(const SkMatchWords *words, uint32_t value, uint32_t rarest[RAREST]) {
  unsigned count = 0;
  for (uint32_t i = words->starts[value]; i < words->starts[value + 1]; i++) {
    uint32_t word = words->list[i], rows = words->word_rows[word];
    unsigned at = MIN(count, RAREST);
    if (rows < 2)
      continue;
    for (; at > 0 && words->word_rows[rarest[at - 1]] > rows; at--)
      if (at < RAREST)
        rarest[at] = rarest[at - 1];
    if (at < RAREST)
      rarest[at] = word;
    count += count < RAREST;
  }
  return count;
}

/* Every two of the rarest words: words that are common one by one single a text out together. */
static unsigned keys_of_two_words(const void *context, uint32_t value, uint64_t *keys) {
  uint32_t rarest[RAREST];
  unsigned found = find_rarest(((const SkMatchKeys *)context)->column->words, value, rarest), count = 0;
  for (unsigned i = 0; i < found; i++)
    for (unsigned j = i + 1; j < found; j++)
      keys[count++] = sk_link_mix(MIN(rarest[i], rarest[j]), MAX(rarest[i], rarest[j])) | 1;
  return count;
}

/* Two rows of windows, shifted by half: neighbours up to half a window apart share one. */
static unsigned keys_of_neighbours(const void *context, uint32_t value, uint64_t *keys) {
  uint32_t place = ((const SkMatchKeys *)context)->places[value];
  keys[0] = sk_link_mix(1, place / SK_KEY_NEAR_ROWS) | 1;
  keys[1] = sk_link_mix(2, (place + SK_KEY_NEAR_ROWS / 2) / SK_KEY_NEAR_ROWS) | 1;
  return 2;
}

static unsigned keys_of_user(const void *context, uint32_t value, uint64_t *keys) {
  SkValueText text = text_of(context, value);
  const char *at = memchr(text.text, '@', text.length);
  keys[0] = hash_of(text.text, at == NULL ? text.length : (uint32_t)(at - text.text));
  return 1;
}

static unsigned keys_of_date(const void *context, uint32_t value, uint64_t *keys, gboolean year) {
  const SkDate *date = &((const SkMatchKeys *)context)->column->dates[value];
  int y, month, day;
  if (date->first > date->last || date->last - date->first > 366)
    return 0;
  sk_day_split(date->first, &y, &month, &day);
  if (!year && date->first != date->last)
    return 0;
  keys[0] = sk_link_mix(year ? 3 : 4, year ? (uint64_t)(y + 100000) : (uint64_t)(month * 32 + day)) | 1;
  return 1;
}

static unsigned keys_of_year(const void *context, uint32_t value, uint64_t *keys) {
  return keys_of_date(context, value, keys, TRUE);
}

static unsigned keys_of_day(const void *context, uint32_t value, uint64_t *keys) {
  return keys_of_date(context, value, keys, FALSE);
}

static unsigned keys_of_town(const void *context, uint32_t value, uint64_t *keys) {
  uint32_t town = ((const SkMatchKeys *)context)->column->places[value].town;
  keys[0] = sk_link_mix(5, town) | 1;
  return town != 0;
}

/* ---- orders */

typedef struct {
  const SkMatchColumn *column;
  gboolean from_end;
} Order;

static int compare_from_end(SkValueText a, SkValueText b) {
  uint32_t shorter = MIN(a.length, b.length);
  for (uint32_t i = 1; i <= shorter; i++)
    if (a.text[a.length - i] != b.text[b.length - i])
      return (guchar)a.text[a.length - i] < (guchar)b.text[b.length - i] ? -1 : 1;
  return a.length < b.length ? -1 : a.length > b.length;
}

static int compare_values(const void *x, const void *y, void *user) {
  const Order *order = user;
  uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
  const double *numbers = order->column->numbers;
  if (numbers != NULL && numbers[a] != numbers[b])
    return numbers[a] < numbers[b] || numbers[b] != numbers[b] ? -1 : 1;
  SkValueText left = sk_match_column_text(order->column, a), right = sk_match_column_text(order->column, b);
  if (order->from_end)
    return compare_from_end(left, right);
  int sign = memcmp(left.text, right.text, MIN(left.length, right.length));
  return sign != 0 ? sign : left.length < right.length ? -1 : left.length > right.length;
}

static uint32_t *find_places(const SkMatchColumn *column, gboolean from_end) {
  Order order = { column, from_end };
  uint32_t *values = g_new(uint32_t, (gsize)column->value_count + 1);
  uint32_t *places = g_new0(uint32_t, (gsize)column->value_count + 1), before = 0;
  for (uint32_t v = 0; v < column->value_count; v++)
    values[v] = v + 1;
  if (column->value_count > 1)
    g_qsort_with_data(values, (gint)column->value_count, sizeof *values, compare_values, &order);
  for (uint32_t i = 0; i < column->value_count; i++) {
    places[values[i]] = before;
    before += column->counts[values[i]];
  }
  g_free(values);
  return places;
}

SkMatchKeys *sk_match_keys_new(SkMatchColumn *column, SkMatchKeyKind kind) {
  SkMatchKeys *keys = g_new0(SkMatchKeys, 1);
  keys->column = column;
  keys->kind = kind;
  if (kind == SK_KEY_NEAR || kind == SK_KEY_END)
    keys->places = find_places(column, kind == SK_KEY_END);
  if (kind == SK_KEY_WORD || kind == SK_KEY_RARE || kind == SK_KEY_WORDS)
    sk_match_column_words(column);
  return keys;
}

void sk_match_keys_free(SkMatchKeys *keys) {
  if (keys == NULL)
    return;
  g_free(keys->places);
  g_free(keys);
}

SkEngineKeys sk_match_keys_function(SkMatchKeyKind kind) {
  static const SkEngineKeys functions[SK_KEY_COUNT] = {
    [SK_KEY_START] = keys_of_start,
    [SK_KEY_SOUND] = sk_match_keys_of_sound,
    [SK_KEY_READING] = sk_match_keys_of_reading,
    [SK_KEY_SLIP] = keys_of_slip,
    [SK_KEY_WORD] = keys_of_words,
    [SK_KEY_RARE] = keys_of_rare_words,
    [SK_KEY_WORDS] = keys_of_two_words,
    [SK_KEY_NEAR] = keys_of_neighbours,
    [SK_KEY_END] = keys_of_neighbours,
    [SK_KEY_USER] = keys_of_user,
    [SK_KEY_YEAR] = keys_of_year,
    [SK_KEY_DAY] = keys_of_day,
    [SK_KEY_TOWN] = keys_of_town,
    [SK_KEY_EITHER] = sk_match_keys_of_either,
    [SK_KEY_EITHER_SOUND] = sk_match_keys_of_either_sound,
  };
  return functions[kind];
}
