#include "text/japanese_sounds.h"

#include "text/han.h"
#include "text/japanese_tables.h"
#include "text/kana.h"

#include <string.h>

/* Index of a character in the table, or JAPANESE_COUNT. */
static size_t find(uint32_t code) {
  size_t low = 0, high = JAPANESE_COUNT;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (japanese_codes[middle] < code)
      low = middle + 1;
    else
      high = middle;
  }
  return low < JAPANESE_COUNT && japanese_codes[low] == code ? low : JAPANESE_COUNT;
}

JapaneseFirsts japanese_first(char letter) {
  char lower = (char)(letter | 32);
  return UINT32_C(1) << ((lower == 'd' ? 'z' : lower) - 'a');
}

/* The set of the letter a reading begins with; empty for what is no kana. */
static JapaneseFirsts first_of_kana(const SkReading *reading) {
  uint32_t code = SK_READING_KANA + reading->kana[0];
  char letters[8];
  return sk_kana_romanise(&code, 1, letters, sizeof letters) > 0 ? japanese_first(letters[0]) : 0;
}

JapaneseSounds japanese_sounds(const SkReadings *readings, uint32_t code, JapaneseFirsts firsts) {
  JapaneseSounds sounds = { .firsts = firsts, .list = sk_readings_find(readings, &code, 1, SK_READING_CHARACTER) };
  size_t at = find(code);
  if (at == JAPANESE_COUNT) /* a form that Unihan gives no reading is read as its class is */
    at = find(sk_han_fold(code));
  if (at < JAPANESE_COUNT) {
    sounds.next = japanese_starts[at];
    sounds.end = japanese_starts[at + 1];
  }
  return sounds;
}

size_t japanese_sounds_next(JapaneseSounds *self, char out[JAPANESE_SOUND]) {
  while (self->next < self->end) {
    uint16_t number = japanese_numbers[self->next++];
    size_t length = japanese_text_starts[number + 1] - japanese_text_starts[number];
    if (length == 0 || length >= JAPANESE_SOUND ||
        (self->firsts & japanese_first(japanese_texts[japanese_text_starts[number]])) == 0)
      continue;
    memcpy(out, japanese_texts + japanese_text_starts[number], length);
    out[length] = '\0';
    return length;
  }
  SkReading reading;
  while (sk_readings_next(&self->list, &reading)) {
    char letters[SK_READING_LETTERS];
    if ((self->firsts & first_of_kana(&reading)) == 0)
      continue;
    size_t length = sk_reading_letters(&reading, letters);
    if (length == 0 || length >= JAPANESE_SOUND)
      continue;
    memcpy(out, letters, length + 1);
    return length;
  }
  return 0;
}
