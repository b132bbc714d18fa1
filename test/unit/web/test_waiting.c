/* The count in the menu: of one clearance, and not for long. */
#include "check.h"

#include "web/waiting.h"

#define MINUTE (60 * G_USEC_PER_SEC)

static void a_count_is_for_those_who_see_the_same(void **state) {
  (void)state;
  g_autoptr(SkWaiting) waiting = sk_waiting_new();
  int64_t count = -1;
  sk_waiting_keep(waiting, 1, 214, 0);
  assert_false(sk_waiting_recall(waiting, 2, 0, &count));
  sk_waiting_keep(waiting, 2, 3, 0);
  assert_true(sk_waiting_recall(waiting, 1, 1, &count));
  assert_int_equal(count, 214);
  assert_true(sk_waiting_recall(waiting, 2, 1, &count));
  assert_int_equal(count, 3);
}

static void a_count_is_made_anew_after_a_minute(void **state) {
  (void)state;
  g_autoptr(SkWaiting) waiting = sk_waiting_new();
  int64_t count = -1;
  sk_waiting_keep(waiting, 1, 214, 0);
  assert_true(sk_waiting_recall(waiting, 1, MINUTE - 1, &count));
  assert_false(sk_waiting_recall(waiting, 1, MINUTE, &count));
  sk_waiting_keep(waiting, 1, 213, MINUTE);
  assert_true(sk_waiting_recall(waiting, 1, MINUTE, &count));
  assert_int_equal(count, 213);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_count_is_for_those_who_see_the_same),
    cmocka_unit_test(a_count_is_made_anew_after_a_minute),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
