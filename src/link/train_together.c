/* m, and how many true pairs there are, from all pairs that any rule found, at once.
 *
 * Rules made from values alone are many and loose: none is strict enough to learn from, but together they find nearly
 * every true pair, and what they leave out are strangers. So the share of true pairs is one of all comparable pairs, u
 * holds for a stranger that a rule found as for any other (the rule looked at nothing that the pattern does not show),
 * and no comparison has to be left out. u was counted on any two rows: where true pairs are many, most that agree in
 * something rare are true, and they are taken out of it. */
#include "link/counts.h"
#include "link/train.h"

#include <math.h>

#define EM_ROUNDS 100
#define EM_TOLERANCE 1e-5
#define COMPARISONS_LEAST 3 /* for m and u to be told apart (Teicher 1963, Goodman 1974) */
#define MATCHES_A_ROW 0.5   /* true pairs to begin with */
#define MATCHES_MOST                                                                                                   \
  4 /* true pairs a row, beyond which it is asked what they have in common: as if each thing                           \
       stood in nine rows, on average */

/* The run will visit every pair again, and reports the pairs then. */
SkLinkStatus sk_engine_train_visit(const SkEngineTrainer *trainer, SkEngineVisit visit, void *context) {
  SkLinkStatus status = SK_LINK_OK;
  SkLinkBlocking *report = sk_engine_blocks_report(trainer->blocks);
  for (unsigned rule = 0; status == SK_LINK_OK && rule < trainer->plan->rule_count; rule++) {
    status = sk_engine_blocks_visit_new(trainer->blocks, rule, visit, context, trainer->watch);
    report[rule].pairs = report[rule].pairs_seen = 0;
  }
  return status;
}

unsigned sk_engine_train_compared(const SkEnginePlan *plan) {
  return plan->household < 0 ? ~0u : ~(1u << plan->household);
}

void sk_engine_train_set_prior(SkEngineModel *model, double share) {
  model->prior = fmin(fmax(share, 1e-12), 0.1);
}

static SkLinkStatus tally_all(const SkEngineTrainer *trainer, SkEnginePatternCount **ret_patterns, size_t *ret_count) {
  SkEnginePatterns *session = sk_engine_patterns_new(trainer);
  SkLinkStatus status = session != NULL ? SK_LINK_OK : SK_LINK_NO_MEMORY;
  if (status == SK_LINK_OK)
    status = sk_engine_train_visit(trainer, sk_engine_patterns_count, session);
  if (status == SK_LINK_OK && !sk_engine_tally_gather(session->tallies, trainer->threads, ret_patterns, ret_count))
    status = SK_LINK_NO_MEMORY;
  sk_engine_patterns_free(trainer, session);
  return status;
}

static double rows_of(const SkEngineTable *table, uint32_t source) {
  double own = 0;
  for (uint32_t row = 0; row < table->row_count; row++)
    own += table->source_of[row] == source;
  return own;
}

/* Pairs of rows that may be one at all, but for those of one entry. */
static double comparable_pairs(const SkEngineTable *table) {
  double rows = table->row_count, pairs = rows * (rows - 1) / 2;
  for (uint32_t source = 0; source < table->source_count; source++) {
    double own = table->sources[source].once ? rows_of(table, source) : 0;
    pairs -= own * (own - 1) / 2;
  }
  return fmax(pairs, 1);
}

/* More pairs than this are to be wondered at: between two lists that hold a thing once no row has two partners. */
static double most_matches(const SkEngineTable *table) {
  bool two = table->source_count == 2 && table->sources[0].once && table->sources[1].once;
  return two ? fmin(rows_of(table, 0), rows_of(table, 1)) : MATCHES_MOST * (double)table->row_count;
}

/* Pairs of which both rows state the column of a comparison. */
static double stated_pairs(const SkEngineTrainer *trainer, unsigned c, double total) {
  const SkEngineColumn *column = &trainer->table->columns[trainer->plan->comparisons[c].column];
  double stated = 0;
  for (uint32_t value = 1; value <= column->value_count; value++)
    stated += column->counts[value];
  stated /= trainer->table->row_count;
  return total * stated * stated;
}

/* How many of all pairs stand at each level: u was counted on any two rows, whoever they are. Only of the first class:
 * how many pairs are of the others is not known. */
static void count_everybody(const SkEngineTrainer *trainer, const SkEngineModel *model, double total,
                            SkEngineExpected *ret_everybody) {
  *ret_everybody = (SkEngineExpected){ 0 };
  for (unsigned c = 0; c < trainer->plan->comparison_count; c++) {
    double stated = stated_pairs(trainer, c, total);
    for (unsigned level = 1; level <= sk_engine_class_last(&trainer->plan->comparisons[c], 1); level++)
      ret_everybody->matches[c][level] = stated * model->levels[c][level].u;
  }
}

SkLinkStatus sk_engine_train_together(const SkEngineTrainer *trainer, SkEngineModel *model) {
  SkEnginePatternCount *patterns = NULL;
  size_t count = 0;
  SkLinkStatus status = tally_all(trainer, &patterns, &count);
  if (status != SK_LINK_OK)
    return status;
  double total = comparable_pairs(trainer->table);
  SkEngineModel begun = *model;
  SkEngineExpected expected = { 0 }, everybody;
  count_everybody(trainer, model, total, &everybody);
  SkEngineTraining training = { .plan = trainer->plan,
                                .patterns = patterns,
                                .pattern_count = count,
                                .active = sk_engine_train_compared(trainer->plan),
                                .share = fmin(MATCHES_A_ROW * trainer->table->row_count / total, 0.5),
                                .total = total,
                                .smoothing = SK_ENGINE_SMOOTHING,
                                .learns_u = trainer->plan->comparison_count >= COMPARISONS_LEAST,
                                .everybody = &everybody,
                                .rounds = EM_ROUNDS,
                                .tolerance = EM_TOLERANCE };
  double share = sk_engine_em_run(&training, model, &expected);
  if (trainer->plan->comparison_count < COMPARISONS_LEAST && share * total < 1) {
    *model = begun; /* it cannot be learnt; what is the same is asked about */
    share = training.share;
  }
  sk_engine_train_set_prior(model, share);
  bool many = share * total > most_matches(trainer->table);
  if (many && sk_engine_train_met_others(trainer->plan, model, &expected)) {
    *model = begun; /* it found something else that rows have in common */
    expected = (SkEngineExpected){ 0 };
    status = sk_engine_train_partners(trainer, total, model, &expected);
  }
  if (status == SK_LINK_OK && sk_engine_train_met_kin(trainer->plan, model, &expected))
    sk_engine_train_apart_from_kin(&training, &begun, sk_engine_train_met_strangers(trainer->plan, model, &expected),
                                   model);
  sk_link_heap_give(trainer->heap, patterns);
  return status;
}
