#include "fixture.h"

#include "access/sign_in.h"
#include "base/error.h"

#define PASSWORD "the river in winter"
#define START (1000000 * (SkTime)G_USEC_PER_SEC)

static SkSessionPool *pool_with_hana(void **state, guint limit) {
  GError *error = NULL;
  SkIdText id;
  static const char *const reader[] = { "reader", NULL };
  g_autoptr(SkSession) keeper = fixture_operator(state);
  const SkAccountSpec spec = { .name = "hana", .password = PASSWORD, .roles = reader };
  assert_true(sk_account_add(keeper, &spec, &id, &error));
  assert_no_error(error);
  sk_clock_freeze(START);
  return sk_session_pool_new(((Fixture *)*state)->store, limit);
}

static const SkSignInFrom here = { .client = "::1", .device = "firefox linux" };

static SkToken sign_in(SkSessionPool *pool) {
  GError *error = NULL;
  SkToken token = { "" };
  gboolean half = TRUE;
  assert_true(sk_session_sign_in(pool, "hana", PASSWORD, &here, &token, &half, &error));
  assert_no_error(error);
  assert_false(half);
  assert_int_equal(strlen(token.text), SK_TOKEN_TEXT);
  return token;
}

static gboolean is_alive(SkSessionPool *pool, const SkToken *token) {
  g_autoptr(GError) error = NULL;
  g_autoptr(SkSession) session = sk_session_resume(pool, token->text, &error);
  if (session == NULL)
    assert_error(error, SK_ERROR_LOCKED, "sign in again");
  return session != NULL;
}

static void a_wrong_name_says_what_a_wrong_password_says(void **state) {
  static const char *const tries[][2] = {
    { "hana", "the river in summer" }, { "nobody", PASSWORD }, { "operator", PASSWORD }, { "hana\xff", PASSWORD }
  };
  g_autoptr(SkSessionPool) pool = pool_with_hana(state, 2);
  for (gsize i = 0; i < G_N_ELEMENTS(tries); i++) {
    g_autoptr(GError) error = NULL;
    SkToken token = { "" };
    gboolean half = FALSE;
    assert_false(sk_session_sign_in(pool, tries[i][0], tries[i][1], &(SkSignInFrom){ NULL }, &token, &half, &error));
    assert_error(error, SK_ERROR_LOCKED, "");
    assert_string_equal(error->message, "the name or the password is not right");
    assert_string_equal(token.text, "");
  }
}

static void tries_are_slowed_whether_the_name_exists_or_not(void **state) {
  static const char *const names[] = { "hana", "nobody" };
  g_autoptr(SkSessionPool) pool = pool_with_hana(state, 2);
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(GError) error = NULL;
    SkToken token;
    gboolean half = FALSE;
    for (int try = 0; try < 6; try++) {
      g_clear_error(&error);
      assert_false(sk_session_sign_in(pool, names[i], "the river in summer", &here, &token, &half, &error));
    }
    assert_error(error, SK_ERROR_LOCKED, "too many tries; try again in 1 seconds");
  }
}

static void a_token_resumes_until_it_is_signed_out(void **state) {
  GError *error = NULL;
  g_autoptr(SkSessionPool) pool = pool_with_hana(state, 2);
  SkToken token = sign_in(pool), other = sign_in(pool);
  assert_string_not_equal(token.text, other.text);
  SkSession *session = sk_session_resume(pool, token.text, &error);
  assert_no_error(error);
  assert_true(sk_session_may(session, SK_PERMISSION_PERSON_READ));
  assert_true(sk_session_sign_out(session, token.text, &error));
  sk_session_free(session);
  assert_false(is_alive(pool, &token));
  assert_true(is_alive(pool, &other));
}

static void a_token_dies_unused_and_of_age(void **state) {
  g_autoptr(SkSessionPool) pool = pool_with_hana(state, 2);
  SkToken token = sign_in(pool);
  for (SkTime at = START; at < START + SK_SESSION_LIFE; at += SK_SESSION_IDLE - 1) {
    sk_clock_freeze(at);
    assert_true(is_alive(pool, &token));
  }
  sk_clock_freeze(START + SK_SESSION_LIFE);
  assert_false(is_alive(pool, &token));
  SkToken idle = sign_in(pool);
  sk_clock_freeze(START + SK_SESSION_LIFE + SK_SESSION_IDLE);
  assert_false(is_alive(pool, &idle));
}

