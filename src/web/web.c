#include "web/web.h"

#include "base/error.h"
#include "web/frame.h"
#include "web/pages/account.h"
#include "web/pages/asset.h"
#include "web/pages/columns.h"
#include "web/pages/figures.h"
#include "web/pages/first_run.h"
#include "web/pages/health.h"
#include "web/pages/help.h"
#include "web/pages/history.h"
#include "web/pages/import_form.h"
#include "web/pages/journal.h"
#include "web/pages/language.h"
#include "web/pages/merge.h"
#include "web/pages/password.h"
#include "web/pages/person.h"
#include "web/pages/review.h"
#include "web/pages/sailing.h"
#include "web/pages/search.h"
#include "web/pages/second_factor.h"
#include "web/pages/sheet.h"
#include "web/pages/sign_in.h"
#include "web/pages/sign_ins.h"
#include "web/pages/source.h"
#include "web/pages/source_new.h"
#include "web/pages/split.h"
#include "web/pages/start.h"
#include "web/pages/tree.h"
#include "web/pages/work.h"
#include "web/visit.h"

#include <string.h>

#define CONNECTIONS 8

struct SkWeb {
  SkRegister *registered;
  SkSessionPool *pool;
  SkRouter *router;
  SkOnce *once;
  SkTurns *turns;
  SkWaiting *waiting;
  SkInvitation *invitation; /* NULL: none was made */
  SkJobs *jobs;
  SkUploadGate uploads;
};

/* ---------------------------------------------------------------- the table */

