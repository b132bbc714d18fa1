#include "web/pages/first_run.h"

#include "base/error.h"
#include "web/device.h"
#include "web/frame.h"
#include "web/pages/account_parts.h"

const SkFormField sk_form_first_run[] = {
  { "code", SK_FIELD_TEXT, .required = TRUE, .most = 40 },
  { "name", SK_FIELD_TEXT, .required = TRUE, .most = 64 },
  { "password", SK_FIELD_SECRET, .required = TRUE, .most = 1024 },
  { "again", SK_FIELD_SECRET, .required = TRUE, .most = 1024 },
  { NULL },
};

static SkResponse *show(const SkVisit *visit, const char *fault, const char *fault_at) {
  g_autoptr(SkViewFirstRun) view = sk_view_first_run_new();
  view->fault = g_strdup(fault);
  view->fault_at = g_strdup(fault_at);
  view->name = visit->form != NULL ? g_strdup(sk_form_text(visit->form, "name")) : NULL;
  view->code = visit->form != NULL ? g_strdup(sk_form_text(visit->form, "code")) : NULL;
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Welcome"), NULL);
  return sk_response_html(fault != NULL ? 422 : 200, sk_render_first_run(page, view));
}

SkResponse *sk_page_first_run(SkVisit *visit, GError **error) {
  (void)error;
  return show(visit, NULL, NULL);
}

/* What was wrong with it, at its field, in the reader's words. */
static SkResponse *refuse(const SkVisit *visit, const GError *failed) {
  const char *language = visit->language;
  if (failed->code == SK_ERROR_LOCKED)
    return show(visit,
                sk_text(language,
                        "This is not the code that the terminal shows. After twenty wrong ones saikai serve has to "
                        "be started again."),
                "#code");
  if (failed->code == SK_ERROR_DUPLICATE)
    return show(visit, sk_text(language, "This name is taken."), "#name");
  if (g_strstr_len(failed->message, -1, "password") != NULL)
    return show(visit, account_password_rule(language), "#password");
  return show(visit, sk_text(language, "A name has up to 64 characters and no spaces."), "#name");
}

/* The account is there: its maker is signed in with it. */
static SkResponse *enter(const SkVisit *visit, const SkFirstAccount *first, GError **error) {
  g_autofree char *device = sk_device_name(sk_request_header(visit->request, "User-Agent"));
  const SkSignInFrom from = { .client = sk_request_peer(visit->request), .device = device };
  gboolean half = FALSE;
  SkToken token;
  if (!sk_session_sign_in(sk_web_pool(visit->web), first->name, first->password, &from, &token, &half, error))
    return NULL;
  SkResponse *response = sk_response_redirect_to("/second-factor");
  sk_response_set_cookie(response, visit->request, SK_COOKIE_SESSION, token.text);
  sk_response_set_cookie(response, visit->request, SK_COOKIE_VISITOR, NULL);
  return response;
}

SkResponse *sk_page_first_account(SkVisit *visit, GError **error) {
  const SkForm *form = visit->form;
  g_autoptr(GError) failed = NULL;
  const SkFirstAccount first = { .code = sk_form_text(form, "code"),
                                 .name = sk_form_text(form, "name"),
                                 .password = sk_form_text(form, "password"),
                                 .language = visit->language };
  if (!sk_form_is_fine(form))
    return show(visit, sk_text(visit->language, "All four fields are needed."), "#code");
  if (g_strcmp0(first.password, sk_form_text(form, "again")) != 0)
    return show(visit, sk_text(visit->language, "The password was not written the same way twice."), "#again");
  if (sk_invitation_take(sk_web_invitation(visit->web), &first, &failed))
    return enter(visit, &first, error);
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_LOCKED) || g_error_matches(failed, SK_ERROR, SK_ERROR_REFUSED) ||
      g_error_matches(failed, SK_ERROR, SK_ERROR_DUPLICATE))
    return refuse(visit, failed);
  g_propagate_error(error, g_steal_pointer(&failed));
  return NULL;
}

SkResponse *sk_page_first_steps(SkVisit *visit, GError **error) {
  (void)error;
  g_autoptr(SkViewFirstSteps) view = sk_view_first_steps_new();
  view->demo = sk_visit_is_demo(visit);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "What to do next"), NULL);
  return sk_response_html(200, sk_render_first_steps(page, view));
}
