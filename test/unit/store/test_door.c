/* The planted ways around the read door: each must be refused, or give nothing. */
#include "store_fixture.h"

#include "base/error.h"
#include "check.h"
#include "store/door.h"
#include "store/engine.h"
#include "store/label.h"

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
    "SELECT id FROM saikai.source",
    "SELECT id FROM public.source",
    "SELECT relname, reltuples FROM pg_class",
    "SELECT most_common_vals FROM pg_stats",
    "SELECT stavalues1 FROM pg_catalog.pg_statistic",
    "SELECT query FROM pg_stat_activity",
    "SELECT table_name FROM information_schema.tables",
    "SELECT set_config('saikai.door', '2:0', 0 = 1)",
    "SELECT \"set_config\"('role', 'none', 0 = 1)",
    "SELECT U&\"set\\005Fconfig\"('role', 'none', 0 = 1)",
    "SELECT set_config /* a call */ ('role', 'none', 0 = 1)",
    "SELECT current_setting('saikai.door')",
    "SELECT 1 FROM query_to_xml('SELECT * FROM saikai.source', 0 = 1, 0 = 1, '')",
    "SELECT pg_read_file('/etc/hostname')",
    "SELECT dblink('dbname=postgres', 'SELECT 1')",
    "SELECT lastval()",
    "SELECT currval('x')",
    "SELECT id FROM seen_source WHERE title OPERATOR(pg_catalog.~) 'a'",
    "SELECT 'source'::regclass",
    "SELECT id INTO TEMP mine FROM seen_source",
    "WITH gone AS (DELETE FROM journal RETURNING seq) SELECT seq FROM gone",
    "RESET ROLE",
    "SET ROLE NONE",
    "SET SESSION AUTHORIZATION DEFAULT",
    "SET saikai.door = '2:0'",
    "DO 'BEGIN END'",
    "COPY source TO STDOUT",
    "TABLE source",
    "SHOW saikai.door",
  };
  Fixture *fixture = *state;
  for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
    g_autoptr(GError) error = NULL;
    int64_t rows = 0;
    if (sk_door_try(fixture->db, ways[i], &rows, &error))
      fail_msg("went through: %s", ways[i]);
  }
}

/* What the planner of a server guesses is drawn from all rows. SQLite's plan says nothing of them. */
static void plans_are_not_shown(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  int64_t rows = 0;
  if (sk_store_engine(fixture->store) == SK_ENGINE_POSTGRES)
    assert_false(sk_door_try(fixture->db, "EXPLAIN SELECT id FROM seen_source", &rows, &error));
}

static void the_door_itself_opens(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  int64_t rows = 0;
  assert_true(sk_door_try(fixture->db, "SELECT id FROM seen_source", &rows, &error));
  assert_true(sk_door_try(fixture->db, "WITH mine AS (SELECT id FROM seen_source) SELECT id FROM mine", &rows, &error));
  assert_true(sk_door_try(fixture->db, "SELECT COUNT(*) FROM seen_persona", &rows, &error));
}

/* Two sources, "Open" under the open label and "Hidden" under another; the connection sees the open one. */
static void plant(Fixture *fixture) {
  GError *error = NULL;
  const char *const compartment[] = { "informant", NULL };
  int64_t hidden = 0;
  SkWork *work = sk_work_begin(fixture->db, 0, &error);
  assert_true(sk_label_intern(work, &(SkLabelSpec){ 1, compartment, NULL }, &hidden, &error));
  assert_true(sk_work_commit(work, SK_JOURNAL_SOURCE_ADD, &error));
  sk_work_free(work);
  for (int i = 1; i <= 2; i++) {
    gboolean server = sk_store_engine(fixture->store) == SK_ENGINE_POSTGRES;
    g_autofree char *public = g_strdup_printf(server ? "'\\x%032d'" : "x'%032d'", i);
    g_autofree char *sql = g_strdup_printf(
        "INSERT INTO source (id, public, label, kind, title, holder, reliability, bias, purpose, legal_basis,"
        " independence, once, created) VALUES (%d, %s, %d, 'letter', '%s', 'h', 'A', '', 'p', 'l', 1, 0, 0)",
        i, public, i == 1 ? 1 : (int)hidden, i == 1 ? "Open" : "Hidden");
    assert_true(fixture->db->engine->execute(fixture->db, sql, &error));
  }
  assert_true(sk_db_see(fixture->db, fixture_clearance(fixture, 1, NULL), &error));
  assert_no_error(error);
}

