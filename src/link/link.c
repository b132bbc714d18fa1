/* A run over records: people become a table, the engine links its rows, rows become records again. */
#include "link/people.h"

#include "link/pairs.h"

#include <string.h>

/* The result and the memory it stands in. */
struct outcome {
  SkLinkResult result;
  SkLinkHeap heap;
  SkEngineResult *engine;
};

/* The decisions with rows instead of records. NULL: no memory. */
static SkLinkDecision *translate_decisions(const SkLinkPeople *people) {
  const SkLinkInput *input = people->input;
  uint32_t *row_of = sk_link_heap_take(people->heap, input->record_count, sizeof *row_of);
  SkLinkDecision *decisions = sk_link_heap_take(people->heap, input->decision_count, sizeof *decisions);
  for (uint32_t row = 0; row_of != NULL && row < input->record_count; row++)
    row_of[people->record_of[row]] = row;
  for (size_t i = 0; row_of != NULL && decisions != NULL && i < input->decision_count; i++) {
    const SkLinkDecision *decision = &input->decisions[i];
    decisions[i] = (SkLinkDecision){ row_of[decision->a], row_of[decision->b], decision->verdict };
  }
  bool good = row_of != NULL;
  sk_link_heap_give(people->heap, row_of);
  return good ? decisions : NULL;
}

/* ---- for another run to go on from */

struct telling {
  const SkLinkPeople *people;
  const SkLinkOptions *options;
};

static void tell_weighed(void *context, const SkEnginePair *pairs, size_t count) {
  const struct telling *self = context;
  SkLinkWeighed weighed = { pairs, count, sk_link_names_frequencies(self->people->names) };
  self->options->weighed(self->options->weighed_context, &weighed);
}

static bool rows_are_records(const SkLinkPeople *people) {
  bool same = true;
  for (uint32_t row = 0; same && row < people->input->record_count; row++)
    same = people->record_of[row] == row;
  return same;
}

static SkLinkStatus run_engine(const SkLinkPeople *people, const SkLinkOptions *options, SkEngineResult **ret_result) {
  static const SkLinkOptions none = { 0 };
  const SkLinkOptions *set = options != NULL ? options : &none;
  struct telling telling = { people, set };
  if ((set->known != NULL || set->weighed != NULL) && !rows_are_records(people))
    return SK_LINK_BAD_INPUT;
  SkLinkDecision *decisions = translate_decisions(people);
  if (decisions == NULL)
    return SK_LINK_NO_MEMORY;
  SkEngineOptions engine = { .threads = set->threads,
                             .block_pairs = set->block_pairs,
                             .link_probability = set->link_probability,
                             .ask_probability = set->ask_probability,
                             .model = set->model,
                             .known = set->known,
                             .weighed = set->weighed != NULL ? tell_weighed : NULL,
                             .weighed_context = &telling,
                             .decisions = decisions,
                             .decision_count = people->input->decision_count,
                             .invented = set->invented,
                             .memory = set->memory,
                             .progress = set->progress,
                             .progress_context = set->progress_context };
  SkLinkStatus status = sk_engine_run(&people->plan, &people->table, &engine, ret_result);
  sk_link_heap_give(people->heap, decisions);
  return status;
}

/* Heaviest first. `place` becomes where each pair of the engine has gone. */
static SkLinkStatus write_proposals(struct outcome *outcome, const SkLinkPeople *people, uint32_t *place) {
  const SkEngineResult *engine = outcome->engine;
  SkEnginePairs pairs = { (SkEnginePair *)(uintptr_t)engine->pairs, engine->pair_count };
  uint32_t *order = sk_engine_pairs_by_weight(&outcome->heap, &pairs);
  SkLinkProposal *proposals = sk_link_heap_take(&outcome->heap, engine->pair_count, sizeof *proposals);
  if (order == NULL || proposals == NULL)
    return SK_LINK_NO_MEMORY;
  for (size_t i = 0; i < engine->pair_count; i++) {
    const SkEnginePair *pair = &engine->pairs[order[i]];
    place[order[i]] = (uint32_t)i;
    proposals[i] = (SkLinkProposal){ .a = people->record_of[pair->a],
                                     .b = people->record_of[pair->b],
                                     .evidence = pair->evidence,
                                     .weight = pair->weight,
                                     .probability = (float)sk_link_weight_probability((double)pair->weight),
                                     .band = pair->band,
                                     .held = pair->held,
                                     .rule = pair->rule };
  }
  sk_link_heap_give(&outcome->heap, order);
  outcome->result.proposals = proposals;
  outcome->result.proposal_count = engine->pair_count;
  return SK_LINK_OK;
}

