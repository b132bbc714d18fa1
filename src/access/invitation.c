#include "access/invitation.h"

#include "access/account_make.h"
#include "access/account_rule.h"
#include "access/factor_check.h"
#include "access/password.h"
#include "base/error.h"
#include "store/queries/access.h"

#include <sodium.h>
#include <string.h>

#define WRONG_MOST 20
#define LETTERS 8 /* 40 bits, twenty guesses */

struct SkInvitation {
  SkStore *store;
  char code[LETTERS + 2];
  gint wrong, over; /* atomic */
};

static gboolean is_anybody(SkSystem *system, gboolean *ret_anybody, GError **error) {
  g_auto(SkqAccessPasswordCount) row = { 0 };
  gboolean found = FALSE;
  if (!skq_access_password_count(system, &row, &found, error))
    return FALSE;
  *ret_anybody = row.n > 0;
  return TRUE;
}

/* "7H3K-9QTM": the first letters of a random id. */
static void draw(char ret_code[LETTERS + 2]) {
  SkId id = sk_id_new();
  SkIdText text = sk_id_print(&id);
  g_snprintf(ret_code, LETTERS + 2, "%.4s-%.4s", text.text + SK_ID_TEXT - 8, text.text + SK_ID_TEXT - 4);
}

gboolean sk_invitation_new(SkStore *store, SkInvitation **ret_invitation, GError **error) {
  gboolean anybody = TRUE;
  g_autoptr(SkDb) db = sk_store_connect(store, error);
  if (db == NULL || !is_anybody(sk_db_system(db), &anybody, error))
    return FALSE;
  SkInvitation *invitation = anybody ? NULL : g_new0(SkInvitation, 1);
  if (invitation != NULL) {
    invitation->store = store;
    draw(invitation->code);
  }
  *ret_invitation = invitation;
  return TRUE;
}

void sk_invitation_free(SkInvitation *invitation) {
  g_free(invitation);
}

const char *sk_invitation_code(const SkInvitation *invitation) {
  return invitation->code;
}

gboolean sk_invitation_stands(SkInvitation *invitation) {
  return invitation != NULL && g_atomic_int_get(&invitation->over) == 0;
}

/* As it was shown, in any case, with the hyphen or without. */
static gboolean fits(SkInvitation *invitation, const char *typed) {
  char plain[LETTERS + 2] = "";
  gsize length = 0;
  for (const char *at = typed; *at != '\0' && length < LETTERS + 1; at++)
    if (*at != '-' && !g_ascii_isspace(*at)) {
      if (length == 4)
        plain[length++] = '-';
      plain[length++] = g_ascii_toupper(*at);
    }
  return sodium_memcmp(plain, invitation->code, sizeof plain) == 0;
}

static gboolean check_code(SkInvitation *invitation, const char *typed, GError **error) {
  if (g_atomic_int_get(&invitation->wrong) < WRONG_MOST && fits(invitation, typed))
    return TRUE;
  g_atomic_int_inc(&invitation->wrong);
  sk_error_set(error, SK_ERROR_LOCKED, "this is not the code that the terminal shows, or too many were wrong");
  return FALSE;
}

static gboolean make(SkWork *work, const SkAccountSpec *spec, const char *hash, GError **error) {
  gboolean anybody = TRUE;
  SkId public;
  if (!is_anybody(sk_work_system(work), &anybody, error))
    return FALSE;
  if (anybody)
    sk_error_set(error, SK_ERROR_DUPLICATE, "somebody can sign in already");
  return !anybody && account_make(work, spec, hash, &public, error) &&
         skq_access_set_setting(work, FACTOR_ROLES, sk_role_word(SK_ROLE_ADMINISTRATOR), NULL, error) &&
         sk_work_commit(work, SK_JOURNAL_ACCOUNT_ADD, error);
}

gboolean sk_invitation_take(SkInvitation *invitation, const SkFirstAccount *first, GError **error) {
  const char *const roles[] = { sk_role_word(SK_ROLE_ADMINISTRATOR), NULL };
  const SkAccountSpec spec = {
    .name = first->name, .password = first->password, .language = first->language, .roles = roles
  };
  g_autofree char *hash = NULL;
  if (!check_code(invitation, first->code, error) || !sk_account_check(&spec, error) ||
      (hash = sk_password_hash(first->password, error)) == NULL)
    return FALSE;
  g_autoptr(SkDb) db = sk_store_connect(invitation->store, error);
  g_autoptr(SkWork) work = db != NULL ? sk_work_begin(db, 0, error) : NULL;
  if (work == NULL || !make(work, &spec, hash, error))
    return FALSE;
  g_atomic_int_set(&invitation->over, 1);
  return TRUE;
}
