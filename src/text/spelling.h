/* The table of spellings.txt as it was compiled: every writing of a jamo is one machine word to compare with the text.
 * Internal to src/text. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { SPELLING_ONSET, SPELLING_VOWEL, SPELLING_CODA, SPELLING_KINDS };
enum { SPELLING_LATIN, SPELLING_KANA, SPELLING_CYRILLIC, SPELLING_ALPHABETS };

/* Bits of Spelling.systems. */
enum {
  SPELLING_REVISED = 1 << 0,
  SPELLING_MCCUNE = 1 << 1,
  SPELLING_MCCUNE_PLAIN = 1 << 2,
  SPELLING_DPRK = 1 << 3,
  SPELLING_YALE = 1 << 4,
  SPELLING_NEWSPAPER_KANA = 1 << 5,
  SPELLING_KONTSEVICH = 1 << 6,
  SPELLING_ANY_SYSTEM = (1 << 7) - 1
};

/* Bits of Spelling.notes: what the writing does not tell apart. */
enum {
  SPELLING_NOTE_O = 1 << 0,      /* ㅓ ㅗ */
  SPELLING_NOTE_U = 1 << 1,      /* ㅜ ㅡ */
  SPELLING_NOTE_EO_U = 1 << 2,   /* ㅓ ㅜ */
  SPELLING_NOTE_BREATH = 1 << 3, /* ㅈ ㅊ and the like */
  SPELLING_NOTE_N = 1 << 4,      /* ㄴ ㅇ at the end of a syllable */
  SPELLING_NOTE_E = 1 << 5       /* ㅐ ㅔ */
};

/* Bits of Spelling.places, by kind. */
enum {
  PLACE_INITIAL = 1 << 0,
  PLACE_AFTER_VOWEL = 1 << 1,
  PLACE_AFTER_SONORANT = 1 << 2,
  PLACE_AFTER_L = 1 << 3,
  PLACE_AFTER_STOP = 1 << 4,
  PLACE_BEFORE_FRONT = 1 << 5, /* a condition, not a place: only before i and y */
  PLACE_END = 1 << 0,
  PLACE_BEFORE_VOWEL = 1 << 1,
  PLACE_BEFORE_NASAL = 1 << 2,
  PLACE_BEFORE_R = 1 << 3,
  PLACE_BEFORE_H = 1 << 4,
  PLACE_BEFORE_OTHER = 1 << 5
};

/* Of a vowel: in an open or closed syllable, after nothing or a consonant. */
#define PLACE_VOWEL(closed, covered) (1 << ((closed) | (covered) << 1))
#define SOUND_YALE 128 /* in Sound.places: only where the letters look like Yale */
#define SOUND_FRONT 16 /* in Sound.places of a vowel: ㄴ and ㄹ are dropped before it */

#define SPELLING_BREAK 12 /* hundredths: a hyphen inside a syllable */
#define SPELLING_FAR 35   /* hundredths: a writing of this cost is nearly always another name */

typedef struct {
  uint32_t text, mask; /* little-endian word of up to four letters */
  uint16_t systems;
  uint8_t length, cost, places, notes;
} Spelling;

/* A class of sounds that name keys use, as some letters write it. */
typedef struct {
  uint8_t length, cost;
  uint8_t sound; /* SOUND_* of text/sounds.h */
  uint8_t places;
} Sound;

#define SOUND_ROWS 24 /* of a node, at most */

/* What the letters up to a node of a tree of sounds can be: rows of sound_rows, those of no letters among them. */
typedef struct {
  uint16_t first;
  uint8_t count;
  uint8_t ends[2]; /* lengths of these writings, as bits: but for Yale's, and with them */
} SoundNode;

typedef struct {
  uint16_t hangul[2]; /* the second is 0 for a name of one syllable */
  uint8_t length, cost, notes;
  char text[13];
} SurnameSpelling;

