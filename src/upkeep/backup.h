/* A register in two encrypted files, and back.
 *
 * FILE holds a consistent copy of the database, the wrapped key, the configuration and the encrypted files of sources;
 * FILE.keys holds the keys of those files and the list of withdrawals. Both open with the passphrase the register had
 * at that moment, on a blank machine. After a withdrawal, write FILE.keys anew (sk_backup_keys) beside every backup
 * that is kept and destroy the old one: then no backup brings the withdrawn files back, and a restore takes the
 * source's rows out again before anybody sees them. Others may read and write while a backup runs.
 *
 * Of a register on a PostgreSQL server FILE holds the tables as pg_dump pours them (dump.h), and its kept files and
 * keys as the files they would be beside SQLite. It goes back into an empty database of a server. */
#pragma once

#include "upkeep/archive.h"
#include "upkeep/register.h"

#define SK_BACKUP_KEYS ".keys"

/* Writes `file` and `file`.keys; `account` acts (journalled). SK_ERROR_DUPLICATE when `file` exists; SK_ERROR_BUSY
 * while another backup runs. */
gboolean sk_backup(const SkRegister *self, SkDb *db, int64_t account, const char *passphrase, const char *file,
                   SkProgress *progress, SkArchiveReport *ret_report, GError **error);
/* Writes `file`.keys anew, as the register is now. `passphrase` must be the one `file` opens with. */
gboolean sk_backup_keys(const SkRegister *self, SkDb *db, int64_t account, const char *passphrase, const char *file,
                        GError **error);
/* Makes a register at `directory` (as sk_register_create: nothing may be there) out of `file` and `keys` (NULL:
 * `file`.keys). `database`: the address of an empty database, for a register that had its tables on a server, and NULL
 * for another (SK_ERROR_USAGE). Everything is read, compared and opened before it is put in place. SK_ERROR_LOCKED:
 * wrong passphrase; SK_ERROR_CORRUPT: a byte differs. *ret_withdrawn: sources taken out again because the keys say so.
 */
gboolean sk_restore(const char *file, const char *keys, const char *directory, const char *database,
                    const char *passphrase, SkProgress *progress, int64_t *ret_withdrawn, GError **error);
