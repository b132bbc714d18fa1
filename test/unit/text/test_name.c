#include "check.h"
#include "text/name.h"
#include "text/utf8.h"

#include <string.h>

static SkName named(const char *written, int order) {
  SkName name;
  sk_name_prepare(&(SkNameWritten){ .written = { written, strlen(written) }, .order = order }, NULL, &name);
  return name;
}

static SkNameMatch compare(const char *a, const char *b) {
  SkName x = named(a, 0), y = named(b, 0);
  return sk_name_compare(&x, &y);
}

/* What two names are to each other; the reason is one of those that must be given. */
static const struct {
  const char *a, *b;
  SkNameGrade whole;
  SkNameWhy why;
} rows[] = {
  { "金英子", "金英子", SK_NAME_EXACT, SK_NAME_WHY_SAME },
  { "金 英子", "金英子", SK_NAME_EXACT, SK_NAME_WHY_SAME },
  { "김영자 씨", "김영자", SK_NAME_EXACT, SK_NAME_WHY_SAME },
  { "かねだ はるこ", "カネダ ハルコ", SK_NAME_EXACT, SK_NAME_WHY_SAME },
  { "KIM YONG-JA", "Kim Yong Ja", SK_NAME_EXACT, SK_NAME_WHY_SAME },
  { "朴順姫", "朴順姬", SK_NAME_VARIANT, SK_NAME_WHY_FORM },
  { "渡辺清", "渡邊淸", SK_NAME_VARIANT, SK_NAME_WHY_FORM },
  { "渡邉清", "渡辺清", SK_NAME_VARIANT, SK_NAME_WHY_FORM },
  { "高木", "髙木", SK_NAME_VARIANT, SK_NAME_WHY_FORM },
  { "山﨑一", "山崎一", SK_NAME_VARIANT, SK_NAME_WHY_FORM },
  { "裵英子", "裴英子", SK_NAME_VARIANT, SK_NAME_WHY_FORM },
  { "齋藤一", "斎藤一", SK_NAME_VARIANT, SK_NAME_WHY_FORM },
  { "辻\U000e0100一郎", "辻一郎", SK_NAME_VARIANT, SK_NAME_WHY_FORM },
  { "市川英子", "巿川英子", SK_NAME_VARIANT, SK_NAME_WHY_FORM }, /* another character of the same looks */
  { "金柿子", "金杮子", SK_NAME_WEAK, SK_NAME_WHY_WEAK_FORM },
  { "김시자", "金市子", SK_NAME_READING, SK_NAME_WHY_KOREAN },
  { "김불자", "金市子", SK_NAME_CONFLICT, SK_NAME_WHY_UNLIKE },
  { "김영자", "Kim Yung-ja", SK_NAME_ROMANISED, SK_NAME_WHY_OWN_SPELLING },
  { "김성열", "Kim Sung-yul", SK_NAME_ROMANISED, SK_NAME_WHY_CANNOT_TELL },
  { "김혜숙", "Kim Hea-sook", SK_NAME_ROMANISED, SK_NAME_WHY_OWN_SPELLING },
  { "김경옥", "Kim Kyung-oak", SK_NAME_ROMANISED, SK_NAME_WHY_OWN_SPELLING },
  { "김준호", "Kim June-ho", SK_NAME_ROMANISED, SK_NAME_WHY_OWN_SPELLING },
  { "斎藤一", "斉藤一", SK_NAME_WEAK, SK_NAME_WHY_WEAK_FORM },
  { "金英雲", "金英云", SK_NAME_WEAK, SK_NAME_WHY_WEAK_FORM },
  { "리명호", "이명호", SK_NAME_HANGUL, SK_NAME_WHY_NORTH_SOUTH },
  { "로영희", "노영희", SK_NAME_HANGUL, SK_NAME_WHY_NORTH_SOUTH },
  { "李明浩", "리명호", SK_NAME_READING, SK_NAME_WHY_KOREAN_NORTH },
  { "李明浩", "이명호", SK_NAME_READING, SK_NAME_WHY_KOREAN_SOUTH },
  { "金英子", "김영자", SK_NAME_READING, SK_NAME_WHY_KOREAN },
  { "金菏瑒", "김가탕", SK_NAME_READING, SK_NAME_WHY_KOREAN }, /* read so by the court's rule alone */
  { "김영자", "Kim Yong-ja", SK_NAME_ROMANISED, SK_NAME_WHY_CANNOT_TELL },
  { "김영자", "Kim Yŏng-ja", SK_NAME_ROMANISED, SK_NAME_WHY_SYSTEM },
  { "김영자", "Kim Young Ja", SK_NAME_ROMANISED, SK_NAME_WHY_OWN_SPELLING },
  { "김영자", "Young-ja KIM", SK_NAME_ROMANISED, SK_NAME_WHY_OWN_SPELLING },
  { "김영자", "Youngja Kim", SK_NAME_ROMANISED, SK_NAME_WHY_SWAPPED },
  { "김영자", "Kim, Yŏng-ja", SK_NAME_ROMANISED, SK_NAME_WHY_SYSTEM },
  { "김영자", "Kimyoungja", SK_NAME_ROMANISED, SK_NAME_WHY_OWN_SPELLING },
  { "金英子", "Kim Yong Ja", SK_NAME_ROMANISED, SK_NAME_WHY_SYSTEM },
  { "박정희", "Park Chung-hee", SK_NAME_ROMANISED, SK_NAME_WHY_OWN_SPELLING },
  { "이승만", "Syngman Rhee", SK_NAME_CONFLICT, SK_NAME_WHY_UNLIKE },
  { "이승만", "Lee Seung-man", SK_NAME_ROMANISED, SK_NAME_WHY_OWN_SPELLING },
  { "서영자", "Se Yengca", SK_NAME_ROMANISED, SK_NAME_WHY_SYSTEM },
  { "金瑪利亞", "Kim Maria", SK_NAME_ROMANISED, SK_NAME_WHY_SYSTEM },
  { "공손연", "Kongson Yŏn", SK_NAME_ROMANISED, SK_NAME_WHY_SYSTEM },
  { "金英子", "キム・ヨンジャ", SK_NAME_ROMANISED, SK_NAME_WHY_SYSTEM },
  { "박철", "パク・チョル", SK_NAME_ROMANISED, SK_NAME_WHY_SYSTEM },
  { "황교안", "ファン・ギョアン", SK_NAME_ROMANISED, SK_NAME_WHY_SYSTEM },
  { "김영자", "Ким Ёнча", SK_NAME_ROMANISED, SK_NAME_WHY_SYSTEM },
  { "최은희", "Цой Ын Хи", SK_NAME_ROMANISED, SK_NAME_WHY_OWN_SPELLING },
  { "Kim Yong-ja", "Youngja Kim", SK_NAME_ROMANISED, SK_NAME_WHY_SWAPPED },
  { "カネダ ハルコ", "Kaneda Haruko", SK_NAME_ROMANISED, SK_NAME_WHY_SYSTEM },
  { "オオタ ショウジ", "Ota Shoji", SK_NAME_ROMANISED, SK_NAME_WHY_SYSTEM },
  { "朴順姫", "Piao Shunji", SK_NAME_WEAK, SK_NAME_WHY_PINYIN },
  { "김영자", "김영지", SK_NAME_FUZZY, SK_NAME_WHY_SLIP },
  { "金英子", "金英字", SK_NAME_FUZZY, SK_NAME_WHY_BY_EAR },
  { "박영자", "Papk Young-ja", SK_NAME_ROMANISED, SK_NAME_WHY_RARE_SPELLING },
  { "朴英子", "Papk Young-ja", SK_NAME_ROMANISED, SK_NAME_WHY_RARE_SPELLING },
  { "박철", "Papk Chul", SK_NAME_FUZZY, SK_NAME_WHY_FAR_SPELLING }, /* too little else agrees */
  { "권영자", "Gwon Yeong-ja", SK_NAME_ROMANISED, SK_NAME_WHY_SYSTEM },
  { "박영자", "Pok Young-ja", SK_NAME_FUZZY, SK_NAME_WHY_FAR_SPELLING },     /* 복 */
  { "고영자", "Koo Young-ja", SK_NAME_FUZZY, SK_NAME_WHY_FAR_SPELLING },     /* 구 */
  { "현영자", "Hyung Young-ja", SK_NAME_FUZZY, SK_NAME_WHY_FAR_SPELLING },   /* 형 */
  { "최영자", "Chae Young-ja", SK_NAME_FUZZY, SK_NAME_WHY_FAR_SPELLING },    /* 채 */
  { "천영자", "Chun Young-ja", SK_NAME_ROMANISED, SK_NAME_WHY_CANNOT_TELL }, /* 전 */
  { "김영자", "박철수", SK_NAME_CONFLICT, SK_NAME_WHY_UNLIKE },
  { "金英子", "朴順姫", SK_NAME_CONFLICT, SK_NAME_WHY_UNLIKE },
  { "박영자", "キム・ヨンジャ", SK_NAME_CONFLICT, SK_NAME_WHY_UNLIKE },
  { "金英子", "かねだ えいこ", SK_NAME_FUZZY, SK_NAME_WHY_SILENT },
};

