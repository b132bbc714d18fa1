#include "upkeep/health.h"

#include "store/blob.h"
#include "store/queries/upkeep.h"
#include "upkeep/room.h"

#include <glib/gstdio.h>

void sk_health_clear(SkHealth *health) {
  sk_proof_clear(&health->checked);
}

static int64_t size_of(const char *directory, const char *name) {
  g_autofree char *path = g_build_filename(directory, name, NULL);
  GStatBuf info;
  return g_stat(path, &info) == 0 ? info.st_size : 0;
}

/* The disk: what the register takes of it, and what is left. */
static gboolean look_at_disk(const SkRegister *self, SkHealth *health, GError **error) {
  const char *directory = sk_register_directory(self);
  gboolean server = sk_register_database(self) != NULL;
  int64_t database = server ? 0 : size_of(directory, "saikai.db") + size_of(directory, "saikai.db-wal");
  health->database_bytes = server ? -1 : database;
  if (!sk_room_free(directory, &health->room, error))
    return FALSE;
  health->room_is_low = health->room < SK_ROOM_LOW * (database + health->file_bytes);
  return TRUE;
}

static gboolean look_at_tables(SkDb *db, SkHealth *health, GError **error) {
  g_auto(SkqUpkeepSchema) schema = { 0 };
  g_auto(SkqUpkeepKept) kept = { 0 };
  g_auto(SkqUpkeepJournalEnd) last = { 0 };
  gboolean found = FALSE;
  if (!skq_upkeep_schema(sk_db_system(db), &schema, &found, error) ||
      !skq_upkeep_kept(sk_db_system(db), &kept, &found, error) ||
      !skq_upkeep_journal_end(sk_db_system(db), &last, &found, error))
    return FALSE;
  health->schema = schema.version;
  health->schema_applied = schema.applied;
  health->files = kept.files;
  health->file_bytes = kept.bytes;
  health->entries = last.seq;
  health->last_entry = last.moment;
  return TRUE;
}

gboolean sk_health_look(const SkRegister *self, SkDb *db, SkHealth *ret_health, GError **error) {
  g_auto(SkHealth) health = { 0 };
  if (!look_at_tables(db, &health, error) || !look_at_disk(self, &health, error) ||
      !sk_blob_keys(db, &health.sources, &health.keys, error) || !sk_proof_last(db, &health.checked, error))
    return FALSE;
  *ret_health = health;
  health = (SkHealth){ 0 };
  return TRUE;
}
