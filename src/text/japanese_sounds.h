/* What a single character can be read as in Japanese. Internal to src/text. */
#pragma once

#include "text/readings.h"

#define JAPANESE_SOUND 16 /* room for one reading of a character, with its NUL */

/* The readings of one character, one after the other: first those of Unihan, then those of the pack. */
typedef struct {
  uint32_t next, end; /* into the table */
  SkReadingList list;
} JapaneseSounds;

/* `readings` may be NULL. */
JapaneseSounds japanese_sounds(const SkReadings *readings, uint32_t code);
/* Writes the next reading in folded letters and returns its length; 0 at the end. */
size_t japanese_sounds_next(JapaneseSounds *self, char out[JAPANESE_SOUND]);
