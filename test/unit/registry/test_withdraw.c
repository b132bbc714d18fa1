/* A source that is withdrawn leaves the people of the other sources as if it had never been joined with them. */
#include "check.h"
#include "scene.h"

#include "base/error.h"
#include "registry/search.h"
#include "store/journal.h"
#include "upkeep/withdraw.h"

static const char ministry[] = "1,17,昭和35年4月8日,17-1,金英子,女,昭和13年5月2日,朝鮮,,大阪府大阪市生野区,,世帯主\n";
static const char school[] = "1,生野中学校,1952,2,1,,金田　英子,かねだ　えいこ,女,昭和13年5月2日,\n";

static void persons_are_rebuilt_and_the_journal_verifies(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  SkWithdrawReport report = { 0 };
  SkJournalState journal;
  scene_add(scene, &(SceneList){ "ministry-list", "Ministry", ministry, 0, NULL });
  SkIdText her = scene_mention(scene, "Ministry", "金英子");
  g_autofree char *before = scene_page(scene->desk, her);
  SkIdText source = scene_add(scene, &(SceneList){ "school-roll", "School", school, 0, NULL });
  SkIdText pupil = scene_mention(scene, "School", "金田　英子");
  scene_decide(scene, her, pupil, SK_VERDICT_SAME);
  SkDb *db = sk_session_db(scene->desk);
  assert_true(sk_withdraw(db, sk_session_account(scene->desk), source.text, NULL, &report, &error));
  assert_no_error(error);
  assert_int_equal(report.batches, 1);
  assert_int_equal(report.mentions, 1);
  assert_int_equal(report.links, 1);
  g_autofree char *after = scene_page(scene->desk, her);
  assert_string_equal(before, after);
  assert_int_equal(scene_mentions(scene->desk, pupil), 0);
  assert_int_equal(scene_persons(scene->desk), 1);
  g_autoptr(SkSearchResult) none = sk_search(scene->desk, "かねだ えいこ", 0, 10, &error);
  for (guint i = 0; i < none->hits->len; i++)
    assert_string_equal(((SkSearchHit *)none->hits->pdata[i])->name, "金英子");
  assert_true(sk_journal_verify(sk_db_system(db), &journal, &error));
  scene_is_derived(scene);
  assert_false(sk_withdraw(db, sk_session_account(scene->desk), source.text, NULL, &report, &error));
  assert_error(error, SK_ERROR_DUPLICATE, "withdrawn before");
  g_clear_error(&error);
}

int main(void) {
  const struct CMUnitTest tests[] = { scene_test(persons_are_rebuilt_and_the_journal_verifies) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
