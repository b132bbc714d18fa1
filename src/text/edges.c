#include "text/edges.h"

#include "text/hangul.h"
#include "text/romanise.h"
#include "text/spelling.h"
#include "text/utf8.h"

#include <string.h>

#define VOWELS 6  /* groups of vowels; with ten of onsets, or eight codas, they fill a word */
#define BEFORE 4  /* zeros before the letters, so that a word can end at any letter */
#define LONGEST 4 /* letters of a writing */

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
  char text[BEFORE + SPELLING_TEXT];
} Letters;

/* The letters from the left, or those before `at` read from behind; the letter they are looked up by is *ret_letter. */
static uint32_t word_at(const Letters *letters, size_t at, bool behind, unsigned *ret_letter) {
  const char *text = letters->text + BEFORE + at;
  *ret_letter = (unsigned char)text[behind ? -1 : 0] & 31u;
  return spelling_word(behind ? text - BEFORE : text);
}

/* Groups of the vowels that begin, or end, at `at`, one bit each. */
static SkNameEdge vowels_at(const Letters *letters, size_t at, bool behind) {
  const uint16_t *starts = spelling_edge_starts[behind ? SPELLING_LAST_VOWEL : SPELLING_FIRST_VOWEL][letters->alphabet];
  SkNameEdge vowels = { 0, 0 };
  unsigned letter;
  uint32_t word = word_at(letters, at, behind, &letter);
  for (size_t v = starts[letter]; letter != 0 && v < starts[letter + 1]; v++) {
    const SpellingEdge *row = &spelling_edges[v];
    if ((word & row->mask) == row->text)
      *(row->far ? &vowels.far : &vowels.near) |= bit_of(row->group, 0);
  }
  vowels.far |= vowels.near;
  return vowels;
}

static SkNameEdge edge_of(const Letters *letters, bool behind) {
  const uint16_t *starts = spelling_edge_starts[behind ? SPELLING_LAST_CODA : SPELLING_FIRST_ONSET][letters->alphabet];
  SkNameEdge edge = { 0, 0 }, vowels[LONGEST + 1]; /* beside an outer sound of each length */
  unsigned known = 0, letter;
  uint32_t word = word_at(letters, behind ? letters->length : 0, behind, &letter);
  for (unsigned rows = 0; rows < 2; rows++, letter = 0) /* those that begin with the letter, and those of nothing */
    for (size_t o = starts[letter]; o < starts[letter + 1]; o++) {
      const SpellingEdge *outer = &spelling_edges[o];
      if ((word & outer->mask) != outer->text)
        continue;
      SkNameEdge *beside = &vowels[outer->length];
      if ((known >> outer->length & 1) == 0)
        *beside = vowels_at(letters, behind ? letters->length - outer->length : outer->length, behind);
      known |= 1u << outer->length;
      edge.far |= beside->far << (outer->group * VOWELS);
      edge.near |= outer->far ? 0 : beside->near << (outer->group * VOWELS);
    }
  return edge;
}

static void find_of_letters(SkNamePart *part) {
  Letters letters = { .alphabet = romanise_alphabet(part->script), .length = part->letter_count };
  if (letters.alphabet < 0)
    return;
  memcpy(letters.text + BEFORE, part->letters, part->letter_count);
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
