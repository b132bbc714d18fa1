/* What a run proposes, beside what stood before it: what is as it was is left alone. */
#include "base/clock.h"
#include "base/error.h"
#include "registry/linking_worth.h"
#include "store/label.h"
#include "store/queries/linking.h"
#include "store/queries/store.h"

#include <string.h>

#define STEP 1000
#define IDS 256 /* public ids taken at a time */

/* Unions of two labels, asked once for each pair of labels. */
typedef struct {
  SkWork *work;
  GHashTable *known; /* "a b" packed -> label */
} Unions;

/* Proposals of one label, for a report that counts through the door. */
typedef struct {
  int64_t proposals, same, added, changed, gone;
} LabelCount;

/* A proposal that stood before the run. */
typedef struct {
  int64_t pair; /* rows, packed */
  int64_t link, label, verdict;
  double weight, probability, worth;
  uint8_t pattern[SK_LINK_EVIDENCE_BYTES];
  gboolean whole; /* all of that was stored */
  gboolean met;   /* the run proposes the pair again */
} Standing;

typedef struct {
  SkWork *work;
  LinkingInput *input;
  const SkLinkResult *result;
  int64_t run, next_link;
  SkId ids[IDS];
  guint ids_left;
  SkTime now;
  Unions unions;
  GHashTable *counts;  /* label -> LabelCount */
  GArray *standing;    /* Standing */
  GHashTable *by_pair; /* pair -> index + 1 */
  LinkingPersons before, after;
  LinkingWorth worth;
  LinkingChanges changes;
  gboolean first; /* there was no run before: nothing is a change */
  SkLinkReport *report;
} Storing;

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

static int64_t pack(uint32_t a, uint32_t b) {
  return (int64_t)MIN(a, b) << 32 | MAX(a, b);
}

static LabelCount *count_of(GHashTable *counts, int64_t label) {
  LabelCount *count = g_hash_table_lookup(counts, &label);
  if (count == NULL) {
    count = g_new0(LabelCount, 1);
    g_hash_table_insert(counts, g_memdup2(&label, sizeof label), count);
  }
  return count;
}

/* ---------------------------------------------------------------- what stood before */

static gboolean read_standing(Storing *storing, GError **error) {
  g_auto(SkqLinkingProposals) row = { 0 };
  GError *failed = NULL;
  if (!skq_linking_proposals(sk_work_system(storing->work), &row, error))
    return FALSE;
  while (skq_linking_proposals_next(&row, &failed)) {
    gssize a = linking_row(storing->input, row.a), b = linking_row(storing->input, row.b);
    Standing standing = { .link = row.link, .label = row.label, .verdict = row.verdict };
    standing.pair = a >= 0 && b >= 0 ? pack((uint32_t)a, (uint32_t)b) : -1;
    standing.weight = row.weight, standing.probability = row.probability, standing.worth = row.worth;
    standing.whole =
        row.has_weight && row.has_probability && row.has_worth && row.pattern.size == sizeof standing.pattern;
    if (standing.whole)
      memcpy(standing.pattern, row.pattern.data, sizeof standing.pattern);
    g_array_append_val(storing->standing, standing);
    if (row.verdict == SK_VERDICT_SAME && standing.pair >= 0)
      linking_persons_join(&storing->before, (uint32_t)a, (uint32_t)b);
  }
  for (guint i = 0; i < storing->standing->len; i++) { /* the array has stopped growing */
    Standing *standing = &g_array_index(storing->standing, Standing, i);
    if (standing->pair >= 0)
      g_hash_table_insert(storing->by_pair, &standing->pair, GUINT_TO_POINTER(i + 1));
  }
  return sk_error_forward(error, failed);
}

/* ---------------------------------------------------------------- whom it would join that it would not have joined */