/* What a name begins or ends with, by groups of jamo (text/edges.h). */
typedef struct {
  uint8_t length, group, far;
} SpellingEdge;

/* What the letters up to a node can be: rows of edge_rows, and their groups as bits. */
typedef struct {
  uint16_t first;
  uint8_t count;
  uint16_t near, all;
} EdgeNode;

enum { SPELLING_FIRST_ONSET, SPELLING_FIRST_VOWEL, SPELLING_LAST_CODA, SPELLING_LAST_VOWEL, SPELLING_EDGES };

extern const Spelling spellings[];
/* Rows of jamo j: spellings[starts[kind][alphabet][j]] up to the start of j + 1; bit (first letter & 31) of `firsts` is
 * set when a row may begin so, bit 0 when nothing may be written. */
extern const uint16_t spelling_starts[SPELLING_KINDS][SPELLING_ALPHABETS][22];
extern const uint32_t spelling_firsts[SPELLING_KINDS][SPELLING_ALPHABETS][21];
/* The other way round: bit j is set when jamo j may begin with the letter, or be written as nothing. */
extern const uint32_t spelling_may_begin[SPELLING_KINDS][SPELLING_ALPHABETS][32];
/* Trees, one for each kind and alphabet: from node `root + n` the letter l leads to node
 * root + steps[root + n][spelling_letters[l]], or nowhere when that is the root. Those of a name's end are read from
 * behind. */
#define SPELLING_LETTERS 39 /* all that writings have, and 0 for what is none of them */
extern const uint8_t spelling_letters[128];
extern const uint16_t sound_roots[SPELLING_KINDS][SPELLING_ALPHABETS], edge_roots[SPELLING_EDGES][SPELLING_ALPHABETS];
extern const uint8_t sound_steps[][SPELLING_LETTERS], edge_steps[][SPELLING_LETTERS];
extern const SoundNode sound_nodes[];
extern const EdgeNode edge_nodes[];
extern const Sound sound_rows[];
extern const SpellingEdge edge_rows[];
/* The sound (of Sound) of each jamo; codas are the eight of spellings.txt. */
extern const uint8_t spelling_onset_sounds[19], spelling_vowel_sounds[21], spelling_coda_sounds[8];
extern const SurnameSpelling surname_spellings[]; /* ascending by hangul */
extern const uint16_t surname_by_text[];          /* the same rows, ascending by their letters */
/* By the place in surname_by_text: the next row that is a beginning of the same letters, the longest first. */
extern const uint16_t surname_links[];
extern const uint16_t surname_spelling_count; /* also: no row */
/* Family names of few people, ascending by their letters. */
extern const SurnameSpelling surname_rare[];
extern const uint16_t surname_rare_count;
extern const uint8_t spelling_onset_groups[19], spelling_vowel_groups[21]; /* of the coda: the eight of spellings.txt */

/* What stands around a jamo; codas and onsets are numbers of jamo. */
uint8_t spelling_coda(uint8_t unicode_coda);
uint8_t spelling_place_after(uint8_t coda);
uint8_t spelling_place_before(uint8_t onset, int front);
/* ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ */
int spelling_is_front(uint8_t vowel);

/* Letters of a part followed by zeros, so that a word can be read at any letter. */
#define SPELLING_TEXT 48

/* What it costs to begin a syllable with nothing at `at`, when letters and breaks speak against it. */
unsigned spelling_hiatus(const char *letters, uint32_t breaks, size_t at);

/* Whether a hyphen stands inside the syllable to which a writing of `length` letters at `at` belongs. */
bool spelling_is_broken(uint32_t breaks, int kind, size_t at, size_t length);

/* c for ㅈ, wu for ㅜ, ay, ey, oy, uy: only Yale writes so. Without one of them e is no ㅓ. */
int spelling_looks_yale(const char *letters, size_t length);

static inline uint32_t spelling_word(const char *letters) {
  uint8_t bytes[4];
  memcpy(bytes, letters, 4);
  return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}
