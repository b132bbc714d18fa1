#include "match/evaluate.h"
#include "match/judge.h"
#include "match/suggest.h"
#include "match/write_clusters.h"
#include "match/write_pairs.h"

#include "base/error.h"
#include "lists.h"

#include <string.h>

/* A run over a list as text; the bytes of pairs and clusters, and the clusters' path for evaluation. */
typedef struct {
  char *directory, *list, *pairs_path, *clusters_path, *pairs, *clusters;
} Answers;

static void answer(const char *text, guint threads, Answers *ret_answers) {
  g_autoptr(GError) error = NULL;
  Answers answers = { .directory = lists_begin() };
  answers.list = lists_write(answers.directory, "list.csv", text);
  const char *const paths[] = { answers.list, NULL }, *const leave_out[] = { "truth", NULL };
  const SkMatchReading reading = { .paths = paths };
  g_autoptr(SkMatchTable) table = sk_match_table_read(&reading, NULL, &error);
  assert_no_error(error);
  const SkMatchSuggesting suggesting = { .name = "list", .leave_out = leave_out };
  g_autoptr(SkMatchModel) model = sk_match_suggest(table, &suggesting, NULL, &error);
  assert_no_error(error);
  answers.pairs_path = g_build_filename(answers.directory, "pairs.csv", NULL);
  SkMatchPairsFile *pairs = sk_match_pairs_file_new(answers.pairs_path, NULL, &error);
  const SkMatchRunning running = { threads, sk_match_pairs_file_write, pairs };
  g_autoptr(SkMatchRun) run = sk_match_run(table, model, &running, NULL, &error);
  assert_no_error(error);
  answers.clusters_path = g_build_filename(answers.directory, "clusters.csv", NULL);
  assert_false(g_file_test(answers.pairs_path, G_FILE_TEST_EXISTS));
  assert_true(sk_match_pairs_file_finish(pairs, &error));
  g_autoptr(GPtrArray) names = sk_match_cluster_names(run, NULL);
  assert_true(sk_match_write_clusters(run, names, answers.clusters_path, NULL, &error));
  assert_true(g_file_get_contents(answers.pairs_path, &answers.pairs, NULL, NULL));
  assert_true(g_file_get_contents(answers.clusters_path, &answers.clusters, NULL, NULL));
  *ret_answers = answers;
}

static void answers_clear(Answers *answers) {
  lists_end(answers->directory);
  g_free(answers->list);
  g_free(answers->pairs_path);
  g_free(answers->clusters_path);
  g_free(answers->pairs);
  g_free(answers->clusters);
}

/* The heading, then the rows from the last to the first. */
static char *turned_round(const char *text) {
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  GString *turned = g_string_new(lines[0]);
  for (guint i = g_strv_length(lines); i-- > 1;)
    if (lines[i][0] != '\0')
      g_string_append_printf(turned, "\n%s", lines[i]);
  g_string_append_c(turned, '\n');
  return g_string_free(turned, FALSE);
}

static void threads_and_order_change_nothing(void **state) {
  (void)state;
  g_autofree char *people = lists_people(150, 5), *turned = turned_round(people);
  Answers one, three, other;
  answer(people, 1, &one);
  answer(people, 3, &three);
  answer(turned, 2, &other);
  assert_string_equal(one.pairs, three.pairs);
  assert_string_equal(one.clusters, three.clusters);
  assert_string_equal(one.pairs, other.pairs);
  assert_string_equal(one.clusters, other.clusters);
  answers_clear(&one);
  answers_clear(&three);
  answers_clear(&other);
}

/* How good the answers about a list with the column "truth" are; pairs count from the probability `from` on. */
static SkMatchScore score(const Answers *answers, double from) {
  SkMatchScore score;
  g_autoptr(GError) error = NULL;
  const char *const lists[] = { answers->list, NULL };
  sk_match_evaluate(&(SkMatchEvaluating){ .pairs = answers->pairs_path,
                                          .clusters = answers->clusters_path,
                                          .lists = lists,
                                          .truth_column = "truth",
                                          .from = from },
                    &score, &error);
  assert_no_error(error);
  return score;
}

/* People with a slip in every third name and a wrong day in every fourth birth are found again without a label. */
static void people_with_errors_are_found(void **state) {
  (void)state;
  g_autofree char *people = lists_people(300, 11);
  Answers answers;
  answer(people, 2, &answers);
  SkMatchScore found = score(&answers, 0.5);
  assert_int_equal(found.clusters.truth, 600);
  if (sk_match_f1(found.clusters) < 0.97)
    fail_msg("F1 %.4f", sk_match_f1(found.clusters));
  answers_clear(&answers);
}

/* Members of a family share their name, address and telephone, and are far more pairs than people who stand twice. */
static void a_family_is_not_one_person(void **state) {
  (void)state;
  g_autofree char *people = lists_households(300, 3);
  Answers answers;
  answer(people, 2, &answers);
  SkMatchScore found = score(&answers, 0.5);
  assert_true(found.clusters.truth > 90);
  if (sk_match_f1(found.clusters) < 0.95)
    fail_msg("F1 %.4f", sk_match_f1(found.clusters));
  answers_clear(&answers);
}

