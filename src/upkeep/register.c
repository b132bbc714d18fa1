#include "upkeep/register.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "store/blob.h"
#include "store/queries/upkeep.h"
#include "store/snapshot.h"
#include "store/work.h"
#include "upkeep/keyfile.h"
#include "upkeep/register_readings.h"
#include "upkeep/tree.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#define CONF_FILE "registry.conf"
#define KEY_FILE "key"
#define KEY_NEXT_FILE "key.next"
#define GROUP "register"
#define FORMAT 1

struct SkRegister {
  char *directory, *id, *database; /* database: URL, or NULL */
  gboolean demo;
  SkStore *store;
  char *passphrase; /* in locked memory; NULL: not kept */
};

void sk_register_free(SkRegister *self) {
  if (self == NULL)
    return;
  sk_store_free(self->store);
  sodium_free(self->passphrase);
  g_free(self->directory);
  g_free(self->id);
  g_free(self->database);
  g_free(self);
}

SkStore *sk_register_store(const SkRegister *self) {
  return self->store;
}

const char *sk_register_directory(const SkRegister *self) {
  return self->directory;
}

const char *sk_register_id(const SkRegister *self) {
  return self->id;
}

gboolean sk_register_is_demo(const SkRegister *self) {
  return self->demo;
}

const char *sk_register_database(const SkRegister *self) {
  return self->database;
}

const char *sk_register_engine(const SkRegister *self) {
  return self->database != NULL ? "postgresql" : "sqlite";
}

/* ---------------------------------------------------------------- registry.conf */

gboolean sk_register_exists(const char *directory, GError **error) {
  g_autofree char *path = g_build_filename(directory, CONF_FILE, NULL);
  if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no register in %s; make one with: saikai init %s", directory,
               directory);
  return FALSE;
}

static gboolean write_conf(const SkRegister *self, const char *directory, GError **error) {
  g_autoptr(GKeyFile) conf = g_key_file_new();
  g_autofree char *path = g_build_filename(directory, CONF_FILE, NULL);
  g_autofree char *created = sk_clock_print(sk_clock_now());
  g_autoptr(GError) failed = NULL;
  g_key_file_set_integer(conf, GROUP, "format", FORMAT);
  g_key_file_set_string(conf, GROUP, "engine", sk_register_engine(self));
  if (self->database != NULL)
    g_key_file_set_string(conf, GROUP, "database", self->database);
  g_key_file_set_string(conf, GROUP, "id", self->id);
  g_key_file_set_boolean(conf, GROUP, "demo", self->demo);
  g_key_file_set_string(conf, GROUP, "created", created);
  gsize size = 0;
  g_autofree char *text = g_key_file_to_data(conf, &size, NULL);
  if (g_file_set_contents_full(path, text, (gssize)size, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                               0600, &failed))
    return TRUE;
  sk_error_set(error, SK_ERROR_IO, "the register's configuration could not be written: %s", failed->message);
  return FALSE;
}

static gboolean take_conf(SkRegister *self, GKeyFile *conf, GError **error) {
  int format = g_key_file_get_integer(conf, GROUP, "format", NULL);
  g_autofree char *engine = g_key_file_get_string(conf, GROUP, "engine", NULL);
  self->id = g_key_file_get_string(conf, GROUP, "id", NULL);
  self->database = g_key_file_get_string(conf, GROUP, "database", NULL);
  self->demo = g_key_file_get_boolean(conf, GROUP, "demo", NULL);
  if (format > FORMAT) {
    sk_error_set(error, SK_ERROR_NEWER,
                 "the register in %s has format %d; this program knows format %d: install a "
                 "newer saikai",
                 self->directory, format, FORMAT);
    return FALSE;
  }
  if (format < 1 || self->id == NULL || g_strcmp0(engine, sk_register_engine(self)) != 0) {
    sk_error_set(error, SK_ERROR_CORRUPT, "%s/%s is damaged: its format, engine and id do not fit", self->directory,
                 CONF_FILE);
    return FALSE;
  }
  return TRUE;
}

static gboolean read_conf(SkRegister *self, GError **error) {
  g_autoptr(GKeyFile) conf = g_key_file_new();
  g_autofree char *path = g_build_filename(self->directory, CONF_FILE, NULL);
  g_autoptr(GError) failed = NULL;
  if (!sk_register_exists(self->directory, error))
    return FALSE;
  if (!g_key_file_load_from_file(conf, path, G_KEY_FILE_NONE, &failed)) {
    sk_error_set(error, SK_ERROR_CORRUPT, "%s cannot be read: %s", path, failed->message);
    return FALSE;
  }
  return take_conf(self, conf, error);
}

