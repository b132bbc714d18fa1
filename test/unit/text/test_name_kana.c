/* Korean names in kana: korean_in_kana.tsv says where its rows come from. Usage: test_text_name_kana FILE */
#include "named.h"

#include <limits.h>
static char **lines;

static bool share_key(const SkName *a, const SkName *b) {
  return share_key_of(a, b, UINT_MAX);
}

static void names_in_kana_are_found_and_agree(void **state) {
  (void)state;
  guint rows = 0, found = 0, agree = 0;
  for (gsize i = 0; lines[i] != NULL; i++) {
    g_auto(GStrv) row = g_strsplit(lines[i], "\t", 2);
    if (*lines[i] == '\0' || *lines[i] == '#')
      continue;
    SkName hangul = named(row[0]), kana = named(row[1]);
    rows++;
    found += share_key(&hangul, &kana);
    agree += sk_name_compare(&hangul, &kana).whole >= SK_NAME_ROMANISED;
  }
  assert_true(rows >= 200);
  if (found * 1000 < rows * 985 || agree * 1000 < rows * 980)
    fail_msg("of %u names %u share a key and %u agree", rows, found, agree);
}

/* Kana can be read as very many Korean names: those of few syllables, as names have them, must not be crowded out. */
static void closed_syllables_keep_their_key(void **state) {
  (void)state;
  static const char *const names[][2] = {
    { "강건일", "カン コンイル" },   { "고수련", "コ スリョン" },   { "리민철", "イ ミンチョル" },
    { "박준길", "パク チュンギル" }, { "조선달", "チョ ソンダル" }, { "문훈철", "ムン フンチョル" },
    { "진혜례", "チン ヘレ" },       { "림건일", "イム コンイル" }, { "최문길", "チェ ムンギル" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    SkName hangul = named(names[i][0]), kana = named(names[i][1]);
    if (!share_key_of(&hangul, &kana, 1u << SK_NAME_KEY_FULL | 1u << SK_NAME_KEY_LOOSE))
      fail_msg("%s and %s share no key of the whole name", names[i][0], names[i][1]);
  }
}

/* A long name that is not divided has very many syllables; they must not be so many that some of its letters go unread.
 */
static void long_names_are_read_to_both_ends(void **state) {
  (void)state;
  static const char *const names[][2] = {
    { "남궁민재", "ナムグンミンジェ" },
    { "맛다이라삿기", "マツダイラサツキ" },
    { "이가리닷미네", "イカリタツミネ" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    SkName hangul = named(names[i][0]), kana = named(names[i][1]);
    if (!share_key_of(&hangul, &kana, 1u << SK_NAME_KEY_LOOSE))
      fail_msg("%s and %s share no key of their sounds", names[i][0], names[i][1]);
  }
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(names_in_kana_are_found_and_agree),
                                      cmocka_unit_test(closed_syllables_keep_their_key),
                                      cmocka_unit_test(long_names_are_read_to_both_ends) };
  g_autofree char *text = NULL;
  if (argc != 2 || !g_file_get_contents(argv[1], &text, NULL, NULL))
    return 2;
  lines = g_strsplit(text, "\n", -1);
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  g_strfreev(lines);
  return failed;
}
