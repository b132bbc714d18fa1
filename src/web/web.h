/* The pages: parse, call a service, fill a view, render. One web application stands over one register. */
#pragma once

#include "http/response.h"
#include "upkeep/register.h"

typedef struct SkWeb SkWeb; /* shared by threads */

/* `connections`: to the register at once; 0: 8. The register outlives it. */
SkWeb *sk_web_new(SkRegister *registered, guint connections, GError **error);
/* While nobody can sign in, lets whoever types *ret_code make the first administrator; nothing else answers until then.
 * *ret_code NULL: somebody can sign in. Once, before the first request, and only where nobody but this machine asks. */
gboolean sk_web_invite(SkWeb *web, const char **ret_code, GError **error);
/* After the last request. NULL is fine. */
void sk_web_free(SkWeb *web);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkWeb, sk_web_free)

/* Answers a request; an SkHandler whose `user` is the SkWeb. */
SkResponse *sk_web_handle(SkRequest *request, gpointer web);