static void a_token_fails_closed(void **state) {
  static const char *const none[] = { "", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" };
  GError *error = NULL;
  g_autoptr(SkSessionPool) pool = pool_with_hana(state, 2);
  SkToken token = sign_in(pool);
  for (gsize i = 0; i < G_N_ELEMENTS(none); i++)
    assert_null(sk_session_resume(pool, none[i], NULL));
  assert_null(sk_session_resume(pool, NULL, NULL));
  sk_clock_freeze(START - 120 * (SkTime)G_USEC_PER_SEC); /* the clock was set back */
  assert_false(is_alive(pool, &token));
  sk_clock_freeze(START);
  assert_true(is_alive(pool, &token));
  g_autoptr(SkSession) keeper = fixture_operator(state);
  assert_true(sk_account_set_password(keeper, "hana", "another river in winter", &error));
  assert_no_error(error);
  assert_false(is_alive(pool, &token));
}

static void a_restart_forgets_use_and_not_life(void **state) {
  g_autoptr(SkSessionPool) pool = pool_with_hana(state, 2);
  SkToken token = sign_in(pool);
  sk_clock_freeze(START + SK_SESSION_IDLE - 1);
  assert_true(is_alive(pool, &token));
  sk_clock_freeze(START + SK_SESSION_IDLE);
  assert_true(is_alive(pool, &token));
  g_autoptr(SkSessionPool) restarted = sk_session_pool_new(((Fixture *)*state)->store, 2);
  assert_false(is_alive(restarted, &token));
}

static void one_changes_the_own_password(void **state) {
  g_autoptr(GError) error = NULL;
  g_autoptr(SkSessionPool) pool = pool_with_hana(state, 2);
  SkToken token = sign_in(pool);
  g_autoptr(SkSession) session = sk_session_resume(pool, token.text, &error);
  SkToken other = sign_in(pool);
  assert_false(sk_account_change_password(session, "the river in summer", "a new river in spring", token.text, &error));
  assert_error(error, SK_ERROR_LOCKED, "old password");
  g_clear_error(&error);
  assert_true(sk_account_change_password(session, PASSWORD, "a new river in spring", token.text, &error));
  assert_no_error(error);
  g_clear_pointer(&session, sk_session_free);
  assert_true(is_alive(pool, &token)); /* who changed it stays; whoever else is signed in does not */
  assert_false(is_alive(pool, &other));
}

static gpointer free_later(gpointer session) {
  g_usleep(50000);
  sk_session_free(session);
  return NULL;
}

static void connections_are_shared_and_begin_blind(void **state) {
  GError *error = NULL;
  g_autoptr(SkSessionPool) pool = pool_with_hana(state, 1);
  SkToken token = sign_in(pool);
  SkSession *first = sk_session_resume(pool, token.text, &error);
  const SkDb *db = sk_session_db(first);
  GThread *thread = g_thread_new("free", free_later, first);
  SkSession *second = sk_session_resume(pool, token.text, &error); /* waits for the only connection */
  g_thread_join(thread);
  assert_no_error(error);
  assert_ptr_equal(sk_session_db(second), db);
  sk_session_free(second);
}

static int thaw(void **state) {
  sk_clock_freeze(-1);
  return fixture_end(state);
}

#define sign_in_test(name) cmocka_unit_test_setup_teardown(name, fixture_make, thaw)

int main(void) {
  const struct CMUnitTest tests[] = {
    sign_in_test(a_wrong_name_says_what_a_wrong_password_says),
    sign_in_test(tries_are_slowed_whether_the_name_exists_or_not),
    sign_in_test(a_token_resumes_until_it_is_signed_out),
    sign_in_test(a_token_dies_unused_and_of_age),
    sign_in_test(a_token_fails_closed),
    sign_in_test(a_restart_forgets_use_and_not_life),
    sign_in_test(one_changes_the_own_password),
    sign_in_test(connections_are_shared_and_begin_blind),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
