#include "check.h"

#include "base/error.h"
#include "intake/reader.h"
#include "list_file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* All rows as "line:cell|cell" joined by "/"; a refused row as "line:!rule@column"; a failure as "FAILED". */
static char *read_all(const char *path, const SkReaderOptions *options, GError **error) {
  g_autoptr(SkReader) reader = sk_reader_open(path, options, error);
  if (reader == NULL)
    return NULL;
  GString *all = g_string_new(NULL);
  for (;;) {
    SkRow row;
    SkRefusal refusal;
    SkReadResult result = sk_reader_next(reader, &row, &refusal, error);
    if (result == SK_READ_END || result == SK_READ_FAILED) {
      if (result == SK_READ_FAILED)
        g_string_append(all, "/FAILED");
      return g_string_free(all, FALSE);
    }
    g_string_append_printf(all, "%s%d:", all->len > 0 ? "/" : "", (int)row.line);
    if (result == SK_READ_REFUSED)
      g_string_append_printf(all, "!%s@%u", sk_rule_word(refusal.rule), refusal.column);
    for (guint i = 0; result == SK_READ_ROW && i < row.count; i++)
      g_string_append_printf(all, "%s%s", i > 0 ? "|" : "", row.cells[i].text);
  }
}

static void assert_reads(const char *path, const SkReaderOptions *options, const char *wanted) {
  g_autoptr(GError) error = NULL;
  g_autofree char *all = read_all(path, options, &error);
  assert_no_error(error);
  assert_string_equal(all, wanted);
}

static void assert_refuses(const char *path, const SkReaderOptions *options, SkErrorCode code, const char *fragment) {
  g_autoptr(GError) error = NULL;
  G_GNUC_UNUSED g_autofree char *all = read_all(path, options, &error);
  assert_error(error, code, fragment);
}

/* ---------------------------------------------------------------- CSV */

static const struct {
  const char *written, *read;
} csv[] = {
  { "a,b\nc,d\n", "1:a|b/2:c|d" },
  { "a,b\r\nc,d", "1:a|b/2:c|d" },
  { "a,b\rc,d\r", "1:a|b/2:c|d" },
  { "a,b\n\n,\nc,\n", "1:a|b/4:c|" },
  { "\"a,1\",\"b\"\"2\"\n", "1:a,1|b\"2" },
  { "\"a\nb\",c\nd,e\n", "1:a\nb|c/3:d|e" },
  { "a;b,c;d\n", "1:a|b,c|d" },
  { "a\tb,c\td\n", "1:a|b,c|d" },
  { "a\"b,c\n", "1:a\"b|c" },
  { "\"a\"b,c\nd,e\n", "1:!stray-quote@1/2:d|e" },
  { "\xef\xbb\xbf"
    "a,b\n",
    "1:a|b" },
};

static void rows_come_as_rfc_4180_says(void **state) {
  ListFile *file = *state;
  for (gsize i = 0; i < G_N_ELEMENTS(csv); i++) {
    list_file_write(file, "list.csv", csv[i].written, strlen(csv[i].written));
    assert_reads(file->path, NULL, csv[i].read);
  }
}

static void a_row_with_bad_bytes_is_refused_and_the_others_go_on(void **state) {
  ListFile *file = *state;
  g_autoptr(GString) text = g_string_new("a,b\n");
  for (int i = 0; i < 20000; i++) /* beyond what detection looks at */
    g_string_append(text, "金,x\n");
  g_string_append(text, "c,\xe9\x87\nd,e\n");
  list_file_write(file, "list.csv", text->str, text->len);
  g_autoptr(GError) error = NULL;
  g_autofree char *all = read_all(file->path, &(SkReaderOptions){ .encoding = SK_ENCODING_UTF_8 }, &error);
  assert_no_error(error);
  assert_non_null(strstr(all, "/20002:!not-this-encoding@2/20003:d|e"));
  list_file_write_as(file, "list.csv", "氏名,性別\n金 春子,女\n", "CP932");
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  char *contents;
  gsize size;
  assert_true(g_file_get_contents(file->path, &contents, &size, NULL));
  for (int i = 0; i < 8000; i++)
    g_byte_array_append(bytes, (guint8 *)contents, (guint)size);
  g_byte_array_append(bytes, (const guint8 *)"\x82\xff,a\nb,c\n", 9);
  g_free(contents);
  list_file_write(file, "list.csv", bytes->data, bytes->len);
  g_autofree char *japanese = read_all(file->path, NULL, &error);
  assert_no_error(error);
  assert_non_null(strstr(japanese, "/16001:!not-this-encoding@1/16002:b|c"));
}