/* The first row of everybody: the last column says who it is. */
static char *each_once(const char *text) {
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  GString *once = g_string_new(NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && g_hash_table_add(seen, strrchr(lines[i], ',')))
      g_string_append_printf(once, "%s\n", lines[i]);
  return g_string_free(once, FALSE);
}

/* Families of whom nobody stands twice: their members share much and are nobody's second row. */
static void families_alone_are_left_apart(void **state) {
  (void)state;
  g_autofree char *people = lists_households(200, 9), *once = each_once(people);
  Answers answers;
  answer(once, 2, &answers);
  SkMatchScore found = score(&answers, 0.5);
  assert_int_equal(found.pairs.truth, 0);
  assert_true(found.pairs.found <= 2);
  answers_clear(&answers);
}

/* Citations: each paper stands in thirty rows, so that most who agree in its title are true pairs. */
static void a_thing_may_stand_in_many_rows(void **state) {
  (void)state;
  static const char *const words[] = {
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath", "islet"
  };
  g_autoptr(GString) text = g_string_new("title,author,year,pages,truth\n");
  for (guint i = 0; i < 600; i++) {
    guint paper = i * 7 % 20, slip = i % 11;
    char own = "bcdfghjklmnpqrstvwxz"[paper];
    g_string_append_printf(text, "%s%c and %s%c%s%s,", words[paper % 9], own, words[(paper * 4 + 1) % 9], own,
                           slip == 0 ? "" : " of ", slip == 0 ? "" : words[(paper * 2 + 3) % 9]);
    g_string_append_printf(text, "%s %s%cson,%u,%s,%u\n", slip > 5 ? "k" : "karl", words[paper * 7 % 9], own,
                           1980 + paper % 15, slip % 3 == 0 ? "" : "12-34", paper);
  }
  Answers answers;
  answer(text->str, 2, &answers);
  SkMatchScore found = score(&answers, 0.5);
  assert_int_equal(found.clusters.truth, 20 * 435);
  if (sk_match_f1(found.clusters) < 0.95)
    fail_msg("F1 %.4f", sk_match_f1(found.clusters));
  answers_clear(&answers);
}

/* A column that says the same nearly everywhere says nothing for a pair: strangers agree there as often. */
static void what_all_rows_share_weighs_nothing(void **state) {
  (void)state;
  g_autoptr(GString) text = g_string_new("name,town\n");
  for (guint i = 0; i < 400; i++)
    g_string_append_printf(text, "n%uame%u,%s\n", i % 50, i * 7 % 300, i % 33 == 0 ? "two" : "one");
  char *directory = lists_begin();
  g_autoptr(GError) error = NULL;
  g_autoptr(SkMatchTable) table = lists_read(directory, text->str, NULL);
  const SkMatchSuggesting suggesting = { .name = "list" };
  g_autoptr(SkMatchModel) model = sk_match_suggest(table, &suggesting, NULL, &error);
  assert_no_error(error);
  assert_string_equal(g_array_index(model->comparisons, SkMatchComparison, 1).name, "town");
  const SkMatchRunning running = { 1, NULL, NULL };
  g_autoptr(SkMatchRun) run = sk_match_run(table, model, &running, NULL, &error);
  assert_no_error(error);
  const SkEngineLevel *same = &run->result->model.levels[1][SK_EXACT_SAME];
  assert_true(same->m < 1.05 * same->u);
  lists_end(directory);
}

/* Nothing can be learnt from one column alone, and yet what stands in it twice is asked about. */
static void repeats_in_one_column_are_asked_about(void **state) {
  (void)state;
  static const char *const words[] = { "amber", "birch", "cedar", "delta", "ember", "fjord", "grove" };
  g_autoptr(GString) list = g_string_new("what,truth\n");
  for (guint i = 0; i < 200; i++)
    for (guint copy = 0; copy <= (i % 4 == 0); copy++)
      g_string_append_printf(list, "%s %s %s %c%c,%u\n", words[i % 7], words[i / 7 % 7], words[i * 3 / 49 % 7],
                             "bdfgk"[i % 5], "aeiou"[i / 40], i);
  Answers answers;
  answer(list->str, 2, &answers);
  SkMatchScore found = score(&answers, 0.05);
  assert_int_equal(found.pairs.truth, 50);
  assert_int_equal(found.pairs.right, 50);
  answers_clear(&answers);
}

