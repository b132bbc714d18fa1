#include "registry/second.h"

#include "base/clock.h"
#include "base/error.h"
#include "registry/review_parts.h"
#include "store/queries/person.h"

#include <math.h>
#include <string.h>

/* ---------------------------------------------------------------- what waits */

typedef struct {
  int64_t a, b;
} Pair;

static GArray *read_queue(SkSession *session, guint limit, GError **error) {
  g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
  g_auto(SkqReviewSecondQueue) row = { 0 };
  GError *failed = NULL;
  if (!skq_review_second_queue(sk_session_db(session), sk_session_account(session), SK_SECOND_EVERY, limit, &row,
                               error))
    return NULL;
  while (skq_review_second_queue_next(&row, &failed)) {
    Pair pair = { row.a, row.b };
    g_array_append_val(pairs, pair);
  }
  return sk_error_forward(error, failed) ? g_steal_pointer(&pairs) : NULL;
}

GPtrArray *sk_second_queue(SkSession *session, guint limit, GError **error) {
  if (!sk_session_require(session, SK_PERMISSION_REVIEW_DECIDE, error))
    return NULL;
  g_autoptr(GArray) pairs = read_queue(session, limit, error);
  g_autoptr(GPtrArray) items = review_items_new();
  for (guint i = 0; pairs != NULL && i < pairs->len; i++) {
    const Pair *pair = &g_array_index(pairs, Pair, i);
    SkReviewItem *item = g_new0(SkReviewItem, 1);
    g_ptr_array_add(items, item);
    if (!review_describe(sk_session_db(session), pair->a, pair->b, item, error))
      return NULL;
  }
  return pairs != NULL ? g_steal_pointer(&items) : NULL;
}

/* ---------------------------------------------------------------- giving one */

static gboolean may_give(const SkqReviewSecondOf *decision, gboolean found, int64_t account, GError **error) {
  if (!found)
    sk_error_set(error, SK_ERROR_NOT_FOUND, "nothing is decided about these two: decide with saikai review decide");
  else if (decision->origin != SK_ORIGIN_PERSON)
    sk_error_set(error, SK_ERROR_REFUSED, "a rule decided this, nobody looked: there is no first opinion");
  else if (decision->has_account && decision->account == account)
    sk_error_set(error, SK_ERROR_REFUSED, "you decided this yourself: a second opinion is another person's");
  else if (decision->opinions > 0)
    sk_error_set(error, SK_ERROR_DUPLICATE, "this decision has its second opinion already");
  else
    return TRUE;
  return FALSE;
}

gboolean sk_second_give(SkSession *session, const char *a, const char *b, SkVerdict verdict, const char *reason,
                        GError **error) {
  g_autoptr(SkWork) work =
      review_check_reason(reason, error) ? sk_session_work(session, SK_PERMISSION_REVIEW_DECIDE, error) : NULL;
  int64_t ends[2] = { 0 }, label = 0, link = 0;
  g_auto(SkqReviewSecondOf) decision = { 0 };
  gboolean found = FALSE;
  SkId public = sk_id_new();
  if (work == NULL || !review_find_persona(sk_work_db(work), a, &ends[0], &label, error) ||
      !review_find_persona(sk_work_db(work), b, &ends[1], &label, error) ||
      !skq_review_second_of(sk_work_db(work), MIN(ends[0], ends[1]), MAX(ends[0], ends[1]), &decision, &found, error) ||
      !may_give(&decision, found, sk_work_account(work), error) || !sk_work_ids(work, SK_KIND_LINK, 1, &link, error) ||
      !skq_review_second_add(work, link, (SkBytes){ public.bytes, sizeof public.bytes }, MIN(ends[0], ends[1]),
                             MAX(ends[0], ends[1]), decision.label, verdict, reason, sk_work_account(work),
                             sk_clock_now(), decision.link, NULL, error))
    return FALSE;
  sk_work_note(work, SK_KIND_LINK, link, reason, strlen(reason));
  sk_work_set_label(work, decision.label);
  return sk_work_commit(work, SK_JOURNAL_LINK_SECOND, error);
}

/* ---------------------------------------------------------------- agreement */

void sk_agreement_settle(SkAgreement *agreement) {
  double chance = 0;
  agreement->looked_twice = agreement->agreed = 0;
  for (int i = 0; i < 3; i++) {
    agreement->agreed += agreement->counts[i][i];
    for (int j = 0; j < 3; j++)
      agreement->looked_twice += agreement->counts[i][j];
  }
  double n = (double)agreement->looked_twice;
  for (int i = 0; i < 3; i++) {
    double first = 0, second = 0;
    for (int j = 0; j < 3; j++) {
      first += (double)agreement->counts[i][j];
      second += (double)agreement->counts[j][i];
    }
    chance += first * second;
  }
  agreement->raw = n > 0 ? (double)agreement->agreed / n : NAN;
  agreement->kappa = n > 0 && chance < n * n ? (agreement->raw - chance / (n * n)) / (1 - chance / (n * n)) : NAN;
}

gboolean sk_second_agreement(SkSession *session, SkAgreement *ret_agreement, GError **error) {
  SkAgreement agreement = { 0 };
  g_auto(SkqReviewAgreement) row = { 0 };
  g_auto(SkqReviewDecided) decided = { 0 };
  gboolean found = FALSE;
  GError *failed = NULL;
  if (!sk_session_require(session, SK_PERMISSION_REVIEW_DECIDE, error) ||
      !skq_review_decided(sk_session_db(session), &decided, &found, error) ||
      !skq_review_agreement(sk_session_db(session), &row, error))
    return FALSE;
  while (skq_review_agreement_next(&row, &failed))
    if (row.first >= 0 && row.first < 3 && row.second >= 0 && row.second < 3)
      agreement.counts[row.first][row.second] = row.n;
  if (!sk_error_forward(error, failed))
    return FALSE;
  agreement.decided = decided.n;
  sk_agreement_settle(&agreement);
  *ret_agreement = agreement;
  return TRUE;
}

static void disagreement_free(gpointer data) {
  SkDisagreement *one = data;
  review_item_free(one->pair);
  g_free(one);
}

static gboolean read_disagreements(SkSession *session, guint limit, GPtrArray *found, GArray *pairs, GError **error) {
  g_auto(SkqReviewDisagreements) row = { 0 };
  GError *failed = NULL;
  if (!skq_review_disagreements(sk_session_db(session), limit, &row, error))
    return FALSE;
  while (skq_review_disagreements_next(&row, &failed)) {
    SkDisagreement *one = g_new0(SkDisagreement, 1);
    Pair pair = { row.a, row.b };
    *one = (SkDisagreement){ g_new0(SkReviewItem, 1), (SkVerdict)row.first, (SkVerdict)row.second };
    g_ptr_array_add(found, one);
    g_array_append_val(pairs, pair);
  }
  return sk_error_forward(error, failed);
}

GPtrArray *sk_second_disagreements(SkSession *session, guint limit, GError **error) {
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(disagreement_free);
  g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
  if (!sk_session_require(session, SK_PERMISSION_REVIEW_DECIDE, error) ||
      !read_disagreements(session, limit, found, pairs, error))
    return NULL;
  for (guint i = 0; i < pairs->len; i++) {
    const Pair *pair = &g_array_index(pairs, Pair, i);
    const SkDisagreement *one = found->pdata[i];
    if (!review_describe(sk_session_db(session), pair->a, pair->b, one->pair, error))
      return NULL;
  }
  return g_steal_pointer(&found);
}
