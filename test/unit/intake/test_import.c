#include "import_scene.h"

#include "base/error.h"
#include "upkeep/rebuild.h"

#include <string.h>

static void a_list_comes_in_whole(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  scene_write_ministry(scene, "list.csv", 4, 2000, 0); /* larger than what a reader looks at first */
  SkImportReport report = scene_imported(scene, "ministry-list");
  assert_int_equal(report.rows_read, 2000);
  assert_int_equal(report.rows_ready, 2000);
  assert_int_equal(report.mentions, 2000);
  assert_int_equal(report.households, 500);
  assert_int_equal(report.relations, 1500);
  assert_int_equal(report.headless, 0);
  g_autoptr(SkSource) source = sk_source_load(scene->session, scene->source.text, &error);
  assert_no_error(error);
  assert_int_equal(source->entries, 2000);
  assert_int_equal(source->mentions, 2000);
  assert_int_equal(source->households, 500);
}

static void the_original_is_kept_byte_for_byte(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size = 0;
  scene_write_ministry(scene, "list.csv", 4, 100, 0);
  SkImportReport report = scene_imported(scene, "ministry-list");
  g_autoptr(GOutputStream) output = g_memory_output_stream_new_resizable();
  sk_batch_write_original(scene->session, report.batch.text, output, &error);
  assert_no_error(error);
  assert_true(g_file_get_contents(scene->list.path, &bytes, &size, NULL));
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM(output);
  assert_int_equal(g_memory_output_stream_get_data_size(memory), size);
  assert_memory_equal(g_memory_output_stream_get_data(memory), bytes, size);
}

static void what_is_derived_is_what_a_rebuild_derives(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  SkDerivedState before = { 0 }, after = { 0 };
  g_autoptr(SkSession) other = scene_session(scene, "hana", "reader", NULL); /* another clearance */
  for (int i = 0; i < 3; i++) {
    scene_write_ministry(scene, "list.csv", 4 + i * 302, 300, 0); /* households that two lists share */
    scene_imported(scene, "ministry-list");
  }
  assert_non_null(other);
  sk_rebuild_state(sk_db_system(sk_session_db(scene->session)), &before, &error);
  assert_no_error(error);
  sk_rebuild_compare(sk_session_db(scene->session), NULL, &after, &error);
  assert_no_error(error);
  assert_true(before.rows > 900 * 2); /* a glance and the use of a form each */
  assert_memory_equal(before.digest, after.digest, sizeof before.digest);
}

static void the_same_file_twice_is_refused(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  SkImportReport report;
  scene_write_ministry(scene, "list.csv", 4, 8, 0);
  report = scene_imported(scene, "ministry-list");
  g_autofree char *before = scene_dump(scene);
  assert_false(scene_import(scene, "ministry-list", &report, &error));
  assert_error(error, SK_ERROR_DUPLICATE, report.batch.text);
  g_autofree char *after = scene_dump(scene);
  assert_string_equal(before, after);
  assert_int_equal(scene_blobs(scene), 1);
}

static gboolean import_with_key(Scene *scene, const char *key, SkImportReport *report, GError **error) {
  g_autoptr(SkMapping) mapping = sk_mapping_load("ministry-list", NULL);
  const SkImportSpec spec = {
    .source = scene->source.text, .path = scene->list.path, .mapping = mapping, .idempotency = key
  };
  return sk_import(scene->session, &spec, NULL, report, error);
}

static void the_same_key_gives_the_first_answer(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  SkImportReport first = { 0 }, again = { 0 };
  scene_write_ministry(scene, "list.csv", 4, 8, 4);
  assert_true(import_with_key(scene, "monday", &first, &error));
  assert_true(import_with_key(scene, "monday", &again, &error));
  assert_true(again.again);
  assert_string_equal(again.batch.text, first.batch.text);
  assert_int_equal(again.rows_refused, 2);
  assert_int_equal(scene_count(scene, "entry"), 6);
  scene_write_ministry(scene, "other.csv", 40, 8, 0);
  assert_false(import_with_key(scene, "monday", &again, &error));
  assert_error(error, SK_ERROR_DUPLICATE, "another file");
}

