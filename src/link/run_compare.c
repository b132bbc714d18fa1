/* Comparing: every pair that meets under a rule is looked at once, and kept if it is or might become worth a question.
 */
#include "link/parallel.h"
#include "link/run_parts.h"

#include <string.h>

#define SCORE_PIECE 4096

/* Leaves out the pairs that the costly comparisons cannot lift, and counts them by what they could weigh at most.
 * Returns how many are left. */
static unsigned drop_hopeless(const SkEngineRun *run, SkEngineHand *hand, SkEngineMeeting *meetings, unsigned count,
                              SkEngineEvidence *evidence) {
  unsigned left = 0;
  for (unsigned i = 0; i < count; i++) {
    SkEnginePair pair = { .a = meetings[i].a, .b = meetings[i].b, .evidence = evidence[i] };
    double most = sk_engine_score_most(&run->scorer, &pair);
    pair.weight = (float)most;
    if (sk_engine_may_be_wanted(&run->scorer, &pair, run->keep_from, run->household_most)) {
      meetings[left] = meetings[i];
      evidence[left++] = evidence[i];
    } else {
      hand->bins[run_bin_of(most)]++;
    }
  }
  return left;
}

static void score_and_catch(void *context, unsigned thread, const SkEngineMeeting *met, unsigned count) {
  SkEngineRun *run = context;
  SkEngineHand *hand = &run->hands[thread];
  SkEngineMeeting meetings[SK_ENGINE_MEETINGS];
  SkEngineEvidence evidence[SK_ENGINE_MEETINGS];
  SkEnginePair pairs[SK_ENGINE_MEETINGS];
  memcpy(meetings, met, count * sizeof *met);
  sk_engine_ask_first(hand->asker, meetings, count, evidence);
  if (run->costly)
    count = drop_hopeless(run, hand, meetings, count, evidence);
  sk_engine_ask_rest(hand->asker, meetings, count, evidence);
  for (unsigned i = 0; i < count; i++) {
    pairs[i] = (SkEnginePair){ .a = meetings[i].a, .b = meetings[i].b, .evidence = evidence[i], .rule = run->rule };
    sk_engine_score_again(&run->scorer, &pairs[i]);
  }
  for (unsigned i = 0; i < count; i++) /* no guess is good at which are wanted: all weights are there by now */
    if (sk_engine_may_be_wanted(&run->scorer, &pairs[i], run->keep_from, run->household_most))
      sk_engine_catch_add(&hand->catch, &pairs[i]);
    else
      hand->bins[run_bin_of((double)pairs[i].weight)]++;
}

static SkLinkStatus begin_hands(SkEngineRun *run) {
  for (unsigned i = 0; i < run->options.threads; i++) {
    run->hands[i].asker = sk_engine_asker_new(run->heap, run->scorer.plan, run->scorer.table);
    run->hands[i].catch.heap = run->heap;
    if (run->hands[i].asker == NULL)
      return SK_LINK_NO_MEMORY;
  }
  return SK_LINK_OK;
}

static SkLinkStatus gather_pairs(SkEngineRun *run) {
  SkEngineCatch catches[SK_LINK_THREADS_MAX];
  for (unsigned i = 0; i < run->options.threads; i++) {
    catches[i] = run->hands[i].catch;
    for (unsigned bin = 0; bin < SK_ENGINE_BINS; bin++)
      run->bins[bin].pairs += run->hands[i].bins[bin];
  }
  return sk_engine_catch_gather(run->heap, catches, run->options.threads, &run->pairs) ? SK_LINK_OK : SK_LINK_NO_MEMORY;
}

SkLinkStatus run_stage_compare(SkEngineRun *run) {
  unsigned rules = run->scorer.plan->rule_count;
  SkLinkStatus status = begin_hands(run);
  SkEngineWatch watch = run_begin_pairs(run, SK_LINK_STAGE_COMPARE);
  run->household_most = sk_engine_household_most(&run->scorer);
  for (unsigned c = 0; c < run->scorer.plan->comparison_count; c++)
    run->costly = run->costly || run->scorer.plan->comparisons[c].most != NULL;
  run->keep_from = run->scorer.model.ask_from - (run->options.model == NULL ? RUN_PRIOR_MOVES : 0);
  for (unsigned rule = 0; status == SK_LINK_OK && rule < rules; rule++) {
    run->rule = (uint8_t)rule;
    status = run_report(run, SK_LINK_STAGE_COMPARE, watch.pairs, run->stage_pairs);
    if (status == SK_LINK_OK)
      status = sk_engine_blocks_visit_new(run->blocks, rule, score_and_catch, run, &watch);
  }
  sk_engine_blocks_free(run->blocks);
  run->blocks = NULL;
  return status == SK_LINK_OK ? gather_pairs(run) : status;
}

/* ---- once more */

struct rescoring {
  const SkEngineRun *run;
  SkEnginePairs *pairs;
  bool compare; /* not only weigh again */
};

static void rescore_piece(void *context, unsigned thread, size_t piece) {
  struct rescoring *self = context;
  size_t end = (piece + 1) * SCORE_PIECE < self->pairs->count ? (piece + 1) * SCORE_PIECE : self->pairs->count;
  for (size_t i = piece * SCORE_PIECE; i < end; i++)
    if (self->compare)
      sk_engine_score_from(&self->run->scorer, self->run->hands[thread].asker, &self->pairs->pairs[i],
                           self->run->scorer.model.ask_from);
    else
      sk_engine_score_again(&self->run->scorer, &self->pairs->pairs[i]);
}

void run_rescore(const SkEngineRun *run, SkEnginePairs *pairs, bool compare) {
  struct rescoring self = { run, pairs, compare };
  sk_link_parallel(run->options.threads, (pairs->count + SCORE_PIECE - 1) / SCORE_PIECE, rescore_piece, &self);
}
