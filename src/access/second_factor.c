#include "access/second_factor.h"

#include "access/factor_check.h"
#include "access/recovery.h"
#include "access/session_make.h"
#include "access/tries.h"
#include "base/error.h"
#include "store/queries/access.h"
#include "store/seal.h"

#include <sodium.h>
#include <string.h>

#define PURPOSE "second factor"

/* ---------------------------------------------------------------- how it stands */

static gboolean read_pairing(SkDb *db, int64_t account, SkFactor *factor, GError **error) {
  g_auto(SkqAccessFactor) row = { 0 };
  gboolean found = FALSE;
  if (!skq_access_factor(sk_db_system(db), account, &row, &found, error))
    return FALSE;
  factor->since = found && row.has_confirmed ? row.confirmed : 0;
  factor->begun = found && !row.has_confirmed;
  return !factor->begun || sk_unseal(db, PURPOSE, account, row.sealed, factor->key, sizeof factor->key, error);
}

gboolean sk_factor_load(SkSession *session, SkFactor *ret_factor, GError **error) {
  SkDb *db = sk_session_db(session);
  g_auto(SkqAccessRecoveryCount) left = { 0 };
  gboolean found = FALSE;
  SkFactor factor = { .required = session_factor_is_required(session) };
  if (!read_pairing(db, sk_session_account(session), &factor, error) ||
      !skq_access_recovery_count(sk_db_system(db), sk_session_account(session), &left, &found, error))
    return FALSE;
  factor.codes = left.n;
  *ret_factor = factor;
  return TRUE;
}

/* ---------------------------------------------------------------- one's own */

static gboolean finish(SkWork *work, int64_t account, const char *what, SkJournalAct act, GError **error) {
  sk_work_note(work, SK_KIND_ACCOUNT, account, what, strlen(what));
  return sk_work_commit(work, act, error);
}

gboolean sk_factor_begin(SkSession *session, GError **error) {
  int64_t account = sk_session_account(session);
  uint8_t key[SK_TOTP_KEY_BYTES], sealed[SK_TOTP_KEY_BYTES + SK_SEAL_EXTRA];
  gboolean paired = FALSE;
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_NONE, error);
  if (work == NULL || !factor_is_paired(sk_work_system(work), account, &paired, error))
    return FALSE;
  if (paired) {
    sk_error_set(error, SK_ERROR_DUPLICATE, "a device is paired with this account already");
    return FALSE;
  }
  randombytes_buf(key, sizeof key);
  gboolean sound = sk_seal_prepare(work, error) &&
                   sk_seal(sk_work_db(work), PURPOSE, account, key, sizeof key, sealed, error) &&
                   skq_access_begin_factor(work, account, (SkBytes){ sealed, sizeof sealed }, NULL, error);
  sodium_memzero(key, sizeof key);
  return sound && finish(work, account, "key drawn", SK_JOURNAL_FACTOR, error);
}

/* What is done once a code was right, in the unit of work that takes it. */
typedef gboolean (*Then)(SkWork *work, int64_t account, SkRecoveryCodes *ret_codes, GError **error);

/* Takes a code of the session's own account, when the device is paired (or about to be) as `paired` says. */
static gboolean with_code(SkSession *session, const char *code, gboolean paired, Then then, const char *what,
                          SkRecoveryCodes *ret_codes, GError **error) {
  int64_t account = sk_session_account(session);
  g_autoptr(GError) failed = NULL;
  gboolean is_paired = FALSE;
  if (!tries_begin_again(session, error))
    return FALSE;
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_NONE, error);
  if (work == NULL || !factor_is_paired(sk_work_system(work), account, &is_paired, error))
    return FALSE;
  if (is_paired != paired) {
    sk_error_set(error, SK_ERROR_STALE, "the second factor changed meanwhile");
    return FALSE;
  }
  if (factor_take(work, account, code, &failed) && then(work, account, ret_codes, &failed) &&
      tries_right_again(work, session, &failed) && finish(work, account, what, SK_JOURNAL_FACTOR, &failed))
    return TRUE;
  g_clear_pointer(&work, sk_work_free);
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_LOCKED) && !tries_failed_again(session, error))
    return FALSE;
  g_propagate_error(error, g_steal_pointer(&failed));
  return FALSE;
}

static gboolean pair(SkWork *work, int64_t account, SkRecoveryCodes *ret_codes, GError **error) {
  return skq_access_confirm_factor(work, account, sk_clock_now(), NULL, error) &&
         recovery_renew(work, account, ret_codes, error);
}

gboolean sk_factor_confirm(SkSession *session, const char *code, SkRecoveryCodes *ret_codes, GError **error) {
  return with_code(session, code, FALSE, pair, "paired", ret_codes, error) && session_refresh(session, error);
}

gboolean sk_factor_renew(SkSession *session, const char *code, SkRecoveryCodes *ret_codes, GError **error) {
  return with_code(session, code, TRUE, recovery_renew, "recovery codes", ret_codes, error);
}

static gboolean drop(SkWork *work, int64_t account, SkRecoveryCodes *unused, GError **error) {
  (void)unused;
  return skq_access_drop_recovery_codes(work, account, NULL, error) &&
         skq_access_drop_factor(work, account, NULL, error);
}

gboolean sk_factor_remove(SkSession *session, const char *code, GError **error) {
  if (session_factor_is_required(session)) {
    sk_error_set(error, SK_ERROR_REFUSED, "a role of this account must have a second factor");
    return FALSE;
  }
  return with_code(session, code, TRUE, drop, "given up", NULL, error);
}

/* ---------------------------------------------------------------- everybody's */

gboolean sk_factor_reset(SkSession *session, const char *name, GError **error) {
  g_auto(SkqAccessAccountNamed) row = { 0 };
  gboolean found = FALSE;
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_ACCOUNT_MANAGE, error);
  if (work == NULL || !skq_access_account_named(sk_work_system(work), name, &row, &found, error))
    return FALSE;
  if (!found) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no account \"%s\"", name);
    return FALSE;
  }
  return drop(work, row.id, NULL, error) && skq_access_drop_web_sessions_of(work, row.id, NULL, error) &&
         finish(work, row.id, "reset", SK_JOURNAL_FACTOR_RESET, error);
}

char **sk_factor_roles(SkSession *session, GError **error) {
  uint64_t required = 0;
  if (!sk_session_require(session, SK_PERMISSION_ACCOUNT_MANAGE, error) ||
      !factor_roles_required(sk_db_system(sk_session_db(session)), &required, error))
    return NULL;
  g_autoptr(GStrvBuilder) words = g_strv_builder_new();
  for (const char *const *word = sk_role_words(); *word != NULL; word++)
    if ((required >> sk_role_code(*word) & 1) == 1)
      g_strv_builder_add(words, *word);
  return g_strv_builder_end(words);
}

gboolean sk_factor_set_roles(SkSession *session, const char *const *roles, GError **error) {
  for (const char *const *role = roles; *role != NULL; role++)
    if (sk_role_code(*role) == 0) {
      sk_error_set(error, SK_ERROR_REFUSED, "there is no role \"%s\"", *role);
      return FALSE;
    }
  g_autofree char *value = g_strjoinv(" ", (char **)(guintptr)roles);
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_ACCOUNT_MANAGE, error);
  if (work == NULL || !skq_access_set_setting(work, FACTOR_ROLES, value, NULL, error))
    return FALSE;
  sk_work_note(work, SK_KIND_REGISTER, 0, value, strlen(value));
  return sk_work_commit(work, SK_JOURNAL_FACTOR_RULE, error);
}
