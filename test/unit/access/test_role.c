#include "check.h"

#include "access/role.h"

static void an_administrator_sees_no_person(void **state) {
  (void)state;
  SkPermissionSet may = sk_role_permissions(SK_ROLE_ADMINISTRATOR);
  assert_true(sk_permission_set_has(may, SK_PERMISSION_ACCOUNT_MANAGE));
  assert_false(sk_permission_set_has(may, SK_PERMISSION_PERSON_READ));
  assert_false(sk_permission_set_has(may, SK_PERMISSION_SOURCE_READ));
  assert_false(sk_permission_set_has(may, SK_PERMISSION_EXPORT));
}

static void a_reader_changes_nothing(void **state) {
  (void)state;
  static const SkPermission reads[] = { SK_PERMISSION_PERSON_READ, SK_PERMISSION_SOURCE_READ,
                                        SK_PERMISSION_FIGURES_READ };
  SkPermissionSet rest = sk_role_permissions(SK_ROLE_READER);
  for (gsize i = 0; i < G_N_ELEMENTS(reads); i++) {
    assert_true(sk_permission_set_has(rest, reads[i]));
    rest &= ~((SkPermissionSet)1 << reads[i]);
  }
  assert_int_equal(rest, 0);
}

static void every_permission_is_some_roles(void **state) {
  (void)state;
  SkPermissionSet all = 0;
  for (const char *const *word = sk_role_words(); *word != NULL; word++) {
    assert_string_equal(sk_role_word(sk_role_code(*word)), *word);
    all |= sk_role_permissions(sk_role_code(*word));
  }
  for (int code = 1; sk_permission_word((SkPermission)code) != NULL; code++)
    assert_true(sk_permission_set_has(all, (SkPermission)code));
}

static void an_unknown_role_gives_nothing(void **state) {
  (void)state;
  assert_int_equal(sk_role_code("king"), 0);
  assert_int_equal(sk_role_permissions(99), 0);
  assert_null(sk_role_word(99));
  assert_true(sk_permission_set_has(0, SK_PERMISSION_NONE));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_administrator_sees_no_person),
    cmocka_unit_test(a_reader_changes_nothing),
    cmocka_unit_test(every_permission_is_some_roles),
    cmocka_unit_test(an_unknown_role_gives_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
