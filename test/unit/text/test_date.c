#include "check.h"
#include "text/date.h"

#include <string.h>

static const struct {
  const char *written, *edtf;
  unsigned doubt;
} rows[] = {
  { "1938-05-02", "1938-05-02", 0 },
  { "昭和34年12月14日", "1959-12-14", 0 },
  { "昭和三十四年十二月十四日", "1959-12-14", 0 },
  { "S13.5.2", "1938-05-02", 0 },
  { "S 13. 5. 2", "1938-05-02", 0 },
  { "Ｓ１３．５．２", "1938-05-02", 0 },
  { "昭和13年", "1938", 0 },
  { "昭和元年", "1926-12-25/1926-12-31", 0 },
  { "大正15年", "1926-01-01/1926-12-25", 0 },
  { "明治45年7月30日", "1912-07-30", 0 },
  { "昭和64年2月", "1989-02", SK_DOUBT_ERA_DAY },
  { "昭和三十五年頃", "1960~", SK_DOUBT_ABOUT },
  { "1960年12月14日", "1960-12-14", 0 },
  { "1960. 12. 14.", "1960-12-14", 0 },
  { "1960년 12월 14일", "1960-12-14", 0 },
  { "1960/12/14", "1960-12-14", 0 },
  { "19601214", "1960-12-14", 0 },
  { "14 December 1959", "1959-12-14", 0 },
  { "December 14, 1959", "1959-12-14", 0 },
  { "Dec 1959", "1959-12", 0 },
  { "주체 49년", "1960", 0 },
  { "주체49(1960)년", "1960", 0 },
  { "주체27(1938)년 5월 2일", "1938-05-02", 0 },
  { "단기 4293년 3월", "1960-03", 0 },
  { "spring 1961", "1961-03-01/1961-05-31", 0 },
  { "1961-21", "1961-03-01/1961-05-31", 0 },
  { "1960년 봄", "1960-03-01/1960-05-31", 0 },
  { "1960~", "1960~", SK_DOUBT_ABOUT },
  { "1960?", "1960?", SK_DOUBT_UNCERTAIN },
  { "1960-XX", "1960", 0 },
  { "196X", "196X", 0 },
  { "../1961", "../1961-12-31", 0 },
  { "1960/1961", "1960-01-01/1961-12-31", 0 },
  { "1960-03/1960-05", "1960-03-01/1960-05-31", 0 },
  { "陰暦昭和13年5月2日", "1938-05-02/1938-06-22", SK_DOUBT_LUNAR },
  { "음력 1938년 5월 2일", "1938-05-02/1938-06-22", SK_DOUBT_LUNAR },
};

static void a_written_date_means_these_days(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    SkDate date;
    char edtf[64];
    if (sk_date_parse(rows[i].written, strlen(rows[i].written), &date) == 0)
      fail_msg("%s is no date", rows[i].written);
    sk_date_print_edtf(&date, edtf, sizeof edtf);
    if (strcmp(edtf, rows[i].edtf) != 0 || date.doubt != rows[i].doubt)
      fail_msg("%s means %s, doubt %u; not %s, doubt %u", rows[i].written, edtf, date.doubt, rows[i].edtf,
               rows[i].doubt);
  }
}

static void what_is_no_date_is_refused(void **state) {
  (void)state;
  static const char *const wrong[] = { "",   "x",        "1960-02-30", "昭和",      "昭和13年13月1日", "S",
                                       "99", "\xff\xfe", "不明",       "1961/1960", "平成5年2月30日" };
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    SkDate date = { 7, 8, SK_CALENDAR_DANGI, 9 };
    if (sk_date_parse_in(wrong[i], strlen(wrong[i]), SK_CALENDAR_GREGORIAN, &date))
      fail_msg("%s was read as a date", wrong[i]);
    assert_int_equal(date.first, 7);
  }
}

static void a_printed_day_reads_back(void **state) {
  (void)state;
  for (SkDay day = -40000; day < 20000; day += 37) {
    SkDate date = { .first = day, .last = day }, again;
    char text[64];
    sk_date_print_edtf(&date, text, sizeof text);
    assert_int_equal(sk_date_parse(text, strlen(text), &again), strlen(text));
    assert_int_equal(again.first, day);
    assert_int_equal(again.last, day);
  }
}

static void a_bare_era_date_is_showa_in_an_era_column(void **state) {
  (void)state;
  SkDate date;
  assert_true(sk_date_parse_in("13.5.2", 6, SK_CALENDAR_JAPANESE_ERA, &date));
  char text[64];
  sk_date_print_edtf(&date, text, sizeof text);
  assert_string_equal(text, "1938-05-02");
  assert_false(sk_date_parse_in("13.5.2", 6, SK_CALENDAR_GREGORIAN, &date));
}

static void an_age_implies_births(void **state) {
  (void)state;
  static const struct {
    int age;
    SkAgeCounting counting;
    const char *birth;
  } ages[] = { { 23, SK_AGE_FULL, "1936-06-18/1937-06-17" },
               { 23, SK_AGE_KAZOE, "1938" },
               { 1, SK_AGE_KAZOE, "1960" } };
  SkDate reference, birth;
  assert_int_not_equal(sk_date_parse("1960-06-17", 10, &reference), 0);
  for (size_t i = 0; i < G_N_ELEMENTS(ages); i++) {
    char text[64];
    assert_true(sk_age_birth(ages[i].age, ages[i].counting, &reference, &birth));
    sk_date_print_edtf(&birth, text, sizeof text);
    assert_string_equal(text, ages[i].birth);
  }
  assert_false(sk_age_birth(-1, SK_AGE_FULL, &reference, &birth));
}

static void dates_compare_by_grades(void **state) {
  (void)state;
  static const struct {
    const char *a, *b;
    SkDateMatch match;
  } pairs[] = {
    { "1938-05-02", "S13.5.2", SK_DATE_EXACT },       { "1938-05-02", "1938", SK_DATE_COMPATIBLE },
    { "1938-05-02", "1938-02-05", SK_DATE_SWAPPED },  { "1938-05-02", "1939-05-01", SK_DATE_NEAR },
    { "1938-05-02", "1924-05-02", SK_DATE_ERA_SLIP }, { "1938-05-02", "1948-05-02", SK_DATE_ERA_SLIP },
    { "1938-05-02", "1944-09-09", SK_DATE_CONFLICT },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    SkDate a, b;
    assert_int_not_equal(sk_date_parse(pairs[i].a, strlen(pairs[i].a), &a), 0);
    assert_int_not_equal(sk_date_parse(pairs[i].b, strlen(pairs[i].b), &b), 0);
    assert_int_equal(sk_date_compare(&a, &b), pairs[i].match);
    assert_int_equal(sk_date_compare(&b, &a), pairs[i].match);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_written_date_means_these_days), cmocka_unit_test(what_is_no_date_is_refused),
    cmocka_unit_test(a_printed_day_reads_back),        cmocka_unit_test(a_bare_era_date_is_showa_in_an_era_column),
    cmocka_unit_test(an_age_implies_births),           cmocka_unit_test(dates_compare_by_grades),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
