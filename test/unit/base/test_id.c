#include "check.h"

#include "base/id.h"

#include <string.h>

static void a_printed_id_reads_back(void **state) {
  (void)state;
  for (int i = 0; i < 1000; i++) {
    SkId id = sk_id_new(), again;
    SkIdText text = sk_id_print(&id);
    assert_int_equal(strlen(text.text), SK_ID_TEXT);
    assert_true(sk_id_parse(text.text, &again));
    assert_memory_equal(&id, &again, sizeof id);
  }
}

static void what_is_no_id_is_refused(void **state) {
  (void)state;
  static const char *const wrong[] = { "", "7", "80000000000000000000000000", "0000000000000000000000000U",
                                       "000000000000000000000000000" };
  SkId id;
  memset(&id, 0xa5, sizeof id);
  for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
    assert_false(sk_id_parse(wrong[i], &id));
  assert_int_equal(id.bytes[0], 0xa5);
}

static void letters_that_look_alike_are_forgiven(void **state) {
  (void)state;
  SkId strict, loose;
  assert_true(sk_id_parse("01100000000000000000000001", &strict));
  assert_true(sk_id_parse("oil0-0000-0000-0000-0000-0000-0l", &loose));
  assert_memory_equal(&strict, &loose, sizeof strict);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_printed_id_reads_back),
    cmocka_unit_test(what_is_no_id_is_refused),
    cmocka_unit_test(letters_that_look_alike_are_forgiven),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
