#include "match/plan.h"

#include "base/error.h"
#include "link/parallel.h"
#include "match/room.h"

#include <string.h>

static void free_column(gpointer data) {
  sk_match_column_free(data);
}

static void free_keys(gpointer data) {
  sk_match_keys_free(data);
}

static SkMatchPlan *plan_new(void) {
  SkMatchPlan *plan = g_new0(SkMatchPlan, 1);
  plan->columns = g_ptr_array_new_with_free_func(free_column);
  plan->keys = g_ptr_array_new_with_free_func(free_keys);
  plan->texts = g_ptr_array_new_with_free_func(g_free);
  plan->comparisons = g_array_new(FALSE, TRUE, sizeof(SkEngineComparison));
  plan->rules = g_array_new(FALSE, TRUE, sizeof(SkEngineRule));
  plan->comparison_of = g_array_new(FALSE, TRUE, sizeof(guint));
  return plan;
}

void sk_match_plan_free(SkMatchPlan *plan) {
  if (plan == NULL)
    return;
  g_ptr_array_unref(plan->keys);
  g_ptr_array_unref(plan->columns);
  g_ptr_array_unref(plan->texts);
  g_array_unref(plan->comparisons);
  g_array_unref(plan->rules);
  g_array_unref(plan->comparison_of);
  g_free(plan->engine_columns);
  g_free(plan->sources);
  g_free(plan->cells);
  g_free(plan);
}

static const SkMatchColumn *column_at(const SkMatchPlan *plan, guint i) {
  return g_ptr_array_index(plan->columns, i);
}

/* ---- columns */

static int find_field(const SkMatchTable *table, const char *name, GError **error) {
  int field = sk_match_table_field(table, name);
  if (field < 0)
    sk_error_set(error, SK_ERROR_NOT_FOUND, "%s: line 1: no column is called \"%s\", of which the model speaks",
                 sk_match_table_list(table, 0)->path, name);
  return field;
}

/* Columns to be made, each for itself: number in the plan, field and kind. */
typedef struct {
  guint at, field;
  SkMatchKind kind;
  const SkMatchShares *shares;
} Wanted;

typedef struct {
  SkMatchPlan *plan;
  const SkMatchTable *table;
  GArray *wanted; /* Wanted */
} Making;

static void make_column(void *context, unsigned thread, size_t piece) {
  const Making *self = context;
  const Wanted *wanted = &g_array_index(self->wanted, Wanted, piece);
  (void)thread;
  self->plan->columns->pdata[wanted->at] =
      sk_match_column_new(self->table, wanted->field, wanted->kind, wanted->shares);
}

/* Columns of many values first: whoever makes the last one should not be waited for. */
static gint by_values(gconstpointer left, gconstpointer right, gpointer user) {
  const SkMatchTable *table = user;
  uint32_t a = sk_values_count(&sk_match_table_at(table, ((const Wanted *)left)->field)->values);
  uint32_t b = sk_values_count(&sk_match_table_at(table, ((const Wanted *)right)->field)->values);
  return (a < b) - (a > b);
}

/* One column for each field of the model's comparisons, the parts of a pair before the pair. */
static gboolean add_columns(SkMatchPlan *plan, const SkMatchModel *model, const SkMatchTable *table, GError **error) {
  g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(Wanted));
  for (guint i = 0; i < model->comparisons->len; i++) {
    const SkMatchComparison *comparison = &g_array_index(model->comparisons, SkMatchComparison, i);
    for (guint f = 0; f < 2 && comparison->fields[f] != NULL; f++) {
      int field = find_field(table, comparison->fields[f], error);
      if (field < 0)
        return FALSE;
      gboolean last = f == 1 || comparison->fields[1] == NULL; /* of a person the family name */
      Wanted column = { plan->columns->len, (guint)field, comparison->kind, last ? comparison->shares : NULL };
      g_array_append_val(wanted, column);
      g_ptr_array_add(plan->columns, NULL);
    }
    if (comparison->fields[1] != NULL)
      g_ptr_array_add(plan->columns, NULL); /* made when the rows are filled */
  }
  Making making = { plan, table, wanted };
  g_array_sort_with_data(wanted, by_values, (gpointer)(uintptr_t)table);
  sk_link_parallel(g_get_num_processors(), wanted->len, make_column, &making);
  if (plan->columns->len <= SK_ENGINE_COLUMNS_MAX)
    return TRUE;
  sk_error_set(error, SK_ERROR_REFUSED, "the model compares more than %d columns", SK_ENGINE_COLUMNS_MAX);
  return FALSE;
}

