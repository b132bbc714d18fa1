#include "check.h"
#include "text/name.h"
#include "text/utf8.h"

#include <string.h>

static SkName named(const char *written, int order) {
  SkName name;
  sk_name_prepare(&(SkNameWritten){ .written = { written, strlen(written) }, .order = order }, NULL, &name);
  return name;
}

static const struct {
  const char *a, *b;
  int order_b; /* 1 family first */
  SkNameGrade whole;
} rows[] = {
  { "金英子", "金英子", 1, SK_NAME_EXACT },
  { "金 英子", "金英子", 1, SK_NAME_EXACT },
  { "朴順姫", "朴順姬", 1, SK_NAME_VARIANT },
  { "渡辺清", "渡邊淸", 1, SK_NAME_VARIANT },
  { "高木", "髙木", 1, SK_NAME_VARIANT },
  { "李明浩", "리명호", 1, SK_NAME_READING },
  { "李明浩", "이명호", 1, SK_NAME_READING },
  { "金英子", "김영자", 1, SK_NAME_READING },
  { "리명호", "이명호", 1, SK_NAME_HANGUL },
  { "로영희", "노영희", 1, SK_NAME_HANGUL },
  { "김영자", "Kim Yong-ja", 1, SK_NAME_ROMANISED },
  { "김영자", "Kim Young Ja", 1, SK_NAME_ROMANISED },
  { "김영자", "Young-ja KIM", 0, SK_NAME_ROMANISED },
  { "김영자", "Kim, Yŏng-ja", 0, SK_NAME_ROMANISED },
  { "金英子", "Kim Yong Ja", 1, SK_NAME_ROMANISED },
  { "박정희", "Park Chung-hee", 1, SK_NAME_ROMANISED },
  { "이승만", "Lee Seung-man", 1, SK_NAME_ROMANISED },
  { "최경록", "Choi Kyung-rok", 1, SK_NAME_ROMANISED },
  { "金英子", "キム・ヨンジャ", 1, SK_NAME_ROMANISED },
  { "박철", "パク・チョル", 1, SK_NAME_ROMANISED },
  { "かねだ はるこ", "カネダ ハルコ", 1, SK_NAME_EXACT },
  { "カネダ ハルコ", "Kaneda Haruko", 1, SK_NAME_ROMANISED },
  { "オオタ ショウジ", "Ota Shoji", 1, SK_NAME_ROMANISED },
  { "김영자", "김영지", 1, SK_NAME_FUZZY },
  { "金英子", "金英字", 1, SK_NAME_WEAK },
  { "김영자", "박철수", 1, SK_NAME_CONFLICT },
  { "金英子", "朴順姫", 1, SK_NAME_CONFLICT },
  { "金英子", "かねだ えいこ", 1, SK_NAME_FUZZY }, /* the given names can be one; nothing is known of the others */
  { "", "金英子", 1, SK_NAME_MISSING },
};

static void names_compare_by_grades(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    SkName a = named(rows[i].a, 1), b = named(rows[i].b, rows[i].order_b);
    SkNameMatch match = sk_name_compare(&a, &b), back = sk_name_compare(&b, &a);
    if (match.whole != rows[i].whole || back.whole != match.whole)
      fail_msg("%s and %s: grade %d (%d the other way), not %d", rows[i].a, rows[i].b, match.whole, back.whole,
               rows[i].whole);
  }
}

static bool share_key(const SkName *a, const SkName *b) {
  SkNameKey x[SK_NAME_KEYS_MAX], y[SK_NAME_KEYS_MAX];
  size_t x_count = sk_name_keys(a, x), y_count = sk_name_keys(b, y);
  for (size_t i = 0; i < x_count; i++)
    for (size_t j = 0; j < y_count; j++)
      if (x[i].hash == y[j].hash)
        return true;
  return false;
}

static void names_that_agree_share_a_key(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    SkName a = named(rows[i].a, 1), b = named(rows[i].b, rows[i].order_b);
    if (rows[i].whole >= SK_NAME_ROMANISED && !share_key(&a, &b))
      fail_msg("%s and %s share no key", rows[i].a, rows[i].b);
  }
}

static void names_are_divided(void **state) {
  (void)state;
  static const struct {
    const char *written;
    int order;
    uint8_t family, given; /* characters */
  } divided[] = { { "金英子", 1, 1, 2 },      { "南宮玉粉", 1, 2, 2 },    { "金田一郎", 1, 2, 2 },
                  { "김영자", 1, 1, 2 },      { "남궁옥분", 1, 2, 2 },    { "金 英子", 1, 1, 2 },
                  { "山田　花子", 1, 2, 2 },  { "Kim Yong-ja", 1, 3, 6 }, { "Yong-ja Kim", 2, 3, 6 },
                  { "Kim, Yong-ja", 0, 3, 6 } };
  for (size_t i = 0; i < G_N_ELEMENTS(divided); i++) {
    SkName name = named(divided[i].written, divided[i].order);
    if (name.family.count != divided[i].family || name.given.count != divided[i].given)
      fail_msg("%s: %d and %d characters", divided[i].written, name.family.count, name.given.count);
  }
}

static void two_characters_of_a_name_find_it(void **state) {
  (void)state;
  SkName whole = named("金英子", 1), part = { 0 };
  sk_name_prepare(&(SkNameWritten){ .given = { "英子", strlen("英子") } }, NULL, &part);
  assert_true(share_key(&whole, &part));
  whole = named("김영자", 1);
  assert_true(share_key(&whole, &part));
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
                                         "\xf4\x90\x80\x80",
                                         "김김김김김김김김김김김김김김김김김김김김김김김김김김",
                                         "a・b・c・d" };
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
    cmocka_unit_test(names_compare_by_grades), cmocka_unit_test(names_that_agree_share_a_key),
    cmocka_unit_test(names_are_divided),       cmocka_unit_test(two_characters_of_a_name_find_it),
    cmocka_unit_test(any_bytes_are_survived),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