static bool gives(const SkNameMatch *match, SkNameWhy why) {
  for (size_t i = 0; i < match->reason_count; i++)
    if (match->reasons[i].why == why)
      return true;
  return false;
}

static void names_compare_by_grades(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    SkNameMatch match = compare(rows[i].a, rows[i].b);
    if (match.whole != rows[i].whole)
      fail_msg("%s and %s: grade %d, not %d", rows[i].a, rows[i].b, match.whole, rows[i].whole);
    if (!gives(&match, rows[i].why))
      fail_msg("%s and %s: the reason \"%s\" is not given", rows[i].a, rows[i].b, sk_name_why_code(rows[i].why));
  }
}

static void comparing_is_symmetric(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
    for (size_t j = 0; j < G_N_ELEMENTS(rows); j++) {
      SkNameMatch there = compare(rows[i].a, rows[j].b), back = compare(rows[j].b, rows[i].a);
      bool same = there.family == back.family && there.given == back.given;
      bool turned =
          there.swapped && there.family == back.given && there.given == back.family; /* neither order is known */
      if (there.whole != back.whole || there.cost != back.cost || there.changed_surname != back.changed_surname ||
          !(same || turned))
        fail_msg("%s and %s: %d %d %d %f, the other way %d %d %d %f", rows[i].a, rows[j].b, there.whole, there.family,
                 there.given, (double)there.cost, back.whole, back.family, back.given, (double)back.cost);
    }
}

