/* A small invented population for the engine's tests: families that sail together, and lists of them with slips of the
 * pen. */
#pragma once

#include "link/link.h"

#include <glib.h>

typedef struct {
  SkLinkInput input;
  SkLinkRecord *records;
  SkLinkName *names;
  SkLinkSource *sources;
  uint32_t *person; /* truth: of each record */
  size_t people;
  GStringChunk *texts;
} Village;

/* `families` families on three lists: two of households (every member), one that knows no household and lacks some. The
 * same seed gives the same village. Lists hold a person once. */
Village *village_new(size_t families, uint64_t seed);
void village_free(Village *village);

typedef struct {
  uint64_t wrong, right, missed;
} VillageScore;

/* Pairs of records in one cluster against the truth. */
VillageScore village_score(const Village *village, const uint32_t *cluster_of);
