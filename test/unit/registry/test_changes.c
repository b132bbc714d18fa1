/* What a run of linking makes of the persons of the run before, and who is told of it. */
#include "check.h"
#include "scene.h"

#include "base/error.h"
#include "registry/changes.h"
#include "registry/deeds.h"
#include "upkeep/withdraw.h"

#include <string.h>

static const char ministry[] =
    "1,17,昭和35年4月8日,17-1,金順浩,男,明治43年3月1日,朝鮮,,大阪府大阪市生野区,大生02-100001,世帯主\n"
    "2,17,昭和35年4月8日,17-1,李貞子,女,大正4年6月10日,朝鮮,,大阪府大阪市生野区,大生02-100002,妻\n"
    "3,17,昭和35年4月8日,17-1,金英子,女,昭和13年5月2日,朝鮮,,大阪府大阪市生野区,大生02-100003,長女\n";
static const char red_cross[] =
    "1,A-1,17,17-1,金順浩,,男,M43.3.1,朝鮮,大阪市生野区,,,李貞子,,妻,女,T4.6.10,金英子,,長女,女,S13.5.2\n";
static const char second_form[] =
    "2,A-9,17,17-1,金順浩,,男,M43.3.1,朝鮮,大阪市生野区,,,李貞子,,妻,女,T4.6.10,金英子,,長女,女,S13.5.2\n";
static const char nobody[] = "1,足立中学校,1953,2,1,,朴明子,,女,昭和13年9月9日,朴明哲\n";

/* Pupils of one school, each with a name of their own. */
static char *strangers(void) {
  static const char *const families[] = { "朴", "崔", "鄭", "姜", "尹" }, *const given[] = { "明哲", "仁洙", "貞姫",
                                                                                             "光男", "春子", "相根" };
  GString *rows = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(families) * G_N_ELEMENTS(given); i++)
    g_string_append_printf(rows, "%u,足立中学校,1952,2,1,,%s%s,,男,昭和%u年%u月%u日,\n", i + 1,
                           families[i % G_N_ELEMENTS(families)], given[i / G_N_ELEMENTS(families)], 10 + i % 4,
                           1 + i % 12, 1 + i % 28);
  return g_string_free(rows, FALSE);
}

static GPtrArray *changes_for(SkSession *session) {
  GError *error = NULL;
  SkTime when = 0;
  GPtrArray *changes = sk_linking_changes(session, &when, &error);
  assert_no_error(error);
  assert_true(when > 0);
  return changes;
}

static gboolean is_about(const SkLinkChange *change, SkIdText a, SkIdText b) {
  return (strcmp(change->a.text, a.text) == 0 && strcmp(change->b.text, b.text) == 0) ||
         (strcmp(change->a.text, b.text) == 0 && strcmp(change->b.text, a.text) == 0);
}

static const SkLinkChange *change_of(const GPtrArray *changes, SkIdText a, SkIdText b) {
  for (guint i = 0; i < changes->len; i++)
    if (is_about(changes->pdata[i], a, b))
      return changes->pdata[i];
  return NULL;
}

static const SkLinkChange *about(const GPtrArray *changes, SkIdText mention) {
  for (guint i = 0; i < changes->len; i++) {
    const SkLinkChange *change = changes->pdata[i];
    if (strcmp(change->a.text, mention.text) == 0 || strcmp(change->b.text, mention.text) == 0)
      return change;
  }
  return NULL;
}

/* Two lists of one family, linked; and so many strangers that a family more is less than a fifth. Returns the
 * ministry's. */
static SkIdText family_linked(Scene *scene) {
  g_autofree char *others = strangers();
  SkIdText list = scene_add(scene, &(SceneList){ "ministry-list", "Ministry", ministry, 0, NULL, NULL });
  scene_add(scene, &(SceneList){ "red-cross-list", "Red Cross", red_cross, 0, NULL, NULL });
  scene_add(scene, &(SceneList){ "school-roll", "School", others, 0, NULL, NULL });
  scene_link(scene);
  return list;
}

