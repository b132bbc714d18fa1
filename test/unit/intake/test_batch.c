#include "import_scene.h"

#include "base/error.h"
#include "store/statement.h"

#include <string.h>

static void undo_restores_what_was_before(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  int64_t links = -1;
  scene_write_ministry(scene, "first.csv", 4, 40, 0);
  scene_imported(scene, "ministry-list");
  g_autofree char *before = scene_dump(scene);
  scene_write_ministry(scene, "second.csv", 42, 60, 7); /* the first two go on in a household of the first list */
  SkImportReport second = scene_imported(scene, "ministry-list");
  g_autofree char *between = scene_dump(scene);
  assert_string_not_equal(before, between);
  assert_true(sk_batch_undo(scene->session, second.batch.text, FALSE, &links, &error));
  assert_no_error(error);
  g_autofree char *after = scene_dump(scene);
  assert_string_equal(before, after);
  g_autoptr(SkBatch) batch = sk_batch_load(scene->session, second.batch.text, &error);
  assert_int_equal(batch->state, SK_BATCH_UNDONE);
  assert_int_equal(scene_blobs(scene), 2); /* what came in is kept, for whoever wants to do it right */
  assert_false(sk_batch_undo(scene->session, second.batch.text, FALSE, &links, &error));
  assert_error(error, SK_ERROR_STALE, "undone");
  scene_imported(scene, "ministry-list"); /* the same file again, now that it is out */
}

static void a_batch_others_lean_on_goes_last(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  scene_write_ministry(scene, "first.csv", 4, 6, 0);
  SkImportReport first = scene_imported(scene, "ministry-list");
  scene_write_ministry(scene, "second.csv", 10, 6, 0);
  SkImportReport second = scene_imported(scene, "ministry-list");
  assert_int_equal(scene_count(scene, "household"), 3);
  assert_int_equal(scene_count(scene, "relation"), 9); /* also those to a head of the other list */
  assert_false(sk_batch_undo(scene->session, first.batch.text, FALSE, NULL, &error));
  assert_error(error, SK_ERROR_REFUSED, second.batch.text);
  g_clear_error(&error);
  assert_true(sk_batch_undo(scene->session, second.batch.text, FALSE, NULL, &error));
  assert_true(sk_batch_undo(scene->session, first.batch.text, FALSE, NULL, &error));
  g_autofree char *all = scene_dump(scene);
  assert_string_equal(all, "");
}

/* ---------------------------------------------------------------- refusals */

static char *report_of(Scene *scene, const char *batch) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GOutputStream) output = g_memory_output_stream_new_resizable();
  sk_batch_write_refusals(scene->session, batch, output, &error);
  assert_no_error(error);
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM(output);
  return g_strndup(g_memory_output_stream_get_data(memory), g_memory_output_stream_get_data_size(memory));
}

static char *replaced(const char *text, const char *what, const char *by) {
  g_autoptr(GString) copy = g_string_new(text);
  assert_true(g_string_replace(copy, what, by, 0) > 0);
  return g_strdup(copy->str);
}