/* The trained model, printed and read again, gives the pairs of its run: those that are to be asked about too. */
static void a_trained_model_repeats_the_run(void **state) {
  (void)state;
  g_autofree char *people = lists_people(400, 2);
  g_autoptr(GError) error = NULL;
  char *directory = lists_begin();
  g_autoptr(SkMatchTable) table = lists_read(directory, people, NULL);
  const char *const leave_out[] = { "truth", NULL };
  g_autoptr(SkMatchModel) model = sk_match_suggest(table, &(SkMatchSuggesting){ "list", leave_out }, NULL, &error);
  g_autoptr(SkMatchRun) first = sk_match_run(table, model, &(SkMatchRunning){ .threads = 1 }, NULL, &error);
  assert_no_error(error);
  sk_match_run_teach(first, model);
  g_autofree char *text = sk_match_model_print(model, NULL);
  g_autoptr(SkMatchModel) again = sk_match_model_parse("m.yaml", text, strlen(text), &error);
  assert_no_error(error);
  g_autoptr(SkMatchRun) second = sk_match_run(table, again, &(SkMatchRunning){ .threads = 1 }, NULL, &error);
  assert_no_error(error);
  size_t doubtful = 0;
  for (size_t i = 0; i < first->result->pair_count; i++)
    doubtful += first->result->pairs[i].weight < 0;
  assert_true(doubtful > 0);
  assert_int_equal(first->result->pair_count, second->result->pair_count);
  for (size_t i = 0; i < first->result->pair_count; i++)
    assert_memory_equal(&first->result->pairs[i].weight, &second->result->pairs[i].weight, sizeof(float));
  lists_end(directory);
}

static void say_nothing(const char *stage, uint64_t count, uint64_t total, double seconds, gboolean done,
                        gpointer user) {
  (void)stage, (void)count, (void)total, (void)seconds, (void)done, (void)user;
}

static void an_interruption_leaves_no_file(void **state) {
  (void)state;
  g_autofree char *people = lists_people(40, 2);
  g_autoptr(GError) error = NULL;
  char *directory = lists_begin();
  g_autoptr(SkMatchTable) table = lists_read(directory, people, NULL);
  const char *const leave_out[] = { "truth", NULL };
  g_autoptr(SkMatchModel) model = sk_match_suggest(table, &(SkMatchSuggesting){ "list", leave_out }, NULL, &error);
  g_autoptr(SkMatchRun) run = sk_match_run(table, model, &(SkMatchRunning){ .threads = 1 }, NULL, &error);
  assert_no_error(error);
  g_autofree char *path = g_build_filename(directory, "pairs.csv", NULL);
  g_autoptr(SkProgress) progress = sk_progress_new(say_nothing, NULL);
  SkMatchPairsFile *pairs = sk_match_pairs_file_new(path, progress, &error);
  sk_progress_interrupt();
  sk_match_pairs_file_write(pairs, run, run->result->pairs, run->result->pair_count);
  assert_false(sk_match_pairs_file_finish(pairs, &error));
  assert_error(error, SK_ERROR_INTERRUPTED, "");
  g_clear_error(&error);
  assert_null(sk_match_run(table, model, &(SkMatchRunning){ .threads = 1 }, progress, &error));
  assert_error(error, SK_ERROR_INTERRUPTED, "");
  assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
  lists_end(directory);
}

/* The model learnt from `people` with as many labels, each of two rows that are strangers. */
static SkEngineModel learnt_with(const SkMatchTable *table, const SkMatchModel *model, guint label_count) {
  g_autoptr(GArray) labels = g_array_new(FALSE, FALSE, sizeof(SkLinkDecision));
  g_autoptr(GError) error = NULL;
  for (guint i = 0; i < label_count; i++) {
    SkLinkDecision label = { i, i + table->row_count / 2, SK_LINK_DECIDED_SAME };
    g_array_append_val(labels, label);
  }
  g_autoptr(SkMatchRun) run = sk_match_run(table, model, &(SkMatchRunning){ .labels = labels }, NULL, &error);
  assert_no_error(error);
  return run->result->model;
}

/* Labels that are wrong on purpose show whether anything is learnt from them. */
static void fifty_labels_teach_and_fewer_do_not(void **state) {
  (void)state;
  g_autofree char *people = lists_people(150, 5);
  char *directory = lists_begin();
  g_autoptr(SkMatchTable) table = lists_read(directory, people, NULL);
  g_autoptr(GError) error = NULL;
  const char *const leave_out[] = { "truth", NULL };
  const SkMatchSuggesting suggesting = { .name = "list", .leave_out = leave_out };
  g_autoptr(SkMatchModel) model = sk_match_suggest(table, &suggesting, NULL, &error);
  assert_no_error(error);
  SkEngineModel none = learnt_with(table, model, 0), few = learnt_with(table, model, SK_ENGINE_LABELS_LEAST - 1),
                many = learnt_with(table, model, 2 * SK_ENGINE_LABELS_LEAST);
  assert_memory_equal(none.levels, few.levels, sizeof none.levels);
  assert_true(none.levels[0][1].m < 0.3 && many.levels[0][1].m > 0.5); /* of the first comparison: other */
  lists_end(directory);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(fifty_labels_teach_and_fewer_do_not),   cmocka_unit_test(threads_and_order_change_nothing),
    cmocka_unit_test(people_with_errors_are_found),          cmocka_unit_test(a_family_is_not_one_person),
    cmocka_unit_test(repeats_in_one_column_are_asked_about), cmocka_unit_test(a_trained_model_repeats_the_run),
    cmocka_unit_test(what_all_rows_share_weighs_nothing),    cmocka_unit_test(families_alone_are_left_apart),
    cmocka_unit_test(a_thing_may_stand_in_many_rows),        cmocka_unit_test(an_interruption_leaves_no_file),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
