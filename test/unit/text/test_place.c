#include "check.h"
#include "text/place.h"

#include <string.h>

static void addresses_give_area_and_town(void **state) {
  (void)state;
  static const struct {
    const char *written;
    uint32_t area;
    bool town;
  } rows[] = {
    { "大阪市生野区猪飼野中4丁目", 27, true },
    { "大阪府大阪市生野区", 27, true },
    { "東京都足立区", 13, true },
    { "神戸市長田区", 28, true },
    { "兵庫縣尼崎市", 28, true },
    { "北海道札幌市", 1, true },
    { "山口県下関市", 35, true },
    { "오사카시 이쿠노구", 27, true },
    { "Osaka", 27, false },
    { "慶尚南道晋州郡", 107, true },
    { "경상북도 의성군", 106, true },
    { "清津市", 114, true },
    { "함흥", 113, true },
    { "済州島", 108, false },
    { "新潟", 15, false },
    { "京都市", 26, true },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    SkPlace place = { 0 };
    if (!sk_place_parse(rows[i].written, strlen(rows[i].written), &place))
      fail_msg("%s is no place", rows[i].written);
    if (place.area != rows[i].area || (place.town != 0) != rows[i].town)
      fail_msg("%s: area %u, town %u", rows[i].written, place.area, place.town);
  }
}

static void ways_of_writing_one_town_agree(void **state) {
  (void)state;
  SkPlace a, b;
  assert_true(sk_place_parse("大阪市生野区猪飼野", strlen("大阪市生野区猪飼野"), &a));
  assert_true(sk_place_parse("大阪府大阪市生野區", strlen("大阪府大阪市生野區"), &b));
  assert_int_equal(a.town, b.town);
}

static void what_is_not_known_is_not_guessed(void **state) {
  (void)state;
  static const char *const wrong[] = { "", "不明", "xyz", "\xff", "日本" };
  SkPlace place = { .area = 7 };
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
    assert_false(sk_place_parse(wrong[i], strlen(wrong[i]), &place));
  assert_int_equal(place.area, 7);
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(addresses_give_area_and_town),
                                      cmocka_unit_test(ways_of_writing_one_town_agree),
                                      cmocka_unit_test(what_is_not_known_is_not_guessed) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
