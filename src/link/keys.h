/* The keys of every value that some rule asks for: computed once a value, however many rows hold it. */
#pragma once

#include "link/heap.h"
#include "link/plan.h"

typedef struct SkEngineKeyBook SkEngineKeyBook;

/* For all terms of all rules. NULL: no memory. */
SkEngineKeyBook *sk_engine_keys_new(SkLinkHeap *heap, const SkEngineTable *table, const SkEngineRule *rules,
                                    unsigned rule_count, unsigned threads);
void sk_engine_keys_free(SkEngineKeyBook *book);
/* The keys of a row under a rule, in no order, at most SK_ENGINE_VALUE_KEYS; none of them 0. */
unsigned sk_engine_keys_of(const SkEngineKeyBook *book, unsigned rule, uint32_t row, uint64_t *keys);
/* Do all rows have one key at most under a rule? */
bool sk_engine_keys_are_single(const SkEngineKeyBook *book, unsigned rule);
/* The columns, as bits, whose values are the key of a rule; 0 where something else than values is in it. */
uint64_t sk_engine_keys_values(const SkEngineKeyBook *book, unsigned rule);
/* Then this is the key of each of `count` rows from `first`, 0 where there is none: term by term, so that the processor
 * works on many rows at once. */
void sk_engine_keys_of_rows(const SkEngineKeyBook *book, unsigned rule, uint32_t first, uint32_t count, uint64_t *keys);
/* The same without a book: of one row, whose values may be newer than any book. */
unsigned sk_engine_keys_now(const SkEngineTable *table, const SkEngineRule *rule, unsigned number, uint32_t row,
                            uint64_t *keys);
/* What divider number `divider` of a rule says of a row; 0 nothing. */
uint64_t sk_engine_keys_divide(const SkEngineKeyBook *book, unsigned rule, unsigned divider, uint32_t row);
/* The same without a book: of one row by one divider. */
uint64_t sk_engine_keys_divide_now(const SkEngineTable *table, const SkEngineTerm *divider, uint32_t row);
