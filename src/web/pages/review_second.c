/* A second opinion about a pair that somebody else decided, without seeing what. */
#include "base/error.h"
#include "registry/second.h"
#include "web/pages/review.h"
#include "web/pages/review_parts.h"
#include "web/show_form.h"
#include "web/texts.h"

#define LOOK 50 /* pairs that others may be looking at before the queue counts as empty */

const SkFormField sk_form_second_look[] = {
  { "given", SK_FIELD_FLAG },
  { NULL },
};

/* The first that nobody else looks at; NULL without an error: nothing waits. */
static SkReviewPair *next_pair(SkVisit *visit, GError **error) {
  g_autoptr(GPtrArray) queue = sk_second_queue(visit->session, LOOK, error);
  for (guint i = 0; queue != NULL && i < queue->len; i++) {
    const SkReviewItem *item = queue->pdata[i];
    g_autofree char *turn = g_strdup_printf("second %s %s", item->a.text, item->b.text);
    if (sk_turns_take(sk_web_turns(visit->web), turn, sk_session_account(visit->session), g_get_monotonic_time()))
      return sk_review_pair(visit->session, item->a.text, item->b.text, error);
  }
  return NULL;
}

/* Neither what stands between the two, nor a way to the pages of their persons, which say whether they are joined. */
static void show_blind(SkViewReview *view, const char *language, const SkReviewPair *pair) {
  review_show_pair(view, language, pair);
  g_clear_pointer(&view->standing, g_free);
  g_clear_pointer(&view->seen, g_free);
  g_clear_pointer(&view->left->person, g_free);
  g_clear_pointer(&view->right->person, g_free);
}

SkResponse *sk_page_second(SkVisit *visit, GError **error) {
  GError *failed = NULL;
  g_autoptr(SkReviewPair) pair = next_pair(visit, &failed);
  if (failed != NULL) {
    g_propagate_error(error, failed);
    return NULL;
  }
  g_autoptr(SkViewReview) view = sk_view_review_new();
  view->second = TRUE;
  view->given = sk_form_flag(visit->form, "given");
  view->none = pair == NULL;
  if (pair != NULL)
    show_blind(view, visit->language, pair);
  return review_render(visit, view, 200, error);
}

/* The same pair again, with what was typed. */
static SkResponse *again(SkVisit *visit, const char *fault, GError **error) {
  const SkForm *form = visit->form;
  g_autoptr(SkReviewPair) pair =
      sk_review_pair(visit->session, sk_form_text(form, "left"), sk_form_text(form, "right"), error);
  if (pair == NULL)
    return NULL;
  g_autoptr(SkViewReview) view = sk_view_review_new();
  view->second = TRUE;
  view->reason = g_strdup(sk_form_text(form, "reason"));
  view->fault = g_strdup(fault);
  show_blind(view, visit->language, pair);
  return review_render(visit, view, 422, error);
}

/* Decided anew, or looked at by another meanwhile: then it waits no more, and the next one comes. */
SkResponse *sk_page_second_give(SkVisit *visit, GError **error) {
  const SkForm *form = visit->form;
  GError *failed = NULL;
  if (sk_form_fault(form, "left") != SK_FIELD_FINE || sk_form_fault(form, "right") != SK_FIELD_FINE ||
      sk_form_fault(form, "verdict") != SK_FIELD_FINE) {
    sk_error_set(error, SK_ERROR_USAGE, "the form of a pair lacks what it is about");
    return NULL;
  }
  g_autofree char *fault = sk_show_fault_of(visit->language, sk_form_decide, form, "reason", NULL);
  if (fault != NULL)
    return again(visit, fault, error);
  const char *reason =
      sk_form_has(form, "reason") ? sk_form_text(form, "reason") : sk_text(visit->language, "compared side by side");
  if (sk_second_give(visit->session, sk_form_text(form, "left"), sk_form_text(form, "right"),
                     (SkVerdict)sk_form_choice(form, "verdict"), reason, &failed))
    return sk_response_redirect_to("/review/second?given=1");
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_DUPLICATE) || g_error_matches(failed, SK_ERROR, SK_ERROR_REFUSED)) {
    g_clear_error(&failed);
    return sk_response_redirect_to("/review/second");
  }
  g_propagate_error(error, failed);
  return NULL;
}
