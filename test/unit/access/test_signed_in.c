#include "fixture.h"

#include "access/signed_in.h"
#include "base/error.h"

#define PASSWORD "the river in winter"
#define START (1000000 * (SkTime)G_USEC_PER_SEC)

static SkToken sign_in(SkSessionPool *pool, const char *client, const char *device) {
  GError *error = NULL;
  SkToken token = { "" };
  gboolean half = FALSE;
  const SkSignInFrom from = { .client = client, .device = device };
  assert_true(sk_session_sign_in(pool, "hana", PASSWORD, &from, &token, &half, &error));
  assert_no_error(error);
  return token;
}

static void one_sees_where_one_is_signed_in_and_ends_it(void **state) {
  GError *error = NULL;
  SkIdText id;
  static const char *const reader[] = { "reader", NULL };
  g_autoptr(SkSession) keeper = fixture_operator(state);
  const SkAccountSpec spec = { .name = "hana", .password = PASSWORD, .roles = reader };
  assert_true(sk_account_add(keeper, &spec, &id, &error));
  sk_clock_freeze(START);
  g_autoptr(SkSessionPool) pool = sk_session_pool_new(((Fixture *)*state)->store, 2);
  SkToken home = sign_in(pool, "2001:db8:1:2::3", NULL);
  sk_clock_freeze(START + 1);
  SkToken here = sign_in(pool, "192.0.2.7", "firefox linux");
  sk_clock_freeze(START + 2);
  SkToken desk = sign_in(pool, "127.0.0.1", "chrome windows");
  SkSession *session = sk_session_resume(pool, here.text, &error);
  g_autoptr(GPtrArray) list = sk_signed_in_list(session, here.text, &error);
  assert_no_error(error);
  assert_int_equal(list->len, 3);
  static const char *const networks[] = { "local", "192.0.2.*", "2001:db8:1:*" };
  for (guint i = 0; i < list->len; i++) {
    const SkSignedIn *one = list->pdata[i];
    assert_string_equal(one->network, networks[i]);
    assert_int_equal(one->own, i == 1);
  }
  assert_null(((SkSignedIn *)list->pdata[2])->device);
  assert_true(sk_signed_in_end(session, ((SkSignedIn *)list->pdata[2])->id.text, &error));
  assert_false(sk_signed_in_end(session, ((SkSignedIn *)list->pdata[2])->id.text, &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "no such sign-in");
  g_clear_error(&error);
  assert_true(sk_signed_in_end_all(session, here.text, &error));
  sk_session_free(session);
  assert_null(sk_session_resume(pool, home.text, NULL));
  assert_null(sk_session_resume(pool, desk.text, NULL));
  session = sk_session_resume(pool, here.text, &error);
  assert_non_null(session);
  assert_true(sk_signed_in_end_all(session, NULL, &error));
  sk_session_free(session);
  assert_null(sk_session_resume(pool, here.text, NULL));
  sk_clock_freeze(-1);
}

/* A grant that ends in the middle of a sign-in is gone with the next request. */
static void a_grant_ends_while_somebody_is_signed_in(void **state) {
  GError *error = NULL;
  SkIdText id;
  static const char *const reader[] = { "reader", NULL };
  g_autoptr(SkSession) keeper = fixture_operator(state);
  const SkAccountSpec spec = { .name = "hana", .password = PASSWORD, .roles = reader, .until = START + 10 };
  sk_clock_freeze(START);
  assert_true(sk_account_add(keeper, &spec, &id, &error));
  assert_true(sk_account_grant(keeper, "hana", "health", START + 5, &error));
  g_autoptr(SkSessionPool) pool = sk_session_pool_new(((Fixture *)*state)->store, 2);
  SkToken token = sign_in(pool, NULL, NULL);
  SkSession *session = sk_session_resume(pool, token.text, &error);
  int64_t granted = sk_session_clearance(session);
  sk_session_free(session);
  sk_clock_freeze(START + 5);
  session = sk_session_resume(pool, token.text, &error);
  assert_no_error(error);
  assert_int_not_equal(sk_session_clearance(session), granted);
  assert_true(sk_session_may(session, SK_PERMISSION_PERSON_READ));
  sk_session_free(session);
  sk_clock_freeze(START + 10); /* the role ends too */
  session = sk_session_resume(pool, token.text, &error);
  assert_false(sk_session_may(session, SK_PERMISSION_PERSON_READ));
  sk_session_free(session);
  sk_clock_freeze(-1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    fixture_test(one_sees_where_one_is_signed_in_and_ends_it),
    fixture_test(a_grant_ends_while_somebody_is_signed_in),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
