/* Sailings and households are browsed through the door: of another list's people there is not even a gap. */
#include "check.h"
#include "scene.h"

#include "base/error.h"
#include "registry/sailing.h"

static const char ministry[] =
    "1,17,昭和35年4月8日,17-1,金順浩,男,明治43年3月1日,朝鮮,,大阪府大阪市生野区,大生02-100001,世帯主\n"
    "2,17,昭和35年4月8日,17-1,金英子,女,昭和13年5月2日,朝鮮,,大阪府大阪市生野区,大生02-100003,長女\n"
    "3,17,昭和35年4月8日,17-2,朴明,男,大正9年11月30日,朝鮮,,東京都足立区,,世帯主\n"
    "4,18,昭和35年4月15日,18-2,崔明,男,大正9年11月30日,朝鮮,,東京都足立区,,世帯主\n";
static const char watched[] = "1,17,昭和35年4月9日,17-9,李貞姫,女,昭和13年1月20日,朝鮮,,大阪府東大阪市,,世帯主\n";

static int open_lists(void **state) {
  scene_make(state);
  scene_add(*state, &(SceneList){ "ministry-list", "Ministry", ministry, 0, NULL });
  scene_add(*state, &(SceneList){ "ministry-list", "Watched", watched, 3, NULL });
  return 0;
}

#define sailing_test(name) cmocka_unit_test_setup_teardown(name, open_lists, scene_end)

static GPtrArray *ask(SkSession *session, SkHouseholdAsk what) {
  GError *error = NULL;
  GPtrArray *households = sk_household_list(session, &what, &error);
  assert_no_error(error);
  return households;
}

static void households_stand_with_their_members(void **state) {
  const Scene *scene = *state;
  g_autoptr(GPtrArray) all = ask(scene->desk, (SkHouseholdAsk){ .sailing = 17, .limit = 10 });
  assert_int_equal(all->len, 3);
  const SkHousehold *first = all->pdata[0];
  assert_string_equal(first->number, "17-1");
  assert_string_equal(first->title, "Ministry");
  assert_int_equal(first->members->len, 2);
  assert_string_equal(((SkHouseholdMember *)first->members->pdata[1])->name, "金英子");
  g_autoptr(GPtrArray) second = ask(scene->desk, (SkHouseholdAsk){ .sailing = 17, .offset = 1, .limit = 1 });
  assert_int_equal(second->len, 1);
  assert_string_equal(((SkHousehold *)second->pdata[0])->number, "17-2");
  g_autoptr(GPtrArray) of_source = ask(scene->desk, (SkHouseholdAsk){ .source = first->source.text, .limit = 10 });
  assert_int_equal(of_source->len, 3);
}

static void the_day_is_what_most_say(void **state) {
  const Scene *scene = *state;
  GError *error = NULL;
  g_autoptr(GArray) days = sk_sailing_days(scene->desk, 17, 100, &error);
  assert_no_error(error);
  assert_int_equal(days->len, 2);
  assert_int_equal(g_array_index(days, SkSailingDay, 0).mentions, 3);
  g_autoptr(GArray) calendar = sk_sailing_calendar(scene->desk, &error);
  assert_no_error(error);
  assert_int_equal(g_array_index(calendar, SkDay, 17), g_array_index(days, SkSailingDay, 0).day);
  assert_int_equal(g_array_index(calendar, SkDay, 41), SK_DAY_MIN);
}

static void what_may_not_be_seen_is_not_there(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  g_autoptr(SkSession) session = scene_session(scene, "low", 0, NULL);
  g_autoptr(GPtrArray) households = ask(session, (SkHouseholdAsk){ .sailing = 17, .limit = 10 });
  assert_int_equal(households->len, 2);
  g_autoptr(GArray) days = sk_sailing_days(session, 17, 100, &error);
  assert_int_equal(days->len, 1);
  g_autoptr(GPtrArray) all = ask(scene->desk, (SkHouseholdAsk){ .sailing = 17, .limit = 10 });
  const SkHousehold *hidden = all->pdata[2];
  const SkHouseholdAsk of_hidden = { .source = hidden->source.text, .limit = 10 };
  assert_null(sk_household_list(session, &of_hidden, &error));
  assert_error(error, SK_ERROR_NOT_FOUND, hidden->source.text);
  g_clear_error(&error);
}

int main(void) {
  const struct CMUnitTest tests[] = { sailing_test(households_stand_with_their_members),
                                      sailing_test(the_day_is_what_most_say),
                                      sailing_test(what_may_not_be_seen_is_not_there) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