/* `was` or `now` may be NULL, `proposal` goes with `now`. */
static gboolean note_change(Storing *storing, const Standing *was, const Standing *now, const SkLinkProposal *proposal,
                            GError **error) {
  gboolean before = was != NULL && was->verdict == SK_VERDICT_SAME;
  gboolean after = now != NULL && now->verdict == SK_VERDICT_SAME;
  const Standing *either = now != NULL ? now : was;
  if (storing->first || before == after || either->pair < 0)
    return TRUE;
  LinkingChange change = { .a = (uint32_t)(either->pair >> 32),
                           .b = (uint32_t)(either->pair & UINT32_MAX),
                           .label = either->label,
                           .joins = after,
                           .weight = now != NULL ? &now->weight : NULL,
                           .earlier = was != NULL ? &was->weight : NULL,
                           .cause = after         ? SK_CAUSE_NONE
                                    : now != NULL ? SK_CAUSE_QUESTION
                                                  : SK_CAUSE_LIGHT };
  return linking_changes_add(&storing->changes, &change, proposal, error);
}

/* ---------------------------------------------------------------- one proposal */

static gboolean together(const SkLinkResult *result, const SkLinkProposal *proposal) {
  return result->cluster_of[proposal->a] == result->cluster_of[proposal->b];
}

/* "Same" when the pair is in the link band and the engine put both into one cluster; else a person has to look. */
static SkVerdict verdict_of(const SkLinkResult *result, const SkLinkProposal *proposal) {
  return proposal->band == SK_LINK_BAND_LINK && together(result, proposal) ? SK_VERDICT_SAME : SK_VERDICT_UNDECIDED;
}

static SkBytes new_public(Storing *storing) {
  if (storing->ids_left == 0) {
    sk_ids_new(storing->ids, IDS);
    storing->ids_left = IDS;
  }
  return (SkBytes){ storing->ids[--storing->ids_left].bytes, sizeof(SkId) };
}

static gboolean add(Storing *storing, const SkLinkProposal *proposal, const Standing *now, GError **error) {
  int64_t a = g_array_index(storing->input->personae, int64_t, proposal->a);
  int64_t b = g_array_index(storing->input->personae, int64_t, proposal->b);
  count_of(storing->counts, now->label)->added++;
  return skq_linking_add_proposal(storing->work, storing->next_link++, new_public(storing), MIN(a, b), MAX(a, b),
                                  now->label, now->verdict, storing->run, now->weight, now->probability, now->worth,
                                  (SkBytes){ now->pattern, sizeof now->pattern }, storing->now, NULL, error);
}

/* The proposal keeps its id: whoever has it before them still means the same pair, and is told that it has changed by
 * what they then see. */
static gboolean change(Storing *storing, const Standing *was, const Standing *now, GError **error) {
  count_of(storing->counts, now->label)->changed += was->verdict != now->verdict;
  return skq_linking_change_proposal(storing->work, was->link, now->label, now->verdict, storing->run, now->weight,
                                     now->probability, now->worth, (SkBytes){ now->pattern, sizeof now->pattern },
                                     storing->now, NULL, error);
}

static gboolean is_equal(const Standing *was, const Standing *now) {
  return was->whole && was->label == now->label && was->verdict == now->verdict && was->weight == now->weight &&
         was->probability == now->probability && was->worth == now->worth &&
         memcmp(was->pattern, now->pattern, sizeof was->pattern) == 0;
}

static gboolean store_proposal(Storing *storing, const SkLinkProposal *proposal, GError **error) {
  Standing now = { .pair = pack(proposal->a, proposal->b),
                   .verdict = verdict_of(storing->result, proposal),
                   .weight = (double)proposal->weight,
                   .probability = (double)proposal->probability };
  now.worth = linking_worth_of(&storing->worth, proposal->a, proposal->b, (SkVerdict)now.verdict, now.probability);
  sk_link_evidence_pack(proposal->evidence, now.pattern);
  if (!union_of(&storing->unions, g_array_index(storing->input->labels, int64_t, proposal->a),
                g_array_index(storing->input->labels, int64_t, proposal->b), &now.label, error))
    return FALSE;
  LabelCount *count = count_of(storing->counts, now.label);
  count->proposals++;
  count->same += now.verdict == SK_VERDICT_SAME;
  if (now.verdict == SK_VERDICT_SAME)
    linking_persons_join(&storing->after, proposal->a, proposal->b);
  guint known = GPOINTER_TO_UINT(g_hash_table_lookup(storing->by_pair, &now.pair));
  Standing *was = known == 0 ? NULL : &g_array_index(storing->standing, Standing, known - 1);
  if (!note_change(storing, was, &now, proposal, error))
    return FALSE;
  if (was == NULL)
    return add(storing, proposal, &now, error);
  was->met = TRUE;
  return is_equal(was, &now) || change(storing, was, &now, error);
}

