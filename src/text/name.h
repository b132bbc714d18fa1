/* Personal names across scripts: prepared once, found by keys, compared by grades.
 *
 * A grade says in what sense two names agree, never a probability (names.md's ladder in the project's own words is in
 * docs/names.md). A guessed reading may find a candidate and never supports more than SK_NAME_READING. Pure C:
 * fixed-size structs, no allocation; every function accepts any bytes. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  SK_NAME_MISSING = -1,  /* not stated, or the scripts cannot be compared */
  SK_NAME_CONFLICT = 0,  /* one script, unlike */
  SK_NAME_SKELETON = 2,  /* the same consonants */
  SK_NAME_FUZZY = 3,     /* one slip apart */
  SK_NAME_WEAK = 4,      /* one of several characters differs and reads alike */
  SK_NAME_ROMANISED = 5, /* fits a way of writing it in Latin letters or kana */
  SK_NAME_READING = 6,   /* a reading of the characters */
  SK_NAME_HANGUL = 7,    /* Hangul, the same but for North and South spelling */
  SK_NAME_VARIANT = 8,   /* the same characters in old or new form */
  SK_NAME_EXACT = 9
} SkNameGrade;

#define SK_NAME_CODES 12   /* code points of a part that are kept */
#define SK_NAME_LETTERS 32 /* Latin letters of a part that are kept */
#define SK_NAME_READINGS 3 /* readings of a character that are kept */

typedef struct {
  uint8_t script; /* SK_TEXT_* of text/utf8.h */
  uint8_t count, letter_count;
  uint32_t raw[SK_NAME_CODES];                    /* as written, NFC, without signs */
  uint32_t folded[SK_NAME_CODES];                 /* Han: class; kana: katakana; Hangul: law class */
  uint16_t read[SK_NAME_CODES][SK_NAME_READINGS]; /* Korean syllables (law class) of Han and Hangul; 0 none */
  char letters[SK_NAME_LETTERS];                  /* Latin lower case, or kana romanised; NUL-terminated */
} SkNamePart;

typedef struct {
  SkNamePart family, given; /* family.count 0: not divided; everything is in given */
  bool order_unknown;       /* Latin: either part may be the family name */
} SkName;

typedef struct {
  SkNameGrade whole, family, given; /* whole: the lower of the two, or of the undivided names */
  bool swapped;                     /* family and given name had to be exchanged */
} SkNameMatch;

/* Reads a name. `family` and `given` where the source separates them (either may be empty), else `written` is divided:
 * by space, middle dot or comma; Han and Hangul by known family names. `script`: a SCRIPT number, 0 look. `order`: 0
 * unknown, 1 family first, 2 given first. */
void sk_name_prepare(const char *written, size_t written_len, const char *family, size_t family_len, const char *given,
                     size_t given_len, int script, int order, SkName *ret_name);
SkNameMatch sk_name_compare(const SkName *a, const SkName *b);
/* Stable word for a grade: "korean-reading", "old-new-form", ...; "" for SK_NAME_MISSING. */
const char *sk_name_grade_code(int grade);

typedef enum {
  SK_NAME_KEY_FULL = 1, /* characters, Korean reading or kana of the whole */
  SK_NAME_KEY_GIVEN,    /* of the given name alone */
  SK_NAME_KEY_FAMILY,
  SK_NAME_KEY_LOOSE, /* consonants of the whole */
  SK_NAME_KEY_PAIR   /* two neighbouring characters of Han or Hangul */
} SkNameKeyKind;

typedef struct {
  uint8_t kind;  /* SkNameKeyKind; already part of the hash */
  uint64_t hash; /* 63 bits, never 0, the same on every machine and in every release: it is stored */
} SkNameKey;

#define SK_NAME_KEYS_MAX 32
/* What the name can be found by, each once; returns how many. Whenever two names compare at SK_NAME_ROMANISED or better
 * they share a key of the same kind, but for readings and spellings beyond the limits above. */
size_t sk_name_keys(const SkName *name, SkNameKey ret_keys[SK_NAME_KEYS_MAX]);
