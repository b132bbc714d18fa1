#include "run.h"

#include "intake/reader.h"
#include "intake/record.h"

#include <jansson.h>
#include <string.h>

/* The lists and the mappings that ship keep the same contract: every row of every list is taken by its mapping. */

static void map_rows(SkReader *reader, const char *mapping_name, const char *file) {
  g_autoptr(GError) error = NULL;
  g_autoptr(SkMapping) mapping = sk_mapping_load(mapping_name, &error);
  assert_no_error(error);
  SkRow row;
  SkRefusal refusal;
  assert_int_equal(sk_reader_next(reader, &row, &refusal, &error), SK_READ_ROW);
  g_autoptr(SkRowMapper) mapper = sk_row_mapper_new(mapping, &row, &error);
  assert_no_error(error);
  SkReadResult result;
  while ((result = sk_reader_next(reader, &row, &refusal, &error)) == SK_READ_ROW) {
    const SkRecord *record;
    if (!sk_row_mapper_map(mapper, &row, &record)) {
      const SkRefusal *first = &g_array_index(record->refusals, SkRefusal, 0);
      fail_msg("%s, line %" G_GUINT64_FORMAT ", %s \"%s\": %s", file, row.line, first->column_name, first->value,
               sk_rule_word(first->rule));
    }
  }
  assert_int_equal(result, SK_READ_END);
}

static void every_row_is_taken_by_its_mapping(void **state) {
  (void)state;
  Run run;
  run_make(&run, 9, 3000, 1000);
  g_autofree char *path = g_build_filename(run.directory, "manifest.json", NULL);
  json_t *manifest = json_load_file(path, 0, NULL), *file;
  size_t at;
  json_array_foreach(json_object_get(manifest, "files"), at, file) {
    const char *name = json_string_value(json_object_get(file, "file"));
    g_autofree char *list = g_build_filename(run.directory, name, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(SkReader) reader = sk_reader_open(list, NULL, &error);
    assert_no_error(error);
    map_rows(reader, json_string_value(json_object_get(file, "mapping")), name);
  }
  json_decref(manifest);
  run_clear(&run);
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(every_row_is_taken_by_its_mapping) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