/* What is let through shows the rows of the session and no others, and fails over no row it may not see. */
static void what_goes_through_tells_nothing_more(void **state) {
  static const struct {
    const char *sql;
    int64_t rows;
  } asked[] = {
    { "SELECT id FROM seen_source", 1 },
    { "SELECT id FROM seen_source WHERE title = 'Hidden'", 0 },
    { "SELECT id FROM seen_source WHERE id = 2 OR 1 = 1", 1 },
    { "SELECT id FROM seen_source WHERE EXISTS (SELECT 1 FROM seen_source WHERE title = 'Hidden')", 0 },
    { "SELECT id FROM seen_source WHERE 1 / (CASE WHEN title = 'Hidden' THEN 0 ELSE 1 END) = 1", 1 },
    { "SELECT id FROM seen_source WHERE CAST(length(title) - 6 AS INTEGER) <> 0 AND 6 / (length(title) - 6) <> 0", 1 },
    { "WITH RECURSIVE r(id) AS (SELECT id FROM seen_source UNION SELECT id FROM r) SELECT id FROM r", 1 },
    { "SELECT a.id FROM seen_source AS a LEFT JOIN seen_source AS b ON b.id <> a.id WHERE b.id IS NOT NULL", 0 },
  };
  Fixture *fixture = *state;
  plant(fixture);
  for (gsize i = 0; i < G_N_ELEMENTS(asked); i++) {
    g_autoptr(GError) error = NULL;
    int64_t rows = 0;
    if (!sk_door_try(fixture->db, asked[i].sql, &rows, &error) || rows != asked[i].rows)
      fail_msg("%s: %d rows (%s)", asked[i].sql, (int)rows, error != NULL ? error->message : "");
  }
}

static void a_session_without_a_clearance_sees_nothing(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  int64_t rows = 0;
  plant(fixture);
  assert_true(sk_db_see(fixture->db, 0, &error));
  assert_true(sk_door_try(fixture->db, "SELECT id FROM seen_source", &rows, &error));
  assert_int_equal(rows, 0);
}

/* A clearance told inside work that is taken back must not stay with the server. */
static void what_is_seen_follows_the_session_through_a_rollback(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  int64_t rows = 0, clearance = 0;
  plant(fixture);
  clearance = sk_db_clearance(fixture->db);
  SkWork *work = sk_work_begin(fixture->db, 0, &error);
  assert_true(sk_db_see(fixture->db, 0, &error));
  assert_true(sk_door_try(fixture->db, "SELECT id FROM seen_source", &rows, &error));
  assert_int_equal(rows, 0);
  sk_work_free(work);
  assert_true(sk_door_try(fixture->db, "SELECT id FROM seen_source", &rows, &error));
  assert_int_equal(rows, 0);
  assert_true(sk_db_see(fixture->db, clearance, &error));
  assert_true(sk_door_try(fixture->db, "SELECT id FROM seen_source", &rows, &error));
  assert_int_equal(rows, 1);
}

/* ---------------------------------------------------------------- the inner locks of PostgreSQL */

static const SkStatement reader_of = { "reader_of", "SELECT reader FROM saikai.door", "", "t", SK_ACCESS_SYSTEM, TRUE };

