#include "registry/linking.h"

#include "base/clock.h"
#include "base/error.h"
#include "registry/linking_parts.h"
#include "store/label.h"
#include "store/queries/linking.h"
#include "store/queries/store.h"
#include "store/readings.h"

#include <string.h>

#define STEP 1000

/* ---------------------------------------------------------------- running the engine */

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

static SkLinkResult *run_engine(const LinkingInput *input, unsigned threads, gboolean invented, SkProgress *progress,
                                GError **error) {
  Watch state = { progress, -1 };
  SkLinkOptions options = {
    .threads = threads == 0 ? g_get_num_processors() : threads,
    .invented = invented,
    .progress = watch,
    .progress_context = &state,
  };
  SkLinkInput records = linking_engine_input(input);
  SkLinkResult *result = NULL;
  SkLinkStatus status = sk_link_run(&records, &options, &result);
  sk_progress_end(progress);
  if (status == SK_LINK_OK)
    return result;
  if (status == SK_LINK_STOPPED)
    sk_error_set(error, SK_ERROR_INTERRUPTED, "stopped by request; no proposal was changed");
  else
    sk_error_set(error, SK_ERROR_FAILED, "the linkage engine gave up: %s", sk_link_status_code(status));
  return NULL;
}

/* ---------------------------------------------------------------- storing what it proposes */

/* Unions of two labels, asked once for each pair of labels. */
typedef struct {
  SkWork *work;
  GHashTable *known; /* "a b" packed -> label */
} Unions;

static gboolean union_of(Unions *unions, int64_t a, int64_t b, int64_t *ret_label, GError **error) {
  if (a == b) {
    *ret_label = a;
    return TRUE;
  }
  int64_t packed = MIN(a, b) << 32 | MAX(a, b);
  gpointer known = g_hash_table_lookup(unions->known, &packed);
  if (known == NULL) {
    int64_t label = 0;
    if (!sk_label_union(unions->work, a, b, &label, error))
      return FALSE;
    known = GINT_TO_POINTER((int)label);
    g_hash_table_insert(unions->known, g_memdup2(&packed, sizeof packed), known);
  }
  *ret_label = GPOINTER_TO_INT(known);
  return TRUE;
}

static void add_pair(GHashTable *pairs, uint32_t a, uint32_t b) {
  int64_t packed = (int64_t)MIN(a, b) << 32 | MAX(a, b);
  g_hash_table_add(pairs, g_memdup2(&packed, sizeof packed));
}

/* Pairs that somebody decided about, were it that nobody can tell: they are not proposed again. */
static GHashTable *decided_pairs(const LinkingInput *input) {
  GHashTable *pairs = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < input->decisions->len; i++) {
    const SkLinkDecision *decision = &g_array_index(input->decisions, SkLinkDecision, i);
    add_pair(pairs, decision->a, decision->b);
  }
  for (guint i = 0; i < input->undecided->len; i++) {
    const LinkingPair *pair = &g_array_index(input->undecided, LinkingPair, i);
    add_pair(pairs, pair->a, pair->b);
  }
  return pairs;
}

/* Proposals of one label, for a report that counts through the door. */
typedef struct {
  int64_t proposals, same;
} LabelCount;

typedef struct {
  SkWork *work;
  const LinkingInput *input;
  const SkLinkResult *result;
  int64_t run, next_link;
  SkTime now;
  Unions unions;
  GHashTable *counts; /* label -> LabelCount */
  SkLinkReport *report;
} Storing;

static gboolean together(const SkLinkResult *result, const SkLinkProposal *proposal) {
  return result->cluster_of[proposal->a] == result->cluster_of[proposal->b];
}

/* "Same" when the pair is in the link band and the engine put both into one cluster; else a person has to look. */
static SkVerdict verdict_of(const SkLinkResult *result, const SkLinkProposal *proposal) {
  return proposal->band == SK_LINK_BAND_LINK && together(result, proposal) ? SK_VERDICT_SAME : SK_VERDICT_UNDECIDED;
}

