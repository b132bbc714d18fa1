#include "link/plan.h"

#include "link/parallel.h"

#include <stdatomic.h>

#define STRETCH 65536u /* rows a thread looks at at a time */

unsigned sk_engine_level_class(const SkEngineComparison *comparison, unsigned level) {
  if (level == 0 || level >= comparison->level_count)
    return 0;
  return 1 + (comparison->second != 0 && level >= comparison->second) +
         (comparison->third != 0 && level >= comparison->third);
}

unsigned sk_engine_class_last(const SkEngineComparison *comparison, unsigned level) {
  unsigned last = level, class = sk_engine_level_class(comparison, level);
  while (class != 0 && sk_engine_level_class(comparison, last + 1) == class)
    last++;
  return last;
}

/* Judges of the plan are well placed: a comparison without one follows one that answers it, or looks at households. */
static bool comparison_is_sound(const SkEnginePlan *plan, const SkEngineTable *table, unsigned c) {
  const SkEngineComparison *comparison = &plan->comparisons[c];
  bool answered =
      c > 0 && plan->comparisons[c - 1].judge != NULL && plan->comparisons[c - 1].column == comparison->column;
  return comparison->column < table->column_count && comparison->level_count >= 2 &&
         comparison->level_count <= SK_ENGINE_LEVELS_MAX &&
         (comparison->judge != NULL || answered || (int)c == plan->household);
}

static bool terms_are_sound(const SkEngineTable *table, const SkEngineTerm *terms, unsigned count) {
  bool sound = count <= SK_ENGINE_TERMS_MAX;
  for (unsigned i = 0; sound && i < count; i++)
    sound = terms[i].column < table->column_count;
  return sound;
}

bool sk_engine_plan_is_sound(const SkEnginePlan *plan, const SkEngineTable *table) {
  bool sound = plan->comparison_count <= SK_ENGINE_COMPARISONS_MAX && plan->rule_count <= SK_ENGINE_RULES_MAX &&
               plan->household < (int)plan->comparison_count && table->column_count <= SK_ENGINE_COLUMNS_MAX &&
               table->row_count <= INT32_MAX;
  unsigned rare = 0;
  for (unsigned c = 0; sound && c < plan->comparison_count; c++) {
    sound = comparison_is_sound(plan, table, c);
    rare += plan->comparisons[c].rare;
  }
  for (unsigned r = 0; sound && r < plan->rule_count; r++)
    sound = plan->rules[r].term_count > 0 && terms_are_sound(table, plan->rules[r].terms, plan->rules[r].term_count) &&
            terms_are_sound(table, plan->rules[r].dividers, plan->rules[r].divider_count);
  return sound && rare <= SK_ENGINE_RARE_MAX;
}

bool sk_engine_row_is_sound(const SkEngineTable *table, uint32_t row) {
  bool sound = table->source_of[row] < table->source_count;
  for (unsigned c = 0; sound && c < table->column_count; c++)
    sound = sk_engine_cell(table, row, c) <= table->columns[c].value_count;
  return sound;
}

/* Rows looked at by several threads. */
struct looking {
  const SkEngineTable *table;
  atomic_bool wrong;
};

static void look_at_stretch(void *context, unsigned thread, size_t stretch) {
  struct looking *self = context;
  uint32_t first = (uint32_t)stretch * STRETCH, left = self->table->row_count - first;
  bool sound = true;
  (void)thread;
  for (uint32_t row = first; sound && row < first + (left < STRETCH ? left : STRETCH); row++)
    sound = sk_engine_row_is_sound(self->table, row);
  if (!sound)
    atomic_store(&self->wrong, true);
}

bool sk_engine_table_is_sound(const SkEngineTable *table, unsigned threads) {
  struct looking self = { .table = table };
  sk_link_parallel(threads, ((size_t)table->row_count + STRETCH - 1) / STRETCH, look_at_stretch, &self);
  return !atomic_load(&self.wrong);
}

bool sk_engine_plan_teaches(const SkEnginePlan *plan) {
  bool teaches = false;
  for (unsigned rule = 0; rule < plan->rule_count; rule++)
    teaches = teaches || plan->rules[rule].teaches;
  return teaches;
}