/* ---------------------------------------------------------------- which of them */

#define ASKED_A_MENTION 3 /* questions a mention may raise; a pair counts for either of its two */

static void add_pair(GHashTable *pairs, uint32_t a, uint32_t b) {
  int64_t packed = pack(a, b);
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

static gboolean is_gone(const LinkingInput *input, const SkLinkProposal *proposal) {
  return g_array_index(input->labels, int64_t, proposal->a) == LINKING_GONE ||
         g_array_index(input->labels, int64_t, proposal->b) == LINKING_GONE;
}

/* Indexes of the proposals worth storing, in the order of their mentions: nobody looks at the tenth likely namesake of
 * one. Pairs already decided are not among them, nor questions that the proposed persons answer; how many likelier ones
 * crowded out is counted. */
static GArray *choose(const LinkingInput *input, const SkLinkResult *result, int64_t *ret_left_out) {
  g_autoptr(GHashTable) decided = decided_pairs(input);
  g_autofree uint32_t *asked = g_new0(uint32_t, input->personae->len + 1);
  GArray *chosen = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  for (uint32_t i = 0; i < result->proposal_count; i++) {
    const SkLinkProposal *proposal = &result->proposals[i];
    int64_t packed = pack(proposal->a, proposal->b);
    gboolean question = verdict_of(result, proposal) == SK_VERDICT_UNDECIDED;
    if (is_gone(input, proposal) || g_hash_table_contains(decided, &packed) || (question && together(result, proposal)))
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

static gboolean drop_gone(Storing *storing, GError **error) {
  for (guint i = 0; i < storing->standing->len; i++) {
    const Standing *was = &g_array_index(storing->standing, Standing, i);
    if (was->met)
      continue;
    count_of(storing->counts, was->label)->gone++;
    if (!note_change(storing, was, NULL, NULL, error) ||
        !skq_linking_drop_proposal(storing->work, was->link, NULL, error))
      return FALSE;
  }
  return TRUE;
}

static void weigh_answers(Storing *storing, const GArray *chosen) {
  for (guint i = 0; i < chosen->len; i++) {
    const SkLinkProposal *proposal = &storing->result->proposals[g_array_index(chosen, uint32_t, i)];
    if (verdict_of(storing->result, proposal) == SK_VERDICT_SAME)
      linking_worth_join(&storing->worth, proposal->a, proposal->b);
  }
  linking_worth_count(&storing->worth);
}

/* Do the proposals that come outnumber the links there are? */
static gboolean outnumber(const Storing *storing, guint proposals) {
  const LinkingInput *input = storing->input;
  return proposals > 2 * storing->standing->len + input->decisions->len + input->undecided->len;
}

static gboolean store_all(Storing *storing, SkProgress *progress, GError **error) {
  g_autoptr(GArray) chosen = choose(storing->input, storing->result, &storing->report->left_out);
  g_array_sort_with_data(chosen, by_mentions, storing);
  weigh_answers(storing, chosen);
  if (outnumber(storing, chosen->len) && !sk_work_index_last(storing->work, "link", error))
    return FALSE;
  sk_progress_stage(progress, "storing proposals", chosen->len);
  for (guint i = 0; i < chosen->len; i++) {
    if (!store_proposal(storing, &storing->result->proposals[g_array_index(chosen, uint32_t, i)], error) ||
        (i % STEP == 0 && !sk_progress_step(progress, i, error)))
      return FALSE;
  }
  sk_progress_end(progress);
  storing->report->proposals = chosen->len;
  return drop_gone(storing, error);
}

/* ---------------------------------------------------------------- what the session may know of it */

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
    if (count == NULL)
      continue;
    report->proposals += count->proposals;
    report->proposed_same += count->same;
    report->added += count->added;
    report->changed += count->changed;
    report->gone += count->gone;
  }
  for (guint i = 0; i < storing->input->labels->len; i++)
    report->personae += g_hash_table_contains(covered, &g_array_index(storing->input->labels, int64_t, i));
  report->whole = report->personae == storing->input->labels->len;
  report->settled = report->whole && storing->input->kept.known;
  if (!report->whole)
    report->pairs = report->given_up = report->left_out = report->grown = report->joined = report->split = 0;
  return sk_error_forward(error, failed);
}

static char *model_text(const SkEngineModel *model) {
  gsize size = sk_link_model_print(model, NULL, 0) + 1;
  char *text = g_malloc(size);
  sk_link_model_print(model, text, size);
  return text;
}

static void count_changes(Storing *storing, const LinkingModel *model) {
  guint rows = storing->input->personae->len, seen = 0;
  while (seen < rows && g_array_index(storing->input->personae, int64_t, seen) <= model->seen_to)
    seen++;
  linking_persons_compare(&storing->before, &storing->after, seen, storing->report);
}

static gboolean store(Storing *storing, const LinkingModel *model, int64_t clearance, SkProgress *progress,
                      GError **error) {
  SkWork *work = storing->work;
  SkLinkReport *report = storing->report;
  guint rows = storing->input->personae->len;
  int64_t seen_to = rows > 0 ? g_array_index(storing->input->personae, int64_t, rows - 1) : 0;
  g_autofree char *text = model_text(&storing->result->model);
  if (!sk_work_ids(work, SK_KIND_LINK_RUN, 1, &storing->run, error))
    return FALSE;
  linking_changes_begin(&storing->changes, work, storing->run, storing->input, storing->result);
  if (!sk_work_ids(work, SK_KIND_LINK, (int64_t)storing->result->proposal_count + 1, &storing->next_link, error) ||
      !skq_linking_add_run(work, storing->run, storing->now, text, model->kept ? model->learnt_from : seen_to, seen_to,
                           report->moved, storing->input->read_to, linking_program(), NULL, error) ||
      !read_standing(storing, error) || !store_all(storing, progress, error) ||
      !linking_kept_store(work, storing->input, storing->result, storing->run, error) ||
      !skq_linking_finish_run(work, storing->run, sk_clock_now(), rows, report->pairs, report->proposals,
                              report->given_up, report->left_out, NULL, error))
    return FALSE;
  count_changes(storing, model);
  if (!count_through_door(storing, clearance, error))
    return FALSE;
  sk_work_note(work, SK_KIND_LINK_RUN, storing->run, text, strlen(text));
  return sk_work_commit(work, SK_JOURNAL_LINK_RUN, error);
}

/* Those that an earlier run compared, where this one went on from them. */
static void count_pairs(const Storing *storing, const LinkingModel *model) {
  const SkLinkResult *result = storing->result;
  SkLinkReport *report = storing->report;
  gboolean known = storing->input->kept.known;
  report->pairs = known ? model->pairs : (int64_t)result->pairs_compared;
  report->given_up = known ? model->given_up : 0;
  for (size_t i = 0; i < result->blocking_count; i++)
    report->given_up += (int64_t)result->blocking[i].pairs_given_up;
}

gboolean linking_store(SkWork *work, LinkingInput *input, const SkLinkResult *result, const LinkingModel *model,
                       int64_t clearance, SkProgress *progress, SkLinkReport *report, GError **error) {
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GHashTable) counts = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr(GHashTable) by_pair = g_hash_table_new(g_int64_hash, g_int64_equal);
  g_autoptr(GArray) standing = g_array_new(FALSE, FALSE, sizeof(Standing));
  Storing storing = { .work = work,
                      .input = input,
                      .result = result,
                      .now = sk_clock_now(),
                      .unions = { work, known },
                      .counts = counts,
                      .standing = standing,
                      .by_pair = by_pair,
                      .first = model->seen_to == 0,
                      .report = report };
  count_pairs(&storing, model);
  linking_persons_begin(&storing.before, input);
  linking_persons_begin(&storing.after, input);
  linking_worth_begin(&storing.worth, input);
  gboolean stored = store(&storing, model, clearance, progress, error);
  linking_persons_clear(&storing.before);
  linking_persons_clear(&storing.after);
  linking_worth_clear(&storing.worth);
  linking_changes_clear(&storing.changes);
  return stored;
}
