/* The lists of a run beside the people it was made of, so that what a row says can be held against what is so. */
#pragma once

#include "run.h"

#include "synth/people.h"

#define WORLD_LISTS 8

/* Beginnings of the lists' file names, in the order of LISTS.md. */
extern const char *const world_lists[WORLD_LISTS];

typedef struct {
  Run run;
  Stock *stock;
  Sailings *sailings;
  People *people;
  GHashTable *truth;            /* "list\tlocator\tslot" to person + 1 */
  guint8 *on_list[WORLD_LISTS]; /* by person: stands on it */
  guint personae[WORLD_LISTS];
  const char *file; /* being looked at */
} World;

void world_make(World *world, uint64_t seed, uint32_t persons);
void world_clear(World *world);

/* Calls `look` for every row of the files of a list, with the person of slot 1; returns how many rows there are. */
typedef void (*Look)(const World *world, const Person *person, char **cells, guint *counts);
guint world_look(World *world, const char *list, Look look, guint *counts);

/* What is wrong with a written birth; LUNAR: the numbers of the lunar day, SAID: with the word for it, MIXED: a year of
 * Showa as one of Juche. */
typedef enum { BIRTH_RIGHT, BIRTH_YEAR, BIRTH_SWAPPED, BIRTH_LUNAR, BIRTH_SAID, BIRTH_MIXED, BIRTH_KINDS } BirthError;
BirthError world_birth(const World *world, const Person *person, const char *written);

typedef enum { NAME_RIGHT, NAME_FORM, NAME_STROKE, NAME_KINDS } NameError;
/* How a written name differs from what it should be; NAME_STROKE also where a shape is changed beside. Fails on any
 * other difference. */
NameError world_name(const World *world, const char *right, const char *written);

/* The number with which `text` begins. */
int number_at(const char *text);
/* `count` of `whole` lies between `least` and `most` of ten thousand. */
void assert_rate(const char *what, guint count, guint whole, guint least, guint most);
