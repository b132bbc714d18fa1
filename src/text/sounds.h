/* The sounds of a Korean name in classes that no spelling confuses: for keys that Hangul, Han, Latin letters, kana and
 * Cyrillic share. Consonants K T P S J N M L G H, vowels A E I O (ㅏ, ㅐ ㅔ, ㅣ ㅟ ㅢ, and all others); 김영자 is
 * KIMOGJA. Equal neighbours are one. Internal to src/text. */
#pragma once

#include "text/name.h"

#define SOUNDS_TEXT 24
#define SOUNDS_MOST 16

typedef struct {
  size_t count;
  char texts[SOUNDS_MOST][SOUNDS_TEXT]; /* cheapest first */
} Sounds;

/* Of a part in Han or Hangul: one text for each way of reading it, as far as there is room. */
void sounds_of_characters(const SkNamePart *part, Sounds *ret_sounds);
/* Of a part in letters: one for each way in which the spelling table lets them be read. A family name in
 * Latin letters is one syllable, or what the table of family names has, as long as it can be. */
void sounds_of_letters(const SkNamePart *part, SkNameOf of, Sounds *ret_sounds);
/* a and then b, with equal neighbours made one. */
void sounds_join(const char *a, const char *b, char out[2 * SOUNDS_TEXT]);
