#include "link/train.h"

#include "link/counts.h"

#include <math.h>

#define RECALL_GUESS 0.7 /* share of the true pairs that the best strict rule finds */
#define EM_ROUNDS 50
#define EM_TOLERANCE 1e-6

bool sk_engine_train_visits(const SkEnginePlan *plan, unsigned rule) {
  return plan->rules[rule].teaches || !sk_engine_plan_teaches(plan);
}

/* ---- one person's rows */

/* Patterns of all pairs of one rule, each pair once. */
static SkLinkStatus tally_rule(const SkEngineTrainer *trainer, SkEnginePatterns *session, unsigned rule,
                               SkEnginePatternCount **ret_patterns, size_t *ret_count) {
  SkLinkStatus status =
      sk_engine_blocks_visit(trainer->blocks, rule, sk_engine_patterns_count, session, trainer->watch);
  if (status == SK_LINK_OK && !sk_engine_tally_gather(session->tallies, trainer->threads, ret_patterns, ret_count))
    status = SK_LINK_NO_MEMORY;
  return status;
}

/* Comparisons that the rule does not decide: none of its terms is of their column. */
static unsigned open_comparisons(const SkEnginePlan *plan, const SkEngineRule *rule) {
  unsigned open = 0;
  for (unsigned c = 0; c < plan->comparison_count; c++) {
    bool decided = (int)c == plan->household || (rule->decides >> c & 1);
    for (unsigned i = 0; i < rule->term_count; i++)
      decided = decided || rule->terms[i].column == plan->comparisons[c].column;
    open |= (unsigned)!decided << c;
  }
  return open;
}

struct learnt {
  SkEngineExpected expected;
  double matches; /* true pairs that the best rule found */
};

/* EM for one rule from the same beginning each time, so that the order of the rules means nothing. */
static SkLinkStatus learn_rule(const SkEngineTrainer *trainer, SkEnginePatterns *session, unsigned rule,
                               const SkEngineModel *start, struct learnt *learnt) {
  SkEngineModel model = *start;
  SkEnginePatternCount *patterns = NULL;
  size_t count = 0;
  double pairs = 0;
  SkLinkStatus status = tally_rule(trainer, session, rule, &patterns, &count);
  if (status != SK_LINK_OK)
    return status;
  SkEngineTraining training = { .plan = trainer->plan,
                                .patterns = patterns,
                                .pattern_count = count,
                                .active = open_comparisons(trainer->plan, &trainer->plan->rules[rule]),
                                .share = 0.5,
                                .smoothing = SK_ENGINE_SMOOTHING,
                                .rounds = EM_ROUNDS,
                                .tolerance = EM_TOLERANCE };
  double share = sk_engine_em_run(&training, &model, &learnt->expected);
  for (size_t i = 0; i < count; i++)
    pairs += (double)patterns[i].count;
  learnt->matches = fmax(learnt->matches, share * pairs);
  sk_link_heap_give(trainer->heap, patterns);
  return SK_LINK_OK;
}

static void set_matches(const SkEnginePlan *plan, SkEngineModel *model, const SkEngineExpected *expected) {
  for (unsigned c = 0; c < plan->comparison_count; c++)
    for (unsigned first = 1, last; first < plan->comparisons[c].level_count; first = last + 1) {
      double stated = 0;
      last = sk_engine_class_last(&plan->comparisons[c], first);
      for (unsigned level = first; level <= last; level++)
        stated += expected->matches[c][level];
      for (unsigned level = first; stated >= 1 && level <= last; level++)
        model->levels[c][level].m =
            (expected->matches[c][level] + SK_ENGINE_SMOOTHING) / (stated + SK_ENGINE_SMOOTHING * (last - first + 1));
    }
}

static SkLinkStatus learn_rules(const SkEngineTrainer *trainer, SkEngineModel *model, double *ret_matches) {
  struct learnt learnt = { 0 };
  SkEnginePatterns *session = sk_engine_patterns_new(trainer);
  SkLinkStatus status = session != NULL ? SK_LINK_OK : SK_LINK_NO_MEMORY;
  for (unsigned i = 0; status == SK_LINK_OK && i < trainer->plan->rule_count; i++)
    if (trainer->plan->rules[i].teaches)
      status = learn_rule(trainer, session, i, model, &learnt);
  sk_engine_patterns_free(trainer, session);
  set_matches(trainer->plan, model, &learnt.expected);
  *ret_matches = learnt.matches;
  return status;
}

/* m counted on labelled pairs; levels of classes that no label is of keep what EM found. */
static SkLinkStatus learn_labels(const SkEngineTrainer *trainer, SkEngineModel *model) {
  SkEngineExpected counted = { 0 };
  size_t same = 0;
  for (size_t i = 0; i < trainer->label_count; i++) {
    const SkLinkDecision *label = &trainer->labels[i];
    if (label->verdict != SK_LINK_DECIDED_SAME)
      continue;
    uint64_t pattern = sk_engine_compare(trainer->plan, trainer->table, label->a, label->b).pattern;
    for (unsigned c = 0; c < trainer->plan->comparison_count; c++)
      counted.matches[c][sk_engine_level(pattern, c)]++;
    same++;
  }
  if (same >= SK_ENGINE_LABELS_LEAST)
    set_matches(trainer->plan, model, &counted);
  return SK_LINK_OK;
}

/* ---- all of it */

/* The household levels cannot be counted before there is a first score: m is re-estimated then, u is what chance
 * allows. */
static void begin_households(SkEngineLevel *levels) {
  static const SkEngineLevel start[] = { [SK_ENGINE_HOUSEHOLD_NONE] = { 0.06, 0.9970, 0.06 },
                                         [SK_ENGINE_HOUSEHOLD_ONE] = { 0.05, 0.0010, 0.05 },
                                         [SK_ENGINE_HOUSEHOLD_SOME] = { 0.09, 0.0005, 0.09 },
                                         [SK_ENGINE_HOUSEHOLD_MOST] = { 0.80, 0.0015, 0.80 } };
  for (unsigned level = 1; level < SK_ENGINE_HOUSEHOLD_LEVELS; level++)
    levels[level] = start[level];
}

SkLinkStatus sk_engine_train(const SkEngineTrainer *trainer, SkEngineModel *model) {
  const SkEnginePlan *plan = trainer->plan;
  double matches = 0, others = 0, rows = trainer->table->row_count;
  SkLinkStatus status = sk_engine_train_strangers(trainer, model);
  bool together = !sk_engine_plan_teaches(plan);
  if (status == SK_LINK_OK && together)
    status = sk_engine_train_together(trainer, model);
  else if (status == SK_LINK_OK)
    status = learn_rules(trainer, model, &matches);
  if (status == SK_LINK_OK && trainer->label_count > 0)
    status = learn_labels(trainer, model);
  if (status == SK_LINK_OK && plan->household >= 0) {
    begin_households(model->levels[plan->household]);
    status = sk_engine_train_kin(trainer, model, &others);
  }
  if (status != SK_LINK_OK)
    return status;
  sk_engine_model_straighten(plan, model);
  if (together)
    return SK_LINK_OK;
  double prior = fmax(matches, 1) / RECALL_GUESS / fmax(rows * (rows - 1) / 2, 1);
  model->prior = fmin(fmax(prior, 1e-12), 0.1);
  model->kin_prior = plan->household >= 0 ? fmin(model->prior * fmax(others, 0.1), 0.5) : 0;
  return SK_LINK_OK;
}
