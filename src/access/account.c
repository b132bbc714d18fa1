#include "access/account.h"

#include "access/account_make.h"
#include "access/account_rule.h"
#include "access/clearance.h"
#include "access/password.h"
#include "access/token.h"
#include "access/tries.h"
#include "base/error.h"
#include "store/queries/access.h"

#include <string.h>

/* An account that a command names, as far as the commands need it. */
typedef struct {
  int64_t id, clearance;
  int level;
} Target;

static gboolean find_target(SkSystem *system, const char *name, Target *ret_target, GError **error) {
  g_auto(SkqAccessAccountNamed) row = { 0 };
  g_auto(SkqAccessClearanceLevel) level = { 0 };
  gboolean found = FALSE, has_level = FALSE;
  if (!skq_access_account_named(system, name, &row, &found, error))
    return FALSE;
  if (!found) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no account \"%s\"", name);
    return FALSE;
  }
  if (!skq_access_clearance_level(system, row.clearance, &level, &has_level, error))
    return FALSE;
  *ret_target = (Target){ .id = row.id, .clearance = row.clearance, .level = has_level ? (int)level.level : 0 };
  return TRUE;
}

static gboolean find_compartment(SkSystem *system, const char *code, int64_t *ret_id, GError **error) {
  g_auto(SkqAccessCompartments) rows = { 0 };
  GError *failed = NULL;
  if (!skq_access_compartments(system, &rows, error))
    return FALSE;
  while (skq_access_compartments_next(&rows, &failed))
    if (strcmp(rows.code, code) == 0) {
      *ret_id = rows.id;
      return TRUE;
    }
  if (sk_error_forward(error, failed))
    sk_error_set(error, SK_ERROR_REFUSED, "there is no compartment \"%s\" in this register", code);
  return FALSE;
}

