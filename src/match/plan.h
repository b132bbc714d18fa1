/* A model put to the lists at hand: the engine's table and plan. */
#pragma once

#include "match/judge.h"
#include "match/model.h"

typedef struct {
  SkEngineTable table;
  SkEnginePlan plan;
  GPtrArray *columns;    /* SkMatchColumn; engine columns in their order */
  GPtrArray *keys;       /* SkMatchKeys of the rules' terms */
  GArray *comparisons;   /* SkEngineComparison */
  GArray *rules;         /* SkEngineRule */
  GPtrArray *texts;      /* codes that were made up here */
  GArray *comparison_of; /* guint by engine comparison: the model's */
  SkEngineColumn *engine_columns;
  SkEngineSource *sources;
  uint32_t *cells; /* NULL: the table's own serve */
} SkMatchPlan;

/* Columns for all the model speaks of. SK_ERROR_NOT_FOUND: the lists have no such column; SK_ERROR_REFUSED: a key that
 * such a column cannot have, or too many comparisons. */
SkMatchPlan *sk_match_plan_new(const SkMatchModel *model, const SkMatchTable *table, GError **error);
void sk_match_plan_free(SkMatchPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkMatchPlan, sk_match_plan_free)

/* How many pairs a rule finds, the first `rows_max` rows counted and the rest estimated. */
double sk_match_plan_count_pairs(const SkMatchPlan *plan, guint rule, uint32_t rows_max);
