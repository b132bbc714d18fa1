/* Finds the readings of a folded text: chains of places, each lying in the one before, that cover most of it.
 * Internal to src/text. */
#pragma once

#include "text/place_fold.h"
#include "text/place_table.h"

#define PLACE_STEPS 5 /* country, area, county, town, ward */

typedef struct {
  SkPlaceRef row;
  uint8_t naming;
} PlaceStep;

/* One reading, in the order of the text. */
typedef struct {
  PlaceStep steps[PLACE_STEPS];
  uint8_t depth;
  SkPlaceRef lowest; /* the step that lies in all the others */
  bool bare;         /* some step without its 市, 군 */
} PlacePath;

typedef struct {
  PlacePath paths[SK_PLACE_MOST]; /* all that reach `end`, each with another lowest place */
  size_t count;
  size_t end; /* folded bytes covered; 0 when nothing is known */
} PlaceMatch;

/* Reads from `start`, which must be the begin of a letter. */
void place_match(const PlaceFolded *folded, size_t start, PlaceMatch *ret_match);
