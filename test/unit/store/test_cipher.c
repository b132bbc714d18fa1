/* The pages' cipher: another arithmetic for the format of SQLite3 Multiple Ciphers' own. */
#include "check.h"
#include "store/cipher_sqlite.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

#define ROWS 500 /* enough for some pages of every kind */
#define KEY "raw:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define OTHER_KEY "raw:ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

static int make_place(void **state) {
  *state = g_dir_make_tmp("saikai-cipher-XXXXXX", NULL);
  return sqlite_cipher_use() ? 0 : -1;
}

static int remove_place(void **state) {
  g_autofree char *file = g_build_filename(*state, "pages.db", NULL);
  g_remove(file);
  g_rmdir(*state);
  g_free(*state);
  return 0;
}

/* `cipher` NULL: the one in use. */
static sqlite3 *open_pages(const char *place, const char *cipher, const char *key) {
  sqlite3 *sqlite = NULL;
  g_autofree char *file = g_build_filename(place, "pages.db", NULL);
  g_autofree char *choose = g_strdup_printf("PRAGMA cipher = '%s'", cipher != NULL ? cipher : "");
  assert_int_equal(sqlite3_open(file, &sqlite), SQLITE_OK);
  if (cipher != NULL)
    assert_int_equal(sqlite3_exec(sqlite, choose, NULL, NULL, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_key(sqlite, key, (int)strlen(key)), SQLITE_OK);
  return sqlite;
}

static void write_rows(sqlite3 *sqlite, const char *table) {
  g_autofree char *sql = g_strdup_printf("CREATE TABLE %s (id INTEGER PRIMARY KEY, text TEXT);"
                                         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
                                         "INSERT INTO %s SELECT i, 'rain over the harbour, ' || i FROM n;",
                                         table, ROWS, table);
  assert_int_equal(sqlite3_exec(sqlite, sql, NULL, NULL, NULL), SQLITE_OK);
}

static int count_rows(sqlite3 *sqlite, const char *table) {
  g_autofree char *sql = g_strdup_printf("SELECT count(*) FROM %s WHERE text = 'rain over the harbour, ' || id", table);
  sqlite3_stmt *statement = NULL;
  int count = -1;
  if (sqlite3_prepare_v2(sqlite, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
    count = sqlite3_column_int(statement, 0);
  sqlite3_finalize(statement);
  return count;
}

static void each_reads_what_the_other_wrote(void **state) {
  sqlite3 *ours = open_pages(*state, NULL, KEY);
  write_rows(ours, "a");
  sqlite3_close(ours);
  sqlite3 *theirs = open_pages(*state, "chacha20", KEY);
  assert_int_equal(count_rows(theirs, "a"), ROWS);
  write_rows(theirs, "b");
  sqlite3_close(theirs);
  ours = open_pages(*state, NULL, KEY);
  assert_int_equal(count_rows(ours, "a"), ROWS);
  assert_int_equal(count_rows(ours, "b"), ROWS);
  sqlite3_close(ours);
}

static void another_key_opens_nothing(void **state) {
  sqlite3 *ours = open_pages(*state, NULL, KEY);
  write_rows(ours, "a");
  sqlite3_close(ours);
  ours = open_pages(*state, NULL, OTHER_KEY);
  assert_int_equal(count_rows(ours, "a"), -1);
  assert_int_equal(sqlite3_errcode(ours), SQLITE_NOTADB);
  sqlite3_close(ours);
}

static void a_flipped_bit_is_noticed(void **state) {
  sqlite3 *ours = open_pages(*state, NULL, KEY);
  write_rows(ours, "a");
  sqlite3_close(ours);
  g_autofree char *file = g_build_filename(*state, "pages.db", NULL);
  char *bytes = NULL;
  gsize size = 0;
  assert_true(g_file_get_contents(file, &bytes, &size, NULL));
  assert_null(g_strstr_len(bytes, (gssize)size, "harbour"));
  bytes[size - 4096 + 100] ^= 1; /* inside the last page */
  assert_true(g_file_set_contents(file, bytes, (gssize)size, NULL));
  g_free(bytes);
  ours = open_pages(*state, NULL, KEY);
  assert_int_equal(count_rows(ours, "a"), -1);
  assert_int_equal(sqlite3_errcode(ours), SQLITE_CORRUPT);
  sqlite3_close(ours);
}

static void the_counter_wraps(void **state) {
  (void)state;
  static const uint8_t key[32] = { 7 }, nonce[12] = { 1 };
  uint8_t whole[3 * 64] = { 0 }, last[64] = { 0 }, first[2 * 64] = { 0 };
  sqlite_cipher_stream(whole, sizeof whole, nonce, G_MAXUINT32, key);
  crypto_stream_chacha20_ietf_xor_ic(last, last, sizeof last, nonce, G_MAXUINT32, key);
  crypto_stream_chacha20_ietf(first, sizeof first, nonce, key);
  assert_memory_equal(whole, last, sizeof last);
  assert_memory_equal(whole + 64, first, sizeof first);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(each_reads_what_the_other_wrote, make_place, remove_place),
    cmocka_unit_test_setup_teardown(another_key_opens_nothing, make_place, remove_place),
    cmocka_unit_test_setup_teardown(a_flipped_bit_is_noticed, make_place, remove_place),
    cmocka_unit_test(the_counter_wraps),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
