/* One run from records to clusters: the stages of link.h in their order, each a short function over what the run holds.
 */
#include "link/cluster.h"
#include "link/link.h"
#include "link/pairs.h"
#include "link/parallel.h"
#include "link/rivals.h"
#include "link/train.h"

#include <math.h>
#include <string.h>

#define BLOCK_PAIRS 20000
#define LINK_PROBABILITY 0.99
#define ASK_PROBABILITY 0.05
#define HOUSEHOLDS_ADD                                                                                                 \
  11.0                      /* bits that matching households can add: lighter pairs are kept until they were compared  \
                             */
#define HOUSEHOLDS_FROM 0.0 /* bits from which a pair counts for its households */
#define PRIOR_ROUNDS 3
#define CROSS_PIECE 4096

/* The result and the memory it stands in. */
struct outcome {
  SkLinkResult result;
  SkLinkHeap heap;
};

struct run {
  SkLinkHeap *heap;
  const SkLinkInput *input;
  SkLinkOptions options;
  SkLinkRows rows;
  SkLinkNames *names;
  SkLinkPeople people;
  SkLinkScorer scorer;
  SkLinkNameMemo *memos[SK_LINK_THREADS_MAX];
  SkLinkCatch catches[SK_LINK_THREADS_MAX];
  double keep_from;
  uint8_t rule;
  SkLinkPairs pairs;
  SkLinkPairs cross;
  SkLinkBlocking *blocking;
  SkLinkClusters clusters;
};

const char *sk_link_status_code(SkLinkStatus status) {
  static const char *const codes[] = { "ok", "no memory", "bad input", "stopped" };
  return (unsigned)status < sizeof codes / sizeof codes[0] ? codes[status] : "unknown";
}

static SkLinkStatus report(const struct run *run, SkLinkStage stage, uint64_t done, uint64_t total) {
  bool on = run->options.progress == NULL || run->options.progress(run->options.progress_context, stage, done, total);
  return on ? SK_LINK_OK : SK_LINK_STOPPED;
}

static double share_weight(double share) {
  return log2(share) - log2(1 - share);
}

static bool options_are_sound(const SkLinkOptions *options) {
  return options->ask_probability > 0 && options->ask_probability <= options->link_probability &&
         options->link_probability < 1;
}

static void set_options(struct run *run, const SkLinkOptions *options) {
  run->options = options != NULL ? *options : (SkLinkOptions){ 0 };
  SkLinkOptions *set = &run->options;
  set->threads = set->threads == 0 ? 1 : set->threads > SK_LINK_THREADS_MAX ? SK_LINK_THREADS_MAX : set->threads;
  set->block_pairs = set->block_pairs == 0 ? BLOCK_PAIRS : set->block_pairs;
  set->link_probability = set->link_probability == 0 ? LINK_PROBABILITY : set->link_probability;
  set->ask_probability = set->ask_probability == 0 ? ASK_PROBABILITY : set->ask_probability;
}

static void set_model(struct run *run, const SkLinkModel *model) {
  run->scorer.model = *model;
  sk_link_weights_init(model, &run->scorer.weights);
}

/* ---- stages */

static SkLinkStatus stage_read(struct run *run) {
  SkLinkStatus status = report(run, SK_LINK_STAGE_READ, 0, 2);
  if (status == SK_LINK_OK)
    status = sk_link_rows_build(run->heap, run->input, &run->rows);
  if (status == SK_LINK_OK)
    status = sk_link_names_build(run->heap, &run->rows, run->options.threads, &run->names);
  run->people = (SkLinkPeople){ &run->rows, run->names };
  run->scorer.people = &run->people;
  for (unsigned i = 0; status == SK_LINK_OK && i < run->options.threads; i++) {
    run->memos[i] = sk_link_name_memo_new(run->heap);
    run->catches[i] = (SkLinkCatch){ .heap = run->heap };
    status = run->memos[i] != NULL ? SK_LINK_OK : SK_LINK_NO_MEMORY;
  }
  return status == SK_LINK_OK ? report(run, SK_LINK_STAGE_READ, 2, 2) : status;
}

