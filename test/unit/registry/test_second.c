/* Second opinions, and how far two people agree. */
#include "check.h"
#include "scene.h"

#include "base/error.h"
#include "registry/second.h"
#include "store/queries/review.h"

#include <math.h>

static const char first_rows[] =
    "1,17,昭和35年4月8日,17-1,金順浩,男,明治43年3月1日,朝鮮,,大阪府大阪市生野区,大生02-100001,世帯主\n"
    "2,17,昭和35年4月8日,17-1,李貞子,女,大正4年6月10日,朝鮮,,大阪府大阪市生野区,大生02-100002,妻\n"
    "3,17,昭和35年4月8日,17-1,金英子,女,昭和13年5月2日,朝鮮,,大阪府大阪市生野区,大生02-100003,長女\n";
static const char second_rows[] =
    "1,A-1,17,17-1,金順浩,,男,M43.3.1,朝鮮,大阪市生野区,,,李貞子,,妻,女,T4.6.10,金英子,,長女,女,S13.5.2\n";

/* Cohen's own way of counting, on tables whose kappa is known. */
static void kappa_is_agreement_beyond_chance(void **state) {
  (void)state;
  static const struct {
    int64_t counts[3][3];
    double raw, kappa; /* NAN: there is none */
  } tables[] = {
    { { { 0 } }, NAN, NAN },
    { { { 0 }, { 0, 20, 5 }, { 0, 10, 15 } }, 0.7, 0.4 }, /* a textbook's fifty proposals */
    { { { 0 }, { 0, 7, 0 }, { 0, 0, 3 } }, 1, 1 },
    { { { 0 }, { 0, 9, 0 }, { 0, 0, 0 } }, 1, NAN },
    { { { 0 }, { 0, 25, 25 }, { 0, 25, 25 } }, 0.5, 0 },
    { { { 5, 1, 0 }, { 2, 6, 1 }, { 0, 1, 4 } }, 0.75, 0.4025 / 0.6525 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
    SkAgreement agreement = { 0 };
    memcpy(agreement.counts, tables[i].counts, sizeof agreement.counts);
    sk_agreement_settle(&agreement);
    assert_true(isnan(tables[i].raw) ? isnan(agreement.raw) : fabs(agreement.raw - tables[i].raw) < 1e-12);
    assert_true(isnan(tables[i].kappa) ? isnan(agreement.kappa) : fabs(agreement.kappa - tables[i].kappa) < 1e-9);
  }
}

enum { HEAD, WIFE, HEAD_2, WIFE_2, MENTIONS };

static void two_lists(Scene *scene, int level, const char *compartment, SkIdText ret_mentions[MENTIONS]) {
  scene_add(scene, &(SceneList){ "ministry-list", "Ministry", first_rows, 0, NULL, NULL });
  scene_add(scene, &(SceneList){ "red-cross-list", "Red Cross", second_rows, level, compartment, NULL });
  static const char *const titles[] = { "Ministry", "Ministry", "Red Cross", "Red Cross" };
  for (int i = 0; i < MENTIONS; i++)
    ret_mentions[i] = scene_mention(scene, titles[i], i % 2 == 0 ? "金順浩" : "李貞子");
}

static void give(SkSession *session, SkIdText a, SkIdText b, SkVerdict verdict) {
  GError *error = NULL;
  assert_true(sk_second_give(session, a.text, b.text, verdict, "looked for myself", &error));
  assert_no_error(error);
}

static SkAgreement agreement_of(SkSession *session) {
  SkAgreement agreement;
  GError *error = NULL;
  assert_true(sk_second_agreement(session, &agreement, &error));
  assert_no_error(error);
  return agreement;
}

static void a_second_opinion_decides_nothing(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS];
  GError *error = NULL;
  two_lists(scene, 0, NULL, who);
  g_autoptr(SkSession) hana = scene_session(scene, "hana", 0, NULL);
  scene_decide(scene, who[HEAD], who[HEAD_2], SK_VERDICT_SAME);
  scene_decide(scene, who[WIFE], who[WIFE_2], SK_VERDICT_SAME);
  give(hana, who[HEAD_2], who[HEAD], SK_VERDICT_DIFFERENT);
  give(hana, who[WIFE], who[WIFE_2], SK_VERDICT_SAME);
  assert_int_equal(scene_mentions(scene->desk, who[HEAD]), 2);
  SkAgreement agreement = agreement_of(hana);
  assert_int_equal(agreement.decided, 2);
  assert_int_equal(agreement.looked_twice, 2);
  assert_int_equal(agreement.agreed, 1);
  g_autoptr(GPtrArray) apart = sk_second_disagreements(scene->desk, 10, &error);
  assert_int_equal(apart->len, 1);
  const SkDisagreement *one = apart->pdata[0];
  assert_string_equal(one->pair->a.text, who[HEAD].text);
  assert_int_equal(one->first, SK_VERDICT_SAME);
  assert_int_equal(one->second, SK_VERDICT_DIFFERENT);
  scene_is_derived(scene);
  scene_link(scene); /* decided pairs stay decided */
  assert_int_equal(scene_mentions(scene->desk, who[HEAD]), 2);
  assert_int_equal(agreement_of(hana).looked_twice, 2);
}