/* ---- changed family names */

static void a_pass_name_explains_another_family_name(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
    { "金英子", "金田英子" }, { "김영자", "金田英子" }, { "Kim Yong-ja", "金田英子" }, { "キム・ヨンジャ", "金田英子" }
  };
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    SkNameMatch match = compare(pairs[i][0], pairs[i][1]);
    if (match.whole != SK_NAME_ROMANISED || !match.changed_surname || !gives(&match, SK_NAME_WHY_PASS_NAME))
      fail_msg("%s and %s: grade %d", pairs[i][0], pairs[i][1], match.whole);
  }
}

static void another_family_name_alone_agrees_with_nothing(void **state) {
  (void)state;
  SkNameMatch match = compare("山田花子", "鈴木花子"); /* may have married, which is said and proves nothing */
  assert_true(match.changed_surname);
  assert_int_equal(match.whole, SK_NAME_FUZZY);
  match = compare("김영자", "박영자");
  assert_false(match.changed_surname);
  assert_int_equal(match.whole, SK_NAME_CONFLICT);
}

/* ---- keys */

#define BLOCKING                                                                                                       \
  (1u << SK_NAME_KEY_FULL | 1u << SK_NAME_KEY_GIVEN | 1u << SK_NAME_KEY_LOOSE | 1u << SK_NAME_KEY_GIVEN_LOOSE |        \
   1u << SK_NAME_KEY_INITIALS)

static bool share_key(const char *a, const char *b, unsigned kinds) {
  SkNameKey x[SK_NAME_KEYS_MAX], y[SK_NAME_KEYS_MAX];
  SkName of_a = named(a, 0), of_b = named(b, 0);
  size_t x_count = sk_name_keys(&of_a, x), y_count = sk_name_keys(&of_b, y);
  for (size_t i = 0; i < x_count; i++)
    for (size_t j = 0; j < y_count; j++)
      if ((kinds >> x[i].kind & 1) != 0 && x[i].hash == y[j].hash)
        return true;
  return false;
}

static void names_that_agree_share_a_key(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
    if (rows[i].whole >= SK_NAME_ROMANISED && !share_key(rows[i].a, rows[i].b, BLOCKING))
      fail_msg("%s and %s share no key", rows[i].a, rows[i].b);
  assert_true(share_key("Youngja Kim", "金英子", BLOCKING));
  assert_true(share_key("金英子", "박영자", BLOCKING)); /* by the given name */
  assert_false(share_key("김영자", "박철수", BLOCKING));
}

static void keys_made_again_are_the_same(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    SkName name = named(rows[i].b, 0), again = named(rows[i].b, 0);
    SkNameKey x[SK_NAME_KEYS_MAX], y[SK_NAME_KEYS_MAX];
    char texts[SK_NAME_KEYS_MAX][SK_NAME_KEY_TEXT];
    size_t count = sk_name_keys(&name, x);
    assert_int_equal(sk_name_key_texts(&again, y, texts), count);
    for (size_t k = 0; k < count; k++) {
      assert_int_equal(x[k].hash, y[k].hash);
      for (size_t m = 0; m < k; m++)
        assert_true(x[k].hash != x[m].hash);
    }
  }
}

/* ---- dividing */

