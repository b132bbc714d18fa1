#include "match/run.h"

#include "base/error.h"

#include <math.h>

#define CLUSTER_MEAN (-3.0) /* log2 odds: rows that state little weigh little beside others of their cluster */

/* The engine's stages for people, and its stop. */
typedef struct {
  SkProgress *progress;
  int stage; /* SkLinkStage; -1 before the first */
  GError *error;
} Watch;

static bool watch(void *context, SkLinkStage stage, uint64_t done, uint64_t total) {
  static const char *const names[] = { [SK_LINK_STAGE_READ] = "blocking",
                                       [SK_LINK_STAGE_TRAIN] = "training",
                                       [SK_LINK_STAGE_COMPARE] = "comparing",
                                       [SK_LINK_STAGE_HOUSEHOLDS] = "households",
                                       [SK_LINK_STAGE_CLUSTER] = "clusters" };
  Watch *self = context;
  if (self->stage != (int)stage) {
    self->stage = (int)stage;
    sk_progress_stage(self->progress, names[stage], total);
  }
  return self->error == NULL && sk_progress_step(self->progress, done, &self->error);
}

static gboolean succeeded(SkLinkStatus status, GError *stopped, GError **error) {
  switch (status) {
  case SK_LINK_OK:
    g_clear_error(&stopped);
    return TRUE;
  case SK_LINK_STOPPED:
    if (stopped != NULL)
      g_propagate_error(error, stopped);
    else
      sk_error_set(error, SK_ERROR_INTERRUPTED, "stopped");
    return FALSE;
  case SK_LINK_NO_MEMORY:
  case SK_LINK_BAD_INPUT:
  default:
    g_clear_error(&stopped);
    sk_error_set(error, SK_ERROR_FAILED, "comparing the lists: %s", sk_link_status_code(status));
    return FALSE;
  }
}

/* What was learnt, with the bands of the model's file: they may have been changed since. */
static SkEngineModel trained_model(const SkMatchModel *model, const SkEngineOptions *options) {
  SkEngineModel trained = model->trained;
  trained.ask_from = sk_link_probability_weight(options->ask_probability);
  trained.link_from = sk_link_probability_weight(options->link_probability);
  return trained;
}

static void add_verdicts(const SkMatchRunning *running, SkEngineOptions *options) {
  if (running->decided != NULL) {
    options->decisions = (const SkLinkDecision *)(const void *)running->decided->data;
    options->decision_count = running->decided->len;
  }
  if (running->labels != NULL) {
    options->labels = (const SkLinkDecision *)(const void *)running->labels->data;
    options->label_count = running->labels->len;
  }
}

/* Whom the engine tells that the pairs are settled. */
typedef struct {
  const SkMatchRun *run;
  const SkMatchRunning *running;
} Telling;

static void tell(void *context, const SkEnginePair *pairs, size_t count) {
  const Telling *self = context;
  self->running->settled(self->running->settled_context, self->run, pairs, count);
}

SkMatchRun *sk_match_run(const SkMatchTable *table, const SkMatchModel *model, const SkMatchRunning *running,
                         SkProgress *progress, GError **error) {
  g_autoptr(SkMatchRun) run = g_new0(SkMatchRun, 1);
  gint64 begun = g_get_monotonic_time();
  guint threads = running->threads > 0 ? running->threads : g_get_num_processors();
  *run = (SkMatchRun){ .table = table,
                       .model = model,
                       .decided = running->decided != NULL ? g_array_ref(running->decided) : NULL,
                       .threads = threads,
                       .pairs_only = running->pairs_only,
                       .link_from = sk_link_probability_weight(model->link),
                       .ask_from = sk_link_probability_weight(model->ask) };
  run->plan = sk_match_plan_new(model, table, error);
  if (run->plan == NULL)
    return NULL;
  Watch watching = { .progress = progress, .stage = -1 };
  Telling telling = { run, running };
  SkEngineOptions options = { .threads = run->threads,
                              .link_probability = model->join,
                              .ask_probability = MIN(model->ask, model->join),
                              .cluster_mean = CLUSTER_MEAN,
                              .invented = model->invented,
                              .progress = watch,
                              .progress_context = &watching,
                              .settled = running->settled != NULL ? tell : NULL,
                              .settled_context = &telling,
                              .pairs_only = running->pairs_only };
  add_verdicts(running, &options);
  SkEngineModel trained = trained_model(model, &options);
  options.model = model->is_trained ? &trained : NULL;
  SkLinkStatus status = sk_engine_run(&run->plan->plan, &run->plan->table, &options, &run->result);
  sk_progress_end(progress);
  if (!succeeded(status, watching.error, error))
    return NULL;
  run->seconds = (double)(g_get_monotonic_time() - begun) / G_USEC_PER_SEC;
  return g_steal_pointer(&run);
}

