/* Parts of a backup and a restore that only a register on a server has. Internal to src/upkeep. */
#pragma once

#include "upkeep/archive.h"
#include "upkeep/register.h"

#define BACKUP_READER "reader"      /* in the archive of such a register: the role it is read through */
#define BACKUP_DUMP "saikai.pgdump" /* and its tables; in a stream, never a file */

/* The tables and the kept files. */
gboolean backup_server_add(const SkRegister *self, SkDb *db, SkArchive *archive, GError **error);
/* The keys of the kept files, as "blobs/keys/SOURCE". */
gboolean backup_server_add_keys(SkDb *db, SkArchive *archive, GError **error);

/* Loads the tables of `file` into the empty database at `database`, and the kept files that were taken out into
 * `built`, which then becomes the directory of that register. After a failure nothing stays in the database. */
gboolean restore_server(const char *file, const char *passphrase, const char *built, const char *database,
                        SkProgress *progress, GError **error);
/* After a later failure: takes it out of the database again. */
void restore_server_forget(const char *passphrase, const char *built, const char *database);
