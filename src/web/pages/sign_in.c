#include "web/pages/sign_in.h"

#include "base/error.h"

const SkFormField sk_form_sign_in[] = {
  { "name", SK_FIELD_TEXT, .required = TRUE, .most = 64 },
  { "password", SK_FIELD_SECRET, .required = TRUE, .most = 1024 },
  { "next", SK_FIELD_TEXT, .most = 2000 },
  { NULL },
};

/* The page as often as it takes: `name` as typed and why it did not work, both NULL the first time. */
static SkResponse *show(const SkVisit *visit, unsigned status, const char *why) {
  SkCsrfToken token = sk_visit_csrf(visit);
  g_autofree char *text =
      g_strdup_printf("%s\ncsrf=%s\n", why != NULL ? why : "Sign in: POST name, password, csrf.", token.text);
  return sk_response_text(status, text);
}

SkResponse *sk_page_sign_in(SkVisit *visit, GError **error) {
  (void)error;
  return visit->session != NULL ? sk_response_redirect_to("/") : show(visit, 200, NULL);
}

SkResponse *sk_page_signed_in(SkVisit *visit, GError **error) {
  g_autoptr(GError) failed = NULL;
  g_autoptr(SkSession) session = NULL;
  SkToken token;
  const char *next = sk_form_text(visit->form, "next");
  if (!sk_form_is_fine(visit->form))
    return show(visit, 422, "Both name and password are needed.");
  session = sk_session_sign_in(sk_web_pool(visit->web), sk_form_text(visit->form, "name"),
                               sk_form_text(visit->form, "password"), sk_request_peer(visit->request), &token, &failed);
  if (session == NULL && g_error_matches(failed, SK_ERROR, SK_ERROR_LOCKED))
    return show(visit, 401, failed->message);
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
