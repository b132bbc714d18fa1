/* People decide what the machine proposes. Every decision has an author and a reason, supersedes what stood before, and
 * can be taken back; deciding one pair never decides another. */
#pragma once

#include "registry/linking.h"

/* Decides about two personae. `seen` is the public id of the link the decider looked at, or NULL: SK_ERROR_STALE when
 * another stands there now. A decision for the same verdict as the current one is SK_ERROR_DUPLICATE. The persons of
 * every clearance are brought up to date in the same unit of work. Needs review.decide. */
gboolean sk_review_decide(SkSession *session, const char *a, const char *b, SkVerdict verdict, const char *reason,
                          const char *seen, SkIdText *ret_link, GError **error);
/* Takes a decision back: it is superseded and what it superseded stands again. Needs review.decide. */
gboolean sk_review_undo(SkSession *session, const char *link, const char *reason, GError **error);

typedef struct {
  double min_probability;
  const char *reason; /* journalled with every decision */
} SkReviewRule;

/* Decides "same" for every proposal of verdict "same" at or above the rule's probability, as an operator's rule: origin
 * 2, one unit of work, one journal entry. Proposals that would now join two mentions of a list that holds a person
 * once, or two that somebody decided are different people, are left for a person: decisions made since the run may have
 * outrun it. Needs review.rule. */
gboolean sk_review_apply_rule(SkSession *session, const SkReviewRule *rule, SkProgress *progress, int64_t *ret_decided,
                              GError **error);

typedef struct {
  SkIdText link, a, b;
  char *a_name, *b_name, *a_source, *b_source;
  double weight, probability;
  double worth; /* of an answer */
} SkReviewItem;

/* The proposals waiting for a person, those first whose answer is worth most: where the register is likelier to be
 * wrong until somebody answers, and where more mentions hang on the answer (linking_parts.h). A decision moves those
 * about its persons at once; what the decisions in force answer already comes last. An operator's rule leaves them to
 * the next run. SkReviewItem; free with g_ptr_array_unref. Needs review.decide. */
GPtrArray *sk_review_queue(SkSession *session, guint offset, guint limit, GError **error);
/* How many pairs the session's account has decided since a moment, as far as that stands. Needs review.decide. */
gboolean sk_review_decided(SkSession *session, SkTime since, int64_t *ret_count, GError **error);
/* How many wait. */
gboolean sk_review_waiting(SkSession *session, int64_t *ret_count, GError **error);
