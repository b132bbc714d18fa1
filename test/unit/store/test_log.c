/* The log of a register on SQLite is brought into the database beside the work. */
#include "store_fixture.h"

#include "check.h"
#include "store/log_sqlite.h"
#include "store/queries/blob.h"

#include <glib/gstdio.h>
#include <string.h>

#define PIECE 1000000
#define PIECES 80 /* 80 MB: more than a log holds before the thread goes to work */

static void write_much(Fixture *fixture, const char *name) {
  g_autoptr(GError) error = NULL;
  g_autofree char *piece = g_malloc0(PIECE);
  g_autoptr(SkWork) work = sk_work_begin(fixture->db, 0, &error);
  assert_no_error(error);
  for (int64_t i = 0; i < PIECES; i++)
    assert_true(skq_blob_add_piece(work, name, i, (SkBytes){ piece, PIECE }, NULL, &error));
  assert_true(sk_work_commit(work, SK_JOURNAL_INIT, &error));
}

static gsize size_of_database(const Fixture *fixture) {
  g_autofree char *path = g_build_filename(fixture->dir, "saikai.db", NULL);
  GStatBuf told;
  assert_int_equal(g_stat(path, &told), 0);
  return (gsize)told.st_size;
}

static void a_long_log_goes_into_the_database(void **state) {
  Fixture *fixture = *state;
  if (sk_store_engine(fixture->store) != SK_ENGINE_SQLITE)
    skip();
  write_much(fixture, "much");
  sqlite_log_stop(fixture->store); /* waits for the thread; the connection that wrote is open still */
  assert_true(size_of_database(fixture) > (gsize)PIECE * PIECES);
  write_much(fixture, "again"); /* the next thread */
  sqlite_log_stop(fixture->store);
  assert_true(size_of_database(fixture) > (gsize)2 * PIECE * PIECES);
}

static void a_short_log_stays_a_log(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  if (sk_store_engine(fixture->store) != SK_ENGINE_SQLITE)
    skip();
  g_autoptr(SkWork) work = sk_work_begin(fixture->db, 0, &error);
  assert_true(sk_work_commit(work, SK_JOURNAL_INIT, &error));
  assert_null(fixture->store->log); /* nobody needed a thread */
}

/* Whoever works on while the thread is at it, and whoever stops it, loses nothing. */
static void work_goes_on_meanwhile(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  if (sk_store_engine(fixture->store) != SK_ENGINE_SQLITE)
    skip();
  write_much(fixture, "much");
  for (int64_t i = 0; i < 50; i++) {
    g_autoptr(SkWork) work = sk_work_begin(fixture->db, 0, &error);
    assert_no_error(error);
    assert_true(skq_blob_add_piece(work, "more", i, (SkBytes){ "more", 4 }, NULL, &error));
    assert_true(sk_work_commit(work, SK_JOURNAL_INIT, &error));
  }
  sqlite_log_stop(fixture->store);
  for (int64_t i = 0; i < 50; i++) {
    g_auto(SkqBlobPiece) piece = { 0 };
    gboolean found = FALSE;
    assert_true(skq_blob_piece(sk_db_system(fixture->db), "more", i, &piece, &found, &error));
    assert_true(found && piece.bytes.size == 4);
  }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void) {
  const struct CMUnitTest tests[] = {
    TEST(a_long_log_goes_into_the_database),
    TEST(a_short_log_stays_a_log),
    TEST(work_goes_on_meanwhile),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
