#include "http/request_parts.h"

#include "base/error.h"
#include "http/language.h"

#include <string.h>

struct SkRequest {
  SkMethod method;
  char *target, *path, *peer;
  SkFields *headers, *query, *form, *cookies, *captures;
  GBytes *body;
  char *file_field, *file_name;
  SkSpool *file;
  gsize excess;
  gboolean secure;
};

static const char *const methods[] = { [SK_METHOD_OTHER] = "",
                                       [SK_METHOD_GET] = "GET",
                                       [SK_METHOD_HEAD] = "HEAD",
                                       [SK_METHOD_POST] = "POST",
                                       [SK_METHOD_OPTIONS] = "OPTIONS" };

static SkMethod method_of(const char *word) {
  for (gsize i = SK_METHOD_GET; i < G_N_ELEMENTS(methods); i++)
    if (strcmp(word, methods[i]) == 0)
      return (SkMethod)i;
  return SK_METHOD_OTHER;
}

/* ---------------------------------------------------------------- making */

/* Whether a decoded path can be meant: from the root, without empty, "." or ".." segments, backslashes (which some
 * systems take for slashes) or control characters. */
static gboolean is_plain_path(const char *path) {
  if (*path != '/')
    return FALSE;
  for (const char *c = path; *c != '\0'; c++)
    if ((unsigned char)*c < ' ' || *c == 0x7f || *c == '\\')
      return FALSE;
  g_auto(GStrv) segments = g_strsplit(path + 1, "/", -1);
  for (gsize i = 0; segments[i] != NULL; i++) {
    gboolean last = segments[i + 1] == NULL;
    if ((*segments[i] == '\0' && !last) || strcmp(segments[i], ".") == 0 || strcmp(segments[i], "..") == 0)
      return FALSE;
  }
  return TRUE;
}

/* A slash written as %2F would be one after decoding and none before: proxies and we could differ. */
static gboolean hides_slash(const char *target, gsize size) {
  for (gsize i = 0; i + 2 < size; i++)
    if (target[i] == '%' && target[i + 1] == '2' && g_ascii_tolower(target[i + 2]) == 'f')
      return TRUE;
  return FALSE;
}

static char *read_path(const char *target, gsize size, GError **error) {
  g_autofree char *path = sk_percent_decode(target, size, FALSE, error);
  if (path == NULL)
    return NULL;
  if (hides_slash(target, size) || !is_plain_path(path)) {
    sk_error_set(error, SK_ERROR_USAGE, "the address is not a path of this server");
    return NULL;
  }
  return g_steal_pointer(&path);
}

SkRequest *sk_request_new(const char *method, const char *target, GError **error) {
  gsize path_size = strcspn(target, "?#");
  const char *query = target[path_size] == '?' ? target + path_size + 1 : "";
  g_autoptr(SkRequest) request = g_new0(SkRequest, 1);
  request->headers = sk_fields_new();
  request->cookies = sk_fields_new();
  request->method = method_of(method);
  request->target = g_strdup(target);
  request->path = read_path(target, path_size, error);
  request->query = request->path != NULL ? sk_fields_parse(query, strcspn(query, "#"), error) : NULL;
  return request->query != NULL ? g_steal_pointer(&request) : NULL;
}

void sk_request_free(SkRequest *request) {
  if (request == NULL)
    return;
  sk_fields_free(request->headers);
  sk_fields_free(request->query);
  sk_fields_free(request->form);
  sk_fields_free(request->cookies);
  sk_fields_free(request->captures);
  g_clear_pointer(&request->body, g_bytes_unref);
  sk_spool_free(request->file);
  g_free(request->file_field);
  g_free(request->file_name);
  g_free(request->target);
  g_free(request->path);
  g_free(request->peer);
  g_free(request);
}

void sk_request_add_header(SkRequest *request, const char *name, const char *value) {
  sk_fields_add(request->headers, name, value);
  if (g_ascii_strcasecmp(name, "Cookie") == 0)
    sk_fields_parse_cookies(request->cookies, value);
}

void sk_request_settle(SkRequest *request, const char *peer, gboolean proxied) {
  const char *forwarded = proxied ? sk_request_header(request, "X-Real-IP") : NULL;
  const char *scheme = proxied ? sk_request_header(request, "X-Forwarded-Proto") : NULL;
  request->peer = g_strdup(forwarded != NULL ? forwarded : peer != NULL ? peer : "local");
  request->secure = g_strcmp0(scheme, "https") == 0;
}

