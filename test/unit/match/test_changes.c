#include "match/changes.h"
#include "match/suggest.h"
#include "match/write_clusters.h"

#include "base/error.h"
#include "lists.h"

#include <string.h>

/* A run over a list as text, held against the clusters of an earlier one (NULL: none). */
typedef struct {
  SkMatchTable *table;
  SkMatchModel *model;
  SkMatchRun *run;
  SkMatchEarlier *earlier;
  GPtrArray *names;
  char *clusters; /* path */
  SkMatchChangeCounts counts;
  char *changes; /* text */
} Pass;

static void pass_begin(Pass *pass, const char *directory, const char *text, const char *earlier, guint threads) {
  static guint number;
  g_autoptr(GError) error = NULL;
  g_autofree char *list = lists_write(directory, "list.csv", text);
  g_autofree char *file = g_strdup_printf("clusters-%u.csv", ++number);
  g_autofree char *changes = g_build_filename(directory, "changes.csv", NULL);
  const char *const paths[] = { list, NULL }, *const leave_out[] = { "truth", NULL };
  *pass = (Pass){ .clusters = g_build_filename(directory, file, NULL) };
  pass->table = sk_match_table_read(&(SkMatchReading){ .paths = paths }, NULL, &error);
  assert_no_error(error);
  pass->model =
      sk_match_suggest(pass->table, &(SkMatchSuggesting){ .name = "list", .leave_out = leave_out }, NULL, &error);
  assert_no_error(error);
  pass->run = sk_match_run(pass->table, pass->model, &(SkMatchRunning){ .threads = threads }, NULL, &error);
  assert_no_error(error);
  pass->earlier = earlier != NULL ? sk_match_earlier_read(pass->run, earlier, NULL, &error) : NULL;
  assert_no_error(error);
  pass->names = sk_match_cluster_names(pass->run, pass->earlier);
  assert_true(sk_match_write_clusters(pass->run, pass->names, pass->clusters, NULL, &error));
  if (earlier == NULL)
    return;
  assert_true(sk_match_write_changes(pass->run, pass->earlier, pass->names, changes, &pass->counts, &error));
  assert_true(g_file_get_contents(changes, &pass->changes, NULL, NULL));
}

static void pass_end(Pass *pass) {
  g_clear_pointer(&pass->names, g_ptr_array_unref);
  sk_match_earlier_free(pass->earlier);
  sk_match_run_free(pass->run);
  sk_match_model_free(pass->model);
  sk_match_table_free(pass->table);
  g_free(pass->clusters);
  g_free(pass->changes);
}

/* The heading and the other lines, but for every third one if `few`, in turned order if `turned`. */
static char *lines_of(const char *text, gboolean few, gboolean turned) {
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  guint count = g_strv_length(lines) - 1;
  GString *some = g_string_new(lines[0]);
  for (guint i = 1; i < count; i++)
    if (!few || i % 3 != 0)
      g_string_append_printf(some, "\n%s", lines[turned ? count - i : i]);
  g_string_append_c(some, '\n');
  return g_string_free(some, FALSE);
}

static char *bytes_of(const char *path) {
  char *bytes = NULL;
  assert_true(g_file_get_contents(path, &bytes, NULL, NULL));
  return bytes;
}

static void the_same_lists_keep_every_name(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autofree char *people = lists_people(120, 5);
  Pass first, again;
  pass_begin(&first, directory, people, NULL, 1);
  pass_begin(&again, directory, people, first.clusters, 2);
  g_autofree char *one = bytes_of(first.clusters), *other = bytes_of(again.clusters);
  assert_string_equal(one, other);
  assert_int_equal(again.counts.kept, again.run->result->cluster_count);
  assert_string_equal(again.changes, "cluster,change,earlier,rows,left_id,right_id,weight,why\n");
  pass_end(&first);
  pass_end(&again);
  lists_end(directory);
}

/* Rows come in between: whoever was there keeps the name, whatever the order and the threads, and every
 * cluster that has grown says by which pair. */
