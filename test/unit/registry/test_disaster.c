/* What happened elsewhere must not happen here: five feed entries and a web report from two cities far apart were fused
 * over a name score, and marking one found would have struck off two people who were still missing. */
#include "check.h"
#include "scene.h"

#include "base/error.h"

#define MANY 60 /* people who are on both lists, so that the machine has something to learn from */

/* Near-equal names, birthdays near each other, two cities; everybody else is plainly on both lists. */
static const char near_equal_first[] =
    "901,3,昭和34年12月14日,3-901,朴英順,女,昭和13年5月2日,朝鮮,,北海道札幌市北区,,世帯主\n"
    "902,3,昭和34年12月14日,3-902,朴英淳,女,昭和13年5月9日,朝鮮,,北海道札幌市北区,,世帯主\n";
static const char near_equal_second[] =
    "901,41,昭和35年10月7日,41-901,朴英順,女,昭和13年5月3日,朝鮮,,福岡県福岡市博多区,,世帯主\n"
    "902,41,昭和35年10月7日,41-902,朴英純,女,昭和13年5月20日,朝鮮,,福岡県福岡市博多区,,世帯主\n";

/* Two of the second list could each be the one of the first: same name, the day of birth a slip apart. */
static const char one_of_them[] =
    "911,3,昭和34年12月14日,3-911,朴英順,女,昭和13年5月2日,朝鮮,,北海道札幌市北区,,世帯主\n";
static const char two_like_her[] =
    "911,3,昭和34年12月14日,3-911,朴英順,女,昭和13年5月3日,朝鮮,,北海道札幌市北区,,世帯主\n"
    "912,3,昭和34年12月14日,3-912,朴英淳,女,昭和13年5月2日,朝鮮,,北海道札幌市北区,,世帯主\n";

static char *crowd(const char *extra) {
  static const char *const family[] = { "金", "李", "崔", "鄭", "姜", "趙" };
  static const char *const first[] = { "哲", "明", "貞", "福", "順", "光", "在" };
  static const char *const second[] = { "浩", "淑", "植", "姫", "男" };
  GString *text = g_string_new(NULL);
  for (int i = 0; i < MANY; i++)
    g_string_append_printf(text, "%d,%d,昭和35年%d月%d日,%d-%d,%s%s%s,%s,昭和%d年%d月%d日,朝鮮,,%s,大生%06d,世帯主\n",
                           i + 1, 10 + i % 20, 1 + i % 9, 1 + i % 20, 10 + i % 20, i + 1, family[i % 6], first[i % 7],
                           second[i % 5], i % 2 == 0 ? "男" : "女", 2 + i % 25, 1 + i % 12, 1 + i % 28,
                           i % 3 == 0 ? "東京都足立区" : "大阪府大阪市生野区", 1000 + i * 37);
  g_string_append(text, extra);
  return g_string_free(text, FALSE);
}

static void two_lists(Scene *scene, const char *of_first, const char *of_second) {
  g_autofree char *first = crowd(of_first), *second = crowd(of_second);
  scene_add(scene, &(SceneList){ "ministry-list", "North", first, 0, NULL });
  scene_add(scene, &(SceneList){ "ministry-list", "South", second, 0, NULL });
}

/* The four of the story: two of the north, two of the south. */
static void the_four(Scene *scene, SkIdText ret_four[4]) {
  ret_four[0] = scene_mention(scene, "North", "朴英順");
  ret_four[1] = scene_mention(scene, "North", "朴英淳");
  ret_four[2] = scene_mention(scene, "South", "朴英順");
  ret_four[3] = scene_mention(scene, "South", "朴英純");
}

static GPtrArray *queue_of(SkSession *session) {
  GError *error = NULL;
  GPtrArray *queue = sk_review_queue(session, 0, 100000, &error);
  assert_no_error(error);
  return queue;
}

