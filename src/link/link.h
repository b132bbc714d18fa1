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

typedef enum {
  SK_LINK_OK,
  SK_LINK_NO_MEMORY,
  SK_LINK_BAD_INPUT, /* an index out of range, two records with one id, a text without bytes */
  SK_LINK_STOPPED    /* the progress function said so */
} SkLinkStatus;

typedef enum {
  SK_LINK_STAGE_READ,
  SK_LINK_STAGE_TRAIN,
  SK_LINK_STAGE_COMPARE,
  SK_LINK_STAGE_HOUSEHOLDS,
  SK_LINK_STAGE_CLUSTER
} SkLinkStage;

/* Memory from elsewhere (a database server's, or one that fails on purpose in a test). Both are called from one thread
 * at a time. `take` returns NULL when there is none, else memory aligned for any type. */
typedef struct {
  void *(*take)(void *context, size_t size);
  void (*give)(void *context, void *memory);
  void *context;
} SkLinkMemory;

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

/* Why two clusters were not joined although a proposal in the "link" band said so. */
typedef enum {
  SK_LINK_REFUSED_DIFFERENT = 1, /* members reviewed as different */
  SK_LINK_REFUSED_TWICE,         /* a list that holds a person once would hold this one twice */
  SK_LINK_REFUSED_ENTRY,         /* two personae of one entry */
  SK_LINK_REFUSED_CONFLICT,      /* members conflict firmly (birth, sex and given name, registration number) */
  SK_LINK_REFUSED_CHAIN          /* on the whole the members do not look alike: a chain, not a cluster */
} SkLinkRefusal;

typedef struct {
  uint32_t proposal; /* index into the proposals */
  uint32_t a, b;     /* the rows that stand against it */
  uint8_t reason;    /* SkLinkRefusal */
} SkLinkRefused;

/* What one blocking rule did. */
typedef struct {
  const char *rule;        /* code word */
  uint64_t keys;           /* keys emitted */
  uint64_t pairs;          /* pairs it alone found first */
  uint64_t pairs_seen;     /* pairs an earlier rule had already found */
  uint64_t pairs_given_up; /* pairs in blocks too large even after dividing */
  double matches_given_up; /* estimated true pairs among them */
  uint32_t blocks_divided;
} SkLinkBlocking;

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
/* "no memory" and so on, for logs. */
const char *sk_link_status_code(SkLinkStatus status);
