/* Whatever comes in, and whatever happens meanwhile: afterwards the register is as it was, and the reason is said. */
#include "import_scene.h"

#include "access/account.h"
#include "base/error.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---------------------------------------------------------------- files nobody should take */

#define HEADER "番号,船次,出港日,世帯番号,氏名,性別,生年月日,国籍,本籍,住所,登録番号,続柄\r\n"
#define ROW "1,17,昭和35年4月8日,17-1,金英子,女,昭和13年5月2日,朝鮮,,,,世帯主\r\n"

static void make_empty(Scene *scene) {
  list_file_write(&scene->list, "list.csv", "", 0);
}

static void make_header_alone(Scene *scene) {
  list_file_write_as(&scene->list, "list.csv", HEADER, "CP932");
}

static void make_directory(Scene *scene) {
  g_free(scene->list.path);
  scene->list.path = g_strdup(scene->list.directory);
}

static void make_missing(Scene *scene) {
  g_free(scene->list.path);
  scene->list.path = g_build_filename(scene->list.directory, "nowhere.csv", NULL);
}

/* Good rows for longer than a reader looks at first, then something bad. */
static void make_bad_end(Scene *scene, const char *end) {
  g_autoptr(GString) text = g_string_new(HEADER);
  for (int i = 0; i < 2000; i++)
    g_string_append(text, ROW);
  g_string_append(text, end);
  list_file_write_as(&scene->list, "list.csv", text->str, "CP932");
}

static void make_unclosed_quote(Scene *scene) {
  make_bad_end(scene, "2,17,\"昭和35年4月8日,17-1,金英子\r\n" ROW);
}

static void make_wrong_encoding(Scene *scene) {
  list_file_write_as(&scene->list, "list.csv", HEADER ROW, "UTF-8");
}

static void make_other_columns(Scene *scene) {
  list_file_write_as(&scene->list, "list.csv", "番号,名前\r\n1,金英子\r\n", "CP932");
}

static void make_many_columns(Scene *scene) {
  g_autoptr(GString) text = g_string_new(HEADER);
  for (int i = 0; i < 100000; i++)
    g_string_append(text, "a,");
  list_file_write_as(&scene->list, "list.csv", text->str, "CP932");
}

static void make_nul_bytes(Scene *scene) {
  static const char zeros[70000] = { 0 };
  list_file_write(&scene->list, "list.csv", zeros, sizeof zeros);
}

static void make_archive(Scene *scene) {
  list_file_zip(&scene->list, "list.xlsx", (const char *const[]){ "list.csv", HEADER ROW, NULL });
}

static void make_climbing(Scene *scene) {
  list_file_zip(&scene->list, "list.xlsx", (const char *const[]){ "../../evil", "x", "xl/workbook.xml", "x", NULL });
}

static void make_nested(Scene *scene) {
  list_file_zip(&scene->list, "list.xlsx", (const char *const[]){ "inner.zip", "PK\3\4", NULL });
}

static void make_document_type(Scene *scene) {
  list_file_sheet(&scene->list, "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet><sheetData/></worksheet>", NULL);
}

static void make_bomb(Scene *scene) {
  g_autofree char *zeros = g_strnfill(64 << 20, ' ');
  list_file_sheet(&scene->list, zeros, NULL);
}

static void make_cut_off(Scene *scene) {
  g_autofree char *bytes = NULL;
  gsize size = 0;
  list_file_sheet(&scene->list, "<worksheet><sheetData/></worksheet>", NULL);
  assert_true(g_file_get_contents(scene->list.path, &bytes, &size, NULL));
  list_file_write(&scene->list, "cut.xlsx", bytes, size - 30);
}

static const struct {
  void (*make)(Scene *scene);
  const char *mapping;
  SkErrorCode code;
  const char *says;
} files[] = {
  { make_empty, "ministry-list", SK_ERROR_REFUSED, "empty" },
  { make_header_alone, "ministry-list", SK_ERROR_REFUSED, "no row" },
  { make_directory, "ministry-list", SK_ERROR_REFUSED, "a directory" },
  { make_missing, "ministry-list", SK_ERROR_NOT_FOUND, "nowhere.csv" },
  { make_unclosed_quote, "ministry-list", SK_ERROR_REFUSED, "quotation mark" },
  { make_wrong_encoding, "ministry-list", SK_ERROR_REFUSED, "utf-8" },
  { make_other_columns, "ministry-list", SK_ERROR_REFUSED, "does not fit" },
  { make_many_columns, "ministry-list", SK_ERROR_REFUSED, "too many" },
  { make_nul_bytes, "ministry-list", SK_ERROR_REFUSED, "list.csv" },
  { make_archive, "ministry-list", SK_ERROR_REFUSED, "archive" },
  { make_climbing, "campaign-volume", SK_ERROR_REFUSED, "outside" },
  { make_nested, "campaign-volume", SK_ERROR_REFUSED, "archive within" },
  { make_document_type, "campaign-volume", SK_ERROR_REFUSED, "document type" },
  { make_bomb, "campaign-volume", SK_ERROR_LIMIT, "swell" },
  { make_cut_off, "campaign-volume", SK_ERROR_REFUSED, "cut" },
  { make_header_alone, "campaign-volume", SK_ERROR_REFUSED, "XLSX" },
};

