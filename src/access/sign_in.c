#include "access/sign_in.h"

#include "access/factor_check.h"
#include "access/password.h"
#include "access/pool.h"
#include "access/session_make.h"
#include "access/token.h"
#include "access/tries.h"
#include "base/error.h"
#include "store/queries/access.h"

#include <string.h>

/* ---------------------------------------------------------------- with a token */

SkSession *sk_session_resume(SkSessionPool *pool, const char *token, GError **error) {
  int64_t account = 0;
  if (token == NULL || strlen(token) != SK_TOKEN_TEXT) {
    sk_error_set(error, SK_ERROR_LOCKED, "nobody is signed in");
    return NULL;
  }
  SkDb *db = pool_take(pool, error);
  if (db == NULL)
    return NULL;
  if (!token_find(pool, db, token, FALSE, &account, error)) {
    pool_give_back(db, pool);
    return NULL;
  }
  return sk_session_make(db, account, pool, error);
}

gboolean sk_session_sign_out(SkSession *session, const char *token, GError **error) {
  int64_t dropped = 0;
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_NONE, error);
  if (work == NULL || !token_drop(work, token, &dropped, error))
    return FALSE;
  return dropped == 0 || sk_work_commit(work, SK_JOURNAL_SIGN_OUT, error);
}

/* ---------------------------------------------------------------- the first step */

/* One try to sign in: over whose connection, who it says it is, and who it turned out to be. */
typedef struct {
  SkSessionPool *pool;
  SkDb *db;
  const char *name;
  const SkSignInFrom *from;
  int64_t account; /* 0: nobody's */
} Try;

/* Whose name and password these are. Every wrong one costs and says the same. */
static gboolean prove(Try *try, const char *password, GError **error) {
  g_auto(SkqAccessAccountNamed) row = { 0 };
  gboolean found = FALSE, fits = FALSE;
  if (!skq_access_account_named(sk_db_system(try->db), try->name, &row, &found, error) ||
      !sk_password_verify(found && !row.has_disabled ? row.password : NULL, password, &fits, error))
    return FALSE;
  try->account = found ? row.id : 0;
  if (!fits)
    sk_error_set(error, SK_ERROR_LOCKED, "the name or the password is not right");
  return fits;
}

/* Hands out a token: half when the second factor is still to come. */
static gboolean admit(const Try *try, gboolean half, SkToken *ret_token, GError **error) {
  SkToken token;
  g_autoptr(SkWork) work = sk_work_begin(try->db, try->account, error);
  if (work == NULL || !token_add(work, try->account, half, try->from, &token, error) ||
      (!half && !tries_right(try->pool, work, try->name, try->from->client, error)) ||
      !sk_work_commit(work, half ? SK_JOURNAL_SIGN_IN_HALF : SK_JOURNAL_SIGN_IN, error))
    return FALSE;
  *ret_token = token;
  return TRUE;
}

/* What was wrong is counted in the register before anybody is told. */
static gboolean refuse(const Try *try, GError *failed, GError **error) {
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_LOCKED) &&
      !tries_failed(try->pool, try->db, try->account, try->name, try->from->client, error))
    g_error_free(failed);
  else
    g_propagate_error(error, failed);
  return FALSE;
}

static gboolean first_step(Try *try, const char *password, SkToken *ret_token, gboolean *ret_half, GError **error) {
  GError *failed = NULL;
  if (!tries_begin(try->pool, try->db, try->name, try->from->client, error))
    return FALSE;
  if (!prove(try, password, &failed))
    return refuse(try, failed, error);
  return factor_is_paired(sk_db_system(try->db), try->account, ret_half, error) &&
         admit(try, *ret_half, ret_token, error);
}

gboolean sk_session_sign_in(SkSessionPool *pool, const char *name, const char *password, const SkSignInFrom *from,
                            SkToken *ret_token, gboolean *ret_half, GError **error) {
  g_autofree char *asked = g_utf8_make_valid(name, -1);
  Try try = { .pool = pool, .db = pool_take(pool, error), .name = asked, .from = from };
  if (try.db == NULL)
    return FALSE;
  gboolean in = first_step(&try, password, ret_token, ret_half, error);
  token_sweep(pool);
  pool_give_back(try.db, pool);
  return in;
}

/* ---------------------------------------------------------------- the second step */

/* The half token goes, the whole one comes, and the code is used up: together. */
static gboolean complete(const Try *try, const char *half, const char *code, SkToken *ret_token, GError **error) {
  SkToken token;
  int64_t dropped = 0;
  g_autoptr(SkWork) work = sk_work_begin(try->db, try->account, error);
  if (work == NULL || !factor_take(work, try->account, code, error) || !token_drop(work, half, &dropped, error) ||
      !token_add(work, try->account, FALSE, try->from, &token, error) ||
      !tries_right(try->pool, work, try->name, try->from->client, error) ||
      !sk_work_commit(work, SK_JOURNAL_SIGN_IN, error))
    return FALSE;
  *ret_token = token;
  return TRUE;
}

static gboolean second_step(Try *try, const char *half, const char *code, SkToken *ret_token, GError **error) {
  g_auto(SkqAccessAccount) row = { 0 };
  GError *failed = NULL;
  gboolean found = FALSE;
  if (!token_find(try->pool, try->db, half, TRUE, &try->account, NULL) ||
      !skq_access_account(sk_db_system(try->db), try->account, &row, &found, NULL) || !found || row.has_disabled) {
    sk_error_set(error, SK_ERROR_STALE, "the password was shown too long ago; begin again");
    return FALSE;
  }
  try->name = row.name;
  if (!tries_begin(try->pool, try->db, try->name, try->from->client, error))
    return FALSE;
  return complete(try, half, code, ret_token, &failed) || refuse(try, failed, error);
}

gboolean sk_session_second_step(SkSessionPool *pool, const char *half, const char *code, const SkSignInFrom *from,
                                SkToken *ret_token, GError **error) {
  Try try = { .pool = pool, .db = pool_take(pool, error), .from = from };
  if (try.db == NULL)
    return FALSE;
  gboolean in = second_step(&try, half, code, ret_token, error);
  pool_give_back(try.db, pool);
  return in;
}