static void count_proposal(GHashTable *counts, int64_t label, SkVerdict verdict) {
  LabelCount *count = g_hash_table_lookup(counts, &label);
  if (count == NULL) {
    count = g_new0(LabelCount, 1);
    g_hash_table_insert(counts, g_memdup2(&label, sizeof label), count);
  }
  count->proposals++;
  count->same += verdict == SK_VERDICT_SAME;
}

static gboolean store_proposal(Storing *storing, const SkLinkProposal *proposal, GError **error) {
  int64_t a = g_array_index(storing->input->personae, int64_t, proposal->a);
  int64_t b = g_array_index(storing->input->personae, int64_t, proposal->b);
  int64_t label = 0;
  uint8_t pattern[SK_LINK_EVIDENCE_BYTES];
  SkId public = sk_id_new();
  SkVerdict verdict = verdict_of(storing->result, proposal);
  sk_link_evidence_pack(proposal->evidence, pattern);
  if (!union_of(&storing->unions, g_array_index(storing->input->labels, int64_t, proposal->a),
                g_array_index(storing->input->labels, int64_t, proposal->b), &label, error) ||
      !skq_linking_add_proposal(storing->work, storing->next_link, (SkBytes){ public.bytes, sizeof public.bytes },
                                MIN(a, b), MAX(a, b), label, verdict, storing->run, (double)proposal->weight,
                                (double)proposal->probability, (SkBytes){ pattern, sizeof pattern }, storing->now, NULL,
                                error))
    return FALSE;
  storing->next_link++;
  count_proposal(storing->counts, label, verdict);
  return TRUE;
}

/* ---- which of them: nobody looks at the tenth likely namesake of a mention */

#define ASKED_A_MENTION 3 /* questions a mention may raise; a pair counts for either of its two */

/* Indexes of the proposals worth storing, in the order of their mentions. Pairs already decided are not among them, nor
 * questions that the proposed persons answer; how many likelier ones crowded out is counted. */
static GArray *choose(const LinkingInput *input, const SkLinkResult *result, int64_t *ret_left_out) {
  g_autoptr(GHashTable) decided = decided_pairs(input);
  g_autofree uint32_t *asked = g_new0(uint32_t, input->records->len + 1);
  GArray *chosen = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  for (uint32_t i = 0; i < result->proposal_count; i++) {
    const SkLinkProposal *proposal = &result->proposals[i];
    int64_t packed = (int64_t)MIN(proposal->a, proposal->b) << 32 | MAX(proposal->a, proposal->b);
    gboolean question = verdict_of(result, proposal) == SK_VERDICT_UNDECIDED;
    if (g_hash_table_contains(decided, &packed) || (question && together(result, proposal)))
      continue;
    if (question && asked[proposal->a] >= ASKED_A_MENTION && asked[proposal->b] >= ASKED_A_MENTION) {
      ++*ret_left_out;
      continue;
    }
    if (question) {
      asked[proposal->a]++;
      asked[proposal->b]++;
    }
    g_array_append_val(chosen, i);
  }
  return chosen;
}

/* Rows near each other in the table are near each other in its indexes too. */
static gint by_mentions(gconstpointer left, gconstpointer right, gpointer context) {
  const SkLinkProposal *proposals = ((const Storing *)context)->result->proposals;
  const SkLinkProposal *a = &proposals[*(const uint32_t *)left], *b = &proposals[*(const uint32_t *)right];
  return a->a != b->a ? (a->a > b->a) - (a->a < b->a) : (a->b > b->b) - (a->b < b->b);
}

static gboolean store_all(Storing *storing, SkProgress *progress, GError **error) {
  g_autoptr(GArray) chosen = choose(storing->input, storing->result, &storing->report->left_out);
  g_array_sort_with_data(chosen, by_mentions, storing);
  sk_progress_stage(progress, "storing proposals", chosen->len);
  for (guint i = 0; i < chosen->len; i++) {
    if (!store_proposal(storing, &storing->result->proposals[g_array_index(chosen, uint32_t, i)], error) ||
        (i % STEP == 0 && !sk_progress_step(progress, i, error)))
      return FALSE;
  }
  sk_progress_end(progress);
  storing->report->proposals = chosen->len;
  return TRUE;
}