void sk_match_run_free(SkMatchRun *run) {
  if (run == NULL)
    return;
  sk_match_plan_free(run->plan);
  g_clear_pointer(&run->decided, g_array_unref);
  if (run->result != NULL)
    sk_engine_result_free(run->result);
  g_free(run);
}

static SkLinkBand band_of(const SkMatchModel *model, double probability) {
  if (probability >= model->link)
    return SK_LINK_BAND_LINK;
  return probability >= model->ask ? SK_LINK_BAND_ASK : SK_LINK_BAND_LEAVE;
}

SkLinkBand sk_match_model_band(const SkMatchModel *model, double weight) {
  return band_of(model, sk_link_weight_probability(weight));
}

#define EDGE 0.001 /* log2 odds around the beginning of a band, within which its probability decides */

/* As sk_match_model_band(), mostly without a probability, which takes longer than all else that is done for a pair. */
static SkLinkBand band_of_weight(const SkMatchRun *run, double weight) {
  if (fabs(weight - run->link_from) < EDGE || fabs(weight - run->ask_from) < EDGE)
    return sk_match_model_band(run->model, weight);
  if (weight >= run->link_from)
    return SK_LINK_BAND_LINK;
  return weight >= run->ask_from ? SK_LINK_BAND_ASK : SK_LINK_BAND_LEAVE;
}

SkLinkBand sk_match_run_band(const SkMatchRun *run, const SkEnginePair *pair, double *ret_probability) {
  if (ret_probability != NULL)
    *ret_probability = sk_link_weight_probability((double)pair->weight);
  if (!run->model->within && run->table->list_of[pair->a] == run->table->list_of[pair->b])
    return SK_LINK_BAND_LEAVE;
  return band_of_weight(run, (double)pair->weight);
}

const char *sk_match_band_word(SkLinkBand band) {
  static const char *const words[] = {
    [SK_LINK_BAND_LEAVE] = "leave", [SK_LINK_BAND_ASK] = "ask", [SK_LINK_BAND_LINK] = "link"
  };
  return words[band];
}

void sk_match_run_pattern(const SkMatchRun *run, uint64_t pattern, GString *out) {
  g_string_truncate(out, 0);
  for (guint i = 0; i < run->plan->plan.comparison_count; i++) {
    const SkEngineComparison *comparison = &run->plan->plan.comparisons[i];
    unsigned level = sk_engine_level(pattern, i);
    if (level != 0)
      g_string_append_printf(out, "%s%s=%s", out->len > 0 ? " " : "", comparison->code, comparison->levels[level]);
  }
}

void sk_match_run_teach(const SkMatchRun *run, SkMatchModel *model) {
  model->trained = run->result->model;
  model->is_trained = TRUE;
  g_free(model->trained_on);
  model->trained_on = g_strdup_printf(
      "%s%s, %u rows, %" G_GUINT64_FORMAT " pairs", sk_match_table_list(run->table, 0)->name,
      run->table->lists->len > 1 ? " and others" : "", run->table->row_count, run->result->pairs_compared);
}
