/* What the register compares and at which levels. The codes are stable and may be stored.
 *
 * Level 0 of every comparison is "one side does not say": it weighs nothing. Patterns are packed as plan.h says. The
 * words for comparisons and levels are the caller's.
 */
#pragma once

#include "link/plan.h"

/* Append only. */
typedef enum {
  SK_LINK_FAMILY, /* family name, best over the name claims of both */
  SK_LINK_GIVEN,  /* given name of the same pair of claims */
  SK_LINK_BIRTH,
  SK_LINK_SAILING, /* sailing, else day of departure */
  SK_LINK_ADDRESS,
  SK_LINK_ORIGIN,
  SK_LINK_SEX,
  SK_LINK_REGISTRATION, /* registration number */
  SK_LINK_NATION,
  SK_LINK_HOUSEHOLD, /* do the other members of the two households match too */
  SK_LINK_COMPANY,   /* who is named beside them, in a letter or a testimony */
  SK_LINK_COMPARISON_COUNT
} SkLinkComparison;

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
  SK_LINK_NAME_READING,   /* a reading of the characters */
  /* of two kinds: one side knows the registered name, the other the pass-name */
  SK_LINK_NAME_OTHER_KIND
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

typedef enum {
  SK_LINK_COMPANY_OTHER = 1,
  SK_LINK_COMPANY_NEAR, /* one slip apart */
  SK_LINK_COMPANY_SAME
} SkLinkCompanyLevel;

typedef enum { SK_LINK_FLAG_CONFLICT = 1, SK_LINK_FLAG_SAME } SkLinkFlagLevel;

typedef enum {
  SK_LINK_NUMBER_CONFLICT = 1,
  SK_LINK_NUMBER_SLIP, /* one character off */
  SK_LINK_NUMBER_SAME
} SkLinkNumberLevel;

typedef enum {
  SK_LINK_HOUSEHOLD_NONE = SK_ENGINE_HOUSEHOLD_NONE,
  SK_LINK_HOUSEHOLD_ONE = SK_ENGINE_HOUSEHOLD_ONE,
  SK_LINK_HOUSEHOLD_SOME = SK_ENGINE_HOUSEHOLD_SOME,
  SK_LINK_HOUSEHOLD_MOST = SK_ENGINE_HOUSEHOLD_MOST
} SkLinkHouseholdLevel;

/* What a level says of a name: the same name; a name that is only near; another name. None of them for the rest. */
typedef enum { SK_LINK_SAYS_NOTHING, SK_LINK_SAYS_OTHER, SK_LINK_SAYS_NEAR, SK_LINK_SAYS_SAME } SkLinkSays;
SkLinkSays sk_link_name_says(unsigned level);
/* And of a birth; "near" is what a slip or a rough age explains. */
SkLinkSays sk_link_birth_says(unsigned level);

/* The register's comparisons and what they look at, without any people: enough to weigh and to explain. */
const SkEnginePlan *sk_link_plan(void);
/* Stable English code words for storage and logs, never for people: "birth", "slip". NULL if there is no such code.
 */
const char *sk_link_comparison_code(SkLinkComparison comparison);
const char *sk_link_level_code(SkLinkComparison comparison, unsigned level);
