/* m, and how many true pairs there are, from rows that are each other's likeliest partner.
 *
 * Some rows share more than chance would have it without being the same: restaurants of one street, families of one
 * village. EM over all pairs then settles on them, as there are more of them than of true pairs. Of the pairs whose two
 * rows have nobody likelier, true ones are the half or more instead of one in a thousand, and what strangers share who
 * were chosen for being alike is learnt beside. */
#include "link/counts.h"
#include "link/train.h"
#include "link/weights.h"

#include <math.h>
#include <stdatomic.h>

#define EM_ROUNDS 100
#define EM_TOLERANCE 1e-5
#define WEIGHT_MOST 500  /* bits, either way */
#define WEIGHT_STEP 1024 /* parts of a bit in which weights are told apart */

typedef struct {
  SkEnginePatterns *patterns;
  SkEngineWeights weights;
  _Atomic uint32_t *best; /* by row: the most that one of its pairs weighs */
} Partners;

/* From 1 up, so that 0 is nobody. */
static uint32_t weigh(const Partners *self, SkEngineEvidence evidence) {
  double weight = sk_engine_weights_of(&self->weights, evidence);
  return (uint32_t)((fmin(fmax(weight, -WEIGHT_MOST), WEIGHT_MOST) + WEIGHT_MOST) * WEIGHT_STEP) + 1;
}

static void lift(_Atomic uint32_t *best, uint32_t weight) {
  uint32_t known = atomic_load_explicit(best, memory_order_relaxed);
  while (known < weight && !atomic_compare_exchange_weak(best, &known, weight))
    continue;
}

static void note_best(void *context, unsigned thread, const SkEngineMeeting *meetings, unsigned count) {
  Partners *self = context;
  SkEngineEvidence evidence[SK_ENGINE_MEETINGS];
  sk_engine_ask_all(self->patterns->askers[thread], meetings, count, evidence);
  for (unsigned i = 0; i < count; i++) {
    uint32_t weight = weigh(self, evidence[i]);
    lift(&self->best[meetings[i].a], weight);
    lift(&self->best[meetings[i].b], weight);
  }
}

static void count_best(void *context, unsigned thread, const SkEngineMeeting *meetings, unsigned count) {
  Partners *self = context;
  SkEngineEvidence evidence[SK_ENGINE_MEETINGS];
  sk_engine_ask_all(self->patterns->askers[thread], meetings, count, evidence);
  for (unsigned i = 0; i < count; i++) {
    uint32_t weight = weigh(self, evidence[i]);
    if (self->best[meetings[i].a] == weight && self->best[meetings[i].b] == weight)
      sk_engine_tally_add(&self->patterns->tallies[thread], evidence[i].pattern, 1);
  }
}

/* Patterns of the pairs whose rows have nobody likelier, by what `model` says. */
static SkLinkStatus tally_partners(const SkEngineTrainer *trainer, const SkEngineModel *model,
                                   SkEnginePatternCount **ret_patterns, size_t *ret_count) {
  uint32_t *best = sk_link_heap_take(trainer->heap, trainer->table->row_count, sizeof *best);
  Partners partners = { .patterns = sk_engine_patterns_new(trainer), .best = (_Atomic uint32_t *)best };
  SkLinkStatus status = best != NULL && partners.patterns != NULL ? SK_LINK_OK : SK_LINK_NO_MEMORY;
  sk_engine_weights_init(trainer->plan, model, &partners.weights);
  if (status == SK_LINK_OK)
    status = sk_engine_train_visit(trainer, note_best, &partners);
  if (status == SK_LINK_OK)
    status = sk_engine_train_visit(trainer, count_best, &partners);
  if (status == SK_LINK_OK &&
      !sk_engine_tally_gather(partners.patterns->tallies, trainer->threads, ret_patterns, ret_count))
    status = SK_LINK_NO_MEMORY;
  sk_engine_patterns_free(trainer, partners.patterns);
  sk_link_heap_give(trainer->heap, best);
  return status;
}

SkLinkStatus sk_engine_train_partners(const SkEngineTrainer *trainer, double total, SkEngineModel *model,
                                      SkEngineExpected *expected) {
  SkEnginePatternCount *patterns = NULL;
  SkEngineModel learnt = *model;
  size_t count = 0;
  double pairs = 0;
  SkLinkStatus status = tally_partners(trainer, model, &patterns, &count);
  if (status != SK_LINK_OK)
    return status;
  for (size_t i = 0; i < count; i++)
    pairs += (double)patterns[i].count;
  SkEngineTraining training = { .plan = trainer->plan,
                                .patterns = patterns,
                                .pattern_count = count,
                                .active = sk_engine_train_compared(trainer->plan),
                                .share = 0.5,
                                .smoothing = SK_ENGINE_SMOOTHING,
                                .learns_u = true,
                                .rounds = EM_ROUNDS,
                                .tolerance = EM_TOLERANCE };
  double share = sk_engine_em_run(&training, &learnt, expected);
  for (unsigned c = 0; c < trainer->plan->comparison_count; c++)
    for (unsigned level = 0; level < SK_ENGINE_LEVELS_MAX; level++)
      model->levels[c][level].m = learnt.levels[c][level].m;
  sk_engine_train_set_prior(model, share * pairs / total);
  sk_link_heap_give(trainer->heap, patterns);
  return SK_LINK_OK;
}
