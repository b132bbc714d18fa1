/* Which pairs are worth a look: rows that share a key of some rule.
 *
 * A rule gives each row a set of 64-bit keys. Rows with a key in common form a block and every pair of a block is
 * visited, but each pair only once over all rules: at the first rule, and there at the smallest key, that the two
 * share. A block with more pairs than allowed is divided by what the rule names next; what is still too large after
 * that is given up and counted.
 */
#pragma once

#include "link/link.h"
#include "link/names.h"
#include "link/rows.h"

#define SK_LINK_ROW_KEYS 48 /* most keys of one row under one rule */
#define SK_LINK_DIVIDERS 4
#define SK_LINK_RULES_MAX 60

typedef struct {
  const SkLinkRows *rows;
  const SkLinkNames *names;
} SkLinkPeople;

/* Writes the row's keys, at most SK_LINK_ROW_KEYS, and returns how many; repeats are allowed, 0 is no key. */
typedef unsigned (*SkLinkEmit)(const SkLinkPeople *people, const SkLinkRow *row, uint64_t *keys);
/* What a block is divided by; 0 where the row does not say. */
typedef uint64_t (*SkLinkDivide)(const SkLinkPeople *people, const SkLinkRow *row);

typedef struct {
  const char *code;
  SkLinkEmit emit;
  SkLinkDivide dividers[SK_LINK_DIVIDERS]; /* tried in this order, NULL ends them */
  unsigned
      trains; /* bits of the comparisons that pairs of this rule may teach; 0: the rule is too loose to learn from */
} SkLinkRule;

/* The rules in use, strictest first. */
extern const SkLinkRule sk_link_rules[];
extern const unsigned sk_link_rule_count;

typedef struct SkLinkBlocks SkLinkBlocks;

/* A pair that shares a key: a < b, comparable, never visited before. Called from several threads. */
typedef void (*SkLinkVisit)(void *context, unsigned thread, uint32_t a, uint32_t b);

/* Makes the keys of all rules (at most SK_LINK_RULES_MAX). The reports belong to the heap. NULL: no memory. */
SkLinkBlocks *sk_link_blocks_new(SkLinkHeap *heap, const SkLinkPeople *people, const SkLinkRule *rules,
                                 unsigned rule_count, uint64_t block_pairs, unsigned threads);
/* Visits the pairs that rule number `rule` is the first to find. */
SkLinkStatus sk_link_blocks_visit(SkLinkBlocks *blocks, unsigned rule, SkLinkVisit visit, void *context);
/* One report a rule. */
SkLinkBlocking *sk_link_blocks_report(SkLinkBlocks *blocks);
/* Gives back everything but the reports. */
void sk_link_blocks_free(SkLinkBlocks *blocks);