static SkLinkStatus stage_train(struct run *run) {
  SkLinkModel model;
  SkLinkStatus status = report(run, SK_LINK_STAGE_TRAIN, 0, 1);
  if (run->options.model != NULL) {
    set_model(run, run->options.model);
    return status;
  }
  sk_link_model_init(&model);
  model.ask_from = share_weight(run->options.ask_probability);
  model.link_from = share_weight(run->options.link_probability);
  model.invented = run->options.invented;
  SkLinkTrainer trainer = { run->heap, &run->people, run->options.threads, run->options.block_pairs };
  if (status == SK_LINK_OK)
    status = sk_link_train(&trainer, &model);
  set_model(run, &model);
  return status == SK_LINK_OK ? report(run, SK_LINK_STAGE_TRAIN, 1, 1) : status;
}

static void score_and_catch(void *context, unsigned thread, uint32_t a, uint32_t b) {
  struct run *run = context;
  SkLinkPair pair = { .a = a, .b = b, .rule = run->rule };
  sk_link_score(&run->scorer, run->memos[thread], &pair);
  if (pair.weight >= run->keep_from)
    sk_link_catch_add(&run->catches[thread], &pair);
}

static SkLinkStatus stage_compare(struct run *run) {
  SkLinkStatus status = SK_LINK_OK;
  SkLinkBlocks *blocks = sk_link_blocks_new(run->heap, &run->people, sk_link_rules, sk_link_rule_count,
                                            run->options.block_pairs, run->options.threads);
  if (blocks == NULL)
    return SK_LINK_NO_MEMORY;
  run->blocking = sk_link_blocks_report(blocks);
  run->keep_from = run->scorer.model.ask_from - HOUSEHOLDS_ADD;
  for (unsigned rule = 0; status == SK_LINK_OK && rule < sk_link_rule_count; rule++) {
    run->rule = (uint8_t)rule;
    status = report(run, SK_LINK_STAGE_COMPARE, rule, sk_link_rule_count);
    if (status == SK_LINK_OK)
      status = sk_link_blocks_visit(blocks, rule, score_and_catch, run);
  }
  sk_link_blocks_free(blocks);
  if (status == SK_LINK_OK && !sk_link_catch_gather(run->heap, run->catches, run->options.threads, &run->pairs))
    status = SK_LINK_NO_MEMORY;
  return status;
}

struct rescoring {
  const SkLinkScorer *scorer;
  SkLinkNameMemo **memos; /* NULL: only weigh again */
  SkLinkPairs *pairs;
};

static void rescore_piece(void *context, unsigned thread, size_t piece) {
  struct rescoring *self = context;
  size_t end = (piece + 1) * CROSS_PIECE < self->pairs->count ? (piece + 1) * CROSS_PIECE : self->pairs->count;
  for (size_t i = piece * CROSS_PIECE; i < end; i++)
    if (self->memos != NULL)
      sk_link_score(self->scorer, self->memos[thread], &self->pairs->pairs[i]);
    else
      sk_link_score_again(self->scorer, &self->pairs->pairs[i]);
}

static void rescore(struct run *run, SkLinkPairs *pairs, bool compare) {
  struct rescoring self = { &run->scorer, compare ? run->memos : NULL, pairs };
  sk_link_parallel(run->options.threads, (pairs->count + CROSS_PIECE - 1) / CROSS_PIECE, rescore_piece, &self);
}

static double comparable_pairs(const SkLinkRows *rows) {
  return fmax((double)rows->count * ((double)rows->count - 1) / 2, 1);
}

/* The prior that the pairs themselves imply: the share expected to be true. Kin keep their distance from it. */
static void settle_prior(struct run *run) {
  for (int round = 0; round < PRIOR_ROUNDS && run->pairs.count > 0; round++) {
    SkLinkModel model = run->scorer.model;
    double expected = 0, kin = model.kin_prior / model.prior;
    for (size_t i = 0; i < run->pairs.count; i++)
      expected += sk_link_weight_probability(run->pairs.pairs[i].weight);
    model.prior = fmin(fmax(expected, 0.5) / comparable_pairs(&run->rows), 0.1);
    model.kin_prior = fmin(model.prior * kin, 0.5);
    set_model(run, &model);
    rescore(run, &run->pairs, false);
  }
}