typedef struct {
  SkMatchPlan *plan;
  const SkMatchTable *table;
  uint32_t **values; /* by column that is a pair: by row; NULL where it is of one field */
} Filling;

#define STRETCH 32768u /* rows a thread fills at a time */

static void fill_stretch(void *context, unsigned thread, size_t stretch) {
  const Filling *self = context;
  guint width = self->plan->columns->len;
  uint32_t end = (uint32_t)MIN((stretch + 1) * STRETCH, self->table->row_count);
  uint32_t *cell = self->plan->cells + (gsize)stretch * STRETCH * width;
  (void)thread;
  for (uint32_t row = (uint32_t)stretch * STRETCH; row < end; row++)
    for (guint i = 0; i < width; i++)
      *cell++ = self->values[i] != NULL ? self->values[i][row]
                                        : sk_match_column_value(column_at(self->plan, i), self->table, row);
}

/* Whether the table's cells are those of the plan as they stand: its columns are the fields, number for number. */
static gboolean cells_serve(const SkMatchPlan *plan, const SkMatchTable *table) {
  gboolean serve = plan->columns->len == table->fields->len;
  for (guint i = 0; serve && i < plan->columns->len; i++) {
    const SkMatchColumn *column = column_at(plan, i);
    serve =
        column->parts[0] == NULL && column->kind != SK_AS_HOUSEHOLD && column->field == i && column->number_of == NULL;
  }
  return serve;
}

/* Household 7 of one list is not household 7 of another: numbers by value and list. The caller frees the values by row.
 */
static uint32_t *number_by_list(SkMatchColumn *column, const SkMatchTable *table) {
  uint32_t *values = g_new(uint32_t, (gsize)table->row_count + 1), lists = table->lists->len;
  uint32_t *counts = g_new0(uint32_t, (gsize)column->value_count * lists + 1);
  for (uint32_t row = 0; row < table->row_count; row++) {
    uint32_t value = sk_match_column_value(column, table, row);
    values[row] = value == 0 ? 0 : (value - 1) * lists + table->list_of[row] + 1;
    counts[values[row]] += value != 0;
  }
  g_free(column->counts);
  column->counts = counts;
  column->value_count *= lists;
  return values;
}

static void fill_cells(SkMatchPlan *plan, const SkMatchTable *table) {
  guint width = plan->columns->len;
  g_autofree uint32_t **values = g_new0(uint32_t *, width + 1);
  Filling filling = { plan, table, values };
  plan->engine_columns = g_new0(SkEngineColumn, width);
  for (guint i = 0; i < width; i++) {
    if (g_ptr_array_index(plan->columns, i) == NULL) {
      values[i] = g_new(uint32_t, (gsize)table->row_count + 1);
      plan->columns->pdata[i] =
          sk_match_column_new_pair(table, column_at(plan, i - 2), column_at(plan, i - 1), values[i]);
    }
    SkMatchColumn *column = g_ptr_array_index(plan->columns, i);
    if (column->kind == SK_AS_HOUSEHOLD && table->lists->len > 1)
      values[i] = number_by_list(column, table);
    plan->engine_columns[i] = (SkEngineColumn){ .name = sk_match_table_at(table, column->field)->name,
                                                .value_count = column->value_count,
                                                .counts = column->counts };
  }
  if (!cells_serve(plan, table)) {
    plan->cells = sk_match_room((gsize)table->row_count * width + 1, sizeof *plan->cells);
    sk_link_parallel(g_get_num_processors(), (table->row_count + STRETCH - 1) / STRETCH, fill_stretch, &filling);
  }
  for (guint i = 0; i < width; i++)
    g_free(values[i]);
}

static gboolean has_list(const SkMatchTable *table, const char *name) {
  for (guint i = 0; i < table->lists->len; i++)
    if (strcmp(sk_match_table_list(table, i)->name, name) == 0)
      return TRUE;
  return FALSE;
}

static void refuse_list(const SkMatchTable *table, const char *name, GError **error) {
  g_autoptr(GString) there = g_string_new(NULL);
  for (guint i = 0; i < table->lists->len; i++)
    g_string_append_printf(there, "%s%s", i > 0 ? ", " : "", sk_match_table_list(table, i)->name);
  sk_error_set(error, SK_ERROR_NOT_FOUND, "the model's once-per-list: no list is called \"%s\"; there are %s", name,
               there->str);
}

