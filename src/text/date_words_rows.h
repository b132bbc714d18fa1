/* The words of dates by the letters that they begin with, so that only those that can stand at a place are looked at.
 * Internal to src/text. */
#pragma once

#include "text/date_words.h"

#include <stddef.h>

typedef struct {
  WordKind kind;
  int value;
  const char *const *words; /* end with NULL; of the last row NULL itself */
} WordRow;

#define ROW(kind, value, ...)                                                                                          \
  {                                                                                                                    \
    WORD_##kind, value, (const char *const[]) {                                                                        \
      __VA_ARGS__, NULL                                                                                                \
    }                                                                                                                  \
  }

extern const WordRow date_words_figures[], date_words_latin[], date_words_cyrillic[], date_words_korean[],
    date_words_japanese[];
