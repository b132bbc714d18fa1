/* Putting the plan's questions to pairs of rows, and remembering the answers: a question is asked once for each
 * distinct pair of values, as far as memory goes. One asker a thread. */
#pragma once

#include "link/block.h"

typedef struct SkEngineAsker SkEngineAsker;

/* NULL: no memory. */
SkEngineAsker *sk_engine_asker_new(SkLinkHeap *heap, const SkEnginePlan *plan, const SkEngineTable *table);
void sk_engine_asker_free(SkEngineAsker *asker);
/* Asks about the rows of another table with the same values from now on; what it remembers stays true. */
void sk_engine_asker_turn(SkEngineAsker *asker, const SkEngineTable *table);
/* All comparisons but the household one. */
SkEngineEvidence sk_engine_ask(SkEngineAsker *asker, uint32_t a, uint32_t b);
/* The same of many pairs, at most SK_ENGINE_MEETINGS: question by question, so that the values of later pairs come out
 * of memory while earlier ones are answered. */
void sk_engine_ask_all(SkEngineAsker *asker, const SkEngineMeeting *pairs, unsigned count, SkEngineEvidence *evidence);
/* The same in two steps: the comparisons whose judges are cheap, then, where it may matter, the costly ones, whose
 * answers are added to the evidence. */
void sk_engine_ask_first(SkEngineAsker *asker, const SkEngineMeeting *pairs, unsigned count,
                         SkEngineEvidence *evidence);
void sk_engine_ask_rest(SkEngineAsker *asker, const SkEngineMeeting *pairs, unsigned count, SkEngineEvidence *evidence);
/* One comparison that has a judge, of two values that are not 0. */
SkEngineJudgement sk_engine_ask_values(SkEngineAsker *asker, unsigned comparison, uint32_t a, uint32_t b);
