/* Two persons that are one: what is shown beforehand is what comes of it, and what forbids it is said. */
#include "check.h"
#include "scene.h"

#include "base/error.h"
#include "registry/merge.h"

static const char first_rows[] =
    "1,17,昭和35年4月8日,17-1,金順浩,男,明治43年3月1日,朝鮮,,大阪府大阪市生野区,大生02-100001,世帯主\n"
    "2,17,昭和35年4月8日,17-1,李貞子,女,大正4年6月10日,朝鮮,,大阪府大阪市生野区,大生02-100002,妻\n"
    "3,17,昭和35年4月8日,17-1,金英子,女,昭和13年5月2日,朝鮮,,大阪府大阪市生野区,大生02-100003,長女\n";
static const char second_rows[] = "1,生野中学校,1952,2,1,,金英子,,女,昭和13年5月3日,金順浩\n";
static const char third_rows[] = "1,生野中学校,1953,3,1,,金英子,,女,昭和13年5月2日,金順浩\n";

static const char household_rows[] =
    "1,A-1,17,17-1,金順浩,,男,M43.3.1,朝鮮,大阪市生野区,,,李貞子,,妻,女,T4.6.10,金英子,,長女,女,S13.5.3\n"
    "2,A-2,18,18-2,崔明哲,,男,T9.11.30,朝鮮,足立区,,\n";

enum { HEAD, WIFE, DAUGHTER, PUPIL, MENTIONS };

static void two_lists(Scene *scene, const char *compartment, SkIdText ret_mentions[MENTIONS]) {
  scene_add(scene, &(SceneList){ "ministry-list", "Ministry", first_rows, 0, NULL });
  scene_add(scene, &(SceneList){ "school-roll", "School", second_rows, 0, compartment });
  ret_mentions[HEAD] = scene_mention(scene, "Ministry", "金順浩");
  ret_mentions[WIFE] = scene_mention(scene, "Ministry", "李貞子");
  ret_mentions[DAUGHTER] = scene_mention(scene, "Ministry", "金英子");
  ret_mentions[PUPIL] = scene_mention(scene, "School", "金英子");
}

static SkMerge *look(SkSession *session, SkIdText a, SkIdText b) {
  GError *error = NULL;
  SkMerge *merge = sk_merge_look(session, a.text, b.text, &error);
  assert_no_error(error);
  return merge;
}

static SkIdText join(Scene *scene, SkIdText a, SkIdText b) {
  GError *error = NULL;
  SkIdText link = { "" };
  g_autoptr(SkMerge) merge = look(scene->desk, a, b);
  assert_true(sk_merge_do(scene->desk, a.text, b.text, "the same birthday", merge->merged->revision, &link, &error));
  assert_no_error(error);
  return link;
}

static gboolean disagrees(const SkPerson *person, SkProperty property) {
  for (guint i = 0; i < person->facts->len; i++) {
    const SkPersonFact *fact = person->facts->pdata[i];
    if (fact->property == property)
      return fact->conflict;
  }
  return FALSE;
}

static SkBarrierKind barrier(const SkMerge *merge) {
  assert_int_equal(merge->barriers->len, 1);
  return ((const SkBarrier *)merge->barriers->pdata[0])->kind;
}

/* ---------------------------------------------------------------- what would come of it */

static void what_is_shown_is_what_comes_of_it(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS];
  GError *error = NULL;
  two_lists(scene, NULL, who);
  g_autoptr(SkMerge) merge = look(scene->desk, who[DAUGHTER], who[PUPIL]);
  assert_int_equal(merge->barriers->len, 0);
  assert_string_equal(merge->left.text, who[DAUGHTER].text);
  assert_string_equal(merge->right.text, who[PUPIL].text);
  assert_true(disagrees(merge->merged, SK_PROPERTY_BIRTH)); /* the second and the third of May */
  assert_int_equal(scene_mentions(scene->desk, who[DAUGHTER]), 1);
  join(scene, who[DAUGHTER], who[PUPIL]);
  g_autoptr(SkPerson) person = sk_person_load(scene->desk, who[PUPIL].text, &error);
  assert_string_equal(person->id.text, merge->merged->id.text);
  assert_int_equal(person->mentions->len, merge->merged->mentions->len);
  assert_int_equal(person->names->len, merge->merged->names->len);
  assert_int_equal(person->facts->len, merge->merged->facts->len);
  assert_int_equal(person->kin->len, merge->merged->kin->len);
  assert_true(disagrees(person, SK_PROPERTY_BIRTH));
  scene_is_derived(scene);
}

static void it_can_be_taken_back(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS];
  GError *error = NULL;
  two_lists(scene, NULL, who);
  g_autofree char *daughter = scene_page(scene->desk, who[DAUGHTER]), *pupil = scene_page(scene->desk, who[PUPIL]);
  SkIdText link = join(scene, who[DAUGHTER], who[PUPIL]);
  assert_int_equal(scene_mentions(scene->desk, who[PUPIL]), 2);
  assert_true(sk_review_undo(scene->desk, link.text, "a mistake", &error));
  g_autofree char *after = scene_page(scene->desk, who[DAUGHTER]), *other = scene_page(scene->desk, who[PUPIL]);
  assert_string_equal(after, daughter);
  assert_string_equal(other, pupil);
  scene_is_derived(scene);
}

