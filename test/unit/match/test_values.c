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

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(a_text_has_one_number),
                                      cmocka_unit_test(many_texts_keep_their_numbers) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
