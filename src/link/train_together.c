/* m, and how many true pairs there are, from all pairs that any rule found, at once.
 *
 * Rules made from values alone are many and loose: none is strict enough to learn from, but together they find nearly
 * every true pair, and what they leave out are strangers. So the share of true pairs is one of all comparable pairs, u
 * holds for a stranger that a rule found as for any other (the rule looked at nothing that the pattern does not show),
 * and no comparison has to be left out. */
#include "link/counts.h"
#include "link/train.h"

#include <math.h>

#define EM_ROUNDS 100
#define EM_TOLERANCE 1e-5
#define MATCHES_A_ROW 0.5 /* true pairs to begin with */

/* Visits every pair once; the run will do so again, and reports the pairs then. */
static SkLinkStatus tally_all(const SkEngineTrainer *trainer, SkEnginePatternCount **ret_patterns, size_t *ret_count) {
  SkEnginePatterns *session = sk_engine_patterns_new(trainer);
  SkLinkStatus status = session != NULL ? SK_LINK_OK : SK_LINK_NO_MEMORY;
  SkLinkBlocking *report = sk_engine_blocks_report(trainer->blocks);
  for (unsigned rule = 0; status == SK_LINK_OK && rule < trainer->plan->rule_count; rule++) {
    status = sk_engine_blocks_visit_new(trainer->blocks, rule, sk_engine_patterns_count, session, trainer->watch);
    report[rule].pairs = report[rule].pairs_seen = 0;
  }
  if (status == SK_LINK_OK && !sk_engine_tally_gather(session->tallies, trainer->threads, ret_patterns, ret_count))
    status = SK_LINK_NO_MEMORY;
  sk_engine_patterns_free(trainer, session);
  return status;
}

/* Pairs of rows that may be one at all, but for those of one entry. */
static double comparable_pairs(const SkEngineTrainer *trainer) {
  const SkEngineTable *table = trainer->table;
  double rows = table->row_count, pairs = rows * (rows - 1) / 2;
  for (uint32_t source = 0; source < table->source_count; source++) {
    double own = 0;
    for (uint32_t row = 0; table->sources[source].once && row < table->row_count; row++)
      own += table->source_of[row] == source;
    pairs -= own * (own - 1) / 2;
  }
  return fmax(pairs, 1);
}

SkLinkStatus sk_engine_train_together(const SkEngineTrainer *trainer, SkEngineModel *model) {
  SkEnginePatternCount *patterns = NULL;
  size_t count = 0;
  SkLinkStatus status = tally_all(trainer, &patterns, &count);
  if (status != SK_LINK_OK)
    return status;
  double total = comparable_pairs(trainer);
  SkEngineTraining training = { .plan = trainer->plan,
                                .patterns = patterns,
                                .pattern_count = count,
                                .active = trainer->plan->household < 0 ? ~0u : ~(1u << trainer->plan->household),
                                .share = fmin(MATCHES_A_ROW * trainer->table->row_count / total, 0.5),
                                .total = total,
                                .smoothing = SK_ENGINE_SMOOTHING,
                                .rounds = EM_ROUNDS,
                                .tolerance = EM_TOLERANCE };
  double share = sk_engine_em_run(&training, model, NULL);
  model->prior = fmin(fmax(share, 1e-12), 0.1);
  sk_link_heap_give(trainer->heap, patterns);
  return SK_LINK_OK;
}
