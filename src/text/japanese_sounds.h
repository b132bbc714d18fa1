/* What a single character can be read as in Japanese. Internal to src/text. */
#pragma once

#include "text/readings.h"

#define JAPANESE_SOUND 16 /* room for one reading of a character, with its NUL */

/* The readings of one character, one after the other: first those of Unihan, then those of the pack. */
typedef struct {
  uint32_t next, end; /* into the table */
  uint32_t firsts;
  SkReadingList list;
} JapaneseSounds;

/* Sets of first letters, one bit a letter; S, T and Z are s, t and z, and d is z too, which the fold makes of it. */
typedef uint32_t JapaneseFirsts;
JapaneseFirsts japanese_first(char letter);
#define JAPANESE_ANY UINT32_MAX

/* `readings` may be NULL. Readings that begin with none of `firsts` are passed over. */
JapaneseSounds japanese_sounds(const SkReadings *readings, uint32_t code, JapaneseFirsts firsts);
/* Writes the next reading in folded letters and returns its length; 0 at the end. */
size_t japanese_sounds_next(JapaneseSounds *self, char out[JAPANESE_SOUND]);
