/* Creating, opening, working and verifying. */
#include "store_fixture.h"

#include "base/error.h"
#include "check.h"
#include "store/engine.h"
#include "store/journal.h"
#include "store/label.h"
#include "store/queries/access.h"
#include "store/queries/store.h"
#include "store/queries/upkeep.h"

static void a_wrong_key_is_refused(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  g_autoptr(SkKey) other = sk_key_new_random();
  assert_null(sk_store_open(fixture->dir, other, FALSE, &error));
  assert_error(error, SK_ERROR_LOCKED, "the key does not open");
}

static void no_register_is_no_register(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  assert_null(sk_store_open("/nonexistent-register", fixture->key, FALSE, &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "there is no register at /nonexistent-register");
}

static void a_second_creation_is_refused(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  assert_null(sk_store_create(fixture->dir, fixture->key, &error));
  assert_error(error, SK_ERROR_DUPLICATE, "there is a register at");
}

static void work_without_a_commit_leaves_nothing(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  SkWork *work = sk_work_begin(fixture->db, 0, &error);
  assert_no_error(error);
  assert_true(skq_upkeep_set_setting(work, "colour", "blue", NULL, &error));
  sk_work_free(work);
  g_auto(SkqStoreSetting) row = { 0 };
  gboolean found = TRUE;
  assert_true(skq_store_setting(fixture->db, "colour", &row, &found, &error));
  assert_false(found);
}

static void committed_work_is_journalled_and_there(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  for (int i = 0; i < 3; i++) {
    g_autoptr(SkWork) work = sk_work_begin(fixture->db, 0, &error);
    assert_true(skq_upkeep_set_setting(work, "colour", "blue", NULL, &error));
    sk_work_note(work, SK_KIND_REGISTER, 0, "blue", 4);
    assert_true(sk_work_commit(work, SK_JOURNAL_INIT, &error));
  }
  g_auto(SkqStoreSetting) row = { 0 };
  gboolean found = FALSE;
  assert_true(skq_store_setting(fixture->db, "colour", &row, &found, &error));
  assert_true(found);
  assert_string_equal(row.value, "blue");
  SkJournalState journal;
  assert_true(sk_journal_verify(sk_db_system(fixture->db), &journal, &error));
  assert_int_equal(journal.entries, 4); /* and the making of the register */
}

/* Takes the index away for good or not at all: whoever asks rolls back. */
static gboolean is_indexed(SkDb *db, const char *name) {
  g_autofree char *drop = g_strdup_printf("DROP INDEX %s", name);
  return db->engine->execute(db, drop, NULL);
}

static gboolean is_indexed_now(Fixture *fixture, const char *name) {
  G_GNUC_UNUSED g_autoptr(SkWork) work = sk_work_begin(fixture->db, 0, NULL);
  return is_indexed(fixture->db, name);
}

/* Whatever becomes of the work, the table has its indexes after it. */
static void indexes_made_last_are_made(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  for (int commit = 0; commit < 2; commit++) {
    g_autoptr(SkWork) work = sk_work_begin(fixture->db, 0, &error);
    assert_true(sk_work_index_last(work, "glance", &error));
    if (fixture->db->engine->kind == SK_ENGINE_SQLITE)
      assert_false(is_indexed(fixture->db, "glance_by_birth"));
    assert_true(commit == 0 || sk_work_commit(work, SK_JOURNAL_REBUILD, &error));
    assert_no_error(error);
    g_clear_pointer(&work, sk_work_free);
    assert_true(is_indexed_now(fixture, "glance_by_birth"));
    assert_true(is_indexed_now(fixture, "glance_by_sailing"));
    assert_true(is_indexed_now(fixture, "persona_by_entry"));
  }
}

static void what_other_code_derived_is_derived_anew(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  assert_true(
      fixture->db->engine->execute(fixture->db, "UPDATE setting SET value = 'other' WHERE name = 'derived'", &error));
  assert_true(
      fixture->db->engine->execute(fixture->db, "INSERT INTO tally (kind, key, label, n) VALUES (1, 1, 1, 7)", &error));
  g_autoptr(SkStore) store = sk_store_open(fixture->dir, fixture->key, TRUE, &error);
  assert_no_error(error);
  assert_true(sk_store_settle(store, &error));
  assert_true(sk_store_settle(store, &error)); /* and once only */
  g_autoptr(SkDb) db = sk_store_connect(store, &error);
  g_auto(SkqUpkeepTallies) left = { 0 };
  SkJournalState journal;
  assert_true(skq_upkeep_tallies(sk_db_system(db), &left, &error));
  assert_false(skq_upkeep_tallies_next(&left, &error));
  assert_true(sk_journal_verify(sk_db_system(db), &journal, &error));
  assert_int_equal(journal.entries, 2); /* the making, and the deriving */
}

static void keys_are_consecutive_and_never_given_twice(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  int64_t first = 0, second = 0, other = 0;
  g_autoptr(SkWork) work = sk_work_begin(fixture->db, 0, &error);
  assert_true(sk_work_ids(work, SK_KIND_ENTRY, 10, &first, &error));
  assert_true(sk_work_ids(work, SK_KIND_ENTRY, 1, &second, &error));
  assert_true(sk_work_ids(work, SK_KIND_PERSONA, 1, &other, &error));
  assert_int_equal(first, 1);
  assert_int_equal(second, 11);
  assert_int_equal(other, 1);
}

static void labels_are_interned_and_widened(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  const char *const ab[] = { "b", "a", "b", NULL }, *const ba[] = { "a", "b", NULL }, *const c[] = { "c", NULL };
  int64_t one = 0, two = 0, three = 0, both = 0;
  g_autoptr(SkWork) work = sk_work_begin(fixture->db, 0, &error);
  assert_true(sk_label_intern(work, &(SkLabelSpec){ 1, ab, NULL }, &one, &error));
  assert_true(sk_label_intern(work, &(SkLabelSpec){ 1, ba, NULL }, &two, &error));
  assert_true(sk_label_intern(work, &(SkLabelSpec){ 2, c, NULL }, &three, &error));
  assert_int_equal(one, two);
  assert_int_not_equal(one, three);
  assert_true(sk_label_union(work, one, three, &both, &error));
  const char *const abc[] = { "a", "b", "c", NULL };
  assert_true(sk_label_intern(work, &(SkLabelSpec){ 2, abc, NULL }, &two, &error));
  assert_int_equal(both, two);
}

static void a_clearance_covers_what_it_holds(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  const char *const a[] = { "a", NULL };
  int64_t open = fixture_clearance(fixture, 0, NULL), cleared = fixture_clearance(fixture, 1, a), secret = 0, low = 0;
  SkWork *work = sk_work_begin(fixture->db, 0, &error);
  assert_true(sk_label_intern(work, &(SkLabelSpec){ 1, a, NULL }, &secret, &error));
  assert_true(sk_label_intern(work, &(SkLabelSpec){ 0, NULL, NULL }, &low, &error));
  assert_true(sk_work_commit(work, SK_JOURNAL_SOURCE_ADD, &error));
  sk_work_free(work);
  assert_true(sk_db_see(fixture->db, open, &error));
  assert_false(sk_db_sees_label(fixture->db, secret));
  assert_true(sk_db_sees_label(fixture->db, low));
  assert_true(sk_db_see(fixture->db, cleared, &error));
  assert_true(sk_db_sees_label(fixture->db, secret));
  assert_true(sk_db_see(fixture->db, 0, &error));
  assert_false(sk_db_sees_label(fixture->db, low));
}

static char *colour(Fixture *fixture) {
  GError *error = NULL;
  g_auto(SkqStoreSetting) row = { 0 };
  gboolean found = FALSE;
  skq_store_setting(fixture->db, "colour", &row, &found, &error);
  assert_no_error(error);
  return found ? g_strdup(row.value) : NULL;
}

static void set_colour(Fixture *fixture, const char *value) {
  g_autoptr(GError) error = NULL;
  g_autoptr(SkWork) work = sk_work_begin(fixture->db, 0, &error);
  assert_no_error(error);
  assert_true(skq_upkeep_set_setting(work, "colour", value, NULL, &error));
  assert_true(sk_work_commit(work, SK_JOURNAL_INIT, &error));
}

/* Ends every other connection to the register's database, as a server does that stops. */
static void cut_off(Fixture *fixture) {
  g_autoptr(GError) error = NULL;
  g_autoptr(SkDb) other = sk_store_connect(fixture->store, &error);
  assert_no_error(error);
  assert_true(other->engine->execute(other,
                                     "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                     " WHERE datname = current_database() AND pid <> pg_backend_pid()",
                                     &error));
}

static void a_commit_that_was_cut_off_is_unknown(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  if (sk_store_engine(fixture->store) != SK_ENGINE_POSTGRES)
    skip();
  set_colour(fixture, "blue");
  SkWork *work = sk_work_begin(fixture->db, 0, &error);
  assert_true(skq_upkeep_set_setting(work, "colour", "red", NULL, &error));
  cut_off(fixture);
  assert_false(fixture->db->engine->commit(fixture->db, &error));
  assert_error(error, SK_ERROR_IO, "did not confirm");
  sk_work_free(work);
  g_autofree char *now = colour(fixture);
  assert_string_equal(now, "blue");
}

static void a_lost_connection_is_made_again(void **state) {
  Fixture *fixture = *state;
  if (sk_store_engine(fixture->store) != SK_ENGINE_POSTGRES)
    skip();
  set_colour(fixture, "blue");
  cut_off(fixture);
  set_colour(fixture, "red"); /* nothing was begun, so nobody notices */
  g_autofree char *now = colour(fixture);
  assert_string_equal(now, "red");
}

/* A lost connection inside a transaction is never replaced by a new one, which would know nothing of the first half. */
static void work_ends_with_its_connection(void **state) {
  Fixture *fixture = *state;
  g_autoptr(GError) error = NULL;
  if (sk_store_engine(fixture->store) != SK_ENGINE_POSTGRES)
    skip();
  g_autoptr(SkWork) work = sk_work_begin(fixture->db, 0, &error);
  cut_off(fixture);
  assert_false(skq_upkeep_set_setting(work, "colour", "red", NULL, NULL));
  assert_false(skq_upkeep_set_setting(work, "colour", "red", NULL, &error));
  assert_error(error, SK_ERROR_IO, "was lost");
}

static void a_password_in_the_address_is_refused(void **state) {
  Fixture *fixture = *state;
  static const char *const places[] = { "postgresql://keeper:hidden@/x?host=/nowhere",
                                        "postgresql:///x?host=/nowhere&user=keeper&password=hidden" };
  for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
    g_autoptr(GError) error = NULL;
    assert_null(sk_store_create(places[i], fixture->key, &error));
    assert_error(error, SK_ERROR_REFUSED, "PGPASSWORD");
    assert_null(strstr(error->message, "hidden"));
  }
}

