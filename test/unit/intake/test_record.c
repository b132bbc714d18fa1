#include "check.h"

#include "base/error.h"
#include "intake/record.h"

#include <string.h>

/* One CSV line (no quotation marks) as a row. */
typedef struct {
  char **parts;
  SkCell cells[64];
  SkRow row;
} Line;

static void line_read(Line *line, const char *text, uint64_t number) {
  line->parts = g_strsplit(text, ",", -1);
  guint count = g_strv_length(line->parts);
  assert_true(count <= G_N_ELEMENTS(line->cells));
  for (guint i = 0; i < count; i++)
    line->cells[i] = (SkCell){ line->parts[i], (guint)strlen(line->parts[i]) };
  line->row = (SkRow){ number, count, line->cells };
}

/* "role[head]: kind/family+given/written; property=value@EDTF ..." for each mention, then ties; or the refusals. */
static char *print_record(const SkRecord *record, gboolean taken) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < record->refusals->len; i++) {
    const SkRefusal *refusal = &g_array_index(record->refusals, SkRefusal, i);
    g_string_append_printf(out, "!%s@%s ", sk_rule_word(refusal->rule),
                           refusal->column_name != NULL ? refusal->column_name : "-");
  }
  assert_true(taken == (record->refusals->len == 0));
  for (guint m = 0; taken && m < record->mentions->len; m++) {
    const SkMention *mention = &g_array_index(record->mentions, SkMention, m);
    g_string_append_printf(out, "[%s%s", mention->role, mention->is_head ? "*" : "");
    for (guint i = 0; i < record->names->len; i++) {
      const SkNameClaim *name = &g_array_index(record->names, SkNameClaim, i);
      if (name->mention != m)
        continue;
      g_string_append_printf(out, " %s:%s(%s)", sk_vocabulary_word(SK_VOCABULARY_NAME_KIND, name->kind), name->written,
                             sk_vocabulary_word(SK_VOCABULARY_SCRIPT, name->script));
      if (name->family != NULL)
        g_string_append_printf(out, "=%s+%s", name->family, name->given);
      if (name->reading_of != G_MAXUINT)
        g_string_append_printf(out, "~%s", g_array_index(record->names, SkNameClaim, name->reading_of).written);
    }
    for (guint i = 0; i < record->facts->len; i++) {
      const SkFact *fact = &g_array_index(record->facts, SkFact, i);
      if (fact->mention == m)
        g_string_append_printf(out, " %s=%s%s", sk_vocabulary_word(SK_VOCABULARY_PROPERTY, fact->property),
                               fact->value != NULL ? fact->value : fact->verbatim, fact->modality == 4 ? "?" : "");
    }
    g_string_append(out, "]");
  }
  for (guint i = 0; taken && i < record->ties->len; i++) {
    const SkTie *tie = &g_array_index(record->ties, SkTie, i);
    g_string_append_printf(out, " %d-%s-%u", tie->a == SK_HOUSEHOLD_HEAD ? -1 : (int)tie->a,
                           sk_vocabulary_word(SK_VOCABULARY_RELATION, (int)tie->kind), tie->b);
  }
  return g_string_free(out, FALSE);
}

static SkRowMapper *mapper_for(const char *mapping_name, const char *header) {
  g_autoptr(GError) error = NULL;
  g_autoptr(SkMapping) mapping = sk_mapping_load(mapping_name, &error);
  assert_no_error(error);
  Line line;
  line_read(&line, header, 1);
  SkRowMapper *mapper = sk_row_mapper_new(mapping, &line.row, &error);
  g_strfreev(line.parts);
  assert_no_error(error);
  return mapper;
}

static char *map_line(SkRowMapper *mapper, const char *text) {
  Line line;
  line_read(&line, text, 7);
  const SkRecord *record;
  gboolean taken = sk_row_mapper_map(mapper, &line.row, &record);
  char *printed = print_record(record, taken);
  g_strfreev(line.parts);
  return printed;
}

