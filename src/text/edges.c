#include "text/edges.h"

#include "text/hangul.h"
#include "text/romanise.h"
#include "text/spelling.h"
#include "text/utf8.h"

#define VOWELS 6 /* groups of vowels; with ten of onsets, or eight codas, they fill a word */

static uint64_t bit_of(unsigned vowel, unsigned outer) {
  return UINT64_C(1) << (outer * VOWELS + vowel);
}

/* ---- characters */

static void find_of_syllables(SkNamePart *part) {
  const uint16_t *first = part->read[0], *last = part->read[part->count - 1];
  for (size_t i = 0; i < SK_NAME_READINGS && first[i] != 0; i++) {
    SkJamo jamo = sk_hangul_split(first[i]);
    part->first.near |= bit_of(spelling_vowel_groups[jamo.vowel], spelling_onset_groups[jamo.onset]);
  }
  for (size_t i = 0; i < SK_NAME_READINGS && last[i] != 0; i++) {
    SkJamo jamo = sk_hangul_split(last[i]);
    part->last.near |= bit_of(spelling_vowel_groups[jamo.vowel], spelling_coda(jamo.coda));
  }
}

/* ---- letters */

typedef struct {
  int alphabet;
  size_t length;
  uint8_t numbers[SK_NAME_LETTERS + 1]; /* of the letters, in the trees; 0 before the first and after the last */
} Letters;

/* What the letters after `at`, or those before it read from behind, can be. */
static const EdgeNode *edges_at(const Letters *letters, int edge, size_t at, bool behind) {
  size_t root = edge_roots[edge][letters->alphabet], step = 0, to;
  for (const uint8_t *number = letters->numbers + at + !behind; (to = edge_steps[root + step][*number]) != 0;
       number += behind ? -1 : 1)
    step = to;
  return &edge_nodes[root + step];
}

static SkNameEdge edge_of(const Letters *letters, bool behind) {
  const EdgeNode *outers =
      edges_at(letters, behind ? SPELLING_LAST_CODA : SPELLING_FIRST_ONSET, behind ? letters->length : 0, behind);
  SkNameEdge edge = { 0, 0 };
  for (unsigned i = 0; i < outers->count; i++) {
    const SpellingEdge *outer = &edge_rows[outers->first + i];
    const EdgeNode *vowels = edges_at(letters, behind ? SPELLING_LAST_VOWEL : SPELLING_FIRST_VOWEL,
                                      behind ? letters->length - outer->length : outer->length, behind);
    edge.far |= (uint64_t)vowels->all << (outer->group * VOWELS);
    edge.near |= outer->far ? 0 : (uint64_t)vowels->near << (outer->group * VOWELS);
  }
  return edge;
}

static void find_of_letters(SkNamePart *part) {
  Letters letters = { .alphabet = romanise_alphabet(part->script), .length = part->letter_count };
  if (letters.alphabet < 0)
    return;
  for (size_t i = 0; i < letters.length; i++)
    letters.numbers[i + 1] = spelling_letters[part->letters[i] & 127];
  part->first = edge_of(&letters, false);
  part->last = edge_of(&letters, true);
  if ((part->flags & SK_NAME_PART_YALE) != 0) { /* what is far elsewhere is its own */
    part->first.near = part->first.far;
    part->last.near = part->last.far;
  }
}

/* First syllables of the family names that the letters begin with. */
static uint64_t find_named(const SkNamePart *part) {
  uint64_t named = 0;
  for (uint16_t at = part->surname_first; at != surname_spelling_count; at = surname_links[at]) {
    SkJamo jamo = sk_hangul_split(surname_spellings[surname_by_text[at]].hangul[0]);
    named |= bit_of(spelling_vowel_groups[jamo.vowel], spelling_onset_groups[jamo.onset]);
  }
  return named;
}

/* ---- both */

void edges_find(SkNamePart *part) {
  part->first = part->last = (SkNameEdge){ 0, 0 };
  part->named = 0;
  if (part->count > 0 && (part->script == SK_TEXT_HAN || part->script == SK_TEXT_HANGUL))
    find_of_syllables(part);
  if (part->letter_count > 0)
    find_of_letters(part);
  if (part->script == SK_TEXT_LATIN)
    part->named = find_named(part);
}

bool edges_fit(const SkNamePart *korean, const SkNamePart *letters, bool family) {
  if (family && (korean->first.near & letters->named) != 0)
    return true;
  bool first = (korean->first.near & letters->first.near) != 0, last = (korean->last.near & letters->last.near) != 0;
  if (korean->count == 1)
    return first && last;
  if ((korean->first.near & letters->first.far) == 0 || (korean->last.near & letters->last.far) == 0)
    return false;
  return first || last || korean->count > 2; /* one far writing is a slip of two syllables, two are another name */
}

bool edges_meet(const SkNamePart *a, const SkNamePart *b) {
  return (a->first.near & b->first.near) != 0 && (a->last.near & b->last.near) != 0;
}
