/* The ships: when each sailed and how many were on board, for a population of any size. */
#pragma once

#include "synth/civil.h"
#include "synth/draw.h"

#define SAILINGS 187
#define SAILED_IN_ALL 93340

typedef struct {
  Day day;
  uint8_t phase; /* 1 under the accord, 2 interim, 3 afterwards */
  uint32_t persons;
} Sailing;

typedef struct {
  Sailing sailings[SAILINGS];
  uint32_t nationals[4], wives[4], husbands[4]; /* by phase; index 0 unused */
} Sailings;

/* `persons` people spread over the sailings as the published numbers are; at SAILED_IN_ALL exactly those. A smaller
 * population leaves ships of thin years empty rather than cutting households to pieces. */
Sailings *sailings_new(uint64_t seed, uint32_t persons);
void sailings_free(Sailings *sailings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sailings, sailings_free)

/* Parts of `whole` proportional to `shares`, adding up to it exactly (largest remainders; of equal ones the first). */
void sailings_share(uint32_t whole, const uint32_t *shares, uint32_t count, uint32_t *ret_parts);
