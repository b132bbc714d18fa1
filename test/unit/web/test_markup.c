/* How values are written into pages, and how texts and days are said. */
#include "check.h"

#include <string.h>

#include "web/chart.h"
#include "web/markup.h"
#include "web/show.h"

typedef void (*Write)(GString *out, const char *text);

static const struct {
  Write write;
  const char *text, *wanted;
} written[] = {
  { sk_markup_text, "金 英子", "金 英子" },
  { sk_markup_text, "<b a=\"1\" b='2'>&", "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;" },
  { sk_markup_text, "a\xff\xfe z", "a\uFFFD\uFFFD z" },
  { sk_markup_text, "a\x01 b\x1b[0m", "a\uFFFD b\uFFFD[0m" },
  { sk_markup_text, "\xe9\x87", "\uFFFD\uFFFD" },
  { sk_markup_text, "a\u202Eb\u2066c", "a\uFFFDb\uFFFDc" },
  { sk_markup_text, "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301 か\u3099",
    "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u200B\u0301\u0301 か\u3099" },
  { sk_markup_text, NULL, "" },
  { sk_markup_address, "/people/1?a=b&c", "/people/1?a=b&amp;c" },
  { sk_markup_address, "#A", "#A" },
  { sk_markup_address, "//elsewhere.example", "#" },
  { sk_markup_address, "/\\elsewhere.example", "#" },
  { sk_markup_address, "javascript:alert(1)", "#" },
  { sk_markup_address, "", "#" },
  { sk_markup_address, NULL, "#" },
  { sk_markup_address_part, "a/b?c=1&d 金", "a%2Fb%3Fc%3D1%26d%20%E9%87%91" },
};

static void values_are_written_by_where_they_stand(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(written); i++) {
    g_autoptr(GString) out = g_string_new(NULL);
    written[i].write(out, written[i].text);
    assert_string_equal(out->str, written[i].wanted);
  }
}

static const struct {
  const char *language, *text, *wanted;
} mixed[] = {
  { "en", "nothing <b>", "nothing &lt;b&gt;" },
  { "en", "金 is read 김 in Korean", "<span lang=\"ja\">金</span> is read <span lang=\"ko\">김</span> in Korean" },
  { "ja", "金の朝鮮語の読みは김", "金の朝鮮語の読みは<span lang=\"ko\">김</span>" },
  { "ko", "金은 김", "<span lang=\"ja\">金</span>은 김" },
  { "en", "出国者名簿 第17–23次, row 3", "<span lang=\"ja\">出国者名簿 第17–23次</span>, row 3" },
  { "en", "金英子 김영자 Kim", "<span lang=\"ja\">金英子</span> <span lang=\"ko\">김영자</span> Kim" },
  { "en", "Ким", "<span lang=\"ru\">Ким</span>" },
  { "en", "金<\xff김", "<span lang=\"ja\">金</span>&lt;\uFFFD<span lang=\"ko\">김</span>" },
  { "en", "か\u3099 な", "<span lang=\"ja\">か\u3099 な</span>" },
  { "en", "", "" },
  { "en", NULL, "" },
};

static void letters_of_another_language_are_marked(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(mixed); i++) {
    g_autoptr(GString) out = g_string_new(NULL);
    sk_markup_mixed(out, mixed[i].language, mixed[i].text);
    assert_string_equal(out->str, mixed[i].wanted);
  }
}

static const struct {
  int64_t number;
  const char *wanted;
} grouped[] = { { 0, "0" }, { 999, "999" }, { 1000, "1,000" }, { 93340, "93,340" }, { -1234567, "-1,234,567" } };

static void numbers_are_grouped(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(grouped); i++) {
    g_autofree char *text = sk_text_grouped(grouped[i].number);
    assert_string_equal(text, grouped[i].wanted);
  }
}

static void texts_are_found_in_each_language(void **state) {
  (void)state;
  assert_string_equal(sk_text("en", "Search"), "Search");
  assert_string_equal(sk_text("ja", "Search"), "検索");
  assert_string_equal(sk_text("ko", "Search"), "검색");
  assert_string_equal(sk_text("ja", "nobody wrote this"), "nobody wrote this");
  assert_string_equal(sk_text_in("ja", "relation", "wife"), "妻");
  assert_string_equal(sk_text_in("en", "property", "birth"), "Born");
  assert_string_equal(sk_text_plural("en", "%(count)s mention", "%(count)s mentions", 1), "%(count)s mention");
  assert_string_equal(sk_text_plural("en", "%(count)s mention", "%(count)s mentions", 2), "%(count)s mentions");
  g_autofree char *mentions = sk_show_mentions("ja", 3);
  assert_string_equal(mentions, "言及3件");
}

