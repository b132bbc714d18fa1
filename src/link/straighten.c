/* A higher level must not speak less for a pair than a lower one of its class: pool adjacent violators (Barlow et al.
 * 1972). */
#include "link/train.h"

struct pool {
  unsigned first, last;
  double m, other;
};

static unsigned pool_levels(const double *m, const double *other, unsigned first, unsigned last, struct pool *pools) {
  unsigned count = 0;
  for (unsigned level = first; level <= last; level++) {
    pools[count++] = (struct pool){ level, level, m[level], other[level] };
    while (count > 1 && pools[count - 1].m * pools[count - 2].other < pools[count - 2].m * pools[count - 1].other) {
      pools[count - 2].last = pools[count - 1].last;
      pools[count - 2].m += pools[count - 1].m;
      pools[count - 2].other += pools[count - 1].other;
      count--;
    }
  }
  return count;
}

/* Replaces `other` of the pooled levels so that all of a pool have its ratio of m; its sum over the pool stays. */
static void straighten(const double *m, double *other, unsigned first, unsigned last) {
  struct pool pools[SK_ENGINE_LEVELS_MAX] = { 0 };
  unsigned count = pool_levels(m, other, first, last, pools);
  for (unsigned i = 0; i < count; i++)
    for (unsigned level = pools[i].first; pools[i].first < pools[i].last && level <= pools[i].last; level++)
      other[level] = m[level] * pools[i].other / pools[i].m;
}

void sk_engine_model_straighten(const SkEnginePlan *plan, SkEngineModel *model) {
  for (unsigned c = 0; c < plan->comparison_count; c++) {
    unsigned levels = plan->comparisons[c].level_count;
    double m[SK_ENGINE_LEVELS_MAX] = { 0 }, u[SK_ENGINE_LEVELS_MAX] = { 0 }, kin[SK_ENGINE_LEVELS_MAX] = { 0 };
    for (unsigned level = 1; level < levels; level++) {
      m[level] = model->levels[c][level].m;
      u[level] = model->levels[c][level].u;
      kin[level] = model->levels[c][level].kin;
    }
    for (unsigned first = 1, last; first < levels; first = last + 1) {
      last = sk_engine_class_last(&plan->comparisons[c], first);
      straighten(m, u, first, last);
      straighten(m, kin, first, last);
    }
    for (unsigned level = 1; level < levels; level++)
      model->levels[c][level] = (SkEngineLevel){ m[level], u[level], kin[level] };
  }
}
