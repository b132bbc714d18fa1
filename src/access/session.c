#include "access/session.h"

#include "access/clearance.h"
#include "access/factor_check.h"
#include "access/pool.h"
#include "access/session_make.h"
#include "base/error.h"
#include "store/queries/access.h"

struct SkSession {
  SkDb *db;
  SkSessionPool *pool; /* where the connection goes back to; NULL: it is the session's own */
  int64_t account, clearance;
  char *name, *language;
  SkPermissionSet may;
  uint64_t roles; /* in force: bits of their numbers */
  gboolean factor_required, factor_owed;
};

void sk_session_free(SkSession *session) {
  if (session == NULL)
    return;
  if (session->pool != NULL)
    pool_give_back(session->db, session->pool);
  else
    sk_db_free(session->db);
  g_free(session->name);
  g_free(session->language);
  g_free(session);
}

/* The roles in force, and the union of what they may. */
static gboolean read_roles(SkSession *session, GError **error) {
  g_auto(SkqAccessRoles) rows = { 0 };
  GError *failed = NULL;
  SkTime now = sk_clock_now();
  if (!skq_access_roles(sk_db_system(session->db), session->account, &rows, error))
    return FALSE;
  while (skq_access_roles_next(&rows, &failed))
    if (sk_clearance_is_in_force(rows.has_until, rows.until, now)) {
      session->may |= sk_role_permissions((int)rows.role);
      session->roles |= rows.role > 0 && rows.role < 64 ? UINT64_C(1) << rows.role : 0;
    }
  return sk_error_forward(error, failed);
}

/* Over the web, whoever owes a second factor may do nothing until it is paired. */
static gboolean read_factor(SkSession *session, GError **error) {
  SkSystem *system = sk_db_system(session->db);
  uint64_t required = 0;
  gboolean paired = FALSE;
  if (!factor_roles_required(system, &required, error))
    return FALSE;
  session->factor_required = (session->roles & required) != 0;
  if (session->factor_required && session->pool != NULL) {
    if (!factor_is_paired(system, session->account, &paired, error))
      return FALSE;
    session->factor_owed = !paired;
  }
  if (session->factor_owed)
    session->may = 0;
  return TRUE;
}

gboolean session_refresh(SkSession *session, GError **error) {
  session->may = 0;
  session->roles = 0;
  session->factor_owed = FALSE;
  return read_roles(session, error) && read_factor(session, error);
}

static gboolean settle(SkSession *session, GError **error) {
  g_auto(SkqAccessAccount) row = { 0 };
  gboolean found = FALSE;
  if (!skq_access_account(sk_db_system(session->db), session->account, &row, &found, error))
    return FALSE;
  if (!found || row.has_disabled) {
    sk_error_set(error, SK_ERROR_DENIED, "this account can no longer be used");
    return FALSE;
  }
  session->name = g_strdup(row.name);
  session->language = g_strdup(row.language);
  return session_refresh(session, error) &&
         sk_clearance_settle(session->db, session->account, row.clearance, &session->clearance, error) &&
         sk_db_see(session->db, session->clearance, error);
}

SkSession *sk_session_make(SkDb *db, int64_t account, SkSessionPool *pool, GError **error) {
  g_autoptr(SkSession) session = g_new0(SkSession, 1);
  session->db = db;
  session->pool = pool;
  session->account = account;
  return settle(session, error) ? g_steal_pointer(&session) : NULL;
}

SkSession *sk_session_open(SkStore *store, const char *account, GError **error) {
  g_autoptr(SkDb) db = sk_store_connect(store, error);
  g_auto(SkqAccessAccountNamed) row = { 0 };
  gboolean found = FALSE;
  if (db == NULL || !skq_access_account_named(sk_db_system(db), account, &row, &found, error))
    return NULL;
  if (!found || row.has_disabled) {
    sk_error_set(error, SK_ERROR_DENIED, "nobody acts here as \"%s\": there is no such account, or it is disabled",
                 account);
    return NULL;
  }
  return sk_session_make(g_steal_pointer(&db), row.id, NULL, error);
}

SkDb *sk_session_db(const SkSession *session) {
  return session->db;
}

int64_t sk_session_account(const SkSession *session) {
  return session->account;
}

const char *sk_session_name(const SkSession *session) {
  return session->name;
}

const char *sk_session_language(const SkSession *session) {
  return session->language;
}

int64_t sk_session_clearance(const SkSession *session) {
  return session->clearance;
}

gboolean sk_session_owes_factor(const SkSession *session) {
  return session->factor_owed;
}

SkSessionPool *session_pool(const SkSession *session) {
  return session->pool;
}

gboolean session_factor_is_required(const SkSession *session) {
  return session->factor_required;
}

gboolean sk_session_may(const SkSession *session, SkPermission permission) {
  return session != NULL ? sk_permission_set_has(session->may, permission) : permission == SK_PERMISSION_NONE;
}

gboolean sk_session_require(const SkSession *session, SkPermission permission, GError **error) {
  if (sk_session_may(session, permission))
    return TRUE;
  sk_error_set(error, SK_ERROR_DENIED, "%s lacks the permission %s; an administrator can give a role that has it",
               session != NULL ? session->name : "nobody", sk_permission_word(permission));
  return FALSE;
}

SkWork *sk_session_work(SkSession *session, SkPermission permission, GError **error) {
  if (!sk_session_require(session, permission, error))
    return NULL;
  return sk_work_begin(session->db, session->account, error);
}
