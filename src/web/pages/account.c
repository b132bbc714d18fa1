/* One account: what it may see, until when, and its end. */
#include "web/pages/account.h"

#include "access/second_factor.h"
#include "base/error.h"
#include "text/date.h"
#include "web/frame.h"
#include "web/pages/account_parts.h"
#include "web/pages/source_parts.h"
#include "web/show.h"

#include <string.h>

#define A_DAY ((SkTime)24 * 60 * 60 * G_USEC_PER_SEC)

static const char *const compartments[] = {
#define COMPARTMENT(code) code,
#include "access/compartment.def"
  NULL,
};

const SkFormField sk_form_grant[] = {
  { "compartment", SK_FIELD_CHOICE, .required = TRUE, .choices = compartments },
  { "until", SK_FIELD_TEXT, .most = 40 },
  { NULL },
};
const SkFormField sk_form_revoke[] = {
  { "compartment", SK_FIELD_TEXT, .required = TRUE, .most = 64 },
  { NULL },
};
const SkFormField sk_form_account_password[] = {
  { "password", SK_FIELD_SECRET, .required = TRUE, .most = 1024 },
  { NULL },
};

/* ---------------------------------------------------------------- words */

const char *account_role_text(const char *language, const char *role) {
  return sk_text_in(language, "role", role);
}

const char *account_compartment_text(const char *language, const char *code) {
  return strcmp(code, SK_EVERY_COMPARTMENT) == 0 ? sk_text(language, "every compartment")
                                                 : sk_text_in(language, "compartment", code);
}

const char *account_password_rule(const char *language) {
  return sk_text(language,
                 "This password cannot be used: it needs at least ten characters, not the account's name, not "
                 "one character over and over, and none of the words everybody tries first.");
}

char *account_until_text(const char *language, SkTime until) {
  if (until == 0)
    return NULL;
  SkDay day = (SkDay)sk_clock_day(until - 1);
  g_autofree char *date = sk_show_days(language, day, day, 0);
  return sk_text_with(sk_text(language, "until %(date)s"), "date", date);
}

gboolean account_is_refusal(GError *failed, GError **error) {
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_REFUSED) || g_error_matches(failed, SK_ERROR, SK_ERROR_DUPLICATE)) {
    g_error_free(failed);
    return TRUE;
  }
  g_propagate_error(error, failed);
  return FALSE;
}

/* ---------------------------------------------------------------- showing it */

/* The account of the address, from the list the session may see. */
static const SkAccount *find(SkVisit *visit, const GPtrArray *accounts, GError **error) {
  const char *id = sk_request_capture(visit->request, "account");
  for (guint i = 0; i < accounts->len; i++) {
    const SkAccount *account = accounts->pdata[i];
    if (g_ascii_strcasecmp(account->id.text, id) == 0)
      return account;
  }
  sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no such account");
  return NULL;
}

static void show_held(GPtrArray *rows, const char *language, const GPtrArray *holds,
                      const char *(*text)(const char *language, const char *code)) {
  for (guint i = 0; i < holds->len; i++) {
    const SkAccountHold *hold = holds->pdata[i];
    SkViewHeld *row = sk_view_held_new();
    row->code = g_strdup(hold->code);
    row->label = g_strdup(text(language, hold->code));
    row->until = account_until_text(language, hold->until);
    row->ended = hold->until != 0 && hold->until <= sk_clock_now();
    g_ptr_array_add(rows, row);
  }
}

static void show_terms(SkViewAccount *view, const char *language, const SkAccount *account) {
  g_autofree char *created = sk_show_time(language, account->created);
  g_autofree char *level = g_strdup_printf("%d", account->level);
  source_add_term(view->terms, sk_text(language, "State"),
                  account->disabled       ? sk_text(language, "closed")
                  : account->has_password ? sk_text(language, "may sign in")
                                          : sk_text(language, "the local command line only"));
  source_add_term(view->terms, sk_text(language, "Made"), created);
  source_add_term(view->terms, sk_text(language, "Second factor"),
                  account->paired != 0 ? sk_text(language, "paired") : sk_text(language, "none"));
  source_add_term(view->terms, sk_text(language, "Level"), level);
}

static void show_choices(SkViewAccount *view, const char *language, const SkForm *form) {
  for (gsize i = 0; compartments[i] != NULL; i++) {
    SkViewChoice *choice = sk_view_account_add_compartments(view);
    choice->value = g_strdup(compartments[i]);
    choice->label = g_strdup(account_compartment_text(language, compartments[i]));
    choice->chosen = form != NULL && g_strcmp0(sk_form_text(form, "compartment"), compartments[i]) == 0;
  }
}

