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
  { "spring 1961", "1961-21", SK_DOUBT_PART },
  { "1961-21", "1961-21", SK_DOUBT_PART },
  { "1960년 봄", "1960-21", SK_DOUBT_PART },
  { "1960~", "1960~", SK_DOUBT_ABOUT },
  { "1960?", "1960?", SK_DOUBT_UNCERTAIN },
  { "1960-XX", "1960", 0 },
  { "196X", "196X", 0 },
  { "../1961", "../1961-12-31", 0 },
  { "1960/1961", "1960/1961", 0 },
  { "1960-03/1960-05", "1960-03/1960-05", 0 },
  { "陰暦昭和13年5月2日", "1938-05-30", 0 },
  { "음력 1938년 5월 2일", "1938-05-30", 0 },
  { "음력 1978년 8월 1일", "1978-09-03", 0 },
  { "陰暦1922年閏5月1日", "1922-06-25", 0 },
  { "음력 1938년 4월 30일", "1938-05-28/1938-05-29", SK_DOUBT_LUNAR }, /* the month had 29 days */
  { "음력 1850년 5월 2일", "1850-05-02/1850-06-22", SK_DOUBT_LUNAR },  /* before the almanacs */
  { "明治3年5月2日", "1870-05-02/1870-05-31", SK_DOUBT_LUNAR },        /* before the reform of 1873 */
  { "38.5.2", "1938-05-02/1963-05-02", SK_DOUBT_CENTURY },
  { "14.12.59", "1959-12-14", SK_DOUBT_CENTURY },
  { "1960〜62年", "1960/1962", 0 },
  { "昭和35〜37年", "1960/1962", 0 },
  { "1960年か1961年", "1960/1961", 0 },
  { "until 1960", "../1960-12-31", 0 },
  { "from 1960 until 1962", "1960/1962", 0 },
  { "1960年から", "1960-01-01/..", 0 },
  { "Juche 49, 1960", "1960", 0 },
  { "경자년(1960년)", "1960", 0 },
  { "경자년", "1900-01-01/2021-02-11", SK_DOUBT_CYCLE | SK_DOUBT_LUNAR },
  { "陰暦大晦日1959年", "1960-01-27", 0 },
  { "1938年5月2日(旧4月5日)", "1938-05-02/1938-05-04", SK_DOUBT_DISAGREE },
  { "2 May Showa 13", "1938-05-02", 0 },
  { "(1938年5月2日)", "1938-05-02", 0 },
  { "the 5th day of the 5th lunar month, 1940", "1940-06-10", 0 },
  { "5 years old as of 1 April 1960", "1954-04-02/1955-04-01", SK_DOUBT_COUNTING },
  { "8 months old on 14 December 1959", "1959-03-15/1959-04-14", 0 },
  { "해방 전", "../1945-08-14", SK_DOUBT_PART },
  { "1960-W15", "1960-04-11/1960-04-17", 0 },
  { "196□年", "196X?", SK_DOUBT_UNCERTAIN },
  { "1960-04-00", "1960-04?", SK_DOUBT_UNCERTAIN },
  { "만 5세(1960.4.1 기준)", "1954-04-02/1955-04-01", 0 },
  { "1960年5・6月", "1960-05/1960-06", 0 },
  { "5~6月 1960年", "1960-05/1960-06", 0 },
  { "1960.5~6", "1960-05/1960-06", 0 },
  { "昭和35年5月5、6日", "1960-05-05/1960-05-06", 0 },
  { "March 3~5, 1960", "1960-03-03/1960-03-05", 0 },
  { "3~5 March 1960", "1960-03-03/1960-03-05", 0 },
  { "1960-05/06", "1960-05/1960-06", SK_DOUBT_GAPS },
  { "1960년 섣달 그믐", "1961-02-14", SK_DOUBT_LUNAR },
  { "last day of January 1960", "1960-01-31", 0 },
  { "元旦 1960年", "1960-01-01", 0 },
  { "196012", "1960-12", 0 },
  { "191011", "1910-11", SK_DOUBT_CENTURY },
  { "380502", "1938-05-02", SK_DOUBT_CENTURY },
  { "600115", "1960-01-15", SK_DOUBT_CENTURY },
  { "winter 1960-61", "1960-24", SK_DOUBT_PART },
  { "spring 1960-61", "1960-03/1961-05", SK_DOUBT_PART },
  { "1938~40", "1938/1940", 0 },
  { "1938. 5. 2. (음력 4. 3.)", "1938-05-02", 0 },
  { "음력 4월 3일 (양력 1938년 5월 2일)", "1938-05-02", 0 },
  { "2 May 1938 (Showa 13)", "1938-05-02", 0 },
  { "1960.12.14-20", "1960-12-14/1960-12-20", 0 },
  { "1960年12月14日夜", "1960-12-14", 0 },
  { "3/4 1960年", "[1960-03-04,1960-04-03]", SK_DOUBT_ORDER },
  { "lunar 3/4/1960", "[1960-03-30,1960-04-28]", SK_DOUBT_ORDER },
  { "1960년(경자년) 10월 26일", "1960-10-26/1960-12-14", SK_DOUBT_LUNAR },
  { "1960年十月廿六", "1960-10-26/1960-12-14", SK_DOUBT_LUNAR },
  { "December 14, 35 Shōwa", "1960-12-14", 0 },
  { "1960년 12월 14일 수", "1960-12-14", 0 },
  { "среда, 14 декабря 1960 г.", "1960-12-14", 0 },
  { "3/4/1960", "[1960-03-04,1960-04-03]", SK_DOUBT_ORDER },
  { "1960年(昭和36年)5月2日", "1960-05-02/1961-05-02", SK_DOUBT_DISAGREE },
  { "60年5月2日", "1960-05-02/1985-05-02", SK_DOUBT_CENTURY },
  { "Y170000002", "Y5800000/..", SK_DOUBT_FAR },
  /* counts that are no longer met, and what no count can mean */
  { "光武九年十一月十七日", "1905-11-17", 0 },
  { "융희 3년 5월 2일", "1909-05-02", 0 },
  { "民國四十九年三月一日", "1960-03-01", 0 },
  { "康徳十年五月", "1943-05", 0 },
  { "광무 12년", "1908", SK_DOUBT_ERA_DAY },
  { "紀元2600年", "1940", 0 },
  { "2600年", "1940", SK_DOUBT_CENTURY },
  { "4293-03-01", "1960-03-01", SK_DOUBT_CENTURY },
  { "2960年", "2960", SK_DOUBT_CENTURY },
  { "1938-40", "1938/1940", SK_DOUBT_CENTURY }, /* or EDTF's first half of 1938 */
  { "2001-45", "2001/2045", SK_DOUBT_CENTURY }, /* or a slip for a month */
  /* eras and what is left out of them */
  { "大正年間", "1912-07-30/1926-12-25", 0 },
  { "明治末", "1897-01-01/1912-07-30", SK_DOUBT_PART },
  { "일제강점기", "1910-08-29/1945-08-15", 0 },
  { "(明治43)4.13", "1910-04-13", 0 },
  { "昭和12、3年頃", "1937~/1938~", SK_DOUBT_ABOUT },
  { "昭和35・36年", "1960/1961", 0 },
  { "1960年、1965年", "1960/1965", SK_DOUBT_GAPS },
  { "自昭和34年12月14日至昭和35年4月8日", "1959-12-14/1960-04-08", 0 },
  { "昭和34年12月14日〜", "1959-12-14/..", 0 },
  { "昭和20年より前", "../1944-12-31", 0 },
  { "1960-08-10/12", "1960-08-10/1960-08-12", 0 },
  { "1960年8月10日-12日", "1960-08-10/1960-08-12", 0 },
  { "1960년 1분기", "1960-01/1960-03", 0 },
  { "1938-9", "1938/1939", SK_DOUBT_CENTURY }, /* or September */
  { "2001-20", "2001/2020", SK_DOUBT_CENTURY },
  { "3 April - 8 May 1960", "1960-04-03/1960-05-08", 0 },
  { "34年12月14日（昭和）", "1959-12-14", 0 },
  { "昭和35年4月より", "1960-04-01/..", 0 },
  { "昭和三十五年度末", "1960-12/1961-03", SK_DOUBT_PART },
  { "昭和35年度上半期", "1960-04/1960-09", SK_DOUBT_PART },
  { "2600/2600", "2600/2600", 0 }, /* an interval of EDTF counts as its standard says */
  /* said twice */
  { "昭和35年4月8日(1960年4月8日)", "1960-04-08", 0 },
  { "1960年4月8日(昭和35年4月9日)", "1960-04-08/1960-04-09", SK_DOUBT_DISAGREE },
  { "8 April 1960 [昭和35年]", "1960-04-08", 0 },
  { "음력 3월 2일, 양력 1935년 4월 4일", "1935-04-04", 0 },
  { "1960년생 (음력 3월 13일)", "1960-04-08", 0 },
  /* a birth bears an age that was stated some other day */
  { "昭和10年4月8日生(満25歳)", "1935-04-08", 0 },
  { "age 25, born 1935", "1935", 0 },
  { "1935年4月8日(満25歳)", "1909-04-09/1935-04-08", SK_DOUBT_GAPS }, /* nothing says which */
  { "1960년 6월 17일 현재(만 23세)", "1936-06-18/1937-06-17", 0 },
  { "満23歳位(昭和35年6月17日)", "1936-06-18~/1937-06-17~", SK_DOUBT_ABOUT },
  { "23 by kazoe in 1960", "1938", 0 },
  { "0歳(1960年6月17日)", "1959-06-18/1960-06-17", 0 },
  /* feasts, and the moon in English */
  { "1935년 음력 칠월 칠석", "1935-08-05", 0 },
  { "1952년 음력 사월 초파일", "1952-05-01", 0 },
  { "lunar leap month 6, day 4, 1911", "1911-07-29", 0 },
  /* a word of one syllable is not torn out of another */
  { "1960년 전라남도", "1960", 0 },
  { "1960년 초등학교", "1960", 0 },
  /* names of people, and of no day */
  { "昭八", "1933", SK_DOUBT_CENTURY },
  { "1690年4月8日", "1690-04-08", SK_DOUBT_CENTURY },
  /* hands and machines */
  { "1960–04–08", "1960-04-08", 0 },
  { "1960ー4ー8", "1960-04-08", 0 },
  { "17.III.1960", "1960-03-17", 0 },
  { "8 Apri1 1960", "1960-04-08", SK_DOUBT_LOOKALIKE },
  { "Febuary 8, 1960", "1960-02-08", SK_DOUBT_LOOKALIKE },
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
  static const char *const wrong[] = {
    "",        "x",        "1960-02-30", "昭和",       "昭和13年13月1日", "1961세기", "S",
    "99",      "\xff\xfe", "不明",       "1961/1960",  "平成5年2月30日",  "5月2日",   "陰暦1938年閏5月2日",
    "昭和",    "1960-13",  "1960-02-30", "음력",       "../..",           "Kim",      "金英子",
    "大阪13",  "10:30",    "令和99年",   "주체1960년", "数え0歳(1960年)", "千夏",     "1960年4月第2日曜日",
    "60년 전", "3年前に"
  };
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