static gboolean add_roles(SkWork *work, int64_t account, const SkAccountSpec *spec, GError **error) {
  for (gsize i = 0; spec->roles[i] != NULL; i++) {
    const int64_t *until = spec->until != 0 ? &spec->until : NULL;
    if (!skq_access_add_role(work, account, sk_role_code(spec->roles[i]), until, NULL, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean add_grant(SkWork *work, int64_t account, const char *code, SkTime until, GError **error) {
  int64_t compartment = 0;
  int64_t by = sk_work_account(work) != 0 ? sk_work_account(work) : account;
  return find_compartment(sk_work_system(work), code, &compartment, error) &&
         skq_access_drop_grant(work, account, compartment, NULL, error) &&
         skq_access_add_grant(work, account, compartment, until != 0 ? &until : NULL, by, NULL, error);
}

/* Refuses unknown compartments before a clearance with them is made. */
static gboolean know_compartments(SkSystem *system, const char *const *codes, GError **error) {
  int64_t id = 0;
  for (gsize i = 0; codes != NULL && codes[i] != NULL; i++)
    if (!find_compartment(system, codes[i], &id, error))
      return FALSE;
  return TRUE;
}

static gboolean name_is_free(SkSystem *system, const char *name, GError **error) {
  g_auto(SkqAccessAccountNamed) row = { 0 };
  gboolean found = FALSE;
  if (!skq_access_account_named(system, name, &row, &found, error))
    return FALSE;
  if (found)
    sk_error_set(error, SK_ERROR_DUPLICATE, "there is an account \"%s\" already", name);
  return !found;
}

gboolean account_make(SkWork *work, const SkAccountSpec *spec, const char *hash, SkId *ret_public, GError **error) {
  int64_t account = 0, clearance = 0;
  SkId public = sk_id_new();
  SkBytes bytes = { public.bytes, sizeof public.bytes };
  if (!name_is_free(sk_work_system(work), spec->name, error) ||
      !know_compartments(sk_work_system(work), spec->compartments, error) ||
      !sk_clearance_make(work, spec->level, spec->compartments, &clearance, error) ||
      !sk_work_ids(work, SK_KIND_ACCOUNT, 1, &account, error) ||
      !skq_access_add_account(work, account, bytes, spec->name, hash, clearance, spec->language, sk_clock_now(), NULL,
                              error) ||
      !add_roles(work, account, spec, error))
    return FALSE;
  for (gsize i = 0; spec->compartments != NULL && spec->compartments[i] != NULL; i++)
    if (!add_grant(work, account, spec->compartments[i], spec->until, error))
      return FALSE;
  sk_work_note(work, SK_KIND_ACCOUNT, account, spec->name, strlen(spec->name));
  *ret_public = public;
  return TRUE;
}

gboolean sk_account_add(SkSession *session, const SkAccountSpec *spec, SkIdText *ret_id, GError **error) {
  g_autofree char *hash = NULL;
  SkId public;
  if (!sk_session_require(session, SK_PERMISSION_ACCOUNT_MANAGE, error) || !sk_account_check(spec, error))
    return FALSE;
  if (spec->password != NULL && (hash = sk_password_hash(spec->password, error)) == NULL)
    return FALSE;
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_ACCOUNT_MANAGE, error);
  if (work == NULL || !account_make(work, spec, hash, &public, error) ||
      !sk_work_commit(work, SK_JOURNAL_ACCOUNT_ADD, error))
    return FALSE;
  *ret_id = sk_id_print(&public);
  return TRUE;
}

/* A unit of work about the account called `name`, which may not be the session's own when `others_only` says why. */
static SkWork *work_on(SkSession *session, const char *name, const char *others_only, Target *ret_target,
                       GError **error) {
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_ACCOUNT_MANAGE, error);
  if (work == NULL || !find_target(sk_work_system(work), name, ret_target, error))
    return NULL;
  if (others_only != NULL && ret_target->id == sk_session_account(session)) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s", others_only);
    return NULL;
  }
  return g_steal_pointer(&work);
}

static gboolean finish_change(SkWork *work, const Target *target, const void *content, gsize size, GError **error) {
  sk_work_note(work, SK_KIND_ACCOUNT, target->id, content, size);
  return sk_work_commit(work, SK_JOURNAL_ACCOUNT_CHANGE, error);
}

gboolean sk_account_disable(SkSession *session, const char *name, GError **error) {
  Target target;
  g_autoptr(SkWork) work = work_on(session, name, "nobody disables the account they act with", &target, error);
  return work != NULL && skq_access_disable(work, target.id, sk_clock_now(), NULL, error) &&
         skq_access_drop_web_sessions_of(work, target.id, NULL, error) &&
         finish_change(work, &target, "disabled", 8, error);
}

gboolean sk_account_grant(SkSession *session, const char *name, const char *compartment, SkTime until, GError **error) {
  Target target;
  int64_t clearance = 0;
  g_autoptr(SkWork) work =
      work_on(session, name, "nobody grants a compartment to themselves: somebody else has to", &target, error);
  return work != NULL && add_grant(work, target.id, compartment, until, error) &&
         sk_clearance_assign(work, target.id, target.level, &clearance, error) &&
         finish_change(work, &target, compartment, strlen(compartment), error);
}

gboolean sk_account_revoke(SkSession *session, const char *name, const char *compartment, GError **error) {
  Target target;
  int64_t id = 0, dropped = 0, clearance = 0;
  g_autoptr(SkWork) work = work_on(session, name, NULL, &target, error);
  if (work == NULL || !find_compartment(sk_work_system(work), compartment, &id, error) ||
      !skq_access_drop_grant(work, target.id, id, &dropped, error))
    return FALSE;
  if (dropped == 0) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "\"%s\" was not granted the compartment \"%s\"", name, compartment);
    return FALSE;
  }
  return sk_clearance_assign(work, target.id, target.level, &clearance, error) &&
         finish_change(work, &target, compartment, strlen(compartment), error);
}

