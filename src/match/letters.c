#include "match/letters.h"

#include "match/bones.h"
#include <string.h>

static uint32_t sound_of(SkValueText text) {
  char bones[SK_BONES_MAX];
  unsigned count = sk_bones_of(text, bones);
  return count < 2 ? 0 : (uint32_t)sk_values_hash(bones, count) | 1;
}

SkLetters sk_letters_of(SkValueText text) {
  SkLetters letters = { 0 };
  if (text.length == 0 || text.length > SK_LETTERS_MOST)
    return letters;
  for (uint32_t i = 0; i < text.length; i++) {
    uint64_t once = (uint64_t)1 << (text.text[i] & 31), twice = once << 32;
    if ((guchar)text.text[i] >= 0x80)
      return (SkLetters){ 0 };
    if (letters.letters & twice)
      letters.over++;
    letters.letters |= letters.letters & once ? twice : once;
  }
  memcpy(letters.first, text.text, MIN(text.length, sizeof letters.first));
  letters.sound = sound_of(text);
  letters.length = (uint8_t)text.length;
  return letters;
}
