/* How well letters (Latin, kana, Cyrillic) fit Korean syllables: a least-cost alignment of jamo with the writings of
 * spellings.txt. Along with the cost it says which systems write the syllables just so, and what the writing leaves
 * open. Internal to src/text. */
#pragma once

#include "text/name.h"

#define ROMANISE_FAR 1000 /* no alignment; costs are hundredths */

typedef struct {
  uint16_t cost;    /* of the whole, hundredths; ROMANISE_FAR none */
  uint16_t systems; /* SPELLING_* bits of systems that write it so from end to end */
  uint8_t notes;    /* SPELLING_NOTE_* of the cheapest alignment */
  uint8_t syllables;
} RomaniseFit;

/* Letters of `letters` read as a part in characters, for parts whose edges fit (text/edges.h). `family`: family names
 * have spellings of their own. */
RomaniseFit romanise_fit(const SkNamePart *korean, const SkNamePart *letters, bool family);
/* The Korean syllables that two parts in letters can both be spellings of: the cheapest sum of both costs. */
RomaniseFit romanise_pair(const SkNamePart *a, const SkNamePart *b, bool family);
/* Sets surname_first and surname_count of a part in Latin letters. */
void romanise_find_surnames(SkNamePart *letters);
/* Whether the letters are a usual spelling of a Korean family name. */
bool romanise_is_surname(const SkNamePart *letters);
/* Whether they are one of two syllables (Namgung). */
bool romanise_is_long_surname(const SkNamePart *letters);
/* Whether one letter left out, put in or exchanged, or two neighbours turned, makes the letters a usual spelling of the
 * Korean family name `hangul`. */
bool romanise_slips_to(const SkNamePart *letters, uint32_t hangul);
/* Another Korean family name than those that the characters of `korean` are read as, of which the letters are a
 * spelling that costs `most` hundredths or less: the most usual one; 0 none. */
uint16_t romanise_other_surname(const SkNamePart *letters, const SkNamePart *korean, unsigned most);
/* Whether the letters are one syllable as one of some systems (SPELLING_*) writes it. */
bool romanise_is_syllable(const SkNamePart *letters, unsigned systems);
/* The family names of one syllable that the letters slip to; at most `room`. */
size_t romanise_near_surnames(const SkNamePart *letters, uint16_t *ret_hangul, size_t room);
/* SPELLING_LATIN ... of a script of text/utf8.h, or -1. */
int romanise_alphabet(int script);
