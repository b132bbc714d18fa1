/* m where rows share what families share.
 *
 * In a list of whole households there are more pairs of one family name, address and telephone than true pairs, and EM
 * settles on them. It shows: what tells people apart, given names and births, hardly speaks for what it takes for true
 * pairs. They are kin then, a class of their own beside strangers, and true pairs are learnt anew, from agreement in
 * everything. */
#include "link/train.h"

#include <math.h>

#define HARDLY 0.25 /* of the bits that a comparison could speak with on average */
#define MUCH 0.25   /* of the bits of all comparisons are in such that hardly speak */
#define SELDOM 0.25 /* of pairs say one day: as families do, who share a month or a year */
#define LEFT 0.005  /* of what was taken for true pairs is true, at least */

/* What a comparison says for a pair on average, and what it would say were it always the same value; in bits. */
struct speech {
  double does, could;
};

static struct speech speech_of(const SkEngineComparison *comparison, const SkEngineLevel *levels,
                               const double *matches) {
  struct speech speech = { 0, 0 };
  double all = matches[0], stated = 0, same = 0;
  for (unsigned level = 1; level < comparison->level_count; level++) {
    stated += matches[level];
    same += comparison->same >> level & 1 ? levels[level].u : 0;
    speech.does += matches[level] * log2(levels[level].m / levels[level].u);
  }
  all += stated;
  if (!(stated > 0) || !(same > 0))
    return (struct speech){ 0, 0 };
  return (struct speech){ speech.does / all, fmax(-log2(same), 0) * stated / all };
}

/* Share of the bits that comparisons could speak with which are in such that hardly do; `kin_only`: of those in which
 * kin differ, the others count as speaking. */
static double silent_share(const SkEnginePlan *plan, const SkEngineModel *model, const SkEngineExpected *expected,
                           bool kin_only) {
  double all = 0, silent = 0;
  for (unsigned c = 0; c < plan->comparison_count; c++) {
    struct speech speech = speech_of(&plan->comparisons[c], model->levels[c], expected->matches[c]);
    bool counts = !kin_only || plan->comparisons[c].kin == SK_ENGINE_KIN_DIFFER;
    all += speech.could;
    silent += counts && speech.does < HARDLY * speech.could ? speech.could : 0;
  }
  return all > 0 ? silent / all : 0;
}

/* Share of the pairs that say the same where both say something. */
static double share_same(const SkEngineComparison *comparison, const double *matches) {
  double stated = 0, same = 0;
  for (unsigned level = 1; level < comparison->level_count; level++) {
    stated += matches[level];
    same += comparison->same >> level & 1 ? matches[level] : 0;
  }
  return stated > 0 ? same / stated : 1;
}

bool sk_engine_train_met_strangers(const SkEnginePlan *plan, const SkEngineModel *model,
                                   const SkEngineExpected *expected) {
  unsigned differ = SK_ENGINE_WHO_NOT;
  for (unsigned c = 0; c < plan->comparison_count; c++) {
    const SkEngineComparison *comparison = &plan->comparisons[c];
    struct speech speech = speech_of(comparison, model->levels[c], expected->matches[c]);
    bool silent = speech.does < HARDLY * speech.could;
    if (comparison->who == SK_ENGINE_WHO_BIRTH ? share_same(comparison, expected->matches[c]) < SELDOM : silent)
      differ |= comparison->who;
  }
  return differ == SK_ENGINE_WHO_ALL;
}

bool sk_engine_train_met_kin(const SkEnginePlan *plan, const SkEngineModel *model, const SkEngineExpected *expected) {
  return silent_share(plan, model, expected, true) > MUCH || sk_engine_train_met_strangers(plan, model, expected);
}

bool sk_engine_train_met_others(const SkEnginePlan *plan, const SkEngineModel *model,
                                const SkEngineExpected *expected) {
  return silent_share(plan, model, expected, false) > MUCH;
}

/* Nobody stands twice, as far as can be seen: what was found are kin all the same, and a pair has to be likelier. */
static void leave_kin(const SkEngineTraining *training, const SkEngineModel *begun, double kin, SkEngineModel *model) {
  SkEngineModel left = *begun;
  for (unsigned c = 0; c < training->plan->comparison_count; c++)
    for (unsigned level = 0; level < SK_ENGINE_LEVELS_MAX; level++)
      left.levels[c][level].kin = model->levels[c][level].m;
  sk_engine_train_set_prior(&left, 1 / training->total);
  left.kin_prior = kin;
  *model = left;
}

void sk_engine_train_apart_from_kin(const SkEngineTraining *training, const SkEngineModel *begun, bool surely,
                                    SkEngineModel *model) {
  SkEngineModel learnt = *begun;
  SkEngineTraining apart = *training;
  SkEngineExpected expected = { 0 };
  double kin = model->prior;
  for (unsigned c = 0; c < training->plan->comparison_count; c++)
    for (unsigned level = 0; level < SK_ENGINE_LEVELS_MAX; level++)
      learnt.levels[c][level].kin = model->levels[c][level].m;
  apart.kin = &kin;
  apart.share = model->prior;
  double share = sk_engine_em_run(&apart, &learnt, &expected);
  bool kin_again = surely && sk_engine_train_met_strangers(training->plan, &learnt, &expected);
  if (share < LEFT * model->prior || kin_again) {
    if (surely)
      leave_kin(training, begun, model->prior, model);
    return;
  }
  sk_engine_train_set_prior(&learnt, share);
  learnt.kin_prior = kin;
  *model = learnt;
}