#define MANY 2500 /* rows; more than are fetched at once */

static void add_compartments(Fixture *fixture) {
  g_autoptr(GError) error = NULL;
  g_autoptr(SkWork) work = sk_work_begin(fixture->db, 0, &error);
  for (int64_t i = 1; i <= MANY; i++) {
    g_autofree char *code = g_strdup_printf("c%05d", (int)i);
    assert_true(skq_store_add_compartment(work, 1000 + i, code, NULL, &error));
  }
  assert_true(sk_work_commit(work, SK_JOURNAL_INIT, &error));
}

/* Reads them all, with another statement between every two rows. */
static int64_t count_compartments(Fixture *fixture) {
  int64_t count = 0;
  GError *error = NULL;
  g_auto(SkqAccessCompartments) row = { 0 };
  assert_true(skq_access_compartments(sk_db_system(fixture->db), &row, &error));
  while (skq_access_compartments_next(&row, &error)) {
    assert_int_equal(row.id, 1001 + count++);
    g_free(colour(fixture));
  }
  assert_no_error(error);
  return count;
}

static void long_answers_come_whole(void **state) {
  Fixture *fixture = *state;
  GError *error = NULL;
  add_compartments(fixture);
  assert_int_equal(count_compartments(fixture), MANY);
  assert_true(sk_db_read_begin(fixture->db, &error));
  assert_int_equal(count_compartments(fixture), MANY);
  sk_db_read_end(fixture->db);
  g_autoptr(SkWork) work = sk_work_begin(fixture->db, 0, &error);
  assert_non_null(work);
  assert_int_equal(count_compartments(fixture), MANY);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void) {
  const struct CMUnitTest tests[] = {
    TEST(a_wrong_key_is_refused),
    TEST(no_register_is_no_register),
    TEST(a_second_creation_is_refused),
    TEST(work_without_a_commit_leaves_nothing),
    TEST(committed_work_is_journalled_and_there),
    TEST(indexes_made_last_are_made),
    TEST(what_other_code_derived_is_derived_anew),
    TEST(keys_are_consecutive_and_never_given_twice),
    TEST(labels_are_interned_and_widened),
    TEST(a_clearance_covers_what_it_holds),
    TEST(a_commit_that_was_cut_off_is_unknown),
    TEST(a_lost_connection_is_made_again),
    TEST(work_ends_with_its_connection),
    TEST(a_password_in_the_address_is_refused),
    TEST(long_answers_come_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
