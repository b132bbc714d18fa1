/* Two mentions side by side, with all that helps to decide whether they are one person. Through the session's door. */
#pragma once

#include "base/vocabulary.h"
#include "registry/linking.h"
#include "registry/names_alike.h"

typedef struct {
  SkNameKind kind;
  SkScript script;
  char *written, *reading; /* reading: stated for this very claim; may be NULL */
} SkPairName;

/* One of the two. */
typedef struct {
  SkIdText mention, person; /* person: whom it belongs to by the decisions in force */
  SkIdText source;
  char *title, *locator; /* of the source, and where in it */
  GPtrArray *names;      /* SkPairName */
  GPtrArray *household;  /* char *: how the others of its household are written */
} SkPairSide;

typedef struct {
  SkPairSide left, right;
  SkIdText link; /* the proposal or decision that stands between them; empty: none */
  SkVerdict verdict;
  SkLinkState state;
  SkNamesAlike alike;         /* the two of their names that agree best */
  SkExplanation *explanation; /* NULL: the last run did not find them worth proposing, ... */
  GPtrArray *values;          /* ... and what both say stands here: SkReason (sk_linking_values) */
} SkReviewPair;

/* The pair of these mentions (public ids). SK_ERROR_NOT_FOUND when the session sees not both. Needs review.decide. */
SkReviewPair *sk_review_pair(SkSession *session, const char *left, const char *right, GError **error);
void sk_review_pair_free(SkReviewPair *pair);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkReviewPair, sk_review_pair_free)