static void a_lunar_column_is_lunar_unless_it_says_otherwise(void **state) {
  (void)state;
  static const struct {
    const char *written;
    SkCalendar calendar, said;
    const char *edtf;
  } cells[] = {
    { "1938-05-02", SK_CALENDAR_LUNAR_KOREAN, SK_CALENDAR_LUNAR_KOREAN, "1938-05-30" },
    { "1938.5.2", SK_CALENDAR_LUNAR, SK_CALENDAR_LUNAR, "1938-05-30" },
    { "昭和13年5月2日", SK_CALENDAR_LUNAR_CHINESE, SK_CALENDAR_LUNAR_CHINESE, "1938-05-30" },
    { "1938.5.2(양력)", SK_CALENDAR_LUNAR_KOREAN, SK_CALENDAR_GREGORIAN, "1938-05-02" },
    { "1938.5.2(음력)", SK_CALENDAR_LUNAR_KOREAN, SK_CALENDAR_LUNAR_KOREAN, "1938-05-30" },
    { "27.5.2", SK_CALENDAR_JUCHE, SK_CALENDAR_JUCHE, "1938-05-02" },
    { "1938.5.2", SK_CALENDAR_JUCHE, SK_CALENDAR_GREGORIAN, "1938-05-02" },
    { "4271.5.2", SK_CALENDAR_DANGI, SK_CALENDAR_DANGI, "1938-05-02" },
    { "13年5月", SK_CALENDAR_JAPANESE_ERA, SK_CALENDAR_JAPANESE_ERA, "1938-05" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
    SkDate date;
    char edtf[64];
    if (!sk_date_parse_in(cells[i].written, strlen(cells[i].written), cells[i].calendar, &date))
      fail_msg("%s is no date", cells[i].written);
    sk_date_print_edtf(&date, edtf, sizeof edtf);
    if (strcmp(edtf, cells[i].edtf) != 0 || date.calendar != cells[i].said)
      fail_msg("%s means %s, %s", cells[i].written, edtf, sk_calendar_word(date.calendar));
  }
}

/* What is EDTF already is kept as it was written, and everything printed reads back as the same days. */
static void what_is_printed_reads_back(void **state) {
  (void)state;
  static const char *const kept[] = { "{1960,1961-12}", "1960-XX-15",  "1985-04-12/",
                                      "Y170000002",     "2004-06~-11", "../1985" };
  for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) {
    SkDate date, again;
    char edtf[64];
    assert_true(sk_date_parse_in(kept[i], strlen(kept[i]), SK_CALENDAR_GREGORIAN, &date));
    sk_date_edtf_of(kept[i], strlen(kept[i]), &date, edtf, sizeof edtf);
    assert_string_equal(edtf, kept[i]);
    sk_date_print_edtf(&date, edtf, sizeof edtf);
    if (!sk_date_parse_in(edtf, strlen(edtf), SK_CALENDAR_GREGORIAN, &again) || again.first != date.first ||
        again.last != date.last)
      fail_msg("%s was printed %s, which means other days", kept[i], edtf);
  }
}

