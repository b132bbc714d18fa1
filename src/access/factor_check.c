#include "access/factor_check.h"

#include "access/recovery.h"
#include "access/totp.h"
#include "base/error.h"
#include "store/queries/access.h"
#include "store/seal.h"

#include <sodium.h>

gboolean factor_is_paired(SkSystem *system, int64_t account, gboolean *ret_paired, GError **error) {
  g_auto(SkqAccessFactor) row = { 0 };
  gboolean found = FALSE;
  if (!skq_access_factor(system, account, &row, &found, error))
    return FALSE;
  *ret_paired = found && row.has_confirmed;
  return TRUE;
}

/* Whatever keyboard it was typed on: full-width digits, blanks and small letters are read. */
static char *plain_of(const char *typed) {
  g_autofree char *wide = g_utf8_normalize(typed, -1, G_NORMALIZE_NFKC);
  GString *plain = g_string_new(NULL);
  for (const char *at = wide != NULL ? wide : ""; *at != '\0'; at++)
    if (!g_ascii_isspace(*at))
      g_string_append_c(plain, g_ascii_toupper(*at));
  return g_string_free(plain, FALSE);
}

static gboolean take_step(SkWork *work, int64_t account, const SkqAccessFactor *row, const char *code,
                          gboolean *ret_taken, GError **error) {
  uint8_t key[SK_TOTP_KEY_BYTES];
  int64_t changed = 0;
  if (!sk_unseal(sk_work_db(work), "second factor", account, row->sealed, key, sizeof key, error))
    return FALSE;
  int64_t step = sk_totp_find(key, code, sk_clock_now(), row->last_step);
  sodium_memzero(key, sizeof key);
  if (step >= 0 && !skq_access_take_step(work, account, step, &changed, error))
    return FALSE;
  *ret_taken = changed == 1;
  return TRUE;
}

gboolean factor_take(SkWork *work, int64_t account, const char *typed, GError **error) {
  g_auto(SkqAccessFactor) row = { 0 };
  gboolean found = FALSE, taken = FALSE;
  g_autofree char *code = plain_of(typed);
  if (!skq_access_factor(sk_work_system(work), account, &row, &found, error) ||
      (found && !take_step(work, account, &row, code, &taken, error)) ||
      (found && row.has_confirmed && !taken && !recovery_take(work, account, code, &taken, error)))
    return FALSE;
  if (!taken)
    sk_error_set(error, SK_ERROR_LOCKED, "this is no code of the second factor, or it was used before");
  return taken;
}

gboolean factor_roles_required(SkSystem *system, uint64_t *ret_roles, GError **error) {
  g_auto(SkqAccessSetting) row = { 0 };
  gboolean found = FALSE;
  *ret_roles = 0;
  if (!skq_access_setting(system, FACTOR_ROLES, &row, &found, error))
    return FALSE;
  g_auto(GStrv) words = g_strsplit(found ? row.value : "", " ", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    *ret_roles |= *words[i] != '\0' ? UINT64_C(1) << sk_role_code(words[i]) : 0;
  return TRUE;
}
