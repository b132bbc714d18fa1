#include "text/sounds.h"

#include "text/hangul.h"
#include "text/spelling.h"

/* ---- texts */

SoundText sounds_append_syllable(SoundText text, uint16_t syllable) {
  SkJamo jamo = sk_hangul_split(sk_hangul_law(syllable));
  bool dropped = jamo.onset == 2 && (jamo.vowel == 16 || jamo.vowel == 19); /* 뉘 늬 as 위 의 */
  text = dropped ? text : sounds_append(text, spelling_onset_sounds[jamo.onset]);
  text = sounds_append(text, spelling_vowel_sounds[jamo.vowel]);
  return sounds_append(text, spelling_coda_sounds[spelling_coda(jamo.coda)]);
}

size_t sounds_print(SoundText text, char out[17]) {
  size_t count = 0;
  for (; text != 0; text <<= 4)
    out[count++] = SOUND_LETTERS[text >> 60];
  out[count] = '\0';
  return count;
}

static void keep(Sounds *sounds, SoundText text) {
  for (size_t i = 0; i < sounds->count; i++)
    if (sounds->texts[i] == text)
      return;
  if (sounds->count < SOUNDS_MOST)
    sounds->texts[sounds->count++] = text;
}

/* ---- characters */

void sounds_of_characters(const SkNamePart *part, Sounds *ret_sounds) {
  size_t ways = 1, choices[SK_NAME_CODES];
  ret_sounds->count = 0;
  for (size_t i = 0; i < part->count; i++) {
    choices[i] = 0;
    while (choices[i] < SK_NAME_READINGS && part->read[i][choices[i]] != 0)
      choices[i]++;
    if (choices[i] == 0)
      return;
    ways = ways * choices[i] > 4 * SOUNDS_MOST ? 4 * SOUNDS_MOST : ways * choices[i];
  }
  for (size_t way = 0; way < ways; way++) {
    SoundText text = 0;
    size_t left = way;
    for (size_t i = 0; i < part->count; i++) {
      text = sounds_append_syllable(text, part->read[i][left % choices[i]]);
      left /= choices[i];
    }
    keep(ret_sounds, text);
  }
}
