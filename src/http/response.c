#include "http/response.h"

#include "base/error.h"

#include <string.h>

struct SkResponse {
  unsigned status;
  SkFields *headers;
  GBytes *body;
  SkSpool *spool; /* instead of the body; NULL */
};

/* On every answer. Pages need nothing but their own style sheet, pictures and forms. */
static const struct {
  const char *name, *value;
} always[] = {
  { "Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
                               "form-action 'self'; connect-src 'self'; "
                               "frame-ancestors 'none'; base-uri 'none'" },
  { "X-Content-Type-Options", "nosniff" },
  { "X-Frame-Options", "DENY" },
  { "Referrer-Policy", "no-referrer" },
  { "Cross-Origin-Opener-Policy", "same-origin" },
  { "Cross-Origin-Resource-Policy", "same-origin" },
  { "Cross-Origin-Embedder-Policy", "require-corp" },
  { "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()" },
  { "Cache-Control", "no-store" },
};

SkResponse *sk_response_new(unsigned status) {
  SkResponse *response = g_new0(SkResponse, 1);
  response->status = status;
  response->headers = sk_fields_new();
  for (gsize i = 0; i < G_N_ELEMENTS(always); i++)
    sk_fields_add(response->headers, always[i].name, always[i].value);
  response->body = g_bytes_new_static("", 0);
  return response;
}

SkResponse *sk_response_bytes(unsigned status, GBytes *content, const char *type) {
  SkResponse *response = sk_response_new(status);
  g_bytes_unref(response->body);
  response->body = content;
  sk_response_set_header(response, "Content-Type", type);
  return response;
}

SkResponse *sk_response_spool(unsigned status, SkSpool *content, const char *type) {
  SkResponse *response = sk_response_new(status);
  response->spool = content;
  sk_response_set_header(response, "Content-Type", type);
  return response;
}

SkResponse *sk_response_html(unsigned status, GString *html) {
  return sk_response_bytes(status, g_string_free_to_bytes(html), "text/html; charset=utf-8");
}

SkResponse *sk_response_text(unsigned status, const char *text) {
  return sk_response_bytes(status, g_bytes_new(text, strlen(text)), "text/plain; charset=utf-8");
}

void sk_response_free(SkResponse *response) {
  if (response == NULL)
    return;
  sk_fields_free(response->headers);
  g_bytes_unref(response->body);
  sk_spool_free(response->spool);
  g_free(response);
}

/* ---------------------------------------------------------------- headers */

void sk_response_set_header(SkResponse *response, const char *name, const char *value) {
  gsize size = 0;
  while ((unsigned char)value[size] >= ' ' && value[size] != 0x7f)
    size++;
  g_autofree char *line = g_strndup(value, size);
  sk_fields_set(response->headers, name, line);
}

void sk_response_set_cache(SkResponse *response, const char *value) {
  sk_response_set_header(response, "Cache-Control", value);
}

void sk_response_set_download(SkResponse *response, const char *filename) {
  g_autofree char *encoded = sk_percent_encode(filename);
  g_autofree char *value = g_strdup_printf("attachment; filename*=UTF-8''%s", encoded);
  sk_response_set_header(response, "Content-Disposition", value);
}

/* ---------------------------------------------------------------- elsewhere */

SkResponse *sk_response_redirect_to(const char *path) {
  gboolean ours = path[0] == '/' && path[1] != '/' && path[1] != '\\';
  SkResponse *response = sk_response_new(303);
  sk_response_set_header(response, "Location", ours ? path : "/");
  return response;
}

SkResponse *sk_response_redirect(const char *format, ...) {
  va_list args;
  va_start(args, format);
  g_autofree char *path = g_strdup_vprintf(format, args);
  va_end(args);
  return sk_response_redirect_to(path);
}

/* If-None-Match: a list of quoted tags, weak ones included, or "*". RFC 9110, section 13.1.2. */
static gboolean client_has(const SkRequest *request, const char *quoted) {
  const char *known = sk_request_header(request, "If-None-Match");
  return known != NULL && (strcmp(known, "*") == 0 || strstr(known, quoted) != NULL);
}

SkResponse *sk_response_asset(const SkRequest *request, GBytes *content, const char *type, const char *etag,
                              gboolean forever) {
  g_autofree char *quoted = g_strdup_printf("\"%s\"", etag);
  SkResponse *response =
      client_has(request, quoted) ? sk_response_new(304) : sk_response_bytes(200, g_bytes_ref(content), type);
  sk_response_set_header(response, "ETag", quoted);
  sk_response_set_cache(response, forever ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

/* ---------------------------------------------------------------- cookies */

/* Over TLS the prefix makes browsers refuse the cookie from any other host or path. */
static char *cookie_name(const SkRequest *request, const char *name) {
  return g_strconcat(sk_request_is_secure(request) ? "__Host-" : "", name, NULL);
}

void sk_response_set_cookie(SkResponse *response, const SkRequest *request, const char *name, const char *value) {
  g_autofree char *full = cookie_name(request, name);
  g_autofree char *line =
      g_strdup_printf("%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s", full, value != NULL ? value : "",
                      sk_request_is_secure(request) ? "; Secure" : "", value != NULL ? "" : "; Max-Age=0");
  sk_fields_add(response->headers, "Set-Cookie", line);
}

const char *sk_request_own_cookie(const SkRequest *request, const char *name) {
  g_autofree char *full = cookie_name(request, name);
  return sk_request_cookie(request, full);
}

/* ---------------------------------------------------------------- reading */

unsigned sk_response_status(const SkResponse *response) {
  return response->status;
}

const char *sk_response_header(const SkResponse *response, const char *name) {
  return sk_fields_first(response->headers, name);
}

const SkFields *sk_response_headers(const SkResponse *response) {
  return response->headers;
}

uint64_t sk_response_size(const SkResponse *response) {
  return response->spool != NULL ? sk_spool_size(response->spool) : g_bytes_get_size(response->body);
}

SkSpool *sk_response_steal_spool(SkResponse *response) {
  return g_steal_pointer(&response->spool);
}

GBytes *sk_response_body(const SkResponse *response) {
  return response->body;
}