static void a_check_keeps_nothing(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  g_autoptr(SkMapping) mapping = sk_mapping_load("ministry-list", NULL);
  g_autoptr(GOutputStream) refusals = g_memory_output_stream_new_resizable();
  SkImportReport report = { 0 };
  scene_write_ministry(scene, "list.csv", 4, 30, 10);
  const SkImportSpec spec = {
    .source = scene->source.text, .path = scene->list.path, .mapping = mapping, .check_only = TRUE, .refusals = refusals
  };
  assert_true(sk_import(scene->session, &spec, NULL, &report, &error));
  assert_int_equal(report.rows_refused, 3);
  assert_string_equal(report.batch.text, "");
  assert_true(g_memory_output_stream_get_data_size(G_MEMORY_OUTPUT_STREAM(refusals)) > 300);
  g_autofree char *all = scene_dump(scene);
  assert_string_equal(all, "");
  assert_int_equal(scene_blobs(scene), 0);
}

/* ---------------------------------------------------------------- too many refusals */

static gboolean import_at_most(Scene *scene, int64_t most, GError **error) {
  g_autoptr(SkMapping) mapping = sk_mapping_load("ministry-list", NULL);
  SkImportReport report;
  const SkImportSpec spec = {
    .source = scene->source.text, .path = scene->list.path, .mapping = mapping, .at_most_refused = most
  };
  return sk_import(scene->session, &spec, NULL, &report, error);
}

