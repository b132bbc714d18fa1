#include "place.h"
#include "store_place.h"

#include "base/error.h"
#include "store/queries/derive.h"
#include "store/work.h"
#include "upkeep/backup.h"
#include "upkeep/backup_list.h"
#include "upkeep/health.h"
#include "upkeep/room.h"
#include "upkeep/verify.h"

#include <glib/gstdio.h>

#define SECRET "the long river"

typedef struct {
  SkRegister *opened;
  SkDb *db;
  char *file; /* a backup of it */
} Kept;

/* `database`: the address of an empty one, or NULL. */
static Kept make_at(void **state, const char *database) {
  GError *error = NULL;
  g_autofree char *path = place_path(state, "r");
  SkArchiveReport report;
  Kept kept = { .file = place_path(state, "b") };
  kept.opened = sk_register_create(path, &(SkRegisterSpec){ .demo = TRUE, .database = database }, SECRET, NULL, &error);
  kept.db = sk_store_connect(sk_register_store(kept.opened), &error);
  assert_true(sk_backup(kept.opened, kept.db, 0, SECRET, kept.file, NULL, &report, &error));
  assert_no_error(error);
  return kept;
}

static Kept make(void **state) {
  return make_at(state, NULL);
}

static void kept_clear(Kept *kept) {
  sk_db_free(kept->db);
  sk_register_free(kept->opened);
  g_free(kept->file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Kept, kept_clear)

static GPtrArray *list(const Kept *kept) {
  GError *error = NULL;
  GPtrArray *backups = sk_backup_list(kept->db, &error);
  assert_no_error(error);
  assert_int_equal(backups->len, 1);
  return backups;
}

static gboolean try_it(const Kept *kept, SkProgress *progress, GError **error) {
  g_autoptr(GPtrArray) backups = list(kept);
  const SkBackup *backup = backups->pdata[0];
  return sk_backup_try(kept->db, 0, backup->id.text, SECRET, progress, error);
}

static void assert_nothing_left(const Kept *kept) {
  g_autofree char *trial = g_strconcat(kept->file, ".trial", NULL);
  assert_false(g_file_test(trial, G_FILE_TEST_EXISTS));
}

static void a_backup_is_listed_and_never_tried(void **state) {
  g_auto(Kept) kept = make(state);
  g_autoptr(GPtrArray) backups = list(&kept);
  const SkBackup *backup = backups->pdata[0];
  GStatBuf info;
  assert_int_equal(g_stat(kept.file, &info), 0);
  assert_int_equal(backup->size, info.st_size);
  assert_string_equal(backup->file, kept.file);
  assert_string_equal(backup->account, "saikai");
  assert_true(backup->is_here);
  assert_int_equal(backup->tried.ended, 0);
}

static void a_backup_that_comes_back_is_sound(void **state) {
  g_autoptr(GError) error = NULL;
  g_auto(Kept) kept = make(state);
  assert_true(try_it(&kept, NULL, &error));
  assert_no_error(error);
  g_autoptr(GPtrArray) backups = list(&kept);
  const SkBackup *backup = backups->pdata[0];
  assert_string_equal(backup->tried.result, "sound");
  assert_true(backup->tried.ended >= backup->tried.began && backup->tried.began >= backup->made);
  assert_nothing_left(&kept);
}

static void assert_server(const char *condition) {
  g_autofree char *sql = g_strdup_printf("DO $$ BEGIN ASSERT %s; END $$", condition);
  store_place_command(sql);
}

/* What a try on the server gives, and that it leaves no database behind. */
static char *try_on_server(const Kept *kept) {
  GError *error = NULL;
  assert_true(try_it(kept, NULL, &error));
  assert_no_error(error);
  g_autoptr(GPtrArray) backups = list(kept);
  assert_nothing_left(kept);
  assert_server("NOT EXISTS (SELECT FROM pg_database WHERE datname LIKE 'saikai_trial_%')");
  return g_strdup(((const SkBackup *)backups->pdata[0])->tried.result);
}

/* On a server what comes back is loaded into a database of its own; where none may be made, it is told that none was.
 */
static void a_backup_of_a_server_is_loaded_there(void **state) {
  if (store_place_server() == NULL)
    skip();
  g_autofree char *place = store_place_make();
  {
    g_auto(Kept) kept = make_at(state, place);
    g_autofree char *loaded = try_on_server(&kept);
    assert_string_equal(loaded, "sound");
    g_autofree char *once_more = try_on_server(&kept);
    assert_string_equal(once_more, "sound");
    store_place_command("ALTER ROLE CURRENT_USER NOCREATEDB");
    g_autofree char *read = try_on_server(&kept);
    store_place_command("ALTER ROLE CURRENT_USER CREATEDB");
    assert_string_equal(read, "read");
  }
  store_place_remove(place);
}

/* A damaged file is found by the try, and that it was found is kept. */
static void a_damaged_backup_is_told(void **state) {
  g_autoptr(GError) error = NULL;
  g_auto(Kept) kept = make(state);
  g_autoptr(GBytes) bytes = place_read(kept.file);
  place_write_flipped(kept.file, bytes, g_bytes_get_size(bytes), (gssize)g_bytes_get_size(bytes) / 2);
  assert_false(try_it(&kept, NULL, &error));
  assert_error(error, SK_ERROR_CORRUPT, "was cut or changed");
  g_autoptr(GPtrArray) backups = list(&kept);
  assert_string_equal(((const SkBackup *)backups->pdata[0])->tried.result, "corrupt");
  assert_nothing_left(&kept);
}

/* A count that nothing stands behind: the file is sound, what it holds is not, and it is said which of the two. */
static void a_backup_of_a_damaged_register_is_told(void **state) {
  g_autoptr(GError) error = NULL;
  g_auto(Kept) kept = make(state);
  g_autofree char *later = place_path(state, "later");
  SkArchiveReport report;
  g_autoptr(SkWork) work = sk_work_begin(kept.db, 0, &error);
  assert_true(skq_derive_add_tally(work, 1, 1, 1, 7, NULL, &error));
  assert_true(sk_work_commit(work, SK_JOURNAL_VERIFY, &error));
  assert_true(sk_backup(kept.opened, kept.db, 0, SECRET, later, NULL, &report, &error));
  g_autoptr(GPtrArray) backups = sk_backup_list(kept.db, &error);
  assert_no_error(error);
  const SkBackup *newest = backups->pdata[0];
  assert_string_equal(newest->file, later);
  assert_false(sk_backup_try(kept.db, 0, newest->id.text, SECRET, NULL, &error));
  assert_error(error, SK_ERROR_UNSOUND, "the register was damaged before it was written");
  g_autoptr(GPtrArray) tried = sk_backup_list(kept.db, NULL);
  assert_string_equal(((const SkBackup *)tried->pdata[0])->tried.result, "unsound");
}

static void a_try_that_was_stopped_proves_nothing(void **state) {
  g_autoptr(GError) error = NULL;
  g_auto(Kept) kept = make(state);
  g_autoptr(SkProgress) progress = sk_progress_new_terminal(-1);
  sk_progress_stop(progress);
  assert_false(try_it(&kept, progress, &error));
  assert_error(error, SK_ERROR_INTERRUPTED, "stopped by request");
  g_autoptr(GPtrArray) backups = list(&kept);
  assert_int_equal(((const SkBackup *)backups->pdata[0])->tried.ended, 0);
  assert_nothing_left(&kept);
}

static void a_file_that_is_gone_is_not_here(void **state) {
  g_autoptr(GError) error = NULL;
  g_auto(Kept) kept = make(state);
  assert_int_equal(g_unlink(kept.file), 0);
  g_autoptr(GPtrArray) backups = list(&kept);
  assert_false(((const SkBackup *)backups->pdata[0])->is_here);
  assert_false(try_it(&kept, NULL, &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "not here any more");
}

/* Health knows the check of the register, and not the try of a backup. */
static void the_last_check_is_kept(void **state) {
  g_autoptr(GError) error = NULL;
  g_auto(Kept) kept = make(state);
  SkVerifyReport report;
  SkHealth before, after;
  assert_true(try_it(&kept, NULL, &error));
  assert_true(sk_health_look(kept.opened, kept.db, &before, &error));
  assert_int_equal(before.checked.ended, 0);
  assert_true(before.schema >= 1 && before.database_bytes > 0 && before.room > 0);
  assert_true(sk_verify_kept(kept.db, 0, NULL, &report, &error));
  assert_true(sk_health_look(kept.opened, kept.db, &after, &error));
  assert_no_error(error);
  assert_string_equal(after.checked.result, "sound");
  assert_int_equal(after.entries, before.entries + 1);
  sk_health_clear(&before);
  sk_health_clear(&after);
}

static void a_passphrase_is_at_hand_while_it_opens(void **state) {
  g_autoptr(GError) error = NULL;
  g_auto(Kept) kept = make(state);
  assert_null(sk_register_passphrase(kept.opened, &error));
  assert_error(error, SK_ERROR_LOCKED, "is not at hand");
  g_clear_error(&error);
  assert_true(sk_register_keep_passphrase(kept.opened, SECRET, &error));
  assert_string_equal(sk_register_passphrase(kept.opened, &error), SECRET);
  assert_true(sk_register_rewrap(kept.opened, 0, "a wide lake", &error));
  assert_null(sk_register_passphrase(kept.opened, &error));
  assert_error(error, SK_ERROR_LOCKED, "was changed since");
}

static void room_is_asked_for(void **state) {
  g_autoptr(GError) error = NULL;
  g_autofree char *later = place_path(state, "not/yet/there");
  int64_t there = 0;
  assert_true(sk_room_free(later, &there, &error));
  assert_true(there > 0 && sk_room_require(later, 1, &error));
  assert_no_error(error);
  assert_false(sk_room_require(later, INT64_MAX, &error));
  assert_error(error, SK_ERROR_IO, "there is no room at");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    place_test(a_backup_is_listed_and_never_tried),     place_test(a_backup_that_comes_back_is_sound),
    place_test(a_backup_of_a_server_is_loaded_there),   place_test(a_damaged_backup_is_told),
    place_test(a_backup_of_a_damaged_register_is_told), place_test(a_try_that_was_stopped_proves_nothing),
    place_test(a_file_that_is_gone_is_not_here),        place_test(the_last_check_is_kept),
    place_test(a_passphrase_is_at_hand_while_it_opens), place_test(room_is_asked_for),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
