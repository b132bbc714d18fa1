/* The linkage engine: a table and a plan in, pairs with reasons and clusters out.
 *
 *   block (which pairs are worth a look) -> compare (levels) -> train (m, u without labels) -> score
 *   -> households (do the others match too) -> score again -> rivals, bands -> clusters
 *
 * It knows neither names nor dates nor files: the register (link.h) and `saikai match` are two of its callers. Pure C
 * and threads: no I/O, no globals; never aborts. The same table gives the same bytes for any number of threads. A
 * machine proposes: what is joined is decided by whoever calls.
 *
 * Fellegi and Sunter (1969), with one class more where households are known: besides "same person" (m) and "stranger"
 * (u) a pair may be "kin": two people of one household, who share nearly everything but given name and birth.
 *
 *   weight against strangers  S = log2(prior/(1-prior)) + sum log2(m/u) + rarity of what is shared
 *   weight against kin        K = log2(prior/kin_prior) + sum log2(m/kin) + rarity of what kin differ in
 *   weight                    W = -log2(2^-S + 2^-K)        probability = 1 / (1 + 2^-W)
 *
 * Without a household comparison kin_prior is 0 and W = S.
 */
#pragma once

#include "link/plan.h"

/* ---- what is learnt */

typedef struct {
  double m, u, kin; /* all within ]0, 1[; over the levels of one class each sums to 1 */
} SkEngineLevel;

typedef enum { SK_LINK_BAND_LEAVE, SK_LINK_BAND_ASK, SK_LINK_BAND_LINK } SkLinkBand;

typedef struct {
  double prior;               /* share of all comparable pairs that are one person */
  double kin_prior;           /* share that are two members of one household; 0 where none are known */
  double link_from, ask_from; /* weights, log2 odds, at which the bands begin */
  double slope, shift;        /* calibration: the probability is that of slope * W + shift; 1 and 0 untouched */
  bool invented;              /* learnt from invented people: whoever shows a probability has to say so */
  SkEngineLevel levels[SK_ENGINE_COMPARISONS_MAX][SK_ENGINE_LEVELS_MAX];
} SkEngineModel;

/* ---- a pair */

typedef struct {
  uint64_t pattern;                   /* sk_engine_level() */
  int16_t rarity[SK_ENGINE_RARE_MAX]; /* by the rare comparisons of the plan in their order; SK_ENGINE_RARITY */
} SkEngineEvidence;

/* Why a pair is below the band that its weight alone would give; RIVAL also: asked about although the likelier ones
 * leave it too little weight. Numbers from SK_ENGINE_HELD_PLAN are the plan's. */
enum { SK_ENGINE_HELD_NOT, SK_ENGINE_HELD_RIVAL, SK_ENGINE_HELD_PLAN };

typedef struct {
  uint32_t a, b; /* rows, a < b */
  SkEngineEvidence evidence;
  float weight; /* log2 odds, calibrated */
  uint8_t band; /* SkLinkBand */
  uint8_t held;
  uint8_t rule; /* the first rule that found it; rule_count: its households put it forward */
} SkEnginePair;

/* ---- a run */

/* What a run found out of pairs before it looked at any decision. With the same rows, model and frequencies another
 * goes on from there. */
typedef struct {
  const SkEnginePair *pairs; /* those that SkEngineOptions.weighed was given: rows, evidence and rule */
  size_t pair_count;
  const SkEnginePair *asked; /* rows and evidence of those that clusters were judged by beside them, by a, then b */
  size_t asked_count;
  /* What any other two look like, as sk_engine_compare() says. False: stop. From the thread that called. */
  bool (*compare)(void *context, uint32_t a, uint32_t b, SkEngineEvidence *ret_evidence);
  void *context;
} SkEngineKnown;

typedef struct {
  unsigned threads;        /* 0: one */
  uint64_t block_pairs;    /* most pairs compared in one block before it is divided; 0: 20,000 */
  double link_probability; /* band "link" starts here; 0: 0.99 */
  double ask_probability;  /* band "ask" starts here; 0: 0.2 */
  double cluster_mean;     /* two clusters are joined only if their pairs weigh this much on the mean, log2 odds; 0: if
                              their evidence without the prior is not against it */
  const SkEngineModel *model; /* a trained model to use as it is; NULL: train */
  const SkEngineKnown *known; /* go on from there instead of comparing, with the model; only the household column of the
                                 table is looked at. NULL: compare */
  const SkLinkDecision *decisions;
  size_t decision_count;
  /* Pairs known to be one person or not: of SK_ENGINE_LABELS_LEAST SAME or more m is counted, not estimated. */
  const SkLinkDecision *labels;
  size_t label_count;
  bool invented;                                                                     /* the rows are invented people */
  const SkLinkMemory *memory;                                                        /* NULL: malloc and free */
  bool (*progress)(void *context, SkLinkStage stage, uint64_t done, uint64_t total); /* false stops; may be NULL */
  void *progress_context;
  /* Called once, before decisions are looked at, with the pairs that another run may go on from, by a, then b. Not
   * called where that run would have compared more: learning has moved the prior too far. May be NULL. */
  void (*weighed)(void *context, const SkEnginePair *pairs, size_t count);
  void *weighed_context;
  /* Called by the calling thread once pairs are those of the result but for their bands. May be NULL. */
  void (*settled)(void *context, const SkEnginePair *pairs, size_t count);
  void *settled_context;
  bool pairs_only; /* nobody asks for clusters: the result has none */
} SkEngineOptions;

