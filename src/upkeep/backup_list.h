/* The backups that were written, and whether they come back. */
#pragma once

#include "base/id.h"
#include "base/progress.h"
#include "upkeep/proof.h"

typedef struct {
  SkIdText id;
  char *file;       /* absolute path, on the machine that wrote it */
  gboolean is_here; /* the file is there now, and its keys beside it */
  char *account;
  SkTime made;
  int64_t size;
  SkProof tried; /* its last restore test */
} SkBackup;

/* Newest first: SkBackup; free with g_ptr_array_unref. */
GPtrArray *sk_backup_list(SkDb *db, GError **error);

/* Brings a backup back into a folder beside it, checks what came back as sk_verify does, takes the folder away and
 * keeps what came of it (journalled, by `account`): its result is "sound". The tables of a register on a server are
 * loaded into a database of their own there, which is dropped; where that user may make none, the backup is read whole
 * and compared with its list, and its result is "read". Needs the room that the register takes. SK_ERROR_NOT_FOUND:
 * there is no such backup, or its file is not here; others as sk_restore. */
gboolean sk_backup_try(SkDb *db, int64_t account, const char *id, const char *passphrase, SkProgress *progress,
                       GError **error);
