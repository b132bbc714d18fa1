#include "check.h"

#include "access/password.h"
#include "base/error.h"

static const struct {
  const char *password, *fault; /* NULL: allowed */
} rows[] = {
  { "short", "fewer than 10 characters" },
  { "さいかいさいかいさい", NULL },
  { "한글한글한글한글한", "fewer than 10 characters" },
  { "aaaaaaaaaaaaaa", "repeats one character" },
  { "my name is Hanako", "contains the name" },
  { "Password12", "among those tried first" },
  { "password of the long river", NULL },
  { "\xff\xfe not text at all", "not valid text" },
};

static void a_password_keeps_the_rules(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    gboolean allowed = sk_password_check(rows[i].password, "hanako", &error);
    assert_int_equal(allowed, rows[i].fault == NULL);
    if (!allowed)
      assert_error(error, SK_ERROR_REFUSED, rows[i].fault);
  }
}

static void only_the_same_password_fits(void **state) {
  (void)state;
  GError *error = NULL;
  gboolean fits = FALSE;
  g_autofree char *hash = sk_password_hash("caf\xc3\xa9 in the harbour", &error);
  assert_no_error(error);
  assert_true(g_str_has_prefix(hash, "$argon2id$"));
  assert_true(sk_password_verify(hash, "cafe\xcc\x81 in the harbour", &fits, &error)); /* typed as two characters */
  assert_true(fits);
  assert_true(sk_password_verify(hash, "cafe in the harbour", &fits, &error));
  assert_false(fits);
  assert_true(sk_password_verify(NULL, "cafe in the harbour", &fits, &error));
  assert_false(fits);
  assert_no_error(error);
}

static gpointer verify_one(gpointer user) {
  gboolean fits = FALSE;
  GError *error = NULL;
  sk_password_verify(user, "whatever it may be", &fits, &error);
  return error;
}

static void too_many_at_once_are_sent_away(void **state) {
  (void)state;
  GThread *threads[14];
  guint busy = 0;
  g_autofree char *hash = sk_password_hash("the one that was stored", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("verify", verify_one, hash);
  for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
    g_autoptr(GError) error = g_thread_join(threads[i]);
    if (error == NULL)
      continue;
    assert_error(error, SK_ERROR_BUSY, "try again");
    busy++;
  }
  assert_in_range(busy, 1, G_N_ELEMENTS(threads) - 6); /* two run and six wait, whatever the order */
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_password_keeps_the_rules),
    cmocka_unit_test(only_the_same_password_fits),
    cmocka_unit_test(too_many_at_once_are_sent_away),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
