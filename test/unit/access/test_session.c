#include "fixture.h"

#include "base/error.h"
#include "store/label.h"

static int64_t label_of(SkSession *session, int level, const char *compartment, const int32_t *embargo) {
  GError *error = NULL;
  int64_t label = 0;
  const char *const codes[] = { compartment, NULL };
  const SkLabelSpec spec = { .level = level, .compartments = compartment != NULL ? codes : NULL, .embargo = embargo };
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_SOURCE_ADD, &error);
  assert_no_error(error);
  assert_true(sk_label_intern(work, &spec, &label, &error));
  assert_true(sk_work_commit(work, SK_JOURNAL_SOURCE_ADD, &error));
  assert_no_error(error);
  return label;
}

static SkSession *open_as(void **state, const char *name) {
  GError *error = NULL;
  SkSession *session = sk_session_open(((Fixture *)*state)->store, name, &error);
  assert_no_error(error);
  return session;
}

static gboolean sees(void **state, const char *name, int64_t label) {
  g_autoptr(SkSession) session = open_as(state, name);
  return sk_db_sees_label(sk_session_db(session), label);
}

static void work_asks_for_the_permission(void **state) {
  g_autoptr(GError) error = NULL;
  g_autoptr(SkSession) session = fixture_session(state, "hana", "reader");
  assert_true(sk_session_may(session, SK_PERMISSION_PERSON_READ));
  assert_null(sk_session_work(session, SK_PERMISSION_IMPORT, &error));
  assert_error(error, SK_ERROR_DENIED, "hana lacks the permission import");
  assert_false(sk_session_may(NULL, SK_PERMISSION_PERSON_READ));
}

static void the_operator_sees_compartments_made_later(void **state) {
  g_autoptr(SkSession) session = fixture_operator(state);
  int64_t label = label_of(session, 9, "letters-of-hana", NULL);
  assert_false(sk_db_sees_label(sk_session_db(session), label)); /* settled at the next opening */
  assert_true(sees(state, SK_OPERATOR, label));
}

static void a_grant_opens_and_its_end_closes(void **state) {
  GError *error = NULL;
  G_GNUC_UNUSED g_autoptr(SkSession) hana = fixture_session(state, "hana", "reader");
  g_autoptr(SkSession) keeper = fixture_operator(state);
  int64_t label = label_of(keeper, 1, "origin", NULL), higher = label_of(keeper, 2, NULL, NULL);
  sk_clock_freeze(1000 * G_USEC_PER_SEC);
  assert_false(sees(state, "hana", label));
  assert_true(sk_account_grant(keeper, "hana", "origin", 2000 * G_USEC_PER_SEC, &error));
  assert_no_error(error);
  assert_true(sees(state, "hana", label));
  assert_false(sees(state, "hana", higher)); /* a compartment is not a level */
  sk_clock_freeze(2000 * G_USEC_PER_SEC);
  assert_false(sees(state, "hana", label));
  sk_clock_freeze(-1);
}

static void a_revoked_grant_closes(void **state) {
  g_autoptr(GError) error = NULL;
  G_GNUC_UNUSED g_autoptr(SkSession) hana = fixture_session(state, "hana", "reader");
  g_autoptr(SkSession) keeper = fixture_operator(state);
  int64_t label = label_of(keeper, 0, "health", NULL);
  assert_true(sk_account_grant(keeper, "hana", "health", 0, &error));
  assert_true(sees(state, "hana", label));
  assert_true(sk_account_revoke(keeper, "hana", "health", &error));
  assert_false(sees(state, "hana", label));
  assert_false(sk_account_revoke(keeper, "hana", "health", &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "was not granted");
}

static void an_embargo_opens_on_its_day(void **state) {
  const int32_t day = 30000;
  sk_clock_freeze((SkTime)(day - 1) * G_TIME_SPAN_DAY);
  G_GNUC_UNUSED g_autoptr(SkSession) hana = fixture_session(state, "hana", "reader");
  g_autoptr(SkSession) keeper = fixture_operator(state);
  int64_t label = label_of(keeper, 0, NULL, &day);
  assert_false(sees(state, "hana", label));
  sk_clock_freeze((SkTime)day * G_TIME_SPAN_DAY);
  assert_true(sees(state, "hana", label));
  sk_clock_freeze(-1);
}

static void roles_end_too(void **state) {
  GError *error = NULL;
  SkIdText id;
  static const char *const reader[] = { "reader", NULL };
  g_autoptr(SkSession) keeper = fixture_operator(state);
  sk_clock_freeze(1000 * G_USEC_PER_SEC);
  const SkAccountSpec spec = { .name = "guest", .roles = reader, .until = 2000 * G_USEC_PER_SEC };
  assert_true(sk_account_add(keeper, &spec, &id, &error));
  g_autoptr(SkSession) before = open_as(state, "guest");
  assert_true(sk_session_may(before, SK_PERMISSION_PERSON_READ));
  sk_clock_freeze(2000 * G_USEC_PER_SEC);
  g_autoptr(SkSession) after = open_as(state, "guest");
  assert_false(sk_session_may(after, SK_PERMISSION_PERSON_READ));
  sk_clock_freeze(-1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    fixture_test(work_asks_for_the_permission),     fixture_test(the_operator_sees_compartments_made_later),
    fixture_test(a_grant_opens_and_its_end_closes), fixture_test(a_revoked_grant_closes),
    fixture_test(an_embargo_opens_on_its_day),      fixture_test(roles_end_too),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
