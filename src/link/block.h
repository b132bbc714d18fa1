/* Which pairs are worth a look: rows that share a key of some rule.
 *
 * Rows with a key in common form a block. A block with more pairs than allowed is divided by what the rule names next;
 * what is still too large after that is given up and counted. Blocks are numbered through all rules, the first rule's
 * first, and every row knows the numbers of its blocks: two rows meet in the lowest number both have, so that each pair
 * is met once, whatever else it shares.
 *
 * What is kept is four bytes for each row of each block of two rows and more, twice; keys that one row alone has leave
 * nothing behind.
 */
#pragma once

#include "link/engine.h"
#include "link/heap.h"
#include "link/parallel.h"

typedef struct SkEngineBlocks SkEngineBlocks;

/* Two rows that meet: a < b, comparable. */
typedef struct {
  uint32_t a, b;
} SkEngineMeeting;

#define SK_ENGINE_MEETINGS 256 /* that are handed over together, at most */

/* Called from several threads. */
typedef void (*SkEngineVisit)(void *context, unsigned thread, const SkEngineMeeting *meetings, unsigned count);

/* Says how far a visit has come, in pairs looked at, those of earlier visits included; false stops it. */
typedef struct {
  bool (*on)(void *context, uint64_t pairs);
  void *context;
  uint64_t pairs; /* of the visits so far */
} SkEngineWatch;

/* Makes the blocks of all rules (at most SK_ENGINE_RULES_MAX). The reports belong to the heap. NULL: no memory. */
SkEngineBlocks *sk_engine_blocks_new(SkLinkHeap *heap, const SkEngineTable *table, const SkEngineRule *rules,
                                     unsigned rule_count, uint64_t block_pairs, unsigned threads);
/* Pairs in the blocks of a rule, met before or not. */
uint64_t sk_engine_blocks_pairs(const SkEngineBlocks *blocks, unsigned rule);
/* Visits all pairs of rule number `rule`, each once. `watch` may be NULL. */
SkLinkStatus sk_engine_blocks_visit(SkEngineBlocks *blocks, unsigned rule, SkEngineVisit visit, void *context,
                                    SkEngineWatch *watch);
/* Visits the pairs that `rule` is the first to find, and reports them. */
SkLinkStatus sk_engine_blocks_visit_new(SkEngineBlocks *blocks, unsigned rule, SkEngineVisit visit, void *context,
                                        SkEngineWatch *watch);
/* One report a rule. */
SkLinkBlocking *sk_engine_blocks_report(SkEngineBlocks *blocks);
/* Gives back everything but the reports. */
void sk_engine_blocks_free(SkEngineBlocks *blocks);
