#include "match/bones.h"

/* What a consonant is heard as; 0 for vowels and what is hardly heard. */
static char heard(const char *text, uint32_t left) {
  static const char sounds[26] = { ['b' - 'a'] = 'b', ['c' - 'a'] = 'k', ['d' - 'a'] = 't', ['f' - 'a'] = 'f',
                                   ['g' - 'a'] = 'g', ['j' - 'a'] = 'j', ['k' - 'a'] = 'k', ['l' - 'a'] = 'l',
                                   ['m' - 'a'] = 'm', ['n' - 'a'] = 'n', ['p' - 'a'] = 'p', ['q' - 'a'] = 'k',
                                   ['r' - 'a'] = 'r', ['s' - 'a'] = 's', ['t' - 'a'] = 't', ['v' - 'a'] = 'f',
                                   ['x' - 'a'] = 'x', ['z' - 'a'] = 's' };
  if (*text == 'p' && left > 1 && text[1] == 'h')
    return 'f';
  return *text >= 'a' && *text <= 'z' ? sounds[*text - 'a'] : 0;
}

unsigned sk_bones_of(SkValueText name, char out[SK_BONES_MAX]) {
  unsigned length = 0;
  for (uint32_t i = 0; i < name.length && length < SK_BONES_MAX - 1; i++) {
    char sound = heard(name.text + i, name.length - i);
    if (sound != 0 && (length == 0 || out[length - 1] != sound))
      out[length++] = sound;
  }
  return length;
}
