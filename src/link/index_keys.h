/* Which rows meet, while rows come and change: the blocks of block.h as trees that grow and shrink.
 *
 * A key is a block of the rows that have it. A block with more pairs than allowed is divided by the rule's dividers,
 * one after the other; what is too large even then is given up until it has shrunk. At any moment two rows meet if and
 * only if a run over the same rows would have them meet, and under the same rule.
 */
#pragma once

#include "link/heap.h"
#include "link/plan.h"

typedef struct SkIndexKeys SkIndexKeys;

/* NULL: no memory. All of it belongs to the heap. */
SkIndexKeys *sk_index_keys_new(SkLinkHeap *heap, const SkEnginePlan *plan, uint64_t block_pairs);
/* Puts a row in, which is not in yet, as its cells say. False: no memory. */
bool sk_index_keys_add(SkIndexKeys *keys, const SkEngineTable *table, uint32_t row);
/* Takes a row out. Its cells need not be those it was put in with. False: no memory. */
bool sk_index_keys_remove(SkIndexKeys *keys, uint32_t row);

/* Called with a pair of rows; false ends the visit, which then returns false. */
typedef bool (*SkIndexMeet)(void *context, uint32_t row, uint32_t other, unsigned rule);
/* Whoever meets `row`, by rule, the same row possibly several times. */
bool sk_index_keys_meet(const SkIndexKeys *keys, uint32_t row, SkIndexMeet meet, void *context);
/* The first rule under which two rows meet, -1 if they do not. */
int sk_index_keys_first(const SkIndexKeys *keys, uint32_t a, uint32_t b);
/* A block whose rows have begun to meet, or ceased to: it was put together again, divided or given up. */
typedef struct {
  const uint32_t *rows;
  size_t count;
  unsigned rule;
  bool together; /* all of them meet now */
} SkIndexShift;

/* False ends the looking. */
typedef bool (*SkIndexShifted)(void *context, const SkIndexShift *shift);
/* The blocks that are otherwise than when this was last asked. False: stopped, or no memory. */
bool sk_index_keys_shifted(SkIndexKeys *keys, SkIndexShifted shifted, void *context);
/* Forgets the same: while a table is taken in, nobody has met yet. */
void sk_index_keys_settle(SkIndexKeys *keys);
