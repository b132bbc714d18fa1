/* A backup is worth what comes back of it. */
#include "base/error.h"
#include "store/move.h"
#include "store/queries/upkeep.h"
#include "upkeep/backup.h"
#include "upkeep/backup_list.h"
#include "upkeep/backup_parts.h"
#include "upkeep/proof_parts.h"
#include "upkeep/room.h"
#include "upkeep/tree.h"
#include "upkeep/verify.h"

#include <errno.h>
#include <glib/gstdio.h>

#define TRIAL ".trial" /* beside the backup while it is tried; a leftover is removed by the next */

typedef struct {
  SkDb *db; /* of the register whose backup it is */
  const char *file, *passphrase;
  SkProgress *progress;
} Trial;

/* Reads one archive to its end; nothing is kept. *ret_bytes: what it holds. */
static gboolean read_through(const Trial *trial, const char *file, gboolean *ret_server, int64_t *ret_bytes,
                             GError **error) {
  SkArchiveReport report = { 0 };
  SkArchiveTake take = { .poured = BACKUP_DUMP };
  g_autoptr(SkSealedReader) reader = sk_sealed_open(file, trial->passphrase, error);
  if (reader == NULL || !sk_archive_extract(reader, &take, trial->progress, &report, error))
    return FALSE;
  *ret_server = take.ret_poured;
  *ret_bytes = report.bytes;
  return TRUE;
}

/* What is wrong in here was wrong when the backup was written: every byte of it was just compared. */
static gboolean check_restored(const char *directory, const Trial *trial, GError **error) {
  SkVerifyReport report = { 0 };
  g_autoptr(GError) failed = NULL;
  g_autoptr(SkRegister) restored = sk_register_open(directory, trial->passphrase, FALSE, error);
  g_autoptr(SkDb) db = restored != NULL ? sk_store_connect(sk_register_store(restored), error) : NULL;
  if (db == NULL || sk_verify(db, trial->progress, &report, &failed))
    return db != NULL;
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_CORRUPT))
    sk_error_set(error, SK_ERROR_UNSOUND, "the backup is whole; the register was damaged before it was written: %s",
                 failed->message);
  else
    g_propagate_error(error, g_steal_pointer(&failed));
  return FALSE;
}

/* `database`: an empty one on the server, NULL for a register that has its own in its directory. */
static gboolean bring_back(const Trial *trial, const char *database, GError **error) {
  g_autofree char *folder = g_strconcat(trial->file, TRIAL, NULL);
  g_autofree char *directory = g_build_filename(folder, "register", NULL);
  int64_t withdrawn = 0;
  sk_tree_remove(folder);
  if (g_mkdir(folder, 0700) != 0) {
    sk_error_set(error, SK_ERROR_IO, "%s could not be made: %s", folder, g_strerror(errno));
    return FALSE;
  }
  gboolean sound =
      sk_restore(trial->file, NULL, directory, database, trial->passphrase, trial->progress, &withdrawn, error) &&
      check_restored(directory, trial, error);
  sk_tree_remove(folder);
  return sound;
}

/* A server on which this user may make no database is no fault of the backup: it was read, and that is told. */
static const char *bring_back_there(const Trial *trial, GError **error) {
  g_autofree char *database = NULL;
  GError *failed = NULL;
  if (!sk_move_trial_begin(trial->db, &database, &failed)) {
    gboolean denied = g_error_matches(failed, SK_ERROR, SK_ERROR_DENIED);
    if (denied)
      g_clear_error(&failed);
    return sk_error_forward(error, failed) ? "read" : NULL;
  }
  gboolean sound = bring_back(trial, database, error);
  sk_move_trial_end(trial->db);
  return sound ? "sound" : NULL;
}

/* What came of it: "sound", "read", or NULL with an error. */
static const char *try_file(const Trial *trial, GError **error) {
  g_autofree char *keys = g_strconcat(trial->file, SK_BACKUP_KEYS, NULL);
  gboolean server = FALSE, none = FALSE;
  int64_t bytes = 0, beside = 0;
  sk_progress_stage(trial->progress, "reading the backup (bytes)", 0);
  if (!read_through(trial, trial->file, &server, &bytes, error) || !read_through(trial, keys, &none, &beside, error))
    return NULL;
  if (!sk_room_require(trial->file, bytes + beside, error))
    return NULL;
  if (server)
    return bring_back_there(trial, error);
  return bring_back(trial, NULL, error) ? "sound" : NULL;
}

static gboolean find_backup(SkDb *db, const char *id_text, SkqUpkeepBackup *row, GError **error) {
  SkId id;
  gboolean found = FALSE;
  if (sk_id_parse(id_text, &id) &&
      !skq_upkeep_backup(sk_db_system(db), (SkBytes){ id.bytes, sizeof id.bytes }, row, &found, error))
    return FALSE;
  if (found && g_file_test(row->file, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  sk_error_set(error, SK_ERROR_NOT_FOUND,
               found ? "the file of this backup is not here any more: %s" : "there is no backup %s",
               found ? row->file : id_text);
  return FALSE;
}

gboolean sk_backup_try(SkDb *db, int64_t account, const char *id, const char *passphrase, SkProgress *progress,
                       GError **error) {
  g_auto(SkqUpkeepBackup) row = { 0 };
  GError *failed = NULL;
  if (!find_backup(db, id, &row, error))
    return FALSE;
  g_autofree char *file = g_strdup(row.file);
  const Proof proof = { .backup = row.id, .account = account, .began = sk_clock_now() };
  const char *result = try_file(&(Trial){ db, file, passphrase, progress }, &failed);
  sk_progress_end(progress);
  return proof_keep(db, &proof, result, failed, error);
}
