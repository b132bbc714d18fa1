/* The areas and the towns that imply them. Internal to src/text. */
#pragma once

#include "text/place.h"

typedef struct {
  uint32_t area;
  SkCountry country;
  const char *ja, *ko, *en; /* as shown */
  const char *written[6];   /* other ways of writing it, folded to lower case; NULL-terminated */
} PlaceArea;

/* A town that tells its area by itself. */
typedef struct {
  uint32_t area;
  const char *written[5]; /* NULL-terminated; the first gives its number */
} PlaceTown;

extern const PlaceArea place_areas[];
extern const size_t place_area_count;
extern const PlaceTown place_towns[];
extern const size_t place_town_count;