static const struct {
  const char *text, *encoding;
  SkEncoding found;
} encodings[] = {
  { "氏名,性別,生年月日,住所\n金 春子,女,昭和13年5月2日,大阪府大阪市生野区\n", "CP932", SK_ENCODING_SHIFT_JIS },
  { "氏名,性別,生年月日,住所\n金 春子,女,昭和13年5月2日,大阪府大阪市生野区\n", "EUC-JP", SK_ENCODING_EUC_JP },
  { "番号,氏名\n1,山本一郎\n2,田中春子\n3,金山明\n", "EUC-JP", SK_ENCODING_EUC_JP },
  { "氏名,ふりがな\n李 ①郎,り いちろう\n", "CP932", SK_ENCODING_SHIFT_JIS },
  { "성명,성별,생년월일\n김춘자,녀,주체27년\n", "CP949", SK_ENCODING_CP949 },
  { "이름,주소\n박영희,평양시\n최철수,함경남도 함흥시\n똠방각하,쀍\n", "CP949", SK_ENCODING_CP949 },
  { "氏名,性別\n金 春子,女\n", "UTF-8", SK_ENCODING_UTF_8 },
  { "氏名,性別\n金 春子,女\n", "UTF-16LE", SK_ENCODING_UTF_16LE },
  { "성명,성별\n김춘자,녀\n", "UTF-16BE", SK_ENCODING_UTF_16BE },
};

static void the_encoding_is_found_from_the_bytes(void **state) {
  ListFile *file = *state;
  for (gsize i = 0; i < G_N_ELEMENTS(encodings); i++) {
    list_file_write_as(file, "list.csv", encodings[i].text, encodings[i].encoding);
    g_autoptr(GError) error = NULL;
    g_autoptr(SkReader) reader = sk_reader_open(file->path, NULL, &error);
    assert_no_error(error);
    double certainty;
    if (sk_reader_encoding(reader, &certainty) != encodings[i].found)
      fail_msg("row %zu: %s taken for %s", i, encodings[i].encoding,
               sk_encoding_word(sk_reader_encoding(reader, NULL)));
    assert_true(certainty >= 0.5 && certainty <= 1);
    SkRow row;
    SkRefusal refusal;
    assert_int_equal(sk_reader_next(reader, &row, &refusal, &error), SK_READ_ROW);
    assert_true(g_str_has_prefix(encodings[i].text, row.cells[0].text));
  }
}

static void a_byte_order_mark_decides(void **state) {
  ListFile *file = *state;
  list_file_write_as(file, "list.csv", "\xef\xbb\xbf氏名,性別\n金,女\n", "UTF-16LE");
  assert_reads(file->path, &(SkReaderOptions){ .encoding = SK_ENCODING_UTF_16BE }, "1:氏名|性別/2:金|女");
}

static void the_wrong_encoding_is_refused_with_the_right_one(void **state) {
  ListFile *file = *state;
  const char *text = "氏名,性別\n金 春子,女\n";
  list_file_write(file, "list.csv", text, strlen(text));
  assert_refuses(file->path, &(SkReaderOptions){ .encoding = SK_ENCODING_SHIFT_JIS }, SK_ERROR_REFUSED,
                 "looks like utf-8");
  list_file_write_as(file, "list.csv", text, "CP932");
  assert_refuses(file->path, &(SkReaderOptions){ .encoding = SK_ENCODING_UTF_8 }, SK_ERROR_REFUSED,
                 "looks like shift_jis");
  list_file_write(file, "list.csv", "\x80\xff\xfe\x81,\xff\n", 7);
  assert_refuses(file->path, NULL, SK_ERROR_REFUSED, "no text in any encoding");
}

static void an_unclosed_quotation_mark_names_its_line(void **state) {
  ListFile *file = *state;
  const char *text = "a,b\nc,\"d\ne,f\n";
  list_file_write(file, "list.csv", text, strlen(text));
  assert_refuses(file->path, NULL, SK_ERROR_REFUSED, "line 2: a quotation mark is opened");
}

static void a_nul_byte_refuses_its_row(void **state) {
  ListFile *file = *state;
  list_file_write(file, "list.csv", "a,b\nc,d\0e\nf,g\n", 14);
  assert_reads(file->path, NULL, "1:a|b/2:!nul-byte@2/3:f|g");
}