/* What stands in a placeholder is never read as a placeholder again. */
static void placeholders_are_filled_once(void **state) {
  (void)state;
  const SkTextPart parts[] = { { .name = "a", .text = "%(b)s" }, { .name = "b", .number = 7 } };
  g_autofree char *text = sk_text_fill("%(a)s %(b)s %(c)s 100%% %(", parts, 2);
  assert_string_equal(text, "%(b)s 7 %(c)s 100% %(");
}

static const struct {
  const char *language, *written;
  unsigned doubt;
  const char *wanted;
} days[] = {
  { "en", "1938-05-02", 0, "2 May 1938" },
  { "ja", "1938-05-02", 0, "1938年5月2日（昭和13年）" },
  { "ko", "1938-05-02", 0, "1938년 5월 2일" },
  { "en", "1938-05", 0, "May 1938" },
  { "en", "1938", 0, "1938" },
  { "en", "1938", SK_DOUBT_ABOUT, "about 1938" },
  { "ja", "1926", 0, "1926年（大正15年–昭和元年）" },
  { "ja", "1912-07-30", 0, "1912年7月30日（大正元年）" },
  { "en", "1938-05-02/1938-06-20", 0, "2 May 1938 to 20 June 1938" },
  { "en", "1938-01-02/1940-12-31", 0, "1938 to 1940" },
  { "en", "1960-03-04/1960-04-03", SK_DOUBT_ORDER, "4 March 1960 or 3 April 1960" },
  { "ja", "1960-03-04/1960-04-03", SK_DOUBT_ORDER, "1960年3月4日か1960年4月3日（昭和35年）" },
  { "en", "1938", SK_DOUBT_ABOUT | SK_DOUBT_UNCERTAIN, "about 1938 (uncertain)" },
  { "en", "1989-02", SK_DOUBT_ERA_DAY, "February 1989 (uncertain)" },
};

static void days_are_said_as_narrowly_as_they_are_known(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(days); i++) {
    SkDate date = { 0 };
    const char *slash = strchr(days[i].written, '/');
    assert_true(sk_date_parse(days[i].written,
                              slash != NULL ? (gsize)(slash - days[i].written) : strlen(days[i].written), &date) > 0);
    if (slash != NULL) {
      SkDate last = { 0 };
      assert_true(sk_date_parse(slash + 1, strlen(slash + 1), &last) > 0);
      date.last = last.last;
    }
    g_autofree char *text = sk_show_days(days[i].language, date.first, date.last, days[i].doubt);
    assert_string_equal(text, days[i].wanted);
  }
}

static const struct {
  const char *language, *written, *wanted;
} places[] = {
  { "en", "row 68", "row 68" },
  { "ja", "row 68", "68行目" },
  { "ko", "row 68", "68행" },
  { "ja", "page 3, line 7", "3ページ、7行目" },
  { "ko", "card 大47-062271", "카드 大47-062271" },
  { "ja", "第三冊 row 7", "第三冊 row 7" }, /* words of the source's own */
  { "ja", "rows 6", "rows 6" },
  { "ja", "", "" },
};

static void a_place_in_a_source_is_said_in_the_readers_language(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
    g_autofree char *text = sk_show_locator(places[i].language, places[i].written);
    assert_string_equal(text, places[i].wanted);
  }
  assert_null(sk_show_locator("ja", NULL));
}

/* Bars keep their proportions, stay within the picture, and a published figure far above them is left out. */
static void bars_are_in_proportion(void **state) {
  (void)state;
  const SkChartBar bars[] = { { 50, -1, "a", NULL }, { 100, 150, "b", "b" }, { 0, -1, "c", NULL } };
  g_autoptr(SkViewChart) chart = sk_view_chart_new();
  sk_chart_draw(chart, bars, G_N_ELEMENTS(bars));
  const SkViewBar *half = chart->bars->pdata[0], *whole = chart->bars->pdata[1], *none = chart->bars->pdata[2];
  assert_true(whole->height - 2 * half->height <= 1 && 2 * half->height - whole->height <= 1);
  assert_int_equal(none->height, 0);
  assert_true(whole->claim && whole->claim_y < whole->y && !half->claim && !chart->far);
  const SkChartBar far[] = { { 5, 5000, "a", NULL } };
  g_autoptr(SkViewChart) other = sk_view_chart_new();
  sk_chart_draw(other, far, 1);
  assert_true(other->far && !other->claims);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(values_are_written_by_where_they_stand),
    cmocka_unit_test(letters_of_another_language_are_marked),
    cmocka_unit_test(numbers_are_grouped),
    cmocka_unit_test(texts_are_found_in_each_language),
    cmocka_unit_test(placeholders_are_filled_once),
    cmocka_unit_test(days_are_said_as_narrowly_as_they_are_known),
    cmocka_unit_test(a_place_in_a_source_is_said_in_the_readers_language),
    cmocka_unit_test(bars_are_in_proportion),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