static char *reader(Fixture *fixture) {
  GError *error = NULL;
  SkCursor cursor;
  assert_true(sk_statement_start(fixture->db, &reader_of, NULL, &cursor, &error));
  assert_true(sk_cursor_next(&cursor, &error));
  char *name = g_strdup(sk_cursor_text(&cursor, 0));
  sk_cursor_clear(&cursor);
  return name;
}

/* Past the lock of the text: whether `sql` runs as the reading role. */
static gboolean runs_as_reader(Fixture *fixture, const char *name, const char *sql) {
  int64_t rows = 0;
  assert_true(sk_door_try(fixture->db, "SELECT id FROM seen_source", &rows, NULL)); /* tells the clearance */
  g_autofree char *all = g_strdup_printf("BEGIN; SET LOCAL ROLE %s; %s", name, sql);
  gboolean ran = fixture->db->engine->execute(fixture->db, all, NULL);
  fixture->db->engine->rollback(fixture->db);
  return ran;
}

/* Each fails: it is refused, or divides by the number of rows it was given, which is none. The first two do not. */
static void the_inner_locks_hold_alone(void **state) {
  static const char *const ways[] = {
    "SELECT 1 / count(*) FROM saikai_seen.seen_source WHERE title = 'Open'",
    "SELECT 1 FROM saikai_seen.seen_source WHERE 1 / (CASE WHEN title = 'Hidden' THEN 0 ELSE 1 END) = 1",
    "SELECT 1 / count(*) FROM saikai_seen.seen_source WHERE title = 'Hidden'",
    "SELECT id FROM source",
    "SELECT id FROM saikai.source",
    "SELECT id FROM saikai.account",
    "SELECT secret FROM saikai.door",
    "SELECT saikai.door_sign(2)",
    "SELECT saikai.door_labels()",
    "SET saikai.door = '2:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff';"
    " SELECT 1 / count(*) FROM saikai_seen.seen_source",
    "SELECT set_config('saikai.door', replace(current_setting('saikai.door'), '1:', '2:'), false);"
    " SELECT 1 / count(*) FROM saikai_seen.seen_source WHERE title = 'Hidden'",
    "SET row_security = off; SELECT 1 / count(*) FROM saikai_seen.seen_source WHERE title = 'Hidden'",
    "SELECT 1 / count(*) FROM pg_stats WHERE schemaname = 'saikai'",
    "SELECT * FROM pg_statistic",
    "SELECT pg_read_file('/etc/hostname')",
    "SELECT query_to_xml('SELECT * FROM saikai.source', false, false, '')",
    "CREATE FUNCTION saikai_seen.leak(text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "CREATE VIEW saikai_seen.mine AS SELECT 1",
    "UPDATE saikai_seen.seen_source SET title = 'x'",
    "DELETE FROM saikai_seen.seen_journal",
    "INSERT INTO saikai_seen.seen_setting (name, value) VALUES ('a', 'b')",
    "ALTER TABLE saikai.source NO FORCE ROW LEVEL SECURITY",
    "DROP POLICY seen ON saikai.source",
  };
  Fixture *fixture = *state;
  if (sk_store_engine(fixture->store) != SK_ENGINE_POSTGRES)
    skip();
  plant(fixture);
  assert_true(fixture->db->engine->execute(fixture->db, "ANALYZE", NULL));
  g_autofree char *name = reader(fixture);
  for (gsize i = 0; i < G_N_ELEMENTS(ways); i++)
    if (runs_as_reader(fixture, name, ways[i]) != (i < 2))
      fail_msg("%s: %s", i < 2 ? "was refused" : "went through", ways[i]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void) {
  const struct CMUnitTest tests[] = {
    TEST(ways_around_are_refused),
    TEST(plans_are_not_shown),
    TEST(the_door_itself_opens),
    TEST(what_goes_through_tells_nothing_more),
    TEST(a_session_without_a_clearance_sees_nothing),
    TEST(what_is_seen_follows_the_session_through_a_rollback),
    TEST(the_inner_locks_hold_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
