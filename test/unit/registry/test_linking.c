/* What the machine proposes, and what it must not join. */
#include "check.h"
#include "scene.h"

#include "base/error.h"
#include "base/vocabulary.h"
#include "registry/linking_parts.h"
#include "upkeep/withdraw.h"

#include <string.h>

static const char first_volume[] =
    "1,17,昭和35年4月8日,17-1,金順浩,男,明治43年3月1日,朝鮮,,大阪府大阪市生野区,大生02-100001,世帯主\n"
    "2,17,昭和35年4月8日,17-1,李貞子,女,大正4年6月10日,朝鮮,,大阪府大阪市生野区,大生02-100002,妻\n"
    "3,17,昭和35年4月8日,17-1,金英子,女,昭和13年5月2日,朝鮮,,大阪府大阪市生野区,大生02-100003,長女\n";
static const char second_volume[] =
    "1,17,昭和35年4月8日,17-9,金英子,女,昭和13年5月2日,朝鮮,,大阪府大阪市生野区,大生02-100003,世帯主\n";
static const char form[] =
    "1,A-1,17,17-1,金順浩,,男,M43.3.1,朝鮮,大阪市生野区,,,李貞子,,妻,女,T4.6.10,金英子,,長女,女,S13.5.2\n";

static gboolean is_proposed(Scene *scene, SkIdText a, SkIdText b) {
  GError *error = NULL;
  g_autoptr(GPtrArray) queue = sk_review_queue(scene->desk, 0, 1000, &error);
  assert_no_error(error);
  return scene_waiting(queue, a, b) != NULL;
}

/* One list or volume after the other, both with a woman of one name, birthday and number. */
static gboolean are_proposed(Scene *scene, const char *series) {
  scene_add(scene, &(SceneList){ "red-cross-list", "Red Cross", form, 0, NULL, NULL });
  scene_add(scene, &(SceneList){ "ministry-list", "One", first_volume, 0, NULL, series });
  scene_add(scene, &(SceneList){ "ministry-list", "Two", second_volume, 0, NULL, series });
  scene_link(scene);
  return is_proposed(scene, scene_mention(scene, "One", "金英子"), scene_mention(scene, "Two", "金英子"));
}

static void two_lists_may_hold_one_person(void **state) {
  assert_true(are_proposed(*state, NULL));
}

/* Twins, namesakes, whoever: volumes of a list that holds a person once name two people. */
static void volumes_of_one_list_hold_a_person_once(void **state) {
  assert_false(are_proposed(*state, "Departures"));
}

/* Somebody has joined the form's daughter with the second volume's; the machine's older proposal to join her with the
 * first volume's would now join both volumes. */
static void a_rule_never_joins_two_of_a_list(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  int64_t decided = 0;
  scene_add(scene, &(SceneList){ "ministry-list", "One", first_volume, 0, NULL, "Departures" });
  scene_add(scene, &(SceneList){ "ministry-list", "Two", second_volume, 0, NULL, "Departures" });
  scene_add(scene, &(SceneList){ "red-cross-list", "Red Cross", form, 0, NULL, NULL });
  SkIdText one = scene_mention(scene, "One", "金英子"), two = scene_mention(scene, "Two", "金英子");
  SkIdText daughter = scene_mention(scene, "Red Cross", "金英子"), head = scene_mention(scene, "One", "金順浩");
  scene_link(scene);
  assert_true(is_proposed(scene, one, daughter));
  scene_decide(scene, two, daughter, SK_VERDICT_SAME);
  assert_true(sk_review_apply_rule(scene->desk, &(SkReviewRule){ .reason = "all of them" }, NULL, &decided, &error));
  assert_no_error(error);
  assert_true(decided >= 1);
  assert_int_equal(scene_mentions(scene->desk, head), 2);
  assert_int_equal(scene_mentions(scene->desk, one), 1);
  assert_true(is_proposed(scene, one, daughter)); /* left for a person */
}

/* ---------------------------------------------------------------- linking again */

static guint count_kept(GHashTable *before, GHashTable *after) {
  GHashTableIter iter;
  gpointer one;
  guint kept = 0;
  g_hash_table_iter_init(&iter, before);
  while (g_hash_table_iter_next(&iter, &one, NULL))
    kept += g_hash_table_contains(after, one);
  return kept;
}

