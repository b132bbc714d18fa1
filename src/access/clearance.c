#include "access/clearance.h"

#include "access/account.h"
#include "base/clock.h"
#include "base/error.h"
#include "store/derive.h"
#include "store/label.h"
#include "store/queries/access.h"

#include <string.h>

gboolean sk_clearance_is_in_force(gboolean has_end, int64_t end, int64_t now) {
  return !has_end || end > now;
}

static int by_code(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static gboolean every_code(SkSystem *system, GPtrArray *codes, GError **error) {
  g_auto(SkqAccessCompartments) rows = { 0 };
  GError *failed = NULL;
  if (!skq_access_compartments(system, &rows, error))
    return FALSE;
  g_ptr_array_set_size(codes, 0);
  while (skq_access_compartments_next(&rows, &failed))
    g_ptr_array_add(codes, g_strdup(rows.code));
  return sk_error_forward(error, failed);
}

/* Expands "*", sorts, and ends with NULL. */
static gboolean finish_codes(SkSystem *system, GPtrArray *codes, GError **error) {
  gboolean every = g_ptr_array_find_with_equal_func(codes, SK_EVERY_COMPARTMENT, g_str_equal, NULL);
  if (every && !every_code(system, codes, error))
    return FALSE;
  g_ptr_array_sort(codes, by_code);
  g_ptr_array_add(codes, NULL);
  return TRUE;
}

/* The compartments that the account's grants open now, sorted, NULL-terminated; NULL on failure. */
static GPtrArray *codes_granted(SkSystem *system, int64_t account, GError **error) {
  g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func(g_free);
  g_auto(SkqAccessGrants) rows = { 0 };
  GError *failed = NULL;
  SkTime now = sk_clock_now();
  if (!skq_access_grants(system, account, &rows, error))
    return NULL;
  while (skq_access_grants_next(&rows, &failed))
    if (sk_clearance_is_in_force(rows.has_until, rows.until, now))
      g_ptr_array_add(codes, g_strdup(rows.code));
  return sk_error_forward(error, failed) && finish_codes(system, codes, error) ? g_steal_pointer(&codes) : NULL;
}

/* Whether `clearance` holds exactly `codes` (sorted, NULL-terminated). */
static gboolean holds_exactly(SkSystem *system, int64_t clearance, const GPtrArray *codes, gboolean *ret_holds,
                              GError **error) {
  g_auto(SkqAccessClearanceCompartments) rows = { 0 };
  GError *failed = NULL;
  guint count = 0;
  gboolean same = TRUE;
  if (!skq_access_clearance_compartments(system, clearance, &rows, error))
    return FALSE;
  while (skq_access_clearance_compartments_next(&rows, &failed)) {
    same = same && count + 1 < codes->len && strcmp(rows.code, codes->pdata[count]) == 0;
    count++;
  }
  if (!sk_error_forward(error, failed))
    return FALSE;
  *ret_holds = same && count + 1 == codes->len;
  return TRUE;
}

static gboolean intern(SkWork *work, int level, const GPtrArray *codes, int64_t *ret_clearance, GError **error) {
  return sk_clearance_intern(work, level, (const char *const *)codes->pdata, ret_clearance, error) &&
         sk_derive_persons_of(work, *ret_clearance, error);
}

gboolean sk_clearance_make(SkWork *work, int level, const char *const *codes, int64_t *ret_clearance, GError **error) {
  g_autoptr(GPtrArray) copy = g_ptr_array_new_with_free_func(g_free);
  int64_t clearance = 0;
  for (gsize i = 0; codes != NULL && codes[i] != NULL; i++)
    g_ptr_array_add(copy, g_strdup(codes[i]));
  if (!finish_codes(sk_work_system(work), copy, error) || !intern(work, level, copy, &clearance, error))
    return FALSE;
  *ret_clearance = clearance;
  return TRUE;
}

gboolean sk_clearance_assign(SkWork *work, int64_t account, int level, int64_t *ret_clearance, GError **error) {
  g_autoptr(GPtrArray) codes = codes_granted(sk_work_system(work), account, error);
  int64_t clearance = 0;
  if (codes == NULL || !intern(work, level, codes, &clearance, error) ||
      !skq_access_set_clearance(work, account, clearance, NULL, error))
    return FALSE;
  *ret_clearance = clearance;
  return TRUE;
}

/* Whether the stored clearance still is what the account should have; sets its level. */
static gboolean is_settled(SkSystem *system, int64_t account, int64_t stored, int *ret_level, gboolean *ret_settled,
                           GError **error) {
  g_auto(SkqAccessClearanceLevel) row = { 0 };
  g_auto(SkqAccessLabelDue) due = { 0 };
  gboolean found = FALSE, overdue = FALSE, holds = FALSE;
  g_autoptr(GPtrArray) codes = codes_granted(system, account, error);
  if (codes == NULL || !skq_access_clearance_level(system, stored, &row, &found, error) ||
      !holds_exactly(system, stored, codes, &holds, error) ||
      !skq_access_label_due(system, stored, sk_clock_day(sk_clock_now()), &due, &overdue, error))
    return FALSE;
  *ret_level = found ? (int)row.level : 0;
  *ret_settled = found && holds && !overdue;
  return TRUE;
}

gboolean sk_clearance_settle(SkDb *db, int64_t account, int64_t stored, int64_t *ret_clearance, GError **error) {
  int level = 0;
  gboolean settled = FALSE;
  if (!is_settled(sk_db_system(db), account, stored, &level, &settled, error))
    return FALSE;
  if (settled) {
    *ret_clearance = stored;
    return TRUE;
  }
  g_autoptr(SkWork) work = sk_work_begin(db, account, error);
  int64_t clearance = 0;
  if (work == NULL || !sk_clearance_assign(work, account, level, &clearance, error))
    return FALSE;
  sk_work_note(work, SK_KIND_ACCOUNT, account, &clearance, sizeof clearance);
  if (!sk_work_commit(work, SK_JOURNAL_ACCOUNT_CHANGE, error))
    return FALSE;
  *ret_clearance = clearance;
  return TRUE;
}