static const struct {
  const char *mapping, *header, *row, *wanted;
} rows[] = {
#define MINISTRY "番号,船次,出港日,世帯番号,氏名,性別,生年月日,国籍,本籍,住所,登録番号,続柄"
  { "ministry-list", MINISTRY,
    "412,１７,昭和35年4月8日,17-93,金英子,女,昭和13年5月2日,朝鮮,慶尚南道晋州郡,大阪府大阪市生野区,大生02-481123,長女",
    "[traveller registered:金英子(han) sex=female birth=1938-05-02 nationality=korean honseki=慶尚南道晋州郡 "
    "address=大阪府大阪市生野区 registration-number=大生02-481123 sailing=17 departure=1960-04-08] -1-daughter-0" },
  { "ministry-list", MINISTRY, "1,17,昭和35年4月8日,17-93,金一郎,男,,,,,,世帯主",
    "[traveller* registered:金一郎(han) sex=male sailing=17 departure=1960-04-08]" },
  { "ministry-list", MINISTRY, "1,17,昭和35年4月8日,17-93,金一郎,男,昭和36年1月2日,,,,,",
    "!birth-after-departure@生年月日 " },
  { "ministry-list", MINISTRY, "1,188,昭和35年4月8日,17-93,金一郎,男,,,,,,", "!sailing-range@船次 " },
  { "ministry-list", MINISTRY, "1,x,昭和35年4月8日,17-93,金一郎,男,,,,,,", "!not-a-number@船次 " },
  { "ministry-list", MINISTRY, "1,17,昭和35年13月8日,17-93,金一郎,人,,,,,,",
    "!impossible-date@出港日 !unknown-word@性別 " },
  { "ministry-list", MINISTRY, "1,17,昭和35年4月8日,17-93,,女,,,,,,", "!empty-persona@氏名 " },
  { "ministry-list", MINISTRY, "1,17,昭和35年4月8日,17-93,,,,,,,,", "!nobody@- " },
  { "ministry-list", MINISTRY, "1,17,昭和35年4月8日,17-93,金一郎,男,,,,,,,extra", "!cell-beyond-header@- " },
#define RED_CROSS                                                                                                                                                \
  "番号,申請番号,船次,世帯番号,氏名,ふりがな,性別,生年月日,国籍,住所,健康,荷物,家族1氏名,家族1ふりがな,家族1続柄," \
  "家族1性別,家族1生年月日,家族2氏名,家族2ふりがな,家族2続柄,家族2性別,家族2生年月日"
  { "red-cross-list", RED_CROSS,
    "1,a,17,9,金田　一郎,かねだ いちろう,男,S13.5.2,朝鮮,,,,春子,,妻,女,T9.11.30,,カネダ アキラ,長男,男,M41.3.1",
    "[head* pass-name:金田　一郎(han)=金田+一郎 reading:かねだ いちろう(kana)=かねだ+いちろう~金田　一郎 sex=male "
    "birth=1938-05-02 nationality=korean application-number=a sailing=17]"
    "[member registered:春子(han)=金田+春子 sex=female birth=1920-11-30 sailing=17]"
    "[member reading:カネダ アキラ(kana)=カネダ+アキラ sex=male birth=1908-03-01 sailing=17] 0-wife-1 0-son-2" },
  { "letters", "番号,日付,差出人,差出人性別,受取人,続柄,差出地,要望", "1,주체52년 3월,김춘자,女,金田　一郎,兄,함흥,薬",
    "[writer as-called:김춘자(hangul) sex=female residence=함흥 last-news=1963-03 note=薬]"
    "[receiver as-called:金田　一郎(han)=金田+一郎 stayed=japan] 0-brother-1" },
  { "testimonies", "번호,증언,분,이름,성별,나이,기준연도,거주지,관계,출처,내용", "1,1,2,춘자,여,30,1965,,이웃,전문,x",
    "[mentioned as-called:춘자(hangul) sex=female? age=30? note=이웃? note=x?]" },
  { "counterpart-list", "번호,성명,성별,생년월일,출생지,입국연도,거주지,생사,사망일,사인",
    "1,리영희,녀,주체27(1938)년 5월 2일,,1960,,사망,불명,병",
    "[listed registered:리영희(hangul) sex=female birth=1938-05-02 departure=1960 "
    "life-status=said-dead-by-counterpart death=unknown death-cause=병]" },
};