static const SkStatement all_links = {
  "test_links",
  "SELECT id, public, a, b, label, verdict, state, origin, run, weight, probability, worth, pattern, reason, account, "
  "decided, supersedes, ended, ended_by, ended_reason FROM link ORDER BY id",
  "",
  "ibiiiiiiIDDDBTIiIIIT",
  SK_ACCESS_SYSTEM,
  TRUE
};

static void add_column(GString *line, const SkCursor *cursor, int column) {
  char type = all_links.out[column];
  if (sk_cursor_is_null(cursor, column))
    g_string_append(line, " -");
  else if (type == 'i' || type == 'I')
    g_string_append_printf(line, " %" G_GINT64_FORMAT, sk_cursor_int64(cursor, column));
  else if (type == 'D')
    g_string_append_printf(line, " %a", sk_cursor_real(cursor, column));
  else
    for (gsize i = 0; i < sk_cursor_bytes(cursor, column).size; i++)
      g_string_append_printf(line, "%02x", ((const uint8_t *)sk_cursor_bytes(cursor, column).data)[i]);
}

/* Every row of the table of links with every column, as they are stored. */
static GHashTable *rows_of(Scene *scene) {
  GHashTable *rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  SkCursor cursor;
  GError *error = NULL;
  assert_true(sk_statement_start(sk_session_db(scene->desk), &all_links, NULL, &cursor, &error));
  while (sk_cursor_next(&cursor, &error)) {
    GString *line = g_string_new(NULL);
    for (int column = 0; all_links.out[column] != '\0'; column++)
      add_column(line, &cursor, column);
    g_hash_table_add(rows, g_string_free(line, FALSE));
  }
  assert_no_error(error);
  return rows;
}

static void assert_same_rows(GHashTable *before, GHashTable *after) {
  assert_true(g_hash_table_size(before) > 0);
  assert_int_equal(g_hash_table_size(before), g_hash_table_size(after));
  assert_int_equal(count_kept(before, after), g_hash_table_size(before));
}

static const char school[] = "1,足立中学校,1952,2,1,,朴明子,,女,昭和13年9月9日,朴明哲\n";

static void two_lists_linked(Scene *scene) {
  scene_add(scene, &(SceneList){ "ministry-list", "One", first_volume, 0, NULL, NULL });
  scene_add(scene, &(SceneList){ "red-cross-list", "Red Cross", form, 0, NULL, NULL });
  SkLinkReport first = scene_link(scene);
  assert_true(first.learnt && first.added == first.proposals && first.proposals >= 3);
  assert_int_equal(first.gone + first.changed + first.grown + first.joined + first.split, 0);
}

/* Somebody decides and takes it back: the machine has to look again, and finds what it found. */
static void decide_and_take_back(Scene *scene) {
  GError *error = NULL;
  SkIdText link = scene_decide(scene, scene_mention(scene, "One", "金順浩"),
                               scene_mention(scene, "Red Cross", "金順浩"), SK_VERDICT_SAME);
  assert_true(sk_review_undo(scene->desk, link.text, "not sure", &error));
}

/* Nothing is otherwise, nothing changes: what was learnt is used again, and every proposal keeps all its bytes. */
static void linking_again_changes_nothing(void **state) {
  Scene *scene = *state;
  two_lists_linked(scene);
  decide_and_take_back(scene);
  g_autoptr(GHashTable) before = rows_of(scene);
  SkLinkReport again = scene_link(scene);
  g_autoptr(GHashTable) after = rows_of(scene);
  assert_false(again.learnt || again.stands);
  assert_int_equal(again.fresh + again.added + again.gone + again.changed, 0);
  assert_same_rows(before, after);
}

/* Where nothing happened that the machine would see, it does not look. */
static void a_run_stands_until_something_happens(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  two_lists_linked(scene);
  g_autoptr(SkSession) somebody = scene_session(scene, "somebody", 0, NULL); /* an account more */
  g_autoptr(GHashTable) before = rows_of(scene);
  SkLinkReport again = scene_link(scene);
  g_autoptr(GHashTable) after = rows_of(scene);
  assert_non_null(somebody);
  assert_true(again.stands && again.whole && again.pairs > 0);
  assert_int_equal(again.proposals, g_hash_table_size(before));
  assert_same_rows(before, after);
  sk_linking_run(scene->desk, &(SkLinkingOptions){ .threads = 1, .anew = TRUE }, NULL, &again, &error);
  assert_no_error(error);
  assert_false(again.stands);
  decide_and_take_back(scene);
  assert_false(scene_link(scene).stands);
  scene_add(scene, &(SceneList){ "school-roll", "School", school, 0, NULL, NULL });
  assert_false(scene_link(scene).stands);
  assert_true(scene_link(scene).stands);
}

