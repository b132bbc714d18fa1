/* Everything that reads a request: target, query, headers, cookies, framing, form, route. The input is
 *   METHOD TARGET \n  Name: value \n ... \n \n  body
 * and whatever it holds, what a handler would see keeps the promises of request.h. */
#include "http/csrf.h"
#include "http/form.h"
#include "http/framing.h"
#include "http/response.h"
#include "http/router.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char *const verdicts[] = { "same", "different", NULL };
static const SkFormField table[] = {
  { "name", SK_FIELD_TEXT, .required = TRUE },
  { "note", SK_FIELD_LINES },
  { "secret", SK_FIELD_SECRET },
  { "year", SK_FIELD_NUMBER },
  { "person", SK_FIELD_ID },
  { "people", SK_FIELD_IDS },
  { "verdict", SK_FIELD_CHOICE, .choices = verdicts },
  { "sure", SK_FIELD_FLAG },
  { NULL },
};
static const SkRoute routes[] = { { SK_METHOD_GET, "/", NULL },
                                  { SK_METHOD_GET, "/people/{person}", NULL },
                                  { SK_METHOD_GET, "/static/{path...}", NULL } };
static const char *const hosts[] = { "localhost", NULL }, *const languages[] = { "en", "ja", "ko", NULL };

static void must(gboolean holds) {
  if (!holds)
    abort();
}

static void check_fields(const SkFields *fields) {
  for (guint i = 0; i < sk_fields_count(fields); i++)
    must(g_utf8_validate(sk_fields_name(fields, i), -1, NULL) && g_utf8_validate(sk_fields_value(fields, i), -1, NULL));
}

static void check_form(const SkFields *fields) {
  g_autoptr(SkForm) form = sk_form_read(fields, table);
  const char *name = sk_form_text(form, "name");
  must(name == NULL || (g_utf8_validate(name, -1, NULL) && strpbrk(name, "\r\n\t\x1b") == NULL && *name != '\0'));
  must(sk_form_choice(form, "verdict") < 2);
}

static void check_answers(SkRequest *request) {
  static SkRouter *router;
  const SkRoute *route = NULL;
  g_autofree char *allow = NULL;
  const char *path = sk_request_path(request);
  if (router == NULL)
    router = sk_router_new(routes, G_N_ELEMENTS(routes), NULL);
  must(path[0] == '/' && strstr(path, "//") == NULL && strstr(path, "/../") == NULL && !g_str_has_suffix(path, "/.."));
  sk_router_find(router, request, &route, &allow);
  const char *to = sk_request_query(request, "next");
  g_autoptr(SkResponse) response = sk_response_redirect_to(to != NULL ? to : path);
  must(strpbrk(sk_response_header(response, "Location"), "\r\n") == NULL);
  must(sk_response_header(response, "Location")[0] == '/' && sk_response_header(response, "Location")[1] != '/');
  must(sk_request_language(request, languages, "en") != NULL);
  must(!sk_csrf_check(request, "a secret nobody knows", NULL));
}

static void try_request(const char *method, const char *target, char **lines, const char *body) {
  const char *why = NULL;
  const SkFraming framing = { .version = "HTTP/1.1", .hosts = hosts, .body_limit = 1000 };
  g_autoptr(SkRequest) request = sk_request_new(method, target, NULL);
  for (gsize i = 0; request != NULL && lines[i] != NULL; i++) {
    g_auto(GStrv) parts = g_strsplit(lines[i], ": ", 2);
    if (parts[0] != NULL)
      sk_request_add_header(request, parts[0], parts[1] != NULL ? parts[1] : "");
  }
  if (request == NULL)
    return;
  sk_request_settle(request, NULL, TRUE);
  must((sk_framing_check(request, &framing, &why) == 0) == (why == NULL));
  sk_request_is_own(request);
  check_fields(sk_request_query_fields(request));
  if (!sk_request_set_body(request, g_bytes_new(body, strlen(body)), NULL))
    return;
  check_fields(sk_request_form_fields(request));
  check_form(sk_request_form_fields(request));
  check_answers(request);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  g_autofree char *text = g_strndup((const char *)bytes, size);
  char *body = strstr(text, "\n\n");
  if (body != NULL) {
    *body = '\0';
    body += 2;
  }
  g_auto(GStrv) lines = g_strsplit(text, "\n", 200);
  if (lines[0] == NULL)
    return 0;
  char *blank = strchr(lines[0], ' ');
  if (blank != NULL)
    *blank = '\0';
  try_request(lines[0], blank != NULL ? blank + 1 : "", lines + 1, body != NULL ? body : "");
  return 0;
}
