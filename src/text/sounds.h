/* The sounds of a Korean name in classes that no spelling confuses: for keys that Hangul, Han, Latin letters, kana and
 * Cyrillic share. Consonants K T P S J N M L G H, vowels A E I O (ㅏ, ㅐ ㅔ, ㅣ ㅟ ㅢ, and all others); 김영자 is
 * KIMOGJA. Equal neighbours are one. Internal to src/text. */
#pragma once

#include "text/name.h"

/* In the order of their letters. */
enum {
  SOUND_NONE,
  SOUND_A,
  SOUND_E,
  SOUND_G,
  SOUND_H,
  SOUND_I,
  SOUND_J,
  SOUND_K,
  SOUND_L,
  SOUND_M,
  SOUND_N,
  SOUND_O,
  SOUND_P,
  SOUND_S,
  SOUND_T
};
#define SOUND_LETTERS "-AEGHIJKLMNOPST"

/* Up to 16 sounds, four bits each, the first in the highest. What would follow is left out. */
typedef uint64_t SoundText;

#define SOUNDS_MOST 16

typedef struct {
  size_t count;
  SoundText texts[SOUNDS_MOST]; /* cheapest first */
} Sounds;

/* How far the last sound of a text, which is not empty, stands from the right. */
static inline unsigned sounds_shift(SoundText text) {
  return (unsigned)__builtin_ctzll(text) & ~3u;
}

/* What is added by a text that follows another one: if it begins with what that ends with, all but this. */
static inline SoundText sounds_beside(SoundText text, SoundText more) {
  return text != 0 && (text >> sounds_shift(text) & 15) == more >> 60 ? more << 4 : more;
}

/* Both texts as one. */
static inline SoundText sounds_join(SoundText text, SoundText more) {
  if (text == 0)
    return more;
  unsigned shift = sounds_shift(text);
  return shift == 0 ? text : text | sounds_beside(text, more) >> (64 - shift);
}

/* The text with one sound more, if it is none and not the last one again. */
static inline SoundText sounds_append(SoundText text, unsigned sound) {
  return sounds_join(text, (SoundText)sound << 60);
}

SoundText sounds_append_syllable(SoundText text, uint16_t syllable);
/* Writes the letters of a text, with a NUL; returns how many. */
size_t sounds_print(SoundText text, char out[17]);
/* Of a part in Han or Hangul: one text for each way of reading it, as far as there is room. */
void sounds_of_characters(const SkNamePart *part, Sounds *ret_sounds);

/* ---- letters (sounds_letters.c, sounds_ways.c) */

#define SOUND_FITS 15 /* hundredths a syllable that a reading may cost: more than a comparison lets agree */
#define SOUND_EACH 3  /* hundredths that a syllable puts a reading behind: most Korean names have one and two */
#define SOUND_NEVER UINT8_MAX

#define SOUND_SYLLABLES 1600 /* that letters are looked at for: some fifty for each of 31 */

/* What must follow to the end of the letters, at least. */
typedef struct {
  uint8_t fewest; /* syllables; SOUND_NEVER: the end cannot be reached */
  uint16_t least; /* how far they are put behind: by cost and number */
  int16_t spare;  /* what they cost less what may be paid for each of them */
} SoundRest;

/* A syllable that the spelling table lets stand at some place of the letters. */
typedef struct {
  uint8_t end;           /* letters up to here are read */
  uint8_t onset, before; /* what its onset may follow, and what it is to the coda before it: PLACE_* */
  uint8_t coda, after;   /* what may follow its coda, and what its coda is to the onset after it */
  uint8_t cost;          /* hundredths */
  SoundRest rest;        /* `least` and `spare` with its own cost */
  SoundText sounds;
} SoundSyllable;

typedef struct {
  uint16_t start, stop; /* of the lattice's syllables */
} SoundRange;

/* All readings of a part in letters: from every place that is reached the syllables that can stand there. */
typedef struct {
  size_t length;
  bool latin;
  SoundRange at[SK_NAME_LETTERS + 1]; /* what can stand at each letter, the cheapest to the end first */
  SoundRange named;                   /* family names spelt as a whole, at the first letter */
  uint16_t count;
  SoundSyllable syllables[SOUND_SYLLABLES];
} SoundLattice;

/* Whether a syllable may stand after one with such a coda. */
static inline bool sounds_can_follow(uint8_t after, uint8_t coda, const SoundSyllable *next) {
  return (next->onset & after) != 0 && (next->before & coda) != 0;
}

void sounds_read_letters(const SkNamePart *part, SoundLattice *ret_lattice);
/* One text for each way of going through the lattice that costs little enough, the SOUNDS_MOST cheapest. A family name
 * in Latin letters has as few syllables as it can; one that is spelt as a whole is in the table of family names. */
void sounds_of_lattice(const SoundLattice *lattice, SkNameOf of, Sounds *ret_sounds);
