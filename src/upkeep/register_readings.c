#include "upkeep/register_readings.h"

#include "base/error.h"
#include "store/derive.h"
#include "store/readings.h"
#include "text/readings.h"
#include "upkeep/tree.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define NEXT_FILE "readings.next"

GBytes *sk_reading_pack_open(const char *path, GError **error) {
  g_autoptr(GError) failed = NULL;
  GMappedFile *file = g_mapped_file_new(path, FALSE, &failed);
  SkReadings readings;
  if (file == NULL) {
    gboolean missing = g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    sk_error_set(error, missing ? SK_ERROR_NOT_FOUND : SK_ERROR_IO, "the pack of readings %s cannot be read: %s", path,
                 failed->message);
    return NULL;
  }
  g_autoptr(GBytes) bytes = g_mapped_file_get_bytes(file);
  g_mapped_file_unref(file);
  gsize size = 0;
  const void *data = g_bytes_get_data(bytes, &size);
  if (sk_readings_open(data, size, &readings))
    return g_steal_pointer(&bytes);
  sk_error_set(error, SK_ERROR_CORRUPT, "%s is no pack of readings of this version", path);
  return NULL;
}

char *sk_reading_pack_digest(GBytes *pack) {
  return sk_readings_digest(pack);
}

/* ---- opening */

/* The pack in a file, when its digest is `recorded`. */
static GBytes *pack_as_recorded(const char *path, const char *recorded) {
  g_autoptr(GBytes) pack = sk_reading_pack_open(path, NULL);
  g_autofree char *digest = pack != NULL ? sk_readings_digest(pack) : NULL;
  return g_strcmp0(digest, recorded) == 0 ? g_steal_pointer(&pack) : NULL;
}

static gboolean move_in_place(const char *directory, const char *next, const char *path, GError **error) {
  if (g_rename(next, path) == 0)
    return sk_tree_sync(directory, error);
  sk_error_set(error, SK_ERROR_IO, "the pack of readings could not be put in place: %s", g_strerror(errno));
  return FALSE;
}

static gboolean take_recorded(SkStore *store, const char *directory, const char *recorded, GError **error) {
  g_autofree char *path = g_build_filename(directory, SK_READINGS_FILE, NULL);
  g_autofree char *next = g_build_filename(directory, NEXT_FILE, NULL);
  g_autoptr(GBytes) pack = pack_as_recorded(next, recorded);
  if (pack != NULL && !move_in_place(directory, next, path, error))
    return FALSE;
  g_unlink(next);
  if (pack == NULL)
    pack = pack_as_recorded(path, recorded);
  return pack == NULL || sk_store_use_readings(store, pack, error);
}

gboolean register_take_readings(SkStore *store, const char *directory, GError **error) {
  g_autofree char *path = g_build_filename(directory, SK_READINGS_FILE, NULL);
  g_autofree char *next = g_build_filename(directory, NEXT_FILE, NULL);
  if (!g_file_test(path, G_FILE_TEST_EXISTS) && !g_file_test(next, G_FILE_TEST_EXISTS))
    return TRUE;
  g_autoptr(SkDb) db = sk_store_connect(store, error);
  g_autofree char *recorded = db != NULL ? sk_readings_recorded(sk_db_system(db), error) : NULL;
  return recorded != NULL && take_recorded(store, directory, recorded, error);
}

/* ---- changing */

/* Takes the pack (NULL: none) into use, records it, and makes the derived tables again, in one work. */
static gboolean change(SkStore *store, SkDb *db, int64_t account, GBytes *pack, SkProgress *progress,
                       SkDerivedState *ret_state, GError **error) {
  g_autoptr(SkWork) work = sk_work_begin(db, account, error);
  return work != NULL && sk_store_use_readings(store, pack, error) && sk_readings_record(work, error) &&
         sk_derive_all(work, progress, error) && sk_rebuild_state(sk_work_system(work), ret_state, error) &&
         sk_work_commit(work, SK_JOURNAL_READINGS, error);
}

static gboolean write_next(const char *next, GBytes *pack, GError **error) {
  g_autoptr(GError) failed = NULL;
  gsize size = 0;
  const char *bytes = g_bytes_get_data(pack, &size);
  if (g_file_set_contents_full(next, bytes, (gssize)size, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                               0600, &failed))
    return TRUE;
  sk_error_set(error, SK_ERROR_IO, "the pack of readings could not be written: %s", failed->message);
  return FALSE;
}

gboolean sk_register_install_readings(SkRegister *self, SkDb *db, int64_t account, GBytes *pack, SkProgress *progress,
                                      SkDerivedState *ret_state, GError **error) {
  const char *directory = sk_register_directory(self);
  g_autofree char *path = g_build_filename(directory, SK_READINGS_FILE, NULL);
  g_autofree char *next = g_build_filename(directory, NEXT_FILE, NULL);
  SkStore *store = sk_register_store(self);
  if (!write_next(next, pack, error))
    return FALSE;
  if (change(store, db, account, pack, progress, ret_state, error))
    return move_in_place(directory, next, path, error);
  register_take_readings(store, directory, NULL); /* the one recorded is used again */
  return FALSE;
}

gboolean sk_register_remove_readings(SkRegister *self, SkDb *db, int64_t account, SkProgress *progress,
                                     SkDerivedState *ret_state, GError **error) {
  const char *directory = sk_register_directory(self);
  g_autofree char *path = g_build_filename(directory, SK_READINGS_FILE, NULL);
  SkStore *store = sk_register_store(self);
  if (!change(store, db, account, NULL, progress, ret_state, error)) {
    register_take_readings(store, directory, NULL);
    return FALSE;
  }
  g_unlink(path);
  return sk_tree_sync(directory, error);
}
