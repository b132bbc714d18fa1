#include "import_scene.h"

#include "base/error.h"
#include "intake/draft.h"

#include <gio/gio.h>
#include <string.h>

/* A list nobody has described yet: twelve people in Shift_JIS, two of whom were born on a day that never was. */
static void write_unknown(Scene *scene, const char *name) {
  g_autoptr(GString) text = g_string_new("通し番号,氏名,性別,生年月日,住所,覚え\r\n");
  for (int i = 1; i <= 12; i++)
    g_string_append_printf(text, "%d,金 英子%d,%s,%s,大阪市生野区,覚え書き%d\r\n", i, i, i % 2 ? "女" : "男",
                           i % 6 == 0 ? "S72.13.40" : "S13.5.2", i);
  list_file_write_as(&scene->list, name, text->str, "CP932");
}

static GInputStream *open_list(gpointer user, GError **error) {
  g_autoptr(GFile) file = g_file_new_for_path(user);
  return (GInputStream *)g_file_read(file, NULL, error);
}

static gboolean keep(Scene *scene, SkSession *session, const char *like, const char *key, SkIdText *ret_batch,
                     GError **error) {
  const SkDraftSpec spec = { .source = scene->source.text,
                             .file_name = "list.csv",
                             .like = like,
                             .idempotency = key,
                             .open = open_list,
                             .user = scene->list.path };
  return sk_draft_keep(session, &spec, ret_batch, error);
}

static SkIdText kept(Scene *scene) {
  GError *error = NULL;
  SkIdText batch = { "" };
  keep(scene, scene->session, NULL, NULL, &batch, &error);
  assert_no_error(error);
  return batch;
}

static SkDraft *opened(Scene *scene, const SkIdText *batch) {
  GError *error = NULL;
  SkDraft *draft = sk_draft_open(scene->session, batch->text, &error);
  assert_no_error(error);
  return draft;
}

static SkBatchState state_of(Scene *scene, const SkIdText *batch) {
  g_autoptr(SkBatch) loaded = sk_batch_load(scene->session, batch->text, NULL);
  return loaded->state;
}

static SkPreview *previewed(SkDraft *draft) {
  GError *error = NULL;
  const char *text = sk_draft_text(draft);
  g_autoptr(SkMapping) mapping = sk_mapping_parse("draft", text, strlen(text), &error);
  assert_no_error(error);
  SkPreview *preview = sk_draft_preview(draft, mapping, &error);
  assert_no_error(error);
  return preview;
}

static void a_list_waits_and_says_nothing(void **state) {
  Scene *scene = *state;
  write_unknown(scene, "list.csv");
  SkIdText batch = kept(scene);
  g_autofree char *there = scene_dump(scene);
  assert_string_equal(there, "");
  assert_int_equal(state_of(scene, &batch), SK_BATCH_HANDED_IN);
  assert_int_equal(scene_blobs(scene), 1);
}

static void first_rows_are_shown_as_an_import_reads_them(void **state) {
  Scene *scene = *state;
  write_unknown(scene, "list.csv");
  SkIdText batch = kept(scene);
  g_autoptr(SkDraft) draft = opened(scene, &batch);
  double certainty = 0;
  assert_string_equal(sk_draft_encoding(draft, &certainty), "shift_jis");
  assert_true(sk_draft_is_plain(draft));
  assert_int_equal(sk_draft_count(draft), 6);
  assert_string_equal(sk_draft_column(draft, 3).means, "birth");
  assert_string_equal(sk_draft_column(draft, 3).calendar, "japanese-era");
  assert_string_equal(sk_draft_column(draft, 5).means, "nothing");
  g_autoptr(SkPreview) preview = previewed(draft);
  assert_int_equal(preview->rows, 12);
  assert_int_equal(preview->refused, 2);
  const SkPreviewColumn *name = preview->columns->pdata[1], *birth = preview->columns->pdata[3];
  const SkUnderstood *first = name->cells->pdata[0], *day = birth->cells->pdata[0];
  assert_int_equal(first->kind, SK_UNDERSTOOD_NAME);
  assert_string_equal(first->family, "金");
  assert_int_equal(day->kind, SK_UNDERSTOOD_DAYS);
  assert_int_equal(day->days.first, -11567); /* 2 May 1938 */
  assert_int_equal(birth->warnings->len, 1);
  assert_int_equal(((SkColumnWarning *)birth->warnings->pdata[0])->count, 2);
  assert_string_equal(((SkUnderstood *)birth->cells->pdata[birth->cells->len - 1])->rule, "impossible-date");
}