/* ---- what the session may know of it */

/* Mentions and proposals of the labels that the clearance covers replace those of the whole register. */
static gboolean count_through_door(const Storing *storing, int64_t clearance, GError **error) {
  g_auto(SkqStoreClearanceLabels) row = { 0 };
  g_autoptr(GHashTable) covered = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  SkLinkReport *report = storing->report;
  GError *failed = NULL;
  if (!skq_store_clearance_labels(sk_work_system(storing->work), clearance, &row, error))
    return FALSE;
  report->personae = report->proposals = report->proposed_same = 0;
  while (skq_store_clearance_labels_next(&row, &failed)) {
    const LabelCount *count = g_hash_table_lookup(storing->counts, &row.label);
    g_hash_table_add(covered, g_memdup2(&row.label, sizeof row.label));
    report->proposals += count != NULL ? count->proposals : 0;
    report->proposed_same += count != NULL ? count->same : 0;
  }
  for (guint i = 0; i < storing->input->labels->len; i++)
    report->personae += g_hash_table_contains(covered, &g_array_index(storing->input->labels, int64_t, i));
  report->whole = report->personae == storing->input->labels->len;
  if (!report->whole)
    report->pairs = report->given_up = report->left_out = 0;
  return sk_error_forward(error, failed);
}

static char *model_text(const SkEngineModel *model) {
  gsize size = sk_link_model_print(model, NULL, 0) + 1;
  char *text = g_malloc(size);
  sk_link_model_print(model, text, size);
  return text;
}

static gboolean store_run(SkWork *work, int64_t clearance, const LinkingInput *input, const SkLinkResult *result,
                          SkProgress *progress, SkLinkReport *report, GError **error) {
  g_autofree char *model = model_text(&result->model);
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GHashTable) counts = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
  Storing storing = { .work = work,
                      .input = input,
                      .result = result,
                      .now = sk_clock_now(),
                      .unions = { work, known },
                      .counts = counts,
                      .report = report };
  report->pairs = (int64_t)result->pairs_compared;
  for (size_t i = 0; i < result->blocking_count; i++)
    report->given_up += (int64_t)result->blocking[i].pairs_given_up;
  if (!sk_work_ids(work, SK_KIND_LINK_RUN, 1, &storing.run, error) ||
      !sk_work_ids(work, SK_KIND_LINK, (int64_t)result->proposal_count + 1, &storing.next_link, error) ||
      !skq_linking_drop_proposals(work, NULL, error) ||
      !skq_linking_add_run(work, storing.run, storing.now, model, NULL, error) ||
      !store_all(&storing, progress, error) ||
      !skq_linking_finish_run(work, storing.run, sk_clock_now(), input->personae->len, report->pairs, report->proposals,
                              NULL, error) ||
      !count_through_door(&storing, clearance, error))
    return FALSE;
  sk_work_note(work, SK_KIND_LINK_RUN, storing.run, model, strlen(model));
  return sk_work_commit(work, SK_JOURNAL_LINK_RUN, error);
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

gboolean sk_linking_run(SkSession *session, unsigned threads, SkProgress *progress, SkLinkReport *ret_report,
                        GError **error) {
  gint64 begun = g_get_monotonic_time();
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_LINK_RUN, error);
  g_auto(LinkingInput) input = { 0 };
  SkLinkReport report = { 0 };
  if (work == NULL || !linking_read(sk_work_system(work), progress, &input, error))
    return FALSE;
  gboolean invented = FALSE;
  input.readings = sk_store_readings(sk_db_store(sk_work_db(work)));
  SkLinkResult *result =
      is_invented(sk_work_db(work), &invented, error) ? run_engine(&input, threads, invented, progress, error) : NULL;
  gboolean stored =
      result != NULL && store_run(work, sk_session_clearance(session), &input, result, progress, &report, error);
  sk_link_result_free(result);
  if (!stored)
    return FALSE;
  report.seconds = (double)(g_get_monotonic_time() - begun) / G_USEC_PER_SEC;
  *ret_report = report;
  return TRUE;
}
