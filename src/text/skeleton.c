#include "text/skeleton.h"

#include <string.h>

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

uint64_t skeleton_of_letters(const char *letters, size_t length) {
  uint64_t skeleton = 0;
  unsigned last = 0;
  for (size_t at = 0; at < length && skeleton >> (4 * (SKELETON_MAX - 1)) == 0;) {
    size_t taken = 1;
    char c = class_of(letters + at, length - at, &taken);
    unsigned digit = c == '\0' ? 0 : ((unsigned)c & 15) + 1; /* another one for each class */
    at += taken;
    if (digit != 0 && digit != last)
      skeleton = skeleton << 4 | digit;
    last = digit != 0 ? digit : last;
  }
  return skeleton;
}
