#include "asking.h"

#include "base/error.h"
#include "http/router.h"

static const SkRoute routes[] = {
  { SK_METHOD_GET, "/", "start" },
  { SK_METHOD_GET, "/people/{person}", "person" },
  { SK_METHOD_POST, "/people/{person}/split", "split" },
  { SK_METHOD_GET, "/people/new", "new" },
  { SK_METHOD_POST, "/people/new", "make" },
  { SK_METHOD_GET, "/sources/{source}/batches/{batch}", "batch" },
  { SK_METHOD_GET, "/static/{path...}", "static" },
  { SK_METHOD_GET, "/static/robots.txt", "robots" },
};

/* What the router answers: "handler", with " name=value" for each capture; "405 allow", or "404". */
static char *routed(const SkRouter *router, const char *method, const char *target) {
  static const char *const names[] = { "person", "source", "batch", "path" };
  g_autoptr(SkRequest) request = asking(method, target, NULL);
  const SkRoute *route = NULL;
  g_autofree char *allow = NULL;
  SkRouteResult result = sk_router_find(router, request, &route, &allow);
  if (result != SK_ROUTE_FOUND)
    return result == SK_ROUTE_NO_PATH ? g_strdup("404") : g_strconcat("405 ", allow, NULL);
  GString *text = g_string_new(route->data);
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    if (sk_request_capture(request, names[i]) != NULL)
      g_string_append_printf(text, " %s=%s", names[i], sk_request_capture(request, names[i]));
  return g_string_free(text, FALSE);
}

static const struct {
  const char *method, *target, *answer;
} asked[] = {
  { "GET", "/", "start" },
  { "HEAD", "/", "start" },
  { "POST", "/", "405 GET, HEAD, OPTIONS" },
  { "OPTIONS", "/people/new", "405 GET, HEAD, POST, OPTIONS" },
  { "DELETE", "/people/new", "405 GET, HEAD, POST, OPTIONS" },
  { "GET", "/people/7H3K", "person person=7H3K" },
  { "GET", "/people/7H3K?x=/people/new", "person person=7H3K" },
  { "GET", "/people/%E6%9D%B1", "person person=東" },
  { "GET", "/people/new", "new" },
  { "POST", "/people/new", "make" },
  { "POST", "/people/7H3K", "405 GET, HEAD, OPTIONS" },
  { "GET", "/people/7H3K/split", "405 POST, OPTIONS" },
  { "POST", "/people/new/split", "split person=new" }, /* "new" alone has a page; deeper it is a name like any */
  { "GET", "/people", "404" },
  { "GET", "/people/", "404" },
  { "GET", "/people/7H3K/", "404" },
  { "GET", "/peoples/7H3K", "404" },
  { "GET", "/People/7H3K", "404" },
  { "GET", "/sources/A/batches/B", "batch source=A batch=B" },
  { "GET", "/sources/A/batches", "404" },
  { "GET", "/static/a/b.css", "static path=a/b.css" },
  { "GET", "/static/robots.txt", "robots" },
  { "GET", "/static/", "404" },
  { "GET", "/static", "404" },
};

static void a_path_finds_its_route(void **state) {
  (void)state;
  g_autoptr(SkRouter) router = sk_router_new(routes, G_N_ELEMENTS(routes), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(asked); i++) {
    g_autofree char *got = routed(router, asked[i].method, asked[i].target);
    if (strcmp(got, asked[i].answer) != 0)
      fail_msg("%s %s: %s", asked[i].method, asked[i].target, got);
  }
}

static const SkRoute wrong[][2] = {
  { { SK_METHOD_GET, "people", "" }, { SK_METHOD_GET, "/x", "" } },
  { { SK_METHOD_GET, "/{}", "" }, { SK_METHOD_GET, "/x", "" } },
  { { SK_METHOD_GET, "/a{b}", "" }, { SK_METHOD_GET, "/x", "" } },
  { { SK_METHOD_GET, "/{b}c", "" }, { SK_METHOD_GET, "/x", "" } },
  { { SK_METHOD_GET, "/{a...}/b", "" }, { SK_METHOD_GET, "/x", "" } },
  { { SK_METHOD_GET, "/{...}", "" }, { SK_METHOD_GET, "/x", "" } },
  { { SK_METHOD_GET, "/a/{b}", "" }, { SK_METHOD_GET, "/a/{c}", "" } },
  { { SK_METHOD_GET, "/a", "" }, { SK_METHOD_GET, "/a", "" } },
};

static void a_wrong_table_is_refused_at_the_start(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(SkRouter) router = sk_router_new(wrong[i], 2, &error);
    if (router != NULL)
      fail_msg("%s and %s were taken", wrong[i][0].pattern, wrong[i][1].pattern);
    assert_error(error, SK_ERROR_USAGE, "");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_path_finds_its_route),
    cmocka_unit_test(a_wrong_table_is_refused_at_the_start),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
