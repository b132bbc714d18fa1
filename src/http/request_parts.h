/* Inside http only: how a request comes to be, by the server or a test. */
#pragma once

#include "http/request.h"

/* A request for `target` as it stands in the request line. SK_ERROR_USAGE: not a path that can be meant. */
SkRequest *sk_request_new(const char *method, const char *target, GError **error);
void sk_request_add_header(SkRequest *request, const char *name, const char *value);
/* After the last header. `peer` may be NULL; `proxied`: headers that a proxy sets are believed. */
void sk_request_settle(SkRequest *request, const char *peer, gboolean proxied);
/* The whole body; reads a form. SK_ERROR_USAGE, SK_ERROR_LIMIT. Takes `body`. */
gboolean sk_request_set_body(SkRequest *request, GBytes *body, GError **error);
/* For a body that is read as it comes: the form, which may still grow; its file; or that it is too large. Take what
 * they are given. */
void sk_request_set_form(SkRequest *request, SkFields *form);
void sk_request_set_file(SkRequest *request, char *field, char *name, SkSpool *file);
void sk_request_set_excess(SkRequest *request, gsize limit);
guint sk_request_header_count(const SkRequest *request, const char *name);
/* Every header in the order it came. */
const SkFields *sk_request_headers(const SkRequest *request);
void sk_request_free(SkRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkRequest, sk_request_free)
