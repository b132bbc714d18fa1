#include "check.h"

#include "link/pattern.h"

static const struct {
  SkLinkComparison comparison;
  unsigned bits;
} fields[] = {
#define COMPARISON(NAME, bits) { SK_LINK_##NAME, bits },
  SK_LINK_COMPARISONS(COMPARISON)
#undef COMPARISON
};

static void every_level_fits_its_bits_and_disturbs_no_other(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
    SkLinkComparison comparison = fields[i].comparison;
    unsigned levels = sk_link_level_count(comparison);
    assert_in_range(levels, 3, 1u << fields[i].bits);
    assert_in_range(levels, 3, SK_LINK_LEVEL_MAX);
    for (unsigned level = 0; level < levels; level++) {
      SkLinkPattern none = sk_link_pattern_with(0, comparison, level);
      SkLinkPattern all = sk_link_pattern_with(~(SkLinkPattern)0, comparison, level);
      assert_int_equal(sk_link_pattern_level(none, comparison), level);
      assert_int_equal(sk_link_pattern_level(all, comparison), level);
      assert_int_equal(all ^ none, ~sk_link_pattern_with(0, comparison, (1u << fields[i].bits) - 1));
    }
  }
}

static void fields_lie_side_by_side(void **state) {
  (void)state;
  unsigned shift = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
    assert_int_equal(sk_link_pattern_with(0, fields[i].comparison, 1), (SkLinkPattern)1 << shift);
    shift += fields[i].bits;
  }
  assert_in_range(shift, 1, 64);
}

static void codes_exist_for_levels_and_only_for_them(void **state) {
  (void)state;
  assert_string_equal(sk_link_comparison_code(SK_LINK_BIRTH), "birth");
  assert_string_equal(sk_link_level_code(SK_LINK_BIRTH, SK_LINK_BIRTH_SLIP), "slip");
  assert_string_equal(sk_link_level_code(SK_LINK_FAMILY, SK_LINK_NAME_EXACT), "exact");
  assert_string_equal(sk_link_level_code(SK_LINK_HOUSEHOLD, SK_LINK_HOUSEHOLD_MOST), "most");
  assert_string_equal(sk_link_level_code(SK_LINK_REGISTRATION, SK_LINK_NUMBER_SAME), "same");
  assert_string_equal(sk_link_level_code(SK_LINK_ADDRESS, SK_LINK_PLACE_TOWN), "town");
  assert_string_equal(sk_link_level_code(SK_LINK_SAILING, SK_LINK_SAILING_SAME), "same");
  assert_null(sk_link_level_code(SK_LINK_SEX, SK_LINK_FLAG_SAME + 1));
  assert_null(sk_link_comparison_code(SK_LINK_COMPARISON_COUNT));
  assert_int_equal(sk_link_level_count(SK_LINK_COMPARISON_COUNT), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_level_fits_its_bits_and_disturbs_no_other),
    cmocka_unit_test(fields_lie_side_by_side),
    cmocka_unit_test(codes_exist_for_levels_and_only_for_them),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