static gint compare_texts(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Everything but keys, public ids, batches, the sums by batch and the raw cells. */
static char *said(Scene *scene) {
  g_autofree char *all = scene_dump(scene);
  g_auto(GStrv) lines = g_strsplit(all, "\n", -1);
  g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
  for (gsize i = 0; lines[i] != NULL; i++) {
    g_auto(GStrv) c = g_strsplit(lines[i], " ", -1);
    if (strcmp(c[0] != NULL ? c[0] : "", "assertion") == 0)
      g_ptr_array_add(kept, g_strdup_printf("%s %s %s %s %s", c[3], c[5], c[6], c[7], c[8]));
    else if (strcmp(c[0] != NULL ? c[0] : "", "entry") == 0)
      g_ptr_array_add(kept, g_strdup_printf("%s %s %s", c[5], c[6], c[7]));
    else if (g_str_has_prefix(lines[i], "tally ") || g_str_has_prefix(lines[i], "person_tally "))
      g_ptr_array_add(kept, g_strdup(lines[i]));
  }
  g_ptr_array_sort(kept, compare_texts);
  g_ptr_array_add(kept, NULL);
  return g_strjoinv("\n", (char **)kept->pdata);
}

static void corrected_refusals_come_in_as_if_they_had_been_right(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  scene_write_ministry(scene, "list.csv", 4, 40, 0);
  SkImportReport right = scene_imported(scene, "ministry-list");
  g_autofree char *wanted = said(scene);
  assert_true(sk_batch_undo(scene->session, right.batch.text, FALSE, NULL, &error));
  scene_write_ministry(scene, "list.csv", 4, 40, 7);
  SkImportReport first = scene_imported(scene, "ministry-list");
  assert_int_equal(first.rows_refused, 5);
  g_autofree char *report = report_of(scene, first.batch.text);
  g_autofree char *corrected = replaced(report, "不詳の日", "昭和13年5月2日");
  list_file_write(&scene->list, "refused.csv", corrected, strlen(corrected));
  SkImportReport second = scene_imported(scene, "ministry-list");
  assert_int_equal(second.rows_ready, 5);
  assert_int_equal(second.households, 0); /* they go into those of the first batch */
  g_autofree char *got = said(scene);
  assert_string_equal(got, wanted); /* entry lines too: those of the list, not of the report */
}

/* What a spreadsheet would run as a formula is guarded in the report, and is what it was when the report comes back. */
static void a_formula_comes_back_as_it_was(void **state) {
  Scene *scene = *state;
  const char *text = "番号,船次,出港日,世帯番号,氏名,性別,生年月日,国籍,本籍,住所,登録番号,続柄\r\n"
                     "2,17,昭和35年4月8日,17-2,李英子,女,昭和13年5月2日,朝鮮,,,,世帯主\r\n"
                     "3,17,昭和35年4月8日,17-3,朴英子,女,昭和13年5月3日,朝鮮,,,,世帯主\r\n"
                     "1,17,昭和35年4月8日,17-1,金英子,女,不詳の日,朝鮮,@SUM(1),=HYPERLINK(1),'-5,＝1+1\r\n";
  list_file_write_as(&scene->list, "list.csv", text, "CP932");
  SkImportReport first = scene_imported(scene, "ministry-list");
  assert_int_equal(first.rows_refused, 1);
  g_autofree char *report = report_of(scene, first.batch.text);
  assert_non_null(strstr(report, ",'@SUM(1),'=HYPERLINK(1),''-5,'＝1+1,"));
  g_autofree char *corrected = replaced(report, "不詳の日", "昭和13年5月2日");
  list_file_write(&scene->list, "refused.csv", corrected, strlen(corrected));
  assert_int_equal(scene_imported(scene, "ministry-list").rows_ready, 1);
  g_autofree char *got = said(scene);
  assert_non_null(strstr(got, "=HYPERLINK(1)"));
  assert_null(strstr(got, "'=HYPERLINK(1)"));
  assert_non_null(strstr(got, "'-5"));
  assert_null(strstr(got, "''-5"));
}

static void a_row_with_two_faults_stands_once_in_the_report(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  const char *text = "番号,船次,出港日,世帯番号,氏名,性別,生年月日,国籍,本籍,住所,登録番号,続柄\r\n"
                     "1,17,昭和35年4月8日,17-1,金英子,女,昭和13年5月2日,朝鮮,,,,世帯主\r\n"
                     "2,17,昭和35年4月8日,17-1,\"金,一\"\"郎\",異,不詳の日,朝鮮,,,,長男,余り\r\n";
  list_file_write_as(&scene->list, "list.csv", text, "CP932");
  SkImportReport first = scene_imported(scene, "ministry-list");
  assert_int_equal(first.rows_refused, 1);
  assert_true(first.refusals >= 3);
  g_autofree char *report = report_of(scene, first.batch.text);
  g_auto(GStrv) lines = g_strsplit(report, "\r\n", -1);
  assert_int_equal(g_strv_length(lines), 3); /* header, the row, and the end */
  assert_non_null(strstr(lines[1], "unknown-word"));
  assert_non_null(strstr(lines[1], "impossible-date"));
  list_file_write(&scene->list, "same.csv", report,
                  strlen(report)); /* as it is, it is refused again, extra cell and all */
  SkImportReport again;
  assert_false(scene_import(scene, "ministry-list", &again, &error));
  assert_error(error, SK_ERROR_REFUSED, "too many");
  g_clear_error(&error);
  g_autofree char *sex = replaced(report, "異", "男");
  g_autofree char *birth = replaced(sex, "不詳の日", "昭和13年5月2日");
  g_autofree char *whole = replaced(birth, ",余り", "");
  list_file_write(&scene->list, "right.csv", whole, strlen(whole));
  assert_int_equal(scene_imported(scene, "ministry-list").rows_ready, 1);
  g_autoptr(GPtrArray) refusals = sk_batch_refusals(scene->session, first.batch.text, 1, 1, &error);
  assert_int_equal(refusals->len, 1);
  assert_int_equal(((SkBatchRefusal *)refusals->pdata[0])->line, 3);
}

/* ---------------------------------------------------------------- word for word */

typedef gboolean (*WriteFile)(SkSession *session, const char *id, GOutputStream *output, GError **error);

/* Whether the session gets the file at all, and a byte of the honseki in it. */
static gboolean obtains(SkSession *session, const char *batch, WriteFile write) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GOutputStream) output = g_memory_output_stream_new_resizable();
  gboolean got = write(session, batch, output, &error);
  if (!got)
    assert_error(error, SK_ERROR_NOT_FOUND, "compartment");
  gsize size = g_memory_output_stream_get_data_size(G_MEMORY_OUTPUT_STREAM(output));
  assert_true(got == (size > 0));
  return got;
}

