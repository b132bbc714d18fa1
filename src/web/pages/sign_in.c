#include "web/pages/sign_in.h"

#include "base/error.h"
#include "web/device.h"
#include "web/frame.h"
#include "web/texts.h"

const SkFormField sk_form_onward[] = {
  { "next", SK_FIELD_TEXT, .most = 2000 },
  { NULL },
};
const SkFormField sk_form_sign_in[] = {
  { "name", SK_FIELD_TEXT, .required = TRUE, .most = 64 },
  { "password", SK_FIELD_SECRET, .required = TRUE, .most = 1024 },
  { "next", SK_FIELD_TEXT, .most = 2000 },
  { NULL },
};

/* The page as often as it takes. `typed`: what was, or NULL for a page that is new; `failed`: why it did not work. */
static SkResponse *show(const SkVisit *visit, unsigned status, const SkForm *typed, const char *failed) {
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Sign in"), NULL);
  g_autoptr(SkViewSignIn) view = sk_view_sign_in_new();
  view->next = g_strdup(sk_form_text(visit->form, "next"));
  view->name = g_strdup(typed != NULL ? sk_form_text(typed, "name") : NULL);
  view->failed = g_strdup(failed);
  view->no_name = typed != NULL && sk_form_fault(typed, "name") != SK_FIELD_FINE;
  view->no_password = typed != NULL && sk_form_fault(typed, "password") != SK_FIELD_FINE;
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

/* In for good: the session's cookie comes, those of the way in go. */
static SkResponse *let_in(const SkVisit *visit, const SkToken *token, const char *next) {
  SkResponse *response = sk_response_redirect_to(next != NULL ? next : "/");
  sk_response_set_cookie(response, visit->request, SK_COOKIE_SESSION, token->text);
  sk_response_set_cookie(response, visit->request, SK_COOKIE_HALF, NULL);
  sk_response_set_cookie(response, visit->request, SK_COOKIE_VISITOR, NULL);
  return response;
}

static SkResponse *ask_for_code(const SkVisit *visit, const SkToken *half, const char *next) {
  g_autofree char *encoded = sk_percent_encode(next != NULL ? next : "/");
  SkResponse *response = sk_response_redirect("/sign-in/code?next=%s", encoded);
  sk_response_set_cookie(response, visit->request, SK_COOKIE_HALF, half->text);
  return response;
}

SkResponse *sk_page_signed_in(SkVisit *visit, GError **error) {
  g_autoptr(GError) failed = NULL;
  g_autofree char *device = sk_device_name(sk_request_header(visit->request, "User-Agent"));
  const SkSignInFrom from = { .client = sk_request_peer(visit->request), .device = device };
  const char *next = sk_form_text(visit->form, "next");
  gboolean half = FALSE;
  SkToken token;
  if (!sk_form_is_fine(visit->form))
    return show(visit, 422, visit->form, sk_text(visit->language, "Both name and password are needed."));
  if (sk_session_sign_in(sk_web_pool(visit->web), sk_form_text(visit->form, "name"),
                         sk_form_text(visit->form, "password"), &from, &token, &half, &failed))
    return half ? ask_for_code(visit, &token, next) : let_in(visit, &token, next);
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_LOCKED))
    return refuse(visit, visit->form);
  g_propagate_error(error, g_steal_pointer(&failed));
  return NULL;
}

/* ---------------------------------------------------------------- the second step */

static SkResponse *show_code(const SkVisit *visit, const char *next, const char *failed) {
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "The second step"), NULL);
  g_autoptr(SkViewCode) view = sk_view_code_new();
  view->next = g_strdup(next);
  view->failed = g_strdup(failed);
  return sk_response_html(failed != NULL ? 401 : 200, sk_render_code(page, view));
}

SkResponse *sk_page_code(SkVisit *visit, GError **error) {
  (void)error;
  if (visit->session != NULL || sk_request_own_cookie(visit->request, SK_COOKIE_HALF) == NULL)
    return sk_response_redirect_to(visit->session != NULL ? "/" : "/sign-in");
  return show_code(visit, sk_form_text(visit->form, "next"), NULL);
}

SkResponse *sk_page_code_shown(SkVisit *visit, GError **error) {
  g_autoptr(GError) failed = NULL;
  g_autofree char *device = sk_device_name(sk_request_header(visit->request, "User-Agent"));
  const SkSignInFrom from = { .client = sk_request_peer(visit->request), .device = device };
  const char *half = sk_request_own_cookie(visit->request, SK_COOKIE_HALF);
  const char *code = sk_form_is_fine(visit->form) ? sk_form_text(visit->form, "code") : "";
  const char *next = sk_form_text(visit->form, "next");
  SkToken token;
  if (sk_session_second_step(sk_web_pool(visit->web), half != NULL ? half : "", code, &from, &token, &failed))
    return let_in(visit, &token, next);
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_STALE))
    return show(visit, 401, NULL, sk_text(visit->language, "That took more than five minutes. Begin again."));
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_LOCKED))
    return show_code(visit, next,
                     sk_text(visit->language,
                             "This code does not fit, was used before, or there were too many tries. Wait "
                             "for the next one; if it goes on, look whether the device's clock is right."));
  g_propagate_error(error, g_steal_pointer(&failed));
  return NULL;
}

SkResponse *sk_page_sign_out(SkVisit *visit, GError **error) {
  if (visit->session != NULL && !sk_session_sign_out(visit->session, visit->secret, error))
    return NULL;
  SkResponse *response = sk_response_redirect_to("/sign-in");
  sk_response_set_cookie(response, visit->request, SK_COOKIE_SESSION, NULL);
  return response;
}
