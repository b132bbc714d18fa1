#include "base/error.h"
#include "store/blob_move.h"
#include "store/move.h"
#include "upkeep/backup_parts.h"
#include "upkeep/dump.h"
#include "upkeep/keyfile.h"
#include "upkeep/tree.h"

#include <glib/gstdio.h>

static SkKey *key_of(const char *built, const char *passphrase, GError **error) {
  g_autofree char *path = g_build_filename(built, "key", NULL);
  return sk_keyfile_read(path, passphrase, error);
}

/* The role of the backup; its file is not one of a register's and goes. */
static char *take_reader(const char *built, GError **error) {
  g_autofree char *path = g_build_filename(built, BACKUP_READER, NULL);
  char *reader = NULL;
  if (!g_file_get_contents(path, &reader, NULL, NULL))
    sk_error_set(error, SK_ERROR_CORRUPT, "the backup does not say through which role the register is read");
  g_unlink(path);
  return reader;
}

static gboolean load_tables(const char *file, const char *passphrase, const char *database, SkProgress *progress,
                            GError **error) {
  SkArchiveReport report;
  g_autoptr(SkSealedReader) reader = sk_sealed_open(file, passphrase, error);
  g_autoptr(SkDumpIn) in = reader != NULL ? sk_dump_in_new(database, error) : NULL;
  SkArchiveTake take = { .poured = BACKUP_DUMP, .pour = sk_dump_in_pour, .user = in };
  return in != NULL && sk_archive_extract(reader, &take, progress, &report, error) && sk_dump_in_finish(in, error);
}

/* ---------------------------------------------------------------- kept files */

static gboolean keep_all(SkWork *work, const char *directory, const char *prefix, GError **error) {
  g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
  const char *file = NULL;
  while (dir != NULL && (file = g_dir_read_name(dir)) != NULL) {
    g_autofree char *path = g_build_filename(directory, file, NULL), *name = g_strconcat(prefix, file, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR) && !sk_blob_move_in(work, name, path, error))
      return FALSE;
  }
  return TRUE;
}

/* Kept files are rows there; those taken out of the backup go from the directory. */
static gboolean keep_files(SkStore *store, const char *built, GError **error) {
  g_autofree char *blobs = g_build_filename(built, "blobs", NULL), *keys = g_build_filename(blobs, "keys", NULL);
  g_autoptr(SkDb) db = sk_store_connect(store, error);
  g_autoptr(SkWork) work = db != NULL ? sk_work_begin(db, 0, error) : NULL;
  if (work == NULL || !keep_all(work, blobs, "", error) || !keep_all(work, keys, "keys/", error))
    return FALSE;
  sk_work_note(work, SK_KIND_REGISTER, 0, NULL, 0);
  if (!sk_work_commit(work, SK_JOURNAL_RESTORE, error))
    return FALSE;
  sk_tree_remove(blobs);
  return TRUE;
}

/* ---------------------------------------------------------------- the whole */

static gboolean fill(const char *file, const char *passphrase, const char *built, const char *database,
                     SkProgress *progress, GError **error) {
  sk_progress_stage(progress, "loading the tables (bytes)", 0);
  if (!load_tables(file, passphrase, database, progress, error) || !sk_register_move(built, database, error))
    return FALSE;
  g_autoptr(SkRegister) restored = sk_register_open(built, passphrase, TRUE, error);
  return restored != NULL && sk_move_settle(sk_register_store(restored), error) &&
         keep_files(sk_register_store(restored), built, error);
}

gboolean restore_server(const char *file, const char *passphrase, const char *built, const char *database,
                        SkProgress *progress, GError **error) {
  g_autoptr(SkKey) key = key_of(built, passphrase, error);
  g_autofree char *reader = key != NULL ? take_reader(built, error) : NULL;
  if (reader == NULL || !sk_move_prepare(database, key, reader, error))
    return FALSE;
  if (fill(file, passphrase, built, database, progress, error))
    return TRUE;
  sk_move_forget(database, key);
  return FALSE;
}

void restore_server_forget(const char *passphrase, const char *built, const char *database) {
  g_autoptr(SkKey) key = key_of(built, passphrase, NULL);
  if (key != NULL)
    sk_move_forget(database, key);
}
