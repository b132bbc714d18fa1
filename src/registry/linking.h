/* The machine's part of finding the same person: it proposes, and says why. */
#pragma once

#include "access/session.h"
#include "base/id.h"
#include "base/progress.h"
#include "registry/person.h"

typedef enum { SK_VERDICT_UNDECIDED = 0, SK_VERDICT_SAME = 1, SK_VERDICT_DIFFERENT = 2 } SkVerdict;
typedef enum { SK_LINK_PROPOSED = 1, SK_LINK_CURRENT = 2, SK_LINK_SUPERSEDED = 3, SK_LINK_SECOND = 4 } SkLinkState;
typedef enum { SK_ORIGIN_MACHINE = 1, SK_ORIGIN_RULE = 2, SK_ORIGIN_PERSON = 3 } SkLinkOrigin;

/* What a run did, as far as the session may see it: mentions and proposals are counted through the door, and what can
 * only be told of the whole register is told to those who see the whole register. */
typedef struct {
  /* Nothing has happened since the last run that could change its proposals: they were not made anew. Told to those who
   * see the whole register: others could learn that something hidden came. */
  gboolean stands;
  /* Nothing but decisions has come since a run that compared: it was gone on from, and nobody compared anew. Told to
   * those who see the whole register. */
  gboolean settled;
  int64_t personae, proposals;
  int64_t proposed_same; /* of them in the link band and consistent with each other */
  gboolean whole;        /* the session sees every mention: only then are the next three told */
  int64_t pairs;         /* compared; if `settled` in the run that was gone on from */
  int64_t given_up;      /* pairs not compared because a block was over its cap */
  int64_t left_out;      /* pairs somebody might have looked at, but likelier ones of the same mentions come first */
  /* Beside the proposals that stood before. */
  int64_t added, gone, changed; /* proposals; changed: a question has become a proposal to join, or the other way */
  int64_t grown, joined, split; /* persons that decisions and proposals make: by new mentions, out of several earlier
                                   ones, apart from one; told of the whole register only */
  gboolean learnt;              /* the weights were learnt in this run; else they are those of an earlier one, ... */
  int64_t fresh;                /* ... since when so many mentions have come, ... */
  double moved;                 /* ... and the share of true pairs has moved by so many bits */
  gboolean learn_anew;          /* that is more than SK_LINK_MOVED_MOST: propose it */
  double seconds;
} SkLinkReport;

#define SK_LINK_MOVED_MOST 1.0 /* bits */

typedef struct {
  unsigned threads; /* 0: as many as there are cores; the result does not depend on it */
  gboolean anew;    /* learn the weights in this run, whatever is known */
} SkLinkingOptions;

/* Compares the whole register and stores what it proposes: verdict "same" for pairs of the link band that fit together
 * as persons, "undecided" for pairs somebody should look at; of these the likeliest of each mention. Earlier proposals
 * nobody decided are brought up to date; decisions stay, and a pair that was decided ("undecided" too) is not proposed
 * again while its decision stands; a proposal that is as it was is left alone, one that has changed keeps its id.
 * Where nothing has happened since the last run that could come out otherwise, nothing is done; where nothing but
 * decisions came, nothing is compared and they are settled with what is kept of pairs. Either way the proposals are
 * those of a run that compares. Weights and frequencies are those of the run that learnt them, until a fifth of the
 * mentions is newer. Needs link.run. */
gboolean sk_linking_run(SkSession *session, const SkLinkingOptions *options, SkProgress *progress,
                        SkLinkReport *ret_report, GError **error);

/* One line of an explanation: what was compared, how it came out, what it weighs. */
typedef struct {
  char *comparison, *level; /* stable words such as "name" and "korean-reading" */
  char *left, *right;       /* the values compared, as they are written; may be NULL */
  /* The same as the register understood them; NULL where it is none of `property`. */
  SkProperty property;
  SkPersonValue *left_value, *right_value;
  char *words;              /* a sentence in plain English; pages translate by the stable words */
  double weight, frequency; /* log2 odds, and the part that comes from how common the value is */
} SkReason;

/* A run that would join the two where the run before would not have, or the other way. */
typedef struct {
  SkTime when;
  gboolean joins, has_weight, has_earlier; /* no weight: not proposed */
  double weight, earlier;
} SkPairChange;

typedef struct {
  SkIdText a, b; /* personae */
  double prior, weight, probability;
  char *band;                 /* "link", "ask", "leave" */
  double ask_from, link_from; /* weights at which these bands begin */
  gboolean calibrated_on_invented;
  GPtrArray *reasons; /* SkReason */
  GArray *changes;    /* SkPairChange, newest first */
} SkExplanation;

/* What both say of each thing that is compared, names left out and unweighed: for two whom the last run did not
 * compare. SkReason without words, frequency or weight, where at least one of them says anything; free with
 * g_ptr_array_unref. Needs person.read. */
GPtrArray *sk_linking_values(SkSession *session, const char *a, const char *b, GError **error);
/* Compares two personae (any public ids) with the model of the last run. Needs person.read. */
SkExplanation *sk_linking_explain(SkSession *session, const char *a, const char *b, GError **error);
void sk_explanation_free(SkExplanation *explanation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkExplanation, sk_explanation_free)

/* How the current persons compare with a truth file of the synthetic population. */
typedef struct {
  char *group; /* "all", or "lists" (ministry, Red Cross, campaign, registration, school), or a source kind */
  int64_t true_pairs, found_pairs, right_pairs;
  double precision, recall; /* pairs; those blocking missed count as missed */
} SkTruthRow;

/* Reads `path` (columns list, locator, slot, person). Rows: SkTruthRow, free with g_ptr_array_unref. Needs link.run. */
GPtrArray *sk_linking_measure(SkSession *session, const char *path, GError **error);
