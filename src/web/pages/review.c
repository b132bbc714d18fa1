#include "web/pages/review.h"

#include "base/clock.h"
#include "base/error.h"
#include "registry/second.h"
#include "web/frame.h"
#include "web/pages/review_parts.h"
#include "web/show.h"
#include "web/show_form.h"
#include "web/turns.h"

#include <math.h>

#define LOOK 20    /* pairs read at once */
#define TRIES 400  /* pairs that others may be looking at before the queue counts as empty */
#define APART 20   /* disagreements that are listed */
#define TWICE 20   /* pairs looked at twice, from which on kappa says anything */
#define AGAINST -3 /* bits: a comparison that speaks so much against "same" asks for words */

static const char *const verdicts[] = { "undecided", "same", "different", NULL }; /* in the order of SkVerdict */

const SkFormField sk_form_review[] = {
  { "done", SK_FIELD_ID },
  { NULL },
};
const SkFormField sk_form_decide[] = {
  { "left", SK_FIELD_ID, .required = TRUE },
  { "right", SK_FIELD_ID, .required = TRUE },
  { "seen", SK_FIELD_ID },
  { "verdict", SK_FIELD_CHOICE, .required = TRUE, .choices = verdicts },
  { "reason", SK_FIELD_TEXT, .most = 2000 },
  { "one", SK_FIELD_FLAG },
  { NULL },
};
const SkFormField sk_form_undo[] = {
  { "link", SK_FIELD_ID, .required = TRUE },
  { NULL },
};

/* ---------------------------------------------------------------- showing a pair */

static void show_side(SkViewSide *side, const char *language, const SkPairSide *from) {
  side->label = g_strdup(from->title);
  side->source = g_strdup(from->title);
  side->source_link = g_strdup_printf("/sources/%s", from->source.text);
  side->place = sk_show_locator(language, from->locator);
  side->person = g_strdup_printf("/people/%s", from->person.text);
  for (guint i = 0; i < from->names->len; i++) {
    const SkPairName *name = from->names->pdata[i];
    SkViewPairName *row = sk_view_side_add_names(side);
    row->written = g_strdup(name->written);
    row->lang = g_strdup(sk_show_lang(name->script));
    row->reading = g_strdup(name->reading);
    row->kind = g_strdup(sk_text_in(language, "name-kind", sk_vocabulary_word(SK_VOCABULARY_NAME_KIND, name->kind)));
  }
}

static const char *standing_text(const char *language, const SkReviewPair *pair) {
  if (pair->state != SK_LINK_CURRENT)
    return NULL;
  return pair->verdict == SK_VERDICT_SAME        ? sk_text(language, "It was decided that they are the same person.")
         : pair->verdict == SK_VERDICT_DIFFERENT ? sk_text(language, "It was decided that they are different people.")
                                                 : sk_text(language, "It was decided that nobody can tell.");
}

static gboolean speaks_against(const SkExplanation *explanation) {
  for (guint i = 0; explanation != NULL && i < explanation->reasons->len; i++)
    if (((const SkReason *)explanation->reasons->pdata[i])->weight <= AGAINST)
      return TRUE;
  return FALSE;
}

static char *review_once(void) {
  SkId once = sk_id_new();
  return g_strdup(sk_id_print(&once).text);
}

void review_show_pair(SkViewReview *view, const char *language, const SkReviewPair *pair) {
  view->left = sk_view_side_new();
  view->right = sk_view_side_new();
  show_side(view->left, language, &pair->left);
  show_side(view->right, language, &pair->right);
  view->left_id = g_strdup(pair->left.mention.text);
  view->right_id = g_strdup(pair->right.mention.text);
  view->seen = g_strdup(pair->link.text);
  view->once = review_once();
  view->standing = g_strdup(standing_text(language, pair));
  view->needs_reason = speaks_against(pair->explanation);
  view->unknown = pair->explanation == NULL;
  review_show_compared(view, language, pair);
  if (pair->explanation != NULL)
    review_show_sum(view, language, pair->explanation);
}

