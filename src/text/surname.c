/* The table of family names, asked from the side of the letters. */
#include "text/edges.h"
#include "text/hangul.h"
#include "text/romanise.h"
#include "text/spelling.h"
#include "text/utf8.h"

#include <string.h>

#define USUAL 5 /* hundredths up to which a spelling is usual */

static void plain_text(const SkNamePart *part, char text[SPELLING_TEXT]) {
  memset(text, 0, SPELLING_TEXT);
  for (size_t i = 0; i < part->letter_count; i++)
    text[i] = (char)(part->letters[i] | 32); /* marks aside */
}

/* Kana and Cyrillic have no table: every family name is tried. */
static bool fits_some(const SkNamePart *part) {
  SkNamePart letters = *part, name = { .script = SK_TEXT_HANGUL, .count = 1 };
  edges_find(&letters);
  for (size_t s = 0; s < surname_spelling_count; s++) {
    const SurnameSpelling *row = &surname_spellings[s];
    if (row->hangul[0] == name.read[0][0] && row->hangul[1] == name.read[1][0])
      continue;
    name.read[0][0] = row->hangul[0];
    name.read[1][0] = row->hangul[1];
    name.count = row->hangul[1] == 0 ? 1 : 2;
    edges_find(&name);
    if (edges_fit(&name, &letters, true) && romanise_fit(&name, &letters, true).cost <= USUAL)
      return true;
  }
  return false;
}

static const SurnameSpelling *row_at(uint16_t place) {
  return &surname_spellings[surname_by_text[place]];
}

/* All beginnings of a text stand before it, and each is a beginning of those between. */
static uint16_t beginning_of(const char text[SPELLING_TEXT]) {
  uint16_t low = 0, high = surname_spelling_count;
  while (low < high) {
    uint16_t middle = (uint16_t)(low + (high - low) / 2);
    if (strcmp(row_at(middle)->text, text) <= 0)
      low = (uint16_t)(middle + 1);
    else
      high = middle;
  }
  uint16_t at = low > 0 ? (uint16_t)(low - 1) : surname_spelling_count;
  while (at != surname_spelling_count && memcmp(text, row_at(at)->text, row_at(at)->length) != 0)
    at = surname_links[at];
  return at;
}

void romanise_find_surnames(SkNamePart *part) {
  char text[SPELLING_TEXT];
  if (part->script != SK_TEXT_LATIN)
    return;
  plain_text(part, text);
  part->surname_first = beginning_of(text);
  part->surname_count = 0;
  for (uint16_t at = part->surname_first; at != surname_spelling_count && row_at(at)->length == part->letter_count;
       at = surname_links[at])
    part->surname_count++;
}

bool romanise_is_surname(const SkNamePart *part) {
  if (part->script == SK_TEXT_LATIN)
    return part->surname_count > 0;
  return part->letter_count > 0 && fits_some(part);
}

bool romanise_is_long_surname(const SkNamePart *part) {
  for (uint16_t n = 0; n < part->surname_count; n++)
    if (row_at((uint16_t)(part->surname_first - n))->hangul[1] != 0)
      return true;
  return false;
}

static bool is_read_as(const SkNamePart *korean, uint16_t hangul) {
  for (size_t i = 0; i < SK_NAME_READINGS && korean->read[0][i] != 0; i++)
    if (sk_hangul_law(korean->read[0][i]) == sk_hangul_law(hangul))
      return true;
  return false;
}

/* The first row of a rare family name that the letters are, or the number of all rows. */
static uint16_t rare_from(const char text[SPELLING_TEXT]) {
  uint16_t low = 0, high = surname_rare_count;
  while (low < high) {
    uint16_t middle = (uint16_t)(low + (high - low) / 2);
    if (strcmp(surname_rare[middle].text, text) < 0)
      low = (uint16_t)(middle + 1);
    else
      high = middle;
  }
  return low;
}

static const SurnameSpelling *cheaper(const SurnameSpelling *best, const SurnameSpelling *row,
                                      const SkNamePart *korean) {
  bool other = row->hangul[1] == 0 && !is_read_as(korean, row->hangul[0]);
  return other && (best == NULL || row->cost < best->cost) ? row : best;
}

