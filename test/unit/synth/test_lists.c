#include "run.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <jansson.h>
#include <string.h>

/* What each kind of file is, as data/synth/LISTS.md says, and the digest of all its files in a run of seed 1 with 500
 * people and 200 born in the North. A change of a digest is a change of the population of every seed: say so in the
 * message of the commit. */
static const struct {
  const char *prefix, *suffix, *encoding, *digest;
  const char *start, *line_end;
} kinds[] = {
  { "ministry-", ".csv", "CP932", "7f3f9a14e1a7b339", "", "\r\n" },
  { "red-cross-", ".csv", "UTF-8", "9fe0d73e0c854b8c", "\xef\xbb\xbf", "\r\n" },
  { "campaign-", ".xlsx", NULL, "01d6d079387b8b4c", "", NULL },
  { "registration-", ".csv", "CP932", "b7a8fad5919f613f", "", "\r\n" },
  { "school-", ".csv", "UTF-8", "1aab95bccfbb38f7", "", "\n" },
  { "letters", ".xlsx", NULL, "1b9147d9ecc461c3", "", NULL },
  { "testimonies", ".csv", "UTF-8", "dbcdfdbbc083114f", "", "\n" },
  { "counterpart", ".csv", "CP949", "0fb53b4eff7aaaef", "", "\r\n" },
  { "manifest", ".json", NULL, "8e0033fb2b3d1d93", "", NULL },
  { "truth/truth", ".csv", "UTF-8", "d6cadd1e602ef638", "", "\n" },
  { "truth/persons", ".csv", "UTF-8", "244d8a2cdd2f1512", "", "\n" },
};

static gboolean is_of(const char *name, guint kind) {
  return g_str_has_prefix(name, kinds[kind].prefix) && g_str_has_suffix(name, kinds[kind].suffix);
}

static char *digest_of(const Run *run, guint kind) {
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
  for (guint i = 0; i < run->names->len; i++) {
    const char *name = g_ptr_array_index(run->names, i);
    if (!is_of(name, kind))
      continue;
    g_autoptr(GByteArray) bytes = run_read(run, name);
    g_checksum_update(sum, (const guchar *)name, -1);
    g_checksum_update(sum, bytes->data, bytes->len);
  }
  return g_strndup(g_checksum_get_string(sum), 16);
}

static void the_same_seed_gives_the_same_bytes(void **state) {
  Run again;
  run_make(&again, 1, 500, 200);
  gboolean same = TRUE;
  for (guint kind = 0; kind < G_N_ELEMENTS(kinds); kind++) {
    g_autofree char *first = digest_of(*state, kind), *second = digest_of(&again, kind);
    assert_string_equal(first, second);
    if (strcmp(first, kinds[kind].digest) != 0)
      print_message("the digest of %s is now %s\n", kinds[kind].prefix, first);
    same = same && strcmp(first, kinds[kind].digest) == 0;
  }
  run_clear(&again);
  assert_true(same);
}

static void another_seed_gives_other_people(void **state) {
  Run other;
  run_make(&other, 2, 500, 200);
  for (guint kind = 0; kind < G_N_ELEMENTS(kinds); kind++) {
    g_autofree char *first = digest_of(*state, kind), *second = digest_of(&other, kind);
    assert_string_not_equal(first, second);
  }
  run_clear(&other);
}

static void every_file_is_of_a_kind_and_in_its_encoding(void **state) {
  const Run *run = *state;
  for (guint i = 0; i < run->names->len; i++) {
    const char *name = g_ptr_array_index(run->names, i);
    guint kind = 0;
    while (kind < G_N_ELEMENTS(kinds) && !is_of(name, kind))
      kind++;
    assert_true(kind < G_N_ELEMENTS(kinds));
    if (kinds[kind].encoding == NULL)
      continue;
    g_autoptr(GByteArray) bytes = run_read(run, name);
    assert_memory_equal(bytes->data, kinds[kind].start, strlen(kinds[kind].start));
    gsize end = strlen(kinds[kind].line_end);
    assert_memory_equal(bytes->data + bytes->len - end, kinds[kind].line_end, end);
    assert_true(end == 2 || memchr(bytes->data, '\r', bytes->len) == NULL);
    g_autoptr(GPtrArray) rows = run_rows(run, name, kinds[kind].encoding);
    guint columns = g_strv_length(g_ptr_array_index(rows, 0));
    for (guint row = 1; row < rows->len; row++)
      assert_int_equal(g_strv_length(g_ptr_array_index(rows, row)), columns);
  }
}

