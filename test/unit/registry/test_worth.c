/* Which answers are worth most: by the chance that the register is wrong, and by what hangs on them. */
#include "check.h"
#include "scene.h"

#include "registry/linking_worth.h"
#include "store/label.h"

#include <math.h>

#define SECRET (SK_LABEL_OPEN + 1)

typedef struct {
  uint32_t household;
  int64_t label;
} Mention;

/* Two families of three, and three by themselves; one of these and a fourth of the first family are not for everybody.
 */
enum { FATHER, MOTHER, SON, FATHER_2, MOTHER_2, SON_2, LONE, LONE_2, HIDDEN, DAUGHTER, MENTIONS };
static const Mention mentions[MENTIONS] = {
  [FATHER] = { 1, SK_LABEL_OPEN },   [MOTHER] = { 1, SK_LABEL_OPEN },   [SON] = { 1, SK_LABEL_OPEN },
  [FATHER_2] = { 2, SK_LABEL_OPEN }, [MOTHER_2] = { 2, SK_LABEL_OPEN }, [SON_2] = { 2, SK_LABEL_OPEN },
  [LONE] = { 0, SK_LABEL_OPEN },     [LONE_2] = { 0, SK_LABEL_OPEN },   [HIDDEN] = { 0, SECRET },
  [DAUGHTER] = { 1, SECRET },
};

static int make_register(void **state) {
  LinkingInput *input = g_new0(LinkingInput, 1);
  input->personae = g_array_new(FALSE, FALSE, sizeof(int64_t));
  input->labels = g_array_new(FALSE, FALSE, sizeof(int64_t));
  input->households = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  input->open_same = g_array_new(FALSE, FALSE, sizeof(LinkingPair));
  input->open_apart = g_array_new(FALSE, FALSE, sizeof(LinkingPair));
  for (int64_t i = 0; i < MENTIONS; i++) {
    g_array_append_val(input->personae, i);
    g_array_append_val(input->labels, mentions[i].label);
    g_array_append_val(input->households, mentions[i].household);
  }
  *state = input;
  return 0;
}

static int end_register(void **state) {
  linking_input_clear(*state);
  g_free(*state);
  return 0;
}

static double worth_of(LinkingInput *input, const LinkingPair *joined, uint32_t a, uint32_t b, SkVerdict verdict,
                       double probability) {
  LinkingWorth worth;
  linking_worth_begin(&worth, input);
  if (joined != NULL)
    linking_worth_join(&worth, joined->a, joined->b);
  linking_worth_count(&worth);
  double found = linking_worth_of(&worth, a, b, verdict, probability);
  linking_worth_clear(&worth);
  return found;
}

#define near(value, expected) assert_true(fabs((value) - (expected)) < 1e-9)

/* A question keeps two apart: the likelier they are one, the likelier that is wrong. To join is wrong the other way. */
static void the_likelier_to_be_wrong_comes_first(void **state) {
  near(worth_of(*state, NULL, LONE, LONE_2, SK_VERDICT_UNDECIDED, 0.75), 0.75 * 2);
  near(worth_of(*state, NULL, LONE, LONE_2, SK_VERDICT_UNDECIDED, 0.25), 0.25 * 2);
  near(worth_of(*state, NULL, LONE, LONE_2, SK_VERDICT_SAME, 0.75), 0.25 * 2);
}

static void families_hang_on_an_answer(void **state) {
  near(worth_of(*state, NULL, FATHER, FATHER_2, SK_VERDICT_UNDECIDED, 0.5), 0.5 * 6);
  near(worth_of(*state, NULL, FATHER, LONE, SK_VERDICT_UNDECIDED, 0.5), 0.5 * 4);
}

/* What was decided and what the machine would join counts alike. */
static void all_mentions_of_a_person_hang_on_it(void **state) {
  LinkingInput *input = *state;
  LinkingPair joined = { LONE, LONE_2 };
  near(worth_of(input, &joined, LONE, FATHER, SK_VERDICT_UNDECIDED, 0.5), 0.5 * 5);
  near(worth_of(input, &joined, LONE, LONE_2, SK_VERDICT_SAME, 0.5), 0.5 * 2);
  g_array_append_val(input->open_same, joined);
  near(worth_of(input, NULL, LONE, FATHER, SK_VERDICT_UNDECIDED, 0.5), 0.5 * 5);
}

