#include "web/pages/sign_ins.h"

#include "access/signed_in.h"
#include "base/error.h"
#include "web/frame.h"
#include "web/show.h"

static const char *const places[] = { "others", "all", NULL };

const SkFormField sk_form_sign_in_end[] = {
  { "id", SK_FIELD_ID, .required = TRUE },
  { NULL },
};
const SkFormField sk_form_sign_ins_end[] = {
  { "where", SK_FIELD_CHOICE, .required = TRUE, .choices = places },
  { NULL },
};

static const char *network_text(const char *language, const char *network) {
  if (network == NULL)
    return sk_text(language, "not known");
  return g_str_equal(network, "local") ? sk_text(language, "this machine") : network;
}

static void show_row(SkViewSignIns *view, const char *language, const SkSignedIn *one) {
  SkViewSignInRow *row = sk_view_sign_ins_add_rows(view);
  row->id = g_strdup(one->id.text);
  row->device = g_strdup(one->device != NULL ? one->device : sk_text(language, "a browser that does not say which"));
  row->since = sk_show_time(language, one->created);
  row->used = sk_show_time(language, one->used);
  row->network = g_strdup(network_text(language, one->network));
  row->own = one->own;
}

SkResponse *sk_page_sign_ins(SkVisit *visit, GError **error) {
  g_autoptr(GPtrArray) list = sk_signed_in_list(visit->session, visit->secret, error);
  if (list == NULL)
    return NULL;
  g_autoptr(SkViewSignIns) view = sk_view_sign_ins_new();
  for (guint i = 0; i < list->len; i++)
    show_row(view, visit->language, list->pdata[i]);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Where you are signed in"), NULL);
  return sk_response_html(200, sk_render_sign_ins(page, view));
}

/* One that ended by itself meanwhile is as good as ended. */
SkResponse *sk_page_sign_in_end(SkVisit *visit, GError **error) {
  g_autoptr(GError) failed = NULL;
  const char *id = sk_form_is_fine(visit->form) ? sk_form_text(visit->form, "id") : "";
  if (sk_signed_in_end(visit->session, id, &failed) || g_error_matches(failed, SK_ERROR, SK_ERROR_NOT_FOUND))
    return sk_response_redirect_to("/sign-ins");
  g_propagate_error(error, g_steal_pointer(&failed));
  return NULL;
}

SkResponse *sk_page_sign_ins_end(SkVisit *visit, GError **error) {
  gboolean all = sk_form_choice(visit->form, "where") == 1;
  if (!sk_signed_in_end_all(visit->session, all ? NULL : visit->secret, error))
    return NULL;
  SkResponse *response = sk_response_redirect_to(all ? "/sign-in" : "/sign-ins");
  if (all)
    sk_response_set_cookie(response, visit->request, SK_COOKIE_SESSION, NULL);
  return response;
}
