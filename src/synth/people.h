/* The people and how they belong together: the hidden truth that every list looks at in its own way.
 * Made in steps, each in a file of its own: families (who sails with whom), nationality, names, origins, fates,
 * descendants. */
#pragma once

#include "synth/sailings.h"
#include "synth/stock.h"

#define NOBODY G_MAXUINT32
#define NO_ROW G_MAXUINT16
#define NO_DAY G_MININT32
#define FAMILY_SIZE_MAX 11 /* on board under one number */

typedef enum { KIND_MIGRANT, KIND_STAYED, KIND_BORN_NORTH } PersonKind;
typedef enum { NATION_KOREAN, NATION_SOUTH, NATION_JAPANESE } Nation;

/* What somebody is to the head of the household, or a relative who stayed to the head who left. */
typedef enum {
  TIE_HEAD,
  TIE_WIFE,
  TIE_HUSBAND,
  TIE_SON,
  TIE_DAUGHTER,
  TIE_FATHER,
  TIE_MOTHER,
  TIE_ELDER_BROTHER,
  TIE_BROTHER, /* younger */
  TIE_ELDER_SISTER,
  TIE_SISTER,
  TIE_GRANDCHILD,
  TIE_NONE
} Tie;

/* People whose case stands in every population large enough for it, so that tests and training find one:
 * truth/persons.csv says who they are. They are left out of no list that has their kind. */
typedef enum {
  FIXTURE_NONE = 0,
  FIXTURE_SAID_DEAD = 13, /* the other government reports a death, and a letter is later than it */
  FIXTURE_SPLIT = 14,     /* head and wife of a household split over two sailings */
  FIXTURE_TWIN = 18,      /* twin sisters whose given names the Red Cross exchanged */
  FIXTURE_LUNAR = 19,     /* the card has the lunar birthday as if it were a solar one */
  FIXTURE_ERA = 20,       /* a year of Showa became the same year of Juche */
} Fixture;
#define FIXTURE_LETTER_AFTER (4 * 365) /* FIXTURE_SAID_DEAD: days after leaving, on which a letter is dated */

/* A name is rows of the stock. Korean: surname with one or two characters, or a given name of the Japanese table read
 * in Korean sounds. Japanese: family_japan with given_japan. */
typedef struct {
  uint16_t surname, first, second; /* rows of surname and given; first NO_ROW: see given_japan */
  uint16_t family_japan;           /* NO_ROW for a Korean name */
  uint16_t given_japan;            /* NO_ROW where first is set */
} Name;

typedef struct {
  uint16_t family,
      given;   /* rows of pass and given_japan; family NO_ROW: none; given NO_ROW: the registered characters */
  uint8_t own; /* differs from the household's */
} PassName;

typedef struct {
  uint8_t area, town, district, block;
  uint16_t number;
} Address;

typedef struct {
  Day birth, death; /* death NO_DAY: alive, or after everything the lists say */
  uint32_t father, mother, spouse;
  uint32_t household; /* migrants; the household of the migrating ancestor otherwise */
  uint32_t kin_of;    /* who stayed, at least at first: the head who left, to whom this is `kin_tie` */
  uint32_t registration;
  Name name, northern; /* northern.surname NO_ROW: none was given there */
  PassName pass;
  uint16_t county, north, work;
  uint8_t kind, sex, nation, tie, kin_tie;
  uint8_t former; /* had lost Japanese nationality before departure */
  uint8_t born_japan;
  uint8_t rank;       /* among the sons or daughters of the household, from 1 */
  uint8_t generation; /* KIND_BORN_NORTH: 1 child, 2 grandchild of migrants */
  uint8_t camp;
  uint8_t fixture;
} Person;

/* People on board together under one number. */
typedef struct {
  uint32_t first, count; /* in People.order, head first */
  uint32_t head;
  uint32_t joins;   /* an earlier household it belongs to (split or followed); NOBODY */
  uint16_t sailing; /* from 1 */
  uint16_t number;  /* within the sailing, from 1 */
  uint8_t has_pass;
  Address address, former;
} Household;

typedef struct {
  uint64_t seed;
  const Stock *stock;
  const Sailings *sailings;
  GArray *persons;    /* Person */
  GArray *households; /* Household */
  GArray *order;      /* uint32_t: migrants by household */
  uint32_t migrants;
} People;

/* Everybody: `migrants` who sail, their kin who stayed, `descendants` born in the North. */
People *people_new(uint64_t seed, const Stock *stock, const Sailings *sailings, uint32_t migrants,
                   uint32_t descendants);
void people_free(People *people);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(People, people_free)

static inline Person *people_person(const People *people, uint32_t index) {
  return &g_array_index(people->persons, Person, index);
}
static inline Household *people_household(const People *people, uint32_t index) {
  return &g_array_index(people->households, Household, index);
}
static inline uint32_t people_member(const People *people, const Household *household, uint32_t at) {
  return g_array_index(people->order, uint32_t, household->first + at);
}
static inline const Sailing *people_sailing(const People *people, const Household *household) {
  return &people->sailings->sailings[household->sailing - 1];
}
/* The first household of those it belongs to. */
uint32_t people_root(const People *people, uint32_t household);
/* A new person about whom nothing is known but this. */
uint32_t people_add(People *people, Day birth, Sex sex, Tie tie);
/* The day the household of a migrant left. */
Day people_departure(const People *people, const Person *person);

/* For each person the relative who stayed when that person left, or NOBODY; with `for_good` only who never went.
 * The caller frees. */
uint32_t *people_stayed_of(const People *people, gboolean for_good);

/* The steps. */
void families_make(People *people);
void nationality_make(People *people);
void origins_make(People *people);
void names_make(People *people);
void fates_make(People *people);
void fixtures_make(People *people);
/* Draws when somebody died who was alive on the day `from`. */
void fate_decide(Person *person, Day from, Draw *draw);
void descendants_make(People *people, uint32_t count);