/* The decision is about the two mentions that the program would have joined. */
static void the_programs_proposal_is_taken_up(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS];
  GError *error = NULL;
  two_lists(scene, NULL, who);
  scene_add(scene, &(SceneList){ "red-cross-list", "Red Cross", household_rows, 0, NULL });
  SkIdText again = scene_mention(scene, "Red Cross", "金英子");
  join(scene, who[DAUGHTER], who[PUPIL]);
  scene_link(scene);
  g_autoptr(GPtrArray) queue = sk_review_queue(scene->desk, 0, 100, &error);
  const SkReviewItem *item = scene_waiting(queue, who[DAUGHTER], again);
  assert_non_null(item);
  g_autoptr(SkMerge) merge = look(scene->desk, who[PUPIL], again); /* asked for by another of the mentions */
  assert_string_equal(merge->left.text, who[DAUGHTER].text);
  join(scene, who[PUPIL], again);
  g_autoptr(GPtrArray) after = sk_review_queue(scene->desk, 0, 100, &error);
  assert_null(scene_waiting(after, who[DAUGHTER], again));
}

/* ---------------------------------------------------------------- what forbids it */

static void a_decision_against_it_forbids_it(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS], link;
  GError *error = NULL;
  two_lists(scene, NULL, who);
  scene_decide(scene, who[DAUGHTER], who[PUPIL], SK_VERDICT_DIFFERENT);
  g_autoptr(SkMerge) merge = look(scene->desk, who[DAUGHTER], who[PUPIL]);
  assert_int_equal(barrier(merge), SK_BARRIER_DIFFERENT);
  assert_string_equal(((const SkBarrier *)merge->barriers->pdata[0])->said, "looked at both");
  assert_false(sk_merge_do(scene->desk, who[DAUGHTER].text, who[PUPIL].text, "all the same", merge->merged->revision,
                           &link, &error));
  assert_error(error, SK_ERROR_REFUSED, "says that they are two people");
  assert_int_equal(scene_mentions(scene->desk, who[DAUGHTER]), 1);
}

static void a_list_that_names_nobody_twice_forbids_it(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS];
  two_lists(scene, NULL, who);
  join(scene, who[DAUGHTER], who[PUPIL]);
  g_autoptr(SkMerge) merge = look(scene->desk, who[PUPIL], who[WIFE]); /* by way of the daughter */
  assert_int_equal(barrier(merge), SK_BARRIER_LISTED_TWICE);
  assert_string_equal(((const SkBarrier *)merge->barriers->pdata[0])->said, "Ministry");
}

static void one_person_is_not_joined_with_itself(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS];
  two_lists(scene, NULL, who);
  join(scene, who[DAUGHTER], who[PUPIL]);
  g_autoptr(SkMerge) merge = look(scene->desk, who[PUPIL], who[DAUGHTER]);
  assert_int_equal(barrier(merge), SK_BARRIER_ONE_ALREADY);
}

static void who_looked_too_early_looks_again(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS], link;
  GError *error = NULL;
  two_lists(scene, NULL, who);
  g_autoptr(SkMerge) merge = look(scene->desk, who[DAUGHTER], who[PUPIL]);
  scene_decide(scene, who[HEAD], who[PUPIL], SK_VERDICT_DIFFERENT);
  assert_false(sk_merge_do(scene->desk, who[DAUGHTER].text, who[PUPIL].text, "the same birthday",
                           merge->merged->revision, &link, &error));
  assert_error(error, SK_ERROR_STALE, "look again");
}

/* ---------------------------------------------------------------- what may not be seen has no part in it */

static void hidden_mentions_and_decisions_are_not_there(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS];
  GError *error = NULL;
  two_lists(scene, "health", who);
  scene_add(scene, &(SceneList){ "school-roll", "Another school", third_rows, 0, NULL });
  SkIdText seen = scene_mention(scene, "Another school", "金英子");
  join(scene, seen, who[PUPIL]);                                        /* by somebody who sees both */
  scene_decide(scene, who[PUPIL], who[DAUGHTER], SK_VERDICT_DIFFERENT); /* of the mention that is hidden */
  g_autoptr(SkSession) blind = scene_session(scene, "blind", 0, NULL);
  g_autoptr(SkMerge) merge = look(blind, who[DAUGHTER], seen);
  assert_int_equal(merge->barriers->len, 0);
  assert_int_equal(merge->merged->mentions->len, 2);
  assert_null(sk_merge_look(blind, who[DAUGHTER].text, who[PUPIL].text, &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "there is no mention");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    scene_test(what_is_shown_is_what_comes_of_it),         scene_test(it_can_be_taken_back),
    scene_test(the_programs_proposal_is_taken_up),         scene_test(a_decision_against_it_forbids_it),
    scene_test(a_list_that_names_nobody_twice_forbids_it), scene_test(one_person_is_not_joined_with_itself),
    scene_test(who_looked_too_early_looks_again),          scene_test(hidden_mentions_and_decisions_are_not_there),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
