/* Accounts: who may sign in, with which roles, and which compartments they were granted until when. */
#pragma once

#include "access/session.h"
#include "base/id.h"

#define SK_OPERATOR "operator"   /* the account made with a register: acts for the local command line */
#define SK_EVERY_COMPARTMENT "*" /* a grant of every compartment there is and will be */

typedef struct {
  const char *name;                /* 1..64 characters, no spaces or control characters; unique */
  const char *password;            /* NULL: cannot sign in over the web */
  const char *language;            /* "en", "ja", "ko" or NULL */
  int level;                       /* 0..9: sees rows up to this level */
  const char *const *roles;        /* words of role.def, NULL-terminated; at least one */
  const char *const *compartments; /* codes, NULL-terminated; NULL none */
  SkTime until;                    /* when roles and grants end; 0 open */
} SkAccountSpec;

typedef struct {
  char *code;   /* of a role or compartment */
  SkTime until; /* 0 open */
} SkAccountHold;

typedef struct {
  SkIdText id;
  char *name, *language; /* language may be NULL */
  int level;
  gboolean has_password, disabled;
  SkTime paired; /* when its second factor was; 0: it has none */
  SkTime created;
  GPtrArray *roles, *grants; /* SkAccountHold; ended ones too */
} SkAccount;

/* Adds an account. SK_ERROR_REFUSED: a rule of names or passwords, an unknown role; SK_ERROR_DUPLICATE: the name is
 * taken. Journalled. Needs account.manage. */
gboolean sk_account_add(SkSession *session, const SkAccountSpec *spec, SkIdText *ret_id, GError **error);
/* Every account by name. SkAccount; free with g_ptr_array_unref. Needs account.manage. */
GPtrArray *sk_account_list(SkSession *session, GError **error);
/* Nobody signs in with it from now on; its open sessions end. Needs account.manage; not for oneself. */
gboolean sk_account_disable(SkSession *session, const char *name, GError **error);
/* Grants a compartment until a moment (0 open); replaces an earlier grant of it. Not to oneself (SK_ERROR_REFUSED): who
 * keeps accounts does not let themselves in. Needs account.manage. */
gboolean sk_account_grant(SkSession *session, const char *name, const char *compartment, SkTime until, GError **error);
gboolean sk_account_revoke(SkSession *session, const char *name, const char *compartment, GError **error);
/* Sets somebody's password; their open sessions end. Needs account.manage. */
gboolean sk_account_set_password(SkSession *session, const char *name, const char *password, GError **error);
/* Changes the session's own password; its sign-ins end, but for the one whose token is `staying` (NULL: all end).
 * SK_ERROR_LOCKED when `old` is wrong, or after too many tries. */
gboolean sk_account_change_password(SkSession *session, const char *old, const char *password, const char *staying,
                                    GError **error);

/* Gives a new register its operator: every role, level 9, every compartment, no password. Called once, by whoever
 * creates the register; SK_ERROR_REFUSED when there are accounts already. */
gboolean sk_account_found_operator(SkStore *store, GError **error);
