#include "base/error.h"
#include "store/blob_move.h"
#include "store/move.h"
#include "upkeep/backup_parts.h"
#include "upkeep/dump.h"

/* One kept file, or key, under "blobs/"; one that was destroyed since its name was read is left out. */
static gboolean add_kept(SkDb *db, SkArchive *archive, const char *kept, GError **error) {
  g_autofree char *name = g_strconcat("blobs/", kept, NULL);
  g_autoptr(GError) failed = NULL;
  sk_archive_begin(archive, name);
  if (sk_blob_move_out(db, kept, sk_archive_put, archive, &failed))
    return sk_archive_close(archive, error);
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error(error, g_steal_pointer(&failed));
  return FALSE;
}

static gboolean add_all_kept(SkDb *db, SkArchive *archive, gboolean keys, GError **error) {
  g_autoptr(GPtrArray) names = sk_blob_move_names(db, error);
  for (guint i = 0; names != NULL && i < names->len; i++)
    if (g_str_has_prefix(names->pdata[i], "keys/") == keys && !add_kept(db, archive, names->pdata[i], error))
      return FALSE;
  return names != NULL;
}

gboolean backup_server_add_keys(SkDb *db, SkArchive *archive, GError **error) {
  return add_all_kept(db, archive, TRUE, error);
}

/* The tables first: a file that comes later is of no use without its row, a row without its file is seen at once. */
gboolean backup_server_add(const SkRegister *self, SkDb *db, SkArchive *archive, GError **error) {
  g_autofree char *reader = sk_move_reader(db);
  if (!sk_archive_add_text(archive, BACKUP_READER, reader, error))
    return FALSE;
  sk_archive_begin(archive, BACKUP_DUMP);
  return sk_dump_out(sk_register_database(self), sk_archive_put, archive, error) && sk_archive_close(archive, error) &&
         add_all_kept(db, archive, FALSE, error);
}
