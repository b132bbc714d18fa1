/* A written place reduced to what matters, with the way back to the text. Internal to src/text.
 *
 * Folded: spaces and signs away, capitals to small letters, diacritics off, full width to half, hiragana to katakana,
 * half-width kana to full, the mark of length away, Han to its variant class, Hangul to the class in which North and
 * South agree. tools/places/fold.py does the same to the names of the gazetteer. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PLACE_TEXT 1000  /* bytes of the text that are looked at */
#define PLACE_FOLDED 252 /* bytes kept */

/* What stands before a byte. */
enum { PLACE_INSIDE, PLACE_EDGE, PLACE_COMMA };

typedef struct {
  char text[PLACE_FOLDED + 4];
  uint16_t from[PLACE_FOLDED + 5]; /* of each folded byte, and of the end: where its letter begins in the text */
  uint8_t edge[PLACE_FOLDED + 5];  /* PLACE_EDGE at both ends, after a separator, where Latin letters or digits begin or
                                      end; PLACE_COMMA after a comma */
  size_t length;
  bool aspirated; /* an apostrophe was kept */
} PlaceFolded;

/* `aspirates`: keeps the apostrophe behind k, t, p, ch, which tells Ch'ongju from Chongju. */
void place_fold(const char *text, size_t len, bool aspirates, PlaceFolded *ret_folded);
/* Bytes of the folded letter at `at` (which begins one). */
size_t place_letter(const PlaceFolded *folded, size_t at);