/* `fault` and the address of its field; NULL for the page as it is. `granting`: the form was the one of a grant. */
static SkResponse *show(SkVisit *visit, const char *fault, const char *fault_at, gboolean granting, GError **error) {
  g_autoptr(GPtrArray) accounts = sk_account_list(visit->session, error);
  const SkAccount *account = accounts != NULL ? find(visit, accounts, error) : NULL;
  if (account == NULL)
    return NULL;
  g_autoptr(SkViewAccount) view = sk_view_account_new();
  SkId once = sk_id_new();
  view->name = g_strdup(account->name);
  view->action = g_strdup_printf("/accounts/%s", account->id.text);
  view->own = strcmp(account->name, sk_session_name(visit->session)) == 0;
  view->disabled = account->disabled;
  view->paired = account->paired != 0;
  view->once = g_strdup(sk_id_print(&once).text);
  view->fault = g_strdup(fault);
  view->fault_at = g_strdup(fault_at);
  view->until = granting ? g_strdup(sk_form_text(visit->form, "until")) : NULL;
  show_terms(view, visit->language, account);
  show_held(view->roles, visit->language, account->roles, account_role_text);
  show_held(view->grants, visit->language, account->grants, account_compartment_text);
  show_choices(view, visit->language, granting ? visit->form : NULL);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, account->name, "accounts");
  return sk_response_html(fault != NULL ? 422 : 200, sk_render_account(page, view));
}

SkResponse *sk_page_account(SkVisit *visit, GError **error) {
  return show(visit, NULL, NULL, FALSE, error);
}

/* ---------------------------------------------------------------- changing it */

typedef gboolean (*Change)(SkVisit *visit, const char *name, GError **error);

/* Does it to the account of the address and leads back to its page; what the form can mend is said there. */
static SkResponse *change(SkVisit *visit, Change what, const char *rule, const char *fault_at, GError **error) {
  g_autoptr(GPtrArray) accounts = sk_account_list(visit->session, error);
  const SkAccount *account = accounts != NULL ? find(visit, accounts, error) : NULL;
  GError *failed = NULL;
  if (account == NULL)
    return NULL;
  if (what(visit, account->name, &failed))
    return sk_response_redirect("/accounts/%s", account->id.text);
  return account_is_refusal(failed, error) ? show(visit, rule, fault_at, FALSE, error) : NULL;
}

/* The moment after the last day; FALSE when it is no day to come. */
static gboolean read_until(const SkForm *form, SkTime *ret_until) {
  const char *text = sk_form_text(form, "until");
  SkDate date;
  *ret_until = 0;
  if (text == NULL)
    return TRUE;
  if (!sk_date_parse_in(text, strlen(text), SK_CALENDAR_GREGORIAN, &date) || date.first != date.last)
    return FALSE;
  *ret_until = ((SkTime)date.last + 1) * A_DAY;
  return *ret_until > sk_clock_now();
}

static gboolean grant(SkVisit *visit, const char *name, GError **error) {
  SkTime until = 0;
  read_until(visit->form, &until);
  return sk_account_grant(visit->session, name, sk_form_text(visit->form, "compartment"), until, error);
}

SkResponse *sk_page_grant(SkVisit *visit, GError **error) {
  SkTime until = 0;
  if (sk_form_fault(visit->form, "compartment") != SK_FIELD_FINE)
    return show(visit, sk_text(visit->language, "Choose a compartment from the list."), "#compartment", TRUE, error);
  if (!read_until(visit->form, &until))
    return show(
        visit,
        sk_text(visit->language, "The last day is not a day to come. Write it like 2027-03-31, or leave it empty."),
        "#until", TRUE, error);
  return change(visit, grant, sk_text(visit->language, "Nobody grants a compartment to themselves."), "#compartment",
                error);
}

static gboolean take_away(SkVisit *visit, const char *name, GError **error) {
  return sk_account_revoke(visit->session, name, sk_form_text(visit->form, "compartment"), error);
}

SkResponse *sk_page_revoke(SkVisit *visit, GError **error) {
  if (sk_form_is_fine(visit->form))
    return change(visit, take_away, NULL, NULL, error);
  sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no such grant");
  return NULL;
}

static gboolean set_password(SkVisit *visit, const char *name, GError **error) {
  return sk_account_set_password(visit->session, name, sk_form_text(visit->form, "password"), error);
}

SkResponse *sk_page_account_password(SkVisit *visit, GError **error) {
  const char *rule = account_password_rule(visit->language);
  return sk_form_is_fine(visit->form) ? change(visit, set_password, rule, "#password", error)
                                      : show(visit, rule, "#password", FALSE, error);
}

static gboolean reset_factor(SkVisit *visit, const char *name, GError **error) {
  return sk_factor_reset(visit->session, name, error);
}

SkResponse *sk_page_account_factor(SkVisit *visit, GError **error) {
  return change(visit, reset_factor, NULL, NULL, error);
}

static gboolean disable(SkVisit *visit, const char *name, GError **error) {
  return sk_account_disable(visit->session, name, error);
}

SkResponse *sk_page_account_disable(SkVisit *visit, GError **error) {
  return change(visit, disable, sk_text(visit->language, "Nobody closes their own account."), "#main", error);
}
