#include "fixture.h"

#include "access/second_factor.h"
#include "access/sign_in.h"
#include "base/error.h"
#include "store/queries/access.h"

#define PASSWORD "the river in winter"
#define START (1000000 * (SkTime)G_USEC_PER_SEC)
#define STEP (SK_TOTP_SECONDS * (SkTime)G_USEC_PER_SEC)

static const SkSignInFrom here = { .client = "192.0.2.7", .device = "firefox linux" };

static SkSessionPool *pool_with_hana(void **state) {
  GError *error = NULL;
  SkIdText id;
  static const char *const reader[] = { "reader", NULL };
  g_autoptr(SkSession) keeper = fixture_operator(state);
  const SkAccountSpec spec = { .name = "hana", .password = PASSWORD, .roles = reader };
  assert_true(sk_account_add(keeper, &spec, &id, &error));
  assert_no_error(error);
  sk_clock_freeze(START);
  return sk_session_pool_new(((Fixture *)*state)->store, 2);
}

/* The first step; whether a second is due. */
static gboolean show_password(SkSessionPool *pool, SkToken *ret_token) {
  GError *error = NULL;
  gboolean half = FALSE;
  assert_true(sk_session_sign_in(pool, "hana", PASSWORD, &here, ret_token, &half, &error));
  assert_no_error(error);
  return half;
}

static gboolean show_code(SkSessionPool *pool, const SkToken *half, const char *code, SkToken *ret_token) {
  g_autoptr(GError) error = NULL;
  gboolean in = sk_session_second_step(pool, half->text, code, &here, ret_token, &error);
  if (!in)
    assert_error(error, SK_ERROR_LOCKED, "");
  return in;
}

static void code_at(const SkFactor *factor, SkTime moment, char code[SK_TOTP_DIGITS + 1]) {
  sk_totp_code(factor->key, SK_TOTP_KEY_BYTES, sk_totp_step(moment), SK_TOTP_DIGITS, code);
}

/* Hana pairs her device; its key, and her recovery codes. */
static SkFactor pair(SkSessionPool *pool, SkRecoveryCodes *ret_codes) {
  GError *error = NULL;
  SkToken token;
  SkFactor factor, paired;
  char code[SK_TOTP_DIGITS + 1];
  assert_false(show_password(pool, &token));
  g_autoptr(SkSession) session = sk_session_resume(pool, token.text, &error);
  assert_true(sk_factor_begin(session, &error));
  assert_true(sk_factor_load(session, &factor, &error));
  assert_no_error(error);
  assert_true(factor.begun && factor.since == 0);
  code_at(&factor, START, code);
  assert_true(sk_factor_confirm(session, code, ret_codes, &error));
  assert_no_error(error);
  assert_true(sk_factor_load(session, &paired, &error));
  assert_true(paired.since == START && !paired.begun && paired.codes == SK_RECOVERY_CODES);
  return factor;
}

static void a_code_is_the_second_step_and_counts_once(void **state) {
  g_autoptr(SkSessionPool) pool = pool_with_hana(state);
  SkRecoveryCodes codes;
  SkToken half, token;
  char code[SK_TOTP_DIGITS + 1];
  SkFactor factor = pair(pool, &codes);
  assert_true(show_password(pool, &half));
  assert_null(sk_session_resume(pool, half.text, NULL)); /* the first step opens nothing */
  code_at(&factor, START, code);
  assert_false(show_code(pool, &half, code, &token)); /* it paired the device and is used up */
  sk_clock_freeze(START + STEP);
  code_at(&factor, START + STEP, code);
  assert_true(show_code(pool, &half, code, &token));
  g_autoptr(SkSession) session = sk_session_resume(pool, token.text, NULL);
  assert_non_null(session);
  assert_true(show_password(pool, &half));
  assert_false(show_code(pool, &half, code, &token));
}

static void a_recovery_code_opens_once(void **state) {
  g_autoptr(SkSessionPool) pool = pool_with_hana(state);
  SkRecoveryCodes codes;
  SkToken half, token;
  pair(pool, &codes);
  assert_true(show_password(pool, &half));
  g_autofree char *typed = g_ascii_strdown(codes.text[3], -1);
  assert_true(show_code(pool, &half, typed, &token)); /* small letters will do */
  assert_true(show_password(pool, &half));
  assert_false(show_code(pool, &half, codes.text[3], &token));
  assert_true(show_code(pool, &half, codes.text[4], &token));
}

static void a_first_step_lasts_five_minutes(void **state) {
  g_autoptr(SkSessionPool) pool = pool_with_hana(state);
  g_autoptr(GError) error = NULL;
  SkRecoveryCodes codes;
  SkToken half, token;
  pair(pool, &codes);
  assert_true(show_password(pool, &half));
  sk_clock_freeze(START + 5 * (SkTime)G_TIME_SPAN_MINUTE);
  assert_false(sk_session_second_step(pool, half.text, codes.text[0], &here, &token, &error));
  assert_error(error, SK_ERROR_STALE, "begin again");
}

