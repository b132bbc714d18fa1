/* Why two names agree, in words of three languages. */
#include "web/show_match.h"

#include "check.h"

static char *said(const char *language, const SkNameMatch *match) {
  g_auto(GStrv) lines = sk_show_match(language, match);
  return g_strjoinv(" | ", lines);
}

static void assert_said(const char *language, const SkNameMatch *match, const char *expected) {
  g_autofree char *text = said(language, match);
  assert_string_equal(text, expected);
}

static void reasons_are_said_with_their_characters(void **state) {
  const SkNameMatch match = { .whole = SK_NAME_ROMANISED,
                              .family = SK_NAME_READING,
                              .given = SK_NAME_ROMANISED,
                              .reason_count = 2,
                              .reasons = { { SK_NAME_WHY_KOREAN, SK_NAME_OF_FAMILY, 0x91d1, 0xae40 },
                                           { SK_NAME_WHY_SYSTEM, SK_NAME_OF_GIVEN, SK_NAME_SYSTEM_MCCUNE, 0 } } };
  (void)state;
  assert_said("en", &match, "Family name: 金 is read 김 in Korean | Given name: fits McCune-Reischauer");
  assert_said("ja", &match, "姓：金の朝鮮語の読みは김 | 名：マッキューン＝ライシャワー式の綴りに合う");
  assert_said("ko", &match, "성: 金의 우리말 음은 김 | 이름: 매큔-라이샤워 표기법 표기에 맞음");
}

static void a_part_without_a_reason_is_said_by_its_grade(void **state) {
  const SkNameMatch parts = { .whole = SK_NAME_FUZZY, .family = SK_NAME_EXACT, .given = SK_NAME_FUZZY };
  const SkNameMatch nothing = { .whole = SK_NAME_MISSING, .family = SK_NAME_MISSING, .given = SK_NAME_MISSING };
  (void)state;
  assert_said("ja", &parts, "姓：同じ表記 | 名：一文字違い");
  assert_said("en", &nothing, "Name: cannot be compared");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(reasons_are_said_with_their_characters),
    cmocka_unit_test(a_part_without_a_reason_is_said_by_its_grade),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
