/* The pages: parse, call a service, fill a view, render. One web application stands over one register. */
#pragma once

#include "http/response.h"
#include "http/server.h"
#include "upkeep/register.h"

typedef struct SkWeb SkWeb; /* shared by threads */

/* `connections`: to the register at once; 0: 8. `backups`: the folder that backups are written to; NULL: "-backups"
 * beside the register. The register outlives it; backups need its passphrase (sk_register_keep_passphrase). */
SkWeb *sk_web_new(SkRegister *registered, guint connections, const char *backups, GError **error);
/* While nobody can sign in, lets whoever types *ret_code make the first administrator; nothing else answers until then.
 * *ret_code NULL: somebody can sign in. Once, before the first request, and only where nobody but this machine asks. */
gboolean sk_web_invite(SkWeb *web, const char **ret_code, GError **error);
/* After the last request; long work that still runs is stopped, and leaves nothing. NULL is fine. */
void sk_web_free(SkWeb *web);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkWeb, sk_web_free)

/* What the server asks before it takes a file of a form in (SkServerOptions); `limit`: bytes of such a form. Lives as
 * long as `web`, which is its `user`. */
const SkUploadGate *sk_web_uploads(SkWeb *web, gsize limit);

/* The page for whom there is no room, in every language (SkServerOptions). The caller frees. */
char *sk_web_no_room(void);

/* Answers a request; an SkHandler whose `user` is the SkWeb. */
SkResponse *sk_web_handle(SkRequest *request, gpointer web);
