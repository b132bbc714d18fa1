/* What a pair looks like: one level for each comparison, packed into 64 bits.
 *
 * Level 0 of every comparison is "one side does not say": it weighs nothing. The words for comparisons and levels are
 * the caller's; the codes below are stable and may be stored.
 */
#pragma once

#include <stdint.h>

/* COMPARISON(NAME, bits): order is the order of the packed fields. Append only. */
#define SK_LINK_COMPARISONS(COMPARISON)                                                                                \
  COMPARISON(FAMILY, 4) /* family name, best over the name claims of both */                                           \
  COMPARISON(GIVEN, 4)  /* given name of the same pair of claims */                                                    \
  COMPARISON(BIRTH, 4)                                                                                                 \
  COMPARISON(SAILING, 3) /* sailing, else day of departure */                                                          \
  COMPARISON(ADDRESS, 3)                                                                                               \
  COMPARISON(ORIGIN, 3)                                                                                                \
  COMPARISON(SEX, 2)                                                                                                   \
  COMPARISON(REGISTRATION, 3) /* registration number */                                                                \
  COMPARISON(NATION, 2)                                                                                                \
  COMPARISON(HOUSEHOLD, 3) /* do the other members of the two households match too */

typedef enum {
#define COMPARISON(NAME, bits) SK_LINK_##NAME,
  SK_LINK_COMPARISONS(COMPARISON)
#undef COMPARISON
      SK_LINK_COMPARISON_COUNT
} SkLinkComparison;

/* Where a comparison's bits begin: the end of the one before it. Written out because the preprocessor cannot add them
 * up; checked against SK_LINK_COMPARISONS by the tests. */
enum {
  SK_LINK_SHIFT_FAMILY = 0,
  SK_LINK_SHIFT_GIVEN = 4,
  SK_LINK_SHIFT_BIRTH = 8,
  SK_LINK_SHIFT_SAILING = 12,
  SK_LINK_SHIFT_ADDRESS = 15,
  SK_LINK_SHIFT_ORIGIN = 18,
  SK_LINK_SHIFT_SEX = 21,
  SK_LINK_SHIFT_REGISTRATION = 23,
  SK_LINK_SHIFT_NATION = 26,
  SK_LINK_SHIFT_HOUSEHOLD = 28
};

#define SK_LINK_LEVEL_MAX 16 /* no comparison has more levels */

/* Levels. 0 is "not stated" throughout; the others come in classes of pairs that could have said the same: names in one
 * script or across two, births by day, by year or by age. Inside a class levels rise with agreement; their shares sum
 * to 1 there, so that a list which says less is not held against a pair. */
typedef enum {
  /* in one script */
  SK_LINK_NAME_CONFLICT = 1,
  SK_LINK_NAME_SKELETON, /* consonants only */
  SK_LINK_NAME_FUZZY,    /* one slip */
  SK_LINK_NAME_WEAK,     /* another character of the same sound */
  SK_LINK_NAME_HANGUL,   /* the same Hangul but for North and South spelling */
  SK_LINK_NAME_VARIANT,  /* the same characters in older or newer form */
  SK_LINK_NAME_EXACT,
  /* across two scripts */
  SK_LINK_NAME_ACROSS_CONFLICT,
  SK_LINK_NAME_ACROSS_SKELETON,
  SK_LINK_NAME_ACROSS_FUZZY,
  SK_LINK_NAME_ROMANISED, /* fits a way of spelling */
  SK_LINK_NAME_READING    /* a reading of the characters */
} SkLinkNameLevel;