static void a_hundred_thousand_columns_refuse_their_row(void **state) {
  ListFile *file = *state;
  g_autoptr(GString) text = g_string_new("a,b\nx");
  for (int i = 1; i < 100000; i++)
    g_string_append(text, ",x");
  g_string_append(text, "\nc,d\n");
  list_file_write(file, "list.csv", text->str, text->len);
  assert_reads(file->path, NULL, "1:a|b/2:!too-many-cells@4097/3:c|d");
}

static void what_is_no_file_is_refused(void **state) {
  ListFile *file = *state;
  list_file_write(file, "list.csv", "", 0);
  assert_refuses(file->path, NULL, SK_ERROR_REFUSED, "empty");
  assert_refuses(file->directory, NULL, SK_ERROR_REFUSED, "is a directory");
  assert_refuses("/nonexistent/list.csv", NULL, SK_ERROR_NOT_FOUND, "cannot be opened");
  g_remove(file->path);
  assert_int_equal(mkfifo(file->path, 0600), 0);
  assert_refuses(file->path, NULL, SK_ERROR_REFUSED, "is not a file");
  if (geteuid() == 0)
    return; /* root reads everything: the next check means nothing */
  list_file_write(file, "shut.csv", "a,b\n", 4);
  g_chmod(file->path, 0);
  assert_refuses(file->path, NULL, SK_ERROR_IO, "cannot be opened");
}

/* ---------------------------------------------------------------- XLSX */

#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

static void a_sheet_gives_text_numbers_and_dates(void **state) {
  ListFile *file = *state;
  list_file_sheet(
      file,
      SHEET("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1' t='s'><v>1</v></c></row><row r='2'/>"
            "<row r='4'><c r='A4'><v>38</v></c><c r='B4' s='1'><v>21898</v></c><c r='C4' s='2'><v>1.5</v></c>"
            "<c r='D4' t='inlineStr'><is><t>金 </t><r><t>春子</t></r></is></c><c r='E4' t='str'><v>f</v></c>"
            "<c r='F4'><v>0.1</v></c><c t='b'><v>1</v></c></row>"),
      "<sst><si><t>氏名</t><rPh><t>シメイ</t></rPh></si><si><r><t>性</t></r><r><t>別</t></r></si></sst>");
  assert_reads(file->path, NULL, "1:氏名||性別/4:38|1959-12-14|1900-01-01T12:00:00|金 春子|f|0.1|TRUE");
  assert_reads(file->path, &(SkReaderOptions){ .sheet = "名簿" },
               "1:氏名||性別/4:38|1959-12-14|1900-01-01T12:00:00|金 春子|f|0.1|TRUE");
  assert_refuses(file->path, &(SkReaderOptions){ .sheet = "表" }, SK_ERROR_REFUSED, "its sheets are: 名簿");
  assert_refuses(file->path, &(SkReaderOptions){ .format = SK_FORMAT_CSV }, SK_ERROR_REFUSED, "mapping says csv");
}

static void too_many_columns_of_a_sheet_refuse_their_row(void **state) {
  ListFile *file = *state;
  list_file_sheet(file,
                  SHEET("<row r='1'><c r='A1'><v>1</v></c></row><row r='2'><c r='XFD2'><v>1</v></c></row>"
                        "<row r='3'><c r='A3'><v>3</v></c></row>"),
                  NULL);
  assert_reads(file->path, NULL, "1:1/2:!too-many-cells@4097/3:3");
}

static void a_document_type_is_refused(void **state) {
  ListFile *file = *state;
  list_file_sheet(file,
                  "<!DOCTYPE lolz [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>" SHEET(
                      "<row><c t='inlineStr'><is><t>&c;</t></is></c></row>"),
                  NULL);
  assert_refuses(file->path, NULL, SK_ERROR_REFUSED, "declares a document type");
}

static void a_bomb_is_refused_before_it_is_unpacked(void **state) {
  ListFile *file = *state;
  g_autofree char *zeros = g_strnfill(64 << 20, '0');
  list_file_sheet(file, zeros, NULL);
  assert_refuses(file->path, NULL, SK_ERROR_LIMIT, "would swell");
}

static const struct {
  const char *member, *content, *fragment;
} hostile[] = {
  { "../../etc/cron.d/x", "x", "points outside" },
  { "/etc/passwd", "x", "points outside" },
  { "xl\\..\\x", "x", "points outside" },
  { "xl/embeddings/inner.zip", "x", "archive within" },
  { "xl/media/image1.png", "PK\3\4 not an image", "archive within" },
};