/* m of the household levels from the first scores, each pair counted by its probability. */
static void learn_households(struct run *run) {
  SkLinkModel model = run->scorer.model;
  double sums[SK_LINK_HOUSEHOLD_MOST + 1] = { 0 }, total = 0;
  for (size_t i = 0; i < run->pairs.count; i++) {
    const SkLinkPair *pair = &run->pairs.pairs[i];
    unsigned level = sk_link_households_level(run->scorer.households, pair->a, pair->b);
    sums[level] += sk_link_weight_probability(pair->weight);
  }
  for (unsigned level = 1; level <= SK_LINK_HOUSEHOLD_MOST; level++)
    total += sums[level];
  for (unsigned level = 1; total >= 100 && level <= SK_LINK_HOUSEHOLD_MOST; level++) {
    SkLinkLevelWeight *weight = &model.levels[SK_LINK_HOUSEHOLD][level];
    weight->m = weight->kin = (sums[level] + 1) / (total + SK_LINK_HOUSEHOLD_MOST);
  }
  sk_link_model_straighten(&model);
  set_model(run, &model);
}

/* Adds the pairs that only their households put forward; they have no rule of their own. */
static SkLinkStatus add_cross(struct run *run, SkLinkHouseholds *households) {
  SkLinkCatch both = { .heap = run->heap };
  if (!sk_link_households_propose(households, &run->cross))
    return SK_LINK_NO_MEMORY;
  for (size_t i = 0; i < run->cross.count; i++)
    run->cross.pairs[i].rule = (uint8_t)sk_link_rule_count;
  rescore(run, &run->cross, true);
  sk_link_pairs_keep(&run->cross, run->scorer.model.ask_from);
  rescore(run, &run->pairs, false);
  for (size_t i = 0; i < run->cross.count; i++)
    sk_link_catch_add(&both, &run->cross.pairs[i]);
  for (size_t i = 0; i < run->pairs.count; i++)
    sk_link_catch_add(&both, &run->pairs.pairs[i]);
  sk_link_heap_give(run->heap, run->cross.pairs);
  sk_link_heap_give(run->heap, run->pairs.pairs);
  run->pairs = run->cross = (SkLinkPairs){ 0 };
  return sk_link_catch_gather(run->heap, &both, 1, &run->pairs) ? SK_LINK_OK : SK_LINK_NO_MEMORY;
}

static SkLinkStatus stage_households(struct run *run) {
  SkLinkStatus status = report(run, SK_LINK_STAGE_HOUSEHOLDS, 0, 2);
  if (status != SK_LINK_OK)
    return status;
  if (run->options.model == NULL)
    settle_prior(run);
  SkLinkHouseholds *households = sk_link_households_new(run->heap, &run->people, &run->pairs, HOUSEHOLDS_FROM);
  if (households == NULL)
    return SK_LINK_NO_MEMORY;
  run->scorer.households = households;
  if (run->options.model == NULL)
    learn_households(run);
  status = report(run, SK_LINK_STAGE_HOUSEHOLDS, 1, 2);
  return status == SK_LINK_OK ? add_cross(run, households) : status;
}

/* Rows of the caller to rows in order of ids. */
static uint32_t *row_of_record(struct run *run) {
  uint32_t *row_of = sk_link_heap_take(run->heap, run->rows.count, sizeof *row_of);
  for (uint32_t i = 0; row_of != NULL && i < run->rows.count; i++)
    row_of[run->rows.rows[i].record] = i;
  return row_of;
}

/* The decisions with rows instead of records. */
static SkLinkDecision *translate_decisions(struct run *run) {
  uint32_t *row_of = row_of_record(run);
  SkLinkDecision *decisions = sk_link_heap_take(run->heap, run->input->decision_count, sizeof *decisions);
  for (size_t i = 0; row_of != NULL && decisions != NULL && i < run->input->decision_count; i++) {
    const SkLinkDecision *decision = &run->input->decisions[i];
    decisions[i] = (SkLinkDecision){ row_of[decision->a], row_of[decision->b], decision->verdict };
  }
  sk_link_heap_give(run->heap, row_of);
  return row_of != NULL ? decisions : NULL;
}

