/* What is joined through a record you may not see is not joined for you (DESIGN data rule 5). A chain of three
 * mentions, the middle one hidden under one label or another; whoever cannot see it sees two people and no trace of a
 * third. */
#include "check.h"
#include "scene.h"

#include "base/error.h"
#include "intake/source.h"
#include "registry/linking.h"
#include "registry/search.h"

static const char left_rows[] = "1,17,昭和35年4月8日,17-1,金順浩,男,明治43年3月1日,朝鮮,,大阪府大阪市生野区,,世帯主\n"
                                "2,17,昭和35年4月8日,17-1,金英子,女,昭和13年5月2日,朝鮮,,大阪府大阪市生野区,,長女\n";
/* The hidden list gives her another name, another birthday, and a husband. */
static const char middle_rows[] = "1,A-1,17,17-9,朴哲洙,,男,S10.1.1,朝鮮,大阪市生野区,,,金映子,,妻,女,S13.5.3\n";
static const char right_rows[] = "1,生野中学校,1952,2,1,,金田　英子,かねだ　えいこ,女,昭和13年5月2日,\n";

enum { LEFT, MIDDLE, RIGHT, HUSBAND, WHO };

/* Labels of the middle list, and whether each session sees it. Sessions: level 0; level 5; level 0 and the compartment;
 * level 5 and the compartment. */
#define SESSIONS 4
static const struct {
  const char *name;
  int level;
  const char *compartment;
} sessions[SESSIONS] = {
  { "none", 0, NULL }, { "level", 5, NULL }, { "circle", 0, "family" }, { "both", 5, "family" }
};

static const struct {
  int level;
  const char *compartment;
  gboolean sees[SESSIONS];
} hidden[] = {
  { 5, NULL, { FALSE, TRUE, FALSE, TRUE } },         { 0, "family", { FALSE, FALSE, TRUE, TRUE } },
  { 5, "family", { FALSE, FALSE, FALSE, TRUE } },    { 6, "family", { FALSE, FALSE, FALSE, FALSE } },
  { 5, "security", { FALSE, FALSE, FALSE, FALSE } },
};

typedef struct {
  SkIdText who[WHO], middle_source;
  SkSession *sessions[SESSIONS];
} Cast;

static Cast cast_new(Scene *scene, gsize label) {
  Cast cast;
  scene_add(scene, &(SceneList){ "ministry-list", "Left", left_rows, 0, NULL });
  for (int i = 0; i < SESSIONS / 2; i++) /* some were there before the labels, some come after */
    cast.sessions[i] = scene_session(scene, sessions[i].name, sessions[i].level, sessions[i].compartment);
  cast.middle_source = scene_add(
      scene, &(SceneList){ "red-cross-list", "Middle", middle_rows, hidden[label].level, hidden[label].compartment });
  scene_add(scene, &(SceneList){ "school-roll", "Right", right_rows, 0, NULL });
  cast.who[LEFT] = scene_mention(scene, "Left", "金英子");
  cast.who[MIDDLE] = scene_mention(scene, "Middle", "金映子");
  cast.who[HUSBAND] = scene_mention(scene, "Middle", "朴哲洙");
  cast.who[RIGHT] = scene_mention(scene, "Right", "金田　英子");
  for (int i = SESSIONS / 2; i < SESSIONS; i++)
    cast.sessions[i] = scene_session(scene, sessions[i].name, sessions[i].level, sessions[i].compartment);
  return cast;
}

static void join_through_the_middle(Scene *scene, const Cast *cast) {
  scene_decide(scene, cast->who[LEFT], cast->who[MIDDLE], SK_VERDICT_SAME);
  scene_decide(scene, cast->who[MIDDLE], cast->who[RIGHT], SK_VERDICT_SAME);
}