static void what_is_no_second_opinion_is_said(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS];
  two_lists(scene, 0, NULL, who);
  g_autoptr(SkSession) hana = scene_session(scene, "hana", 0, NULL);
  assert_true(scene_link(scene).proposed_same >= 2);
  scene_decide(scene, who[HEAD], who[HEAD_2], SK_VERDICT_SAME);
  give(hana, who[HEAD], who[HEAD_2], SK_VERDICT_SAME);
  int64_t decided = 0;
  assert_true(sk_review_apply_rule(scene->desk, &(SkReviewRule){ .reason = "all" }, NULL, &decided, NULL));
  assert_true(decided >= 1);
  const struct {
    SkSession *session;
    SkIdText a, b;
    const char *reason;
    int code;
    const char *says;
  } refused[] = {
    { scene->desk, who[HEAD], who[HEAD_2], "why", SK_ERROR_REFUSED, "decided this yourself" },
    { hana, who[HEAD], who[HEAD_2], "why", SK_ERROR_DUPLICATE, "already" },
    { hana, who[HEAD], who[WIFE_2], "why", SK_ERROR_NOT_FOUND, "nothing is decided" },
    { hana, who[WIFE], who[WIFE_2], "why", SK_ERROR_REFUSED, "nobody looked" },
    { hana, who[WIFE], who[WIFE_2], "", SK_ERROR_REFUSED, "needs a reason" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
    g_autoptr(GError) error = NULL;
    assert_false(sk_second_give(refused[i].session, refused[i].a.text, refused[i].b.text, SK_VERDICT_SAME,
                                refused[i].reason, &error));
    assert_error(error, (gint)refused[i].code, refused[i].says);
  }
}

/* One decision in ten waits, for others than its author, until somebody has looked; what may not be seen is not there.
 */
static void one_decision_in_ten_waits(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS];
  GError *error = NULL;
  guint waited = 0;
  two_lists(scene, 0, "sealed", who);
  g_autoptr(SkSession) hana = scene_session(scene, "hana", 0, "sealed"), jun = scene_session(scene, "jun", 0, NULL);
  for (guint i = 0; i < 2 * SK_SECOND_EVERY; i++) { /* each decision supersedes the one before */
    scene_decide(scene, who[HEAD], who[HEAD_2], i % 2 ? SK_VERDICT_SAME : SK_VERDICT_DIFFERENT);
    g_autoptr(GPtrArray) mine = sk_second_queue(scene->desk, 10, &error), hers = sk_second_queue(hana, 10, &error);
    g_autoptr(GPtrArray) his = sk_second_queue(jun, 10, &error);
    assert_no_error(error);
    assert_int_equal(mine->len + his->len, 0);
    if (hers->len == 0)
      continue;
    waited++;
    const SkReviewItem *item = hers->pdata[0];
    assert_string_equal(item->a.text, who[HEAD].text);
    assert_string_equal(item->link.text, "");
    give(hana, item->a, item->b, SK_VERDICT_SAME);
    g_autoptr(GPtrArray) after = sk_second_queue(hana, 10, &error);
    assert_int_equal(after->len, 0);
  }
  assert_int_equal(waited, 2);
  assert_int_equal(agreement_of(hana).looked_twice, 2);
  assert_int_equal(agreement_of(jun).looked_twice, 0);
  assert_int_equal(agreement_of(jun).decided, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(kappa_is_agreement_beyond_chance),
    scene_test(a_second_opinion_decides_nothing),
    scene_test(what_is_no_second_opinion_is_said),
    scene_test(one_decision_in_ten_waits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