static void before_any_run_there_is_none_to_tell_of(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  SkTime when = 0;
  assert_null(sk_linking_changes(scene->desk, &when, &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "has not been linked yet");
}

static void a_first_run_changes_nothing(void **state) {
  Scene *scene = *state;
  family_linked(scene);
  g_autoptr(GPtrArray) changes = changes_for(scene->desk);
  assert_int_equal(changes->len, 0);
}

/* A new mention of each is told once, by one pair, although two speak for it; and stands in the history. */
static void a_person_grows_by_a_pair(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  family_linked(scene);
  scene_add(scene, &(SceneList){ "red-cross-list", "Second", second_form, 1, NULL, NULL });
  SkLinkReport report = scene_link(scene);
  g_autoptr(GPtrArray) changes = changes_for(scene->desk);
  SkIdText fresh = scene_mention(scene, "Second", "金英子");
  assert_false(report.learnt);
  assert_int_equal(report.grown, 3);
  assert_int_equal(changes->len, 3);
  const SkLinkChange *change = about(changes, fresh);
  assert_non_null(change);
  assert_int_equal(change->kind, SK_CHANGE_GROWN);
  assert_true(change->has_weight && !change->has_earlier && change->weight > 6);
  assert_int_equal(change->mentions[0] + change->mentions[1], 3);
  g_autoptr(GPtrArray) deeds = sk_person_deeds(scene->desk, fresh.text, &error);
  assert_no_error(error);
  guint told = 0;
  for (guint i = 0; i < deeds->len; i++)
    told += ((const SkDeed *)deeds->pdata[i])->kind == SK_DEED_WOULD_JOIN;
  assert_true(told >= 1);
  g_autoptr(SkExplanation) explanation = sk_linking_explain(scene->desk, change->a.text, change->b.text, &error);
  assert_no_error(error);
  assert_int_equal(explanation->changes->len, 1);
  assert_true(g_array_index(explanation->changes, SkPairChange, 0).joins);
}

/* Who may not see the new mention hears nothing of it. */
static void what_is_hidden_changes_nothing(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  family_linked(scene);
  scene_add(scene, &(SceneList){ "red-cross-list", "Second", second_form, 1, NULL, NULL });
  scene_link(scene);
  g_autoptr(SkSession) reader = scene_session(scene, "reader", 0, NULL);
  g_autoptr(GPtrArray) changes = changes_for(reader);
  assert_int_equal(changes->len, 0);
  g_autoptr(GPtrArray) deeds = sk_person_deeds(reader, scene_mention(scene, "Ministry", "金英子").text, &error);
  assert_no_error(error);
  for (guint i = 0; i < deeds->len; i++)
    assert_int_not_equal(((const SkDeed *)deeds->pdata[i])->kind, SK_DEED_WOULD_JOIN);
}

/* The decision that parts two, and what follows from it, with whose it was. */
static void a_decision_parts_two(void **state) {
  Scene *scene = *state;
  family_linked(scene);
  SkIdText one = scene_mention(scene, "Ministry", "金英子"), other = scene_mention(scene, "Red Cross", "金英子");
  scene_decide(scene, one, other, SK_VERDICT_DIFFERENT);
  assert_false(scene_link(scene).stands);
  g_autoptr(GPtrArray) changes = changes_for(scene->desk);
  const SkLinkChange *change = change_of(changes, one, other);
  assert_non_null(change);
  assert_int_equal(change->kind, SK_CHANGE_SPLIT);
  assert_int_equal(change->cause, SK_CAUSE_DECIDED);
  assert_string_equal(change->reason, "looked at both");
  assert_string_equal(change->account, SK_OPERATOR);
  assert_true(change->has_earlier && !change->has_weight);
}

/* Three mentions of one person; then two of them are decided to be different people. The third stays with one of them,
 * and the proposal to join it with the other is refused: by that decision, which is named, to those who see all. */
static void a_decision_forbids_another_pair(void **state) {
  Scene *scene = *state;
  family_linked(scene);
  scene_add(scene, &(SceneList){ "red-cross-list", "Second", second_form, 0, NULL, NULL });
  scene_link(scene);
  scene_add(scene, &(SceneList){ "school-roll", "Hidden", nobody, 1, NULL, NULL });
  scene_link(scene);
  SkIdText one = scene_mention(scene, "Ministry", "金英子"), other = scene_mention(scene, "Second", "金英子");
  scene_decide(scene, one, other, SK_VERDICT_DIFFERENT);
  scene_link(scene);
  g_autoptr(SkSession) reader = scene_session(scene, "reader", 0, NULL);
  g_autoptr(GPtrArray) all = changes_for(scene->desk), seen = changes_for(reader);
  const SkLinkChange *refused = NULL, *told = NULL;
  for (guint i = 0; i < all->len; i++)
    if (((const SkLinkChange *)all->pdata[i])->cause == SK_CAUSE_DIFFERENT)
      refused = all->pdata[i];
  assert_non_null(refused);
  assert_true((strcmp(refused->against[0].text, one.text) == 0 && strcmp(refused->against[1].text, other.text) == 0) ||
              (strcmp(refused->against[0].text, other.text) == 0 && strcmp(refused->against[1].text, one.text) == 0));
  assert_string_equal(refused->reason, "looked at both");
  told = change_of(seen, refused->a, refused->b);
  assert_non_null(told);
  assert_int_equal(told->cause, SK_CAUSE_NONE);
  assert_int_equal(told->against[0].text[0], '\0');
}

/* A change names mentions, and goes with them: those of the pair, and those that stand against it. */
static void what_is_withdrawn_is_no_change(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  SkWithdrawReport report;
  SkIdText ministry_list = family_linked(scene);
  scene_add(scene, &(SceneList){ "red-cross-list", "Second", second_form, 0, NULL, NULL });
  scene_link(scene);
  scene_decide(scene, scene_mention(scene, "Ministry", "金英子"), scene_mention(scene, "Second", "金英子"),
               SK_VERDICT_DIFFERENT);
  scene_link(scene);
  g_autoptr(GPtrArray) before = changes_for(scene->desk);
  assert_true(before->len > 0);
  assert_true(sk_withdraw(sk_session_db(scene->desk), sk_session_account(scene->desk), ministry_list.text, NULL,
                          &report, &error));
  g_autoptr(GPtrArray) after = changes_for(scene->desk);
  assert_int_equal(after->len, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    scene_test(before_any_run_there_is_none_to_tell_of),
    scene_test(a_first_run_changes_nothing),
    scene_test(a_person_grows_by_a_pair),
    scene_test(what_is_hidden_changes_nothing),
    scene_test(a_decision_parts_two),
    scene_test(a_decision_forbids_another_pair),
    scene_test(what_is_withdrawn_is_no_change),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