static void what_decisions_answer_is_worth_nothing(void **state) {
  LinkingInput *input = *state;
  LinkingPair joined = { LONE, LONE_2 }, apart = { LONE, FATHER }, hidden = { HIDDEN, FATHER };
  g_array_append_val(input->open_same, joined);
  near(worth_of(input, NULL, LONE, LONE_2, SK_VERDICT_SAME, 0.5), 0);
  near(worth_of(input, &hidden, LONE_2, FATHER, SK_VERDICT_UNDECIDED, 0.5), 0.5 * 5);
  g_array_append_val(input->open_apart, apart);
  near(worth_of(input, NULL, LONE_2, FATHER, SK_VERDICT_UNDECIDED, 0.5), 0); /* of the same two persons */
  near(worth_of(input, NULL, LONE_2, FATHER_2, SK_VERDICT_UNDECIDED, 0.5), 0.5 * 5);
}

/* Else the order of the queue would tell of somebody whom its reader may not see. */
static void what_is_not_for_everybody_does_not_count(void **state) {
  LinkingPair joined = { LONE, HIDDEN };
  near(worth_of(*state, &joined, LONE, LONE_2, SK_VERDICT_UNDECIDED, 0.5), 0.5 * 2);
  near(worth_of(*state, NULL, FATHER, LONE, SK_VERDICT_UNDECIDED, 0.5), 0.5 * 4); /* nor in a household */
  near(worth_of(*state, NULL, DAUGHTER, LONE, SK_VERDICT_UNDECIDED, 0.5), 0.5 * 5);
}

#define worth_test(name) cmocka_unit_test_setup_teardown(name, make_register, end_register)

/* ---- in a register */

static const char ministry[] =
    "1,17,昭和35年4月8日,17-1,金順浩,男,明治43年3月1日,朝鮮,,大阪府大阪市生野区,大生02-100001,世帯主\n"
    "2,17,昭和35年4月8日,17-1,李貞子,女,大正4年6月10日,朝鮮,,大阪府大阪市生野区,大生02-100002,妻\n"
    "3,17,昭和35年4月8日,17-1,金英子,女,昭和13年5月2日,朝鮮,,大阪府大阪市生野区,大生02-100003,長女\n"
    "4,18,昭和35年4月15日,18-2,崔明哲,男,大正9年11月30日,朝鮮,,東京都足立区,大生02-100004,世帯主\n";
static const char red_cross[] =
    "1,A-1,17,17-1,金順浩,,男,M43.3.1,朝鮮,大阪市生野区,,,李貞子,,妻,女,T4.6.10,金英子,,長女,女,S13.5.3\n"
    "2,A-2,18,18-2,崔明哲,,男,T9.11.30,朝鮮,足立区,,\n";

static const char red_cross_again[] =
    "1,B-1,17,17-1,金順浩,,男,M43.3.1,朝鮮,大阪市生野区,,,李貞子,,妻,女,T4.6.10,金英子,,長女,女,S13.5.2\n"
    "2,B-2,18,18-2,崔明哲,,男,T9.11.30,朝鮮,足立区,,\n";

static void the_queue_falls_in_worth(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  scene_add(scene, &(SceneList){ "ministry-list", "Ministry", ministry, 0, NULL, NULL });
  scene_add(scene, &(SceneList){ "red-cross-list", "Red Cross", red_cross, 0, NULL, NULL });
  scene_link(scene);
  g_autoptr(GPtrArray) queue = sk_review_queue(scene->desk, 0, 100, &error);
  assert_no_error(error);
  assert_true(queue->len >= 3);
  for (guint i = 0; i < queue->len; i++) {
    const SkReviewItem *item = queue->pdata[i], *before = queue->pdata[i > 0 ? i - 1 : 0];
    assert_true(item->worth > 0 && item->worth <= before->worth);
  }
}

static double waiting_worth(Scene *scene, SkIdText a, SkIdText b) {
  GError *error = NULL;
  g_autoptr(GPtrArray) queue = sk_review_queue(scene->desk, 0, 100, &error);
  assert_no_error(error);
  const SkReviewItem *item = scene_waiting(queue, a, b);
  return item != NULL ? item->worth : -1;
}

