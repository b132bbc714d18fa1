/* Which rows of one block have met before: for src/link/block*.c only.
 *
 * Each earlier block keeps, as bits, who of the crowd is in it. Whoever comes to it has met all of them. So a block of
 * n rows costs a look-up for each block that one of its rows is in, and a pair of rows a single bit. */
#pragma once

#include "link/block_parts.h"

#define CROWD_ROWS 256u /* at most */
#define CROWD_WORDS (CROWD_ROWS / 64)
#define CROWD_SLOTS 16384u /* for earlier blocks, half of them used at most */

typedef struct {
  unsigned words, shift;                    /* of bits in use; from a hash to its slot */
  uint64_t met[CROWD_ROWS][CROWD_WORDS];    /* by place in the block: who before it in the block has met it */
  uint32_t numbers[CROWD_SLOTS];            /* of earlier blocks */
  uint64_t there[CROWD_SLOTS][CROWD_WORDS]; /* who of the crowd is in it */
} SkEngineCrowd;

/* Looks at the blocks `from` <= number < `block` that `rows` are in. False: too many rows or blocks for it. */
bool sk_engine_crowd_gather(SkEngineCrowd *crowd, const SkEngineBlocks *blocks, const uint32_t *rows, uint32_t count,
                            uint32_t from, uint32_t block);

/* Have the rows at two places of the block met before; a < b. */
static inline bool sk_engine_crowd_met(const SkEngineCrowd *crowd, uint32_t a, uint32_t b) {
  return crowd->met[b][a / 64] >> (a % 64) & 1;
}