static void too_many_refusals_refuse_the_list(void **state) {
  Scene *scene = *state;
  static const struct {
    int bad; /* every so many of twelve rows */
    int64_t most;
    gboolean taken;
  } rows[] = {
    { 4, SK_REFUSED_HALF, TRUE },
    { 1, SK_REFUSED_HALF, FALSE },
    { 4, SK_REFUSED_NONE, FALSE },
    { 4, 2, FALSE },
    { 3, 4, TRUE },
    { 0, SK_REFUSED_NONE, TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    int before = scene_count(scene, "entry");
    scene_write_ministry(scene, "list.csv", 4 + 12 * (int)i, 12, rows[i].bad);
    assert_int_equal(import_at_most(scene, rows[i].most, &error), rows[i].taken);
    if (!rows[i].taken) {
      assert_error(error, SK_ERROR_REFUSED, "too many");
      assert_int_equal(scene_count(scene, "entry"), before);
    }
  }
}

/* ---------------------------------------------------------------- who may see what */

static void who_may_not_see_the_source_does_not_find_it(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  static const char *const codes[] = { "sealed", NULL };
  SkSourceSpec spec = { .title = "A sealed list",
                        .kind = sk_source_kinds()[0],
                        .holder = "x",
                        .reliability = "F",
                        .bias = "none known",
                        .purpose = "x",
                        .legal_basis = "law",
                        .compartments = codes };
  g_autoptr(SkSession) archivist = scene_session(scene, "kang", "archivist", NULL);
  assert_false(sk_source_add(archivist, &spec, &scene->source, &error));
  assert_error(error, SK_ERROR_DENIED, "could not see");
  g_clear_error(&error);
  assert_true(sk_source_add(scene->session, &spec, &scene->source, &error));
  scene_write_ministry(scene, "list.csv", 4, 8, 0);
  SkSession *operator= scene->session;
  scene->session = archivist;
  SkImportReport report;
  assert_false(scene_import(scene, "ministry-list", &report, &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "no source");
  scene->session = operator;
  scene_imported(scene, "ministry-list");
}

static void who_only_reads_imports_nothing(void **state) {
  Scene *scene = *state;
  g_autoptr(GError) error = NULL;
  g_autoptr(SkSession) reader = scene_session(scene, "hana", "reader", NULL);
  SkSession *operator= scene->session;
  SkImportReport report;
  scene_write_ministry(scene, "list.csv", 4, 8, 0);
  scene->session = reader;
  assert_false(scene_import(scene, "ministry-list", &report, &error));
  assert_error(error, SK_ERROR_DENIED, "import");
  scene->session = operator;
}

static void what_hurts_carries_a_compartment(void **state) {
  Scene *scene = *state;
  list_file_write_as(&scene->list, "cards.csv",
                     "番号,登録番号,氏名,通称名,性別,生年月日,国籍,本籍,現住所,前住所,写真番号\r\n"
                     "1,大生02-1,金英子,金田　英子,女,1938年5月2日,朝鮮,慶尚南道晋州郡,大阪府大阪市,,\r\n"
                     "2,大生02-2,李大植,,男,1938年5月2日,朝鮮,慶尚南道晋州郡,大阪府大阪市,,\r\n",
                     "CP932");
  scene_imported(scene, "registration-cards");
  g_autofree char *all = scene_dump(scene);
  g_auto(GStrv) lines = g_strsplit(all, "\n", -1);
  int narrow = 0;
  for (gsize i = 0; lines[i] != NULL; i++) {
    gboolean hurts = strstr(lines[i], "慶尚南道") != NULL || strstr(lines[i], "金田") != NULL;
    if (g_str_has_prefix(lines[i], "assertion ") || g_str_has_prefix(lines[i], "name ")) {
      g_auto(GStrv) columns = g_strsplit(lines[i], " ", -1);
      const char *label = columns[*lines[i] == 'a' ? 4 : 3];
      assert_int_equal(strcmp(label, "1") != 0, hurts);
      narrow += hurts ? 1 : 0;
    }
  }
  assert_int_equal(narrow, 3);
}

/* Where the North sent somebody to live is a place of residence there, whatever a list calls it (rule 11). */
static void a_place_assigned_in_the_north_is_narrow(void **state) {
  Scene *scene = *state;
  list_file_write_as(&scene->list, "assigned.yaml",
                     "mapping: assigned\nversion: 1\ntitle: {en: Assigned places}\n"
                     "reads: {format: csv, encoding: utf-8, header: 1}\nentry: {locator: \"row {n}\", keep: all}\n"
                     "personae:\n  - as: listed\n    names: [{from: name, kind: registered, order: family-first}]\n"
                     "    assigned-place: {from: sent, place: north}\n    address: {from: lived, place: japan}\n",
                     "UTF-8");
  g_autofree char *mapping = g_strdup(scene->list.path);
  list_file_write_as(&scene->list, "list.csv", "n,name,sent,lived\n1,金英子,咸鏡北道清津市,大阪府大阪市\n", "UTF-8");
  scene_imported(scene, mapping);
  g_autofree char *all = scene_dump(scene);
  g_auto(GStrv) lines = g_strsplit(all, "\n", -1);
  int seen = 0;
  for (gsize i = 0; lines[i] != NULL; i++) {
    if (!g_str_has_prefix(lines[i], "assertion "))
      continue;
    g_auto(GStrv) columns = g_strsplit(lines[i], " ", -1);
    assert_int_equal(strcmp(columns[4], "1") != 0, strstr(lines[i], "清津") != NULL);
    seen++;
  }
  assert_int_equal(seen, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    scene_test(a_place_assigned_in_the_north_is_narrow),
    scene_test(a_list_comes_in_whole),
    scene_test(the_original_is_kept_byte_for_byte),
    scene_test(what_is_derived_is_what_a_rebuild_derives),
    scene_test(the_same_file_twice_is_refused),
    scene_test(the_same_key_gives_the_first_answer),
    scene_test(a_check_keeps_nothing),
    scene_test(too_many_refusals_refuse_the_list),
    scene_test(who_may_not_see_the_source_does_not_find_it),
    scene_test(who_only_reads_imports_nothing),
    scene_test(what_hurts_carries_a_compartment),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
