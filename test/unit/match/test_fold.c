#include "match/fold.h"

#include "check.h"

#include <string.h>

typedef void (*Fold)(const char *text, gsize length, GString *out);

static void assert_folds(Fold fold, const char *text, const char *wanted) {
  g_autoptr(GString) out = g_string_new("left over");
  fold(text, strlen(text), out);
  if (strcmp(out->str, wanted) != 0)
    fail_msg("\"%s\" became \"%s\", not \"%s\"", text, out->str, wanted);
}

static void only_the_typing_is_taken_away(void **state) {
  (void)state;
  static const struct {
    const char *written, *folded;
  } rows[] = {
    { "  Anna\t Maria ", "anna maria" },
    { "Müller", "muller" },
    { "ＡＢＣ１２", "abc12" },
    { "金英子", "金英子" },
    { "김영자", "김영자" },
    { "ガ", "ガ" },
    { "NULL", "" },
    { "n/a", "" },
    { "Nan", "" },
    { "nana", "nana" },
    { "É", "e" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
    assert_folds(sk_fold, rows[i].written, rows[i].folded);
}

static void codes_and_words_drop_their_signs(void **state) {
  (void)state;
  assert_folds(sk_fold_code, "03-1234 56", "03123456");
  assert_folds(sk_fold_words, "o'brien & sons, ltd.", "obrien sons ltd");
  assert_folds(sk_fold_words, "大阪市・生野区", "大阪市 生野区");
  assert_folds(sk_fold_words, "...", "");
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(only_the_typing_is_taken_away),
                                      cmocka_unit_test(codes_and_words_drop_their_signs) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