/* Which lists hold nothing twice. One that is not there was meant to be one of these. */
static gboolean fill_sources(SkMatchPlan *plan, const SkMatchModel *model, const SkMatchTable *table, GError **error) {
  for (guint i = 0; !model->once && i < model->once_in->len; i++)
    if (!has_list(table, model->once_in->pdata[i])) {
      refuse_list(table, model->once_in->pdata[i], error);
      return FALSE;
    }
  plan->sources = g_new0(SkEngineSource, table->lists->len);
  for (guint i = 0; i < table->lists->len; i++)
    plan->sources[i].once = sk_match_model_is_once(model, sk_match_table_list(table, i)->name);
  return TRUE;
}

static void fill_table(SkMatchPlan *plan, const SkMatchTable *table) {
  plan->table = (SkEngineTable){ .row_count = table->row_count,
                                 .column_count = plan->columns->len,
                                 .cells = plan->cells != NULL ? plan->cells : table->cells,
                                 .columns = plan->engine_columns,
                                 .source_of = table->list_of,
                                 .sources = plan->sources,
                                 .source_count = table->lists->len };
}

/* ---- comparisons */

/* Two of one family have one family name, but other names and births. */
static gboolean tells_kin_apart(SkMatchKind kind, unsigned answer) {
  return (kind == SK_AS_PERSON && answer == 0) || kind == SK_AS_NAME || kind == SK_AS_DATE;
}

static uint8_t says_who(SkMatchKind kind, unsigned answer) {
  if (kind == SK_AS_DATE)
    return SK_ENGINE_WHO_BIRTH;
  return kind == SK_AS_PERSON && answer == 0 ? SK_ENGINE_WHO_NAME : SK_ENGINE_WHO_NOT;
}

/* Only so many comparisons can tell rarity: those that a table tells of have their places first. */
typedef struct {
  guint left, told; /* places; of those whom a table tells of */
} RarePlaces;

static RarePlaces rare_places(const SkMatchModel *model) {
  RarePlaces places = { SK_ENGINE_RARE_MAX, 0 };
  for (guint i = 0; i < model->comparisons->len; i++)
    places.told += g_array_index(model->comparisons, SkMatchComparison, i).shares != NULL;
  return places;
}

static gboolean takes_place(RarePlaces *places, SkMatchKind kind, gboolean told) {
  gboolean takes = kind != SK_AS_EXACT && (told ? places->left > 0 : places->left > places->told);
  places->left -= takes;
  places->told -= takes && told;
  return takes;
}

static void add_household(SkMatchPlan *plan, guint of, const char *code, guint column) {
  SkMatchJudging judging = sk_match_judging(SK_AS_HOUSEHOLD);
  SkEngineComparison comparison = { .code = code,
                                    .levels = judging.levels,
                                    .level_count = judging.level_count,
                                    .column = (uint8_t)column,
                                    .context = column_at(plan, column) };
  plan->plan.household = (int)plan->comparisons->len;
  g_array_append_val(plan->comparisons, comparison);
  g_array_append_val(plan->comparison_of, of);
}

static void add_comparison(SkMatchPlan *plan, guint of, const char *code, guint column, unsigned answer,
                           gboolean is_rare) {
  const SkMatchColumn *values = column_at(plan, column), *part = values->parts[answer];
  SkMatchJudging judging = sk_match_judging(values->kind);
  SkEngineComparison comparison = { .code = code,
                                    .levels = judging.levels,
                                    .level_count = judging.level_count,
                                    .second = judging.second_class,
                                    .column = (uint8_t)column,
                                    .cheap = judging.cheap || (values->letters != NULL && values->names == NULL),
                                    .cheap_same = true,
                                    .facts = values->letters,
                                    .fact_size = sizeof *values->letters,
                                    .rare = is_rare,
                                    .who = says_who(values->kind, answer),
                                    .kin = tells_kin_apart(values->kind, answer) ? SK_ENGINE_KIN_DIFFER
                                                                                 : SK_ENGINE_KIN_ALIKE,
                                    .judge = answer == 0 ? judging.judge : NULL,
                                    .judge_many = judging.judge_many,
                                    .context = values,
                                    .same = judging.same,
                                    .same_chance = part != NULL ? part->same_chance : values->same_chance };
  g_array_append_val(plan->comparisons, comparison);
  g_array_append_val(plan->comparison_of, of);
}