static void see_refusal(SkSession *session, const char *batch, gboolean hidden) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) refusals = sk_batch_refusals(session, batch, 0, 10, &error);
  assert_no_error(error);
  assert_int_equal(refusals->len, 2);
  const SkBatchRefusal *refusal = refusals->pdata[0];
  assert_string_equal(refusal->rule, "impossible-date");
  assert_true(refusal->is_hidden == hidden);
  assert_true((refusal->value == NULL) == hidden);
  assert_true((refusal->row->len == 0) == hidden);
}

/* The list holds a honseki: who may see its people and not where their families come from gets neither the file nor a
 * row of it, and learns all the same that two rows were refused. */
static void rows_word_for_word_are_for_those_who_may_see_all_they_say(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  scene_write_ministry(scene, "list.csv", 4, 20, 10);
  SkImportReport report = scene_imported(scene, "ministry-list");
  static const char *const origin[] = { "origin", NULL };
  g_autoptr(SkSession) reader = scene_session(scene, "hana", "reader", NULL);
  g_autoptr(SkSession) keeper = scene_session(scene, "kang", "reader", origin);
  g_autoptr(SkBatch) seen = sk_batch_load(reader, report.batch.text, &error);
  assert_int_equal(seen->rows_refused, 2);
  assert_false(seen->has_original);
  assert_false(obtains(reader, report.batch.text, sk_batch_write_original));
  assert_false(obtains(reader, report.batch.text, sk_batch_write_refusals));
  see_refusal(reader, report.batch.text, TRUE);
  assert_true(obtains(keeper, report.batch.text, sk_batch_write_original));
  assert_true(obtains(keeper, report.batch.text, sk_batch_write_refusals));
  see_refusal(keeper, report.batch.text, FALSE);
}

static int64_t reads_journalled(Scene *scene) {
  static const SkStatement reads = { "journal_reads", "SELECT count(*) FROM journal WHERE act = 23", "", "i",
                                     SK_ACCESS_SYSTEM };
  GError *error = NULL;
  SkCursor cursor;
  sk_statement_start(sk_session_db(scene->session), &reads, NULL, &cursor, &error);
  assert_true(sk_cursor_next(&cursor, &error));
  int64_t count = sk_cursor_int64(&cursor, 0);
  sk_cursor_clear(&cursor);
  return count;
}

static void a_file_that_leaves_is_journalled_and_one_that_may_not_is_not(void **state) {
  Scene *scene = *state;
  scene_write_ministry(scene, "list.csv", 4, 20, 10);
  SkImportReport report = scene_imported(scene, "ministry-list");
  g_autoptr(SkSession) reader = scene_session(scene, "hana", "reader", NULL);
  assert_false(obtains(reader, report.batch.text, sk_batch_write_original));
  assert_false(obtains(reader, report.batch.text, sk_batch_write_refusals));
  assert_int_equal(reads_journalled(scene), 0);
  assert_true(obtains(scene->session, report.batch.text, sk_batch_write_original));
  assert_true(obtains(scene->session, report.batch.text, sk_batch_write_refusals));
  assert_int_equal(reads_journalled(scene), 2);
}

/* ---------------------------------------------------------------- two steps */

