#include "place.h"

#include "base/error.h"
#include "store/journal.h"
#include "upkeep/register.h"

#include <glib/gstdio.h>

#define SECRET "the long river"

static const SkRegisterSpec demo = { .demo = TRUE };

static SkRegister *make(const char *path) {
  GError *error = NULL;
  SkRegister *made = sk_register_create(path, &demo, SECRET, NULL, &error);
  assert_no_error(error);
  return made;
}

static void a_register_opens_with_its_passphrase_only(void **state) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = place_path(state, "r");
  g_autoptr(SkRegister) made = make(path);
  assert_true(sk_register_is_demo(made));
  assert_int_equal(strlen(sk_register_id(made)), 26);
  g_autoptr(SkRegister) again = sk_register_open(path, SECRET, FALSE, &error);
  assert_no_error(error);
  assert_string_equal(sk_register_id(again), sk_register_id(made));
  assert_null(sk_register_open(path, "the short river", FALSE, &error));
  assert_error(error, SK_ERROR_LOCKED, "wrong passphrase");
}

static void what_is_there_is_never_overwritten(void **state) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = place_path(state, "r"), *file = place_path(state, "notes.txt");
  G_GNUC_UNUSED g_autoptr(SkRegister) made = make(path);
  assert_null(sk_register_create(path, &demo, SECRET, NULL, &error));
  assert_error(error, SK_ERROR_DUPLICATE, "there is a register in");
  g_clear_error(&error);
  assert_true(g_file_set_contents(file, "mine", -1, NULL));
  assert_null(sk_register_create(*state, &demo, SECRET, NULL, &error));
  assert_error(error, SK_ERROR_REFUSED, "is not an empty directory");
}

static void an_empty_directory_will_do(void **state) {
  g_autofree char *path = place_path(state, "empty");
  g_mkdir(path, 0700);
  g_autoptr(SkRegister) made = make(path);
  assert_non_null(made);
}

static gboolean refuse(SkStore *store, GError **error) {
  assert_non_null(store);
  sk_error_set(error, SK_ERROR_FAILED, "no first account");
  return FALSE;
}

static void an_interrupted_attempt_leaves_none(void **state) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = place_path(state, "r");
  assert_null(sk_register_create(path, &demo, SECRET, refuse, &error));
  assert_error(error, SK_ERROR_FAILED, "no first account");
  g_autoptr(GDir) dir = g_dir_open(*state, 0, NULL);
  assert_null(g_dir_read_name(dir));
}

static void a_weak_passphrase_makes_no_register(void **state) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = place_path(state, "r");
  assert_null(sk_register_create(path, &demo, "short", NULL, &error));
  assert_error(error, SK_ERROR_REFUSED, "at least 8 characters");
  assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

static void a_new_passphrase_replaces_the_old(void **state) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = place_path(state, "r");
  g_autoptr(SkRegister) made = make(path);
  assert_true(sk_register_rewrap(made, 0, "a wide lake", &error));
  assert_null(sk_register_open(path, SECRET, FALSE, &error));
  assert_error(error, SK_ERROR_LOCKED, "wrong passphrase");
  g_clear_error(&error);
  G_GNUC_UNUSED g_autoptr(SkRegister) again = sk_register_open(path, "a wide lake", FALSE, &error);
  assert_no_error(error);
}

static void another_key_and_passphrase_replace_the_old(void **state) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = place_path(state, "r"), *next = place_path(state, "r/key.next");
  SkRegister *made = make(path);
  assert_true(sk_register_change_key(made, 0, "a wide lake", &error));
  assert_no_error(error);
  sk_register_free(made);
  assert_false(g_file_test(next, G_FILE_TEST_EXISTS));
  assert_null(sk_register_open(path, SECRET, FALSE, &error));
  assert_error(error, SK_ERROR_LOCKED, "wrong passphrase");
  g_clear_error(&error);
  G_GNUC_UNUSED g_autoptr(SkRegister) again = sk_register_open(path, "a wide lake", FALSE, &error);
  assert_no_error(error);
}

/* The process died before the database changed, or after it did and before the key file was moved. */
static void an_interrupted_change_of_key_opens(void **state) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = place_path(state, "r"), *key = place_path(state, "r/key");
  g_autofree char *next = place_path(state, "r/key.next");
  SkRegister *made = make(path);
  g_autoptr(GBytes) before = place_read(key);
  assert_true(sk_register_change_key(made, 0, "a wide lake", &error));
  sk_register_free(made);
  assert_int_equal(g_rename(key, next), 0);
  place_write_flipped(key, before, g_bytes_get_size(before), -1);
  assert_null(sk_register_open(path, SECRET, FALSE, &error));
  assert_error(error, SK_ERROR_LOCKED, "a change of the key was interrupted");
  g_clear_error(&error);
  G_GNUC_UNUSED g_autoptr(SkRegister) later = sk_register_open(path, "a wide lake", FALSE, &error);
  assert_no_error(error);
  assert_false(g_file_test(next, G_FILE_TEST_EXISTS));
  place_write_flipped(next, before, g_bytes_get_size(before), -1); /* a second key file that never came into force */
  G_GNUC_UNUSED g_autoptr(SkRegister) earlier = sk_register_open(path, "a wide lake", FALSE, &error);
  assert_no_error(error);
  assert_false(g_file_test(next, G_FILE_TEST_EXISTS));
}

static void the_first_act_is_journalled(void **state) {
  GError *error = NULL;
  SkJournalState journal;
  g_autofree char *path = place_path(state, "r");
  g_autoptr(SkRegister) made = make(path);
  g_autoptr(SkDb) db = sk_store_connect(sk_register_store(made), &error);
  assert_true(sk_journal_verify(sk_db_system(db), &journal, &error));
  assert_no_error(error);
  assert_true(journal.entries >= 1);
}

static void a_damaged_configuration_is_told(void **state) {
  static const struct {
    const char *conf;
    SkErrorCode code;
    const char *fault;
  } rows[] = {
    { "[register]\nformat=2\nengine=sqlite\nid=x\n", SK_ERROR_NEWER, "format 2" },
    { "[register]\nformat=1\nengine=oracle\nid=x\n", SK_ERROR_CORRUPT, "do not fit" },
    { "[register]\nformat=1\nengine=sqlite\n", SK_ERROR_CORRUPT, "do not fit" },
    { "nonsense", SK_ERROR_CORRUPT, "cannot be read" },
  };
  g_autofree char *path = place_path(state, "r"), *conf = place_path(state, "r/registry.conf");
  G_GNUC_UNUSED g_autoptr(SkRegister) made = make(path);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    assert_true(g_file_set_contents(conf, rows[i].conf, -1, NULL));
    assert_null(sk_register_open(path, SECRET, FALSE, &error));
    assert_error(error, rows[i].code, rows[i].fault);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    place_test(a_register_opens_with_its_passphrase_only),
    place_test(what_is_there_is_never_overwritten),
    place_test(an_empty_directory_will_do),
    place_test(an_interrupted_attempt_leaves_none),
    place_test(a_weak_passphrase_makes_no_register),
    place_test(a_new_passphrase_replaces_the_old),
    place_test(another_key_and_passphrase_replace_the_old),
    place_test(an_interrupted_change_of_key_opens),
    place_test(the_first_act_is_journalled),
    place_test(a_damaged_configuration_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