static gboolean add_comparisons(SkMatchPlan *plan, const SkMatchModel *model, GError **error) {
  RarePlaces places = rare_places(model);
  guint column = 0;
  plan->plan.household = -1;
  for (guint i = 0; i < model->comparisons->len; i++) {
    const SkMatchComparison *comparison = &g_array_index(model->comparisons, SkMatchComparison, i);
    gboolean pair = comparison->fields[1] != NULL;
    guint at = pair ? column + 2 : column;
    gboolean told = comparison->shares != NULL;
    column = at + 1;
    if (comparison->kind == SK_AS_HOUSEHOLD) {
      add_household(plan, i, comparison->name, at);
      continue;
    }
    add_comparison(plan, i, pair ? comparison->fields[0] : comparison->name, at, 0,
                   takes_place(&places, comparison->kind, told && !pair));
    if (pair)
      add_comparison(plan, i, comparison->fields[1], at, 1, takes_place(&places, comparison->kind, told));
  }
  plan->plan.comparisons = (const SkEngineComparison *)(void *)plan->comparisons->data;
  plan->plan.comparison_count = plan->comparisons->len;
  if (plan->comparisons->len <= SK_ENGINE_COMPARISONS_MAX)
    return TRUE;
  sk_error_set(error, SK_ERROR_REFUSED, "the model makes more than %d comparisons", SK_ENGINE_COMPARISONS_MAX);
  return FALSE;
}

/* ---- rules */

/* Which column a term is of: the comparison that is called so, else the field. */
static guint column_of_term(const SkMatchModel *model, const SkMatchTerm *term) {
  guint column = 0, found = 0;
  for (guint i = 0; i < model->comparisons->len; i++) {
    const SkMatchComparison *comparison = &g_array_index(model->comparisons, SkMatchComparison, i);
    if (sk_match_comparison_is_called(comparison, term->on))
      return comparison->fields[1] != NULL ? column + 2 : column;
    for (guint f = 0; f < 2 && comparison->fields[f] != NULL; f++, column++)
      if (sk_match_same_heading(comparison->fields[f], term->on))
        found = column;
    column += comparison->fields[1] != NULL;
  }
  return found;
}

/* Keys of a kind for a column, made once. */
static SkMatchKeys *keys_for(SkMatchPlan *plan, SkMatchColumn *column, SkMatchKeyKind kind) {
  for (guint i = 0; i < plan->keys->len; i++) {
    SkMatchKeys *known = g_ptr_array_index(plan->keys, i);
    if (known->column == column && known->kind == kind)
      return known;
  }
  SkMatchKeys *keys = sk_match_keys_new(column, kind);
  g_ptr_array_add(plan->keys, keys);
  return keys;
}

static gboolean add_rule(SkMatchPlan *plan, const SkMatchModel *model, const SkMatchRule *rule, GError **error) {
  char *code = sk_match_rule_print(rule);
  SkEngineRule made = { .code = code, .term_count = rule->term_count };
  g_ptr_array_add(plan->texts, code);
  for (guint i = 0; i < rule->term_count; i++) {
    SkMatchKeyKind key = rule->terms[i].key;
    guint at = column_of_term(model, &rule->terms[i]);
    SkMatchColumn *column = g_ptr_array_index(plan->columns, at);
    if (!sk_match_key_fits(key, column->kind) || (column->parts[0] != NULL) != (key >= SK_KEY_EITHER)) {
      sk_error_set(error, SK_ERROR_REFUSED, "block: %s: a column compared as %s has no key \"%s\"", code,
                   sk_match_kind_word(column->kind), sk_match_key_word(key));
      return FALSE;
    }
    made.terms[i] = (SkEngineTerm){ (uint8_t)at, sk_match_keys_function(key), keys_for(plan, column, key) };
  }
  g_array_append_val(plan->rules, made);
  return TRUE;
}

static gboolean add_rules(SkMatchPlan *plan, const SkMatchModel *model, GError **error) {
  for (guint i = 0; i < model->rules->len; i++)
    if (!add_rule(plan, model, &g_array_index(model->rules, SkMatchRule, i), error))
      return FALSE;
  plan->plan.rules = (const SkEngineRule *)(void *)plan->rules->data;
  plan->plan.rule_count = plan->rules->len;
  return TRUE;
}

SkMatchPlan *sk_match_plan_new(const SkMatchModel *model, const SkMatchTable *table, GError **error) {
  g_autoptr(SkMatchPlan) plan = plan_new();
  if (!add_columns(plan, model, table, error) || !fill_sources(plan, model, table, error))
    return NULL;
  fill_cells(plan, table);
  fill_table(plan, table);
  if (!add_comparisons(plan, model, error) || !add_rules(plan, model, error))
    return NULL;
  return g_steal_pointer(&plan);
}
