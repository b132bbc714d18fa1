/* An answer: status, headers, body. Every answer carries the security headers of response.c, and is neither stored nor
 * cached unless sk_response_set_cache says otherwise. */
#pragma once

#include "http/request.h"

typedef struct SkResponse SkResponse;

/* An empty answer. */
SkResponse *sk_response_new(unsigned status);
/* HTML text; takes `html`. */
SkResponse *sk_response_html(unsigned status, GString *html);
/* Text for people and programs, UTF-8; copied. */
SkResponse *sk_response_text(unsigned status, const char *text);
/* Any content; takes `content`. `type` is a media type. */
SkResponse *sk_response_bytes(unsigned status, GBytes *content, const char *type);
/* A finished file of any size, which is read as it goes out; takes `content`. */
SkResponse *sk_response_spool(unsigned status, SkSpool *content, const char *type);
/* "See other" (303) to a path of ours, written from a literal format. Encode texts that people typed. */
SkResponse *sk_response_redirect(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* The same to a path that is ready. Anything but a path of this server ("/...", not "//...") becomes "/". */
SkResponse *sk_response_redirect_to(const char *path);
/* Content that changes only with the program: with an ETag, and 304 when the client has it. `content` is kept, not
 * taken. `etag` is opaque, without quotes. `forever`: the address changes with the content. */
SkResponse *sk_response_asset(const SkRequest *request, GBytes *content, const char *type, const char *etag,
                              gboolean forever);
void sk_response_free(SkResponse *response);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkResponse, sk_response_free)

/* Sets a header, replacing one of that name. Line breaks and other control characters in `value` end the value there.
 */
void sk_response_set_header(SkResponse *response, const char *name, const char *value);
/* Cache-Control; the default is "no-store". */
void sk_response_set_cache(SkResponse *response, const char *value);
/* Offers the content as a file to keep, under a name in any script (RFC 6266). */
void sk_response_set_download(SkResponse *response, const char *filename);

/* A cookie for this host alone: HttpOnly, SameSite=Strict, Path=/, and, when the request came over TLS, Secure with the
 * prefix __Host-. Lives until the browser closes, or ends at once when `value` is NULL. */
void sk_response_set_cookie(SkResponse *response, const SkRequest *request, const char *name, const char *value);
/* The value of such a cookie in a request, or NULL. */
const char *sk_request_own_cookie(const SkRequest *request, const char *name);

unsigned sk_response_status(const SkResponse *response);
/* The header's value, or NULL. */
const char *sk_response_header(const SkResponse *response, const char *name);
const SkFields *sk_response_headers(const SkResponse *response);
GBytes *sk_response_body(const SkResponse *response); /* never NULL; empty where it is a file */
uint64_t sk_response_size(const SkResponse *response);
/* The file, which is the caller's from here on; NULL: it is none. */
SkSpool *sk_response_steal_spool(SkResponse *response);
