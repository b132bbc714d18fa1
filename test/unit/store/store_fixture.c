#include "store_fixture.h"

#include "check.h"
#include "store/label.h"
#include "store_place.h"

int fixture_open(void **state) {
  GError *error = NULL;
  Fixture *fixture = g_new0(Fixture, 1);
  fixture->dir = store_place_make();
  fixture->key = sk_key_new_random();
  fixture->store = sk_store_create(fixture->dir, fixture->key, &error);
  assert_no_error(error);
  fixture->db = sk_store_connect(fixture->store, &error);
  assert_no_error(error);
  *state = fixture;
  return 0;
}

int fixture_close(void **state) {
  Fixture *fixture = *state;
  sk_db_free(fixture->db);
  sk_store_free(fixture->store);
  sk_key_free(fixture->key);
  store_place_remove(fixture->dir);
  g_free(fixture->dir);
  g_free(fixture);
  return 0;
}

int64_t fixture_clearance(Fixture *fixture, int level, const char *const *compartments) {
  GError *error = NULL;
  int64_t clearance = 0;
  g_autoptr(SkWork) work = sk_work_begin(fixture->db, 0, &error);
  assert_no_error(error);
  assert_true(sk_clearance_intern(work, level, compartments, &clearance, &error));
  assert_true(sk_work_commit(work, SK_JOURNAL_ACCOUNT_CHANGE, &error));
  return clearance;
}