static void hostile_members_refuse_the_file(void **state) {
  ListFile *file = *state;
  for (gsize i = 0; i < G_N_ELEMENTS(hostile); i++) {
    const char *members[] = { "xl/workbook.xml", "<workbook/>", hostile[i].member, hostile[i].content, NULL };
    list_file_zip(file, "list.xlsx", members);
    assert_refuses(file->path, NULL, SK_ERROR_REFUSED, hostile[i].fragment);
  }
  const char *other[] = { "word/document.xml", "<x/>", NULL };
  list_file_zip(file, "list.xlsx", other);
  assert_refuses(file->path, NULL, SK_ERROR_REFUSED, "no spreadsheet");
}

static void too_many_members_are_refused_unread(void **state) {
  ListFile *file = *state;
  const char *members[] = { "xl/workbook.xml", "<workbook/>", NULL };
  list_file_zip(file, "list.xlsx", members);
  g_autofree char *bytes = NULL;
  gsize size;
  assert_true(g_file_get_contents(file->path, &bytes, &size, NULL));
  bytes[size - 12] = bytes[size - 11] = (char)0xff; /* total number of entries, as in an archive of a million */
  list_file_write(file, "list.xlsx", bytes, size);
  assert_refuses(file->path, NULL, SK_ERROR_LIMIT, "entries");
}

/* Every cut of a good file: refused, or (when only what is not needed was lost) read; never a crash. */
static void a_cut_off_archive_is_refused(void **state) {
  ListFile *file = *state;
  list_file_sheet(file, SHEET("<row r='1'><c r='A1'><v>1</v></c></row>"), NULL);
  g_autofree char *bytes = NULL;
  gsize size;
  assert_true(g_file_get_contents(file->path, &bytes, &size, NULL));
  for (gsize cut = 4; cut < size; cut += 7) {
    list_file_write(file, "cut.xlsx", bytes, cut);
    g_autoptr(GError) error = NULL;
    G_GNUC_UNUSED g_autofree char *all = read_all(file->path, NULL, &error);
    assert_error(error, SK_ERROR_REFUSED, "cut.xlsx");
  }
}

static void a_flipped_byte_is_noticed(void **state) {
  ListFile *file = *state;
  g_autoptr(GString) rows = g_string_new("<worksheet><sheetData>");
  for (int i = 1; i < 500; i++)
    g_string_append_printf(rows, "<row r='%d'><c t='inlineStr'><is><t>%d</t></is></c></row>", i, i * 7919 % 1000);
  g_string_append(rows, "</sheetData></worksheet>");
  list_file_sheet(file, rows->str, NULL);
  g_autofree char *bytes = NULL;
  gsize size;
  assert_true(g_file_get_contents(file->path, &bytes, &size, NULL));
  char *at = memmem(bytes, size, "xl/worksheets/sheet1.xml", 24);
  at[24 + 200] = (char)(at[24 + 200] ^ 0x10);
  list_file_write(file, "list.xlsx", bytes, size);
  assert_refuses(file->path, NULL, SK_ERROR_REFUSED, "sheet1.xml");
}

#define READER_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
    READER_TEST(rows_come_as_rfc_4180_says),
    READER_TEST(a_row_with_bad_bytes_is_refused_and_the_others_go_on),
    READER_TEST(the_encoding_is_found_from_the_bytes),
    READER_TEST(a_byte_order_mark_decides),
    READER_TEST(the_wrong_encoding_is_refused_with_the_right_one),
    READER_TEST(an_unclosed_quotation_mark_names_its_line),
    READER_TEST(a_nul_byte_refuses_its_row),
    READER_TEST(a_hundred_thousand_columns_refuse_their_row),
    READER_TEST(what_is_no_file_is_refused),
    READER_TEST(a_sheet_gives_text_numbers_and_dates),
    READER_TEST(too_many_columns_of_a_sheet_refuse_their_row),
    READER_TEST(a_document_type_is_refused),
    READER_TEST(a_bomb_is_refused_before_it_is_unpacked),
    READER_TEST(hostile_members_refuse_the_file),
    READER_TEST(too_many_members_are_refused_unread),
    READER_TEST(a_cut_off_archive_is_refused),
    READER_TEST(a_flipped_byte_is_noticed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
