/* Levels of chosen pairs, counted by several threads at once. */
#include "link/train.h"

SkEngineCounters *sk_engine_counters_new(const SkEngineTrainer *trainer) {
  SkEngineCounters *self = sk_link_heap_take(trainer->heap, 1, sizeof *self);
  for (unsigned i = 0; self != NULL && i < trainer->threads; i++) {
    self->of[i].asker = sk_engine_asker_new(trainer->heap, trainer->plan, trainer->table);
    if (self->of[i].asker != NULL)
      continue;
    sk_engine_counters_free(trainer, self);
    return NULL;
  }
  return self;
}

void sk_engine_counters_free(const SkEngineTrainer *trainer, SkEngineCounters *self) {
  for (unsigned i = 0; self != NULL && i < trainer->threads; i++)
    sk_engine_asker_free(self->of[i].asker);
  sk_link_heap_give(trainer->heap, self);
}

static void count_pairs(SkEngineCounter *counter) {
  SkEngineEvidence evidence[SK_ENGINE_MEETINGS];
  sk_engine_ask_all(counter->asker, counter->pairs, counter->count, evidence);
  for (unsigned i = 0; i < counter->count; i++)
    sk_engine_counts_add(&counter->counts, evidence[i].pattern);
  counter->count = 0;
}

void sk_engine_counters_add(SkEngineCounters *self, unsigned thread, uint32_t a, uint32_t b) {
  SkEngineCounter *counter = &self->of[thread];
  counter->pairs[counter->count++] = (SkEngineMeeting){ a, b };
  if (counter->count == SK_ENGINE_MEETINGS)
    count_pairs(counter);
}

void sk_engine_counters_gather(SkEngineCounters *self, unsigned threads, SkEngineCounts *counts) {
  for (unsigned i = 0; i < threads; i++) {
    count_pairs(&self->of[i]);
    for (unsigned c = 0; c < SK_ENGINE_COMPARISONS_MAX; c++)
      for (unsigned level = 0; level < SK_ENGINE_LEVELS_MAX; level++)
        counts->levels[c][level] += self->of[i].counts.levels[c][level];
  }
}
