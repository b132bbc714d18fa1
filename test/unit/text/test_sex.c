#include "check.h"

#include "text/sex.h"

#include <string.h>

static void words_of_four_languages_are_read(void **state) {
  (void)state;
  size_t count;
  const SkSexWord *words = sk_sex_words(&count);
  for (size_t i = 0; i < count; i++)
    assert_int_equal(sk_sex_read(words[i].word, strlen(words[i].word)), words[i].sex);
  assert_int_equal(sk_sex_read("FeMale", 6), SK_SEX_FEMALE);
  assert_int_equal(sk_sex_read("male", 3), SK_SEX_UNSTATED);
  assert_int_equal(sk_sex_read("mal", 3), SK_SEX_UNSTATED);
  assert_int_equal(sk_sex_read("男女", strlen("男女")), SK_SEX_UNSTATED);
  assert_int_equal(sk_sex_read("", 0), SK_SEX_UNSTATED);
  assert_string_equal(sk_sex_name(SK_SEX_FEMALE), "female");
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(words_of_four_languages_are_read) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
