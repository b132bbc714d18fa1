/* The same-person engine: records in, proposals and clusters out.
 *
 *   block (which pairs are worth a look) -> compare (levels) -> train (m, u without labels) -> score
 *   -> households (do the others match too) -> score again -> bands -> clusters
 *
 * Pure C and threads: no I/O, no globals, no database; never aborts. The same input gives the same bytes for any number
 * of threads and any order of the records. A machine proposes: what is joined is decided by whoever calls.
 */
#pragma once

#include "link/model.h"
#include "link/record.h"

typedef struct {
  unsigned threads;           /* 0: one */
  uint64_t block_pairs;       /* most pairs compared in one block before it is divided; 0: 20,000 */
  double link_probability;    /* band "link" starts here; 0: 0.99 */
  double ask_probability;     /* band "ask" starts here; 0: 0.05 */
  const SkLinkModel *model;   /* a trained model to use as it is; NULL: train */
  bool invented;              /* the records are invented people */
  const SkLinkMemory *memory; /* NULL: malloc and free */
  bool (*progress)(void *context, SkLinkStage stage, uint64_t done,
                   uint64_t total); /* false stops the run; may be NULL */
  void *progress_context;
} SkLinkOptions;

typedef struct {
  uint32_t a, b; /* rows; records[a].id < records[b].id */
  SkLinkEvidence evidence;
  float weight; /* log2 odds */
  float probability;
  uint8_t band; /* SkLinkBand: ask or link */
  uint8_t held; /* SkLinkHeld */
  uint8_t rule; /* the first blocking rule that found it: index into the blocks of the result */
} SkLinkProposal;

typedef struct {
  SkLinkModel model;
  const SkLinkProposal *proposals; /* by weight, heaviest first; ties by the ids */
  size_t proposal_count;
  const uint32_t *cluster_of; /* for each row the row with the lowest id of its cluster */
  size_t cluster_count;
  const SkLinkRefused *refused;
  size_t refused_count;
  const SkLinkBlocking *blocking;
  size_t blocking_count;
  uint64_t pairs_compared;
} SkLinkResult;

/* Links all records. On SK_LINK_OK *ret_result is set and must be given to sk_link_result_free(); otherwise untouched.
 */
SkLinkStatus sk_link_run(const SkLinkInput *input, const SkLinkOptions *options, SkLinkResult **ret_result);
/* NULL is fine. Needs the memory the run was given. */
void sk_link_result_free(SkLinkResult *result);
