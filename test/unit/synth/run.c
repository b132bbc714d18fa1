#include "run.h"

#include <glib/gstdio.h>
#include <string.h>
#include <zip.h>

static int by_name(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void list_names(Run *run, const char *folder) {
  g_autofree char *path = g_build_filename(run->directory, folder, NULL);
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  assert_non_null(dir);
  for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir))
    if (strcmp(name, "truth") != 0)
      g_ptr_array_add(run->names, *folder != '\0' ? g_build_filename(folder, name, NULL) : g_strdup(name));
}

void run_make(Run *run, uint64_t seed, uint32_t persons, uint32_t descendants) {
  g_autoptr(GError) error = NULL;
  const SkSynthSpec spec = { .seed = seed, .persons = persons, .descendants = descendants };
  run->parent = g_dir_make_tmp("saikai-synth-XXXXXX", NULL);
  assert_non_null(run->parent);
  run->directory = g_build_filename(run->parent, "lists", NULL);
  run->names = g_ptr_array_new_with_free_func(g_free);
  sk_synth_write(&spec, run->directory, NULL, NULL, &error);
  assert_no_error(error);
  list_names(run, "");
  list_names(run, "truth");
  g_ptr_array_sort(run->names, by_name);
}

void run_clear(Run *run) {
  for (guint i = 0; i < run->names->len; i++) {
    g_autofree char *path = g_build_filename(run->directory, g_ptr_array_index(run->names, i), NULL);
    g_remove(path);
  }
  g_autofree char *truth = g_build_filename(run->directory, "truth", NULL);
  g_rmdir(truth);
  g_rmdir(run->directory);
  assert_int_equal(g_rmdir(run->parent), 0); /* nothing else was left there */
  g_ptr_array_unref(run->names);
  g_free(run->directory);
  g_free(run->parent);
}

static void read_members(const char *path, GByteArray *to) {
  int code = 0;
  zip_t *zip = zip_open(path, ZIP_RDONLY, &code);
  assert_non_null(zip);
  for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
    const char *name = zip_get_name(zip, (zip_uint64_t)i, 0);
    g_byte_array_append(to, (const guint8 *)name, (guint)strlen(name));
    zip_file_t *member = zip_fopen_index(zip, (zip_uint64_t)i, 0);
    char bytes[8192];
    for (zip_int64_t size; (size = zip_fread(member, bytes, sizeof bytes)) > 0;)
      g_byte_array_append(to, (const guint8 *)bytes, (guint)size);
    zip_fclose(member);
  }
  zip_discard(zip);
}

GByteArray *run_read(const Run *run, const char *name) {
  g_autofree char *path = g_build_filename(run->directory, name, NULL);
  GByteArray *all = g_byte_array_new();
  if (g_str_has_suffix(name, ".xlsx")) {
    read_members(path, all);
    return all;
  }
  g_autofree char *bytes = NULL;
  gsize size = 0;
  assert_true(g_file_get_contents(path, &bytes, &size, NULL));
  g_byte_array_append(all, (const guint8 *)bytes, (guint)size);
  return all;
}

static void free_cells(gpointer cells) {
  g_strfreev(cells);
}

GPtrArray *run_rows(const Run *run, const char *name, const char *encoding) {
  g_autoptr(GByteArray) bytes = run_read(run, name);
  g_autoptr(GError) error = NULL;
  gsize size = 0;
  g_autofree char *text = g_convert((const char *)bytes->data, bytes->len, "UTF-8", encoding, NULL, &size, &error);
  if (text == NULL)
    fail_msg("%s is no %s: %s", name, encoding, error->message);
  assert_null(memchr(text, '"', size));
  GPtrArray *rows = g_ptr_array_new_with_free_func(free_cells);
  for (char *line = text, *end; (end = memchr(line, '\n', size - (gsize)(line - text))) != NULL; line = end + 1) {
    *end = '\0';
    g_ptr_array_add(rows, g_strsplit(g_strchomp(line), ",", -1));
  }
  return rows;
}
