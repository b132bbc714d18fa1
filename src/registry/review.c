#include "registry/review.h"

#include "base/clock.h"
#include "base/error.h"
#include "registry/review_parts.h"
#include "store/derive.h"
#include "store/label.h"
#include "store/queries/person.h"
#include "store/queries/review.h"

#include <string.h>

gboolean review_find_persona(SkDb *db, const char *public_id, int64_t *ret_persona, int64_t *ret_label,
                             GError **error) {
  SkId id;
  g_auto(SkqReviewPersona) row = { 0 };
  gboolean found = FALSE;
  if (sk_id_parse(public_id, &id) &&
      !skq_review_persona(db, (SkBytes){ id.bytes, sizeof id.bytes }, &row, &found, error))
    return FALSE;
  if (!found) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no mention %s", public_id);
    return FALSE;
  }
  *ret_persona = row.persona;
  *ret_label = row.label;
  return TRUE;
}

/* ---------------------------------------------------------------- one decision */

/* Ends what stands between the two and writes the decision. `standing` may be NULL. */
gboolean review_write(SkWork *work, const ReviewDecision *decision, const SkqReviewStanding *standing, SkId *ret_public,
                      GError **error) {
  int64_t link = decision->link, account = sk_work_account(work);
  SkTime now = sk_clock_now();
  SkId public = sk_id_new();
  if (link == 0 && !sk_work_ids(work, SK_KIND_LINK, 1, &link, error))
    return FALSE;
  if (standing != NULL && !skq_review_end(work, standing->link, now, account, decision->reason, NULL, error))
    return FALSE;
  const int64_t *supersedes = standing == NULL ? NULL : &standing->link;
  const double *weight = standing != NULL && standing->has_weight ? &standing->weight : NULL;
  const double *probability = standing != NULL && standing->has_probability ? &standing->probability : NULL;
  SkBytes pattern = standing == NULL ? (SkBytes){ NULL, 0 } : standing->pattern;
  if (!skq_review_add(work, link, (SkBytes){ public.bytes, sizeof public.bytes }, decision->a, decision->b,
                      decision->label, decision->verdict, decision->origin, weight, probability, pattern,
                      decision->reason, account, now, supersedes, NULL, error))
    return FALSE;
  sk_work_note(work, SK_KIND_LINK, link, decision->reason, strlen(decision->reason));
  *ret_public = public;
  return TRUE;
}

static gboolean check_standing(const SkqReviewStanding *standing, gboolean found, SkVerdict verdict, const char *seen,
                               GError **error) {
  SkIdText public = found ? sk_bytes_id_text(standing->public) : (SkIdText){ "" };
  if (seen != NULL && g_ascii_strcasecmp(public.text, seen) != 0) {
    sk_error_set(error, SK_ERROR_STALE,
                 "somebody decided about these two since you looked; look again before you decide");
    return FALSE;
  }
  if (found && standing->state == SK_LINK_CURRENT && standing->verdict == (int64_t)verdict) {
    sk_error_set(error, SK_ERROR_DUPLICATE, "this is what was decided already");
    return FALSE;
  }
  return TRUE;
}

gboolean review_check_reason(const char *reason, GError **error) {
  if (reason != NULL && *reason != '\0')
    return TRUE;
  sk_error_set(error, SK_ERROR_REFUSED, "a decision needs a reason: say in a few words why");
  return FALSE;
}

gboolean review_find_ends(SkWork *work, const char *a, const char *b, ReviewDecision *decision, GError **error) {
  int64_t label_a = 0, label_b = 0;
  SkDb *db = sk_work_db(work);
  if (!review_find_persona(db, a, &decision->a, &label_a, error) ||
      !review_find_persona(db, b, &decision->b, &label_b, error))
    return FALSE;
  if (decision->a == decision->b) {
    sk_error_set(error, SK_ERROR_REFUSED, "a mention cannot be linked with itself");
    return FALSE;
  }
  if (decision->a > decision->b) {
    int64_t higher = decision->a;
    decision->a = decision->b;
    decision->b = higher;
  }
  return sk_label_union(work, label_a, label_b, &decision->label, error);
}