static gboolean is_form(const SkRequest *request) {
  const char *type = sk_request_header(request, "Content-Type");
  static const char form[] = "application/x-www-form-urlencoded";
  gsize size = sizeof form - 1;
  return type != NULL && g_ascii_strncasecmp(type, form, size) == 0 && (type[size] == '\0' || strchr("; ", type[size]));
}

gboolean sk_request_set_body(SkRequest *request, GBytes *body, GError **error) {
  request->body = body;
  if (!is_form(request))
    return TRUE;
  gsize size = 0;
  const char *text = g_bytes_get_data(body, &size);
  request->form = sk_fields_parse(text != NULL ? text : "", size, error);
  return request->form != NULL;
}

void sk_request_set_form(SkRequest *request, SkFields *form) {
  request->form = form;
}

void sk_request_set_file(SkRequest *request, char *field, char *name, SkSpool *file) {
  request->file_field = field;
  request->file_name = name;
  request->file = file;
}

void sk_request_set_excess(SkRequest *request, gsize limit) {
  request->excess = limit;
}

/* ---------------------------------------------------------------- reading */

SkMethod sk_request_method(const SkRequest *request) {
  return request->method;
}

const char *sk_request_method_word(SkMethod method) {
  return methods[method];
}

gboolean sk_request_is_unsafe(const SkRequest *request) {
  return request->method == SK_METHOD_POST || request->method == SK_METHOD_OTHER;
}

const char *sk_request_path(const SkRequest *request) {
  return request->path;
}

const char *sk_request_target(const SkRequest *request) {
  return request->target;
}

const char *sk_request_query(const SkRequest *request, const char *name) {
  return sk_fields_first(request->query, name);
}

const char *sk_request_form(const SkRequest *request, const char *name) {
  return sk_fields_first(request->form, name);
}

const char *sk_request_cookie(const SkRequest *request, const char *name) {
  return sk_fields_first(request->cookies, name);
}

const SkFields *sk_request_query_fields(const SkRequest *request) {
  return request->query;
}

const SkFields *sk_request_form_fields(const SkRequest *request) {
  return request->form;
}

const SkFields *sk_request_headers(const SkRequest *request) {
  return request->headers;
}

const char *sk_request_header(const SkRequest *request, const char *name) {
  for (guint i = 0; i < sk_fields_count(request->headers); i++)
    if (g_ascii_strcasecmp(sk_fields_name(request->headers, i), name) == 0)
      return sk_fields_value(request->headers, i);
  return NULL;
}

guint sk_request_header_count(const SkRequest *request, const char *name) {
  guint count = 0;
  for (guint i = 0; i < sk_fields_count(request->headers); i++)
    count += g_ascii_strcasecmp(sk_fields_name(request->headers, i), name) == 0;
  return count;
}

SkSpool *sk_request_file(const SkRequest *request, const char *field, const char **ret_name) {
  if (request->file == NULL || strcmp(request->file_field, field) != 0)
    return NULL;
  *ret_name = request->file_name;
  return request->file;
}

gsize sk_request_excess(const SkRequest *request) {
  return request->excess;
}

const char *sk_request_peer(const SkRequest *request) {
  return request->peer;
}

gboolean sk_request_is_secure(const SkRequest *request) {
  return request->secure;
}

const char *sk_request_language(const SkRequest *request, const char *const *languages, const char *otherwise) {
  return sk_language_choose(sk_request_header(request, "Accept-Language"), languages, otherwise);
}

/* Our pages send no referrer, so a browser writes "null" as the origin of their forms: that says nothing either way.
 * Every browser that does so also sends Sec-Fetch-Site. */
gboolean sk_request_is_own(const SkRequest *request) {
  const char *site = sk_request_header(request, "Sec-Fetch-Site");
  const char *origin = sk_request_header(request, "Origin"), *host = sk_request_header(request, "Host");
  if (site != NULL)
    return strcmp(site, "same-origin") == 0 || strcmp(site, "none") == 0;
  if (origin == NULL || strcmp(origin, "null") == 0)
    return TRUE;
  const char *after = strstr(origin, "://");
  return after != NULL && host != NULL && g_ascii_strcasecmp(after + 3, host) == 0;
}

/* ---------------------------------------------------------------- what the router found */

const char *sk_request_capture(const SkRequest *request, const char *name) {
  return sk_fields_first(request->captures, name);
}

void sk_request_set_captures(SkRequest *request, SkFields *captures) {
  sk_fields_free(request->captures);
  request->captures = captures;
}
