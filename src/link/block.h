/* Which pairs are worth a look: rows that share a key of some rule.
 *
 * Rows with a key in common form a block and every pair of a block is visited, but each pair only once over all rules:
 * at the first rule, and there at the smallest key, that the two share. A block with more pairs than allowed is divided
 * by what the rule names next; what is still too large after that is given up and counted.
 */
#pragma once

#include "link/engine.h"
#include "link/heap.h"

typedef struct SkEngineBlocks SkEngineBlocks;

/* A pair that shares a key: a < b, comparable, never visited before. Called from several threads. */
typedef void (*SkEngineVisit)(void *context, unsigned thread, uint32_t a, uint32_t b);

/* Makes the keys of all rules (at most SK_ENGINE_RULES_MAX). The reports belong to the heap. NULL: no memory. */
SkEngineBlocks *sk_engine_blocks_new(SkLinkHeap *heap, const SkEngineTable *table, const SkEngineRule *rules,
                                     unsigned rule_count, uint64_t block_pairs, unsigned threads);
/* Visits all pairs of rule number `rule`, each once. */
SkLinkStatus sk_engine_blocks_visit(SkEngineBlocks *blocks, unsigned rule, SkEngineVisit visit, void *context);
/* Visits the pairs that `rule` is the first to find, and reports them. Rules are to be gone through in order. */
SkLinkStatus sk_engine_blocks_visit_new(SkEngineBlocks *blocks, unsigned rule, SkEngineVisit visit, void *context);
/* One report a rule. */
SkLinkBlocking *sk_engine_blocks_report(SkEngineBlocks *blocks);
/* Gives back everything but the reports. */
void sk_engine_blocks_free(SkEngineBlocks *blocks);
