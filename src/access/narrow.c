#include "access/narrow.h"

#include "access/clearance.h"
#include "base/error.h"
#include "store/label.h"
#include "store/queries/access.h"

GPtrArray *sk_session_compartments(SkSession *session, GError **error) {
  g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func(g_free);
  g_auto(SkqAccessClearanceCompartments) row = { 0 };
  GError *failed = NULL;
  SkSystem *system = sk_db_system(sk_session_db(session));
  if (!skq_access_clearance_compartments(system, sk_session_clearance(session), &row, error))
    return NULL;
  while (skq_access_clearance_compartments_next(&row, &failed))
    g_ptr_array_add(codes, g_strdup(row.code));
  return sk_error_forward(error, failed) ? g_steal_pointer(&codes) : NULL;
}

static gboolean check_own(SkSession *session, const char *const *codes, GError **error) {
  g_autoptr(GPtrArray) own = sk_session_compartments(session, error);
  for (gsize i = 0; own != NULL && codes[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func(own, codes[i], g_str_equal, NULL)) {
      sk_error_set(error, SK_ERROR_DENIED, "a compartment that is not open to an account cannot be released by it");
      return FALSE;
    }
  return own != NULL;
}

/* The clearance as it stands; 0 when nobody read so before, or an embargo passed since somebody did. */
static gboolean find_standing(SkDb *db, int level, const char *const *codes, int64_t *ret_clearance, GError **error) {
  g_auto(SkqAccessLabelDue) due = { 0 };
  gboolean overdue = FALSE;
  int64_t clearance = 0;
  if (!sk_clearance_find(sk_db_system(db), level, codes, &clearance, error))
    return FALSE;
  if (clearance != 0 &&
      !skq_access_label_due(sk_db_system(db), clearance, sk_clock_day(sk_clock_now()), &due, &overdue, error))
    return FALSE;
  *ret_clearance = overdue ? 0 : clearance;
  return TRUE;
}

static gboolean make(SkSession *session, int level, const char *const *codes, int64_t *ret_clearance, GError **error) {
  g_autoptr(SkWork) work = sk_work_begin(sk_session_db(session), sk_session_account(session), error);
  if (work == NULL || !sk_clearance_make(work, level, codes, ret_clearance, error))
    return FALSE;
  sk_work_note(work, SK_KIND_CLEARANCE, *ret_clearance, NULL, 0);
  return sk_work_commit(work, SK_JOURNAL_ACCOUNT_CHANGE, error);
}

gboolean sk_session_narrow(SkSession *session, const char *const *codes, int64_t *ret_clearance, GError **error) {
  SkDb *db = sk_session_db(session);
  g_auto(SkqAccessClearanceLevel) own = { 0 };
  gboolean found = FALSE;
  int64_t clearance = 0;
  if (!check_own(session, codes, error) ||
      !skq_access_clearance_level(sk_db_system(db), sk_session_clearance(session), &own, &found, error) ||
      !find_standing(db, (int)own.level, codes, &clearance, error) ||
      (clearance == 0 && !make(session, (int)own.level, codes, &clearance, error)) || !sk_db_see(db, clearance, error))
    return FALSE;
  *ret_clearance = clearance;
  return TRUE;
}

gboolean sk_session_widen(SkSession *session, GError **error) {
  return sk_db_see(sk_session_db(session), sk_session_clearance(session), error);
}
