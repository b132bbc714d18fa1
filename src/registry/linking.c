#include "registry/linking.h"

#include "base/error.h"
#include "registry/linking_parts.h"
#include "store/queries/linking.h"
#include "store/queries/store.h"
#include "store/readings.h"

#include <math.h>
#include <string.h>

/* ---------------------------------------------------------------- running the engine */

typedef struct {
  unsigned threads;
  gboolean invented;
} LinkingEffort;

typedef struct {
  SkProgress *progress;
  int stage; /* the engine's stage being shown, -1 none */
} Watch;

static bool watch(void *context, SkLinkStage stage, uint64_t done, uint64_t total) {
  static const char *const words[] = { "reading names", "learning weights", "comparing pairs", "comparing households",
                                       "forming persons" };
  Watch *state = context;
  if ((int)stage != state->stage)
    sk_progress_stage(state->progress, words[stage], total);
  state->stage = (int)stage;
  return sk_progress_step(state->progress, done, NULL);
}

/* Whoever is looked at beyond what is known. */
typedef struct {
  SkSystem *system;
  LinkingInput *input;
  GError *error;
} Looking;

static bool look(void *context, uint32_t a, uint32_t b, SkEngineEvidence *ret_evidence) {
  Looking *looking = context;
  return linking_look(looking->system, looking->input, a, b, ret_evidence, &looking->error);
}

static SkEngineKnown known_of(Looking *looking) {
  const LinkingKept *kept = &looking->input->kept;
  return (SkEngineKnown){ .pairs = (const SkEnginePair *)(const void *)kept->pairs->data,
                          .pair_count = kept->pairs->len,
                          .asked = (const SkEnginePair *)(const void *)kept->asked->data,
                          .asked_count = kept->asked->len,
                          .compare = look,
                          .context = looking };
}

static SkLinkResult *run_engine(SkSystem *system, LinkingInput *input, const LinkingModel *model,
                                const LinkingEffort *effort, SkProgress *progress, GError **error) {
  Watch state = { progress, -1 };
  Looking looking = { system, input, NULL };
  SkEngineKnown known = input->kept.known ? known_of(&looking) : (SkEngineKnown){ 0 };
  SkLinkOptions options = {
    .threads = effort->threads == 0 ? g_get_num_processors() : effort->threads,
    .model = model->kept ? &model->model : NULL,
    .invented = effort->invented,
    .known = input->kept.known ? &known : NULL,
    .weighed = linking_kept_take,
    .weighed_context = input,
    .progress = watch,
    .progress_context = &state,
  };
  SkLinkInput records = linking_engine_input(input);
  records.counted_to = model->kept ? (uint64_t)model->learnt_from : 0;
  SkLinkResult *result = NULL;
  SkLinkStatus status = sk_link_run(&records, &options, &result);
  sk_progress_end(progress);
  if (status == SK_LINK_OK)
    return result;
  if (looking.error != NULL)
    g_propagate_error(error, looking.error);
  else if (status == SK_LINK_STOPPED)
    sk_error_set(error, SK_ERROR_INTERRUPTED, "stopped by request; no proposal was changed");
  else
    sk_error_set(error, SK_ERROR_FAILED, "the linkage engine gave up: %s", sk_link_status_code(status));
  return NULL;
}

/* ---------------------------------------------------------------- what it weighs by */

#define LEARN_SHARE 5 /* a model is learnt anew when one mention in so many has come since it was learnt */

/* The model and the frequencies of the last run, unless too many mentions have come since or it is to be learnt anew.
 */
static gboolean choose_model(SkSystem *system, const LinkingInput *input, gboolean anew, LinkingModel *ret_model,
                             GError **error) {
  LinkingModel model = { 0 };
  g_auto(SkqLinkingLastRun) run = { 0 };
  gboolean found = FALSE;
  guint known = 0, mentions = input->personae->len;
  if (!skq_linking_last_run(system, &run, &found, error))
    return FALSE;
  if (found) {
    model.learnt_from = run.learnt_from;
    model.seen_to = run.seen_to;
    model.pairs = run.pairs;
    model.given_up = run.given_up;
    model.moved = run.moved;
  }
  while (known < mentions && g_array_index(input->personae, int64_t, known) <= model.learnt_from)
    known++;
  model.fresh = mentions - known;
  model.kept = found && !anew && (uint64_t)model.fresh * LEARN_SHARE < mentions &&
               sk_link_model_parse(run.model, strlen(run.model), &model.model);
  *ret_model = model;
  return TRUE;
}

/* How far the share of true pairs among all has moved from what the model says, in bits: every weight is off by so
 * much.
 */
