/* What a rule costs before it is used: the pairs of its blocks, counted on a share of the rows. */
#include "link/sort.h"
#include "match/plan.h"

#include <string.h>

#define ROW_KEYS 48

static unsigned term_keys(const SkMatchPlan *plan, const SkEngineTerm *term, uint32_t row, uint64_t *keys) {
  uint32_t value = sk_engine_cell(&plan->table, row, term->column);
  if (value == 0)
    return 0;
  if (term->keys != NULL)
    return term->keys(term->context, value, keys);
  keys[0] = sk_link_mix(term->column, value) | 1;
  return 1;
}

/* Keys of one row: every combination of its terms' keys. */
static unsigned row_keys(const SkMatchPlan *plan, const SkEngineRule *rule, uint32_t row, uint64_t *keys) {
  unsigned count = 1;
  keys[0] = 1;
  for (unsigned t = 0; t < rule->term_count; t++) {
    uint64_t own[SK_ENGINE_VALUE_KEYS], made[ROW_KEYS];
    unsigned own_count = term_keys(plan, &rule->terms[t], row, own), kept = 0;
    for (unsigned i = 0; i < count; i++)
      for (unsigned k = 0; k < own_count && kept < ROW_KEYS; k++)
        made[kept++] = sk_link_mix(keys[i], own[k]);
    memcpy(keys, made, kept * sizeof *keys);
    count = kept;
  }
  return count;
}

static double pairs_of(const SkLinkKey *keys, size_t count) {
  double pairs = 0;
  for (size_t start = 0, end; start < count; start = end) {
    for (end = start + 1; end < count && keys[end].key == keys[start].key;)
      end++;
    pairs += (double)(end - start) * (double)(end - start - 1) / 2;
  }
  return pairs;
}

/* Rows are taken evenly; pairs grow with the square of the rows. */
double sk_match_plan_count_pairs(const SkMatchPlan *plan, guint rule, uint32_t rows_max) {
  uint32_t step = plan->table.row_count / MAX(rows_max, 1) + 1;
  g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(SkLinkKey));
  for (uint32_t row = 0; row < plan->table.row_count; row += step) {
    uint64_t own[ROW_KEYS];
    unsigned count = row_keys(plan, &plan->plan.rules[rule], row, own);
    for (unsigned i = 0; i < count; i++) {
      SkLinkKey key = { .key = own[i], .row = row };
      g_array_append_val(keys, key);
    }
  }
  SkLinkKey *sorted = (SkLinkKey *)(void *)keys->data;
  g_autofree SkLinkKey *spare = g_new(SkLinkKey, keys->len + 1);
  sk_link_sort(sorted, spare, keys->len);
  return pairs_of(sorted, keys->len) * step * step;
}
