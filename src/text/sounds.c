#include "text/sounds.h"

#include "text/hangul.h"
#include "text/spelling.h"

#include <string.h>

/* ---- texts */

void sounds_push(char text[SOUNDS_TEXT], size_t *used, char sound) {
  if (sound != '-' && (*used == 0 || text[*used - 1] != sound) && *used + 1 < SOUNDS_TEXT) {
    text[(*used)++] = sound;
    text[*used] = '\0';
  }
}

void sounds_push_syllable(char text[SOUNDS_TEXT], size_t *used, uint16_t syllable) {
  SkJamo jamo = sk_hangul_split(sk_hangul_law(syllable));
  bool dropped = jamo.onset == 2 && (jamo.vowel == 16 || jamo.vowel == 19); /* 뉘 늬 as 위 의 */
  sounds_push(text, used, dropped ? '-' : spelling_onset_sounds[jamo.onset]);
  sounds_push(text, used, spelling_vowel_sounds[jamo.vowel]);
  sounds_push(text, used, spelling_coda_sounds[spelling_coda(jamo.coda)]);
}

static void keep(Sounds *sounds, const char *text) {
  for (size_t i = 0; i < sounds->count; i++)
    if (strcmp(sounds->texts[i], text) == 0)
      return;
  if (sounds->count < SOUNDS_MOST)
    memcpy(sounds->texts[sounds->count++], text, strlen(text) + 1);
}

/* ---- characters */

void sounds_of_characters(const SkNamePart *part, Sounds *ret_sounds) {
  size_t ways = 1;
  ret_sounds->count = 0;
  for (size_t i = 0; i < part->count; i++) {
    size_t choices = 0;
    while (choices < SK_NAME_READINGS && part->read[i][choices] != 0)
      choices++;
    if (choices == 0)
      return;
    ways = ways * choices > 4 * SOUNDS_MOST ? 4 * SOUNDS_MOST : ways * choices;
  }
  for (size_t way = 0; way < ways; way++) {
    char text[SOUNDS_TEXT] = { 0 };
    size_t used = 0, left = way;
    for (size_t i = 0; i < part->count; i++) {
      size_t choices = 0;
      while (choices < SK_NAME_READINGS && part->read[i][choices] != 0)
        choices++;
      sounds_push_syllable(text, &used, part->read[i][left % choices]);
      left /= choices;
    }
    keep(ret_sounds, text);
  }
}