static void a_bad_file_is_refused_and_nothing_stays(void **state) {
  Scene *scene = *state;
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autoptr(GError) error = NULL;
    SkImportReport report;
    files[i].make(scene);
    if (scene_import(scene, files[i].mapping, &report, &error))
      fail_msg("file %zu was taken", i);
    if (error->code != (int)files[i].code || strstr(error->message, files[i].says) == NULL)
      fail_msg("file %zu: %s", i, error->message);
    g_autofree char *all = scene_dump(scene);
    assert_string_equal(all, "");
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) batches = sk_batch_list(scene->session, NULL, &error);
  assert_int_equal(batches->len, 0);
  scene_write_ministry(scene, "good.csv", 4, 8, 0);
  scene_imported(scene, "ministry-list");
  assert_int_equal(scene_blobs(scene), 1); /* what refused imports had put there was swept */
}

/* ---------------------------------------------------------------- what happens meanwhile */

/* Runs `part` in a process of its own, which may be limited, interrupted or killed; its exit status. */
static int apart(Scene *scene, void (*part)(Scene *scene)) {
  sk_session_free(scene->session);
  scene->session = NULL;
  pid_t child = fork();
  if (child == 0) {
    scene->session = sk_session_open(scene->store, SK_OPERATOR, NULL);
    part(scene);
    _exit(0);
  }
  int status = 0;
  assert_int_equal(waitpid(child, &status, 0), child);
  GError *error = NULL;
  scene->session = sk_session_open(scene->store, SK_OPERATOR, &error);
  assert_no_error(error);
  return status;
}

static int stages_to_go;

static void stop_at_stage(const char *stage, uint64_t count, uint64_t total, double seconds, gboolean done,
                          gpointer user) {
  (void)stage;
  (void)count;
  (void)total;
  (void)seconds;
  (void)user;
  if (done && --stages_to_go == 0)
    sk_progress_interrupt();
}

static gboolean import_with(Scene *scene, SkProgress *progress, GError **error) {
  g_autoptr(SkMapping) mapping = sk_mapping_load("ministry-list", error);
  SkImportReport report;
  const SkImportSpec spec = { .source = scene->source.text, .path = scene->list.path, .mapping = mapping };
  return sk_import(scene->session, &spec, progress, &report, error);
}

static void import_interrupted(Scene *scene) {
  GError *error = NULL;
  SkProgress *progress = sk_progress_new(stop_at_stage, NULL);
  gboolean imported = import_with(scene, progress, &error);
  _exit(imported ? 1 : error->code == SK_ERROR_INTERRUPTED ? 42 : 2);
}

static void an_interrupted_import_leaves_nothing(void **state) {
  Scene *scene = *state;
  scene_write_ministry(scene, "list.csv", 4, 2000, 50);
  for (stages_to_go = 1; stages_to_go <= 2; stages_to_go++) {
    int status = apart(scene, import_interrupted);
    assert_int_equal(WEXITSTATUS(status), 42);
    g_autofree char *all = scene_dump(scene);
    assert_string_equal(all, "");
  }
  scene_imported(scene, "ministry-list");
}

static rlim_t room;

static void import_on_full_disk(Scene *scene) {
  GError *error = NULL;
  const struct rlimit limit = { room, room }; /* no file grows beyond it */
  signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &limit);
  gboolean imported = import_with(scene, NULL, &error);
  _exit(imported ? 1 : error->code == SK_ERROR_IO || error->code == SK_ERROR_UNKNOWN ? 42 : 2);
}

static void a_full_disk_leaves_nothing(void **state) {
  Scene *scene = *state;
  scene_write_ministry(scene, "list.csv", 4, 4000, 0);
  for (room = 64 << 10; room <= 1024 << 10; room *= 2) { /* in the kept file, in the rows, at the commit */
    assert_int_equal(WEXITSTATUS(apart(scene, import_on_full_disk)), 42);
    g_autofree char *all = scene_dump(scene);
    assert_string_equal(all, "");
  }
  assert_int_equal(scene_imported(scene, "ministry-list").rows_ready, 4000);
}

static void a_report_on_a_full_disk_stops_the_import(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) full = g_file_new_for_path("/dev/full");
  g_autoptr(GFileIOStream) device = g_file_open_readwrite(full, NULL, &error);
  g_autoptr(SkMapping) mapping = sk_mapping_load("ministry-list", NULL);
  SkImportReport report;
  assert_no_error(error);
  scene_write_ministry(scene, "list.csv", 4, 20, 5);
  const SkImportSpec spec = { .source = scene->source.text,
                              .path = scene->list.path,
                              .mapping = mapping,
                              .refusals = g_io_stream_get_output_stream(G_IO_STREAM(device)) };
  assert_false(sk_import(scene->session, &spec, NULL, &report, &error));
  assert_error(error, SK_ERROR_IO, "report of refusals");
  g_autofree char *all = scene_dump(scene);
  assert_string_equal(all, "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    scene_test(a_bad_file_is_refused_and_nothing_stays),
    scene_test(an_interrupted_import_leaves_nothing),
    scene_test(a_full_disk_leaves_nothing),
    scene_test(a_report_on_a_full_disk_stops_the_import),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