static void what_is_chosen_is_there_the_next_time(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  write_unknown(scene, "list.csv");
  SkIdText batch = kept(scene);
  g_autoptr(SkDraft) draft = opened(scene, &batch);
  assert_true(sk_draft_choose(draft, 5, "note", "", ""));
  assert_true(sk_draft_choose(draft, 3, "birth", "", "gregorian"));
  assert_false(sk_draft_choose(draft, 3, "birthday", "", ""));
  assert_false(sk_draft_choose(draft, 3, "birth", "nobody", ""));
  assert_false(sk_draft_choose(draft, 3, "birth", "", "mayan"));
  assert_false(sk_draft_choose(draft, 6, "birth", "", ""));
  g_autofree char *text = sk_draft_write(draft, "ishikawa", &error);
  assert_no_error(error);
  assert_true(sk_draft_set_mapping(scene->session, batch.text, text, &error));
  g_autoptr(SkDraft) again = opened(scene, &batch);
  assert_true(sk_draft_is_plain(again));
  assert_string_equal(sk_draft_column(again, 5).means, "note");
  assert_string_equal(sk_draft_column(again, 5).certainty, "chosen");
  assert_string_equal(sk_draft_column(again, 3).calendar, "gregorian");
  g_autofree char *same = sk_draft_write(again, NULL, &error);
  assert_string_equal(same, text);
  assert_non_null(strstr(same, "mapping: ishikawa"));
}

static void a_list_without_names_is_no_list_of_people(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  write_unknown(scene, "list.csv");
  SkIdText batch = kept(scene);
  g_autoptr(SkDraft) draft = opened(scene, &batch);
  assert_true(sk_draft_choose(draft, 1, "nothing", "", ""));
  assert_null(sk_draft_write(draft, NULL, &error));
  assert_error(error, SK_ERROR_REFUSED, "names");
}

static void a_mapping_that_says_more_is_not_cut_down(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  scene_write_ministry(scene, "list.csv", 4, 20, 10);
  SkIdText batch = kept(scene); /* a mapping that comes with the program fits it */
  g_autoptr(SkDraft) draft = opened(scene, &batch);
  assert_non_null(strstr(sk_draft_text(draft), "mapping: ministry-list"));
  assert_false(sk_draft_is_plain(draft));
  g_autoptr(SkPreview) preview = previewed(draft);
  assert_int_equal(preview->refused, 2);
  assert_string_equal(((SkPreviewColumn *)preview->columns->pdata[8])->means, "honseki");
  sk_draft_propose(draft);
  assert_true(sk_draft_is_plain(draft));
  g_autofree char *text = sk_draft_write(draft, NULL, &error);
  assert_no_error(error);
  assert_non_null(strstr(text, "mapping: my-list"));
}

/* The same form filled twice, by two offices: other words in its columns, another column that nobody uses, other
 * letters on disk. */
static const char first_office[] = "世帯番号,氏名,続柄,国籍,覚え\r\n"
                                   "1,金 一郎,世帯主,朝鮮,a\r\n1,朴 順姫,妻,朝鮮,b\r\n";
static const char second_office[] = "世帯番号,氏名,続柄,国籍,覚え,係\r\n"
                                    "7,李 武雄,世帯主,韓国,c,d\r\n7,李 英子,長女,日本,e,f\r\n";

