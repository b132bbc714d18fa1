#include "store_fixture.h"

#include "base/error.h"
#include "check.h"
#include "store/blob.h"
#include "store/engine.h"

#include <glib/gstdio.h>
#include <string.h>

#define PIECE 65536

static const char *const no_compartment[] = { NULL };

static gboolean on_server(const Fixture *fixture) {
  return sk_store_engine(fixture->store) == SK_ENGINE_POSTGRES;
}

static void change(Fixture *fixture, const char *sql) {
  GError *error = NULL;
  fixture->db->engine->execute(fixture->db, sql, &error);
  assert_no_error(error);
}

/* A fixture whose connection sees everything open, with two sources (1 and 2). */
static Fixture *sourced(void **state) {
  GError *error = NULL;
  Fixture *fixture = *state;
  for (int i = 1; i <= 2; i++) {
    g_autofree char *public = g_strdup_printf(on_server(fixture) ? "'\\x%032d'" : "x'%032d'", i);
    g_autofree char *sql = g_strdup_printf(
        "INSERT INTO source (id, public, label, kind, title, holder, reliability, bias, purpose, legal_basis,"
        " independence, once, created) VALUES (%d, %s, 1, 'letter', 't', 'h', 'A', '', 'p', 'l', 1, 0, 0)",
        i, public);
    change(fixture, sql);
  }
  assert_true(sk_db_see(fixture->db, fixture_clearance(fixture, 1, no_compartment), &error));
  return fixture;
}

static uint8_t *pattern(gsize size) {
  uint8_t *bytes = g_malloc(size + 1);
  for (gsize i = 0; i < size; i++)
    bytes[i] = (uint8_t)(i * 29 + i / 253);
  return bytes;
}

static int64_t put(Fixture *fixture, int64_t source, gsize size, gboolean commit) {
  GError *error = NULL;
  int64_t blob = 0;
  g_autoptr(SkWork) work = sk_work_begin(fixture->db, 0, &error);
  g_autoptr(GInputStream) input = g_memory_input_stream_new_from_data(pattern(size), (gssize)size, g_free);
  assert_true(sk_blob_put(work, source, 1, input, &blob, &error));
  assert_no_error(error);
  assert_true(!commit || sk_work_commit(work, SK_JOURNAL_IMPORT_STAGE, &error));
  return blob;
}

static gboolean get(Fixture *fixture, int64_t blob, gsize size, GError **error) {
  g_autofree uint8_t *wanted = pattern(size);
  g_autoptr(GOutputStream) output = g_memory_output_stream_new_resizable();
  if (!sk_blob_get(fixture->db, blob, output, error))
    return FALSE;
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM(output);
  assert_int_equal(g_memory_output_stream_get_data_size(memory), size);
  assert_memory_equal(g_memory_output_stream_get_data(memory), wanted, size);
  return TRUE;
}

static const SkStatement kept_rows = {
  "kept", "SELECT name FROM blob_piece WHERE piece = 0 AND name < 'g'", "", "t", SK_ACCESS_SYSTEM, TRUE,
};

static int count_rows(const Fixture *fixture) {
  int count = 0;
  SkCursor cursor;
  GError *error = NULL;
  assert_true(sk_statement_start(fixture->db, &kept_rows, NULL, &cursor, &error));
  while (sk_cursor_next(&cursor, &error))
    count++;
  assert_no_error(error);
  return count;
}

/* How many encrypted files there are; calls `each` for the path of those below blobs/. */
static int files(const Fixture *fixture, void (*each)(const char *path)) {
  int count = 0;
  if (on_server(fixture))
    return count_rows(fixture);
  g_autofree char *blobs = g_build_filename(fixture->dir, "blobs", NULL);
  g_autoptr(GDir) dir = g_dir_open(blobs, 0, NULL);
  const char *name = NULL;
  while ((name = g_dir_read_name(dir)) != NULL) {
    g_autofree char *path = g_build_filename(blobs, name, NULL);
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
      continue;
    count++;
    if (each != NULL)
      each(path);
  }
  return count;
}

static void what_was_put_in_comes_out(void **state) {
  static const gsize sizes[] = { 0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE };
  Fixture *fixture = sourced(state);
  for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
    g_autoptr(GError) error = NULL;
    assert_true(get(fixture, put(fixture, 1, sizes[i], TRUE), sizes[i], &error));
    assert_no_error(error);
  }
}

static void flip_a_bit(const char *path) {
  char *bytes = NULL;
  gsize size = 0;
  assert_true(g_file_get_contents(path, &bytes, &size, NULL));
  bytes[size / 2] = (char)(bytes[size / 2] ^ 1);
  assert_true(g_file_set_contents(path, bytes, (gssize)size, NULL));
  g_free(bytes);
}