static void a_row_says_this_by_its_mapping(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *header = g_strdup(rows[i].header);
    if (strcmp(rows[i].mapping, "red-cross-list") == 0)
      for (int n = 3; n <= 9; n++) {
        char *longer =
            g_strdup_printf("%s,家族%d氏名,家族%dふりがな,家族%d続柄,家族%d性別,家族%d生年月日", header, n, n, n, n, n);
        g_free(header);
        header = longer;
      }
    g_autoptr(SkRowMapper) mapper = mapper_for(rows[i].mapping, header);
    g_autofree char *got = map_line(mapper, rows[i].row);
    if (strcmp(got, rows[i].wanted) != 0)
      fail_msg("row %zu\n got: %s\nwant: %s", i, got, rows[i].wanted);
  }
}

/* A list that counts by the moon, and ages that say themselves how they are counted. */
static void a_mapping_says_how_its_list_counts(void **state) {
  (void)state;
  static const char lunar[] =
      "mapping: moon\nversion: 1\n"
      "personae:\n  - as: traveller\n    names: [{from: 이름, kind: registered, script: hangul}]\n"
      "    birth: {from: 생일, calendar: lunar-korean}\n"
      "    age: {from: 나이, counting: unknown, at: 1960-06-17}\n";
  static const struct {
    const char *row, *wanted;
  } said[] = {
    { "김영자,1938.4.3,23", "[traveller registered:김영자(hangul) birth=1938-05-02 age=23]" },
    { "김영자,1938.5.2(양력),만 23세", "[traveller registered:김영자(hangul) birth=1938-05-02 age=23 full]" },
    { "김영자,1960년 윤6월 15일,数え年24", "[traveller registered:김영자(hangul) birth=1960-08-07 age=24 kazoe]" },
    { "김영자,1938.4.31,", "!impossible-date@생일 " },
    { "김영자,,24x", "!age-range@나이 " },
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(SkMapping) mapping = sk_mapping_parse("moon.yaml", lunar, strlen(lunar), &error);
  assert_no_error(error);
  Line line;
  line_read(&line, "이름,생일,나이", 1);
  g_autoptr(SkRowMapper) mapper = sk_row_mapper_new(mapping, &line.row, &error);
  g_strfreev(line.parts);
  assert_no_error(error);
  for (gsize i = 0; i < G_N_ELEMENTS(said); i++) {
    g_autofree char *got = map_line(mapper, said[i].row);
    assert_string_equal(got, said[i].wanted);
  }
}

static void a_header_that_does_not_fit_is_refused(void **state) {
  (void)state;
  g_autoptr(GError) error = NULL;
  g_autoptr(SkMapping) mapping = sk_mapping_load("ministry-list", &error);
  Line line;
  line_read(&line, "番号,船次,出港日,世帯番号,氏名,氏名,性別,国籍,本籍,住所,登録番号,続柄", 1);
  g_autoptr(SkRowMapper) mapper = sk_row_mapper_new(mapping, &line.row, &error);
  g_strfreev(line.parts);
  assert_null(mapper);
  assert_error(error, SK_ERROR_REFUSED, "氏名 (twice)");
  assert_error(error, SK_ERROR_REFUSED, "生年月日");
}

static void a_raw_row_reads_back_and_damage_is_noticed(void **state) {
  (void)state;
  g_autofree char *text = g_strnfill(70000, 'x');
  SkCell cells[] = { { "金", 3 }, { "", 0 }, { text, 70000 } };
  g_autoptr(GByteArray) raw = g_byte_array_new();
  sk_raw_write(&(SkRow){ 1, 3, cells }, raw);
  const char *cell;
  gsize at = 0, length;
  for (int i = 0; i < 3; i++) {
    assert_true(sk_raw_next(raw->data, raw->len, &at, &cell, &length));
    assert_int_equal(length, cells[i].length);
    assert_memory_equal(cell, cells[i].text, length);
  }
  assert_false(sk_raw_next(raw->data, raw->len, &at, &cell, &length));
  at = 0;
  assert_true(sk_raw_next(raw->data, raw->len - 1, &at, &cell, &length));
  assert_true(sk_raw_next(raw->data, raw->len - 1, &at, &cell, &length));
  assert_false(sk_raw_next(raw->data, raw->len - 1, &at, &cell, &length));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_row_says_this_by_its_mapping),
    cmocka_unit_test(a_header_that_does_not_fit_is_refused),
    cmocka_unit_test(a_mapping_says_how_its_list_counts),
    cmocka_unit_test(a_raw_row_reads_back_and_damage_is_noticed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
