/* The gazetteer as tools/gen_places.py lays it out. Internal to src/text. */
#pragma once

#include "text/place.h"

#define PLACE_PARENTS 5
#define PLACE_LONGEST 96 /* bytes of a form; LONGEST of tools/gen_places.py */

typedef struct {
  uint32_t ja, ko, en;               /* offsets into the names */
  uint32_t number;                   /* stable; 0 for an area */
  SkPlaceRef parents[PLACE_PARENTS]; /* what it lies in, of 1945 first; for a younger province what it was made of */
  SkPlaceRef next;                   /* what it became part of */
  uint32_t code;                     /* JIS X 0402 */
  uint32_t above;                    /* all that it lies in at any depth: above_count refs from here */
  uint16_t above_count;
  uint16_t area;  /* number of a province or of a city of that rank */
  uint16_t until; /* year */
  uint8_t kind, state;
  uint8_t renamed; /* `next` is the same place under its new name */
} PlaceRow;

/* One way of writing, and the places it may mean: entries first..first + count. */
typedef struct {
  uint32_t at;
  uint8_t length, count;
  uint32_t first;
} PlaceForm;

enum { PLACE_NAMING = 15, PLACE_BARE = 16, PLACE_CONTEXT = 32 };

typedef struct {
  SkPlaceRef row;
  uint8_t naming; /* SkPlaceNaming, PLACE_BARE, PLACE_CONTEXT: understood only beside what it lies in */
} PlaceEntry;

/* FNV-1a, 32 bits (Fowler, Noll, Vo), one byte more; begin with PLACE_HASH. */
#define PLACE_HASH 2166136261u
static inline uint32_t place_hash(uint32_t hash, char byte) {
  return (hash ^ (uint8_t)byte) * 16777619u;
}

/* By ref; the first is empty. */
extern const PlaceRow place_rows[];
extern const size_t place_row_count;

/* The row of a ref; of 0, and of what is none, the empty one. */
static inline const PlaceRow *place_row(SkPlaceRef place) {
  return &place_rows[place < place_row_count ? place : 0];
}

/* The form of exactly these folded bytes, `hash` over them; NULL when there is none. */
const PlaceForm *place_form(const char *bytes, size_t length, uint32_t hash);
/* False when no form goes on behind the folded bytes with this hash; true when one may. */
bool place_goes_on(uint32_t hash);
const PlaceEntry *place_entries_of(const PlaceForm *form);
/* `inner` lies in `outer`, at any depth and at any time; a place does not lie in itself. */
bool place_lies_in(SkPlaceRef inner, SkPlaceRef outer);