gboolean sk_account_set_password(SkSession *session, const char *name, const char *password, GError **error) {
  Target target;
  g_autofree char *hash = NULL;
  if (!sk_session_require(session, SK_PERMISSION_ACCOUNT_MANAGE, error) || !sk_password_check(password, name, error) ||
      (hash = sk_password_hash(password, error)) == NULL)
    return FALSE;
  g_autoptr(SkWork) work = work_on(session, name, NULL, &target, error);
  return work != NULL && skq_access_set_password(work, target.id, hash, NULL, error) &&
         skq_access_drop_web_sessions_of(work, target.id, NULL, error) &&
         finish_change(work, &target, "password", 8, error);
}

/* Whether `password` is the session's own; SK_ERROR_LOCKED when it is not. */
static gboolean prove(SkSession *session, const char *password, GError **error) {
  g_auto(SkqAccessAccount) row = { 0 };
  gboolean found = FALSE, fits = FALSE;
  if (!tries_begin_again(session, error) ||
      !skq_access_account(sk_db_system(sk_session_db(session)), sk_session_account(session), &row, &found, error) ||
      !sk_password_verify(found ? row.password : NULL, password, &fits, error))
    return FALSE;
  if (!fits && tries_failed_again(session, error))
    sk_error_set(error, SK_ERROR_LOCKED, "the old password is not right");
  return fits;
}

gboolean sk_account_change_password(SkSession *session, const char *old, const char *password, const char *staying,
                                    GError **error) {
  g_autofree char *hash = NULL;
  int64_t account = sk_session_account(session);
  TokenDigest digest = token_digest(staying != NULL ? staying : "");
  if (!sk_password_check(password, sk_session_name(session), error) || !prove(session, old, error) ||
      (hash = sk_password_hash(password, error)) == NULL)
    return FALSE;
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_NONE, error);
  if (work == NULL || !skq_access_set_password(work, account, hash, NULL, error) ||
      !skq_access_drop_web_sessions_but(work, account, (SkBytes){ digest.bytes, sizeof digest.bytes }, NULL, error) ||
      !tries_right_again(work, session, error))
    return FALSE;
  sk_work_note(work, SK_KIND_ACCOUNT, account, "password", 8);
  return sk_work_commit(work, SK_JOURNAL_ACCOUNT_CHANGE, error);
}

static gboolean add_compartments(SkWork *work, GError **error) {
  static const char *const codes[] = {
    SK_EVERY_COMPARTMENT,
#define COMPARTMENT(code) code,
#include "access/compartment.def"
  };
  int64_t first = 0;
  if (!sk_work_ids(work, SK_KIND_COMPARTMENT, G_N_ELEMENTS(codes), &first, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
    if (!skq_access_add_compartment(work, first + (int64_t)i, codes[i], NULL, error))
      return FALSE;
  return TRUE;
}

gboolean sk_account_found_operator(SkStore *store, GError **error) {
  static const char *const every[] = { SK_EVERY_COMPARTMENT, NULL };
  SkAccountSpec spec = { .name = SK_OPERATOR, .level = 9, .roles = sk_role_words(), .compartments = every };
  SkId public;
  g_auto(SkqAccessAccountCount) count = { 0 };
  gboolean found = FALSE;
  g_autoptr(SkDb) db = sk_store_connect(store, error);
  g_autoptr(SkWork) work = db != NULL ? sk_work_begin(db, 0, error) : NULL;
  if (work == NULL || !skq_access_account_count(sk_work_system(work), &count, &found, error))
    return FALSE;
  if (count.n > 0) {
    sk_error_set(error, SK_ERROR_REFUSED, "this register has accounts already");
    return FALSE;
  }
  return add_compartments(work, error) && account_make(work, &spec, NULL, &public, error) &&
         sk_work_commit(work, SK_JOURNAL_ACCOUNT_ADD, error);
}