static double prior_moved(const LinkingInput *input, const SkLinkResult *result) {
  double expected = 0, mentions = input->personae->len;
  for (guint i = 0; i < SK_ENGINE_BINS; i++)
    expected += result->bins[i].matches;
  return expected > 0 && mentions > 1 ? log2(expected / (mentions * (mentions - 1) / 2) / result->model.prior) : 0;
}

static void tell_drift(const LinkingInput *input, const LinkingModel *model, const SkLinkResult *result,
                       SkLinkReport *report) {
  report->learnt = !model->kept;
  report->fresh = model->kept ? model->fresh : 0;
  report->moved = input->kept.known ? model->moved : model->kept ? prior_moved(input, result) : 0;
  report->learn_anew = fabs(report->moved) > SK_LINK_MOVED_MOST;
}

/* Whether the register holds invented people only: then its probabilities say so. */
static gboolean is_invented(SkDb *db, gboolean *ret_invented, GError **error) {
  g_auto(SkqStoreSetting) row = { 0 };
  gboolean found = FALSE;
  if (!skq_store_setting(db, "register.demo", &row, &found, error))
    return FALSE;
  *ret_invented = found && strcmp(row.value, "1") == 0;
  return TRUE;
}

/* What it needs to go on from what an earlier run knew; else what is said of everybody. */
static gboolean read_enough(SkSystem *system, const LinkingModel *model, SkProgress *progress, LinkingInput *input,
                            GError **error) {
  return (!model->kept || linking_kept_read(system, input, error)) &&
         (input->kept.known || linking_read_said(system, progress, input, error));
}

/* One state of the register, as far as the engine wants it. */
static gboolean read_all(SkDb *db, const SkLinkingOptions *options, SkProgress *progress, LinkingInput *input,
                         LinkingModel *model, LinkingEffort *effort, GError **error) {
  SkSystem *system = sk_db_system(db);
  sk_progress_stage(progress, "reading the register", 0);
  gboolean read = linking_read(system, input, error) && choose_model(system, input, options->anew, model, error) &&
                  is_invented(db, &effort->invented, error) && read_enough(system, model, progress, input, error);
  sk_progress_end(progress);
  input->readings = sk_store_readings(sk_db_store(db));
  return read;
}

/* The register is free for others while pairs are compared. Going on from what is known takes so little that it is done
 * in the state that was read. */
static SkLinkResult *compare_all(SkDb *db, const SkLinkingOptions *options, SkProgress *progress, LinkingInput *input,
                                 LinkingModel *model, GError **error) {
  LinkingEffort effort = { .threads = options->threads };
  SkLinkResult *result = NULL;
  if (!sk_db_read_begin(db, error))
    return NULL;
  gboolean read = read_all(db, options, progress, input, model, &effort, error);
  if (read && input->kept.known)
    result = run_engine(sk_db_system(db), input, model, &effort, progress, error);
  sk_db_read_end(db);
  sk_db_rest(db);
  if (read && !input->kept.known)
    result = run_engine(NULL, input, model, &effort, progress, error);
  return result;
}

/* What others decided while the engine ran holds. */
static gboolean store_all(SkSession *session, LinkingInput *input, const SkLinkResult *result,
                          const LinkingModel *model, SkProgress *progress, SkLinkReport *report, GError **error) {
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_LINK_RUN, error);
  return work != NULL && linking_catch_up(sk_work_system(work), input, error) &&
         linking_store(work, input, result, model, sk_session_clearance(session), progress, report, error);
}

static double seconds_since(gint64 begun) {
  return (double)(g_get_monotonic_time() - begun) / G_USEC_PER_SEC;
}

gboolean sk_linking_run(SkSession *session, const SkLinkingOptions *options, SkProgress *progress,
                        SkLinkReport *ret_report, GError **error) {
  gint64 begun = g_get_monotonic_time();
  g_auto(LinkingInput) input = { 0 };
  SkLinkReport report = { 0 };
  LinkingModel model;
  gboolean stands = FALSE;
  if (!sk_session_require(session, SK_PERMISSION_LINK_RUN, error) ||
      (!options->anew && !linking_stands(session, &stands, &report, error)))
    return FALSE;
  if (stands) {
    report.seconds = seconds_since(begun);
    *ret_report = report;
    return TRUE;
  }
  SkLinkResult *result = compare_all(sk_session_db(session), options, progress, &input, &model, error);
  if (result == NULL)
    return FALSE;
  tell_drift(&input, &model, result, &report);
  gboolean stored = store_all(session, &input, result, &model, progress, &report, error);
  sk_link_result_free(result);
  if (!stored)
    return FALSE;
  report.seconds = seconds_since(begun);
  *ret_report = report;
  return TRUE;
}