static void an_age_is_read_in_three_languages(void **state) {
  (void)state;
  static const struct {
    const char *written;
    int age;
    SkAgeCounting counting;
  } ages[] = { { "23", 23, SK_AGE_UNKNOWN },       { "満二十三歳", 23, SK_AGE_FULL },
               { "数え年23", 23, SK_AGE_KAZOE },   { "만 23세", 23, SK_AGE_FULL },
               { "23살", 23, SK_AGE_UNKNOWN },     { "aged 23", 23, SK_AGE_UNKNOWN },
               { "23歳(数え)", 23, SK_AGE_KAZOE }, { "23 years old", 23, SK_AGE_UNKNOWN } };
  for (size_t i = 0; i < G_N_ELEMENTS(ages); i++) {
    SkAgeCounting counting;
    int age;
    assert_int_equal(sk_age_parse(ages[i].written, strlen(ages[i].written), &age, &counting), strlen(ages[i].written));
    assert_int_equal(age, ages[i].age);
    assert_int_equal(counting, ages[i].counting);
  }
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
    { "1938-05-02", "S13.5.2", SK_DATE_EXACT },
    { "1938-05-02", "1938", SK_DATE_COMPATIBLE },
    { "1938-05-02", "1938-02-05", SK_DATE_SWAPPED },
    { "1938-05-02", "1939-05-01", SK_DATE_NEAR },
    { "1938-05-02", "1924-05-02", SK_DATE_ERA_SLIP },
    { "1938-05-02", "1948-05-02", SK_DATE_ERA_SLIP },
    { "1938-05-02", "1944-09-09", SK_DATE_CONFLICT },
    { "1938-05-02", "1963-05-02", SK_DATE_ERA_SLIP },
    { "1938-05-02", "음력 1938년 5월 2일", SK_DATE_CALENDAR },
    { "1938-05-30", "1938-05-02", SK_DATE_CALENDAR },
    { "1870-05-02", "明治3年5月2日", SK_DATE_CALENDAR },
    { "1960", "1961/..", SK_DATE_NEAR },
    { "1960?", "1950/1961", SK_DATE_COMPATIBLE },
    { "3/4/1960", "1960-04-03", SK_DATE_COMPATIBLE },
    { "3/4/1960", "1960-03-20", SK_DATE_NEAR }, /* between the two, and neither */
    { "3/4/1960", "4/3/1960", SK_DATE_COMPATIBLE },
    { "平成5年3月12日", "大正5年3月12日", SK_DATE_ERA_SLIP },
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
    cmocka_unit_test(a_written_date_means_these_days),
    cmocka_unit_test(what_is_no_date_is_refused),
    cmocka_unit_test(a_printed_day_reads_back),
    cmocka_unit_test(a_bare_era_date_is_showa_in_an_era_column),
    cmocka_unit_test(a_lunar_column_is_lunar_unless_it_says_otherwise),
    cmocka_unit_test(what_is_printed_reads_back),
    cmocka_unit_test(an_age_is_read_in_three_languages),
    cmocka_unit_test(an_age_implies_births),
    cmocka_unit_test(dates_compare_by_grades),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