uint16_t romanise_other_surname(const SkNamePart *part, const SkNamePart *korean, unsigned most) {
  const SurnameSpelling *best = NULL;
  char text[SPELLING_TEXT];
  plain_text(part, text);
  for (uint16_t n = 0; n < part->surname_count; n++)
    best = cheaper(best, row_at((uint16_t)(part->surname_first - n)), korean);
  for (uint16_t at = rare_from(text); at < surname_rare_count && strcmp(surname_rare[at].text, text) == 0; at++)
    best = cheaper(best, &surname_rare[at], korean);
  return best != NULL && best->cost <= most ? best->hangul[0] : 0;
}

/* Where the writings of a kind end that the system has at the letters reached so far, as bits. */
static uint32_t system_ends(const char text[SPELLING_TEXT], unsigned system, int kind, uint32_t from, uint8_t place) {
  static const uint8_t jamo[SPELLING_KINDS] = { 19, 21, 8 };
  const uint16_t *starts = spelling_starts[kind][SPELLING_LATIN];
  uint32_t ends = 0;
  for (; from != 0; from &= from - 1) {
    unsigned at = (unsigned)__builtin_ctz(from);
    uint32_t word = spelling_word(text + at);
    for (const Spelling *row = spellings + starts[0]; row < spellings + starts[jamo[kind]]; row++)
      if ((word & row->mask) == row->text && (row->places & place) != 0 && (row->systems & system) != 0)
        ends |= UINT32_C(1) << (at + row->length);
  }
  return ends;
}

bool romanise_is_syllable(const SkNamePart *part, unsigned systems) {
  char text[SPELLING_TEXT] = { 0 };
  memcpy(text, part->letters, part->letter_count);
  for (; systems != 0; systems &= systems - 1) {
    unsigned system = systems & -systems;
    uint32_t ends = system_ends(text, system, SPELLING_ONSET, 1, PLACE_INITIAL);
    ends = system_ends(text, system, SPELLING_VOWEL, ends, UINT8_MAX);
    ends = system_ends(text, system, SPELLING_CODA, ends, PLACE_END);
    if ((ends >> part->letter_count & 1) != 0)
      return true;
  }
  return false;
}

/* One letter left out, put in or exchanged, or two neighbours turned. */
static bool one_slip(const char *a, size_t a_len, const char *b, size_t b_len) {
  size_t head = 0, tail = 0, least = a_len < b_len ? a_len : b_len, most = a_len < b_len ? b_len : a_len;
  if (most - least > 1)
    return false;
  while (head < least && a[head] == b[head])
    head++;
  while (tail < least - head && a[a_len - 1 - tail] == b[b_len - 1 - tail])
    tail++;
  size_t left = most - head - tail;
  return left <= 1 || (left == 2 && a_len == b_len && a[head] == b[head + 1] && a[head + 1] == b[head]);
}

bool romanise_slips_to(const SkNamePart *part, uint32_t hangul) {
  char text[SPELLING_TEXT];
  plain_text(part, text);
  for (size_t s = 0; part->script == SK_TEXT_LATIN && s < surname_spelling_count; s++) {
    const SurnameSpelling *row = &surname_spellings[s];
    bool same = row->hangul[1] == 0 && (row->hangul[0] == hangul || row->hangul[0] == sk_hangul_law(hangul));
    if (same && row->cost <= USUAL && one_slip(text, part->letter_count, row->text, row->length))
      return true;
  }
  return false;
}

size_t romanise_near_surnames(const SkNamePart *part, uint16_t *ret_hangul, size_t room) {
  char text[SPELLING_TEXT];
  size_t count = 0;
  plain_text(part, text);
  for (size_t s = 0; part->script == SK_TEXT_LATIN && s < surname_spelling_count && count < room; s++) {
    const SurnameSpelling *row = &surname_spellings[s];
    bool known = count > 0 && ret_hangul[count - 1] == row->hangul[0];
    if (!known && row->hangul[1] == 0 && row->cost <= USUAL &&
        one_slip(text, part->letter_count, row->text, row->length))
      ret_hangul[count++] = row->hangul[0];
  }
  return count;
}