static void drop_decided(SkLinkPairs *pairs, const SkLinkDecided *decided) {
  size_t kept = 0;
  for (size_t i = 0; i < pairs->count; i++)
    if (!sk_link_decided_different(decided, pairs->pairs[i].a, pairs->pairs[i].b))
      pairs->pairs[kept++] = pairs->pairs[i];
  pairs->count = kept;
}

static SkLinkStatus cluster(struct run *run, const SkLinkDecision *decisions) {
  SkLinkDecided decided;
  size_t count = run->input->decision_count;
  if (decisions == NULL || !sk_link_decided_build(run->heap, decisions, count, &decided))
    return SK_LINK_NO_MEMORY;
  drop_decided(&run->pairs, &decided);
  SkLinkClusterInput input = { &run->scorer, &run->pairs, decisions, count, &decided };
  if (!sk_link_rivals_mark(run->heap, &run->scorer, &run->pairs))
    return SK_LINK_NO_MEMORY;
  SkLinkStatus status = sk_link_clusters_build(run->heap, &input, &run->clusters);
  sk_link_heap_give(run->heap, decided.pairs);
  return status;
}

static SkLinkStatus stage_cluster(struct run *run) {
  SkLinkStatus status = report(run, SK_LINK_STAGE_CLUSTER, 0, 1);
  if (status != SK_LINK_OK)
    return status;
  sk_link_pairs_keep(&run->pairs, run->scorer.model.ask_from);
  if (!sk_link_pairs_sort_weight(run->heap, &run->pairs))
    return SK_LINK_NO_MEMORY;
  SkLinkDecision *decisions = translate_decisions(run);
  status = cluster(run, decisions);
  sk_link_heap_give(run->heap, decisions);
  return status == SK_LINK_OK ? report(run, SK_LINK_STAGE_CLUSTER, 1, 1) : status;
}

/* ---- result */

static SkLinkStatus write_proposals(struct run *run, SkLinkResult *result) {
  SkLinkProposal *proposals = sk_link_heap_take(run->heap, run->pairs.count, sizeof *proposals);
  if (proposals == NULL)
    return SK_LINK_NO_MEMORY;
  for (size_t i = 0; i < run->pairs.count; i++) {
    const SkLinkPair *pair = &run->pairs.pairs[i];
    proposals[i] =
        (SkLinkProposal){ .a = run->rows.rows[pair->a].record,
                          .b = run->rows.rows[pair->b].record,
                          .evidence = pair->evidence,
                          .weight = (float)pair->weight,
                          .probability = (float)sk_link_weight_probability(pair->weight),
                          .band = (uint8_t)sk_link_model_band(&run->scorer.model, pair->weight, (SkLinkHeld)pair->held),
                          .held = pair->held,
                          .rule = pair->rule };
  }
  result->proposals = proposals;
  result->proposal_count = run->pairs.count;
  return SK_LINK_OK;
}

static SkLinkStatus write_clusters(struct run *run, SkLinkResult *result) {
  uint32_t *cluster_of = sk_link_heap_take(run->heap, run->rows.count, sizeof *cluster_of);
  if (cluster_of == NULL)
    return SK_LINK_NO_MEMORY;
  for (uint32_t i = 0; i < run->rows.count; i++)
    cluster_of[run->rows.rows[i].record] = run->rows.rows[run->clusters.cluster_of[i]].record;
  for (size_t i = 0; i < run->clusters.refused_count; i++) {
    SkLinkRefused *refused = &run->clusters.refused[i];
    refused->a = run->rows.rows[refused->a].record;
    refused->b = run->rows.rows[refused->b].record;
  }
  result->cluster_of = cluster_of;
  result->cluster_count = run->clusters.cluster_count;
  result->refused = run->clusters.refused;
  result->refused_count = run->clusters.refused_count;
  return SK_LINK_OK;
}

