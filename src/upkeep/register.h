/* A register on disk: a directory of
 *   registry.conf   what it is: format, engine, id, demonstration or not (written last: where it stands is a register)
 *   key             the database's key under the passphrase (keyfile.h)
 *   saikai.db       the encrypted database (SQLite), or none when the database is a PostgreSQL server's
 *   blobs/          files as they came, encrypted, and the keys of their sources
 *   readings        the pack of Japanese readings, if one was installed (register_readings.h) */
#pragma once

#include "store/store.h"
#include "upkeep/stretch.h"

typedef struct SkRegister SkRegister;

typedef struct {
  const char *database; /* postgresql:// URL, or NULL: SQLite in the directory */
  gboolean demo;        /* invented people only: light cost of the passphrase, and every page says so */
} SkRegisterSpec;

/* Finishes a new register (its first account) before it is put in place; FALSE takes everything back. */
typedef gboolean (*SkRegisterFound)(SkStore *store, GError **error);

/* Makes a register at `directory`, which must not exist or be empty. It is built beside it and moved in one step, so
 * that an interrupted attempt leaves none. SK_ERROR_DUPLICATE: there is one; SK_ERROR_REFUSED: something else is there,
 * or the passphrase breaks a rule. */
SkRegister *sk_register_create(const char *directory, const SkRegisterSpec *spec, const char *passphrase,
                               SkRegisterFound found, GError **error);
/* Opens it. SK_ERROR_NOT_FOUND: none there; SK_ERROR_LOCKED: wrong passphrase; others as sk_store_open. */
SkRegister *sk_register_open(const char *directory, const char *passphrase, gboolean migrate, GError **error);
/* SK_ERROR_NOT_FOUND when there is no register at `directory`; asks for no passphrase. */
gboolean sk_register_exists(const char *directory, GError **error);

/* Whether a register can be made at `directory`: nothing is there, or an empty directory. SK_ERROR_DUPLICATE,
 * SK_ERROR_REFUSED. */
gboolean sk_register_place_is_free(const char *directory, GError **error);

SkStore *sk_register_store(const SkRegister *self);
const char *sk_register_directory(const SkRegister *self);
const char *sk_register_id(const SkRegister *self); /* printed public id */
gboolean sk_register_is_demo(const SkRegister *self);
const char *sk_register_database(const SkRegister *self); /* address on a server, or NULL */
const char *sk_register_engine(const SkRegister *self);   /* "sqlite" or "postgresql" */

/* Keeps the passphrase at hand, in locked memory, for what is written under it later: backups, and the tries of them.
 */
gboolean sk_register_keep_passphrase(SkRegister *self, const char *passphrase, GError **error);
/* The passphrase that was kept, as long as it opens the register: SK_ERROR_LOCKED when none was, or it was changed
 * since. As slow as opening the register. */
const char *sk_register_passphrase(const SkRegister *self, GError **error);

/* Puts the same database key under a new passphrase. `account` acts (journalled). */
gboolean sk_register_rewrap(SkRegister *self, int64_t account, const char *passphrase, GError **error);

/* Encrypts the database under a new random key, which goes under `passphrase`. No connection may be open
 * (SK_ERROR_BUSY). An interruption at any moment leaves a register that opens with the old passphrase or, from the
 * moment the database changed, with the new one. On a server nothing but the keys of kept files is encrypted by saikai,
 * and those are what changes. */
gboolean sk_register_change_key(SkRegister *self, int64_t account, const char *passphrase, GError **error);

/* Says in the configuration at `directory` that the database is at this address. SK_ERROR_USAGE when the register there
 * has its database in its directory. */
gboolean sk_register_move(const char *directory, const char *database, GError **error);

/* Closes it. NULL is fine. */
void sk_register_free(SkRegister *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkRegister, sk_register_free)