/* ---------------------------------------------------------------- truth */

static char *truth_key(const char *list, const char *number, guint slot) {
  return g_strdup_printf("%s\trow %s\t%u", list, number, slot);
}

static GHashTable *read_truth(const Run *run) {
  GHashTable *truth = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GPtrArray) rows = run_rows(run, "truth/truth.csv", "UTF-8");
  for (guint i = 1; i < rows->len; i++) {
    char **cells = g_ptr_array_index(rows, i);
    assert_true(
        g_hash_table_insert(truth, g_strdup_printf("%s\t%s\t%s", cells[0], cells[1], cells[2]), g_strdup(cells[3])));
  }
  return truth;
}

/* Takes the slots of a row out of the truth: a household row has as many as members are named. */
static void take_slots(GHashTable *truth, const char *list, char **cells) {
  static const guint first_member = 12, member_columns = 5;
  guint slots = 1;
  if (g_str_has_prefix(list, "red-cross"))
    for (guint at = first_member; cells[at] != NULL; at += member_columns)
      slots += cells[at][0] != '\0' || cells[at + 1][0] != '\0';
  for (guint slot = 1; slot <= slots; slot++) {
    g_autofree char *key = truth_key(list, cells[0], slot);
    if (!g_hash_table_remove(truth, key))
      fail_msg("nobody is said to stand in %s", key);
  }
}

static guint count_text(const GByteArray *bytes, const char *text) {
  guint count = 0;
  const guint8 *at = bytes->data, *end = bytes->data + bytes->len;
  while ((at = memmem(at, (gsize)(end - at), text, strlen(text))) != NULL) {
    count++;
    at++;
  }
  return count;
}

/* A workbook's rows by counting; its slots are one a row, in letters two. */
static void take_workbook(const Run *run, GHashTable *truth, const char *list) {
  g_autoptr(GByteArray) bytes = run_read(run, list);
  guint rows = count_text(bytes, "<row "), slots = g_str_has_prefix(list, "letters") ? 2 : 1;
  for (guint row = 1; row < rows; row++)
    for (guint slot = 1; slot <= slots; slot++) {
      g_autofree char *number = g_strdup_printf("%u", row), *key = truth_key(list, number, slot);
      if (!g_hash_table_remove(truth, key))
        fail_msg("nobody is said to stand in %s", key);
    }
}

static void the_truth_names_everybody_in_every_row_and_nobody_else(void **state) {
  const Run *run = *state;
  g_autoptr(GHashTable) truth = read_truth(run);
  for (guint i = 0; i < run->names->len; i++) {
    const char *name = g_ptr_array_index(run->names, i);
    if (g_str_has_suffix(name, ".xlsx"))
      take_workbook(run, truth, name);
    for (guint kind = 0; kind < 8; kind++) {
      if (!is_of(name, kind) || kinds[kind].encoding == NULL)
        continue;
      g_autoptr(GPtrArray) rows = run_rows(run, name, kinds[kind].encoding);
      for (guint row = 1; row < rows->len; row++)
        take_slots(truth, name, g_ptr_array_index(rows, row));
    }
  }
  assert_int_equal(g_hash_table_size(truth), 0);
}

static void true_numbers_stand_in_no_list(void **state) {
  const Run *run = *state;
  for (guint i = 0; i < run->names->len; i++) {
    const char *name = g_ptr_array_index(run->names, i);
    if (g_str_has_prefix(name, "truth/"))
      continue;
    g_autoptr(GByteArray) bytes = run_read(run, name);
    assert_null(memmem(bytes->data, bytes->len, "P0000", 5));
  }
}

