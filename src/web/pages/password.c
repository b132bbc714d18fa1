#include "web/pages/password.h"

#include "base/error.h"
#include "web/frame.h"
#include "web/pages/account_parts.h"

const SkFormField sk_form_password_look[] = {
  { "done", SK_FIELD_FLAG },
  { NULL },
};
const SkFormField sk_form_password[] = {
  { "old", SK_FIELD_SECRET, .required = TRUE, .most = 1024 },
  { "password", SK_FIELD_SECRET, .required = TRUE, .most = 1024 },
  { "again", SK_FIELD_SECRET, .required = TRUE, .most = 1024 },
  { NULL },
};

static SkResponse *show(SkVisit *visit, const char *fault, const char *fault_at) {
  g_autoptr(SkViewPassword) view = sk_view_password_new();
  view->fault = g_strdup(fault);
  view->fault_at = g_strdup(fault_at);
  view->done = fault == NULL && sk_form_flag(visit->form, "done");
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Your password"), NULL);
  return sk_response_html(fault != NULL ? 422 : 200, sk_render_password(page, view));
}

SkResponse *sk_page_password(SkVisit *visit, GError **error) {
  (void)error;
  return show(visit, NULL, NULL);
}

SkResponse *sk_page_password_change(SkVisit *visit, GError **error) {
  const SkForm *form = visit->form;
  const char *language = visit->language;
  GError *failed = NULL;
  if (!sk_form_is_fine(form))
    return show(visit, sk_text(language, "All three fields are needed."), "#old");
  if (g_strcmp0(sk_form_text(form, "password"), sk_form_text(form, "again")) != 0)
    return show(visit, sk_text(language, "The new password was not written the same way twice."), "#again");
  if (sk_account_change_password(visit->session, sk_form_text(form, "old"), sk_form_text(form, "password"),
                                 visit->secret, &failed))
    return sk_response_redirect_to("/password?done=1");
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_LOCKED)) {
    g_error_free(failed);
    return show(visit, sk_text(language, "The password until now is not right."), "#old");
  }
  return account_is_refusal(failed, error) ? show(visit, account_password_rule(language), "#password") : NULL;
}