static void shorten(const char *path) {
  char *bytes = NULL;
  gsize size = 0;
  assert_true(g_file_get_contents(path, &bytes, &size, NULL));
  assert_true(g_file_set_contents(path, bytes, (gssize)size - 20, NULL));
  g_free(bytes);
}

static void no_plain_byte(const char *path) {
  char *bytes = NULL;
  gsize size = 0;
  g_autofree uint8_t *plain = pattern(64);
  assert_true(g_file_get_contents(path, &bytes, &size, NULL));
  assert_null(memmem(bytes, size, plain, 16));
  g_free(bytes);
}

static void a_changed_byte_or_a_cut_is_corrupt(void **state) {
  static const struct {
    void (*file)(const char *path);
    const char *rows;
  } damages[] = {
    { flip_a_bit, "UPDATE blob_piece SET bytes = set_byte(bytes, 90, get_byte(bytes, 90) # 1) WHERE piece = 2" },
    { shorten, "DELETE FROM blob_piece WHERE piece = 2" },
  };
  Fixture *fixture = sourced(state);
  int64_t blob = put(fixture, 1, 2 * PIECE, TRUE);
  files(fixture, no_plain_byte);
  for (gsize i = 0; i < G_N_ELEMENTS(damages); i++) {
    g_autoptr(GError) error = NULL;
    if (on_server(fixture))
      change(fixture, damages[i].rows);
    else
      files(fixture, damages[i].file);
    assert_false(get(fixture, blob, 2 * PIECE, &error));
    assert_error(error, SK_ERROR_CORRUPT, "damaged");
  }
}

static void what_a_session_may_not_see_is_not_there(void **state) {
  g_autoptr(GError) error = NULL;
  Fixture *fixture = sourced(state);
  int64_t blob = put(fixture, 1, 10, TRUE);
  assert_true(sk_db_see(fixture->db, 0, &error));
  assert_false(get(fixture, blob, 10, &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "no such file");
}

static void a_destroyed_source_takes_its_files_and_no_others(void **state) {
  g_autoptr(GError) error = NULL;
  Fixture *fixture = sourced(state);
  int64_t gone = put(fixture, 1, 100, TRUE), kept = put(fixture, 2, 100, TRUE);
  g_autoptr(SkWork) work = sk_work_begin(fixture->db, 0, &error);
  assert_true(sk_blob_destroy_source(work, 1, &error));
  assert_true(sk_work_commit(work, SK_JOURNAL_WITHDRAW, &error));
  assert_int_equal(files(fixture, NULL), 1);
  assert_true(get(fixture, kept, 100, &error));
  assert_false(get(fixture, gone, 100, &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "no longer kept");
}

static void a_sweep_takes_what_no_row_names(void **state) {
  g_autoptr(GError) error = NULL;
  int64_t removed = 0;
  Fixture *fixture = sourced(state);
  int64_t kept = put(fixture, 1, 10, TRUE);
  put(fixture, 1, 10, FALSE);
  int left = on_server(fixture) ? 0 : 1; /* rows go with the work that was not committed */
  assert_int_equal(files(fixture, NULL), 1 + left);
  g_autoptr(SkWork) work = sk_work_begin(fixture->db, 0, &error);
  assert_true(sk_blob_sweep(work, &removed, &error));
  assert_true(sk_work_commit(work, SK_JOURNAL_REBUILD, &error));
  assert_int_equal(removed, left);
  assert_true(get(fixture, kept, 10, &error));
}

static void keys_follow_the_database(void **state) {
  g_autoptr(GError) error = NULL;
  Fixture *fixture = sourced(state);
  g_autoptr(SkKey) next = sk_key_new_random();
  int64_t blob = put(fixture, 1, 10, TRUE);
  assert_true(sk_blob_wrap_next(fixture->store, next, &error));
  assert_true(get(fixture, blob, 10, &error));
  g_autoptr(SkStore) store = sk_store_open(fixture->dir, fixture->key, FALSE, &error);
  assert_true(sk_blob_settle_keys(store, &error)); /* it went no further: the old key stays in force */
  assert_true(get(fixture, blob, 10, &error));
  assert_no_error(error);
}

#define blob_test(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void) {
  const struct CMUnitTest tests[] = {
    blob_test(what_was_put_in_comes_out),
    blob_test(a_changed_byte_or_a_cut_is_corrupt),
    blob_test(what_a_session_may_not_see_is_not_there),
    blob_test(a_destroyed_source_takes_its_files_and_no_others),
    blob_test(a_sweep_takes_what_no_row_names),
    blob_test(keys_follow_the_database),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
