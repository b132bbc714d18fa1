#include "check.h"

#include "base/error.h"
#include "intake/mapping.h"
#include "intake/record.h"
#include "intake/suggest.h"
#include "list_file.h"

#include <string.h>

static int set_up(void **state) {
  ListFile *file = g_new0(ListFile, 1);
  list_file_init(file);
  *state = file;
  return 0;
}

static int tear_down(void **state) {
  list_file_clear(*state);
  g_free(*state);
  return 0;
}

/* The header of each kind of list, with a row of invented people, and what the proposal must hold. */
static const struct {
  const char *list, *encoding;
  const char *holds[8];
} lists[] = {
  { "番号,船次,出港日,世帯番号,氏名,性別,生年月日,国籍,本籍,住所,登録番号,続柄\n"
    "412,17,昭和35年4月8日,17-93,金英子,女,昭和13年5月2日,朝鮮,慶尚南道晋州郡,大阪府大阪市,大生02-481123,長女\n",
    "CP932",
    { "encoding: shift_jis", "locator: \"row {番号}\"", "number: {from: \"世帯番号\"}",
      "date: {from: \"出港日\", calendar: japanese-era}", "{from: \"氏名\", kind: registered", "\"朝鮮\": korean",
      "persona: household-head", "\"長女\": daughter" } },
  { "番号,申請番号,船次,世帯番号,氏名,ふりがな,性別,生年月日,国籍,住所,健康,荷物,家族1氏名,家族1ふりがな,家族1続柄,"
    "家族1性別,"
    "家族1生年月日,家族2氏名,家族2ふりがな,家族2続柄,家族2性別,家族2生年月日\n"
    "1,A-1,17,17-93,金田　一郎,かねだ いちろう,男,S13.5.2,朝鮮,大阪府,良,行李,順姫,,妻,女,S15.1.1,,,,,\n",
    "UTF-8",
    { "as: head", "of: \"氏名\"", "as: member", "repeat: 2", "{from: \"家族{n}氏名\"", "family: from head if missing",
      "application-number: {from: \"申請番号\"}", "persona: head, from: \"家族{n}続柄\"" } },
  { "번호,支部,姓名,한글,性別,生年月日,職業,役職,帰国理由,朝鮮語,本籍,住所,船次,出発日\n"
    "1,大阪,金英子,김영자,女,1938-05-02,無職,,教育,可,慶尚南道,大阪府,17,1960年4月8日\n",
    "UTF-8",
    { "script: hangul", "sailing: {from: \"船次\", number: true}", "departure: {from: \"出発日\", calendar: gregorian}",
      "party-role: {from: \"役職\"}", "korean-level", "said of nobody: 支部" } },
  { "番号,登録番号,氏名,通称名,性別,生年月日,国籍,本籍,現住所,前住所,写真番号\n"
    "1,大生02-1,金英子,金田　英子,女,1938年5月2日,朝鮮,慶尚南道,大阪府,,P-1\n",
    "CP932",
    { "{from: \"通称名\", kind: pass-name", "former-address: {from: \"前住所\"}", "photo-reference" } },
  { "番号,学校名,年度,学年,組,担任,氏名,ふりがな,性別,生年月日,保護者\n"
    "1,第一小学校,1957,3,2,山田,金田　英子,かねだ えいこ,女,昭和23年5月2日,金田一郎\n",
    "UTF-8",
    { "school: {from: \"学校名\"}", "school-class: {from: \"組\"}", "kind: reading", "保護者" } },
  { "番号,日付,差出人,差出人性別,受取人,続柄,差出地,要望\n"
    "1,1963年3月,김영자,女,金田　一郎,兄,咸興,薬\n",
    "UTF-8",
    { "as: writer", "sex: {from: \"差出人性別\"}", "as: receiver", "persona: writer, from: \"続柄\"", "\"兄\": brother",
      "residence" } },
  { "번호,증언,분,이름,성별,나이,기준연도,거주지,관계,출처,내용\n"
    "1,증언1,12,김영자,여,25,1963,함흥,이웃,직접,아팠다\n",
    "UTF-8",
    { "says: {from: \"출처\", is: {\"직접\": states}", "at: {from: \"기준연도\"}", "- {from: \"관계\"}",
      "- {from: \"내용\"}" } },
  { "번호,성명,성별,생년월일,출생지,입국연도,거주지,생사,사망일,사인\n"
    "1,김영자,녀,주체27(1938)년 5월 2일,경상남도,1960,,불명,,\n",
    "CP949",
    { "encoding: cp949", "kind: registered", "origin", "life-status", "death-cause",
      "departure: {from: \"입국연도\"" } },
};

/* "氏名" and columns called `before` N `after` from `first` to `last`, with a row below. */
static char *numbered_list(const char *before, const char *after, guint first, guint last) {
  GString *text = g_string_new("氏名");
  for (guint i = first; i <= last; i++)
    g_string_append_printf(text, ",%s%u%s", before, i, after);
  g_string_append(text, "\n金英子");
  for (guint i = first; i <= last; i++)
    g_string_append(text, ",朴順姫");
  g_string_append_c(text, '\n');
  return g_string_free(text, FALSE);
}

static char *suggested(ListFile *file) {
  GError *error = NULL;
  char *text = sk_mapping_suggest(file->path, &error);
  assert_no_error(error);
  return text;
}

static void every_kind_of_list_is_understood(void **state) {
  for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
    list_file_write_as(*state, "list.csv", lists[i].list, lists[i].encoding);
    g_autofree char *text = suggested(*state);
    for (gsize j = 0; j < G_N_ELEMENTS(lists[i].holds) && lists[i].holds[j] != NULL; j++)
      if (strstr(text, lists[i].holds[j]) == NULL)
        fail_msg("list %zu lacks %s:\n%s", i, lists[i].holds[j], text);
  }
}