gboolean sk_register_move(const char *directory, const char *database, GError **error) {
  g_autoptr(SkRegister) self = g_new0(SkRegister, 1);
  self->directory = g_strdup(directory);
  if (!read_conf(self, error))
    return FALSE;
  if (self->database == NULL) {
    sk_error_set(error, SK_ERROR_USAGE, "this register has its database in its directory, not on a server");
    return FALSE;
  }
  g_free(self->database);
  self->database = g_strdup(database);
  return write_conf(self, directory, error);
}

/* ---------------------------------------------------------------- opening */

static const char *place_of(const SkRegister *self, const char *directory) {
  return self->database != NULL ? self->database : directory;
}

static char *path_in(const SkRegister *self, const char *name) {
  return g_build_filename(self->directory, name, NULL);
}

/* Opens the database with the key in one file; the store, or NULL. */
static SkStore *open_with(const SkRegister *self, const char *key_file, const char *passphrase, gboolean migrate,
                          GError **error) {
  g_autofree char *path = path_in(self, key_file);
  g_autoptr(SkKey) key = sk_keyfile_read(path, passphrase, error);
  return key != NULL ? sk_store_open(place_of(self, self->directory), key, migrate, error) : NULL;
}

static gboolean move_key(const SkRegister *self, GError **error) {
  g_autofree char *next = path_in(self, KEY_NEXT_FILE), *path = path_in(self, KEY_FILE);
  if (g_rename(next, path) == 0)
    return sk_tree_sync(self->directory, error);
  sk_error_set(error, SK_ERROR_IO, "the new key file could not be put in place: %s", g_strerror(errno));
  return FALSE;
}

/* A second key file means that a change of the key was interrupted: whichever opens the database stays. */
static SkStore *open_interrupted(const SkRegister *self, const char *passphrase, gboolean migrate, GError **error) {
  g_autofree char *next = path_in(self, KEY_NEXT_FILE);
  g_autoptr(SkStore) store = open_with(self, KEY_NEXT_FILE, passphrase, migrate, NULL);
  if (store != NULL)
    return move_key(self, error) && sk_blob_settle_keys(store, error) ? g_steal_pointer(&store) : NULL;
  store = open_with(self, KEY_FILE, passphrase, migrate, error);
  if (store == NULL) {
    g_prefix_error(error, "a change of the key was interrupted here, so either the old or the new passphrase fits: ");
    return NULL;
  }
  g_unlink(next);
  return sk_blob_settle_keys(store, error) ? g_steal_pointer(&store) : NULL;
}

/* Where the pack of readings is missing that the names were read with, they stay as they are until it is there again.
 */
static gboolean settle(const SkRegister *self, GError **error) {
  GError *failed = NULL;
  if (sk_store_settle(self->store, &failed))
    return TRUE;
  gboolean later = g_error_matches(failed, SK_ERROR, SK_ERROR_STALE);
  if (later)
    g_clear_error(&failed);
  else
    g_propagate_error(error, failed);
  return later;
}

SkRegister *sk_register_open(const char *directory, const char *passphrase, gboolean migrate, GError **error) {
  g_autoptr(SkRegister) self = g_new0(SkRegister, 1);
  self->directory = g_strdup(directory);
  if (!read_conf(self, error))
    return NULL;
  g_autofree char *next = path_in(self, KEY_NEXT_FILE);
  self->store = g_file_test(next, G_FILE_TEST_EXISTS) ? open_interrupted(self, passphrase, migrate, error)
                                                      : open_with(self, KEY_FILE, passphrase, migrate, error);
  if (self->store == NULL || !register_take_readings(self->store, directory, error) ||
      (migrate && !settle(self, error)))
    return NULL;
  return g_steal_pointer(&self);
}

/* ---------------------------------------------------------------- making */

static SkCost cost_of(const SkRegister *self) {
  return self->demo ? SK_COST_LIGHT : SK_COST_MODERATE;
}

static gboolean write_settings(const SkRegister *self, SkStore *store, GError **error) {
  g_autoptr(SkDb) db = sk_store_connect(store, error);
  g_autoptr(SkWork) work = db != NULL ? sk_work_begin(db, 0, error) : NULL;
  if (work == NULL || !skq_upkeep_set_setting(work, "register.id", self->id, NULL, error) ||
      !skq_upkeep_set_setting(work, "register.demo", self->demo ? "1" : "0", NULL, error))
    return FALSE;
  sk_work_note(work, SK_KIND_REGISTER, 0, self->id, strlen(self->id));
  return sk_work_commit(work, SK_JOURNAL_INIT, error);
}

/* Fills `directory` with everything a register has; the database is closed again. */
static gboolean build(const SkRegister *self, const char *directory, const char *passphrase, SkRegisterFound found,
                      GError **error) {
  g_autoptr(SkKey) key = sk_key_new_random();
  g_autofree char *key_path = g_build_filename(directory, KEY_FILE, NULL);
  if (!sk_keyfile_write(key_path, key, passphrase, cost_of(self), error))
    return FALSE;
  g_autoptr(SkStore) store = sk_store_create(place_of(self, directory), key, error);
  return store != NULL && write_settings(self, store, error) && (found == NULL || found(store, error)) &&
         write_conf(self, directory, error);
}

