#include "upkeep/backup.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "store/queries/upkeep.h"
#include "store/snapshot.h"
#include "upkeep/backup_parts.h"
#include "upkeep/register_readings.h"
#include "upkeep/room.h"
#include "upkeep/tree.h"
#include "upkeep/withdraw.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define LOCK_FILE "backup.lock"
#define SNAPSHOT_DIRECTORY "snapshot" /* under the register while a backup runs; a leftover is removed by the next */

/* What a backup holds while it runs: the lock, and a copy of the database. */
typedef struct {
  int lock;
  char *directory, *database; /* NULL until made */
} Snapshot;

static void snapshot_clear(Snapshot *snapshot) {
  if (snapshot->directory != NULL)
    sk_tree_remove(snapshot->directory);
  if (snapshot->lock >= 0)
    close(snapshot->lock);
  g_free(snapshot->directory);
  g_free(snapshot->database);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Snapshot, snapshot_clear)

static gboolean take_lock(const SkRegister *self, Snapshot *snapshot, GError **error) {
  g_autofree char *path = g_build_filename(sk_register_directory(self), LOCK_FILE, NULL);
  snapshot->lock = g_open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (snapshot->lock < 0) {
    sk_error_set(error, SK_ERROR_IO, "%s could not be made: %s", path, g_strerror(errno));
    return FALSE;
  }
  if (flock(snapshot->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  sk_error_set(error, SK_ERROR_BUSY, "another backup of this register is running");
  return FALSE;
}

static gboolean take_snapshot(const SkRegister *self, SkDb *db, Snapshot *snapshot, GError **error) {
  if (!take_lock(self, snapshot, error))
    return FALSE;
  if (sk_register_database(self) != NULL) /* the server copies as it goes */
    return TRUE;
  snapshot->directory = g_build_filename(sk_register_directory(self), SNAPSHOT_DIRECTORY, NULL);
  snapshot->database = g_build_filename(snapshot->directory, "saikai.db", NULL);
  sk_tree_remove(snapshot->directory);
  if (g_mkdir(snapshot->directory, 0700) != 0) {
    sk_error_set(error, SK_ERROR_IO, "%s could not be made: %s", snapshot->directory, g_strerror(errno));
    return FALSE;
  }
  return sk_store_snapshot(db, snapshot->database, error);
}

static SkCost cost_of(const SkRegister *self) {
  return sk_register_is_demo(self) ? SK_COST_LIGHT : SK_COST_MODERATE;
}

/* ---------------------------------------------------------------- writing */

static char *withdrawals_text(SkDb *db, GError **error) {
  g_autoptr(GArray) list = sk_withdraw_list(db, error);
  if (list == NULL)
    return NULL;
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < list->len; i++) {
    const SkWithdrawal *one = &g_array_index(list, SkWithdrawal, i);
    g_string_append_printf(text, "%s\n", sk_id_print(&one->source).text);
  }
  return g_string_free(text, FALSE);
}

static gboolean write_keys(const SkRegister *self, SkDb *db, const char *passphrase, const char *file, GError **error) {
  SkArchiveReport report;
  g_autofree char *path = g_strconcat(file, SK_BACKUP_KEYS, NULL);
  g_autofree char *keys = g_build_filename(sk_register_directory(self), "blobs", "keys", NULL);
  g_autofree char *withdrawn = withdrawals_text(db, error);
  if (withdrawn == NULL)
    return FALSE;
  g_autoptr(SkSealedWriter) writer = sk_sealed_create(path, passphrase, cost_of(self), TRUE, error);
  if (writer == NULL)
    return FALSE;
  g_autoptr(SkArchive) archive = sk_archive_new(writer, NULL);
  gboolean server = sk_register_database(self) != NULL;
  return sk_archive_add_text(archive, "withdrawn", withdrawn, error) &&
         (server ? backup_server_add_keys(db, archive, error)
                 : sk_archive_add_directory(archive, "blobs/keys/", keys, error)) &&
         sk_archive_end(archive, &report, error) && sk_sealed_finish(writer, error);
}

static gboolean add_register(const SkRegister *self, SkDb *db, const Snapshot *snapshot, SkArchive *archive,
                             GError **error) {
  const char *directory = sk_register_directory(self);
  g_autofree char *conf = g_build_filename(directory, "registry.conf", NULL);
  g_autofree char *key = g_build_filename(directory, "key", NULL);
  g_autofree char *blobs = g_build_filename(directory, "blobs", NULL);
  g_autofree char *readings = g_build_filename(directory, SK_READINGS_FILE, NULL);
  if (g_file_test(readings, G_FILE_TEST_EXISTS) && !sk_archive_add(archive, SK_READINGS_FILE, readings, error))
    return FALSE;
  if (!sk_archive_add(archive, "registry.conf", conf, error) || !sk_archive_add(archive, "key", key, error))
    return FALSE;
  if (sk_register_database(self) != NULL)
    return backup_server_add(self, db, archive, error);
  return sk_archive_add(archive, "saikai.db", snapshot->database, error) &&
         sk_archive_add_directory(archive, "blobs/", blobs, error);
}

static gboolean journal(SkDb *db, int64_t account, const SkArchiveReport *report, GError **error) {
  g_autoptr(SkWork) work = sk_work_begin(db, account, error);
  if (work == NULL)
    return FALSE;
  sk_work_note(work, SK_KIND_REGISTER, 0, report, sizeof *report);
  return sk_work_commit(work, SK_JOURNAL_BACKUP, error);
}

/* Journals the backup and keeps where it is. */
static gboolean keep(SkDb *db, int64_t account, const char *file, const SkArchiveReport *report, GError **error) {
  g_autofree char *path = g_canonicalize_filename(file, NULL);
  g_autoptr(SkWork) work = sk_work_begin(db, account, error);
  SkId public = sk_id_new();
  int64_t id = 0;
  GStatBuf info = { 0 };
  if (g_stat(path, &info) != 0) {
    sk_error_set(error, SK_ERROR_IO, "%s was written and is gone: %s", path, g_strerror(errno));
    return FALSE;
  }
  if (work == NULL || !sk_work_ids(work, SK_KIND_BACKUP, 1, &id, error) ||
      !skq_upkeep_add_backup(work, id, (SkBytes){ public.bytes, sizeof public.bytes }, path, account, sk_clock_now(),
                             info.st_size, NULL, error))
    return FALSE;
  sk_work_note(work, SK_KIND_BACKUP, id, report, sizeof *report);
  return sk_work_commit(work, SK_JOURNAL_BACKUP, error);
}

/* About so many, for the progress; 0: nobody can tell beforehand. */
static uint64_t bytes_to_write(const SkRegister *self, const Snapshot *snapshot) {
  g_autofree char *blobs = g_build_filename(sk_register_directory(self), "blobs", NULL);
  gboolean server = sk_register_database(self) != NULL;
  return server ? 0 : (uint64_t)(sk_room_taken(snapshot->directory) + sk_room_taken(blobs));
}

gboolean sk_backup(const SkRegister *self, SkDb *db, int64_t account, const char *passphrase, const char *file,
                   SkProgress *progress, SkArchiveReport *ret_report, GError **error) {
  g_auto(Snapshot) snapshot = { .lock = -1 };
  SkArchiveReport report = { 0 };
  g_autoptr(SkSealedWriter) writer = sk_sealed_create(file, passphrase, cost_of(self), FALSE, error);
  if (writer == NULL)
    return FALSE;
  sk_progress_stage(progress, "copying the database", 0);
  if (!sk_room_require(file, sk_room_taken(sk_register_directory(self)), error) ||
      !take_snapshot(self, db, &snapshot, error))
    return FALSE;
  sk_progress_stage(progress, "writing the backup (bytes)", bytes_to_write(self, &snapshot));
  g_autoptr(SkArchive) archive = sk_archive_new(writer, progress);
  if (!add_register(self, db, &snapshot, archive, error) || !sk_archive_end(archive, &report, error) ||
      !write_keys(self, db, passphrase, file, error) || !sk_sealed_finish(writer, error))
    return FALSE;
  sk_progress_end(progress);
  *ret_report = report;
  return keep(db, account, file, &report, error);
}

/* Whether `passphrase` opens `file`: keys under another one would be of no use beside it. */
static gboolean fits(const char *file, const char *passphrase, GError **error) {
  g_autoptr(SkSealedReader) reader = sk_sealed_open(file, passphrase, error);
  return reader != NULL;
}

gboolean sk_backup_keys(const SkRegister *self, SkDb *db, int64_t account, const char *passphrase, const char *file,
                        GError **error) {
  SkArchiveReport none = { 0 };
  return fits(file, passphrase, error) && write_keys(self, db, passphrase, file, error) &&
         journal(db, account, &none, error);
}
