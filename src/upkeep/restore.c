#include "base/error.h"
#include "store/snapshot.h"
#include "upkeep/backup.h"
#include "upkeep/backup_parts.h"
#include "upkeep/tree.h"
#include "upkeep/withdraw.h"

#include <glib/gstdio.h>
#include <string.h>

/* Everything but the tables of a server, which go nowhere yet: *ret_server says whether there are such. */
static gboolean extract(const char *file, const char *passphrase, const char *directory, SkProgress *progress,
                        gboolean *ret_server, GError **error) {
  SkArchiveReport report;
  SkArchiveTake take = { .directory = directory, .poured = BACKUP_DUMP };
  g_autoptr(SkSealedReader) reader = sk_sealed_open(file, passphrase, error);
  if (reader == NULL || !sk_archive_extract(reader, &take, progress, &report, error))
    return FALSE;
  *ret_server = take.ret_poured;
  return TRUE;
}

static gboolean fits(gboolean server, const char *database, GError **error) {
  if (server == (database != NULL))
    return TRUE;
  sk_error_set(error, SK_ERROR_USAGE,
               server
                   ? "this register had its tables on a PostgreSQL server: make an empty database there (createdb) and "
                     "give its address with --database"
                   : "this register has its database in its directory; leave --database out");
  return FALSE;
}

/* Withdraws a source that the keys name, unless the backup is younger than its withdrawal or older than the source. */
static gboolean withdraw_again(SkDb *db, const char *source, int64_t *count, GError **error) {
  SkWithdrawReport report;
  g_autoptr(GError) failed = NULL;
  if (sk_withdraw(db, 0, source, NULL, &report, &failed)) {
    ++*count;
    return TRUE;
  }
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_DUPLICATE) || g_error_matches(failed, SK_ERROR, SK_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error(error, g_steal_pointer(&failed));
  return FALSE;
}

/* Reads the list that came with the keys, and removes it. */
static char **withdrawn_sources(const char *directory, GError **error) {
  g_autofree char *path = g_build_filename(directory, "withdrawn", NULL), *text = NULL;
  if (!g_file_get_contents(path, &text, NULL, NULL)) {
    sk_error_set(error, SK_ERROR_CORRUPT, "the keys beside the backup hold no list of withdrawals");
    return NULL;
  }
  g_unlink(path);
  return g_strsplit(text, "\n", -1);
}

static gboolean settle_content(SkRegister *restored, char **sources, int64_t *ret_withdrawn, GError **error) {
  int64_t withdrawn = 0;
  g_autoptr(SkDb) db = sk_store_connect(sk_register_store(restored), error);
  if (db == NULL || !sk_store_check(db, error))
    return FALSE;
  for (; *sources != NULL; sources++)
    if (**sources != '\0' && !withdraw_again(db, *sources, &withdrawn, error))
      return FALSE;
  g_autoptr(SkWork) work = sk_work_begin(db, 0, error);
  if (work == NULL)
    return FALSE;
  sk_work_note(work, SK_KIND_REGISTER, 0, &withdrawn, sizeof withdrawn);
  *ret_withdrawn = withdrawn;
  return sk_work_commit(work, SK_JOURNAL_RESTORE, error);
}

/* What the archives hold, in `built`; the tables of a server in `database`. */
static gboolean take_out(const char *file, const char *keys, const char *built, const char *database,
                         const char *passphrase, SkProgress *progress, GError **error) {
  gboolean server = FALSE, none = FALSE;
  sk_progress_stage(progress, "reading the backup (bytes)", 0);
  return extract(file, passphrase, built, progress, &server, error) && fits(server, database, error) &&
         extract(keys, passphrase, built, NULL, &none, error) &&
         (!server || restore_server(file, passphrase, built, database, progress, error));
}

static gboolean settle(const char *built, const char *passphrase, const char *directory, SkProgress *progress,
                       int64_t *ret_withdrawn, GError **error) {
  g_auto(GStrv) sources = withdrawn_sources(built, error);
  sk_progress_stage(progress, "opening what was restored", 0);
  g_autoptr(SkRegister) restored = sources != NULL ? sk_register_open(built, passphrase, TRUE, error) : NULL;
  return restored != NULL && settle_content(restored, sources, ret_withdrawn, error) &&
         sk_tree_settle(built, directory, error);
}

gboolean sk_restore(const char *file, const char *keys, const char *directory, const char *database,
                    const char *passphrase, SkProgress *progress, int64_t *ret_withdrawn, GError **error) {
  g_autofree char *beside = g_strconcat(file, SK_BACKUP_KEYS, NULL);
  int64_t withdrawn = 0;
  if (!sk_register_place_is_free(directory, error))
    return FALSE;
  g_autofree char *built = sk_tree_beside(directory, error);
  if (built == NULL)
    return FALSE;
  gboolean taken = take_out(file, keys != NULL ? keys : beside, built, database, passphrase, progress, error);
  if (!taken || !settle(built, passphrase, directory, progress, &withdrawn, error)) {
    if (taken && database != NULL)
      restore_server_forget(passphrase, built, database);
    sk_tree_remove(built);
    return FALSE;
  }
  sk_progress_end(progress);
  *ret_withdrawn = withdrawn;
  return TRUE;
}
