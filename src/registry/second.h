/* Two people look at the same pair, the second without knowing what the first decided: how far can decisions be
 * trusted.
 *
 * One decision in ten waits for a second opinion, by anybody but its author. A second opinion decides nothing; where it
 * differs, both are shown so that people can talk, and decide again if they will. */
#pragma once

#include "registry/review.h"

#define SK_SECOND_EVERY 10

/* Decisions of others that wait for this account's opinion, newest first, as pairs of mentions without the verdict.
 * SkReviewItem with neither link nor weight; free with g_ptr_array_unref. Needs review.decide. */
GPtrArray *sk_second_queue(SkSession *session, guint limit, GError **error);
/* Gives one of any decision in force that a person made. SK_ERROR_NOT_FOUND: nothing was decided about the two;
 * SK_ERROR_REFUSED: by the same account, by a rule, or without a reason; SK_ERROR_DUPLICATE: it has one already. Needs
 * review.decide. */
gboolean sk_second_give(SkSession *session, const char *a, const char *b, SkVerdict verdict, const char *reason,
                        GError **error);

typedef struct {
  int64_t decided;      /* decisions by people in force */
  int64_t counts[3][3]; /* by the verdict of the first and of the second; those superseded since too */
  int64_t looked_twice, agreed;
  double raw;   /* share agreed; NAN where nobody looked twice */
  double kappa; /* beyond chance: Cohen (1960), Educational and Psychological Measurement 20; NAN where chance alone
                   would always agree */
} SkAgreement;

/* As far as the session sees the pairs. Needs review.decide. */
gboolean sk_second_agreement(SkSession *session, SkAgreement *ret_agreement, GError **error);
/* Fills in the sums from `counts`. */
void sk_agreement_settle(SkAgreement *agreement);

typedef struct {
  SkReviewItem *pair; /* with neither link nor weight */
  SkVerdict first, second;
} SkDisagreement;

/* Decisions in force that a second opinion contradicts, newest first: SkDisagreement; free with g_ptr_array_unref.
 * Needs review.decide. */
GPtrArray *sk_second_disagreements(SkSession *session, guint limit, GError **error);
