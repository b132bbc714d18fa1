/* Questions that an account keeps: for itself alone, as the words can be names. */
#pragma once

#include "access/session.h"
#include "base/id.h"

#define SK_SAVED_SEARCHES 50 /* of one account, at most */

typedef struct {
  SkIdText id;
  char *name, *address; /* address: path and query */
} SkSavedSearch;

/* Keeps a question. Needs person.read. SK_ERROR_REFUSED: no name, or no address of the search page; SK_ERROR_LIMIT. */
gboolean sk_saved_search_add(SkSession *session, const char *name, const char *address, GError **error);
/* Forgets one of the session's own; SK_ERROR_NOT_FOUND, also for NULL. */
gboolean sk_saved_search_drop(SkSession *session, const char *id, GError **error);
/* SkSavedSearch of the session's account, newest first. */
GPtrArray *sk_saved_search_list(SkSession *session, GError **error);
