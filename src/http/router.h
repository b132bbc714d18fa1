/* Which handler a path belongs to. Routes are a table; patterns are compared segment by segment:
 *   /people/{person}   one segment, captured under its name
 *   /static/{path...}  the rest of the path, at least one segment; only at the end
 * A literal segment wins over a capture, whatever the order of the table. */
#pragma once

#include "http/request.h"

typedef struct {
  SkMethod method; /* GET answers HEAD too */
  const char *pattern;
  gconstpointer data; /* the caller's: what to do */
} SkRoute;

typedef enum { SK_ROUTE_FOUND, SK_ROUTE_NO_PATH, SK_ROUTE_NO_METHOD } SkRouteResult;

typedef struct SkRouter SkRouter; /* shared by threads; does not change */

/* The table is kept, not copied. SK_ERROR_USAGE: a pattern that is none, or two routes that mean the same. */
SkRouter *sk_router_new(const SkRoute *routes, gsize count, GError **error);
void sk_router_free(SkRouter *router);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkRouter, sk_router_free)

/* Finds the route of a request and sets the request's captures. NO_METHOD: the path is known under other methods;
 * *ret_allow (free it) then says which, as the Allow header wants them. `ret_route` is set only when found. */
SkRouteResult sk_router_find(const SkRouter *router, SkRequest *request, const SkRoute **ret_route, char **ret_allow);