static SkLinkStatus write_clusters(struct outcome *outcome, const SkLinkPeople *people, const uint32_t *place) {
  const SkEngineResult *engine = outcome->engine;
  uint32_t *cluster_of = sk_link_heap_take(&outcome->heap, people->table.row_count, sizeof *cluster_of);
  SkLinkRefused *refused = sk_link_heap_take(&outcome->heap, engine->refused_count, sizeof *refused);
  if (cluster_of == NULL || refused == NULL)
    return SK_LINK_NO_MEMORY;
  for (uint32_t row = 0; row < people->table.row_count; row++)
    cluster_of[people->record_of[row]] = people->record_of[engine->cluster_of[row]];
  for (size_t i = 0; i < engine->refused_count; i++)
    refused[i] = (SkLinkRefused){ place[engine->refused[i].proposal], people->record_of[engine->refused[i].a],
                                  people->record_of[engine->refused[i].b], engine->refused[i].reason };
  outcome->result.cluster_of = cluster_of;
  outcome->result.cluster_count = engine->cluster_count;
  outcome->result.refused = refused;
  outcome->result.refused_count = engine->refused_count;
  return SK_LINK_OK;
}

static SkLinkStatus write_result(struct outcome *outcome, const SkLinkPeople *people) {
  const SkEngineResult *engine = outcome->engine;
  uint32_t *place = sk_link_heap_take(&outcome->heap, engine->pair_count, sizeof *place);
  if (place == NULL)
    return SK_LINK_NO_MEMORY;
  outcome->result.model = engine->model;
  outcome->result.asked = engine->asked;
  outcome->result.asked_count = engine->asked_count;
  outcome->result.blocking = engine->blocking;
  outcome->result.blocking_count = engine->blocking_count;
  outcome->result.bins = engine->bins;
  outcome->result.pairs_compared = engine->pairs_compared;
  SkLinkStatus status = write_proposals(outcome, people, place);
  if (status == SK_LINK_OK)
    status = write_clusters(outcome, people, place);
  sk_link_heap_give(&outcome->heap, place);
  return status;
}

static SkLinkStatus run(struct outcome *outcome, const SkLinkInput *input, const SkLinkOptions *options) {
  unsigned threads = options != NULL && options->threads > 0 ? options->threads : 1;
  SkLinkHeap heap; /* of the people: they go before the result does */
  SkLinkPeople *people;
  sk_link_heap_init(&heap, options != NULL ? options->memory : NULL);
  people = sk_link_heap_take(&heap, 1, sizeof *people);
  SkLinkStatus status = people != NULL ? sk_link_people_build(&heap, input, threads, people) : SK_LINK_NO_MEMORY;
  if (status == SK_LINK_OK && input->let_go != NULL)
    input->let_go(input->let_go_context);
  if (status == SK_LINK_OK)
    status = run_engine(people, options, &outcome->engine);
  if (status == SK_LINK_OK)
    status = write_result(outcome, people);
  sk_link_heap_clear(&heap);
  return status;
}

SkLinkStatus sk_link_run(const SkLinkInput *input, const SkLinkOptions *options, SkLinkResult **ret_result) {
  SkLinkHeap first;
  sk_link_heap_init(&first, options != NULL ? options->memory : NULL);
  struct outcome *outcome = first.memory.take(first.memory.context, sizeof *outcome);
  if (outcome == NULL)
    return SK_LINK_NO_MEMORY;
  memset(outcome, 0, sizeof *outcome);
  sk_link_heap_init(&outcome->heap, options != NULL ? options->memory : NULL);
  SkLinkStatus status = run(outcome, input, options);
  if (status == SK_LINK_OK)
    *ret_result = &outcome->result;
  else
    sk_link_result_free(&outcome->result);
  return status;
}

void sk_link_result_free(SkLinkResult *result) {
  struct outcome *outcome = (struct outcome *)result; /* the result is its first member */
  if (outcome == NULL)
    return;
  SkLinkMemory memory = outcome->heap.memory;
  sk_engine_result_free(outcome->engine);
  sk_link_heap_clear(&outcome->heap);
  memory.give(memory.context, outcome);
}

SkLinkStatus sk_link_compare_two(const SkLinkInput *input, const SkLinkMemory *memory, SkEngineEvidence *ret_evidence) {
  SkLinkHeap heap;
  sk_link_heap_init(&heap, memory);
  SkLinkPeople *people = sk_link_heap_take(&heap, 1, sizeof *people);
  SkLinkStatus status = input->record_count < 2 || input->frequencies == NULL ? SK_LINK_BAD_INPUT
                        : people == NULL                                      ? SK_LINK_NO_MEMORY
                                                                              : SK_LINK_OK;
  if (status == SK_LINK_OK)
    status = sk_link_people_build(&heap, input, 1, people);
  uint32_t rows[2] = { 0, 0 };
  for (uint32_t row = 0; status == SK_LINK_OK && row < people->table.row_count; row++)
    if (people->record_of[row] < 2)
      rows[people->record_of[row]] = row;
  if (status == SK_LINK_OK)
    *ret_evidence = sk_engine_compare(&people->plan, &people->table, rows[0], rows[1]);
  sk_link_heap_clear(&heap);
  return status;
}
