/* Two persons that are one: what would come of joining them, and doing it.
 *
 * They are joined by one decision of "same" between a mention of each, which is taken back like any other
 * (sk_review_undo). What the session may not see has no part in it: neither mentions nor decisions. */
#pragma once

#include "registry/person.h"

typedef enum {
  SK_BARRIER_ONE_ALREADY, /* they are one person */
  SK_BARRIER_DIFFERENT,   /* a decision in force says that a mention of each are different people */
  SK_BARRIER_LISTED_TWICE /* a mention of each stands in a list that names nobody twice */
} SkBarrierKind;

/* What forbids it. */
typedef struct {
  SkBarrierKind kind;
  SkIdText left, right; /* the mentions it is about */
  char *said;           /* the reason of the decision, or the title of the list; may be NULL */
} SkBarrier;

typedef struct {
  SkPerson *merged;     /* as it would be: names, facts with their conflicts, kin, households */
  SkIdText left, right; /* the mentions that the decision would be about: those the program proposed, else the first */
  GPtrArray *barriers;  /* SkBarrier; empty: nothing forbids it */
} SkMerge;

/* What would come of it. SK_ERROR_NOT_FOUND when the session sees not both. Needs review.decide. */
SkMerge *sk_merge_look(SkSession *session, const char *person, const char *other, GError **error);
void sk_merge_free(SkMerge *merge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkMerge, sk_merge_free)

/* Joins them. `seen`: the revision of the merged person as it was looked at. SK_ERROR_REFUSED when something forbids
 * it, or without a reason; SK_ERROR_STALE when somebody decided since. *ret_link: the decision. Needs review.decide. */
gboolean sk_merge_do(SkSession *session, const char *person, const char *other, const char *reason, int64_t seen,
                     SkIdText *ret_link, GError **error);