gboolean sk_register_place_is_free(const char *directory, GError **error) {
  g_autoptr(GDir) dir = NULL;
  if (!g_file_test(directory, G_FILE_TEST_EXISTS))
    return TRUE;
  if (sk_register_exists(directory, NULL)) {
    sk_error_set(error, SK_ERROR_DUPLICATE, "there is a register in %s already", directory);
    return FALSE;
  }
  dir = g_dir_open(directory, 0, NULL);
  if (dir != NULL && g_dir_read_name(dir) == NULL)
    return TRUE;
  sk_error_set(error, SK_ERROR_REFUSED, "%s exists and is not an empty directory", directory);
  return FALSE;
}

SkRegister *sk_register_create(const char *directory, const SkRegisterSpec *spec, const char *passphrase,
                               SkRegisterFound found, GError **error) {
  g_autoptr(SkRegister) self = g_new0(SkRegister, 1);
  SkId id = sk_id_new();
  if (!sk_passphrase_check(passphrase, error) || !sk_register_place_is_free(directory, error))
    return NULL;
  self->directory = g_strdup(directory);
  self->id = g_strdup(sk_id_print(&id).text);
  self->database = g_strdup(spec->database);
  self->demo = spec->demo;
  g_autofree char *built = sk_tree_beside(directory, error);
  if (built == NULL)
    return NULL;
  if (!build(self, built, passphrase, found, error) || !sk_tree_settle(built, directory, error)) {
    sk_tree_remove(built);
    return NULL;
  }
  return sk_register_open(directory, passphrase, FALSE, error);
}

/* ---------------------------------------------------------------- keys */

gboolean sk_register_keep_passphrase(SkRegister *self, const char *passphrase, GError **error) {
  gsize size = strlen(passphrase) + 1;
  char *kept = sodium_malloc(size);
  if (kept == NULL) {
    sk_error_set(error, SK_ERROR_FAILED, "there is no locked memory for the passphrase");
    return FALSE;
  }
  memcpy(kept, passphrase, size);
  sodium_free(self->passphrase);
  self->passphrase = kept;
  return TRUE;
}

const char *sk_register_passphrase(const SkRegister *self, GError **error) {
  g_autofree char *path = path_in(self, KEY_FILE);
  if (self->passphrase == NULL) {
    sk_error_set(error, SK_ERROR_LOCKED, "the passphrase of this register is not at hand");
    return NULL;
  }
  g_autoptr(SkKey) key = sk_keyfile_read(path, self->passphrase, error);
  if (key == NULL)
    g_prefix_error(error, "the passphrase was changed since the register was opened; open it again: ");
  return key != NULL ? self->passphrase : NULL;
}

/* In a connection of its own, after the change: before it, nobody may have one. */
static gboolean journal_rekey(const SkRegister *self, int64_t account, gboolean database, GError **error) {
  uint8_t what = database ? 1 : 0;
  g_autoptr(SkDb) db = sk_store_connect(self->store, error);
  g_autoptr(SkWork) work = db != NULL ? sk_work_begin(db, account, error) : NULL;
  if (work == NULL)
    return FALSE;
  sk_work_note(work, SK_KIND_REGISTER, 0, &what, sizeof what);
  return sk_work_commit(work, SK_JOURNAL_REKEY, error);
}

gboolean sk_register_rewrap(SkRegister *self, int64_t account, const char *passphrase, GError **error) {
  g_autofree char *path = path_in(self, KEY_FILE);
  return sk_passphrase_check(passphrase, error) &&
         sk_keyfile_write(path, sk_store_key(self->store), passphrase, cost_of(self), error) &&
         journal_rekey(self, account, FALSE, error);
}

gboolean sk_register_change_key(SkRegister *self, int64_t account, const char *passphrase, GError **error) {
  g_autofree char *next = path_in(self, KEY_NEXT_FILE);
  g_autoptr(SkKey) key = sk_key_new_random();
  g_autoptr(GError) failed = NULL;
  if (!sk_passphrase_check(passphrase, error) || !sk_keyfile_write(next, key, passphrase, cost_of(self), error))
    return FALSE;
  if (!sk_blob_wrap_next(self->store, key, &failed) || !sk_store_rekey(self->store, key, &failed)) {
    g_unlink(next); /* the old key is in force; second wrappings of the files' keys go at the next opening */
    sk_blob_settle_keys(self->store, NULL);
    g_propagate_error(error, g_steal_pointer(&failed));
    return FALSE;
  }
  return move_key(self, error) && sk_blob_settle_keys(self->store, error) && journal_rekey(self, account, TRUE, error);
}
