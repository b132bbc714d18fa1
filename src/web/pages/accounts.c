/* All accounts, and one more. */
#include "access/second_factor.h"
#include "base/error.h"
#include "web/frame.h"
#include "web/pages/account.h"
#include "web/pages/account_parts.h"

static const char *const roles[] = {
#define ROLE(code, NAME, word, permissions) word,
#include "access/role.def"
  NULL,
};

const SkFormField sk_form_account_new[] = {
  { "name", SK_FIELD_TEXT, .required = TRUE, .most = 64 },
  { "password", SK_FIELD_SECRET, .required = TRUE, .most = 1024 },
  { "role", SK_FIELD_CHOICE, .required = TRUE, .choices = roles },
  { NULL },
};

const SkFormField sk_form_factor_roles[] = {
#define ROLE(code, NAME, word, permissions) { word, SK_FIELD_FLAG },
#include "access/role.def"
  { NULL },
};

/* "reader, archivist": those that have not ended. */
static char *held_text(const char *language, const GPtrArray *holds,
                       const char *(*text)(const char *language, const char *code)) {
  GString *all = g_string_new(NULL);
  for (guint i = 0; i < holds->len; i++) {
    const SkAccountHold *hold = holds->pdata[i];
    if (hold->until != 0 && hold->until <= sk_clock_now())
      continue;
    g_string_append_printf(all, "%s%s", all->len > 0 ? ", " : "", text(language, hold->code));
  }
  return g_string_free(all, FALSE);
}

static void show_row(SkViewAccounts *view, const char *language, const SkAccount *account) {
  SkViewAccountRow *row = sk_view_accounts_add_rows(view);
  row->link = g_strdup_printf("/accounts/%s", account->id.text);
  row->name = g_strdup(account->name);
  row->roles = held_text(language, account->roles, account_role_text);
  row->sees = held_text(language, account->grants, account_compartment_text);
  row->state = g_strdup(account->disabled ? sk_text(language, "closed") : NULL);
}

static void show_roles(SkViewAccounts *view, const char *language, const char *chosen) {
  for (gsize i = 0; roles[i] != NULL; i++) {
    SkViewChoice *choice = sk_view_accounts_add_roles(view);
    choice->value = g_strdup(roles[i]);
    choice->label = g_strdup(account_role_text(language, roles[i]));
    choice->chosen = g_strcmp0(chosen, roles[i]) == 0;
  }
}

/* Every role, those chosen that need a second factor. */
static gboolean show_factors(SkVisit *visit, SkViewAccounts *view, GError **error) {
  g_auto(GStrv) needed = sk_factor_roles(visit->session, error);
  for (gsize i = 0; needed != NULL && roles[i] != NULL; i++) {
    SkViewChoice *choice = sk_view_accounts_add_factors(view);
    choice->value = g_strdup(roles[i]);
    choice->label = g_strdup(account_role_text(visit->language, roles[i]));
    choice->chosen = g_strv_contains((const char *const *)needed, roles[i]);
  }
  return needed != NULL;
}

static SkResponse *show(SkVisit *visit, const char *fault, const char *fault_at, GError **error) {
  g_autoptr(GPtrArray) accounts = sk_account_list(visit->session, error);
  if (accounts == NULL)
    return NULL;
  g_autoptr(SkViewAccounts) view = sk_view_accounts_new();
  SkId once = sk_id_new();
  view->once = g_strdup(sk_id_print(&once).text);
  view->fault = g_strdup(fault);
  view->fault_at = g_strdup(fault_at);
  view->name = visit->form != NULL ? g_strdup(sk_form_text(visit->form, "name")) : NULL;
  show_roles(view, visit->language, visit->form != NULL ? sk_form_text(visit->form, "role") : NULL);
  if (!show_factors(visit, view, error))
    return NULL;
  for (guint i = 0; i < accounts->len; i++)
    show_row(view, visit->language, accounts->pdata[i]);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Accounts"), "accounts");
  return sk_response_html(fault != NULL ? 422 : 200, sk_render_accounts(page, view));
}

SkResponse *sk_page_accounts(SkVisit *visit, GError **error) {
  return show(visit, NULL, NULL, error);
}

/* What was wrong with it, in the reader's words: the service's own are for the command line. */
static SkResponse *refuse(SkVisit *visit, const GError *failed, GError **error) {
  if (failed->code == SK_ERROR_DUPLICATE)
    return show(visit, sk_text(visit->language, "This name is taken."), "#name", error);
  if (g_strstr_len(failed->message, -1, "password") != NULL)
    return show(visit, account_password_rule(visit->language), "#password", error);
  return show(visit, sk_text(visit->language, "A name has up to 64 characters and no spaces."), "#name", error);
}

SkResponse *sk_page_account_new(SkVisit *visit, GError **error) {
  const SkForm *form = visit->form;
  const char *const chosen[] = { sk_form_text(form, "role"), NULL };
  const SkAccountSpec spec = { .name = sk_form_text(form, "name"),
                               .password = sk_form_text(form, "password"),
                               .language = visit->language,
                               .roles = chosen };
  g_autoptr(GError) failed = NULL;
  SkIdText id;
  if (sk_form_fault(form, "name") != SK_FIELD_FINE)
    return show(visit, sk_text(visit->language, "A name has up to 64 characters and no spaces."), "#name", error);
  if (sk_form_fault(form, "password") != SK_FIELD_FINE)
    return show(visit, account_password_rule(visit->language), "#password", error);
  if (sk_form_fault(form, "role") != SK_FIELD_FINE)
    return show(visit, sk_text(visit->language, "Choose a role from the list."), "#role", error);
  if (sk_account_add(visit->session, &spec, &id, &failed))
    return sk_response_redirect("/accounts/%s", id.text);
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_REFUSED) || g_error_matches(failed, SK_ERROR, SK_ERROR_DUPLICATE))
    return refuse(visit, failed, error);
  g_propagate_error(error, g_steal_pointer(&failed));
  return NULL;
}

SkResponse *sk_page_factor_roles(SkVisit *visit, GError **error) {
  const char *needed[G_N_ELEMENTS(roles)] = { NULL };
  gsize count = 0;
  for (gsize i = 0; roles[i] != NULL; i++)
    if (sk_form_flag(visit->form, roles[i]))
      needed[count++] = roles[i];
  return sk_factor_set_roles(visit->session, needed, error) ? sk_response_redirect_to("/accounts") : NULL;
}
