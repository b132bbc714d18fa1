#include "text/similar.h"

#include "text/utf8.h"

#define ASCII 128

typedef struct {
  uint32_t codes[SK_SIMILAR_CODES];
  unsigned count;
} Codes;

/* For each character the places it stands at, as bits: ASCII by index, the rest by search. */
typedef struct {
  uint64_t ascii[ASCII];
  uint32_t others[SK_SIMILAR_CODES];
  uint64_t places[SK_SIMILAR_CODES];
  unsigned other_count;
} Places;

static void decode(const char *text, size_t len, Codes *ret_codes) {
  unsigned count = 0, seen = 0;
  for (; count < len && count < SK_SIMILAR_CODES; count++) {
    ret_codes->codes[count] = (unsigned char)text[count];
    seen |= (unsigned char)text[count];
  }
  ret_codes->count = count;
  if (seen < ASCII) /* as most texts are: a code each byte */
    return;
  count = 0;
  for (size_t at = 0; at < len && count < SK_SIMILAR_CODES; count++) {
    if ((unsigned char)text[at] < ASCII)
      ret_codes->codes[count] = (unsigned char)text[at++];
    else
      at += sk_utf8_decode(text, len, at, &ret_codes->codes[count]);
  }
  ret_codes->count = count;
}

static unsigned find_other(const Places *places, uint32_t code) {
  unsigned i = 0;
  while (i < places->other_count && places->others[i] != code)
    i++;
  return i;
}

static void forget_places(const Codes *text, Places *places) {
  for (unsigned i = 0; i < text->count; i++)
    if (text->codes[i] < ASCII)
      places->ascii[text->codes[i]] = 0;
}

/* Where the characters of `text` stand; asked for those of `text` and `asked` only, so that the rest of the table, more
 * than most names are long, need not be cleared. */
static void note_places(const Codes *text, const Codes *asked, Places *ret_places) {
  ret_places->other_count = 0;
  forget_places(text, ret_places);
  forget_places(asked, ret_places);
  for (unsigned i = 0; i < text->count; i++) {
    uint32_t code = text->codes[i];
    if (code < ASCII) {
      ret_places->ascii[code] |= (uint64_t)1 << i;
      continue;
    }
    unsigned other = find_other(ret_places, code);
    if (other == ret_places->other_count) {
      ret_places->others[ret_places->other_count++] = code;
      ret_places->places[other] = 0;
    }
    ret_places->places[other] |= (uint64_t)1 << i;
  }
}

static uint64_t places_of(const Places *places, uint32_t code) {
  if (code < ASCII)
    return places->ascii[code];
  unsigned other = find_other(places, code);
  return other < places->other_count ? places->places[other] : 0;
}

/* The lowest `count` bits; 64 gives all. */
static uint64_t low_bits(unsigned count) {
  return count >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << count) - 1;
}

static unsigned count_exchanged(const Codes *a, const Codes *b, uint64_t in_a, uint64_t in_b) {
  unsigned exchanged = 0;
  for (; in_a != 0; in_a &= in_a - 1, in_b &= in_b - 1)
    exchanged += a->codes[__builtin_ctzll(in_a)] != b->codes[__builtin_ctzll(in_b)];
  return exchanged;
}

double sk_similar_jaro_winkler(const char *a_text, size_t a_len, const char *b_text, size_t b_len) {
  Codes a, b;
  Places places;
  decode(a_text, a_len, &a);
  decode(b_text, b_len, &b);
  if (a.count == 0 && b.count == 0)
    return 1;
  note_places(&a, &b, &places);
  unsigned longer = a.count > b.count ? a.count : b.count, prefix = 0;
  unsigned reach = longer / 2 > 0 ? longer / 2 - 1 : 0;
  uint64_t in_a = 0, in_b = 0; /* characters that have found a partner */
  for (unsigned j = 0; j < b.count; j++) {
    uint64_t window = low_bits(j + reach + 1) & ~low_bits(j > reach ? j - reach : 0);
    uint64_t found = places_of(&places, b.codes[j]) & window & ~in_a;
    in_a |= found & -found;
    in_b |= (uint64_t)(found != 0) << j;
  }
  if (in_a == 0)
    return 0;
  while (prefix < 4 && prefix < a.count && prefix < b.count && a.codes[prefix] == b.codes[prefix])
    prefix++;
  unsigned matching = (unsigned)__builtin_popcountll(in_a);
  return sk_similar_weigh(matching, count_exchanged(&a, &b, in_a, in_b), a.count, b.count, prefix);
}

unsigned sk_similar_slips(const char *a, size_t a_len, const char *b, size_t b_len) {
  Codes left, right;
  Places places;
  decode(a, a_len, &left);
  decode(b, b_len, &right);
  if (left.count == 0)
    return right.count;
  note_places(&left, &right, &places);
  SkSlipping slipping = sk_slipping_begin(left.count);
  for (unsigned j = 0; j < right.count; j++)
    sk_slipping_step(&slipping, places_of(&places, right.codes[j]));
  return slipping.slips;
}