#define SK_PERMISSION_ANYBODY SK_WHO_ANYBODY
#define SK_PERMISSION_ALWAYS SK_WHO_ALWAYS
#define SK_PERMISSION_FIRST SK_WHO_FIRST
#define SK_PERMISSION_ENTERING SK_WHO_ENTERING
#define ROUTE(method, pattern, form, who, page, summary)                                                               \
  { SK_METHOD_##method, pattern, &(const SkPageRoute){ form, SK_PERMISSION_##who, page, summary } },
static const SkRoute routes[] = {
#include "web/routes.def"
};
#undef ROUTE

/* ---------------------------------------------------------------- making */

/* Beside the register, so that a lost folder does not take both. */
static char *default_backups(const SkRegister *registered) {
  g_autofree char *directory = g_canonicalize_filename(sk_register_directory(registered), NULL);
  return g_strconcat(directory, "-backups", NULL);
}

SkWeb *sk_web_new(SkRegister *registered, guint connections, const char *backups, GError **error) {
  g_autoptr(SkWeb) web = g_new0(SkWeb, 1);
  web->registered = registered;
  web->pool = sk_session_pool_new(sk_register_store(registered), connections != 0 ? connections : CONNECTIONS);
  web->once = sk_once_new();
  web->turns = sk_turns_new();
  web->waiting = sk_waiting_new();
  g_autofree char *folder = backups != NULL ? g_canonicalize_filename(backups, NULL) : default_backups(registered);
  web->jobs = sk_jobs_new(registered, folder);
  web->router = sk_router_new(routes, G_N_ELEMENTS(routes), error);
  return web->router != NULL ? g_steal_pointer(&web) : NULL;
}

void sk_web_free(SkWeb *web) {
  if (web == NULL)
    return;
  sk_jobs_free(web->jobs);
  sk_router_free(web->router);
  sk_session_pool_free(web->pool);
  sk_once_free(web->once);
  sk_turns_free(web->turns);
  sk_waiting_free(web->waiting);
  sk_invitation_free(web->invitation);
  g_free(web);
}

SkSessionPool *sk_web_pool(const SkWeb *web) {
  return web->pool;
}

SkInvitation *sk_web_invitation(const SkWeb *web) {
  return web->invitation;
}

gboolean sk_web_invite(SkWeb *web, const char **ret_code, GError **error) {
  if (!sk_invitation_new(sk_register_store(web->registered), &web->invitation, error))
    return FALSE;
  *ret_code = web->invitation != NULL ? sk_invitation_code(web->invitation) : NULL;
  return TRUE;
}

SkTurns *sk_web_turns(const SkWeb *web) {
  return web->turns;
}

SkWaiting *sk_web_waiting(const SkWeb *web) {
  return web->waiting;
}

SkJobs *sk_web_jobs(const SkWeb *web) {
  return web->jobs;
}

const SkRegister *sk_web_register(const SkWeb *web) {
  return web->registered;
}

const char *sk_web_spool(const SkWeb *web) {
  return sk_register_directory(web->registered);
}

/* ---------------------------------------------------------------- a visit */

SkCsrfToken sk_visit_csrf(const SkVisit *visit) {
  return sk_csrf_token(visit->secret);
}

gboolean sk_visit_is_demo(const SkVisit *visit) {
  return sk_register_is_demo(visit->web->registered);
}

static const char *const languages[] = { "en", "ja", "ko", NULL };

/* What was chosen on a page, else the account's, else what the browser asks for. */
static const char *language_of(const SkRequest *request, const SkSession *session) {
  const char *chosen = sk_request_own_cookie(request, SK_COOKIE_LANGUAGE);
  const char *account = session != NULL ? sk_session_language(session) : NULL;
  for (gsize i = 0; languages[i] != NULL; i++)
    if (g_strcmp0(chosen, languages[i]) == 0)
      return languages[i];
  for (gsize i = 0; languages[i] != NULL; i++)
    if (g_strcmp0(account, languages[i]) == 0)
      return languages[i];
  return sk_request_language(request, languages, "en");
}

/* Who asks. A sign-in that ended is nobody; any other failure is one. */
static gboolean recognise(SkVisit *visit, GError **error) {
  g_autoptr(GError) failed = NULL;
  const char *token = sk_request_own_cookie(visit->request, SK_COOKIE_SESSION);
  const char *visitor = sk_request_own_cookie(visit->request, SK_COOKIE_VISITOR);
  if (token != NULL)
    visit->session = sk_session_resume(visit->web->pool, token, &failed);
  if (failed != NULL && !g_error_matches(failed, SK_ERROR, SK_ERROR_LOCKED)) {
    g_propagate_error(error, g_steal_pointer(&failed));
    return FALSE;
  }
  visit->language = language_of(visit->request, visit->session);
  visit->new_visitor = visit->session == NULL && visitor == NULL;
  visit->secret = visit->new_visitor ? sk_csrf_secret_new() : g_strdup(visit->session != NULL ? token : visitor);
  return TRUE;
}

/* What may not be seen is not there: the answer is the same. A form is told that it cannot be taken. */
static unsigned status_shown(const SkVisit *visit, unsigned status) {
  return status == 403 && !sk_request_is_unsafe(visit->request) ? 404 : status;
}

SkResponse *sk_page_error(SkVisit *visit, const GError *error) {
  unsigned status = status_shown(visit, sk_error_http_status(error));
  SkIdText reference = { 0 };
  if (status == 500) {
    SkId id = sk_id_new();
    reference = sk_id_print(&id);
    g_warning("%s: %s: %s", reference.text, sk_request_method_word(sk_request_method(visit->request)), error->message);
  }
  return sk_frame_message(visit, status, NULL, reference.text);
}

/* ---------------------------------------------------------------- dispatch */

/* Nobody is signed in: a page asks to, and leads back; a form is lost and says so. */
static SkResponse *ask_to_sign_in(SkVisit *visit, GError **error) {
  if (sk_request_is_unsafe(visit->request)) {
    sk_error_set(error, SK_ERROR_LOCKED, "this sign-in has ended; sign in again");
    return NULL;
  }
  g_autofree char *next = sk_percent_encode(sk_request_target(visit->request));
  return sk_response_redirect("/sign-in?next=%s", next);
}

static SkResponse *show_page(SkVisit *visit, const SkPageRoute *route, GError **error) {
  g_autoptr(SkForm) form = NULL;
  if (route->form != NULL)
    form = sk_form_read(sk_request_is_unsafe(visit->request) ? sk_request_form_fields(visit->request)
                                                             : sk_request_query_fields(visit->request),
                        route->form);
  visit->form = form;
  SkResponse *response = route->page(visit, error);
  visit->form = NULL;
  return response;
}

/* A form: only with its token, and only once. */
static SkResponse *take_form(SkVisit *visit, const SkPageRoute *route, GError **error) {
  const char *key = sk_request_form(visit->request, SK_ONCE_FIELD);
  g_autofree char *location = NULL;
  if (!sk_csrf_check(visit->request, visit->secret, error))
    return NULL;
  switch (sk_once_begin(visit->web->once, visit->secret, key, &location)) {
  case SK_ONCE_BEFORE:
    return sk_response_redirect_to(location);
  case SK_ONCE_RUNNING:
    sk_error_set(error, SK_ERROR_BUSY, "the same form is being worked on; wait a moment");
    return NULL;
  case SK_ONCE_FIRST:
  default:
    break;
  }
  SkResponse *response = show_page(visit, route, error);
  if (response != NULL && sk_response_status(response) == 303)
    sk_once_done(visit->web->once, visit->secret, key, sk_response_header(response, "Location"));
  else
    sk_once_undone(visit->web->once, visit->secret, key);
  return response;
}

/* Whether somebody has to be signed in. */
static gboolean is_closed(const SkPageRoute *route) {
  return route->who >= 0 || route->who == SK_WHO_ENTERING;
}

/* A form that was too large to be read says how large it may be. */
static SkResponse *refuse_excess(const SkVisit *visit) {
  gsize mebibytes = sk_request_excess(visit->request) >> 20;
  g_autofree char *advice = sk_text_with_number(
      sk_text(visit->language,
              "A file may have up to %(count)s MiB here. Larger lists are taken in on the command line."),
      "count", (int64_t)mebibytes);
  return sk_frame_message(visit, 413, advice, NULL);
}

static SkResponse *obey(SkVisit *visit, const SkPageRoute *route, GError **error) {
  gboolean waits = sk_invitation_stands(visit->web->invitation);
  if (waits && route->who != SK_WHO_FIRST && route->who != SK_WHO_ALWAYS)
    return sk_response_redirect_to("/first-run");
  if (!waits && route->who == SK_WHO_FIRST) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "the register has its first account");
    return NULL;
  }
  if (is_closed(route) && visit->session == NULL)
    return ask_to_sign_in(visit, error);
  if (route->who >= 0 && sk_session_owes_factor(visit->session))
    return sk_response_redirect_to("/second-factor");
  if (route->who >= 0 && !sk_session_require(visit->session, (SkPermission)route->who, error))
    return NULL;
  if (sk_request_excess(visit->request) != 0)
    return refuse_excess(visit);
  return sk_request_is_unsafe(visit->request) ? take_form(visit, route, error) : show_page(visit, route, error);
}