typedef enum {
  /* two full dates */
  SK_LINK_BIRTH_CONFLICT = 1, /* more than five years apart */
  SK_LINK_BIRTH_FAR,          /* up to five years apart */
  SK_LINK_BIRTH_YEARS,        /* up to two years apart */
  SK_LINK_BIRTH_NEAR,         /* other days of one year */
  SK_LINK_BIRTH_SLIP,         /* month and day swapped, one of them wrong, or the year off by 1, 10 or an era */
  SK_LINK_BIRTH_LUNAR,        /* the same day if one of them counted by the moon */
  SK_LINK_BIRTH_DAY,          /* the same day */
  /* one side says no more than the year or month */
  SK_LINK_BIRTH_YEAR_CONFLICT, /* more than five years apart */
  SK_LINK_BIRTH_YEAR_FAR,      /* up to five years apart */
  SK_LINK_BIRTH_YEAR_NEXT,     /* up to two years apart */
  SK_LINK_BIRTH_WITHIN,        /* the same year or month */
  /* one side leaves more than a year open: an age, "about" */
  SK_LINK_BIRTH_AGE_CONFLICT, /* more than five years outside */
  SK_LINK_BIRTH_AGE_NEAR,     /* up to five years outside */
  SK_LINK_BIRTH_ABOUT         /* compatible */
} SkLinkBirthLevel;

typedef enum {
  SK_LINK_SAILING_CONFLICT = 1,
  SK_LINK_SAILING_SEASON, /* departures within half a year */
  SK_LINK_SAILING_NEXT,   /* neighbouring sailings */
  SK_LINK_SAILING_SAME
} SkLinkSailingLevel;

typedef enum {
  /* two towns */
  SK_LINK_PLACE_CONFLICT = 1, /* of two prefectures or provinces */
  SK_LINK_PLACE_AREA,         /* of one */
  SK_LINK_PLACE_FORMER,       /* one side's earlier town is the other's */
  SK_LINK_PLACE_TOWN,
  /* one side says no town */
  SK_LINK_PLACE_AREA_CONFLICT,
  SK_LINK_PLACE_AREA_SAME
} SkLinkPlaceLevel;

typedef enum { SK_LINK_FLAG_CONFLICT = 1, SK_LINK_FLAG_SAME } SkLinkFlagLevel;

typedef enum {
  SK_LINK_NUMBER_CONFLICT = 1,
  SK_LINK_NUMBER_SLIP, /* one character off */
  SK_LINK_NUMBER_SAME
} SkLinkNumberLevel;

typedef enum {
  SK_LINK_HOUSEHOLD_NONE = 1, /* nobody else of the smaller household has a counterpart in the other */
  SK_LINK_HOUSEHOLD_ONE,      /* one of several */
  SK_LINK_HOUSEHOLD_SOME,     /* fewer than half, at least two */
  SK_LINK_HOUSEHOLD_MOST      /* at least half */
} SkLinkHouseholdLevel;

typedef uint64_t SkLinkPattern;

/* The level of one comparison in a pattern: 0 .. sk_link_level_count() - 1. */
unsigned sk_link_pattern_level(SkLinkPattern pattern, SkLinkComparison comparison);
/* The pattern with that level replaced. `level` must be below sk_link_level_count(comparison). */
SkLinkPattern sk_link_pattern_with(SkLinkPattern pattern, SkLinkComparison comparison, unsigned level);
/* Levels of a comparison, "not stated" included; 0 if there is no such comparison. */
unsigned sk_link_level_count(SkLinkComparison comparison);
/* The class of a level, from 1; 0 for "not stated" and what is no level. */
unsigned sk_link_level_class(SkLinkComparison comparison, unsigned level);
/* The last level of the class that `level` is of. */
unsigned sk_link_class_last(SkLinkComparison comparison, unsigned level);

/* What a level says of a name: the same name; a name that is only near; another name. None of them for the rest. */
typedef enum { SK_LINK_SAYS_NOTHING, SK_LINK_SAYS_OTHER, SK_LINK_SAYS_NEAR, SK_LINK_SAYS_SAME } SkLinkSays;
SkLinkSays sk_link_name_says(unsigned level);
/* And of a birth; "near" is what a slip or a rough age explains. */
SkLinkSays sk_link_birth_says(unsigned level);

/* Stable English code words for storage and logs, never for people: "birth", "swapped". NULL if there is no such code.
 */
const char *sk_link_comparison_code(SkLinkComparison comparison);
const char *sk_link_level_code(SkLinkComparison comparison, unsigned level);