/* True pairs given up by a rule, if they are as frequent there as among the pairs that the rule found first. */
static void estimate_losses(struct run *run) {
  for (size_t i = 0; i < run->pairs.count; i++) {
    const SkLinkPair *pair = &run->pairs.pairs[i];
    if (pair->rule < sk_link_rule_count)
      run->blocking[pair->rule].matches_given_up += sk_link_weight_probability(pair->weight);
  }
  for (unsigned rule = 0; rule < sk_link_rule_count; rule++) {
    SkLinkBlocking *blocking = &run->blocking[rule];
    double found = blocking->pairs > 0 ? blocking->matches_given_up / (double)blocking->pairs : 0;
    blocking->matches_given_up = found * (double)blocking->pairs_given_up;
  }
}

static SkLinkStatus write_result(struct run *run, SkLinkResult *result) {
  result->model = run->scorer.model;
  estimate_losses(run);
  result->blocking = run->blocking;
  result->blocking_count = sk_link_rule_count;
  for (unsigned rule = 0; rule < sk_link_rule_count; rule++)
    result->pairs_compared += run->blocking[rule].pairs;
  SkLinkStatus status = write_proposals(run, result);
  return status == SK_LINK_OK ? write_clusters(run, result) : status;
}

static SkLinkStatus run_stages(struct run *run, SkLinkResult *result) {
  static SkLinkStatus (*const stages[])(struct run *) = { stage_read, stage_train, stage_compare, stage_households,
                                                          stage_cluster };
  SkLinkStatus status = options_are_sound(&run->options) ? SK_LINK_OK : SK_LINK_BAD_INPUT;
  for (size_t i = 0; status == SK_LINK_OK && i < sizeof stages / sizeof stages[0]; i++)
    status = stages[i](run);
  return status == SK_LINK_OK ? write_result(run, result) : status;
}

/* What only the run needed. */
static void drop_working(struct run *run) {
  SkLinkHouseholds *households = (SkLinkHouseholds *)(uintptr_t)run->scorer.households;
  sk_link_households_free(households);
  sk_link_heap_give(run->heap, run->pairs.pairs);
  sk_link_heap_give(run->heap, run->clusters.cluster_of);
  sk_link_names_free(run->heap, run->names);
  sk_link_heap_give(run->heap, run->rows.rows);
  sk_link_heap_give(run->heap, run->rows.names);
  for (unsigned i = 0; i < run->options.threads; i++)
    sk_link_heap_give(run->heap, run->memos[i]);
}

SkLinkStatus sk_link_run(const SkLinkInput *input, const SkLinkOptions *options, SkLinkResult **ret_result) {
  SkLinkHeap first;
  sk_link_heap_init(&first, options != NULL ? options->memory : NULL);
  struct outcome *outcome = first.memory.take(first.memory.context, sizeof *outcome);
  if (outcome == NULL)
    return SK_LINK_NO_MEMORY;
  memset(outcome, 0, sizeof *outcome);
  sk_link_heap_init(&outcome->heap, options != NULL ? options->memory : NULL);
  struct run *run = sk_link_heap_take(&outcome->heap, 1, sizeof *run);
  SkLinkStatus status = SK_LINK_NO_MEMORY;
  if (run != NULL) {
    run->heap = &outcome->heap;
    run->input = input;
    set_options(run, options);
    status = run_stages(run, &outcome->result);
  }
  if (status != SK_LINK_OK) {
    sk_link_result_free(&outcome->result);
    return status;
  }
  drop_working(run);
  sk_link_heap_give(&outcome->heap, run);
  *ret_result = &outcome->result;
  return SK_LINK_OK;
}

void sk_link_result_free(SkLinkResult *result) {
  struct outcome *outcome = (struct outcome *)result; /* the result is its first member */
  if (outcome == NULL)
    return;
  SkLinkMemory memory = outcome->heap.memory;
  sk_link_heap_clear(&outcome->heap);
  memory.give(memory.context, outcome);
}
