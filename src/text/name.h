/* Personal names across scripts: prepared once, found by keys, compared by grades, with the reasons.
 *
 * A grade says in what sense two names agree, never a probability (docs/names.md explains the ladder). A guessed
 * reading may find a candidate and never supports more than SK_NAME_ROMANISED. Pure C: fixed-size structs, no
 * allocation, no globals; every function accepts any bytes.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct SkReadings SkReadings; /* text/readings.h: the optional pack of Japanese readings */

typedef enum {
  SK_NAME_MISSING = -1, /* not stated, or the scripts cannot be compared */
  SK_NAME_CONFLICT = 0, /* unlike, and the scripts would show it if they were alike */
  SK_NAME_SKELETON = 2, /* the same consonants */
  SK_NAME_FUZZY = 3,    /* one slip apart, or written by ear; a single initial that fits */
  SK_NAME_WEAK =
      4, /* characters that another country's reform or habit exchanges; Chinese reading; initials that fit */
  SK_NAME_ROMANISED = 5, /* fits a way of writing it in Latin letters, kana or Cyrillic */
  SK_NAME_READING = 6,   /* a reading of the characters */
  SK_NAME_HANGUL = 7,    /* Hangul, the same but for North and South spelling */
  SK_NAME_VARIANT = 8,   /* the same characters in old or new form */
  SK_NAME_EXACT = 9
} SkNameGrade;

/* ---- a name, read */

#define SK_NAME_CODES 8     /* characters of a part that are looked into */
#define SK_NAME_LETTERS 32  /* letters of a part, with the NUL */
#define SK_NAME_READINGS 4  /* Korean readings of a character */
#define SK_NAME_JAPANESE 16 /* Japanese readings of a part */
#define SK_NAME_INITIALS 4  /* initials of a part */

/* First or last syllables, as bits (text/edges.h): what is written so now and then, and what is nearly always another
 * name as well. */
typedef struct {
  uint64_t near, far;
} SkNameEdge;

/* One part of a name. What it holds depends on its script: characters (Han, Hangul, kana) in the arrays of codes;
 * letters of kana, Latin and Cyrillic in `letters`, in the spelling of text/letters.h, in which marks are kept. What
 * tells most pairs apart stands first. */
typedef struct {
  uint8_t script; /* SK_TEXT_* of text/utf8.h; Han with kana in it is Han */
  uint8_t count;  /* code points, at most SK_NAME_CODES are kept; 0: not stated */
  uint8_t letter_count, sound_count;
  uint8_t japanese_count, japanese_attested; /* of `japanese`; the first ones are stated or in a dictionary */
  uint8_t flags;                             /* SK_NAME_PART_* */
  uint8_t surname_count;                     /* Korean family names that the Latin letters spell */
  uint16_t surname_first; /* the longest of those they begin with: a place in surname_by_text (text/spelling.h) */
  uint16_t christian;     /* of a given name: its number among Christian and Russian names (name_beside.c); 0 none */
  uint32_t breaks;        /* bit i: a hyphen or blank stood before letter i */
  uint64_t written;       /* hash of the code points after NFC: equal means the same characters */
  SkNameEdge first, last; /* syllables that the part can begin and end with */
  uint64_t named;         /* of Latin letters: first syllables of the Korean family names they begin with */
  uint64_t skeleton;      /* the letters' consonants (text/skeleton.h) */
  uint16_t read[SK_NAME_CODES]
               [SK_NAME_READINGS]; /* Korean syllables of Han and Hangul, as the North writes them; 0 none */
  char sound[SK_NAME_LETTERS];     /* the letters as sk_romaji_fold has them (text/kana.h), with a NUL */
  char letters[SK_NAME_LETTERS];
  char initials[SK_NAME_INITIALS];     /* with SK_NAME_PART_INITIALS: in order, then zeros */
  uint32_t raw[SK_NAME_CODES];         /* after NFC, without signs */
  uint32_t folded[SK_NAME_CODES];      /* Han: strong class; kana: katakana; Hangul: law class */
  uint32_t japanese[SK_NAME_JAPANESE]; /* hashes of folded romaji (sk_name_sound): of Han every reading known, of kana
                                          and Latin the part itself */
  const SkReadings *readings;          /* of Han: the pack it was prepared with, borrowed; NULL none */
} SkNamePart;

enum {
  SK_NAME_PART_MARKED = 1 << 0,   /* letters had ŏ ŭ or another mark: a plain vowel is meant plain */
  SK_NAME_PART_CUT = 1 << 1,      /* longer than what is kept */
  SK_NAME_PART_INITIALS = 1 << 4, /* letters that are initials, or some of whose words are: Y. J., Yong J. */
  SK_NAME_PART_LONG = 1 << 3,     /* a Korean family name of two syllables */
  SK_NAME_PART_YALE = 1 << 2,     /* a part of the name is written as only Yale does: e may be ㅓ */
};

typedef struct {
  SkNamePart family, given; /* family.count 0: not divided; everything is in given */
  bool order_unknown;       /* either part may be the family name */
  uint16_t christian;       /* a Christian or Russian name that stood beside; 0 none */
  uint32_t father;          /* the father's name, as Russian has it, as a number; 0 none */
} SkName;

