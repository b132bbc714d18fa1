/* The engine run over lists: the plan, the result, and the bands and probabilities the model asks for. */
#pragma once

#include "base/progress.h"
#include "match/plan.h"

typedef struct {
  const SkMatchTable *table;
  const SkMatchModel *model;
  SkMatchPlan *plan;
  SkEngineResult *result;
  GArray *decided;            /* SkLinkDecision that people made; NULL none */
  guint threads;              /* never 0 */
  gboolean pairs_only;        /* no clusters */
  double link_from, ask_from; /* weights (log2 odds) at which the model's bands begin */
  double seconds;
} SkMatchRun;

/* Called once, when the pairs of the result are settled, while clusters are made of them: of `run` all is there but
 * its result. */
typedef void (*SkMatchSettled)(void *context, const SkMatchRun *run, const SkEnginePair *pairs, size_t count);

typedef struct {
  guint threads;          /* 0: one a core; the result does not depend on it */
  SkMatchSettled settled; /* NULL: nobody waits for the pairs */
  void *settled_context;
  gboolean pairs_only;  /* nobody asks for clusters: the result has none */
  GArray *decided;      /* SkLinkDecision that people made: obeyed, not learnt from; NULL none */
  const GArray *labels; /* SkLinkDecision to learn from where the model is not trained; NULL none */
} SkMatchRunning;

/* Compares all rows by the model, trained or not. SK_ERROR_INTERRUPTED when a person stopped it. */
SkMatchRun *sk_match_run(const SkMatchTable *table, const SkMatchModel *model, const SkMatchRunning *running,
                         SkProgress *progress, GError **error);
void sk_match_run_free(SkMatchRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkMatchRun, sk_match_run_free)

/* Band of a weight (log2 odds) by the model's probabilities. */
SkLinkBand sk_match_model_band(const SkMatchModel *model, double weight);
/* Band of a pair by the model's probabilities; "leave" for two rows of one list where only lists are held against each
 * other: they were compared, so that clusters know of them. `ret_probability`, of the pair's weight, may be NULL. */
SkLinkBand sk_match_run_band(const SkMatchRun *run, const SkEnginePair *pair, double *ret_probability);
/* "leave", "ask", "link". */
const char *sk_match_band_word(SkLinkBand band);
/* What a pair agrees in: "first_name=same surname=near dob=same", stated comparisons only. Replaces `out`. */
void sk_match_run_pattern(const SkMatchRun *run, uint64_t pattern, GString *out);
/* Puts what was learnt into a model that can be used again. */
void sk_match_run_teach(const SkMatchRun *run, SkMatchModel *model);
