/* What the engine has learnt: how often each level occurs among pairs of the same person, among members of one family,
 * and among strangers; and what a pair's pattern is worth.
 *
 * Fellegi and Sunter (1969) with one class more: besides "same person" (m) and "stranger" (u) a pair may be "kin": two
 * people of one household, who share sailing, address and family name but neither given name nor birth. Without that
 * class brothers would be joined by everything they share.
 *
 *   weight against strangers  S = log2(prior/(1-prior)) + sum log2(m/u) + term frequency of family and given name
 *   weight against kin        K = log2(prior/kin_prior) + sum log2(m/kin) + term frequency of the given name
 *   weight                    W = -log2(2^-S + 2^-K)        probability = 1 / (1 + 2^-W)
 *
 * The parameters come from invented or real lists; `invented` says which, and whoever shows a probability has to say so
 * too.
 */
#pragma once

#include "link/engine.h"
#include "link/pattern.h"

typedef struct {
  double m, u, kin; /* all within ]0, 1[; over the levels of one class each sums to 1 */
} SkLinkLevelWeight;

typedef struct {
  double prior;               /* share of all comparable pairs that are one person */
  double kin_prior;           /* share that are two members of one household */
  double link_from, ask_from; /* weights, log2 odds, at which the bands begin */
  bool invented;              /* trained on invented people */
  SkLinkLevelWeight levels[SK_LINK_COMPARISON_COUNT][SK_LINK_LEVEL_MAX];
} SkLinkModel;

/* What holds a pair below the "link" band whatever it weighs. */
typedef enum {
  SK_LINK_HELD_NOT,
  SK_LINK_HELD_NAME_ONLY,    /* nothing but the name speaks for it */
  SK_LINK_HELD_NEAR_NAME,    /* the names are only near, and less than two other things agree firmly */
  SK_LINK_HELD_GIVEN,        /* given names conflict: kin share all the rest */
  SK_LINK_HELD_BIRTH,        /* births conflict */
  SK_LINK_HELD_REGISTRATION, /* registration numbers conflict */
  SK_LINK_HELD_RIVAL,        /* another record of the same list fits about as well */
  SK_LINK_HELD_DECIDED       /* reviewed: different */
} SkLinkHeld;

typedef struct {
  SkLinkPattern pattern;
  float tf_family, tf_given; /* log2, what rarity of the shared name adds */
} SkLinkEvidence;

/* One line of a waterfall. */
typedef struct {
  SkLinkComparison comparison;
  unsigned level;
  double weight;    /* log2(m/u) */
  double frequency; /* term-frequency part, 0 where none */
} SkLinkReason;

typedef struct {
  double prior;                                   /* log2 odds before anything was compared */
  SkLinkReason reasons[SK_LINK_COMPARISON_COUNT]; /* stated comparisons only, in the order of SkLinkComparison */
  size_t reason_count;
  double kin;    /* what "may be another member of the family" takes off; <= 0 */
  double weight; /* prior + all reasons + kin, to rounding */
  double probability;
  SkLinkBand band;
  SkLinkHeld held; /* why the band is below what the weight alone would give */
} SkLinkExplanation;

/* The weight (log2 odds) of a pair with this evidence. Finite for every pattern. */
double sk_link_model_weight(const SkLinkModel *model, SkLinkEvidence evidence);
/* The rule that holds this pattern below the "link" band, or SK_LINK_HELD_NOT. Looks at the pattern alone: rivals and
 * decisions are found by a run. */
SkLinkHeld sk_link_pattern_held(SkLinkPattern pattern);
SkLinkBand sk_link_model_band(const SkLinkModel *model, double weight, SkLinkHeld held);
/* Why: fills *ret_explanation from evidence alone, so a stored pair can be explained at any later time. */
void sk_link_model_explain(const SkLinkModel *model, SkLinkEvidence evidence, SkLinkExplanation *ret_explanation);

/* A model before any training: m from general knowledge, u flat over plausible shares. */
void sk_link_model_init(SkLinkModel *ret_model);

#define SK_LINK_EVIDENCE_BYTES 16 /* pattern and both frequencies, little-endian, as stored beside a link */
void sk_link_evidence_pack(SkLinkEvidence evidence, uint8_t bytes[SK_LINK_EVIDENCE_BYTES]);
SkLinkEvidence sk_link_evidence_unpack(const uint8_t bytes[SK_LINK_EVIDENCE_BYTES]);

/* The model as lines of text, to be kept with the run. Writes at most `size` bytes
 * with the NUL and returns the length it needs without it, like snprintf. Reading back gives the same weights bit for
 * bit. */
size_t sk_link_model_print(const SkLinkModel *model, char *text, size_t size);
/* False, and *ret_model untouched, if `text` is no model of this version. */
bool sk_link_model_parse(const char *text, size_t length, SkLinkModel *ret_model);
