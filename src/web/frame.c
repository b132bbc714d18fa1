#include "web/frame.h"

#include "registry/review.h"
#include "web/pages/asset.h"
#include "web/texts.h"

gboolean sk_frame_count_waiting(const SkVisit *visit, int64_t *ret_count, GError **error) {
  if (!sk_review_waiting(visit->session, ret_count, error))
    return FALSE;
  sk_waiting_keep(sk_web_waiting(visit->web), sk_session_clearance(visit->session), *ret_count, g_get_monotonic_time());
  return TRUE;
}

/* For the menu; a page is shown without it rather than not at all. */
static int64_t waiting_of(const SkVisit *visit) {
  int64_t count = 0, clearance = sk_session_clearance(visit->session);
  if (!sk_waiting_recall(sk_web_waiting(visit->web), clearance, g_get_monotonic_time(), &count))
    sk_frame_count_waiting(visit, &count, NULL);
  return count;
}

SkViewPage *sk_frame_new(const SkVisit *visit, const char *title, const char *section) {
  SkViewPage *page = sk_view_page_new();
  const SkSession *session = visit->session;
  const char *question = sk_request_query(visit->request, "q");
  page->language = g_strdup(visit->language);
  page->title = g_strdup(title);
  page->style = g_strdup(sk_asset_style());
  page->script = g_strdup(sk_asset_script());
  page->here = g_strdup(sk_request_is_unsafe(visit->request) ? "/" : sk_request_target(visit->request));
  page->token = g_strdup(visit->secret != NULL ? sk_visit_csrf(visit).text : "");
  page->demo = sk_visit_is_demo(visit);
  page->user = session != NULL ? g_strdup(sk_session_name(session)) : NULL;
  page->section = g_strdup(section);
  page->people = session != NULL && sk_session_may(session, SK_PERMISSION_PERSON_READ);
  page->lists = session != NULL && sk_session_may(session, SK_PERMISSION_SOURCE_READ);
  page->figures = session != NULL && sk_session_may(session, SK_PERMISSION_FIGURES_READ);
  page->accounts = session != NULL && sk_session_may(session, SK_PERMISSION_ACCOUNT_MANAGE);
  page->keeps = session != NULL && sk_session_may(session, SK_PERMISSION_REGISTER_CHECK);
  page->journal = session != NULL && sk_session_may(session, SK_PERMISSION_JOURNAL_READ);
  page->reviews = session != NULL && sk_session_may(session, SK_PERMISSION_REVIEW_DECIDE);
  page->waiting = page->reviews ? waiting_of(visit) : 0;
  page->question = g_strdup(question);
  return page;
}

/* What people read for a status. Texts never repeat an error's own message: that could name what is not theirs to see.
 */
static const struct {
  unsigned status;
  const char *heading, *text;
} messages[] = {
  { 400, N_("The address or form was not understood"), N_("Go back, look at what you typed, and try once more.") },
  { 401, N_("The sign-in has ended"), N_("Sign in again. What you typed in the form was not kept.") },
  { 403, N_("This form cannot be taken"),
    N_("It was open for too long, or it was not made for you. Open its page again and fill it in once more.") },
  { 404, N_("There is nothing here"), N_("It may never have been here, or it may not be for you to see.") },
  { 405, N_("This page cannot be used in that way"), N_("Open it from the start page.") },
  { 409, N_("Somebody was faster"),
    N_("It was done or changed before. Open the page again to see how it stands now.") },
  { 413, N_("That is too much at once"), N_("Send less, or use the command line for large lists.") },
  { 422, N_("This cannot be done"), N_("Something in it is against a rule of this register.") },
  { 503, N_("Too much is going on right now"), N_("Wait a minute and try again. Nothing was lost.") },
  { 500, N_("Something went wrong here"),
    N_("It is not your fault, and nothing of what stood in the register was changed.") },
};

#define COME_BACK "60" /* seconds: what the page of 503 says in words */

SkResponse *sk_frame_message(const SkVisit *visit, unsigned status, const char *advice, const char *reference) {
  gsize row = 0;
  while (row + 1 < G_N_ELEMENTS(messages) && messages[row].status != status)
    row++;
  g_autoptr(SkViewMessage) view = sk_view_message_new();
  view->heading = g_strdup(sk_text(visit->language, messages[row].heading));
  view->text = g_strdup(sk_text(visit->language, messages[row].text));
  view->advice = g_strdup(advice);
  view->reference = g_strdup(reference);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, view->heading, NULL);
  SkResponse *response = sk_response_html(status, sk_render_message(page, view));
  if (status == 503)
    sk_response_set_header(response, "Retry-After", COME_BACK);
  return response;
}

/* Japanese first: most who come read it. */
static const char *const tongues[] = { "ja", "ko", "en" };

char *sk_web_no_room(void) {
  g_autoptr(SkViewPage) page = sk_view_page_new();
  g_autoptr(SkViewNoRoom) view = sk_view_no_room_new();
  for (gsize i = 0; i < G_N_ELEMENTS(tongues); i++) {
    SkViewTongue *tongue = sk_view_no_room_add_tongues(view);
    tongue->lang = g_strdup(tongues[i]);
    tongue->heading = g_strdup(sk_text(tongues[i], "Nobody can be taken in at the moment"));
    tongue->text = g_strdup(sk_text(tongues[i], "Too many people are at work, or the register is being closed. Wait a "
                                                "moment and load this page again. A form that you have just sent was "
                                                "not taken: go back and send it once more."));
  }
  page->language = g_strdup(tongues[0]);
  page->title = g_strdup("503 · saikai");
  page->style = g_strdup(sk_asset_style());
  return g_string_free(sk_render_no_room(page, view), FALSE);
}
