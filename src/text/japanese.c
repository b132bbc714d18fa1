/* The name's characters are read from the left; what is kept is the set of places in the letters that can have been
 * reached, one bit a place. */
#include "text/japanese.h"

#include "text/japanese_sounds.h"
#include "text/kana.h"
#include "text/utf8.h"

#include <string.h>

#define LETTERS_MAX 47 /* letters of a name that are read; places are bits of 64 */
#define KANA_RUN 12    /* kana between characters that are read in one go */

typedef struct {
  const char *letters;
  size_t length;
  uint64_t open;      /* places reached by whole readings */
  uint64_t swallowed; /* places reached by a reading whose end the next sound swallowed */
} Places;

static bool is_vowel(char c) {
  return c == 'a' || c == 'i' || c == 'u' || c == 'e' || c == 'o';
}

/* Where `sound` ends when it is read from place `at`, or 0. What the fold makes of two sounds that meet (o and u, e and
 * i, o and h) it makes of two readings that meet. */
static size_t read_from(const Places *places, size_t at, const char *sound, size_t length) {
  char joined[JAPANESE_SOUND + 1];
  if (at > 0 && (is_vowel(sound[0]) || sound[0] == 'h')) {
    joined[0] = places->letters[at - 1];
    memcpy(joined + 1, sound, length);
    size_t folded = sk_romaji_fold(joined, length + 1);
    if (folded == 0 || joined[0] != places->letters[at - 1])
      return 0;
    sound = joined + 1;
    length = folded - 1;
  }
  return at + length <= places->length && memcmp(places->letters + at, sound, length) == 0 ? at + length : 0;
}

static uint64_t read_from_all(const Places *places, uint64_t from, const char *sound, size_t length) {
  uint64_t reached = 0;
  for (size_t at = 0; from >> at != 0 && at <= places->length; at++) {
    size_t end = (from >> at & 1) != 0 ? read_from(places, at, sound, length) : 0;
    reached |= end > 0 ? UINT64_C(1) << end : 0;
  }
  return reached;
}

/* The first sound of a reading, voiced; '\0' when it cannot be. */
static char voiced(const char *sound) {
  switch (sound[0]) {
  case 'k':
    return 'g';
  case 's':
    return 'z';
  case 'S':
  case 'T':
    return 'Z';
  case 't':
    return sound[1] == 'i' || sound[1] == 'u' ? 'z' : 'd'; /* ヂ and ヅ are zi and zu */
  case 'h':
    return 'b';
  default:
    return '\0';
  }
}

/* Whether the end of a reading is swallowed before a hard sound: いち, がく, はつ. */
static bool can_be_swallowed(const char *sound, size_t length) {
  const char *end = sound + length - 2;
  return length > 2 && (memcmp(end, "ti", 2) == 0 || memcmp(end, "tu", 2) == 0 || memcmp(end, "ku", 2) == 0 ||
                        memcmp(end, "ki", 2) == 0);
}

/* One reading of the character that comes next; `inside`: it is not the first. */
static void read_sound(const Places *from, Places *to, char *sound, size_t length, bool inside) {
  uint64_t open = read_from_all(from, from->open, sound, length);
  char first = sound[0], hard = voiced(sound);
  if (hard != '\0' && first != 'h')
    open |= read_from_all(from, from->swallowed, sound, length);
  if (hard != '\0' && inside) {
    sound[0] = hard;
    open |= read_from_all(from, from->open, sound, length);
  }
  if (first == 'h' && inside) { /* half voiced after ん and after what is swallowed */
    sound[0] = 'p';
    open |= read_from_all(from, from->open | from->swallowed, sound, length);
  }
  sound[0] = first;
  to->open |= open;
  if (can_be_swallowed(sound, length)) {
    to->swallowed |= read_from_all(from, from->open, sound, length - 2);
    sound[0] = hard != '\0' ? hard : first;
    to->swallowed |= inside ? read_from_all(from, from->open, sound, length - 2) : 0;
    sound[0] = first;
  }
}

/* What a reading can begin with that goes on from here: the letter that stands there, what it is voiced from, and where
 * a vowel stands before, what the fold may have taken away. */
static JapaneseFirsts firsts_at(const Places *places, size_t at, bool inside) {
  static const char *const unvoiced[][2] = { { "g", "k" }, { "z", "st" }, { "b", "h" }, { "p", "h" } };
  JapaneseFirsts firsts = 0;
  if (at > 0 && is_vowel(places->letters[at - 1]))
    for (const char *letter = "aiueoh"; *letter != '\0'; letter++)
      firsts |= japanese_first(*letter);
  if (at == places->length)
    return firsts;
  JapaneseFirsts here = japanese_first(places->letters[at]);
  for (size_t i = 0; inside && i < sizeof unvoiced / sizeof unvoiced[0]; i++)
    for (const char *letter = unvoiced[i][1]; here == japanese_first(unvoiced[i][0][0]) && *letter != '\0'; letter++)
      firsts |= japanese_first(*letter);
  return firsts | here;
}

static JapaneseFirsts firsts_of(const Places *places, bool inside) {
  JapaneseFirsts firsts = 0;
  uint64_t all = places->open | places->swallowed;
  for (size_t at = 0; at <= places->length && all >> at != 0; at++)
    if ((all >> at & 1) != 0)
      firsts |= firsts_at(places, at, inside);
  return firsts;
}

/* A の that is read and not written, between two characters. */
static void read_no(Places *places) {
  places->open |= read_from_all(places, places->open, "no", 2);
}

/* Kana of a name that has both, as many as stand together; returns how many there are. */
static size_t read_kana(const Places *from, Places *to, const uint32_t *codes, size_t count) {
  static const char *const small_ke[] = { "ga", "ka", "ke" }; /* ヶ stands for a counting word */
  char sound[4 * KANA_RUN];
  size_t run = 0;
  while (run < count && run < KANA_RUN && sk_script_of(codes[run]) == SK_TEXT_KANA)
    run++;
  for (size_t i = 0; i < 3 && run == 1 && (sk_kana_fold(codes[0]) == 0x30f6 || sk_kana_fold(codes[0]) == 0x30b1); i++)
    to->open |= read_from_all(from, from->open, small_ke[i], 2);
  size_t length = sk_romaji_fold(sound, sk_kana_romanise(codes, run, sound, sizeof sound));
  if (length > 0 && length < JAPANESE_SOUND)
    read_sound(from, to, sound, length, false);
  return run;
}

bool sk_japanese_can_read(const SkReadings *readings, const uint32_t *codes, size_t count, const char *letters,
                          size_t length) {
  Places places = { .letters = letters, .length = length, .open = 1 };
  if (length == 0 || length > LETTERS_MAX)
    return false;
  for (size_t i = 0; i < count && (places.open | places.swallowed) != 0;) {
    Places next = { .letters = letters, .length = length };
    if (i > 0)
      read_no(&places);
    if (sk_script_of(codes[i]) == SK_TEXT_KANA) {
      i += read_kana(&places, &next, codes + i, count - i);
    } else {
      char sound[JAPANESE_SOUND];
      size_t size;
      JapaneseSounds sounds = japanese_sounds(readings, codes[i], firsts_of(&places, i > 0));
      while ((size = japanese_sounds_next(&sounds, sound)) > 0)
        read_sound(&places, &next, sound, size, i > 0);
      i++;
    }
    places = next;
  }
  return count > 0 && (places.open >> length & 1) != 0;
}
