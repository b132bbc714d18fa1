#include "check.h"

#include "access/throttle.h"

#define SECOND ((SkTime)G_USEC_PER_SEC)

static void try_often(SkThrottle *throttle, guint times, const char *name, const char *client, SkTime now) {
  for (guint i = 0; i < times; i++)
    sk_throttle_try(throttle, name, client, now);
}

static void five_tries_are_free_then_the_wait_doubles(void **state) {
  (void)state;
  SkThrottle *throttle = sk_throttle_new();
  SkTime now = 1000 * SECOND;
  for (int i = 0; i < 5; i++)
    assert_int_equal(sk_throttle_try(throttle, "hanako", "10.0.0.1", now), 0);
  assert_int_equal(sk_throttle_try(throttle, "hanako", "10.0.0.1", now), SECOND);
  now += SECOND;
  assert_int_equal(sk_throttle_try(throttle, "hanako", "10.0.0.1", now), 0);
  assert_int_equal(sk_throttle_try(throttle, "hanako", "10.0.0.1", now), 2 * SECOND);
  for (int i = 0; i < 30; i++) {
    now += sk_throttle_try(throttle, "hanako", "10.0.0.1", now);
    sk_throttle_try(throttle, "hanako", "10.0.0.1", now);
  }
  assert_int_equal(sk_throttle_try(throttle, "hanako", "10.0.0.1", now), 900 * SECOND);
  sk_throttle_free(throttle);
}

static void another_client_is_not_shut_out(void **state) {
  (void)state;
  SkThrottle *throttle = sk_throttle_new();
  try_often(throttle, 20, "hanako", "10.0.0.1", 1000 * SECOND);
  assert_true(sk_throttle_try(throttle, "hanako", "10.0.0.1", 1000 * SECOND) > 0);
  assert_int_equal(sk_throttle_try(throttle, "hanako", "10.0.0.2", 1000 * SECOND), 0);
  assert_int_equal(sk_throttle_try(throttle, "taro", "10.0.0.1", 1000 * SECOND), 0);
  sk_throttle_free(throttle);
}

static void many_clients_together_wait_at_most_a_minute(void **state) {
  (void)state;
  SkThrottle *throttle = sk_throttle_new();
  SkTime now = 1000 * SECOND;
  for (int i = 0; i < 300; i++) {
    g_autofree char *client = g_strdup_printf("10.0.1.%d", i);
    now += sk_throttle_try(throttle, "hanako", client, now);
    sk_throttle_try(throttle, "hanako", client, now);
  }
  SkTime wait = sk_throttle_try(throttle, "hanako", "10.9.9.9", now);
  assert_in_range(wait, 1, 60 * SECOND);
  sk_throttle_free(throttle);
}

static void success_forgives_and_an_hour_forgets(void **state) {
  (void)state;
  SkThrottle *throttle = sk_throttle_new();
  try_often(throttle, 5, "hanako", NULL, 1000 * SECOND);
  sk_throttle_forgive(throttle, "hanako", NULL);
  assert_int_equal(sk_throttle_try(throttle, "hanako", NULL, 1000 * SECOND), 0);
  try_often(throttle, 9, "taro", NULL, 1000 * SECOND);
  assert_int_equal(sk_throttle_try(throttle, "taro", NULL, 4601 * SECOND), 0);
  sk_throttle_free(throttle);
}

/* One client that tries name after name waits too; a neighbour's right try does not count against it. */
static void many_names_from_one_client_wait_at_most_a_minute(void **state) {
  (void)state;
  SkThrottle *throttle = sk_throttle_new();
  SkTime now = 1000 * SECOND;
  for (int i = 0; i < 150; i++) {
    sk_throttle_try(throttle, "neighbour", "10.0.0.1", now);
    sk_throttle_forgive(throttle, "neighbour", "10.0.0.1");
  }
  for (int i = 0; i < 100; i++) {
    g_autofree char *name = g_strdup_printf("somebody%d", i);
    assert_int_equal(sk_throttle_try(throttle, name, "10.0.0.1", now), 0);
  }
  assert_in_range(sk_throttle_try(throttle, "one more", "10.0.0.1", now), 1, 60 * SECOND);
  assert_int_equal(sk_throttle_try(throttle, "one more", "10.0.0.2", now), 0);
  sk_throttle_free(throttle);
}

static void what_is_remembered_can_be_kept_elsewhere(void **state) {
  (void)state;
  SkThrottleRecord records[THROTTLE_RECORDS];
  SkThrottle *throttle = sk_throttle_new(), *next = sk_throttle_new();
  try_often(throttle, 5, "hanako", "10.0.0.1", 1000 * SECOND);
  sk_throttle_records(throttle, "hanako", "10.0.0.1", records);
  for (int i = 0; i < THROTTLE_RECORDS; i++) {
    assert_int_equal(records[i].tries, 5);
    sk_throttle_remember(next, &records[i]);
  }
  assert_int_equal(sk_throttle_try(next, "hanako", "10.0.0.1", 1000 * SECOND), SECOND);
  assert_int_equal(sk_throttle_try(next, "taro", "10.0.0.1", 1000 * SECOND), 0);
  sk_throttle_free(throttle);
  sk_throttle_free(next);
}

static void a_clock_set_back_shortens_no_wait(void **state) {
  (void)state;
  SkThrottle *throttle = sk_throttle_new();
  try_often(throttle, 5, "hanako", NULL, 1000 * SECOND);
  assert_int_equal(sk_throttle_try(throttle, "hanako", NULL, 10 * SECOND), SECOND);
  sk_throttle_free(throttle);
}

static void a_flood_of_names_stays_bounded(void **state) {
  (void)state;
  SkThrottle *throttle = sk_throttle_new();
  try_often(throttle, 6, "hanako", NULL, 1000 * SECOND);
  for (int i = 0; i < 6000; i++) {
    g_autofree char *name = g_strdup_printf("nobody%d", i);
    sk_throttle_try(throttle, name, name, 1000 * SECOND);
  }
  assert_true(sk_throttle_try(throttle, "hanako", NULL, 1000 * SECOND) > 0); /* those who tried most are kept */
  sk_throttle_free(throttle);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(five_tries_are_free_then_the_wait_doubles),
    cmocka_unit_test(another_client_is_not_shut_out),
    cmocka_unit_test(many_clients_together_wait_at_most_a_minute),
    cmocka_unit_test(many_names_from_one_client_wait_at_most_a_minute),
    cmocka_unit_test(what_is_remembered_can_be_kept_elsewhere),
    cmocka_unit_test(success_forgives_and_an_hour_forgets),
    cmocka_unit_test(a_clock_set_back_shortens_no_wait),
    cmocka_unit_test(a_flood_of_names_stays_bounded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
