/* The same person in lists of people: records in, proposals and clusters out, by the engine of engine.h.
 *
 * The same input gives the same bytes for any number of threads and any order of the records. A machine proposes: what
 * is joined is decided by whoever calls.
 */
#pragma once

#include "link/engine.h"
#include "link/frequencies.h"
#include "link/pattern.h"
#include "link/record.h"

/* What holds a pair below the "link" band whatever it weighs. */
typedef enum {
  SK_LINK_HELD_NOT = SK_ENGINE_HELD_NOT,
  SK_LINK_HELD_RIVAL = SK_ENGINE_HELD_RIVAL,    /* another record of the same list fits about as well */
  SK_LINK_HELD_NAME_ONLY = SK_ENGINE_HELD_PLAN, /* nothing but the name speaks for it */
  SK_LINK_HELD_NEAR_NAME, /* the names are only near, and less than two other things agree firmly */
  SK_LINK_HELD_GIVEN,     /* given names conflict: kin share all the rest */
  SK_LINK_HELD_BIRTH      /* births conflict */
} SkLinkHeld;

/* What is told once, before decisions are looked at, for another run to go on from (SkEngineOptions.weighed). Rows are
 * records: these have to be in the order of their ids. */
typedef struct {
  const SkEnginePair *pairs;
  size_t pair_count;
  SkLinkFrequencies frequencies; /* that rarity was measured by */
} SkLinkWeighed;

typedef struct {
  unsigned threads;           /* 0: one */
  uint64_t block_pairs;       /* most pairs compared in one block before it is divided; 0: 20,000 */
  double link_probability;    /* band "link" starts here; 0: 0.99 */
  double ask_probability;     /* band "ask" starts here; 0: 0.2 */
  const SkEngineModel *model; /* a trained model to use as it is; NULL: train */
  bool invented;              /* the records are invented people */
  const SkEngineKnown *known; /* go on from there, with its model: of the records only source, entry and household are
                                 looked at, and they are in the order of their ids. NULL: compare */
  void (*weighed)(void *context, const SkLinkWeighed *weighed); /* may be NULL */
  void *weighed_context;
  const SkLinkMemory *memory; /* NULL: malloc and free */
  bool (*progress)(void *context, SkLinkStage stage, uint64_t done,
                   uint64_t total); /* false stops the run; may be NULL */
  void *progress_context;
} SkLinkOptions;

typedef struct {
  uint32_t a, b; /* records; records[a].id < records[b].id */
  SkEngineEvidence evidence;
  float weight; /* log2 odds */
  float probability;
  uint8_t band; /* SkLinkBand: ask or link */
  uint8_t held; /* SkLinkHeld */
  uint8_t rule; /* the first blocking rule that found it: index into the blocks of the result */
} SkLinkProposal;

typedef struct {
  SkEngineModel model;
  const SkLinkProposal *proposals; /* by weight, heaviest first; ties by the ids */
  size_t proposal_count;
  const uint32_t *cluster_of; /* for each record the one with the lowest id of its cluster */
  size_t cluster_count;
  const SkLinkRefused *refused; /* of records and proposals */
  size_t refused_count;
  const SkEnginePair *asked; /* SkEngineResult */
  size_t asked_count;
  const SkLinkBlocking *blocking;
  size_t blocking_count;
  const SkEngineBin *bins; /* SK_ENGINE_BINS */
  uint64_t pairs_compared;
} SkLinkResult;

/* Links all records. On SK_LINK_OK *ret_result is set and must be given to sk_link_result_free(); otherwise untouched.
 */
SkLinkStatus sk_link_run(const SkLinkInput *input, const SkLinkOptions *options, SkLinkResult **ret_result);
/* NULL is fine. Needs the memory the run was given. */
void sk_link_result_free(SkLinkResult *result);

/* What the first two records look like but for their households, in a run with the frequencies that `input` has to
 * name. */
SkLinkStatus sk_link_compare_two(const SkLinkInput *input, const SkLinkMemory *memory, SkEngineEvidence *ret_evidence);

#define SK_LINK_EVIDENCE_BYTES 16 /* pattern and both rarities, little-endian, as stored beside a link */
void sk_link_evidence_pack(SkEngineEvidence evidence, uint8_t bytes[SK_LINK_EVIDENCE_BYTES]);
SkEngineEvidence sk_link_evidence_unpack(const uint8_t bytes[SK_LINK_EVIDENCE_BYTES]);

/* The model as lines of text, to be kept with the run. Writes at most `size` bytes
 * with the NUL and returns the length it needs without it, like snprintf. Reading back gives the same weights bit for
 * bit. */
size_t sk_link_model_print(const SkEngineModel *model, char *text, size_t size);
/* False, and *ret_model untouched, if `text` is no model of this version. */
bool sk_link_model_parse(const char *text, size_t length, SkEngineModel *ret_model);