static void cast_clear(Cast *cast) {
  for (int i = 0; i < SESSIONS; i++)
    sk_session_free(cast->sessions[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Cast, cast_clear)

/* What the session finds by a text: how many, and mentions of the first. */
static guint found(SkSession *session, const char *text, guint *ret_mentions) {
  GError *error = NULL;
  g_autoptr(SkSearchResult) result = sk_search(session, text, 0, 50, &error);
  assert_no_error(error);
  *ret_mentions = result->hits->len == 0 ? 0 : ((SkSearchHit *)result->hits->pdata[0])->mentions;
  return result->total;
}

/* ---------------------------------------------------------------- whoever cannot see the middle */

static void sees_two_people(SkSession *session, const Cast *cast) {
  guint mentions = 0;
  GError *error = NULL;
  assert_int_equal(scene_mentions(session, cast->who[LEFT]), 1);
  assert_int_equal(scene_mentions(session, cast->who[RIGHT]), 1);
  assert_int_equal(scene_mentions(session, cast->who[MIDDLE]), 0);
  assert_int_equal(scene_mentions(session, cast->who[HUSBAND]), 0);
  assert_int_equal(scene_persons(session), 3); /* father, daughter, pupil */
  assert_int_equal(found(session, "朴哲洙", &mentions), 0);
  found(session, "金英子", &mentions);
  assert_int_equal(mentions, 1);
  assert_true(found(session, "金田英子", &mentions) > 0);
  assert_int_equal(mentions, 1);
  g_autoptr(SkPerson) left = sk_person_load(session, cast->who[LEFT].text, &error);
  assert_no_error(error);
  assert_int_equal(left->citations->len, 1);
  assert_int_equal(left->kin->len, 1); /* her father; no husband */
  assert_int_equal(left->household->len, 0);
  assert_int_equal(left->revision, 0); /* nothing was ever decided about her */
  g_autofree char *page = scene_page(session, cast->who[LEFT]);
  assert_null(strstr(page, "映"));
  assert_null(strstr(page, "朴"));
  assert_null(strstr(page, cast->middle_source.text));
}

/* Nothing can be done about it, and no answer differs from that about what does not exist. */
static void is_told_nothing(SkSession *session, const Cast *cast) {
  SkIdText nobody = { "7ZZZZZZZZZZZZZZZZZZZZZZZZZ" };
  SkIdText link;
  const SkIdText asked[] = { cast->who[MIDDLE], nobody };
  for (int i = 0; i < 2; i++) {
    g_autoptr(GError) decide = NULL, explain = NULL, split = NULL, load = NULL;
    const char *const leaving[] = { asked[i].text, NULL };
    assert_false(
        sk_review_decide(session, cast->who[LEFT].text, asked[i].text, SK_VERDICT_SAME, "why", NULL, &link, &decide));
    assert_error(decide, SK_ERROR_NOT_FOUND, "there is no mention");
    assert_null(sk_linking_explain(session, cast->who[LEFT].text, asked[i].text, &explain));
    assert_error(explain, SK_ERROR_NOT_FOUND, "there is no mention");
    assert_false(sk_person_split(session, cast->who[LEFT].text, leaving, "why", 0, &link, &split));
    assert_error(split, SK_ERROR_NOT_FOUND, "there is no mention");
    assert_null(sk_source_load(session, i == 0 ? cast->middle_source.text : nobody.text, &load));
    assert_error(load, SK_ERROR_NOT_FOUND, "there is no source");
  }
}

static void sees_one_person(SkSession *session, const Cast *cast) {
  guint mentions = 0;
  GError *error = NULL;
  for (int i = LEFT; i <= RIGHT; i++)
    assert_int_equal(scene_mentions(session, cast->who[i]), 3);
  assert_int_equal(scene_persons(session), 3); /* father, daughter, husband */
  assert_int_equal(found(session, "朴哲洙", &mentions), 1);
  found(session, "金英子", &mentions);
  assert_int_equal(mentions, 3);
  g_autoptr(SkPerson) left = sk_person_load(session, cast->who[LEFT].text, &error);
  assert_no_error(error);
  assert_int_equal(left->citations->len, 3);
  assert_int_equal(left->kin->len, 2);
}

static void session_sees(SkSession *session, const Cast *cast, gboolean sees) {
  if (sees) {
    sees_one_person(session, cast);
  } else {
    sees_two_people(session, cast);
    is_told_nothing(session, cast);
  }
}

static void joined_through_the_hidden_is_not_joined(void **state, gsize label) {
  Scene *scene = *state;
  GError *error = NULL;
  g_auto(Cast) cast = cast_new(scene, label);
  join_through_the_middle(scene, &cast);
  for (int i = 0; i < SESSIONS; i++) {
    g_autoptr(SkSession) fresh = sk_session_open(scene->store, sessions[i].name, &error);
    assert_no_error(error);
    session_sees(fresh, &cast, hidden[label].sees[i]);
    if (!hidden[label].sees[i]) /* one that was open may learn of a new label only when it is opened again */
      session_sees(cast.sessions[i], &cast, FALSE);
  }
  scene_is_derived(scene);
}

static void hidden_by_a_level(void **state) {
  joined_through_the_hidden_is_not_joined(state, 0);
}

static void hidden_by_a_compartment(void **state) {
  joined_through_the_hidden_is_not_joined(state, 1);
}

static void hidden_by_both(void **state) {
  joined_through_the_hidden_is_not_joined(state, 2);
}

static void hidden_by_a_level_too_high(void **state) {
  joined_through_the_hidden_is_not_joined(state, 3);
}

static void hidden_by_another_compartment(void **state) {
  joined_through_the_hidden_is_not_joined(state, 4);
}

/* ---------------------------------------------------------------- proposals and queue */

static void proposals_about_the_hidden_do_not_wait(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  G_GNUC_UNUSED g_auto(Cast) cast = cast_new(scene, 1);
  scene_link(scene);
  int64_t all = 0;
  assert_true(sk_review_waiting(scene->desk, &all, &error));
  g_autoptr(GPtrArray) queue = sk_review_queue(scene->desk, 0, 1000, &error);
  assert_int_equal(queue->len, all);
  for (int i = 0; i < SESSIONS; i++) {
    g_autoptr(SkSession) session = sk_session_open(scene->store, sessions[i].name, &error);
    int64_t waiting = 0, listed = 0;
    assert_true(sk_review_waiting(session, &waiting, &error));
    g_autoptr(GPtrArray) seen = sk_review_queue(session, 0, 1000, &error);
    assert_no_error(error);
    assert_int_equal(seen->len, waiting);
    for (guint k = 0; k < queue->len; k++) {
      const SkReviewItem *item = queue->pdata[k];
      gboolean middle = strcmp(item->a_source, "Middle") == 0 || strcmp(item->b_source, "Middle") == 0;
      gboolean may = !middle || hidden[1].sees[i];
      assert_true((scene_waiting(seen, item->a, item->b) != NULL) == may);
      listed += may;
    }
    assert_int_equal(waiting, listed);
  }
}

/* Somebody who does not see the middle joins the two ends directly: that is theirs, and undoing it leaves the chain. */
static void who_sees_less_decides_for_themselves(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  SkIdText link;
  g_auto(Cast) cast = cast_new(scene, 1);
  join_through_the_middle(scene, &cast);
  assert_true(sk_review_decide(cast.sessions[0], cast.who[LEFT].text, cast.who[RIGHT].text, SK_VERDICT_SAME, "same",
                               NULL, &link, &error));
  assert_int_equal(scene_mentions(cast.sessions[0], cast.who[LEFT]), 2);
  assert_int_equal(scene_mentions(cast.sessions[3], cast.who[LEFT]), 3);
  assert_int_equal(scene_persons(cast.sessions[0]), 2);
  scene_is_derived(scene);
  assert_true(sk_review_undo(cast.sessions[0], link.text, "not sure", &error));
  assert_int_equal(scene_mentions(cast.sessions[0], cast.who[LEFT]), 1);
  assert_int_equal(scene_mentions(cast.sessions[3], cast.who[LEFT]), 3);
  scene_is_derived(scene);
}

/* The machine compares the whole register; what it tells of that is what the session may see. */
static void a_report_of_linking_counts_through_the_door(void **state) {
  Scene *scene = *state;
  g_auto(Cast) cast = cast_new(scene, 0);
  SkLinkReport low = { 0 }, all = { 0 };
  GError *error = NULL;
  sk_linking_run(cast.sessions[0], &(SkLinkingOptions){ .threads = 1 }, NULL, &low, &error);
  assert_no_error(error);
  assert_int_equal(low.personae, 3); /* of five */
  assert_false(low.whole);
  assert_int_equal(low.pairs + low.given_up + low.left_out, 0);
  g_autoptr(SkSession) fresh = sk_session_open(scene->store, sessions[1].name, &error); /* knows of the label */
  assert_no_error(error);
  sk_linking_run(fresh, &(SkLinkingOptions){ .threads = 1 }, NULL, &all, &error);
  assert_no_error(error);
  assert_int_equal(all.personae, 5);
  assert_true(all.whole && all.pairs > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    scene_test(hidden_by_a_level),
    scene_test(hidden_by_a_compartment),
    scene_test(hidden_by_both),
    scene_test(hidden_by_a_level_too_high),
    scene_test(hidden_by_another_compartment),
    scene_test(proposals_about_the_hidden_do_not_wait),
    scene_test(who_sees_less_decides_for_themselves),
    scene_test(a_report_of_linking_counts_through_the_door),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