static void the_manifest_names_every_list(void **state) {
  const Run *run = *state;
  g_autofree char *path = g_build_filename(run->directory, "manifest.json", NULL);
  json_t *manifest = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
  assert_non_null(manifest);
  assert_int_equal(json_integer_value(json_object_get(manifest, "persons")), 500);
  json_t *files = json_object_get(manifest, "files"), *file;
  static const char *const words[] = { "file",        "mapping", "kind",    "title",      "holder",
                                       "reliability", "bias",    "purpose", "legal_basis" };
  size_t at;
  json_array_foreach(files, at, file) {
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
      assert_true(json_string_length(json_object_get(file, words[i])) > 0);
    assert_true(json_is_boolean(json_object_get(file, "once")));
    assert_true(g_ptr_array_find_with_equal_func(run->names, json_string_value(json_object_get(file, "file")),
                                                 g_str_equal, NULL));
  }
  assert_int_equal(json_array_size(files), run->names->len - 3); /* manifest and truth */
  json_decref(manifest);
}

/* The branches of a few people are few; a list of nobody could not be taken in. */
static void no_list_is_of_nobody(void **state) {
  (void)state;
  Run few;
  run_make(&few, 1, 40, 0);
  g_autoptr(GByteArray) bytes = run_read(&few, "truth/truth.csv");
  g_byte_array_append(bytes, (const guint8 *)"", 1);
  for (guint i = 0; i < few.names->len; i++) {
    const char *name = g_ptr_array_index(few.names, i);
    g_autofree char *start = g_strdup_printf("\n%s,row 1,", name);
    if (!g_str_has_prefix(name, "truth/") && strcmp(name, "manifest.json") != 0 &&
        strstr((const char *)bytes->data, start) == NULL)
      fail_msg("%s holds nobody", name);
  }
  run_clear(&few);
}

/* ---------------------------------------------------------------- the directory */

static const struct {
  uint32_t persons, descendants;
  const char *message;
} wrong[] = { { 0, 0, "1 to 93340" },
              { 93341, 0, "1 to 93340" },
              { 93340, 206661, "at most 206660" },
              { 1, 300000, "at most 299999" } };

static void numbers_out_of_range_are_wrong_use(void **state) {
  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
    const SkSynthSpec spec = { .seed = 1, .persons = wrong[i].persons, .descendants = wrong[i].descendants };
    g_autoptr(GError) error = NULL;
    assert_false(sk_synth_write(&spec, "/nonexistent/lists", NULL, NULL, &error));
    assert_error(error, SK_ERROR_USAGE, wrong[i].message);
  }
}

static void a_directory_with_something_in_it_is_refused(void **state) {
  const Run *run = *state;
  const SkSynthSpec spec = { .seed = 1, .persons = 10 };
  g_autoptr(GError) error = NULL;
  assert_false(sk_synth_write(&spec, run->directory, NULL, NULL, &error));
  assert_error(error, SK_ERROR_REFUSED, "not an empty directory");
}

static void say_nothing(const char *stage, uint64_t count, uint64_t total, double seconds, gboolean done,
                        gpointer user) {
  (void)stage, (void)count, (void)total, (void)seconds, (void)done, (void)user;
}

/* Last of all: an interruption cannot be taken back within a process. */
static void an_interruption_leaves_nothing(void **state) {
  (void)state;
  g_autofree char *parent = g_dir_make_tmp("saikai-synth-XXXXXX", NULL), *out = g_build_filename(parent, "lists", NULL);
  const SkSynthSpec spec = { .seed = 1, .persons = 3000 };
  g_autoptr(SkProgress) progress = sk_progress_new(say_nothing, NULL);
  g_autoptr(GError) error = NULL;
  sk_progress_interrupt();
  assert_false(sk_synth_write(&spec, out, progress, NULL, &error));
  assert_error(error, SK_ERROR_INTERRUPTED, "");
  assert_int_equal(g_rmdir(parent), 0);
}

static int set_up(void **state) {
  static Run run;
  run_make(&run, 1, 500, 200);
  *state = &run;
  return 0;
}

static int tear_down(void **state) {
  run_clear(*state);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_same_seed_gives_the_same_bytes),
    cmocka_unit_test(another_seed_gives_other_people),
    cmocka_unit_test(every_file_is_of_a_kind_and_in_its_encoding),
    cmocka_unit_test(the_truth_names_everybody_in_every_row_and_nobody_else),
    cmocka_unit_test(true_numbers_stand_in_no_list),
    cmocka_unit_test(the_manifest_names_every_list),
    cmocka_unit_test(no_list_is_of_nobody),
    cmocka_unit_test(numbers_out_of_range_are_wrong_use),
    cmocka_unit_test(a_directory_with_something_in_it_is_refused),
    cmocka_unit_test(an_interruption_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
