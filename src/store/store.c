#include "store/store.h"

#include "base/error.h"
#include "store/derive.h"
#include "store/engine.h"
#include "store/label.h"
#include "store/migrate.h"
#include "store/queries/store.h"
#include "store/queries/upkeep.h"

#include <string.h>

SkStore *store_at(const char *place, const SkKey *key) {
  SkStore *store = g_new0(SkStore, 1);
  gboolean postgres = g_str_has_prefix(place, "postgresql://") || g_str_has_prefix(place, "postgres://");
  store->engine = postgres ? &sk_engine_postgres : &sk_engine_sqlite;
  store->place = g_strdup(place);
  store->key = sk_key_new(sk_key_bytes(key));
  return store;
}

void sk_store_free(SkStore *store) {
  if (store == NULL)
    return;
  store->engine->leave(store);
  sk_key_free(store->key);
  store_readings_free(store->readings);
  g_free(store->place);
  g_free(store);
}

SkEngineKind sk_store_engine(const SkStore *store) {
  return store->engine->kind;
}

const char *sk_store_place(const SkStore *store) {
  return store->place;
}

const SkKey *sk_store_key(const SkStore *store) {
  return store->key;
}

/* ---------------------------------------------------------------- connections */

static void run_free(gpointer data) {
  SkRun *run = data;
  run->db->engine->free_run(run);
}

SkDb *store_db(SkStore *store) {
  SkDb *db = g_new0(SkDb, 1);
  db->store = store;
  db->engine = store->engine;
  db->runs = g_hash_table_new_full(NULL, NULL, NULL, run_free);
  db->label_list = g_array_new(FALSE, FALSE, sizeof(int64_t));
  return db;
}

void sk_db_free(SkDb *db) {
  if (db == NULL)
    return;
  g_hash_table_unref(db->runs);
  if (db->handle != NULL)
    db->engine->close(db);
  g_array_unref(db->label_list);
  g_free(db->labels);
  g_free(db);
}

SkDb *sk_store_connect(SkStore *store, GError **error) {
  g_autoptr(SkDb) db = store_db(store);
  if (!db->engine->open(db, FALSE, error) || !db->engine->open_door(db, error))
    return NULL;
  return g_steal_pointer(&db);
}

SkStore *sk_db_store(const SkDb *db) {
  return db->store;
}

int64_t sk_db_clearance(const SkDb *db) {
  return db->clearance;
}

/* ---------------------------------------------------------------- create and open */

/* The label every clearance covers is the first there is; the journal's entries carry it. */
static gboolean make_open_label(SkStore *store, GError **error) {
  const SkLabelSpec open = { .level = 0 };
  int64_t label = 0;
  g_autoptr(SkDb) db = sk_store_connect(store, error);
  g_autoptr(SkWork) work = db != NULL ? sk_work_begin(db, 0, error) : NULL;
  if (work == NULL || !sk_label_intern(work, &open, &label, error))
    return FALSE;
  g_assert(label == SK_LABEL_OPEN);
  sk_work_note(work, SK_KIND_LABEL, label, NULL, 0);
  return skq_upkeep_set_setting(work, "derived", SK_DERIVED_VERSION, NULL, error) &&
         sk_work_commit(work, SK_JOURNAL_INIT, error);
}

SkStore *sk_store_create(const char *place, const SkKey *key, GError **error) {
  g_autoptr(SkStore) store = store_at(place, key);
  g_autoptr(SkDb) db = store_db(store);
  gboolean has = FALSE;
  if (!db->engine->open(db, TRUE, error) || !db->engine->has_tables(db, &has, error))
    return NULL;
  if (has) {
    sk_error_set(error, SK_ERROR_DUPLICATE, "there is a register at %s already", place);
    return NULL;
  }
  if (!sk_migrate_apply(db, 0, error))
    return NULL;
  g_clear_pointer(&db, sk_db_free);
  return make_open_label(store, error) ? g_steal_pointer(&store) : NULL;
}

