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

/* The text with one sound more, if it is none and not the last one again. */
SoundText sounds_append(SoundText text, unsigned sound);
SoundText sounds_append_syllable(SoundText text, uint16_t syllable);
/* Writes the letters of a text, with a NUL; returns how many. */
size_t sounds_print(SoundText text, char out[17]);
/* Of a part in Han or Hangul: one text for each way of reading it, as far as there is room. */
void sounds_of_characters(const SkNamePart *part, Sounds *ret_sounds);

/* ---- letters (sounds_letters.c) */

#define SOUND_SYLLABLES 400 /* that letters are looked at for; of longer texts the end goes unread */

/* A syllable that the spelling table lets stand at some place of the letters. */
typedef struct {
  uint8_t end;           /* letters up to here are read */
  uint8_t onset, before; /* what its onset may follow, and what it is to the coda before it: PLACE_* */
  uint8_t coda, after;   /* what may follow its coda, and what its coda is to the onset after it */
  uint8_t fewest;        /* syllables that must follow it to the end; UINT8_MAX: the end cannot be reached */
  uint8_t cost;          /* hundredths */
  uint16_t least;        /* how far it and those that follow are put behind, at least: by cost and number */
  int16_t spare;         /* what they cost less what may be paid for each of them, at least */
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

void sounds_read_letters(const SkNamePart *part, SoundLattice *ret_lattice);
/* One text for each way of going through the lattice that costs little enough, the SOUNDS_MOST cheapest. A family name
 * in Latin letters has as few syllables as it can; one that is spelt as a whole is in the table of family names. */
void sounds_of_lattice(const SoundLattice *lattice, SkNameOf of, Sounds *ret_sounds);