/* Whether the machine's proposal for the two says "same": a rule decides those, and only those. */
static void the_machine_joins_nobody_of_them(void **state) {
  Scene *scene = *state;
  SkIdText four[4];
  GError *error = NULL;
  int64_t decided = 0;
  two_lists(scene, near_equal_first, near_equal_second);
  the_four(scene, four);
  SkLinkReport report = scene_link(scene);
  assert_true(report.proposed_same > MANY / 2); /* it did work: the others were recognised */
  for (int i = 0; i < 4; i++)
    assert_int_equal(scene_mentions(scene->desk, four[i]), 1);
  assert_int_equal(scene_persons(scene->desk), 2 * (MANY + 2)); /* proposals join nobody at all */
  SkReviewRule everything = { 0, "everything the machine would join" };
  assert_true(sk_review_apply_rule(scene->desk, &everything, NULL, &decided, &error));
  assert_int_equal(decided, report.proposed_same);
  for (int i = 0; i < 4; i++)
    assert_int_equal(scene_mentions(scene->desk, four[i]), 1);
  assert_true(scene_persons(scene->desk) <= 2 * (MANY + 2) - decided);
  scene_is_derived(scene);
}

/* All that waited before waits still, but the one that was decided. */
static void others_wait(const GPtrArray *before, const GPtrArray *after, const SkReviewItem *closed) {
  for (guint i = 0; i < before->len; i++) {
    const SkReviewItem *item = before->pdata[i];
    if (item != closed)
      assert_non_null(scene_waiting(after, item->a, item->b));
  }
}

static void deciding_one_pair_closes_no_other(void **state) {
  Scene *scene = *state;
  two_lists(scene, one_of_them, two_like_her);
  SkIdText her = scene_mention(scene, "North", "朴英順");
  SkIdText like[2] = { scene_mention(scene, "South", "朴英順"), scene_mention(scene, "South", "朴英淳") };
  scene_link(scene);
  g_autoptr(GPtrArray) before = queue_of(scene->desk);
  const SkReviewItem *closed = scene_waiting(before, her, like[0]);
  assert_non_null(closed);
  assert_non_null(scene_waiting(before, her, like[1]));
  scene_decide(scene, her, like[0], SK_VERDICT_SAME);
  g_autoptr(GPtrArray) after = queue_of(scene->desk);
  assert_int_equal(after->len, before->len - 1);
  others_wait(before, after, closed);
  assert_int_equal(scene_mentions(scene->desk, her), 2);
  assert_int_equal(scene_mentions(scene->desk, like[1]), 1); /* still missing, still somebody */
  scene_link(scene);                                         /* nor does the next run take it as closed */
  g_autoptr(GPtrArray) again = queue_of(scene->desk);
  others_wait(before, again, closed);
  assert_int_equal(scene_mentions(scene->desk, like[1]), 1);
  scene_decide(scene, her, like[1], SK_VERDICT_DIFFERENT);
  assert_int_equal(scene_mentions(scene->desk, her), 2);
  assert_int_equal(scene_mentions(scene->desk, like[1]), 1);
  scene_is_derived(scene);
}

static void different_is_remembered(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  two_lists(scene, near_equal_first, near_equal_second);
  scene_link(scene);
  g_autoptr(GPtrArray) first = queue_of(scene->desk);
  assert_true(first->len >= 10);
  const SkReviewItem *chosen = first->pdata[first->len - 1]; /* one the machine is sure of */
  scene_decide(scene, chosen->a, chosen->b, SK_VERDICT_DIFFERENT);
  for (int again = 0; again < 2; again++) {
    int64_t decided = 0;
    scene_link(scene);
    g_autoptr(GPtrArray) queue = queue_of(scene->desk);
    assert_null(scene_waiting(queue, chosen->a, chosen->b));
    SkReviewRule everything = { 0, "everything the machine would join" };
    assert_true(sk_review_apply_rule(scene->desk, &everything, NULL, &decided, &error));
    assert_int_equal(scene_mentions(scene->desk, chosen->a), 1);
  }
  SkIdText link;
  assert_false(sk_review_decide(scene->desk, chosen->a.text, chosen->b.text, SK_VERDICT_DIFFERENT, "again", NULL, &link,
                                &error));
  assert_error(error, SK_ERROR_DUPLICATE, "decided already");
  g_clear_error(&error);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    scene_test(the_machine_joins_nobody_of_them),
    scene_test(deciding_one_pair_closes_no_other),
    scene_test(different_is_remembered),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