/* As if the last run had been one of an older build of this very version. */
static void age_the_last_run(Scene *scene) {
  static const SkStatement age = { "test_age", "UPDATE link_run SET program = ?1", "t", "", SK_ACCESS_WRITE, FALSE };
  SkValue older = { .type = 't', .bytes = { "0.1.0", strlen("0.1.0") } };
  GError *error = NULL;
  g_autoptr(SkWork) work = sk_session_work(scene->desk, SK_PERMISSION_LINK_RUN, &error);
  assert_non_null(work);
  assert_true(sk_statement_run(sk_work_db(work), &age, &older, NULL, &error));
  assert_true(sk_work_commit(work, SK_JOURNAL_LINK_RUN, &error));
}

/* Another engine may come to other proposals of the same register. */
static void a_run_of_another_program_does_not_stand(void **state) {
  Scene *scene = *state;
  two_lists_linked(scene);
  assert_true(scene_link(scene).stands);
  age_the_last_run(scene);
  assert_false(scene_link(scene).stands);
  assert_true(scene_link(scene).stands);
}

/* A mention of somebody else: its values are not counted among the frequencies, so that no other weight moves; and what
 * somebody decided in between stays decided. No row of the table is touched. */
static void a_new_list_touches_only_what_it_is_about(void **state) {
  Scene *scene = *state;
  two_lists_linked(scene);
  SkIdText one = scene_mention(scene, "One", "金順浩"), other = scene_mention(scene, "Red Cross", "金順浩");
  scene_decide(scene, one, other, SK_VERDICT_DIFFERENT);
  scene_link(scene); /* the decision may have consequences of its own */
  g_autoptr(GHashTable) before = rows_of(scene);
  scene_add(scene, &(SceneList){ "school-roll", "School", school, 0, NULL, NULL });
  SkLinkReport report = scene_link(scene);
  g_autoptr(GHashTable) after = rows_of(scene);
  assert_false(report.learnt);
  assert_int_equal(report.fresh, 1);
  assert_false(is_proposed(scene, one, other));
  assert_same_rows(before, after);
}

static void what_is_to_be_learnt_anew_is(void **state) {
  Scene *scene = *state;
  SkLinkReport report;
  GError *error = NULL;
  two_lists_linked(scene);
  assert_true(sk_linking_run(scene->desk, &(SkLinkingOptions){ .threads = 1, .anew = TRUE }, NULL, &report, &error));
  assert_true(report.learnt);
  scene_add(scene, &(SceneList){ "ministry-list", "Two", second_volume, 0, NULL, NULL });
  scene_add(scene, &(SceneList){ "school-roll", "School", school, 0, NULL, NULL });
  assert_true(scene_link(scene).learnt); /* a fifth is new */
}

/* ---------------------------------------------------------------- while it runs */

/* What somebody else does when the machine has begun to compare. */
typedef struct {
  Scene *scene;
  SkIdText a, b, source; /* decides about a and b, or withdraws the source */
  gboolean done;
} Meanwhile;

static void decide_meanwhile(const Meanwhile *meanwhile) {
  GError *error = NULL;
  SkIdText link = { "" };
  g_autoptr(SkSession) other = sk_session_open(meanwhile->scene->store, SK_OPERATOR, &error);
  sk_review_decide(other, meanwhile->a.text, meanwhile->b.text, SK_VERDICT_DIFFERENT, "known to both", NULL, &link,
                   &error);
  assert_no_error(error);
}

static void withdraw_meanwhile(const Meanwhile *meanwhile) {
  GError *error = NULL;
  g_autoptr(SkSession) other = sk_session_open(meanwhile->scene->store, SK_OPERATOR, &error);
  SkWithdrawReport report;
  sk_withdraw(sk_session_db(other), sk_session_account(other), meanwhile->source.text, NULL, &report, &error);
  assert_no_error(error);
}

static void act_meanwhile(const char *stage, uint64_t count, uint64_t total, double seconds, gboolean done,
                          gpointer user) {
  Meanwhile *meanwhile = user;
  (void)count, (void)total, (void)seconds, (void)done;
  if (meanwhile->done || strcmp(stage, "comparing pairs") != 0)
    return;
  meanwhile->done = TRUE;
  if (meanwhile->source.text[0] != '\0')
    withdraw_meanwhile(meanwhile);
  else
    decide_meanwhile(meanwhile);
}

