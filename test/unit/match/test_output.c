#include "match/output.h"

#include "base/csv.h"
#include "base/error.h"
#include "lists.h"

#include <string.h>
#include <unistd.h>

static void a_file_appears_when_it_is_finished(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autofree char *path = g_build_filename(directory, "out.csv", NULL), *text = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(SkOutput) output = sk_output_new(path, &error);
  assert_no_error(error);
  g_autoptr(GString) cell = g_string_new(NULL);
  sk_csv_cell(cell, "a \"b\", c", 8);
  fputs("", sk_output_file(output));
  sk_output_hurry(output);
  fputs(cell->str, sk_output_file(output));
  sk_output_hurry(output);
  assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
  assert_true(sk_output_finish(g_steal_pointer(&output), &error));
  assert_true(g_file_get_contents(path, &text, NULL, NULL));
  assert_string_equal(text, "\"a \"\"b\"\", c\"");
  lists_end(directory);
}

static void what_was_not_finished_leaves_the_old_file(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autofree char *path = lists_write(directory, "out.csv", "old"), *text = NULL;
  SkOutput *output = sk_output_new(path, NULL);
  fputs("new", sk_output_file(output));
  sk_output_free(output);
  assert_true(g_file_get_contents(path, &text, NULL, NULL));
  assert_string_equal(text, "old");
  g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
  assert_non_null(g_dir_read_name(dir));
  assert_null(g_dir_read_name(dir)); /* and nothing else */
  lists_end(directory);
}

static void a_place_that_is_none_is_said(void **state) {
  (void)state;
  g_autoptr(GError) error = NULL;
  assert_null(sk_output_new("/nowhere at all/out.csv", &error));
  assert_error(error, SK_ERROR_IO, "/nowhere at all/out.csv: cannot be written");
}

static void a_full_disk_is_said(void **state) {
  (void)state;
  for (guint lines = 1; lines <= 100000; lines *= 100000) { /* found out at the end, or long before */
    g_autoptr(GError) error = NULL;
    SkOutput *output = sk_output_new("/dev/full", &error);
    assert_no_error(error);
    for (guint i = 0; i < lines; i++)
      fputs("a line\n", sk_output_file(output));
    assert_false(sk_output_finish(output, &error));
    assert_error(error, SK_ERROR_IO, "/dev/full: cannot be written: No space left on device");
  }
}

static void a_link_stays_one(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autofree char *path = lists_write(directory, "out.csv", "old"), *text = NULL;
  g_autofree char *link = g_build_filename(directory, "link.csv", NULL);
  assert_int_equal(symlink("out.csv", link), 0);
  SkOutput *output = sk_output_new(link, NULL);
  fputs("new", sk_output_file(output));
  assert_true(sk_output_finish(output, NULL));
  assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
  assert_true(g_file_get_contents(path, &text, NULL, NULL));
  assert_string_equal(text, "new");
  lists_end(directory);
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(a_file_appears_when_it_is_finished),
                                      cmocka_unit_test(what_was_not_finished_leaves_the_old_file),
                                      cmocka_unit_test(a_place_that_is_none_is_said),
                                      cmocka_unit_test(a_full_disk_is_said), cmocka_unit_test(a_link_stays_one) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
