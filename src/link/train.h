/* Learning the model from the rows themselves, without labels.
 *
 * u  how often strangers agree: counted over a fixed sample of pairs of rows, and where agreement is too rare for a
 * sample, in closed form from the counts of the values. m  how often one person's rows agree: EM over the pairs of
 * each strict rule, for the comparisons the rule does not decide, the expectations of all rules added up; or counted
 * where there are labels. kin  how often two people of one household agree: counted inside sources that hold a person
 * once, where any two rows are two people.
 */
#pragma once

#include "link/ask.h"
#include "link/counts.h"
#include "link/em.h"
#include "link/tally.h"

typedef struct {
  SkLinkHeap *heap;
  const SkEnginePlan *plan;
  const SkEngineTable *table;
  SkEngineBlocks *blocks; /* of the plan's rules */
  unsigned threads;
  const SkLinkDecision *labels;
  size_t label_count;
  SkEngineWatch *watch; /* may be NULL */
} SkEngineTrainer;

/* Whether a rule's pairs are gone through while training: those of strict rules, or where none is, all. */
bool sk_engine_train_visits(const SkEnginePlan *plan, unsigned rule);

/* Sets m, u, kin and both priors of a model that sk_engine_model_init() began. Too few rows to learn something from
 * leave it as it was. SK_LINK_STOPPED where the watch said so. */
SkLinkStatus sk_engine_train(const SkEngineTrainer *trainer, SkEngineModel *model);

/* How often members of one household agree; the part of sk_engine_train() that needs m and u first. */
SkLinkStatus sk_engine_train_kin(const SkEngineTrainer *trainer, SkEngineModel *model, double *ret_others);
/* m and the prior where no rule teaches by itself: from the pairs of all rules at once. */
SkLinkStatus sk_engine_train_together(const SkEngineTrainer *trainer, SkEngineModel *model);
/* The same where that finds more than can be true: from rows that are each other's likeliest partner, by what `model`
 * says to begin with. `total`: how many pairs are comparable. */
SkLinkStatus sk_engine_train_partners(const SkEngineTrainer *trainer, double total, SkEngineModel *model,
                                      SkEngineExpected *expected);
/* Whether what was taken for true pairs, `expected`, has only a part in common: much of what could speak hardly does.
 * True pairs agree in most, however many rows a thing has. */
bool sk_engine_train_met_others(const SkEnginePlan *plan, const SkEngineModel *model, const SkEngineExpected *expected);
/* Whether what was taken for true pairs, `expected`, are members of one family: names and births differ in most. */
bool sk_engine_train_met_kin(const SkEnginePlan *plan, const SkEngineModel *model, const SkEngineExpected *expected);
/* Whether they hardly ever agree in what says who somebody is: then they are no true pairs, whatever else they share.
 */
bool sk_engine_train_met_strangers(const SkEnginePlan *plan, const SkEngineModel *model,
                                   const SkEngineExpected *expected);
/* Learns again from what `training` began with, `begun`, beside kin as `model` has them for true pairs. Where that
 * finds no true pairs `model` stays, or if these are `surely` none, they are left as kin. */
void sk_engine_train_apart_from_kin(const SkEngineTraining *training, const SkEngineModel *begun, bool surely,
                                    SkEngineModel *model);
/* How often strangers agree. */
SkLinkStatus sk_engine_train_strangers(const SkEngineTrainer *trainer, SkEngineModel *model);

/* ---- what these share */

/* Every pair that any rule finds, once. */
SkLinkStatus sk_engine_train_visit(const SkEngineTrainer *trainer, SkEngineVisit visit, void *context);
/* A bit for each comparison but the household one. */
unsigned sk_engine_train_compared(const SkEnginePlan *plan);
/* Within what a prior can be. */
void sk_engine_train_set_prior(SkEngineModel *model, double share);

/* ---- levels of chosen pairs */

/* Counts them, a thread each for itself. */
typedef struct {
  SkEngineAsker *asker;
  SkEngineCounts counts;
  unsigned count; /* pairs that wait to be asked about together */
  SkEngineMeeting pairs[SK_ENGINE_MEETINGS];
} SkEngineCounter;

typedef struct {
  SkEngineCounter of[SK_LINK_THREADS_MAX];
} SkEngineCounters;

/* NULL: no memory. */
SkEngineCounters *sk_engine_counters_new(const SkEngineTrainer *trainer);
void sk_engine_counters_add(SkEngineCounters *counters, unsigned thread, uint32_t a, uint32_t b);
/* Adds what all threads counted to `counts`. Called once, when they are done. */
void sk_engine_counters_gather(SkEngineCounters *counters, unsigned threads, SkEngineCounts *counts);
/* NULL is fine. */
void sk_engine_counters_free(const SkEngineTrainer *trainer, SkEngineCounters *counters);

/* ---- patterns of the pairs that rules find */

/* Counts them, a thread each for itself. */
typedef struct {
  SkEngineAsker *askers[SK_LINK_THREADS_MAX];
  SkEngineTally tallies[SK_LINK_THREADS_MAX];
} SkEnginePatterns;

/* NULL: no memory. */
SkEnginePatterns *sk_engine_patterns_new(const SkEngineTrainer *trainer);
void sk_engine_patterns_free(const SkEngineTrainer *trainer, SkEnginePatterns *patterns);
/* An SkEngineVisit over SkEnginePatterns. */
void sk_engine_patterns_count(void *patterns, unsigned thread, const SkEngineMeeting *meetings, unsigned count);

/* ---- */

/* Makes m/u (and m/kin) of each comparison rise with the level: neighbours that do not are given their common ratio.
 * Sums stay. */
void sk_engine_model_straighten(const SkEnginePlan *plan, SkEngineModel *model);