/* The proposal is a mapping, and takes the very row it was made from. */
static void what_is_proposed_takes_the_list(void **state) {
  ListFile *file = *state;
  for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
    g_autoptr(GError) error = NULL;
    SkRow row;
    SkRefusal refusal;
    const SkRecord *record;
    list_file_write_as(file, "list.csv", lists[i].list, lists[i].encoding);
    g_autofree char *text = suggested(file);
    g_autoptr(SkMapping) mapping = sk_mapping_parse("proposal", text, strlen(text), &error);
    assert_no_error(error);
    g_autoptr(SkReader) reader = sk_reader_open(file->path, sk_mapping_reads(mapping), &error);
    assert_no_error(error);
    assert_int_equal(sk_reader_next(reader, &row, &refusal, &error), SK_READ_ROW);
    g_autoptr(SkRowMapper) mapper = sk_row_mapper_new(mapping, &row, &error);
    assert_no_error(error);
    assert_int_equal(sk_reader_next(reader, &row, &refusal, &error), SK_READ_ROW);
    if (!sk_row_mapper_map(mapper, &row, &record)) {
      g_autofree char *why = sk_refusal_print(&g_array_index(record->refusals, SkRefusal, 0));
      fail_msg("list %zu: %s\n%s", i, why, text);
    }
  }
}

static void unknown_columns_are_guessed_from_what_they_hold(void **state) {
  list_file_write_as(*state, "list.csv",
                     "甲,乙,丙,丁\n"
                     "金英子,女,昭和13年5月2日,あれこれの長い覚え書き\n李大植,男,昭和5年1月2日,1\n"
                     "朴順姫,女,昭和20年12月30日,?\n崔哲男,男,昭和1年12月30日,x\n",
                     "UTF-8");
  g_autofree char *text = suggested(*state);
  assert_non_null(strstr(text, "{from: \"甲\", kind: registered, order: family-first}  # a guess"));
  assert_non_null(strstr(text, "sex: {from: \"乙\"}  # a guess"));
  assert_non_null(strstr(text, "birth: {from: \"丙\", calendar: japanese-era}  # a guess"));
  assert_non_null(strstr(text, "said of nobody: 丁."));
}

static void a_header_below_titles_is_found(void **state) {
  list_file_write_as(*state, "list.csv", "出国者名簿,,\n昭和35年,,\n氏名,性別,生年月日\n金英子,女,昭和13年5月2日\n",
                     "UTF-8");
  g_autofree char *text = suggested(*state);
  assert_non_null(strstr(text, "header: 3"));
}

static void a_column_that_stands_twice_is_left_alone(void **state) {
  list_file_write_as(*state, "list.csv", "氏名,住所,住所\n金英子,大阪,東京\n", "UTF-8");
  g_autofree char *text = suggested(*state);
  assert_null(strstr(text, "address:"));
  assert_non_null(strstr(text, "住所 (stands twice)"));
}

/* Only members of a family are counted from one; 備考3 is a column's name. What is of no use is told. */
static void numbers_in_headings_are_understood(void **state) {
  static const struct {
    const char *before, *after;
    guint first, last;
    const char *holds, *lacks;
  } rows[] = {
    { "備考その", "", 9, 39, "{from: \"備考その39\"}", "{n}" },
    { "備考", "", 1, 3, "{from: \"備考2\"}", "{n}" },
    { "差出人", "氏名", 1, 2, "{from: \"差出人1氏名\"", "{n}" },
    { "家族", "氏名", 1, 9, "repeat: 9\n", "nobody: 家族" },
    { "家族", "氏名", 2, 4, "said of nobody: 家族2氏名, 家族3氏名, 家族4氏名.", "repeat" },
    { "家族", "氏名", 1, 66, "said of nobody: 家族65氏名, 家族66氏名.", "nobody: 家族64氏名" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *list = numbered_list(rows[i].before, rows[i].after, rows[i].first, rows[i].last);
    list_file_write_as(*state, "list.csv", list, "UTF-8");
    g_autofree char *text = suggested(*state);
    if (strstr(text, rows[i].holds) == NULL || strstr(text, rows[i].lacks) != NULL)
      fail_msg("row %zu:\n%s", i, text);
  }
}

static void a_hostile_header_stays_text(void **state) {
  list_file_write_as(*state, "list.csv", "氏名,\"性別\n  evil: true\",\"a\"\"}: {b\\\"\n金英子,女,x\n", "UTF-8");
  g_autofree char *text = suggested(*state);
  assert_null(strstr(text, "\n  evil"));
}

static void a_list_without_names_is_refused(void **state) {
  g_autoptr(GError) error = NULL;
  ListFile *file = *state;
  list_file_write_as(file, "list.csv", "a,b\n1,2\n3,4\n", "UTF-8");
  assert_null(sk_mapping_suggest(file->path, &error));
  assert_error(error, SK_ERROR_REFUSED, "names");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(every_kind_of_list_is_understood, set_up, tear_down),
    cmocka_unit_test_setup_teardown(what_is_proposed_takes_the_list, set_up, tear_down),
    cmocka_unit_test_setup_teardown(unknown_columns_are_guessed_from_what_they_hold, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_header_below_titles_is_found, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_column_that_stands_twice_is_left_alone, set_up, tear_down),
    cmocka_unit_test_setup_teardown(numbers_in_headings_are_understood, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_hostile_header_stays_text, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_list_without_names_is_refused, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
