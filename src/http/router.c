#include "http/router.h"

#include "base/error.h"

#include <string.h>

typedef enum { LITERAL, CAPTURE, REST } SegmentKind; /* in the order in which they win */

typedef struct {
  SegmentKind kind;
  char *text; /* the literal, or the name of the capture */
} Segment;

typedef struct {
  const SkRoute *route;
  GArray *segments; /* Segment */
} Pattern;

struct SkRouter {
  GArray *patterns; /* Pattern, the most literal first */
};

/* ---------------------------------------------------------------- making */

static void clear_segment(gpointer data) {
  g_free(((Segment *)data)->text);
}

static void clear_pattern(gpointer data) {
  g_array_unref(((Pattern *)data)->segments);
}

/* "{person}", "{path...}" or a literal. FALSE: neither. */
static gboolean read_segment(const char *text, Segment *ret_segment) {
  gsize size = strlen(text);
  if (*text != '{') {
    *ret_segment = (Segment){ LITERAL, g_strdup(text) };
    return strpbrk(text, "{}") == NULL;
  }
  gboolean rest = g_str_has_suffix(text, "...}");
  gsize end = rest ? 4 : 1;
  *ret_segment =
      (Segment){ rest ? REST : CAPTURE, size > end + 1 ? g_strndup(text + 1, size - 1 - end) : g_strdup("") };
  return text[size - 1] == '}' && *ret_segment->text != '\0' && strpbrk(ret_segment->text, "{}") == NULL;
}

static GArray *read_pattern(const char *pattern, GError **error) {
  g_autoptr(GArray) segments = g_array_new(FALSE, FALSE, sizeof(Segment));
  g_array_set_clear_func(segments, clear_segment);
  g_auto(GStrv) texts = g_strsplit(*pattern == '/' ? pattern + 1 : pattern, "/", -1);
  gboolean good = *pattern == '/';
  if (texts[0] == NULL) { /* the root: splitting nothing gives no segment, not an empty one */
    Segment root = { LITERAL, g_strdup("") };
    g_array_append_val(segments, root);
  }
  for (gsize i = 0; good && texts[i] != NULL; i++) {
    Segment segment;
    good = read_segment(texts[i], &segment) && (segment.kind != REST || texts[i + 1] == NULL);
    g_array_append_val(segments, segment);
  }
  if (!good)
    sk_error_set(error, SK_ERROR_USAGE, "\"%s\" is no pattern of a route", pattern);
  return good ? g_steal_pointer(&segments) : NULL;
}

/* Orders patterns so that the first that fits is the most literal; equal ones mean the same paths. */
static int compare_patterns(gconstpointer a, gconstpointer b) {
  const GArray *left = ((const Pattern *)a)->segments, *right = ((const Pattern *)b)->segments;
  for (guint i = 0; i < MIN(left->len, right->len); i++) {
    const Segment *x = &g_array_index(left, Segment, i), *y = &g_array_index(right, Segment, i);
    int order = x->kind != y->kind ? (int)x->kind - (int)y->kind : x->kind == LITERAL ? strcmp(x->text, y->text) : 0;
    if (order != 0)
      return order;
  }
  return (int)left->len - (int)right->len;
}

/* The same with methods, so that the order is one. */
static int compare_routes(gconstpointer a, gconstpointer b) {
  int order = compare_patterns(a, b);
  return order != 0 ? order : (int)((const Pattern *)a)->route->method - (int)((const Pattern *)b)->route->method;
}

static gboolean no_two_alike(const SkRouter *router, GError **error) {
  for (guint i = 1; i < router->patterns->len; i++) {
    const Pattern *a = &g_array_index(router->patterns, Pattern, i - 1);
    const Pattern *b = &g_array_index(router->patterns, Pattern, i);
    if (compare_routes(a, b) == 0) {
      sk_error_set(error, SK_ERROR_USAGE, "two routes mean the same: %s %s", a->route->pattern, b->route->pattern);
      return FALSE;
    }
  }
  return TRUE;
}

SkRouter *sk_router_new(const SkRoute *routes, gsize count, GError **error) {
  g_autoptr(SkRouter) router = g_new0(SkRouter, 1);
  router->patterns = g_array_new(FALSE, FALSE, sizeof(Pattern));
  g_array_set_clear_func(router->patterns, clear_pattern);
  for (gsize i = 0; i < count; i++) {
    Pattern pattern = { &routes[i], read_pattern(routes[i].pattern, error) };
    if (pattern.segments == NULL)
      return NULL;
    g_array_append_val(router->patterns, pattern);
  }
  g_array_sort(router->patterns, compare_routes);
  return no_two_alike(router, error) ? g_steal_pointer(&router) : NULL;
}

void sk_router_free(SkRouter *router) {
  if (router == NULL)
    return;
  g_array_unref(router->patterns);
  g_free(router);
}

/* ---------------------------------------------------------------- finding */

/* Whether the path fits; captures what it does. `path` begins after the slash. */
static gboolean fits(const Pattern *pattern, const char *path, SkFields *captures) {
  for (guint i = 0; i < pattern->segments->len; i++) {
    const Segment *segment = &g_array_index(pattern->segments, Segment, i);
    gboolean last = i + 1 == pattern->segments->len;
    gsize size = segment->kind == REST ? strlen(path) : strcspn(path, "/");
    if (segment->kind == LITERAL ? strlen(segment->text) != size || memcmp(segment->text, path, size) != 0 : size == 0)
      return FALSE;
    if ((path[size] == '\0') != last)
      return FALSE;
    if (segment->kind != LITERAL) {
      g_autofree char *value = g_strndup(path, size);
      sk_fields_add(captures, segment->text, value);
    }
    path += last ? size : size + 1;
  }
  return TRUE;
}

static gboolean answers(const SkRoute *route, SkMethod method) {
  return route->method == method || (route->method == SK_METHOD_GET && method == SK_METHOD_HEAD);
}

static void add_method(GString *allow, SkMethod method) {
  g_string_append_printf(allow, "%s, ", sk_request_method_word(method));
  if (method == SK_METHOD_GET)
    g_string_append(allow, "HEAD, ");
}

SkRouteResult sk_router_find(const SkRouter *router, SkRequest *request, const SkRoute **ret_route, char **ret_allow) {
  const char *path = sk_request_path(request) + 1;
  const Pattern *known = NULL; /* the first that fits the path: only those that mean the same may stand in for it */
  GString *allow = NULL;
  for (guint i = 0; i < router->patterns->len; i++) {
    const Pattern *pattern = &g_array_index(router->patterns, Pattern, i);
    if (known != NULL && compare_patterns(known, pattern) != 0)
      break;
    g_autoptr(SkFields) captures = sk_fields_new();
    if (!fits(pattern, path, captures))
      continue;
    if (answers(pattern->route, sk_request_method(request))) {
      sk_request_set_captures(request, g_steal_pointer(&captures));
      *ret_route = pattern->route;
      if (allow != NULL)
        g_string_free(allow, TRUE);
      return SK_ROUTE_FOUND;
    }
    known = pattern;
    allow = allow != NULL ? allow : g_string_new(NULL);
    add_method(allow, pattern->route->method);
  }
  if (known == NULL)
    return SK_ROUTE_NO_PATH;
  g_string_append(allow, "OPTIONS");
  *ret_allow = g_string_free(allow, FALSE);
  return SK_ROUTE_NO_METHOD;
}