static SkLinkReport link_meanwhile(Meanwhile *meanwhile) {
  GError *error = NULL;
  SkLinkReport report = { 0 };
  g_autoptr(SkProgress) progress = sk_progress_new(act_meanwhile, meanwhile);
  sk_linking_run(meanwhile->scene->desk, &(SkLinkingOptions){ .threads = 1 }, progress, &report, &error);
  assert_no_error(error);
  assert_true(meanwhile->done);
  return report;
}

/* Nobody waits for the machine, and what they decide while it runs holds. */
static void people_decide_while_it_runs(void **state) {
  Scene *scene = *state;
  scene_add(scene, &(SceneList){ "ministry-list", "One", first_volume, 0, NULL, NULL });
  scene_add(scene, &(SceneList){ "red-cross-list", "Red Cross", form, 0, NULL, NULL });
  Meanwhile meanwhile = { .scene = scene,
                          .a = scene_mention(scene, "One", "金順浩"),
                          .b = scene_mention(scene, "Red Cross", "金順浩") };
  SkLinkReport report = link_meanwhile(&meanwhile);
  assert_true(report.proposals >= 2);
  assert_false(is_proposed(scene, meanwhile.a, meanwhile.b));
}

static void what_is_withdrawn_while_it_runs_is_not_proposed(void **state) {
  Scene *scene = *state;
  Meanwhile meanwhile = { .scene = scene };
  scene_add(scene, &(SceneList){ "ministry-list", "One", first_volume, 0, NULL, NULL });
  meanwhile.source = scene_add(scene, &(SceneList){ "red-cross-list", "Red Cross", form, 0, NULL, NULL });
  assert_int_equal(link_meanwhile(&meanwhile).proposals, 0);
}

/* The number of the first mention, after all that was said of everybody. */
static void write_number_anew(Scene *scene, const char *number) {
  static const SkStatement anew = {
    "test_anew",
    "INSERT INTO assertion (id, persona, property, label, verbatim, modality, replaces) "
    "SELECT (SELECT MAX(id) + 1 FROM assertion), persona, property, label, ?1, modality, id FROM assertion "
    "WHERE persona = 1 AND property = ?2",
    "ti",
    "",
    SK_ACCESS_WRITE,
    FALSE
  };
  GError *error = NULL;
  SkValue values[] = { { .type = 't', .bytes = { number, strlen(number) } },
                       { .type = 'i', .integer = SK_PROPERTY_REGISTRATION_NUMBER } };
  g_autoptr(SkWork) work = sk_session_work(scene->desk, SK_PERMISSION_LINK_RUN, &error);
  assert_true(sk_statement_run(sk_work_db(work), &anew, values, NULL, &error));
  assert_true(sk_work_commit(work, SK_JOURNAL_REBUILD, &error));
}

static void what_is_written_anew_counts(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  g_auto(LinkingInput) input = { 0 };
  scene_add(scene, &(SceneList){ "ministry-list", "One", first_volume, 0, NULL, NULL });
  scene_add(scene, &(SceneList){ "red-cross-list", "Red Cross", form, 0, NULL, NULL });
  write_number_anew(scene, "777");
  SkDb *db = sk_session_db(scene->desk);
  assert_true(sk_db_read_begin(db, &error));
  assert_true(linking_read(sk_db_system(db), &input, &error) &&
              linking_read_said(sk_db_system(db), NULL, &input, &error));
  sk_db_read_end(db);
  SkLinkText first = g_array_index(input.records, SkLinkRecord, 0).registration;
  SkLinkText second = g_array_index(input.records, SkLinkRecord, 1).registration;
  assert_int_equal(first.length, 3);
  assert_memory_equal(first.bytes, "777", 3);
  assert_true(second.length > 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    scene_test(two_lists_may_hold_one_person),
    scene_test(volumes_of_one_list_hold_a_person_once),
    scene_test(a_rule_never_joins_two_of_a_list),
    scene_test(linking_again_changes_nothing),
    scene_test(a_run_stands_until_something_happens),
    scene_test(a_run_of_another_program_does_not_stand),
    scene_test(a_new_list_touches_only_what_it_is_about),
    scene_test(what_is_to_be_learnt_anew_is),
    scene_test(people_decide_while_it_runs),
    scene_test(what_is_withdrawn_while_it_runs_is_not_proposed),
    scene_test(what_is_written_anew_counts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