gboolean review_settle(SkWork *work, const ReviewDecision *decision, const SkqReviewStanding *standing,
                       SkIdText *ret_link, GError **error) {
  const int64_t ends[2] = { decision->a, decision->b };
  SkId public;
  if (!review_write(work, decision, standing, &public, error))
    return FALSE;
  sk_work_set_label(work, decision->label);
  if (!sk_derive_persons_around(work, ends, 2, error) || !review_weigh_around(work, ends, 2, error) ||
      !sk_work_commit(work, SK_JOURNAL_LINK_DECIDE, error))
    return FALSE;
  *ret_link = sk_id_print(&public);
  return TRUE;
}

gboolean sk_review_decide(SkSession *session, const char *a, const char *b, SkVerdict verdict, const char *reason,
                          const char *seen, SkIdText *ret_link, GError **error) {
  g_autoptr(SkWork) work =
      review_check_reason(reason, error) ? sk_session_work(session, SK_PERMISSION_REVIEW_DECIDE, error) : NULL;
  ReviewDecision decision = { .verdict = verdict, .origin = SK_ORIGIN_PERSON, .reason = reason };
  g_auto(SkqReviewStanding) standing = { 0 };
  gboolean found = FALSE;
  return work != NULL && review_find_ends(work, a, b, &decision, error) &&
         skq_review_standing(sk_work_db(work), decision.a, decision.b, &standing, &found, error) &&
         check_standing(&standing, found, verdict, seen, error) &&
         review_settle(work, &decision, found ? &standing : NULL, ret_link, error);
}

/* ---------------------------------------------------------------- taking it back */

static gboolean find_link(SkDb *db, const char *public_id, SkqReviewLink *ret_link, GError **error) {
  SkId id;
  gboolean found = FALSE;
  if (sk_id_parse(public_id, &id) &&
      !skq_review_link(db, (SkBytes){ id.bytes, sizeof id.bytes }, ret_link, &found, error))
    return FALSE;
  if (found && ret_link->state == SK_LINK_CURRENT)
    return TRUE;
  if (found)
    sk_error_set(error, SK_ERROR_STALE, "decision %s does not stand any more", public_id);
  else
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no decision %s", public_id);
  return FALSE;
}

static gboolean restore_superseded(SkWork *work, const SkqReviewLink *link, GError **error) {
  g_auto(SkqReviewLinkById) before = { 0 };
  gboolean found = FALSE;
  if (!link->has_supersedes)
    return TRUE;
  if (!skq_review_link_by_id(sk_work_db(work), link->supersedes, &before, &found, error))
    return FALSE;
  int64_t state = before.origin == SK_ORIGIN_MACHINE ? SK_LINK_PROPOSED : SK_LINK_CURRENT;
  return !found || skq_review_restore(work, link->supersedes, state, NULL, error);
}

gboolean sk_review_undo(SkSession *session, const char *link_id, const char *reason, GError **error) {
  g_autoptr(SkWork) work =
      review_check_reason(reason, error) ? sk_session_work(session, SK_PERMISSION_REVIEW_DECIDE, error) : NULL;
  g_auto(SkqReviewLink) link = { 0 };
  if (work == NULL || !find_link(sk_work_db(work), link_id, &link, error) ||
      !skq_review_end(work, link.link, sk_clock_now(), sk_work_account(work), reason, NULL, error) ||
      !restore_superseded(work, &link, error))
    return FALSE;
  int64_t ends[2] = { link.a, link.b };
  sk_work_note(work, SK_KIND_LINK, link.link, reason, strlen(reason));
  sk_work_set_label(work, link.label);
  return sk_derive_persons_around(work, ends, 2, error) && review_weigh_around(work, ends, 2, error) &&
         sk_work_commit(work, SK_JOURNAL_LINK_UNDO, error);
}
