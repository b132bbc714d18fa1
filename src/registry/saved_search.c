#include "registry/saved_search.h"

#include "base/clock.h"
#include "base/error.h"
#include "store/queries/saved_search.h"

#include <string.h>

#define SEARCH_PAGE "/search?"

static void saved_free(gpointer data) {
  SkSavedSearch *saved = data;
  g_free(saved->name);
  g_free(saved->address);
  g_free(saved);
}

GPtrArray *sk_saved_search_list(SkSession *session, GError **error) {
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(saved_free);
  g_auto(SkqSavedSearchList) row = { 0 };
  GError *failed = NULL;
  if (!sk_session_require(session, SK_PERMISSION_PERSON_READ, error) ||
      !skq_saved_search_list(sk_db_system(sk_session_db(session)), sk_session_account(session), &row, error))
    return NULL;
  while (skq_saved_search_list_next(&row, &failed)) {
    SkSavedSearch *saved = g_new0(SkSavedSearch, 1);
    saved->id = sk_bytes_id_text(row.public);
    saved->name = g_strdup(row.name);
    saved->address = g_strdup(row.address);
    g_ptr_array_add(list, saved);
  }
  return sk_error_forward(error, failed) ? g_steal_pointer(&list) : NULL;
}

static gboolean check(SkSession *session, const char *name, const char *address, GError **error) {
  if (name == NULL || *name == '\0' || address == NULL || !g_str_has_prefix(address, SEARCH_PAGE)) {
    sk_error_set(error, SK_ERROR_REFUSED, "a search is kept under a name of its own");
    return FALSE;
  }
  g_autoptr(GPtrArray) list = sk_saved_search_list(session, error);
  if (list != NULL && list->len >= SK_SAVED_SEARCHES)
    sk_error_set(error, SK_ERROR_LIMIT, "%d searches are kept already; forget one first", SK_SAVED_SEARCHES);
  return list != NULL && list->len < SK_SAVED_SEARCHES;
}

gboolean sk_saved_search_add(SkSession *session, const char *name, const char *address, GError **error) {
  g_autoptr(SkWork) work =
      check(session, name, address, error) ? sk_session_work(session, SK_PERMISSION_PERSON_READ, error) : NULL;
  SkId public = sk_id_new();
  int64_t id = 0;
  if (work == NULL || !sk_work_ids(work, SK_KIND_SAVED_SEARCH, 1, &id, error) ||
      !skq_saved_search_add(work, id, (SkBytes){ public.bytes, sizeof public.bytes }, sk_session_account(session), name,
                            address, sk_clock_now(), NULL, error))
    return FALSE;
  sk_work_note(work, SK_KIND_SAVED_SEARCH, id, NULL, 0);
  return sk_work_commit(work, SK_JOURNAL_SAVED_SEARCH, error);
}

gboolean sk_saved_search_drop(SkSession *session, const char *id, GError **error) {
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_PERSON_READ, error);
  SkId public;
  int64_t dropped = 0;
  if (work == NULL || (id != NULL && sk_id_parse(id, &public) &&
                       !skq_saved_search_drop(work, (SkBytes){ public.bytes, sizeof public.bytes },
                                              sk_session_account(session), &dropped, error)))
    return FALSE;
  if (dropped == 0) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no such search");
    return FALSE;
  }
  sk_work_note(work, SK_KIND_SAVED_SEARCH, 0, NULL, 0);
  return sk_work_commit(work, SK_JOURNAL_SAVED_SEARCH, error);
}
