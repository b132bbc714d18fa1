/* How often each pattern occurs among the pairs that rules find: what EM learns from. */
#include "link/train.h"

SkEnginePatterns *sk_engine_patterns_new(const SkEngineTrainer *trainer) {
  SkEnginePatterns *patterns = sk_link_heap_take(trainer->heap, 1, sizeof *patterns);
  for (unsigned i = 0; patterns != NULL && i < trainer->threads; i++) {
    sk_engine_tally_init(&patterns->tallies[i], trainer->heap);
    patterns->askers[i] = sk_engine_asker_new(trainer->heap, trainer->plan, trainer->table);
    if (patterns->askers[i] == NULL) {
      sk_engine_patterns_free(trainer, patterns);
      patterns = NULL;
    }
  }
  return patterns;
}

void sk_engine_patterns_free(const SkEngineTrainer *trainer, SkEnginePatterns *patterns) {
  for (unsigned i = 0; patterns != NULL && i < trainer->threads; i++)
    sk_engine_asker_free(patterns->askers[i]);
  sk_link_heap_give(trainer->heap, patterns);
}

void sk_engine_patterns_count(void *patterns, unsigned thread, const SkEngineMeeting *meetings, unsigned count) {
  SkEnginePatterns *self = patterns;
  SkEngineEvidence evidence[SK_ENGINE_MEETINGS];
  sk_engine_ask_all(self->askers[thread], meetings, count, evidence);
  for (unsigned i = 0; i < count; i++)
    sk_engine_tally_add(&self->tallies[thread], evidence[i].pattern, 1);
}