/* How many people decided, and how far two who looked at the same pair agree. */
static gboolean show_agreement(SkVisit *visit, SkViewReview *view, GError **error) {
  SkAgreement agreement;
  if (!sk_second_agreement(visit->session, &agreement, error))
    return FALSE;
  view->decided = agreement.decided;
  view->twice = agreement.looked_twice;
  if (agreement.looked_twice > 0)
    view->agreed = g_strdup_printf("%.0f %%", 100 * agreement.raw);
  if (!isnan(agreement.kappa) && agreement.looked_twice >= TWICE)
    view->kappa = g_strdup_printf("%.2f", agreement.kappa);
  return TRUE;
}

static const char *verdict_text(const char *language, SkVerdict verdict) {
  return sk_text_in(language, "verdict", verdicts[verdict]);
}

/* Where two people saw it differently, to be talked about; nobody is named. */
static gboolean show_apart(SkVisit *visit, SkViewReview *view, GError **error) {
  g_autoptr(GPtrArray) apart = sk_second_disagreements(visit->session, APART, error);
  for (guint i = 0; apart != NULL && i < apart->len; i++) {
    const SkDisagreement *one = apart->pdata[i];
    SkViewApart *row = sk_view_review_add_apart(view);
    row->pair = g_strdup_printf("/pairs/%s/%s", one->pair->a.text, one->pair->b.text);
    row->left = g_strdup(one->pair->a_name);
    row->left_lang = g_strdup(sk_show_lang_of(row->left));
    row->right = g_strdup(one->pair->b_name);
    row->right_lang = g_strdup(sk_show_lang_of(row->right));
    row->first = g_strdup(verdict_text(visit->language, one->first));
    row->other = g_strdup(verdict_text(visit->language, one->second));
  }
  return apart != NULL;
}

/* The moment at which this day began where the register is kept. */
static SkTime midnight(void) {
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_local(sk_clock_now() / G_USEC_PER_SEC);
  g_autoptr(GDateTime) day = g_date_time_new_local(g_date_time_get_year(now), g_date_time_get_month(now),
                                                   g_date_time_get_day_of_month(now), 0, 0, 0);
  return g_date_time_to_unix(day) * G_USEC_PER_SEC;
}

/* `view` knows which pair it shows, or that there is none. */
SkResponse *review_render(SkVisit *visit, SkViewReview *view, unsigned status, GError **error) {
  if (!sk_frame_count_waiting(visit, &view->waiting, error) ||
      !sk_review_decided(visit->session, midnight(), &view->today, error) || !show_agreement(visit, view, error) ||
      !show_apart(visit, view, error))
    return NULL;
  g_autoptr(GPtrArray) seconds = sk_second_queue(visit->session, 1, error);
  if (seconds == NULL)
    return NULL;
  view->seconds = !view->second && seconds->len > 0;
  view->may_link = !view->second && sk_session_may(visit->session, SK_PERMISSION_LINK_RUN);
  if (view->once == NULL)
    view->once = review_once();
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Are these the same person?"), "review");
  return sk_response_html(status, sk_render_review(page, view));
}

/* ---------------------------------------------------------------- the queue */

/* The first pair that nobody else looks at; NULL without an error: nothing waits. */
static SkReviewPair *next_pair(SkVisit *visit, GError **error) {
  int64_t account = sk_session_account(visit->session);
  for (guint from = 0; from < TRIES; from += LOOK) {
    g_autoptr(GPtrArray) queue = sk_review_queue(visit->session, from, LOOK, error);
    if (queue == NULL || queue->len == 0)
      return NULL;
    for (guint i = 0; i < queue->len; i++) {
      const SkReviewItem *item = queue->pdata[i];
      if (sk_turns_take(sk_web_turns(visit->web), item->link.text, account, g_get_monotonic_time()))
        return sk_review_pair(visit->session, item->a.text, item->b.text, error);
    }
  }
  return NULL;
}

SkResponse *sk_page_review(SkVisit *visit, GError **error) {
  GError *failed = NULL;
  g_autoptr(SkViewReview) view = sk_view_review_new();
  g_autoptr(SkReviewPair) pair = next_pair(visit, &failed);
  if (failed != NULL) {
    g_propagate_error(error, failed);
    return NULL;
  }
  view->done = g_strdup(sk_form_is_fine(visit->form) ? sk_form_text(visit->form, "done") : NULL);
  view->none = pair == NULL;
  if (pair != NULL)
    review_show_pair(view, visit->language, pair);
  return review_render(visit, view, 200, error);
}

