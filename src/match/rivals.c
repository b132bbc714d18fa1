#include "match/rivals.h"

#include "link/weights.h"

/* Puts one among the heaviest so far, of which there are `count`. */
static void keep(SkMatchRival *rivals, guint count, guint most, SkMatchRival rival) {
  guint at = MIN(count, most);
  for (; at > 0 && rivals[at - 1].weight < rival.weight; at--)
    if (at < most)
      rivals[at] = rivals[at - 1];
  if (at < most)
    rivals[at] = rival;
}

/* Whether two rows may be an answer at all. */
static gboolean may_be_one(const SkMatchPlan *plan, const SkMatchModel *model, const SkMatchTable *table, uint32_t a,
                           uint32_t b) {
  return (model->within || table->list_of[a] != table->list_of[b]) && sk_engine_comparable(&plan->table, a, b);
}

guint sk_match_rivals(const SkMatchPlan *plan, const SkMatchModel *model, const SkMatchTable *table, uint32_t row,
                      uint32_t beside, SkMatchRival *rivals, guint most) {
  guint count = 0;
  SkEngineWeights weights;
  sk_engine_weights_init(&plan->plan, &model->trained, &weights);
  for (uint32_t other = 0; other < table->row_count; other++) {
    if (other == row || other == beside || !may_be_one(plan, model, table, row, other))
      continue;
    SkEngineEvidence evidence = sk_engine_compare(&plan->plan, &plan->table, MIN(row, other), MAX(row, other));
    double weight = sk_engine_weights_of(&weights, evidence);
    if (sk_match_model_band(model, weight) == SK_LINK_BAND_LEAVE)
      continue;
    keep(rivals, count++, most, (SkMatchRival){ other, weight });
  }
  return count;
}