/* What one blocking rule did. */
typedef struct {
  const char *rule;        /* code word */
  uint64_t keys;           /* keys of all rows */
  uint64_t pairs;          /* pairs it alone found first */
  uint64_t pairs_seen;     /* pairs an earlier rule had already found */
  uint64_t pairs_given_up; /* pairs in blocks too large even after dividing */
  double matches_given_up; /* estimated true pairs among them */
  double matches;          /* expected true pairs among those it found first */
  uint32_t blocks_divided;
  uint64_t sizes[24]; /* blocks of 2^i .. 2^(i+1)-1 rows, before dividing */
} SkLinkBlocking;

/* All compared pairs by weight, those that were left when it was clear that they are too light by what they could have
 * weighed at most: bin i holds the weights from SK_ENGINE_BIN_FIRST + i / 2 up; the outer bins hold the
 * rest. Expected precision and recall at any threshold, with no labels, are sums over it. */
#define SK_ENGINE_BINS 160
#define SK_ENGINE_BIN_FIRST (-40)
typedef struct {
  uint64_t pairs;
  double matches; /* sum of their probabilities */
} SkEngineBin;

/* Why two clusters were not joined although a pair in the "link" band said so. */
typedef enum {
  SK_LINK_REFUSED_DIFFERENT = 1, /* members reviewed as different */
  SK_LINK_REFUSED_TWICE,         /* a source that holds a person once would hold this one twice */
  SK_LINK_REFUSED_ENTRY,         /* two rows of one entry */
  SK_LINK_REFUSED_CONFLICT,      /* members conflict firmly (SkEnginePlan.apart) */
  SK_LINK_REFUSED_CHAIN          /* on the whole the members do not look alike: a chain, not a cluster */
} SkLinkRefusal;

typedef struct {
  uint32_t proposal; /* index into the pairs */
  uint32_t a, b;     /* the rows that stand against it */
  uint8_t reason;    /* SkLinkRefusal */
} SkLinkRefused;

typedef struct {
  SkEngineModel model;
  const SkEnginePair *pairs; /* of the bands "ask" and "link", by a, then b */
  size_t pair_count;
  const SkEnginePair *asked; /* where SkEngineOptions.weighed is set: what clusters were judged by, beyond what was
                                known, by a, then b */
  size_t asked_count;
  const uint32_t *cluster_of; /* for each row the lowest row of its cluster */
  size_t cluster_count;
  const SkLinkRefused *refused;
  size_t refused_count;
  const SkLinkBlocking *blocking;
  size_t blocking_count;
  const SkEngineBin *bins; /* SK_ENGINE_BINS */
  uint64_t pairs_compared;
} SkEngineResult;

/* Links all rows. On SK_LINK_OK *ret_result is set and must be given to sk_engine_result_free(); otherwise untouched.
 */
SkLinkStatus sk_engine_run(const SkEnginePlan *plan, const SkEngineTable *table, const SkEngineOptions *options,
                           SkEngineResult **ret_result);
/* NULL is fine. Needs the memory the run was given. */
void sk_engine_result_free(SkEngineResult *result);

/* ---- one pair, and why */

/* What the two rows look like but for their households. */
SkEngineEvidence sk_engine_compare(const SkEnginePlan *plan, const SkEngineTable *table, uint32_t a, uint32_t b);
/* The weight (log2 odds, calibrated) of evidence. Finite for every pattern. */
double sk_engine_weight(const SkEnginePlan *plan, const SkEngineModel *model, SkEngineEvidence evidence);
double sk_link_weight_probability(double weight);
/* The weight that says so; `probability` within ]0, 1[. */
double sk_link_probability_weight(double probability);
SkLinkBand sk_engine_band(const SkEngineModel *model, double weight, unsigned held);

/* One line of a waterfall. */
typedef struct {
  uint8_t comparison, level;
  double weight;    /* log2(m/u) */
  double frequency; /* what rarity adds, 0 where none */
} SkEngineReason;

typedef struct {
  double prior;                                      /* log2 odds before anything was compared */
  SkEngineReason reasons[SK_ENGINE_COMPARISONS_MAX]; /* stated comparisons only, in their order */
  size_t reason_count;
  double kin;         /* what "may be another member of the family" takes off; <= 0 */
  double calibration; /* what calibration adds */
  double weight;      /* prior + all reasons + kin + calibration, to rounding */
  double probability;
  SkLinkBand band;
  unsigned held;
} SkEngineExplanation;

/* From evidence alone, so a stored pair can be explained at any later time. */
void sk_engine_explain(const SkEnginePlan *plan, const SkEngineModel *model, SkEngineEvidence evidence,
                       SkEngineExplanation *ret_explanation);

/* A model before any training: agreement twice as likely with each level, disagreement the other way round. */
void sk_engine_model_init(const SkEnginePlan *plan, SkEngineModel *ret_model);