SkResponse *sk_page_pair(SkVisit *visit, GError **error) {
  g_autoptr(SkReviewPair) pair = sk_review_pair(visit->session, sk_request_capture(visit->request, "left"),
                                                sk_request_capture(visit->request, "right"), error);
  if (pair == NULL)
    return NULL;
  g_autoptr(SkViewReview) view = sk_view_review_new();
  view->one = TRUE;
  review_show_pair(view, visit->language, pair);
  return review_render(visit, view, 200, error);
}

/* ---------------------------------------------------------------- deciding */

/* The same pair again, with what was typed and what is missing. */
static SkResponse *again(SkVisit *visit, unsigned status, const char *fault, GError **error) {
  const SkForm *form = visit->form;
  g_autoptr(SkReviewPair) pair =
      sk_review_pair(visit->session, sk_form_text(form, "left"), sk_form_text(form, "right"), error);
  if (pair == NULL)
    return NULL;
  g_autoptr(SkViewReview) view = sk_view_review_new();
  view->one = sk_form_flag(form, "one");
  view->reason = g_strdup(sk_form_text(form, "reason"));
  view->fault = g_strdup(fault);
  review_show_pair(view, visit->language, pair);
  return review_render(visit, view, status, error);
}

/* "Same" although a comparison speaks against it: said in words, or not at all. */
static gboolean lacks_reason(SkVisit *visit, GError **error) {
  const SkForm *form = visit->form;
  if (sk_form_has(form, "reason") || sk_form_choice(form, "verdict") != SK_VERDICT_SAME)
    return FALSE;
  g_autoptr(SkExplanation) explanation =
      sk_linking_explain(visit->session, sk_form_text(form, "left"), sk_form_text(form, "right"), error);
  return speaks_against(explanation);
}

static SkResponse *decide(SkVisit *visit, GError **error) {
  const SkForm *form = visit->form;
  const char *reason =
      sk_form_has(form, "reason") ? sk_form_text(form, "reason") : sk_text(visit->language, "compared side by side");
  GError *failed = NULL;
  SkIdText link;
  if (sk_review_decide(visit->session, sk_form_text(form, "left"), sk_form_text(form, "right"),
                       (SkVerdict)sk_form_choice(form, "verdict"), reason, sk_form_text(form, "seen"), &link, &failed))
    return sk_form_flag(form, "one")
               ? sk_response_redirect("/pairs/%s/%s", sk_form_text(form, "left"), sk_form_text(form, "right"))
               : sk_response_redirect("/review?done=%s", link.text);
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_STALE) || g_error_matches(failed, SK_ERROR, SK_ERROR_DUPLICATE)) {
    g_clear_error(&failed);
    return again(visit, 409,
                 sk_text(visit->language, "Somebody decided about these two while you looked. This is how it stands "
                                          "now; decide again if you see it otherwise."),
                 error);
  }
  g_propagate_error(error, failed);
  return NULL;
}

SkResponse *sk_page_decide(SkVisit *visit, GError **error) {
  const SkForm *form = visit->form;
  if (sk_form_fault(form, "left") != SK_FIELD_FINE || sk_form_fault(form, "right") != SK_FIELD_FINE ||
      sk_form_fault(form, "verdict") != SK_FIELD_FINE) {
    sk_error_set(error, SK_ERROR_USAGE, "the form of a pair lacks what it is about");
    return NULL;
  }
  g_autofree char *fault = sk_show_fault_of(visit->language, sk_form_decide, form, "reason", NULL);
  if (fault != NULL)
    return again(visit, 422, fault, error);
  if (lacks_reason(visit, NULL))
    return again(visit, 422,
                 sk_text(visit->language, "One comparison speaks clearly against it. Say in a few words why they are "
                                          "the same person all the same."),
                 error);
  return decide(visit, error);
}

SkResponse *sk_page_undo(SkVisit *visit, GError **error) {
  if (!sk_form_is_fine(visit->form)) {
    sk_error_set(error, SK_ERROR_USAGE, "there is no such decision");
    return NULL;
  }
  if (!sk_review_undo(visit->session, sk_form_text(visit->form, "link"), sk_text(visit->language, "taken back"), error))
    return NULL;
  return sk_response_redirect_to("/review");
}