static void guessing_codes_is_slowed_down_across_a_restart(void **state) {
  g_autoptr(SkSessionPool) pool = pool_with_hana(state);
  SkRecoveryCodes codes;
  SkToken half, token;
  pair(pool, &codes);
  assert_true(show_password(pool, &half));
  for (int i = 0; i < 5; i++)
    assert_false(show_code(pool, &half, "000000", &token));
  assert_false(show_code(pool, &half, codes.text[0], &token)); /* right, and too soon */
  g_autoptr(SkSessionPool) restarted = sk_session_pool_new(((Fixture *)*state)->store, 2);
  assert_false(show_code(restarted, &half, codes.text[0], &token));
  sk_clock_freeze(START + 60 * (SkTime)G_USEC_PER_SEC);
  assert_true(show_code(restarted, &half, codes.text[0], &token));
}

static void the_key_is_sealed(void **state) {
  g_autoptr(SkSessionPool) pool = pool_with_hana(state);
  g_auto(SkqAccessFactor) row = { 0 };
  g_autoptr(SkSession) keeper = fixture_operator(state);
  g_auto(SkqAccessAccountNamed) hana = { 0 };
  SkSystem *system = sk_db_system(sk_session_db(keeper));
  GError *error = NULL;
  gboolean found = FALSE;
  SkRecoveryCodes codes;
  SkFactor factor = pair(pool, &codes);
  assert_true(skq_access_account_named(system, "hana", &hana, &found, &error));
  assert_true(skq_access_factor(system, hana.id, &row, &found, &error) && found);
  assert_null(memmem(row.sealed.data, row.sealed.size, factor.key, 8));
}

static void a_role_can_demand_it(void **state) {
  static const char *const readers[] = { "reader", "reviewer", NULL }, *const wrong[] = { "king", NULL };
  g_autoptr(SkSessionPool) pool = pool_with_hana(state);
  g_autoptr(SkSession) keeper = fixture_operator(state);
  g_autoptr(GError) error = NULL;
  SkToken token;
  SkRecoveryCodes codes;
  assert_false(sk_factor_set_roles(keeper, wrong, &error));
  assert_error(error, SK_ERROR_REFUSED, "king");
  g_clear_error(&error);
  assert_true(sk_factor_set_roles(keeper, readers, &error));
  g_auto(GStrv) kept = sk_factor_roles(keeper, &error);
  assert_no_error(error);
  assert_true(g_strv_equal((const char *const *)kept, (const char *const[]){ "reviewer", "reader", NULL }));
  show_password(pool, &token);
  SkSession *session = sk_session_resume(pool, token.text, NULL);
  assert_true(sk_session_owes_factor(session));
  assert_false(sk_session_may(session, SK_PERMISSION_PERSON_READ));
  sk_session_free(session);
  pair(pool, &codes);
  session = sk_session_resume(pool, token.text, NULL);
  assert_false(sk_session_owes_factor(session));
  assert_true(sk_session_may(session, SK_PERMISSION_PERSON_READ));
  assert_false(sk_factor_remove(session, codes.text[0], &error));
  assert_error(error, SK_ERROR_REFUSED, "must have");
  sk_session_free(session);
}

static void it_is_renewed_given_up_and_reset(void **state) {
  g_autoptr(SkSessionPool) pool = pool_with_hana(state);
  g_autoptr(GError) error = NULL;
  SkRecoveryCodes first, second;
  SkToken half, token;
  pair(pool, &first);
  show_password(pool, &half);
  assert_true(show_code(pool, &half, first.text[0], &token));
  SkSession *session = sk_session_resume(pool, token.text, NULL);
  assert_true(sk_factor_renew(session, first.text[1], &second, &error));
  assert_false(sk_factor_renew(session, first.text[2], &second, &error));
  assert_error(error, SK_ERROR_LOCKED, "no code");
  g_clear_error(&error);
  assert_true(sk_factor_remove(session, second.text[0], &error));
  assert_no_error(error);
  sk_session_free(session);
  pair(pool, &first);
  assert_true(show_password(pool, &half));
  g_autoptr(SkSession) keeper = fixture_operator(state);
  assert_true(sk_factor_reset(keeper, "hana", &error));
  assert_no_error(error);
  assert_false(show_password(pool, &token));
  assert_false(sk_factor_reset(keeper, "nobody", &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "no account");
}

static int thaw(void **state) {
  sk_clock_freeze(-1);
  return fixture_end(state);
}

#define factor_test(name) cmocka_unit_test_setup_teardown(name, fixture_make, thaw)

int main(void) {
  const struct CMUnitTest tests[] = {
    factor_test(a_code_is_the_second_step_and_counts_once),
    factor_test(a_recovery_code_opens_once),
    factor_test(a_first_step_lasts_five_minutes),
    factor_test(guessing_codes_is_slowed_down_across_a_restart),
    factor_test(the_key_is_sealed),
    factor_test(a_role_can_demand_it),
    factor_test(it_is_renewed_given_up_and_reset),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
