/* The read door: what a session may not see does not exist for it (DESIGN rules 4 and 5).
 *
 * Services read views seen_<table>. On SQLite they are temporary views over inner views with random names that carry
 * the label rule (a function over the bitmap of the labels in force); an authorizer, installed once per connection,
 * lets base tables be read only from inside those inner views, so that a view's, a CTE's or an alias's name opens
 * nothing. On PostgreSQL the views are security_invoker over tables with row-level security, read under a role of their
 * own; writes and system reads run as owner. "seen by" comments in sql/migrations say which rule a table has;
 * tools/gen_queries.py makes the views from them. */
#pragma once

#include "store/statement.h"

/* Tries to prepare and run `sql` as a door statement with no parameters: only for tests that plant bypasses.
 * SK_ERROR_DENIED when the door refuses it; else the number of rows it gave. */
gboolean sk_door_try(SkDb *db, const char *sql, int64_t *ret_rows, GError **error);
