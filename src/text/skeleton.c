#include "text/skeleton.h"

#include "text/hangul.h"

#include <string.h>

static size_t push(char *out, size_t used, char c) {
  if (c != '\0' && used + 1 < SKELETON_MAX && (used == 0 || out[used - 1] != c))
    out[used++] = c;
  return used;
}

size_t skeleton_of_syllables(const uint16_t *syllables, size_t count, char out[SKELETON_MAX]) {
  static const char onsets[19] = { 'K', 'K',  'N', 'T', 'T', 'N', 'M', 'P', 'P', 'S',
                                   'S', '\0', 'J', 'J', 'J', 'K', 'T', 'P', '\0' };
  static const char codas[28] = { '\0', 'K',  'K', 'K', 'N', 'N', 'N', 'T', '\0', 'K', 'M', '\0', '\0', '\0',
                                  'P',  '\0', 'M', 'P', 'P', 'T', 'T', 'N', 'T',  'T', 'K', 'T',  'P',  'T' };
  size_t used = 0;
  for (size_t i = 0; i < count; i++) {
    SkJamo jamo = sk_hangul_split(syllables[i]);
    used = push(out, used, onsets[jamo.onset]);
    used = push(out, used, codas[jamo.coda]);
  }
  out[used] = '\0';
  return used;
}

static int is_vowel(char c) {
  return c != '\0' && strchr("aeiouwyh", c) != NULL;
}

/* R and l open a syllable as N, unless i or y follow (Lee, Ryu); they close one silently, as kana does with ru (Choru).
 */
static int opens_syllable(const char *text, size_t left) {
  if (left < 2 || !is_vowel(text[1]) || text[1] == 'i' || text[1] == 'y' || text[1] == 'h')
    return 0;
  if (left > 2 && text[1] == 'e' && text[2] == 'e')
    return 0;
  return !(text[1] == 'u' && (left == 2 || !is_vowel(text[2])));
}

/* Class of the consonants at `text`; *ret_taken bytes. R and l close a syllable silently (Park, Seol) and open one as
 * N. */
static char class_of(const char *text, size_t left, size_t *ret_taken) {
  *ret_taken = left > 1 && ((text[0] == 'c' && text[1] == 'h') ||
                            (text[0] == 'n' && text[1] == 'g' && (left == 2 || !is_vowel(text[2]) || text[2] == 'h')))
                   ? 2
                   : 1;
  switch (text[0]) {
  case 'k':
  case 'g':
  case 'q':
    return 'K';
  case 'c':
    return *ret_taken == 2 ? 'J' : 'K';
  case 't':
  case 'd':
    return left > 1 && text[1] == 'y' ? 'J' : 'T';
  case 'p':
  case 'b':
  case 'f':
  case 'v':
    return 'P';
  case 'j':
  case 'z':
    return 'J';
  case 's':
  case 'x':
    return 'S';
  case 'm':
    return 'M';
  case 'n':
    return 'N';
  case 'r':
  case 'l':
    return opens_syllable(text, left) ? 'N' : '\0';
  default:
    return '\0';
  }
}

size_t skeleton_of_letters(const char *letters, size_t length, char out[SKELETON_MAX]) {
  size_t used = 0;
  for (size_t at = 0; at < length;) {
    size_t taken = 1;
    char c = class_of(letters + at, length - at, &taken);
    at += taken;
    used = push(out, used, c);
  }
  out[used] = '\0';
  return used;
}