SkStore *sk_store_open(const char *place, const SkKey *key, gboolean migrate, GError **error) {
  g_autoptr(SkStore) store = store_at(place, key);
  g_autoptr(SkDb) db = store_db(store);
  gboolean has = FALSE;
  gsize applied = 0;
  if (!db->engine->open(db, FALSE, error) || !db->engine->has_tables(db, &has, error))
    return NULL;
  if (!has) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no register at %s; `saikai init` makes one", place);
    return NULL;
  }
  if (!db->engine->check_key(db, error) || !sk_migrate_check(db, &applied, error))
    return NULL;
  if (applied < sk_migration_count && !migrate) {
    sk_error_set(error, SK_ERROR_STALE,
                 "the register at %s is of version %d and this program works with %d; back it up and migrate it", place,
                 (int)applied, (int)sk_migration_count);
    return NULL;
  }
  if (applied < sk_migration_count && !sk_migrate_apply(db, applied, error))
    return NULL;
  g_clear_pointer(&db, sk_db_free);
  return g_steal_pointer(&store);
}

/* ---------------------------------------------------------------- what was derived */

static gboolean derived_as_now(SkStore *store, gboolean *ret_same, GError **error) {
  g_autoptr(SkDb) db = store_db(store);
  g_auto(SkqUpkeepSetting) made = { 0 };
  gboolean found = FALSE;
  if (!db->engine->open(db, FALSE, error) || !skq_upkeep_setting(sk_db_system(db), "derived", &made, &found, error))
    return FALSE;
  *ret_same = found && strcmp(made.value, SK_DERIVED_VERSION) == 0;
  return TRUE;
}

static gboolean derive_anew(SkStore *store, GError **error) {
  g_autoptr(SkDb) db = sk_store_connect(store, error);
  g_autoptr(SkWork) work = db != NULL ? sk_work_begin(db, 0, error) : NULL;
  if (work == NULL || !sk_derive_all(work, NULL, error) ||
      !skq_upkeep_set_setting(work, "derived", SK_DERIVED_VERSION, NULL, error))
    return FALSE;
  sk_work_note(work, SK_KIND_REGISTER, 0, SK_DERIVED_VERSION, strlen(SK_DERIVED_VERSION));
  return sk_work_commit(work, SK_JOURNAL_MIGRATE, error);
}

gboolean sk_store_settle(SkStore *store, GError **error) {
  gboolean same = FALSE;
  return derived_as_now(store, &same, error) && (same || derive_anew(store, error));
}

/* ---------------------------------------------------------------- what a connection sees */

static void set_labels(SkDb *db) {
  int64_t highest = 0;
  for (guint i = 0; i < db->label_list->len; i++)
    highest = MAX(highest, g_array_index(db->label_list, int64_t, i));
  g_free(db->labels);
  db->label_words = (gsize)highest / 64 + 1;
  db->labels = g_new0(guint64, db->label_words);
  for (guint i = 0; i < db->label_list->len; i++) {
    guint64 label = (guint64)g_array_index(db->label_list, int64_t, i);
    db->labels[label / 64] |= (guint64)1 << (label % 64);
  }
}

gboolean sk_db_see(SkDb *db, int64_t clearance, GError **error) {
  g_auto(SkqStoreClearanceLabels) row = { 0 };
  GError *failed = NULL;
  g_array_set_size(db->label_list, 0);
  db->clearance = 0; /* closed until the labels are known */
  set_labels(db);
  if (clearance != 0 && !skq_store_clearance_labels(sk_db_system(db), clearance, &row, error))
    return FALSE;
  while (clearance != 0 && skq_store_clearance_labels_next(&row, &failed))
    g_array_append_val(db->label_list, row.label);
  if (!sk_error_forward(error, failed))
    return FALSE;
  db->clearance = clearance;
  set_labels(db);
  return db->engine->see(db, error);
}

gboolean sk_db_sees_label(const SkDb *db, int64_t label) {
  return label > 0 && (gsize)label / 64 < db->label_words && (db->labels[label / 64] >> (label % 64) & 1) != 0;
}

gboolean sk_db_read_begin(SkDb *db, GError **error) {
  if (db->in_work || db->in_read)
    return TRUE;
  db->in_read = db->engine->begin(db, FALSE, error);
  return db->in_read;
}

void sk_db_read_end(SkDb *db) {
  if (db->in_read)
    db->engine->rollback(db);
  db->in_read = FALSE;
}

void sk_db_rest(SkDb *db) {
  db->engine->rest(db);
}