static SkImportReport staged(Scene *scene) {
  GError *error = NULL;
  SkImportReport report = { 0 };
  g_autoptr(SkMapping) mapping = sk_mapping_load("ministry-list", NULL);
  const SkImportSpec spec = {
    .source = scene->source.text, .path = scene->list.path, .mapping = mapping, .file_name = "uploaded.csv"
  };
  sk_import_stage(scene->session, &spec, NULL, &report, &error);
  assert_no_error(error);
  return report;
}

static void a_staged_batch_waits_unseen(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  SkImportReport report;
  scene_write_ministry(scene, "list.csv", 4, 2000, 100);
  SkImportReport waiting = staged(scene);
  assert_int_equal(waiting.rows_refused, 20);
  g_autofree char *before = scene_dump(scene);
  assert_string_equal(before, "");
  g_autoptr(SkBatch) batch = sk_batch_load(scene->session, waiting.batch.text, &error);
  assert_int_equal(batch->state, SK_BATCH_STAGED);
  assert_string_equal(batch->file_name, "uploaded.csv");
  assert_true(sk_batch_commit(scene->session, waiting.batch.text, NULL, &report, &error));
  assert_no_error(error);
  assert_int_equal(report.rows_ready, 1980);
  assert_int_equal(scene_count(scene, "entry"), 1980);
  g_autoptr(GPtrArray) refusals = sk_batch_refusals(scene->session, waiting.batch.text, 0, 1000, &error);
  assert_int_equal(refusals->len, 20);
  assert_false(sk_batch_commit(scene->session, waiting.batch.text, NULL, &report, &error));
  assert_error(error, SK_ERROR_STALE, "committed");
}

static void a_batch_thrown_away_leaves_no_file(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  SkImportReport report;
  scene_write_ministry(scene, "list.csv", 4, 20, 10);
  SkImportReport waiting = staged(scene);
  assert_true(sk_batch_throw_away(scene->session, waiting.batch.text, &error));
  assert_no_error(error);
  assert_false(sk_batch_commit(scene->session, waiting.batch.text, NULL, &report, &error));
  assert_error(error, SK_ERROR_STALE, "thrown-away");
  g_clear_error(&error);
  g_autoptr(GPtrArray) refusals = sk_batch_refusals(scene->session, waiting.batch.text, 0, 10, &error);
  assert_int_equal(refusals->len, 0);
  scene_imported(scene, "ministry-list");
  assert_int_equal(scene_blobs(scene), 1); /* the one of this import */
}

static void of_two_staged_alike_one_comes_in(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  SkImportReport report;
  scene_write_ministry(scene, "list.csv", 4, 20, 0);
  SkImportReport first = staged(scene), second = staged(scene);
  assert_true(sk_batch_commit(scene->session, first.batch.text, NULL, &report, &error));
  assert_false(sk_batch_commit(scene->session, second.batch.text, NULL, &report, &error));
  assert_error(error, SK_ERROR_DUPLICATE, first.batch.text);
  assert_int_equal(scene_count(scene, "entry"), 20);
}

/* An archivist takes in a list whose honseki the archivist may not see again afterwards. */
static void a_staged_batch_is_taken_in_by_whoever_may_import(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  SkImportReport report;
  scene_write_ministry(scene, "list.csv", 4, 20, 10);
  SkImportReport waiting = staged(scene);
  g_autoptr(SkSession) archivist = scene_session(scene, "kang", "archivist", NULL);
  assert_true(sk_batch_commit(archivist, waiting.batch.text, NULL, &report, &error));
  assert_no_error(error);
  assert_int_equal(report.rows_ready, 18);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    scene_test(undo_restores_what_was_before),
    scene_test(a_batch_others_lean_on_goes_last),
    scene_test(corrected_refusals_come_in_as_if_they_had_been_right),
    scene_test(a_formula_comes_back_as_it_was),
    scene_test(a_row_with_two_faults_stands_once_in_the_report),
    scene_test(rows_word_for_word_are_for_those_who_may_see_all_they_say),
    scene_test(a_file_that_leaves_is_journalled_and_one_that_may_not_is_not),
    scene_test(a_staged_batch_waits_unseen),
    scene_test(a_staged_batch_is_taken_in_by_whoever_may_import),
    scene_test(a_batch_thrown_away_leaves_no_file),
    scene_test(of_two_staged_alike_one_comes_in),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
