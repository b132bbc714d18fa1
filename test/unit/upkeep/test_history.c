#include "place.h"

#include "base/error.h"
#include "store/label.h"
#include "upkeep/history.h"
#include "upkeep/register.h"

#define SECRET "the long river"

typedef struct {
  SkRegister *opened;
  SkDb *db;
} Kept;

static int64_t everything(SkDb *db) {
  GError *error = NULL;
  int64_t clearance = 0;
  g_autoptr(SkWork) work = sk_work_begin(db, 0, &error);
  assert_true(sk_clearance_intern(work, 9, NULL, &clearance, &error));
  assert_true(sk_work_commit(work, SK_JOURNAL_ACCOUNT_ADD, &error));
  return clearance;
}

/* A register whose journal has some entries. */
static Kept make(void **state) {
  GError *error = NULL;
  g_autofree char *path = place_path(state, "r");
  Kept kept = { 0 };
  kept.opened = sk_register_create(path, &(SkRegisterSpec){ .demo = TRUE }, SECRET, NULL, &error);
  assert_no_error(error);
  assert_true(sk_register_rewrap(kept.opened, 0, "a wide lake", &error));
  assert_true(sk_register_rewrap(kept.opened, 0, SECRET, &error));
  kept.db = sk_store_connect(sk_register_store(kept.opened), &error);
  assert_no_error(error);
  assert_true(sk_db_see(kept.db, everything(kept.db), &error));
  return kept;
}

static void kept_clear(Kept *kept) {
  sk_db_free(kept->db);
  sk_register_free(kept->opened);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Kept, kept_clear)

static GPtrArray *list(const Kept *kept, guint limit, const char *older_than, gboolean *ret_more) {
  GError *error = NULL;
  const SkHistoryAsk ask = { .older_than = older_than, .limit = limit };
  GPtrArray *entries = sk_history_list(kept->db, &ask, ret_more, &error);
  assert_no_error(error);
  return entries;
}

/* Nobody is led to an empty page: not even where a page ends with the last entry of all. */
static void it_is_told_whether_older_ones_follow(void **state) {
  g_auto(Kept) kept = make(state);
  gboolean more = TRUE;
  g_autoptr(GPtrArray) all = list(&kept, 1000, NULL, &more);
  assert_true(all->len >= 3 && !more);
  g_autoptr(GPtrArray) exactly = list(&kept, all->len, NULL, &more);
  assert_int_equal(exactly->len, all->len);
  assert_false(more);
  g_autoptr(GPtrArray) newer = list(&kept, all->len - 1, NULL, &more);
  assert_int_equal(newer->len, all->len - 1);
  assert_true(more);
  const SkHistoryEntry *last = newer->pdata[newer->len - 1], *first = all->pdata[all->len - 1];
  g_autoptr(GPtrArray) older = list(&kept, 1, last->hash, &more);
  assert_int_equal(older->len, 1);
  assert_false(more);
  assert_string_equal(((const SkHistoryEntry *)older->pdata[0])->hash, first->hash);
}

int main(void) {
  const struct CMUnitTest tests[] = { place_test(it_is_told_whether_older_ones_follow) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