/* The ministry's, and one of each of two forms, all proposed to be one. */
static void three_lists_linked(Scene *scene, const char *name, SkIdText mentions_of[3]) {
  scene_add(scene, &(SceneList){ "ministry-list", "Ministry", ministry, 0, NULL, NULL });
  scene_add(scene, &(SceneList){ "red-cross-list", "Red Cross", red_cross, 0, NULL, NULL });
  scene_add(scene, &(SceneList){ "red-cross-list", "Red Cross again", red_cross_again, 0, NULL, NULL });
  scene_link(scene);
  mentions_of[0] = scene_mention(scene, "Ministry", name);
  mentions_of[1] = scene_mention(scene, "Red Cross", name);
  mentions_of[2] = scene_mention(scene, "Red Cross again", name);
}

/* Every worth is what a run would now make of it. */
static void is_as_a_run_has_it(Scene *scene) {
  GError *error = NULL;
  g_autoptr(GPtrArray) before = sk_review_queue(scene->desk, 0, 100, &error);
  assert_false(scene_link(scene).stands);
  for (guint i = 0; i < before->len; i++) {
    const SkReviewItem *item = before->pdata[i];
    double after = waiting_worth(scene, item->a, item->b);
    assert_true(after < 0 || fabs(after - item->worth) < 1e-12);
  }
}

static void a_decision_takes_the_worth_of_what_it_answers(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  SkIdText one[3];
  three_lists_linked(scene, "金順浩", one);
  double before = waiting_worth(scene, one[1], one[2]);
  assert_true(before > 0);
  scene_decide(scene, one[0], one[1], SK_VERDICT_SAME);
  near(waiting_worth(scene, one[1], one[2]), before); /* the three hang on it as before */
  SkIdText link = scene_decide(scene, one[0], one[2], SK_VERDICT_SAME);
  near(waiting_worth(scene, one[1], one[2]), 0);
  assert_true(sk_review_undo(scene->desk, link.text, "not sure", &error));
  near(waiting_worth(scene, one[1], one[2]), before);
  scene_decide(scene, one[0], one[2], SK_VERDICT_DIFFERENT);
  near(waiting_worth(scene, one[1], one[2]), 0);
  is_as_a_run_has_it(scene);
}

static void what_a_decision_makes_larger_is_worth_more(void **state) {
  Scene *scene = *state;
  SkIdText one[3];
  three_lists_linked(scene, "崔明哲", one);
  double before = waiting_worth(scene, one[1], one[2]);
  scene_decide(scene, one[1], scene_mention(scene, "Red Cross", "金順浩"), SK_VERDICT_SAME);
  assert_true(waiting_worth(scene, one[1], one[2]) > before);
}

/* Two are different, and the rule gives the third to one of them: that answers what waits about it and the other. */
static void a_rule_takes_the_worth_of_what_it_answers(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  SkIdText one[3];
  int64_t decided = 0;
  three_lists_linked(scene, "金順浩", one);
  scene_decide(scene, one[0], one[1], SK_VERDICT_DIFFERENT);
  assert_true(waiting_worth(scene, one[0], one[2]) > 0 && waiting_worth(scene, one[1], one[2]) > 0);
  assert_true(sk_review_apply_rule(scene->desk, &(SkReviewRule){ 0.9, "surely" }, NULL, &decided, &error));
  double first = waiting_worth(scene, one[0], one[2]), second = waiting_worth(scene, one[1], one[2]);
  assert_true(decided > 1 && (first < 0) != (second < 0)); /* one of the two is decided */
  near(fmax(first, second), 0);
  is_as_a_run_has_it(scene);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    worth_test(the_likelier_to_be_wrong_comes_first),          worth_test(families_hang_on_an_answer),
    worth_test(all_mentions_of_a_person_hang_on_it),           worth_test(what_is_not_for_everybody_does_not_count),
    worth_test(what_decisions_answer_is_worth_nothing),        scene_test(the_queue_falls_in_worth),
    scene_test(a_decision_takes_the_worth_of_what_it_answers), scene_test(what_a_decision_makes_larger_is_worth_more),
    scene_test(a_rule_takes_the_worth_of_what_it_answers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
