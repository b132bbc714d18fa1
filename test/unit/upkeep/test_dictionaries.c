/* What is taken from the dictionaries, on small files of their forms with invented entries. */
#include "base/error.h"
#include "upkeep/dictionaries.h"

#include "check.h"

#include <glib/gstdio.h>

static char *root;

static void put(const char *folder, const char *file, const char *text) {
  g_autofree char *directory = g_build_filename(root, folder, NULL), *path = g_build_filename(directory, file, NULL);
  gsize size = 0;
  g_autofree char *bytes = g_convert(text, -1, "EUC-JP", "UTF-8", NULL, &size, NULL);
  assert_non_null(bytes);
  assert_int_equal(g_mkdir_with_parents(directory, 0700), 0);
  assert_true(g_file_set_contents(path, bytes, (gssize)size, NULL));
}

static void put_names(void) {
  put("usr/share/mecab/dic/ipadic", "Noun.name.csv",
      "海野,1290,1290,7619,名詞,固有名詞,人名,姓,*,*,海野,ウンノ,ウンノ\n"
      "春野,1291,1291,7000,名詞,固有名詞,人名,名,*,*,春野,ハルノ,ハルノ\n"
      "to,few,columns\n");
}

static void put_edrdg(void) {
  put("usr/share/edict", "enamdict",
      "　？？？ /ENAMDICT/\n海野 [うみの] /(p,s) Umino/\n海野浜 [うんのはま] /(p) Unnohama/\n"
      "春野 [はるの] /(f) Haruno/\n海野春野 [うんのはるの] /(h) Unno Haruno/\nうみ [うみ] /(f) Umi/\n"
      "実 [みのる] /(u) Minoru/\n");
  put("usr/share/edict", "kanjidic",
      "# KANJIDIC\n次 3C21 U6b21 B76 ジ シ つ.ぐ つぎ -ついで T1 き よし T2 あくび {next} {order}\n");
}

static void remove_tree(const char *path) {
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  const char *name;
  while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
    g_autofree char *inner = g_build_filename(path, name, NULL);
    remove_tree(inner);
  }
  g_remove(path);
}

static int make_root(void **state) {
  (void)state;
  root = g_dir_make_tmp("saikai-dictionaries-XXXXXX", NULL);
  return root == NULL;
}

static int drop_root(void **state) {
  (void)state;
  remove_tree(root);
  g_free(root);
  return 0;
}

static void a_missing_package_is_named(void **state) {
  (void)state;
  g_autoptr(SkReadingWords) words = sk_reading_words_new();
  g_autoptr(GError) error = NULL;
  guint readings = 0;
  assert_false(sk_dictionaries_read(root, words, &readings, &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "apt install mecab-ipadic enamdict kanjidic");
  put_names();
  g_clear_error(&error);
  assert_false(sk_dictionaries_read(root, words, &readings, &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "apt install enamdict kanjidic");
}

static void assert_found(const SkReadings *pack, const uint32_t *codes, gsize count, unsigned uses,
                         const char *expected) {
  g_autoptr(GString) found = g_string_new("");
  SkReadingList list = sk_readings_find(pack, codes, count, uses);
  SkReading reading;
  while (sk_readings_next(&list, &reading)) {
    char letters[SK_READING_LETTERS];
    sk_reading_letters(&reading, letters);
    g_string_append_printf(found, "%s ", letters);
  }
  assert_string_equal(found->str, expected);
}

static void names_are_taken_and_places_are_not(void **state) {
  static const uint32_t unno[] = { 0x6d77, 0x91ce }, haruno[] = { 0x6625, 0x91ce },
                        beach[] = { 0x6d77, 0x91ce, 0x6d5c }, next[] = { 0x6b21 }, minoru[] = { 0x5b9f };
  g_autoptr(SkReadingWords) words = sk_reading_words_new();
  g_autoptr(GError) error = NULL;
  guint readings = 0, count = 0;
  gsize size = 0;
  SkReadings pack;
  (void)state;
  put_names();
  put_edrdg();
  assert_true(sk_dictionaries_read(root, words, &readings, &error));
  assert_no_error(error);
  g_autoptr(GBytes) bytes = sk_reading_words_pack(words, &count);
  const void *data = g_bytes_get_data(bytes, &size);
  assert_true(sk_readings_open(data, size, &pack));
  assert_int_equal(count, 4);
  assert_found(&pack, unno, 2, SK_READING_FAMILY, "unno umino ");
  assert_found(&pack, unno, 2, SK_READING_GIVEN, "");
  assert_found(&pack, haruno, 2, SK_READING_GIVEN, "haruno ");
  assert_found(&pack, beach, 3, 0xff, "");
  assert_found(&pack, minoru, 1, SK_READING_FAMILY, "minoru ");
  assert_found(&pack, next, 1, SK_READING_CHARACTER, "zi si tu tugi tugu tuide ki yosi ");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_missing_package_is_named),
    cmocka_unit_test(names_are_taken_and_places_are_not),
  };
  return cmocka_run_group_tests(tests, make_root, drop_root);
}