static void a_choice_holds_for_the_next_list_of_its_kind(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  list_file_write_as(&scene->list, "first.csv", first_office, "CP932");
  SkIdText batch = kept(scene);
  g_autoptr(SkDraft) draft = opened(scene, &batch);
  assert_true(sk_draft_choose(draft, 4, "note", "", ""));
  g_autofree char *text = sk_draft_write(draft, "office", &error);
  assert_no_error(error);
  assert_true(sk_draft_set_mapping(scene->session, batch.text, text, &error));
  list_file_write_as(&scene->list, "second.csv", second_office, "UTF-8");
  SkIdText next = kept(scene);
  g_autoptr(SkDraft) second = opened(scene, &next);
  assert_non_null(strstr(sk_draft_text(second), "mapping: office"));
  assert_true(sk_draft_is_plain(second));
  assert_string_equal(sk_draft_column(second, 4).means, "note");
  assert_string_equal(sk_draft_column(second, 5).means, "nothing");
  g_autofree char *both = sk_draft_write(second, NULL, &error);
  assert_no_error(error);
  static const char *const said[] = { "\"妻\": wife",           "\"長女\": daughter", "\"朝鮮\": korean",
                                      "\"韓国\": south-korean", "encoding: utf-8",    "chosen by hand" };
  for (gsize i = 0; i < G_N_ELEMENTS(said); i++)
    assert_non_null(strstr(both, said[i]));
}

/* What a person wrote into a mapping is more than its columns say: a word of their own, a remark. */
static void a_word_of_ones_own_is_not_lost(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  static const struct {
    const char *was, *is;
  } written[] = { { "\"妻\": wife", "\"妻\": sister" },
                  { "\"妻\": wife", "\"妻\": wife, \"内縁\": wife" },
                  { "\npersonae:\n", "\n# as agreed with the office\npersonae:\n" } };
  list_file_write_as(&scene->list, "first.csv", first_office, "UTF-8");
  SkIdText batch = kept(scene);
  g_autoptr(SkDraft) draft = opened(scene, &batch);
  assert_true(sk_draft_is_plain(draft));
  for (gsize i = 0; i < G_N_ELEMENTS(written); i++) {
    g_autoptr(GString) text = g_string_new(sk_draft_text(draft));
    assert_int_equal(g_string_replace(text, written[i].was, written[i].is, 1), 1);
    assert_true(sk_draft_set_mapping(scene->session, batch.text, text->str, &error));
    g_autoptr(SkDraft) again = opened(scene, &batch);
    assert_false(sk_draft_is_plain(again));
  }
}

static void of_two_columns_of_names_each_can_be_chosen(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  list_file_write_as(&scene->list, "list.csv",
                     "氏名,이름,名前\r\n金 一郎,김일랑,金田 一郎\r\n朴 順姫,박순희,新井 順子\r\n", "UTF-8");
  SkIdText batch = kept(scene);
  g_autoptr(SkDraft) draft = opened(scene, &batch);
  assert_string_equal(sk_draft_column(draft, 0).means, "name");
  assert_string_equal(sk_draft_column(draft, 1).means, "name-hangul");
  assert_string_equal(sk_draft_column(draft, 2).means, "nothing");
  assert_true(sk_draft_choose(draft, 2, "name", "", ""));
  g_autofree char *both = sk_draft_write(draft, NULL, &error);
  assert_no_error(error);
  assert_string_equal(sk_draft_column(draft, 0).means, "name");
  assert_string_equal(sk_draft_column(draft, 2).means, "name");
  assert_true(sk_draft_set_mapping(scene->session, batch.text, both, &error));
  g_autoptr(SkDraft) again = opened(scene, &batch);
  assert_true(sk_draft_is_plain(again));
  g_autoptr(SkPreview) preview = previewed(again);
  assert_string_equal(((SkPreviewColumn *)preview->columns->pdata[2])->means, "name");
  assert_true(sk_draft_choose(again, 0, "nothing", "", ""));
  g_autofree char *other = sk_draft_write(again, NULL, &error);
  assert_no_error(error);
  assert_null(strstr(other, "from: \"氏名\""));
}

