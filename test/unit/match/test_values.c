#include "match/values.h"

#include "check.h"

#include <string.h>

static void a_text_has_one_number(void **state) {
  (void)state;
  SkValues values;
  sk_values_init(&values);
  assert_int_equal(sk_values_add(&values, "a", 1), 1);
  assert_int_equal(sk_values_add(&values, "bc", 2), 2);
  assert_int_equal(sk_values_add(&values, "a", 1), 1);
  assert_int_equal(sk_values_add(&values, "", 0), 0);
  assert_int_equal(sk_values_find(&values, "bc", 2), 2);
  assert_int_equal(sk_values_find(&values, "bd", 2), 0);
  assert_memory_equal(sk_values_text(&values, 2).text, "bc", 2);
  assert_int_equal(sk_values_text(&values, 0).length, 0);
  sk_values_seal(&values);
  assert_int_equal(sk_values_count(&values), 2);
  sk_values_clear(&values);
}

static void many_texts_keep_their_numbers(void **state) {
  (void)state;
  SkValues values;
  char text[16];
  sk_values_init(&values);
  for (uint32_t i = 1; i <= 20000; i++) {
    int length = g_snprintf(text, sizeof text, "value %u", i);
    assert_int_equal(sk_values_add(&values, text, (uint32_t)length), i);
  }
  for (uint32_t i = 1; i <= 20000; i += 7) {
    int length = g_snprintf(text, sizeof text, "value %u", i);
    assert_int_equal(sk_values_find(&values, text, (uint32_t)length), i);
  }
  sk_values_clear(&values);
}

/* What is alike as far as a slot tells: one letter more at the end, another one at the end, a NUL. */
static void texts_that_begin_alike_are_told_apart(void **state) {
  (void)state;
  static const char text[] = "abcdefghijklmnopqrstuvwxyz";
  SkValues values;
  sk_values_init(&values);
  for (uint32_t length = 1, number = 1; length <= 26; length++) {
    char other[27];
    memcpy(other, text, length);
    other[length - 1] = '\0';
    assert_int_equal(sk_values_add(&values, text, length), number++);
    assert_int_equal(sk_values_add(&values, other, length), number++);
    other[length - 1] = '-';
    assert_int_equal(sk_values_find(&values, other, length), 0);
  }
  for (uint32_t length = 1; length <= 26; length++)
    assert_int_equal(sk_values_find(&values, text, length), 2 * length - 1);
  sk_values_clear(&values);
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(a_text_has_one_number),
                                      cmocka_unit_test(many_texts_keep_their_numbers),
                                      cmocka_unit_test(texts_that_begin_alike_are_told_apart) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
