#include "web/pages/sign_in.h"

#include "base/error.h"
#include "web/frame.h"
#include "web/texts.h"

const SkFormField sk_form_sign_in[] = {
  { "name", SK_FIELD_TEXT, .required = TRUE, .most = 64 },
  { "password", SK_FIELD_SECRET, .required = TRUE, .most = 1024 },
  { "next", SK_FIELD_TEXT, .most = 2000 },
  { NULL },
};

/* The page as often as it takes: what was typed, and why it did not work. */
static SkResponse *show(const SkVisit *visit, unsigned status, const SkForm *form, const char *failed) {
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Sign in"), NULL);
  g_autoptr(SkViewSignIn) view = sk_view_sign_in_new();
  view->next = g_strdup(form != NULL ? sk_form_text(form, "next") : sk_request_query(visit->request, "next"));
  view->name = g_strdup(form != NULL ? sk_form_text(form, "name") : NULL);
  view->failed = g_strdup(failed);
  view->no_name = form != NULL && sk_form_fault(form, "name") != SK_FIELD_FINE;
  view->no_password = form != NULL && sk_form_fault(form, "password") != SK_FIELD_FINE;
  return sk_response_html(status, sk_render_sign_in(page, view));
}

SkResponse *sk_page_sign_in(SkVisit *visit, GError **error) {
  (void)error;
  return visit->session != NULL ? sk_response_redirect_to("/") : show(visit, 200, NULL, NULL);
}

/* One text whether the name is known or not. */
static SkResponse *refuse(const SkVisit *visit, const SkForm *form) {
  return show(visit, 401, form,
              sk_text(visit->language, "Name and password do not belong together, or there were too many tries. "
                                       "Look at both, wait a minute, and try again."));
}

SkResponse *sk_page_signed_in(SkVisit *visit, GError **error) {
  g_autoptr(GError) failed = NULL;
  g_autoptr(SkSession) session = NULL;
  SkToken token;
  const char *next = sk_form_text(visit->form, "next");
  if (!sk_form_is_fine(visit->form))
    return show(visit, 422, visit->form, sk_text(visit->language, "Both name and password are needed."));
  session = sk_session_sign_in(sk_web_pool(visit->web), sk_form_text(visit->form, "name"),
                               sk_form_text(visit->form, "password"), sk_request_peer(visit->request), &token, &failed);
  if (session == NULL && g_error_matches(failed, SK_ERROR, SK_ERROR_LOCKED))
    return refuse(visit, visit->form);
  if (session == NULL) {
    g_propagate_error(error, g_steal_pointer(&failed));
    return NULL;
  }
  SkResponse *response = sk_response_redirect_to(next != NULL ? next : "/");
  sk_response_set_cookie(response, visit->request, SK_COOKIE_SESSION, token.text);
  sk_response_set_cookie(response, visit->request, SK_COOKIE_VISITOR, NULL);
  return response;
}

SkResponse *sk_page_sign_out(SkVisit *visit, GError **error) {
  if (visit->session != NULL && !sk_session_sign_out(visit->session, visit->secret, error))
    return NULL;
  SkResponse *response = sk_response_redirect_to("/sign-in");
  sk_response_set_cookie(response, visit->request, SK_COOKIE_SESSION, NULL);
  return response;
}
