/* One request on its way through the pages: who asks, in which language, and what the form said. Inside web only.
 *
 * Before a page runs, routes.def has been obeyed: somebody is signed in and has the permission, the form's token fits,
 * a form sent twice was sent to where the first one led, and the form has been read by its table. */
#pragma once

#include "access/invitation.h"
#include "access/sign_in.h"
#include "http/csrf.h"
#include "http/form.h"
#include "http/once.h"
#include "http/response.h"
#include "http/router.h"
#include "upkeep/register.h"
#include "web/jobs.h"
#include "web/turns.h"
#include "web/waiting.h"
#include "web/web.h"

#define SK_COOKIE_SESSION "saikai"         /* the token of a sign-in */
#define SK_COOKIE_HALF "saikai-half"       /* between the password and the second factor */
#define SK_COOKIE_VISITOR "saikai-visitor" /* before signing in: the secret behind the form's token */
#define SK_COOKIE_LANGUAGE "saikai-language"

typedef struct {
  SkWeb *web;
  SkRequest *request;
  SkSession *session;   /* NULL: nobody is signed in */
  const char *language; /* "en", "ja" or "ko" */
  const SkForm *form;   /* NULL when the route has none */
  char *secret;         /* behind the tokens of this browser's forms; owned */
  gboolean new_visitor; /* the secret is new: the answer has to carry it (the dispatch does) */
} SkVisit;

/* Answers, or gives NULL with an error, which becomes a page. */
typedef SkResponse *(*SkPage)(SkVisit *visit, GError **error);

/* Who may see a page, when it is not a permission of access/permission.def. */
#define SK_WHO_ANYBODY (-1)
#define SK_WHO_ALWAYS (-3)   /* anybody, also while the register waits for its first account */
#define SK_WHO_FIRST (-4)    /* anybody, while it waits, and nobody after that */
#define SK_WHO_ENTERING (-2) /* signed in, perhaps still without the second factor that a role needs */

/* What routes.def says of one route. */
typedef struct {
  const SkFormField *form;
  int who; /* SkPermission, or SK_WHO_... */
  SkPage page;
  const char *summary;
} SkPageRoute;

/* The token for a form on this page. */
SkCsrfToken sk_visit_csrf(const SkVisit *visit);
/* Whether the register's people are invented: every page says so. */
gboolean sk_visit_is_demo(const SkVisit *visit);
SkSessionPool *sk_web_pool(const SkWeb *web);
SkInvitation *sk_web_invitation(const SkWeb *web); /* NULL: none was made */
SkTurns *sk_web_turns(const SkWeb *web);
SkWaiting *sk_web_waiting(const SkWeb *web);
SkJobs *sk_web_jobs(const SkWeb *web);
const SkRegister *sk_web_register(const SkWeb *web);
const char *sk_web_spool(const SkWeb *web); /* where files wait (http/spool.h) */
/* The page of an error, with its status. */
SkResponse *sk_page_error(SkVisit *visit, const GError *error);