static void a_list_is_checked_and_taken_in(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  SkImportReport report;
  write_unknown(scene, "list.csv");
  SkIdText batch = kept(scene);
  assert_false(sk_batch_commit(scene->session, batch.text, NULL, &report, &error));
  assert_error(error, SK_ERROR_STALE, "handed-in");
  g_clear_error(&error);
  assert_true(sk_batch_stage(scene->session, batch.text, NULL, &report, &error));
  assert_int_equal(report.rows_refused, 2);
  assert_int_equal(state_of(scene, &batch), SK_BATCH_STAGED);
  g_autofree char *there = scene_dump(scene);
  assert_string_equal(there, "");
  assert_true(sk_batch_commit(scene->session, batch.text, NULL, &report, &error));
  assert_no_error(error);
  assert_int_equal(scene_count(scene, "entry"), 10);
}

static void another_mapping_voids_the_check(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  SkImportReport report;
  write_unknown(scene, "list.csv");
  SkIdText batch = kept(scene);
  assert_true(sk_batch_stage(scene->session, batch.text, NULL, &report, &error));
  g_autoptr(SkDraft) draft = opened(scene, &batch);
  assert_true(sk_draft_choose(draft, 3, "note", "", ""));
  g_autofree char *text = sk_draft_write(draft, NULL, &error);
  assert_true(sk_draft_set_mapping(scene->session, batch.text, text, &error));
  assert_int_equal(state_of(scene, &batch), SK_BATCH_HANDED_IN);
  assert_int_equal(scene_count(scene, "refusal"), 0);
  assert_false(sk_batch_commit(scene->session, batch.text, NULL, &report, NULL));
  assert_true(sk_batch_stage(scene->session, batch.text, NULL, &report, &error));
  assert_no_error(error);
  assert_int_equal(report.rows_refused, 0);
  assert_false(sk_draft_set_mapping(scene->session, batch.text, "mapping: [", &error));
  assert_error(error, SK_ERROR_REFUSED, "");
}