static void names_survive_new_rows(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autofree char *people = lists_people(150, 6);
  g_autofree char *half = lines_of(people, TRUE, FALSE), *turned = lines_of(people, FALSE, TRUE);
  Pass first, second, other;
  pass_begin(&first, directory, half, NULL, 1);
  pass_begin(&second, directory, people, first.clusters, 1);
  pass_begin(&other, directory, turned, first.clusters, 3);
  g_autofree char *one = bytes_of(second.clusters), *three = bytes_of(other.clusters);
  assert_string_equal(one, three);
  assert_string_equal(second.changes, other.changes);
  assert_true(second.counts.counts[SK_MATCH_GROWN] > 5);
  assert_int_equal(second.counts.counts[SK_MATCH_GONE] + second.counts.counts[SK_MATCH_LOST], 0);
  assert_non_null(strstr(second.changes, ",grown,,1,"));
  guint unexplained = 0, changes = 0;
  g_auto(GStrv) lines = g_strsplit(second.changes, "\n", -1);
  for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++) {
    changes += strstr(lines[i], ",grown,") != NULL || strstr(lines[i], ",joined,") != NULL;
    unexplained += changes > 0 && g_str_has_suffix(lines[i], ",,,none");
  }
  assert_true(changes > 5 && unexplained * 10 <= changes); /* members may hang together by a third one */
  pass_end(&first);
  pass_end(&second);
  pass_end(&other);
  lists_end(directory);
}

/* Answers are made up here, to see every kind of change. */
static void every_kind_of_change_is_told(void **state) {
  (void)state;
  static const char list[] = "id,name,born\n1,Kim,1930\n2,Kim,1930\n3,Ri,1941\n4,Ri,1941\n5,Pak,1950\n6,Pak,1950\n";
  static const char earlier[] = "id,cluster\n1,old\n2,7\n3,9\n4,9\n5,9\n99,12\n98,9\n";
  char *directory = lists_begin();
  g_autofree char *path = lists_write(directory, "earlier.csv", earlier);
  Pass pass;
  pass_begin(&pass, directory, list, path, 1);
  uint32_t *cluster_of = (uint32_t *)(uintptr_t)pass.run->result->cluster_of, by_id[7];
  for (uint32_t row = 0; row < 6; row++)
    by_id[g_ascii_strtoull(sk_match_table_id(pass.table, row), NULL, 10)] = row;
  for (uint32_t id = 1; id < 7; id += 2) /* 1 and 2, 3 and 4, 5 and 6 */
    cluster_of[by_id[id]] = cluster_of[by_id[id + 1]] = MIN(by_id[id], by_id[id + 1]);
  g_autoptr(GError) error = NULL;
  g_autofree char *changes = g_build_filename(directory, "changes.csv", NULL);
  sk_match_earlier_free(pass.earlier);
  pass.earlier = sk_match_earlier_read(pass.run, path, NULL, &error);
  assert_no_error(error);
  g_clear_pointer(&pass.names, g_ptr_array_unref);
  pass.names = sk_match_cluster_names(pass.run, pass.earlier);
  assert_string_equal(pass.names->pdata[cluster_of[by_id[1]]], "7"); /* a number before a word */
  assert_string_equal(pass.names->pdata[cluster_of[by_id[3]]], "9");
  assert_string_equal(pass.names->pdata[cluster_of[by_id[5]]], "13"); /* beyond all that were used */
  assert_true(sk_match_write_changes(pass.run, pass.earlier, pass.names, changes, &pass.counts, &error));
  g_clear_pointer(&pass.changes, g_free);
  pass.changes = bytes_of(changes);
  static const char *const wanted[] = { "\n7,joined,old,1,", "\n13,split,9,1,", "\n13,grown,,1,",
                                        "\n12,gone,12,1,,,,\n", "\n9,lost,9,1,,,,\n" };
  for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
    if (strstr(pass.changes, wanted[i]) == NULL)
      fail_msg("\"%s\" is not in\n%s", wanted[i], pass.changes);
  pass_end(&pass);
  lists_end(directory);
}

static void a_bad_file_is_refused(void **state) {
  (void)state;
  static const struct {
    const char *text;
    SkErrorCode code;
    const char *says;
  } bad[] = { { "id,cluster\np1,1\np1,2\n", SK_ERROR_REFUSED, "\"p1\" stands twice" },
              { "id,group\np1,1\n", SK_ERROR_NOT_FOUND, "no column is called \"cluster\"" } };
  char *directory = lists_begin();
  Pass pass;
  pass_begin(&pass, directory, "id,name,born\np1,Kim,1930\np2,Ri,1931\n", NULL, 1);
  for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
    GError *error = NULL;
    g_autofree char *path = lists_write(directory, "earlier.csv", bad[i].text);
    assert_null(sk_match_earlier_read(pass.run, path, NULL, &error));
    assert_error(error, (int)bad[i].code, bad[i].says);
    g_clear_error(&error);
  }
  pass_end(&pass);
  lists_end(directory);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_same_lists_keep_every_name),
    cmocka_unit_test(names_survive_new_rows),
    cmocka_unit_test(every_kind_of_change_is_told),
    cmocka_unit_test(a_bad_file_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
