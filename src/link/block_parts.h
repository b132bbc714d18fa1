/* Blocks from the inside. For src/link/block*.c only. */
#pragma once

#include "link/block.h"
#include "link/keys.h"

/* ---- the keys of one rule, dealt out (block_keys.c) */

/* A word is a key over the row that has it: the key's bits from `row_bits` up, the row below. Words with equal top
 * SHARE_BITS of their hash are a share; those bits are not repeated in the word, so that a key keeps 64 - row_bits +
 * share_bits bits (50 at ten million rows: two different keys meet about once in twenty such rules, and cost a pair).
 */
typedef struct {
  uint64_t *words; /* by share, within it by row */
  size_t *starts;  /* of share s: words[starts[s]] .. words[starts[s + 1]] */
  size_t share_count, largest;
  unsigned row_bits;
} SkEngineDealtKeys;

/* Deals rule by rule, and keeps the memory for it. */
typedef struct SkEngineDealer SkEngineDealer;

/* NULL: no memory. */
SkEngineDealer *sk_engine_dealer_new(const SkEngineBlocks *blocks);
/* The keys of a rule. They are the dealer's and stand until it deals again; their words may be written over. NULL: no
 * memory. */
const SkEngineDealtKeys *sk_engine_deal(SkEngineDealer *dealer, unsigned rule);
/* NULL is fine. */
void sk_engine_dealer_free(SkEngineDealer *dealer);

/* ---- blocks */

#define SK_ENGINE_TELLING_MOST 12u /* columns whose values tell whether rows meet */

/* The blocks of one rule. */
typedef struct {
  uint32_t *rows; /* of block i: rows[starts[i]] .. rows[starts[i + 1]], ascending */
  uint32_t *starts;
  uint32_t count;
  uint32_t first; /* its number among the blocks of all rules */
  uint64_t pairs;
} SkEngineRuleBlocks;

struct SkEngineBlocks {
  SkLinkHeap *heap;
  const SkEngineTable *table;
  const SkEngineRule *rules;
  SkEngineKeyBook *book;
  SkEngineDealer *dealer;
  unsigned rule_count, threads;
  uint64_t block_pairs;
  SkEngineRuleBlocks of_rule[SK_ENGINE_RULES_MAX];
  uint32_t *numbers; /* of the blocks that row r is in, ascending: numbers[starts[r]] .. numbers[starts[r + 1]] */
  uint32_t *starts;
  /* No row has more than one key under any rule: there are no numbers. Where told_by[i], bits for some of the columns
   * below, is not 0, two rows meet under rule i exactly if they share the values of those. Else they do if they have
   * one place there: places[r * width + i] is the block of rule i that row r is in, counted within the rule, or
   * sk_engine_no_block(r). */
  bool single;
  unsigned column_count;
  uint8_t columns[SK_ENGINE_TELLING_MOST];
  uint16_t told_by[SK_ENGINE_RULES_MAX];
  uint32_t *places; /* NULL: no rule needed them */
  unsigned width;   /* a power of two: no row lies across two lines of the cache */
  /* By row; rows of one circle cannot be one person (sk_engine_comparable()). NULL: any two may be. */
  uint64_t *circles;
  SkLinkBlocking *report;
};

/* block_numbers.c. False: no memory. */
/* Sets single and told_by, as far as the keys tell. */
void sk_engine_blocks_look(SkEngineBlocks *blocks);
/* Sets places, if they are not there, for the blocks of a rule to be entered. */
bool sk_engine_blocks_place(SkEngineBlocks *blocks);
/* Sets numbers and starts, when the blocks of all rules are made. */
bool sk_engine_blocks_number(SkEngineBlocks *blocks);

/* What no other row has for a place, and no block for its number. */
static inline uint32_t sk_engine_no_block(uint32_t row) {
  return (uint32_t)1 << 31 | row;
}

static inline uint64_t sk_engine_pairs_of(uint64_t rows) {
  return rows > 0 ? rows * (rows - 1) / 2 : 0;
}
