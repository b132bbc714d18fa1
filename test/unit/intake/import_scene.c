#include "import_scene.h"

#include "access/account.h"
#include "store/statement.h"

#include <ftw.h>
#include <stdio.h>
#include <string.h>

int scene_open(void **state) {
  GError *error = NULL;
  Scene *scene = g_new0(Scene, 1);
  g_autoptr(SkKey) key = sk_key_new_random();
  const SkSourceSpec spec = { .title = "An invented list",
                              .kind = sk_source_kinds()[0],
                              .holder = "An invented archive",
                              .reliability = "B",
                              .bias = "none known",
                              .purpose = "to find people again",
                              .legal_basis = "law" };
  scene->directory = g_dir_make_tmp("saikai-intake-XXXXXX", &error);
  assert_no_error(error);
  scene->store = sk_store_create(scene->directory, key, &error);
  assert_no_error(error);
  assert_true(sk_account_found_operator(scene->store, &error));
  scene->session = sk_session_open(scene->store, SK_OPERATOR, &error);
  assert_no_error(error);
  sk_source_add(scene->session, &spec, &scene->source, &error);
  assert_no_error(error);
  list_file_init(&scene->list);
  *state = scene;
  return 0;
}

static int drop(const char *path, const struct stat *info, int kind, struct FTW *place) {
  (void)info;
  (void)kind;
  (void)place;
  return remove(path);
}

int scene_close(void **state) {
  Scene *scene = *state;
  sk_session_free(scene->session);
  sk_store_free(scene->store);
  list_file_clear(&scene->list);
  nftw(scene->directory, drop, 16, FTW_DEPTH | FTW_PHYS);
  g_free(scene->directory);
  g_free(scene);
  return 0;
}

void scene_write_ministry(Scene *scene, const char *name, int first, int rows, int bad) {
  static const char *const given[] = { "英子", "大植", "順姫", "哲男", "正一" };
  static const char *const tie[] = { "世帯主", "妻", "長男", "長女" };
  g_autoptr(GString) text =
      g_string_new("番号,船次,出港日,世帯番号,氏名,性別,生年月日,国籍,本籍,住所,登録番号,続柄\r\n");
  for (int i = 0; i < rows; i++) {
    int number = first + i;
    const char *birth = bad > 0 && i % bad == bad - 1 ? "不詳の日" : "昭和13年5月2日";
    g_string_append_printf(text,
                           "%d,17,昭和35年4月8日,17-%d,金%s,%s,%s,朝鮮,慶尚南道晋州郡,大阪府大阪市生野区猪飼野中%d丁目,"
                           "大生02-%06d,%s\r\n",
                           number, number / 4, given[number % 5], number % 2 == 0 ? "男" : "女", birth, 1 + number % 9,
                           number, tie[number % 4]);
  }
  list_file_write_as(&scene->list, name, text->str, "CP932");
}

gboolean scene_import(Scene *scene, const char *mapping, SkImportReport *ret_report, GError **error) {
  g_autoptr(SkMapping) by = sk_mapping_load(mapping, error);
  if (by == NULL)
    return FALSE;
  const SkImportSpec spec = { .source = scene->source.text, .path = scene->list.path, .mapping = by };
  return sk_import(scene->session, &spec, NULL, ret_report, error);
}

SkImportReport scene_imported(Scene *scene, const char *mapping) {
  GError *error = NULL;
  SkImportReport report = { 0 };
  scene_import(scene, mapping, &report, &error);
  assert_no_error(error);
  return report;
}

/* ---------------------------------------------------------------- everything there is */

static const struct {
  SkStatement statement;
} tables[] = {
#define TABLE(name, columns, count)                                                                                    \
  {                                                                                                                    \
    { name, "SELECT " columns " FROM " name " ORDER BY 1, 2, 3", "", count, SK_ACCESS_SYSTEM }                         \
  }
  TABLE("household", "id, source, batch, number, sailing", "iiitI"),
  TABLE("entry", "id, source, batch, label, line, locator", "iiiiit"),
  TABLE("verbatim", "entry, label, cells", "iib"),
  TABLE("persona", "id, public, entry, household, slot, role, label", "ibiiiti"),
  TABLE("assertion", "id, persona, property, label, verbatim, value, first_day, last_day, calendar, doubt, modality",
        "iiiittiiiii"),
  TABLE("name", "id, persona, label, kind, script, name_order, family, given, written, reading_of, reading_origin",
        "iiiiiitttii"),
  TABLE("relation", "id, entry, a, b, kind, label, verbatim", "iiiiiit"),
  TABLE("link", "id, a, b, verdict, state, origin", "iiiiii"),
  TABLE("name_key", "key, form, label, script, name_order, family, given, written", "iiiiittt"),
  TABLE("name_key_fresh", "key, form, label, script, name_order, family, given, written", "iiiiittt"),
  TABLE("name_use", "form, label, name, persona", "iiii"),
  TABLE("glance", "persona, label, written, birth_first, birth_last, sex, sailing, departed, prefecture, category",
        "iitiiiiiii"),
  TABLE("person_member", "clearance, persona, person", "iii"),
  TABLE("tally", "kind, key, label, n", "iiii"),
  TABLE("person_tally", "clearance, kind, key, n", "iiii"),
#undef TABLE
};

static void put_value(GString *all, const SkCursor *cursor, int column, char type) {
  SkBytes bytes = sk_cursor_bytes(cursor, column);
  g_string_append(all, bytes.data == NULL ? " -" : " ");
  if (type != 'b' && bytes.data != NULL)
    g_string_append_len(all, bytes.data, (gssize)bytes.size);
  for (gsize i = 0; type == 'b' && i < bytes.size; i++)
    g_string_append_printf(all, "%02x", ((const guint8 *)bytes.data)[i]);
}

char *scene_dump(Scene *scene) {
  GError *error = NULL;
  GString *all = g_string_new(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
    SkCursor cursor;
    sk_statement_start(sk_session_db(scene->session), &tables[i].statement, NULL, &cursor, &error);
    assert_no_error(error);
    while (sk_cursor_next(&cursor, &error)) {
      g_string_append(all, tables[i].statement.name);
      for (int column = 0; tables[i].statement.out[column] != '\0'; column++) {
        put_value(all, &cursor, column, tables[i].statement.out[column]);
      }
      g_string_append_c(all, '\n');
    }
    assert_no_error(error);
  }
  return g_string_free(all, FALSE);
}

int scene_count(Scene *scene, const char *table) {
  g_autofree char *all = scene_dump(scene);
  g_autofree char *start = g_strconcat(table, " ", NULL);
  const char *end = all + strlen(all);
  int count = 0;
  for (const char *line = all; line < end; line = (const char *)memchr(line, '\n', (gsize)(end - line)) + 1)
    count += strncmp(line, start, strlen(start)) == 0 ? 1 : 0;
  return count;
}

SkSession *scene_session(Scene *scene, const char *name, const char *role, const char *const *compartments) {
  GError *error = NULL;
  SkIdText id;
  const char *const roles[] = { role, NULL };
  SkAccountSpec spec = { .name = name, .level = 1, .roles = roles, .compartments = compartments };
  sk_account_add(scene->session, &spec, &id, &error);
  assert_no_error(error);
  SkSession *session = sk_session_open(scene->store, name, &error);
  assert_no_error(error);
  return session;
}

int scene_blobs(Scene *scene) {
  g_autofree char *path = g_build_filename(scene->directory, "blobs", NULL);
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  int count = 0;
  for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;)
    count += strlen(name) >= 32 ? 1 : 0;
  return count;
}
