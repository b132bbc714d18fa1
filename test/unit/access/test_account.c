#include "fixture.h"

#include "base/error.h"

static const char *const reader[] = { "reader", NULL };

static gboolean add(SkSession *session, SkAccountSpec spec, GError **error) {
  SkIdText id = { "" };
  gboolean added = sk_account_add(session, &spec, &id, error);
  assert_int_equal(strlen(id.text), added ? SK_ID_TEXT : 0); /* outputs are untouched on failure */
  return added;
}

static void a_faulty_account_is_refused(void **state) {
  static const char *const king[] = { "king", NULL };
  static const char *const twice[] = { "reader", "reader", NULL };
  static const char *const moon[] = { "moon", NULL };
  static const struct {
    SkAccountSpec spec;
    const char *fault;
  } rows[] = {
    { { .name = "", .roles = reader }, "it is empty" },
    { { .name = "two words", .roles = reader }, "a space or a control character" },
    { { .name = "hana", .roles = NULL }, "at least one role" },
    { { .name = "hana", .roles = king }, "\"king\" is no role; the roles are archivist, tracing-officer" },
    { { .name = "hana", .roles = twice }, "given twice" },
    { { .name = "hana", .roles = reader, .level = 10 }, "level 10" },
    { { .name = "hana", .roles = reader, .language = "fr" }, "\"fr\" is not a language" },
    { { .name = "hana", .roles = reader, .password = "short" }, "fewer than 10" },
    { { .name = "hana", .roles = reader, .compartments = moon }, "no compartment \"moon\"" },
  };
  g_autoptr(SkSession) session = fixture_operator(state);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    assert_false(add(session, rows[i].spec, &error));
    assert_error(error, SK_ERROR_REFUSED, rows[i].fault);
  }
}

static void a_name_is_taken_once(void **state) {
  g_autoptr(GError) error = NULL;
  g_autoptr(SkSession) session = fixture_operator(state);
  assert_true(add(session, (SkAccountSpec){ .name = "花子", .roles = reader }, &error));
  assert_false(add(session, (SkAccountSpec){ .name = "花子", .roles = reader }, &error));
  assert_error(error, SK_ERROR_DUPLICATE, "\"花子\" already");
}

static void accounts_are_listed_with_what_they_hold(void **state) {
  GError *error = NULL;
  static const char *const origin[] = { "origin", NULL };
  g_autoptr(SkSession) session = fixture_operator(state);
  assert_true(
      add(session,
          (SkAccountSpec){
              .name = "hana", .roles = reader, .level = 3, .compartments = origin, .language = "ko", .until = 77 },
          &error));
  g_autoptr(GPtrArray) accounts = sk_account_list(session, &error);
  assert_no_error(error);
  assert_int_equal(accounts->len, 2);
  const SkAccount *hana = accounts->pdata[0];
  assert_string_equal(hana->name, "hana");
  assert_int_equal(hana->level, 3);
  assert_string_equal(hana->language, "ko");
  assert_false(hana->has_password);
  assert_int_equal(hana->grants->len, 1);
  assert_string_equal(((SkAccountHold *)hana->grants->pdata[0])->code, "origin");
  assert_int_equal(((SkAccountHold *)hana->roles->pdata[0])->until, 77);
}

static void who_may_not_manage_accounts_is_denied(void **state) {
  g_autoptr(GError) error = NULL;
  g_autoptr(SkSession) session = fixture_session(state, "hana", "reviewer");
  assert_false(add(session, (SkAccountSpec){ .name = "taro", .roles = reader }, &error));
  assert_error(error, SK_ERROR_DENIED, "hana lacks the permission account.manage");
  g_clear_error(&error);
  assert_null(sk_account_list(session, &error));
  assert_error(error, SK_ERROR_DENIED, "account.manage");
}

static void nobody_lets_themselves_in(void **state) {
  g_autoptr(GError) error = NULL;
  g_autoptr(SkSession) session = fixture_session(state, "keeper", "administrator");
  assert_false(sk_account_grant(session, "keeper", "origin", 0, &error));
  assert_error(error, SK_ERROR_REFUSED, "nobody grants a compartment to themselves");
  g_clear_error(&error);
  assert_false(sk_account_disable(session, "keeper", &error));
  assert_error(error, SK_ERROR_REFUSED, "nobody disables");
}

static void a_disabled_account_acts_no_more(void **state) {
  g_autoptr(GError) error = NULL;
  Fixture *fixture = *state;
  g_autoptr(SkSession) session = fixture_operator(state);
  assert_true(add(session, (SkAccountSpec){ .name = "hana", .roles = reader }, &error));
  assert_true(sk_account_disable(session, "hana", &error));
  assert_null(sk_session_open(fixture->store, "hana", &error));
  assert_error(error, SK_ERROR_DENIED, "\"hana\"");
}

static void a_register_is_founded_once(void **state) {
  g_autoptr(GError) error = NULL;
  assert_false(sk_account_found_operator(((Fixture *)*state)->store, &error));
  assert_error(error, SK_ERROR_REFUSED, "has accounts already");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    fixture_test(a_faulty_account_is_refused),
    fixture_test(a_name_is_taken_once),
    fixture_test(accounts_are_listed_with_what_they_hold),
    fixture_test(who_may_not_manage_accounts_is_denied),
    fixture_test(nobody_lets_themselves_in),
    fixture_test(a_disabled_account_acts_no_more),
    fixture_test(a_register_is_founded_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
