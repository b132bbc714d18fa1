/* What the machine proposes, and what it must not join. */
#include "check.h"
#include "scene.h"

#include "base/error.h"

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

int main(void) {
  const struct CMUnitTest tests[] = {
    scene_test(two_lists_may_hold_one_person),
    scene_test(volumes_of_one_list_hold_a_person_once),
    scene_test(a_rule_never_joins_two_of_a_list),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
