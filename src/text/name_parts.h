/* Between the files that read, key and compare names. Internal to src/text. */
#pragma once

#include "text/name.h"

/* ---- reading (name_parse.c, name_titles.c, name_beside.c, name_passport.c, name_letters.c, name_prepare.c) */

#define NAME_CODES 64 /* code points of a written name that are looked at */

typedef struct {
  const uint32_t *codes;
  size_t count;
} NameRun;

/* A written name, divided. Runs point into the codes that were given. */
typedef struct {
  NameRun family, given;
  bool order_unknown;
  uint16_t christian; /* a Christian name that stood beside (name_beside.c); 0 none */
  uint32_t father;    /* a father's name; 0 none */
} NameDivision;

/* Blanks, hyphens and middle dots between the words of a name. */
bool name_is_break(uint32_t code);
/* Divides the code points (NFC) of a name; titles, kin terms, honorifics and what stands in brackets are left out.
 * `order` as in SkNameWritten; `readings` may be NULL. */
NameDivision name_divide(const uint32_t *codes, size_t count, int order, const SkReadings *readings);
/* Whether the run begins with a Korean family name of two characters. */
bool name_is_long_family(NameRun run);
/* Reads the line of names of a machine-readable passport among the code points; false when there is none. */
bool name_read_passport(const uint32_t *codes, size_t count, NameDivision *ret_division);
/* The number of a Christian or Russian name, the same in all its forms; 0 when the run is none. */
uint16_t name_christian(NameRun run);
/* A father's name in Russian (Ivanovich, Ivanovna) as a number; 0 when the run is none. */
uint32_t name_father(NameRun run);
/* The run without the honorific it ends with (씨, さん, 氏). */
NameRun name_without_honorific(NameRun run);
/* Puts the letters of a run in Latin, kana or Cyrillic into the part, with its breaks and marks. */
void name_add_letters(SkNamePart *part, NameRun run, int script);
/* The part's letters as romaji that sk_romaji_fold takes, NUL-terminated; returns the length. */
size_t name_plain_letters(const SkNamePart *part, char out[SK_NAME_LETTERS]);
/* Sets `sound`, `sound_count` and `skeleton` of a part that has its letters. */
void name_settle_letters(SkNamePart *part);
/* Sets `initials` of a part made of the run, if it is nothing but initials (name_initials.c). */
void name_find_initials(SkNamePart *part, NameRun run, SkNameOf of);
/* Makes a part of code points that are in NFC; its edges are found when the whole name is known. */
void name_fill_part(SkNamePart *part, NameRun run);

/* ---- comparing (name_compare.c, name_compare_part.c, name_family.c, name_beside.c, name_initials.c, name_morae.c) */

#define NAME_FITS 10 /* hundredths a syllable up to which a spelling fits */
#define NAME_SLIP 30 /* and up to which it is one slip away */

/* What a pair of parts is to each other. */
typedef struct {
  SkNameGrade grade;
  bool korean;    /* the grade rests on Korean readings or spellings */
  uint16_t cost;  /* hundredths, of the whole part */
  uint8_t length; /* syllables the cost is of */
  uint8_t notes;  /* SPELLING_NOTE_* */
  uint16_t systems;
  uint8_t reason_count;
  SkNameReason reasons[3];
} NameVerdict;

NameVerdict name_compare_part(const SkNamePart *a, const SkNamePart *b, SkNameOf of);
/* Two parts of which one is initials: they fit or they do not, and prove little. */
NameVerdict name_compare_initials(const SkNamePart *a, const SkNamePart *b, SkNameOf of);
/* The sounds (text/sounds.h) that a syllable can begin with whose initial is number `at`, as bits; 0 if there is none.
 */
unsigned name_initial_sounds(const SkNamePart *part, size_t at);
/* What is beside a family name and agrees. */
typedef struct {
  bool is_long;     /* it has two syllables or more, or there is none */
  uint16_t systems; /* SPELLING_* that write it so from end to end */
} NameRest;

/* Weighs again what the family names are to each other when the rest of both names agrees: unlike or far letters may be
 * an unusual spelling of one Korean family name and of no other, usual ones may be those of two. */
void name_weigh_family(const SkNamePart *a, const SkNamePart *b, NameRest rest, NameVerdict *verdict);
/* Weighs again what letters are to each other that may be Japanese on both sides and agree as Korean. */
void name_weigh_morae(const SkNamePart *const families[2], const SkNamePart *const rests[2], NameVerdict *family,
                      NameVerdict *rest);
/* Two names, part by part. */
typedef struct {
  const SkNamePart *families[2], *givens[2];
  uint16_t beside[2]; /* Christian names beside them */
} NamePair;

/* Weighs again what given names are to each other of which one is a Christian or Russian name: the other may be that
 * name in another form, or stand beside it, or be of another kind. */
void name_weigh_christian(const NamePair *pair, const NameVerdict *family, NameVerdict *given);
/* Weighs again what family names are to each other of which one ends in -гай, as those of Koreans in the Soviet Union
 * do that end in a vowel. */
void name_weigh_gai(const SkNamePart *a, const SkNamePart *b, NameVerdict *family);
void name_give_reason(NameVerdict *verdict, SkNameOf of, SkNameWhy why, uint32_t first, uint32_t second);
/* Both parts as one, as if the name had not been divided. */
SkNamePart name_undivided(const SkName *name);