typedef struct {
  const char *bytes; /* UTF-8, need not end in NUL; NULL when `length` is 0 */
  size_t length;
} SkNameText;

/* A name as a source has it. `family` and `given` where the source separates them, else `written` is divided: by
 * space, middle dot or comma; Han and Hangul by known family names. Titles and kin terms are left out. */
typedef struct {
  SkNameText written, family, given;
  int script; /* a SCRIPT number; 0: look */
  int order;  /* 0 unknown, 1 family first, 2 given first */
} SkNameWritten;

/* `readings` may be NULL; it is all that *ret_name points to, and must outlive it. */
void sk_name_prepare(const SkNameWritten *name, const SkReadings *readings, SkName *ret_name);
/* The hash that `japanese` holds of letters folded by sk_romaji_fold. */
uint32_t sk_name_sound(const char *folded, size_t length);

/* ---- two names */

typedef enum {
#define REASON(NAME, word, text) SK_NAME_WHY_##NAME,
#include "text/name_reason.def"
#undef REASON
  SK_NAME_WHYS
} SkNameWhy;

/* Ways of writing Korean or Japanese in other letters; `first` of SK_NAME_WHY_SYSTEM. */
typedef enum {
#define SYSTEM(NAME, word, title) SK_NAME_SYSTEM_##NAME,
#include "text/name_system.def"
#undef SYSTEM
  SK_NAME_SYSTEMS
} SkNameSystem;

typedef enum { SK_NAME_OF_WHOLE, SK_NAME_OF_FAMILY, SK_NAME_OF_GIVEN } SkNameOf;

typedef struct {
  uint8_t why, of;        /* SkNameWhy, SkNameOf */
  uint32_t first, second; /* code points (of a's and b's side, or as the reason says), or a SkNameSystem; 0 none */
} SkNameReason;

#define SK_NAME_REASONS 8

typedef struct {
  SkNameGrade whole, family, given; /* whole: the lower of the two; of undivided names all three are one */
  bool swapped;                     /* family and given name had to be exchanged */
  bool changed_surname; /* a changed family name explains the pair better: `whole` rests on the given name */
  float cost;           /* per syllable: 0 the same, up to 1; orders candidates of one grade */
  uint8_t reason_count;
  SkNameReason reasons[SK_NAME_REASONS];
} SkNameMatch;

/* Symmetric: comparing b with a gives the same grades and cost, with `first` and `second` exchanged. */
SkNameMatch sk_name_compare(const SkName *a, const SkName *b);
/* Stable word for a grade: "korean-reading", "old-new-form", ...; "" for SK_NAME_MISSING. */
const char *sk_name_grade_code(int grade);
/* Stable word of a reason, and its English sentence, in which {1} and {2} stand for `first` and `second`. */
const char *sk_name_why_code(int why);
const char *sk_name_why_text(int why);
/* Fills a text about a reason, in any language: {1} and {2} become the characters or the system's name. Ends in NUL,
 * cut at whole characters; returns the length. */
size_t sk_name_reason_print(const SkNameReason *reason, const char *text, char *out, size_t room);
/* Stable word of a system and its name as people write it. */
const char *sk_name_system_code(int system);
const char *sk_name_system_title(int system);

/* ---- keys */

typedef enum {
  SK_NAME_KEY_FULL = 1,    /* characters, Korean reading, Japanese sound of the whole */
  SK_NAME_KEY_GIVEN,       /* of the given name alone */
  SK_NAME_KEY_FAMILY,      /* of the family name alone: for counting and for who asks for nothing else */
  SK_NAME_KEY_LOOSE,       /* sounds of the whole, whatever the spelling; weak forms; Chinese reading */
  SK_NAME_KEY_PAIR,        /* two neighbouring characters of Han or Hangul: for who asks for a piece of a name */
  SK_NAME_KEY_GIVEN_LOOSE, /* sounds of the given name alone */
  SK_NAME_KEY_INITIALS     /* sounds of the family name, first ones of two syllables: for who has initials alone */
} SkNameKeyKind;

typedef struct {
  uint8_t kind;  /* SkNameKeyKind; already part of the hash */
  uint64_t hash; /* 63 bits, never 0, the same on every machine and in every release: it is stored */
} SkNameKey;

#define SK_NAME_KEYS_MAX 96
#define SK_NAME_KEY_TEXT 64
/* What the name can be found by, each once; returns how many. Whenever two names compare at SK_NAME_ROMANISED or better
 * they share a key of the kinds FULL, GIVEN, LOOSE or GIVEN_LOOSE, but for readings and spellings beyond the limits
 * above. */
size_t sk_name_keys(const SkName *name, SkNameKey ret_keys[SK_NAME_KEYS_MAX]);
/* The same keys, and each as people can read it: "KO 김영자", "KS KIM OKJA". */
size_t sk_name_key_texts(const SkName *name, SkNameKey ret_keys[SK_NAME_KEYS_MAX],
                         char ret_texts[SK_NAME_KEYS_MAX][SK_NAME_KEY_TEXT]);
