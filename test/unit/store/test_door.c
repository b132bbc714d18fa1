/* The planted ways around the read door: each must be refused, or give nothing. */
#include "store_fixture.h"

#include "base/error.h"
#include "check.h"
#include "store/door.h"

static void ways_around_are_refused(void **state) {
  static const char *const ways[] = {
    "SELECT id FROM source",
    "SELECT id FROM main.source",
    "SELECT s.id FROM source AS s",
    "SELECT COUNT(*) FROM source",
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM source)",
    "SELECT id FROM (SELECT id FROM source)",
    "SELECT x.id FROM seen_source AS x JOIN source AS y ON y.id = x.id",
    "SELECT id FROM seen_source UNION ALL SELECT id FROM source",
    "WITH seen_source AS (SELECT id FROM source) SELECT id FROM seen_source",
    "WITH door_source AS (SELECT id FROM source) SELECT id FROM door_source",
    "WITH RECURSIVE r(id) AS (SELECT id FROM source UNION SELECT id FROM r) SELECT id FROM r",
    "SELECT rowid FROM source",
    "SELECT name FROM sqlite_schema",
    "SELECT name FROM temp.sqlite_schema",
    "SELECT name FROM sqlite_temp_schema",
    "SELECT name FROM pragma_table_info('source')",
    "SELECT name FROM dbstat",
    "PRAGMA table_list",
    "PRAGMA key = 'x'",
    "ATTACH DATABASE ':memory:' AS other",
    "INSERT INTO setting (name, value) VALUES ('a', 'b')",
    "DELETE FROM journal",
    "CREATE TEMP VIEW mine AS SELECT * FROM main.source",
    "SELECT id FROM account",
    "SELECT load_extension('x')",
  };
  Fixture *fixture = *state;
  for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
    g_autoptr(GError) error = NULL;
    int64_t rows = 0;
    if (sk_door_try(fixture->db, ways[i], &rows, &error))
      fail_msg("went through: %s", ways[i]);
  }
}

static void the_door_itself_opens(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  int64_t rows = 0;
  assert_true(sk_door_try(fixture->db, "SELECT id FROM seen_source", &rows, &error));
  assert_true(sk_door_try(fixture->db, "WITH mine AS (SELECT id FROM seen_source) SELECT id FROM mine", &rows, &error));
  assert_true(sk_door_try(fixture->db, "SELECT COUNT(*) FROM seen_persona", &rows, &error));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void) {
  const struct CMUnitTest tests[] = { TEST(ways_around_are_refused), TEST(the_door_itself_opens) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
