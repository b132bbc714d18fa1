#include "access/account.h"
#include "base/error.h"
#include "store/queries/access.h"

#include <string.h>

static void hold_free(gpointer pointer) {
  SkAccountHold *hold = pointer;
  g_free(hold->code);
  g_free(hold);
}

static void account_free(gpointer pointer) {
  SkAccount *account = pointer;
  g_free(account->name);
  g_free(account->language);
  g_clear_pointer(&account->roles, g_ptr_array_unref);
  g_clear_pointer(&account->grants, g_ptr_array_unref);
  g_free(account);
}

static void add_hold(GPtrArray *holds, const char *code, gboolean has_until, int64_t until) {
  SkAccountHold *hold = g_new0(SkAccountHold, 1);
  hold->code = g_strdup(code);
  hold->until = has_until ? until : 0;
  g_ptr_array_add(holds, hold);
}

static gboolean read_roles(SkSystem *system, int64_t account, GPtrArray *roles, GError **error) {
  g_auto(SkqAccessRoles) rows = { 0 };
  GError *failed = NULL;
  if (!skq_access_roles(system, account, &rows, error))
    return FALSE;
  while (skq_access_roles_next(&rows, &failed)) {
    const char *word = sk_role_word((int)rows.role);
    add_hold(roles, word != NULL ? word : "?", rows.has_until, rows.until);
  }
  return sk_error_forward(error, failed);
}

static gboolean read_grants(SkSystem *system, int64_t account, GPtrArray *grants, GError **error) {
  g_auto(SkqAccessGrants) rows = { 0 };
  GError *failed = NULL;
  if (!skq_access_grants(system, account, &rows, error))
    return FALSE;
  while (skq_access_grants_next(&rows, &failed))
    add_hold(grants, rows.code, rows.has_until, rows.until);
  return sk_error_forward(error, failed);
}

static SkAccount *account_of(const SkqAccessAccounts *row) {
  SkAccount *account = g_new0(SkAccount, 1);
  account->id = sk_bytes_id_text(row->public);
  account->name = g_strdup(row->name);
  account->language = g_strdup(row->language);
  account->level = (int)row->level;
  account->has_password = row->has_password == 1;
  account->disabled = row->has_disabled;
  account->paired = row->has_paired ? row->paired : 0;
  account->created = row->created;
  account->roles = g_ptr_array_new_with_free_func(hold_free);
  account->grants = g_ptr_array_new_with_free_func(hold_free);
  return account;
}

/* All accounts without their holds; the keys go to `keys`, beside them. */
static gboolean read_accounts(SkSystem *system, GPtrArray *accounts, GArray *keys, GError **error) {
  g_auto(SkqAccessAccounts) rows = { 0 };
  GError *failed = NULL;
  if (!skq_access_accounts(system, &rows, error))
    return FALSE;
  while (skq_access_accounts_next(&rows, &failed)) {
    g_ptr_array_add(accounts, account_of(&rows));
    g_array_append_val(keys, rows.id);
  }
  return sk_error_forward(error, failed);
}

GPtrArray *sk_account_list(SkSession *session, GError **error) {
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func(account_free);
  g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(int64_t));
  if (!sk_session_require(session, SK_PERMISSION_ACCOUNT_MANAGE, error))
    return NULL;
  SkSystem *system = sk_db_system(sk_session_db(session));
  if (!read_accounts(system, accounts, keys, error))
    return NULL;
  for (guint i = 0; i < accounts->len; i++) {
    SkAccount *account = accounts->pdata[i];
    int64_t key = g_array_index(keys, int64_t, i);
    if (!read_roles(system, key, account->roles, error) || !read_grants(system, key, account->grants, error))
      return NULL;
  }
  return g_steal_pointer(&accounts);
}
