/* A source that is withdrawn leaves the people of the other sources as if it had never been joined with them. */
#include "check.h"
#include "scene.h"

#include "base/error.h"
#include "registry/search.h"
#include "store/derive_parts.h"
#include "store/journal.h"
#include "store/queries/derive.h"
#include "store/work.h"
#include "upkeep/withdraw.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <sqlite3.h>

static const char ministry[] = "1,17,昭和35年4月8日,17-1,金英子,女,昭和13年5月2日,朝鮮,,大阪府大阪市生野区,,世帯主\n";
static const char school[] = "1,生野中学校,1952,2,1,,金田　英子,かねだ　えいこ,女,昭和13年5月2日,\n";

static void persons_are_rebuilt_and_the_journal_verifies(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  SkWithdrawReport report = { 0 };
  SkJournalState journal;
  scene_add(scene, &(SceneList){ "ministry-list", "Ministry", ministry, 0, NULL });
  SkIdText her = scene_mention(scene, "Ministry", "金英子");
  g_autofree char *before = scene_page(scene->desk, her);
  SkIdText source = scene_add(scene, &(SceneList){ "school-roll", "School", school, 0, NULL });
  SkIdText pupil = scene_mention(scene, "School", "金田　英子");
  scene_decide(scene, her, pupil, SK_VERDICT_SAME);
  SkDb *db = sk_session_db(scene->desk);
  assert_true(sk_withdraw(db, sk_session_account(scene->desk), source.text, NULL, &report, &error));
  assert_no_error(error);
  assert_int_equal(report.batches, 1);
  assert_int_equal(report.mentions, 1);
  assert_int_equal(report.links, 1);
  g_autofree char *after = scene_page(scene->desk, her);
  assert_string_equal(before, after);
  assert_int_equal(scene_mentions(scene->desk, pupil), 0);
  assert_int_equal(scene_persons(scene->desk), 1);
  g_autoptr(SkSearchResult) none = sk_search(scene->desk, "かねだ えいこ", 0, 10, &error);
  for (guint i = 0; i < none->hits->len; i++)
    assert_string_equal(((SkSearchHit *)none->hits->pdata[i])->name, "金英子");
  assert_true(sk_journal_verify(sk_db_system(db), &journal, &error));
  scene_is_derived(scene);
  assert_false(sk_withdraw(db, sk_session_account(scene->desk), source.text, NULL, &report, &error));
  assert_error(error, SK_ERROR_DUPLICATE, "withdrawn before");
  g_clear_error(&error);
}

/* ---------------------------------------------------------------- what is left on the disk */

/* Copies the database with its log and decrypts every page of the copy, free ones too. The caller frees. */
static char *decrypted_pages(const Scene *scene, gsize *ret_size) {
  static const char *const files[] = { "saikai.db", "saikai.db-wal" };
  char key[4 + 2 * SK_KEY_BYTES + 1] = "raw:", *pages = NULL;
  g_autofree char *folder = g_dir_make_tmp("saikai-pages-XXXXXX", NULL);
  g_autofree char *copy = g_build_filename(folder, files[0], NULL);
  sqlite3 *db = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *from = g_build_filename(scene->directory, files[i], NULL), *bytes = NULL;
    g_autofree char *to = g_build_filename(folder, files[i], NULL);
    gsize size = 0;
    if (g_file_get_contents(from, &bytes, &size, NULL))
      assert_true(g_file_set_contents(to, bytes, (gssize)size, NULL));
  }
  sodium_bin2hex(key + 4, sizeof key - 4, sk_key_bytes(sk_store_key(scene->store)), SK_KEY_BYTES);
  assert_int_equal(sqlite3_open(copy, &db), SQLITE_OK);
  assert_int_equal(sqlite3_key_v2(db, "main", key, (int)strlen(key)), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_rekey_v2(db, "main", NULL, 0), SQLITE_OK);
  sqlite3_close(db);
  assert_true(g_file_get_contents(copy, &pages, ret_size, NULL));
  g_unlink(copy);
  g_rmdir(folder);
  return pages;
}

static gboolean holds(const char *pages, gsize size, const char *text) {
  return memmem(pages, size, text, strlen(text)) != NULL;
}

static guint files_in(const char *folder) {
  GDir *dir = g_dir_open(folder, 0, NULL);
  guint count = 0;
  for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    count += g_file_test(path, G_FILE_TEST_IS_DIR) ? files_in(path) : 1;
  }
  if (dir != NULL)
    g_dir_close(dir);
  return count;
}

static void assert_log_is_empty(const Scene *scene) {
  g_autofree char *path = g_build_filename(scene->directory, "saikai.db-wal", NULL), *bytes = NULL;
  gsize size = 0;
  g_file_get_contents(path, &bytes, &size, NULL);
  assert_int_equal(size, 0);
}

/* A key that an earlier program made of one of its names, and that today's would not make; all keys have settled. */
static void leave_an_old_key(Scene *scene) {
  GError *error = NULL;
  g_autoptr(SkWork) work = sk_work_begin(sk_session_db(scene->desk), sk_session_account(scene->desk), &error);
  assert_no_error(error);
  assert_true(skq_derive_add_name_key(work, 0, 7, 7, 1, 0, 0, "カネダ", "エイコ", "カネダ・エイコ", NULL, &error));
  assert_true(derive_settle_keys(work, &error));
  assert_true(sk_work_commit(work, SK_JOURNAL_REBUILD, &error));
}

static void nothing_of_it_is_left_on_the_disk(void **state) {
  static const char *const gone[] = { "金田　英子", "かねだ　えいこ", "生野中学校", "school-roll", "カネダ・エイコ" };
  Scene *scene = *state;
  GError *error = NULL;
  SkWithdrawReport report = { 0 };
  gsize size = 0;
  if (sk_store_engine(scene->store) != SK_ENGINE_SQLITE)
    skip(); /* a server keeps its pages and its log to itself */
  scene_add(scene, &(SceneList){ "ministry-list", "Ministry", ministry, 0, NULL });
  g_autofree char *blobs = g_build_filename(scene->directory, "blobs", NULL);
  guint files = files_in(blobs);
  SkIdText source = scene_add(scene, &(SceneList){ "school-roll", "School", school, 0, NULL });
  assert_true(files_in(blobs) > files);
  leave_an_old_key(scene);
  g_autofree char *before = decrypted_pages(scene, &size);
  for (gsize i = 0; i < G_N_ELEMENTS(gone); i++)
    assert_true(holds(before, size, gone[i])); /* the search can find */
  assert_true(
      sk_withdraw(sk_session_db(scene->desk), sk_session_account(scene->desk), source.text, NULL, &report, &error));
  assert_no_error(error);
  g_autofree char *after = decrypted_pages(scene, &size);
  assert_true(holds(after, size, "金英子")); /* of the source that stays */
  for (gsize i = 0; i < G_N_ELEMENTS(gone); i++)
    if (holds(after, size, gone[i]))
      fail_msg("\"%s\" is left in the pages", gone[i]);
  assert_log_is_empty(scene);
  assert_int_equal(files_in(blobs), files);
}

int main(void) {
  const struct CMUnitTest tests[] = { scene_test(persons_are_rebuilt_and_the_journal_verifies),
                                      scene_test(nothing_of_it_is_left_on_the_disk) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
