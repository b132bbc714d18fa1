/* src/store/snapshot.c over a real register: copies, checks, traces, keys. */
#include "place.h"

#include "base/error.h"
#include "store/journal.h"
#include "store/queries/upkeep.h"
#include "store/snapshot.h"

#include <glib/gstdio.h>

#define MARKER "Kim-Hanako-of-the-long-river"

typedef struct {
  char *directory;
  SkKey *key;
  SkStore *store;
  SkDb *db;
} Open;

static void open_clear(Open *open) {
  sk_db_free(open->db);
  sk_store_free(open->store);
  sk_key_free(open->key);
  g_free(open->directory);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Open, open_clear)

static void set(SkDb *db, const char *name, const char *value) {
  GError *error = NULL;
  g_autoptr(SkWork) work = sk_work_begin(db, 0, &error);
  assert_no_error(error);
  assert_true(skq_upkeep_set_setting(work, name, value, NULL, &error));
  assert_true(sk_work_commit(work, SK_JOURNAL_REBUILD, &error));
  assert_no_error(error);
}

static Open make(void **state) {
  GError *error = NULL;
  Open open = { .directory = place_path(state, "r"), .key = sk_key_new_random() };
  open.store = sk_store_create(open.directory, open.key, &error);
  assert_no_error(error);
  open.db = sk_store_connect(open.store, &error);
  assert_no_error(error);
  set(open.db, "marker", MARKER);
  return open;
}

/* What a register at `directory` answers for the setting "marker"; NULL when it has none. The caller frees. */
static char *marker_of(const char *directory, const SkKey *key, GError **error) {
  g_autoptr(SkStore) store = sk_store_open(directory, key, FALSE, error);
  g_autoptr(SkDb) db = store != NULL ? sk_store_connect(store, error) : NULL;
  g_auto(SkqUpkeepSetting) row = { 0 };
  gboolean found = FALSE;
  if (db == NULL || !skq_upkeep_setting(sk_db_system(db), "marker", &row, &found, error) || !found)
    return NULL;
  return g_strdup(row.value);
}

static void a_copy_holds_all_and_stays_encrypted(void **state) {
  g_autoptr(GError) error = NULL;
  g_auto(Open) open = make(state);
  g_autofree char *other = place_path(state, "copy"), *copy = place_path(state, "copy/saikai.db");
  g_mkdir(other, 0700);
  assert_true(sk_store_snapshot(open.db, copy, &error));
  assert_no_error(error);
  set(open.db, "marker", "written afterwards");
  g_autofree char *marker = marker_of(other, open.key, &error);
  assert_no_error(error);
  assert_string_equal(marker, MARKER);
  g_autoptr(GBytes) bytes = place_read(copy);
  assert_null(memmem(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), MARKER, strlen(MARKER)));
  assert_null(memmem(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), "SQLite format", 13));
}

static void a_flipped_page_is_found(void **state) {
  g_autoptr(GError) error = NULL;
  g_auto(Open) open = make(state);
  g_autofree char *other = place_path(state, "copy"), *copy = place_path(state, "copy/saikai.db");
  g_mkdir(other, 0700);
  assert_true(sk_store_check(open.db, &error));
  assert_true(sk_store_snapshot(open.db, copy, &error));
  g_autoptr(GBytes) bytes = place_read(copy);
  gsize size = g_bytes_get_size(bytes);
  place_write_flipped(copy, bytes, size, (gssize)(size - size / 3));
  g_autoptr(SkStore) store = sk_store_open(other, open.key, FALSE, &error);
  g_autoptr(SkDb) db = store != NULL ? sk_store_connect(store, &error) : NULL;
  assert_true(db == NULL || !sk_store_check(db, &error));
  assert_non_null(error);
}

static gsize log_size(const Open *open) {
  GStatBuf info = { 0 };
  g_autofree char *path = g_build_filename(open->directory, "saikai.db-wal", NULL);
  return g_stat(path, &info) == 0 ? (gsize)info.st_size : 0;
}

static void scrubbing_empties_the_log(void **state) {
  g_autoptr(GError) error = NULL;
  g_auto(Open) open = make(state);
  assert_true(log_size(&open) > 0);
  assert_true(sk_store_scrub(open.db, &error));
  assert_no_error(error);
  assert_int_equal(log_size(&open), 0);
  g_autofree char *marker = marker_of(open.directory, open.key, &error);
  assert_string_equal(marker, MARKER);
}

static void scrubbing_waits_for_no_reader(void **state) {
  g_autoptr(GError) error = NULL;
  g_auto(Open) open = make(state);
  g_autoptr(SkDb) reader = sk_store_connect(open.store, &error);
  g_auto(SkqUpkeepSetting) row = { 0 };
  gboolean found = FALSE;
  assert_true(sk_db_read_begin(reader, &error));
  assert_true(skq_upkeep_setting(sk_db_system(reader), "marker", &row, &found, &error));
  sk_db_read_end(reader);
  assert_true(sk_store_scrub(open.db, &error));
  assert_no_error(error);
}

static void another_key_opens_and_the_old_one_no_more(void **state) {
  g_autoptr(GError) error = NULL;
  g_auto(Open) open = make(state);
  g_autoptr(SkKey) key = sk_key_new_random();
  assert_false(sk_store_rekey(open.store, key, &error)); /* while a connection is open */
  assert_error(error, SK_ERROR_BUSY, "in use");
  g_clear_error(&error);
  g_clear_pointer(&open.db, sk_db_free);
  assert_true(sk_store_rekey(open.store, key, &error));
  assert_no_error(error);
  g_autofree char *marker = marker_of(open.directory, key, &error);
  assert_no_error(error);
  assert_string_equal(marker, MARKER);
  assert_null(marker_of(open.directory, open.key, &error));
  assert_error(error, SK_ERROR_LOCKED, "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    place_test(a_copy_holds_all_and_stays_encrypted),
    place_test(a_flipped_page_is_found),
    place_test(scrubbing_empties_the_log),
    place_test(scrubbing_waits_for_no_reader),
    place_test(another_key_opens_and_the_old_one_no_more),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
