#include "upkeep/backup_list.h"

#include "base/error.h"
#include "store/queries/upkeep.h"
#include "upkeep/backup.h"
#include "upkeep/proof_parts.h"

#include <string.h>

static void backup_free(gpointer data) {
  SkBackup *backup = data;
  g_free(backup->file);
  g_free(backup->account);
  sk_proof_clear(&backup->tried);
  g_free(backup);
}

static gboolean is_here(const char *file) {
  g_autofree char *keys = g_strconcat(file, SK_BACKUP_KEYS, NULL);
  return g_file_test(file, G_FILE_TEST_IS_REGULAR) && g_file_test(keys, G_FILE_TEST_IS_REGULAR);
}

/* Who wrote each, and its key: read first, because one statement runs at a time. */
typedef struct {
  int64_t id, account;
} Row;

static gboolean read_rows(SkDb *db, GPtrArray *backups, GArray *rows, GError **error) {
  g_auto(SkqUpkeepBackups) row = { 0 };
  GError *failed = NULL;
  if (!skq_upkeep_backups(sk_db_system(db), &row, error))
    return FALSE;
  while (skq_upkeep_backups_next(&row, &failed)) {
    SkBackup *backup = g_new0(SkBackup, 1);
    Row kept = { row.id, row.account };
    *backup = (SkBackup){ .id = sk_bytes_id_text(row.public),
                          .file = g_strdup(row.file),
                          .is_here = is_here(row.file),
                          .made = row.made,
                          .size = row.size };
    g_ptr_array_add(backups, backup);
    g_array_append_val(rows, kept);
  }
  return sk_error_forward(error, failed);
}

GPtrArray *sk_backup_list(SkDb *db, GError **error) {
  g_autoptr(GPtrArray) backups = g_ptr_array_new_with_free_func(backup_free);
  g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
  if (!read_rows(db, backups, rows, error))
    return NULL;
  for (guint i = 0; i < backups->len; i++) {
    SkBackup *backup = backups->pdata[i];
    const Row *row = &g_array_index(rows, Row, i);
    backup->account = proof_account(db, row->account, error);
    if (backup->account == NULL || !proof_last(db, row->id, &backup->tried, error))
      return NULL;
  }
  return g_steal_pointer(&backups);
}