static void names_are_divided(void **state) {
  (void)state;
  static const struct {
    const char *written;
    int order;
    uint8_t family, given; /* characters, at most eight of them */
  } divided[] = { { "金英子", 1, 1, 2 },
                  { "南宮玉粉", 1, 2, 2 },
                  { "金田一郎", 1, 2, 2 },
                  { "鈴木実", 1, 2, 1 },
                  { "金田あけみ", 1, 2, 3 },
                  { "佐々木一郎", 1, 3, 2 },
                  { "김영자", 1, 1, 2 },
                  { "남궁옥분", 1, 2, 2 },
                  { "金 英子", 1, 1, 2 },
                  { "山田　花子", 1, 2, 2 },
                  { "Kim Yong-ja", 1, 3, 6 },
                  { "Yong-ja Kim", 2, 3, 6 },
                  { "Kim, Yong-ja", 0, 3, 6 },
                  { "Yong Ja Kim", 0, 3, 6 },
                  { "Mrs. KIM Yong Ja", 0, 3, 6 },
                  { "妻　金英子", 1, 1, 2 },
                  { "김영자(金英子)", 1, 1, 2 },
                  { "金英子こと金田英子", 1, 1, 2 },
                  { "金英子 通称 金田英子", 1, 1, 2 },
                  { "김영자 동무", 1, 1, 2 } };
  for (size_t i = 0; i < G_N_ELEMENTS(divided); i++) {
    SkName name = named(divided[i].written, divided[i].order);
    if (name.family.count != divided[i].family || name.given.count != divided[i].given)
      fail_msg("%s: %d and %d characters", divided[i].written, name.family.count, name.given.count);
  }
}

static void two_characters_of_a_name_find_it(void **state) {
  (void)state;
  assert_true(share_key("金英子", "英子", 1u << SK_NAME_KEY_PAIR));
  SkName part = { 0 }, whole = named("김영자", 1);
  sk_name_prepare(&(SkNameWritten){ .given = { "英子", strlen("英子") } }, NULL, &part);
  assert_int_equal(part.family.count, 0);
  assert_int_equal(part.given.count, 2);
  assert_int_equal(whole.given.count, 2);
}

static void a_reason_is_told_with_its_characters(void **state) {
  (void)state;
  char text[128];
  SkNameReason reason = { SK_NAME_WHY_KOREAN_NORTH, SK_NAME_OF_FAMILY, 0x674e, 0xb9ac };
  sk_name_reason_print(&reason, sk_name_why_text(reason.why), text, sizeof text);
  assert_string_equal(text, "李 is read 리 in the North");
  reason = (SkNameReason){ SK_NAME_WHY_SYSTEM, SK_NAME_OF_GIVEN, SK_NAME_SYSTEM_MCCUNE, 0 };
  sk_name_reason_print(&reason, sk_name_why_text(reason.why), text, sizeof text);
  assert_string_equal(text, "fits McCune-Reischauer");
  assert_int_equal(sk_name_reason_print(&reason, "fits {1}", text, 5), 4); /* cut, and ended */
}

static void any_bytes_are_survived(void **state) {
  (void)state;
  static const char *const strange[] = { "\xff\xfe\x80",
                                         "\xed\xa0\x80",
                                         "々々",
                                         "ーーー",
                                         "・",
                                         ",",
                                         " , ",
                                         "(((",
                                         "씨",
                                         "さん",
                                         "'''''",
                                         "\xf4\x90\x80\x80",
                                         "김김김김김김김김김김김김김김김김김김김김김김김김김김",
                                         "a・b・c・d",
                                         "gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg",
                                         "ng-ng-ng-ng-ng-ng-ng-ng-ng-ng-ng-ng-ng-ng-ng-ng-ng-ng" };
  for (size_t i = 0; i < G_N_ELEMENTS(strange); i++)
    for (size_t j = 0; j < G_N_ELEMENTS(strange); j++) {
      SkName a = named(strange[i], 0), b = named(strange[j], 0);
      SkNameKey keys[SK_NAME_KEYS_MAX];
      assert_in_range(sk_name_keys(&a, keys), 0, SK_NAME_KEYS_MAX);
      assert_int_equal(sk_name_compare(&a, &b).whole, sk_name_compare(&b, &a).whole);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(names_compare_by_grades),
    cmocka_unit_test(comparing_is_symmetric),
    cmocka_unit_test(a_pass_name_explains_another_family_name),
    cmocka_unit_test(another_family_name_alone_agrees_with_nothing),
    cmocka_unit_test(names_that_agree_share_a_key),
    cmocka_unit_test(keys_made_again_are_the_same),
    cmocka_unit_test(names_are_divided),
    cmocka_unit_test(two_characters_of_a_name_find_it),
    cmocka_unit_test(a_reason_is_told_with_its_characters),
    cmocka_unit_test(any_bytes_are_survived),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
