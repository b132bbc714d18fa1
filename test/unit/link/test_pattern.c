#include "check.h"

#include "link/pattern.h"

static void every_level_fits_its_bits_and_disturbs_no_other(void **state) {
  (void)state;
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++) {
    unsigned levels = sk_link_plan()->comparisons[c].level_count;
    assert_in_range(levels, 3, SK_ENGINE_LEVELS_MAX);
    for (unsigned level = 0; level < levels; level++) {
      uint64_t none = sk_engine_with_level(0, c, level), all = sk_engine_with_level(~(uint64_t)0, c, level);
      assert_int_equal(sk_engine_level(none, c), level);
      assert_int_equal(sk_engine_level(all, c), level);
      assert_int_equal(all ^ none, ~((uint64_t)(SK_ENGINE_LEVELS_MAX - 1) << (SK_ENGINE_LEVEL_BITS * c)));
    }
  }
}

static void classes_follow_each_other_and_end_with_the_levels(void **state) {
  (void)state;
  const SkEngineComparison *birth = &sk_link_plan()->comparisons[SK_LINK_BIRTH];
  assert_int_equal(sk_engine_level_class(birth, 0), 0);
  assert_int_equal(sk_engine_level_class(birth, SK_LINK_BIRTH_DAY), 1);
  assert_int_equal(sk_engine_level_class(birth, SK_LINK_BIRTH_WITHIN), 2);
  assert_int_equal(sk_engine_level_class(birth, SK_LINK_BIRTH_ABOUT), 3);
  assert_int_equal(sk_engine_level_class(birth, SK_LINK_BIRTH_ABOUT + 1), 0);
  assert_int_equal(sk_engine_class_last(birth, SK_LINK_BIRTH_CONFLICT), SK_LINK_BIRTH_DAY);
  assert_int_equal(sk_engine_class_last(birth, SK_LINK_BIRTH_AGE_NEAR), SK_LINK_BIRTH_ABOUT);
}

static void codes_exist_for_levels_and_only_for_them(void **state) {
  (void)state;
  assert_string_equal(sk_link_comparison_code(SK_LINK_BIRTH), "birth");
  assert_string_equal(sk_link_level_code(SK_LINK_BIRTH, SK_LINK_BIRTH_SLIP), "slip");
  assert_string_equal(sk_link_level_code(SK_LINK_FAMILY, SK_LINK_NAME_EXACT), "exact");
  assert_string_equal(sk_link_level_code(SK_LINK_HOUSEHOLD, SK_ENGINE_HOUSEHOLD_MOST), "most");
  assert_string_equal(sk_link_level_code(SK_LINK_REGISTRATION, SK_LINK_NUMBER_SAME), "same");
  assert_string_equal(sk_link_level_code(SK_LINK_ADDRESS, SK_LINK_PLACE_TOWN), "town");
  assert_string_equal(sk_link_level_code(SK_LINK_SAILING, SK_LINK_SAILING_SAME), "same");
  assert_null(sk_link_level_code(SK_LINK_SEX, SK_LINK_FLAG_SAME + 1));
  assert_null(sk_link_comparison_code(SK_LINK_COMPARISON_COUNT));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_level_fits_its_bits_and_disturbs_no_other),
    cmocka_unit_test(classes_follow_each_other_and_end_with_the_levels),
    cmocka_unit_test(codes_exist_for_levels_and_only_for_them),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
