/* Two reviewers do not get the same pair, and a pair nobody finishes comes back. */
#include "check.h"
#include "web/turns.h"

enum { MINA = 1, JUN };

static void a_pair_is_looked_at_by_one_reviewer(void **state) {
  (void)state;
  g_autoptr(SkTurns) turns = sk_turns_new();
  assert_true(sk_turns_take(turns, "first", MINA, 0));
  assert_false(sk_turns_take(turns, "first", JUN, 1));
  assert_true(sk_turns_take(turns, "second", JUN, 1));
  assert_true(sk_turns_take(turns, "first", MINA, 2)); /* the page loaded again */
}

static void another_pair_gives_the_first_back(void **state) {
  (void)state;
  g_autoptr(SkTurns) turns = sk_turns_new();
  assert_true(sk_turns_take(turns, "first", MINA, 0));
  assert_true(sk_turns_take(turns, "second", MINA, 1));
  assert_true(sk_turns_take(turns, "first", JUN, 2));
}

static void a_turn_ends(void **state) {
  (void)state;
  g_autoptr(SkTurns) turns = sk_turns_new();
  const int64_t minute = 60 * G_USEC_PER_SEC;
  assert_true(sk_turns_take(turns, "first", MINA, 0));
  assert_false(sk_turns_take(turns, "first", JUN, 9 * minute));
  assert_true(sk_turns_take(turns, "first", JUN, 11 * minute));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_pair_is_looked_at_by_one_reviewer),
    cmocka_unit_test(another_pair_gives_the_first_back),
    cmocka_unit_test(a_turn_ends),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
