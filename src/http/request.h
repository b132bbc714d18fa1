/* One request as handlers see it: complete, decoded and within limits. Nothing of the HTTP library shows through.
 *
 * What reaches a handler has passed the checks of framing.h, its path is normal (no "..", "//", NUL or bytes that are
 * not UTF-8), its body is whole, and a form in it is decoded. Strings live as long as the request. */
#pragma once

#include "http/fields.h"
#include "http/spool.h"

typedef struct SkRequest SkRequest;

typedef enum { SK_METHOD_OTHER, SK_METHOD_GET, SK_METHOD_HEAD, SK_METHOD_POST, SK_METHOD_OPTIONS } SkMethod;

SkMethod sk_request_method(const SkRequest *request);
const char *sk_request_method_word(SkMethod method); /* "GET"; static storage */
/* Whether it asks for a change: neither GET nor HEAD nor OPTIONS. */
gboolean sk_request_is_unsafe(const SkRequest *request);
/* Decoded: "/people/7H3K". */
const char *sk_request_path(const SkRequest *request);
/* Path and query as they came, for a link back to this page. */
const char *sk_request_target(const SkRequest *request);
/* The first value in the query, the form or the cookies, or NULL. */
const char *sk_request_query(const SkRequest *request, const char *name);
const char *sk_request_form(const SkRequest *request, const char *name);
const char *sk_request_cookie(const SkRequest *request, const char *name);
const SkFields *sk_request_query_fields(const SkRequest *request);
const SkFields *sk_request_form_fields(const SkRequest *request); /* empty when the body is no form */
/* A header by name in any case; the first when it repeats. NULL: none. */
const char *sk_request_header(const SkRequest *request, const char *name);
/* The file that a form brought, by the field it stands in, and what it is called (one line, no path; may be empty).
 * NULL: none came. The request keeps it. */
SkSpool *sk_request_file(const SkRequest *request, const char *field, const char **ret_name);
/* What the form may have at most, where this one has more and was not read: it has no fields. 0: it was read. */
gsize sk_request_excess(const SkRequest *request);
/* The address of the client, as the proxy says when there is one; "local" for a Unix socket without. */
const char *sk_request_peer(const SkRequest *request);
/* Whether the browser reached us over TLS, as the proxy says. */
gboolean sk_request_is_secure(const SkRequest *request);
/* The first of `languages` (NULL-terminated, such as "en", "ja", "ko") that the client prefers by Accept-Language, or
 * `otherwise`. RFC 9110, section 12.5.4; subtags fall back to their language. */
const char *sk_request_language(const SkRequest *request, const char *const *languages, const char *otherwise);
/* Whether an unsafe request comes from a page of our own, as far as the browser says (Sec-Fetch-Site, Origin). The
 * server refuses the others before any handler; csrf.h is the second lock. */
gboolean sk_request_is_own(const SkRequest *request);
/* Captures of the route that matched: NULL when it has none of that name (router.h sets them). */
const char *sk_request_capture(const SkRequest *request, const char *name);
void sk_request_set_captures(SkRequest *request, SkFields *captures); /* takes them */