/* Until it is known what stands in it, everything might. */
static void a_list_that_waits_is_for_whoever_brought_it(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  SkIdText batch;
  g_autoptr(SkSession) kang = scene_session(scene, "kang", "archivist", NULL);
  g_autoptr(SkSession) other = scene_session(scene, "mori", "archivist", NULL);
  g_autoptr(SkSession) reader = scene_session(scene, "jun", "reader", NULL);
  write_unknown(scene, "list.csv");
  assert_true(keep(scene, kang, NULL, NULL, &batch, &error));
  g_autoptr(SkDraft) own = sk_draft_open(kang, batch.text, &error);
  assert_no_error(error);
  assert_non_null(own);
  g_autoptr(SkSession) keeper = sk_session_open(scene->store, "operator", &error); /* knows the file's label */
  g_autoptr(SkDraft) all = sk_draft_open(keeper, batch.text, &error);
  assert_no_error(error);
  assert_non_null(all);
  assert_null(sk_draft_open(other, batch.text, &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "whoever");
  g_clear_error(&error);
  assert_null(sk_draft_open(reader, batch.text, &error));
  assert_error(error, SK_ERROR_DENIED, "import");
  g_clear_error(&error);
  g_autoptr(GOutputStream) output = g_memory_output_stream_new_resizable();
  assert_false(sk_batch_write_original(other, batch.text, output, &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "");
}

static void a_form_sent_twice_brings_one_list(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  SkIdText first, second;
  write_unknown(scene, "list.csv");
  assert_true(keep(scene, scene->session, NULL, "k", &first, &error));
  assert_true(keep(scene, scene->session, NULL, "k", &second, &error));
  assert_string_equal(first.text, second.text);
  scene_write_ministry(scene, "other.csv", 4, 20, 0);
  assert_false(keep(scene, scene->session, NULL, "k", &second, &error));
  assert_error(error, SK_ERROR_DUPLICATE, "key");
}

static void what_is_no_list_is_refused_at_the_door(void **state) {
  Scene *scene = *state;
  static const struct {
    const char *bytes;
    gsize size;
    int code;
  } rows[] = { { "", 0, SK_ERROR_REFUSED },
               { "PK\3\4 no archive", 15, SK_ERROR_REFUSED },
               { "\x80\xff\xfe\x81\x01", 5, SK_ERROR_REFUSED } };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    SkIdText batch;
    list_file_write(&scene->list, "list.csv", rows[i].bytes, rows[i].size);
    assert_false(keep(scene, scene->session, NULL, NULL, &batch, &error));
    assert_int_equal(error->code, rows[i].code);
  }
  assert_int_equal(scene_count(scene, "batch"), 0);
  assert_int_equal(scene_blobs(scene), 0);
}

/* A list that was begun and never came to its end can be told from one that nobody began. */
static void an_interruption_is_remembered(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  SkImportReport report;
  write_unknown(scene, "list.csv");
  SkIdText id = kept(scene);
  assert_true(sk_batch_begin(scene->session, id.text, &error));
  g_autoptr(SkBatch) begun = sk_batch_load(scene->session, id.text, &error);
  assert_true(begun->begun > 0);
  assert_int_equal(begun->state, SK_BATCH_HANDED_IN);
  assert_true(sk_batch_stage(scene->session, id.text, NULL, &report, &error));
  g_autoptr(SkBatch) ended = sk_batch_load(scene->session, id.text, &error);
  assert_no_error(error);
  assert_true(ended->begun == 0);
}

/* The corrected rows of a list are read by its mapping, whatever else would fit. */
static void corrected_rows_come_in_by_the_same_mapping(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  SkImportReport report;
  write_unknown(scene, "list.csv");
  SkIdText first = kept(scene), second;
  assert_true(sk_batch_stage(scene->session, first.text, NULL, &report, &error));
  assert_true(sk_batch_commit(scene->session, first.text, NULL, &report, &error));
  g_autoptr(GOutputStream) output = g_memory_output_stream_new_resizable();
  assert_true(sk_batch_write_refusals(scene->session, first.text, output, &error));
  g_autofree char *text = g_strndup(g_memory_output_stream_get_data(G_MEMORY_OUTPUT_STREAM(output)),
                                    g_memory_output_stream_get_data_size(G_MEMORY_OUTPUT_STREAM(output)));
  for (char *at = text; (at = strstr(at, "S72.13.40")) != NULL;)
    memcpy(at, "S12.11.10", 9);
  list_file_write(&scene->list, "corrected.csv", text, strlen(text));
  assert_true(keep(scene, scene->session, first.text, NULL, &second, &error));
  g_autoptr(SkDraft) draft = opened(scene, &second);
  assert_int_equal(sk_draft_count(draft), 6); /* without the columns of the report */
  assert_true(sk_batch_stage(scene->session, second.text, NULL, &report, &error));
  assert_no_error(error);
  assert_int_equal(report.rows_ready, 2);
  assert_int_equal(report.rows_refused, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    scene_test(a_list_waits_and_says_nothing),
    scene_test(first_rows_are_shown_as_an_import_reads_them),
    scene_test(what_is_chosen_is_there_the_next_time),
    scene_test(a_list_without_names_is_no_list_of_people),
    scene_test(a_mapping_that_says_more_is_not_cut_down),
    scene_test(a_choice_holds_for_the_next_list_of_its_kind),
    scene_test(a_word_of_ones_own_is_not_lost),
    scene_test(of_two_columns_of_names_each_can_be_chosen),
    scene_test(a_list_is_checked_and_taken_in),
    scene_test(another_mapping_voids_the_check),
    scene_test(a_list_that_waits_is_for_whoever_brought_it),
    scene_test(a_form_sent_twice_brings_one_list),
    scene_test(what_is_no_list_is_refused_at_the_door),
    scene_test(an_interruption_is_remembered),
    scene_test(corrected_rows_come_in_by_the_same_mapping),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