/* The path is known under other methods. */
static SkResponse *name_methods(const SkVisit *visit, const char *allow) {
  gboolean asked = sk_request_method(visit->request) == SK_METHOD_OPTIONS;
  SkResponse *response = asked ? sk_response_new(204) : sk_frame_message(visit, 405, NULL, NULL);
  sk_response_set_header(response, "Allow", allow);
  return response;
}

static SkResponse *dispatch(SkVisit *visit, GError **error) {
  const SkRoute *route = NULL;
  g_autofree char *allow = NULL;
  switch (sk_router_find(visit->web->router, visit->request, &route, &allow)) {
  case SK_ROUTE_FOUND:
    return recognise(visit, error) ? obey(visit, route->data, error) : NULL;
  case SK_ROUTE_NO_METHOD:
    return recognise(visit, error) ? name_methods(visit, allow) : NULL;
  case SK_ROUTE_NO_PATH:
  default:
    if (recognise(visit, error))
      sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no page %s", sk_request_path(visit->request));
    return NULL;
  }
}

SkResponse *sk_web_handle(SkRequest *request, gpointer data) {
  SkVisit visit = { .web = data, .request = request, .language = language_of(request, NULL) };
  g_autoptr(GError) error = NULL;
  SkResponse *response = dispatch(&visit, &error);
  if (response == NULL)
    response = sk_page_error(&visit, error);
  if (visit.new_visitor)
    sk_response_set_cookie(response, request, SK_COOKIE_VISITOR, visit.secret);
  sk_session_free(visit.session);
  g_free(visit.secret);
  return response;
}

/* ---------------------------------------------------------------- files */

static gboolean has_file(const SkFormField *form) {
  for (; form != NULL && form->name != NULL; form++)
    if (form->kind == SK_FIELD_FILE)
      return TRUE;
  return FALSE;
}

static gboolean takes_files(SkRequest *request, gpointer data) {
  const SkWeb *web = data;
  const SkRoute *route = NULL;
  g_autofree char *allow = NULL;
  return sk_router_find(web->router, request, &route, &allow) == SK_ROUTE_FOUND &&
         has_file(((const SkPageRoute *)route->data)->form);
}

/* Whoever may not send this form is told so before its file comes. */
static gboolean may_send(SkVisit *visit, GError **error) {
  const SkRoute *route = NULL;
  g_autofree char *allow = NULL;
  if (sk_router_find(visit->web->router, visit->request, &route, &allow) != SK_ROUTE_FOUND || !recognise(visit, error))
    return FALSE;
  return visit->session != NULL && !sk_session_owes_factor(visit->session) &&
         sk_session_require(visit->session, (SkPermission)((const SkPageRoute *)route->data)->who, error) &&
         sk_csrf_check(visit->request, visit->secret, error);
}

static SkResponse *admit_file(SkRequest *request, gpointer data) {
  SkVisit visit = { .web = data, .request = request, .language = language_of(request, NULL) };
  g_autoptr(GError) error = NULL;
  SkResponse *refusal = NULL;
  if (!may_send(&visit, &error)) {
    if (error == NULL)
      sk_error_set(&error, SK_ERROR_LOCKED, "this sign-in has ended; sign in again");
    refusal = sk_page_error(&visit, error);
  }
  sk_session_free(visit.session);
  g_free(visit.secret);
  return refusal;
}

const SkUploadGate *sk_web_uploads(SkWeb *web, gsize limit) {
  web->uploads =
      (SkUploadGate){ .limit = limit, .spool = sk_web_spool(web), .is_taken = takes_files, .admit = admit_file };
  return &web->uploads;
}
