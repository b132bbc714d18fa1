#include "web/pages/second_factor.h"

#include "access/second_factor.h"
#include "base/error.h"
#include "web/frame.h"
#include "web/qr.h"
#include "web/show.h"

#include <string.h>

const SkFormField sk_form_code[] = {
  { "code", SK_FIELD_SECRET, .required = TRUE, .most = 40 },
  { "next", SK_FIELD_TEXT, .most = 2000 },
  { NULL },
};

/* ---------------------------------------------------------------- how it stands */

/* What an app reads: github.com/google/google-authenticator/wiki/Key-Uri-Format. */
static char *address_of(const char *name, const char *key_text) {
  g_autofree char *label = sk_percent_encode(name);
  g_auto(GStrv) groups = g_strsplit(key_text, " ", -1);
  g_autofree char *key = g_strjoinv("", groups);
  return g_strdup_printf("otpauth://totp/saikai:%s?secret=%s&issuer=saikai&algorithm=SHA1&digits=%d&period=%d", label,
                         key, SK_TOTP_DIGITS, SK_TOTP_SECONDS);
}

static void show_key(SkViewSecondFactor *view, const SkVisit *visit, const SkFactor *factor) {
  int size = 0;
  view->key = sk_totp_key_text(factor->key);
  g_autofree char *address = address_of(sk_session_name(visit->session), view->key);
  view->qr = sk_qr_path(address, &size);
  view->qr_size = size;
}

static SkResponse *show(SkVisit *visit, const char *fault, const char *fault_at, GError **error) {
  SkFactor factor;
  if (!sk_factor_load(visit->session, &factor, error))
    return NULL;
  g_autoptr(SkViewSecondFactor) view = sk_view_second_factor_new();
  SkId once = sk_id_new();
  view->since = factor.since != 0 ? sk_show_time(visit->language, factor.since) : NULL;
  view->begun = factor.begun;
  view->required = factor.required;
  view->codes = factor.codes;
  view->fault = g_strdup(fault);
  view->fault_at = g_strdup(fault_at);
  view->once = g_strdup(sk_id_print(&once).text);
  if (factor.begun)
    show_key(view, visit, &factor);
  explicit_bzero(factor.key, sizeof factor.key);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Second factor"), NULL);
  return sk_response_html(fault != NULL ? 422 : 200, sk_render_second_factor(page, view));
}

SkResponse *sk_page_factor(SkVisit *visit, GError **error) {
  return show(visit, NULL, NULL, error);
}

SkResponse *sk_page_factor_begin(SkVisit *visit, GError **error) {
  g_autoptr(GError) failed = NULL;
  if (sk_factor_begin(visit->session, &failed) || g_error_matches(failed, SK_ERROR, SK_ERROR_DUPLICATE))
    return sk_response_redirect_to("/second-factor");
  g_propagate_error(error, g_steal_pointer(&failed));
  return NULL;
}

/* ---------------------------------------------------------------- with a code */

/* A wrong code is said at its field, and a page that was left open shows how it stands now. */
static SkResponse *refuse(SkVisit *visit, GError *failed, const char *fault_at, GError **error) {
  SkResponse *response = NULL;
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_LOCKED))
    response =
        show(visit,
             sk_text(visit->language, "This code does not fit, was used before, or there were too many tries. Wait "
                                      "for the next one; if it goes on, look whether the device's clock is right."),
             fault_at, error);
  else if (g_error_matches(failed, SK_ERROR, SK_ERROR_STALE) || g_error_matches(failed, SK_ERROR, SK_ERROR_REFUSED))
    response = sk_response_redirect_to("/second-factor");
  else
    g_propagate_error(error, g_steal_pointer(&failed));
  g_clear_error(&failed);
  return response;
}

/* Shown in the answer to the form itself: no address leads here again. */
static SkResponse *show_codes(SkVisit *visit, SkRecoveryCodes *codes) {
  g_autoptr(SkViewRecoveryCodes) view = sk_view_recovery_codes_new();
  for (gsize i = 0; i < SK_RECOVERY_CODES; i++)
    sk_view_recovery_codes_add_codes(view)->text = g_strdup(codes->text[i]);
  explicit_bzero(codes, sizeof *codes);
  view->name = g_strdup(sk_session_name(visit->session));
  view->when = sk_show_time(visit->language, sk_clock_now());
  view->onward = g_strdup(sk_session_may(visit->session, SK_PERMISSION_ACCOUNT_MANAGE) ? "/first-steps" : "/");
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Recovery codes"), NULL);
  return sk_response_html(200, sk_render_recovery_codes(page, view));
}

static const char *code_of(const SkVisit *visit) {
  const char *code = sk_form_is_fine(visit->form) ? sk_form_text(visit->form, "code") : NULL;
  return code != NULL ? code : "";
}

SkResponse *sk_page_factor_confirm(SkVisit *visit, GError **error) {
  SkRecoveryCodes codes;
  GError *failed = NULL;
  return sk_factor_confirm(visit->session, code_of(visit), &codes, &failed) ? show_codes(visit, &codes)
                                                                            : refuse(visit, failed, "#code", error);
}

SkResponse *sk_page_factor_renew(SkVisit *visit, GError **error) {
  SkRecoveryCodes codes;
  GError *failed = NULL;
  return sk_factor_renew(visit->session, code_of(visit), &codes, &failed) ? show_codes(visit, &codes)
                                                                          : refuse(visit, failed, "#code", error);
}

SkResponse *sk_page_factor_remove(SkVisit *visit, GError **error) {
  GError *failed = NULL;
  return sk_factor_remove(visit->session, code_of(visit), &failed) ? sk_response_redirect_to("/second-factor")
                                                                   : refuse(visit, failed, "#last", error);
}
