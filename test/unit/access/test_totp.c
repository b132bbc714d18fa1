#include "check.h"

#include "access/totp.h"

#include <string.h>

static const uint8_t key[] = "12345678901234567890"; /* of both RFCs' tables */

/* RFC 4226, appendix D. */
static void codes_count_as_rfc_4226_says(void **state) {
  static const char *const codes[] = { "755224", "287082", "359152", "969429", "338314",
                                       "254676", "287922", "162583", "399871", "520489" };
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(codes); i++) {
    char code[9];
    sk_totp_code(key, SK_TOTP_KEY_BYTES, (int64_t)i, 6, code);
    assert_string_equal(code, codes[i]);
  }
}

/* RFC 6238, appendix B, the rows of SHA-1. */
static void codes_follow_the_clock_as_rfc_6238_says(void **state) {
  static const struct {
    int64_t seconds;
    const char *code;
  } rows[] = { { 59, "94287082" },         { 1111111109, "07081804" }, { 1111111111, "14050471" },
               { 1234567890, "89005924" }, { 2000000000, "69279037" }, { 20000000000, "65353130" } };
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    char code[9];
    sk_totp_code(key, SK_TOTP_KEY_BYTES, sk_totp_step(rows[i].seconds * (SkTime)G_USEC_PER_SEC), 8, code);
    assert_string_equal(code, rows[i].code);
  }
}

static void a_clock_may_be_a_step_off_and_no_more(void **state) {
  static const struct {
    int64_t off; /* steps between the code and the moment */
    gboolean found;
  } rows[] = { { -2, FALSE }, { -1, TRUE }, { 0, TRUE }, { 1, TRUE }, { 2, FALSE } };
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    char code[SK_TOTP_DIGITS + 1];
    sk_totp_code(key, SK_TOTP_KEY_BYTES, 1000 + rows[i].off, SK_TOTP_DIGITS, code);
    SkTime now = (1000 * SK_TOTP_SECONDS + 29) * (SkTime)G_USEC_PER_SEC;
    assert_int_equal(sk_totp_find(key, code, now, 0), rows[i].found ? 1000 + rows[i].off : -1);
  }
}

static void a_step_counts_once(void **state) {
  (void)state;
  char code[SK_TOTP_DIGITS + 1];
  SkTime now = 1000 * SK_TOTP_SECONDS * (SkTime)G_USEC_PER_SEC;
  sk_totp_code(key, SK_TOTP_KEY_BYTES, 1000, SK_TOTP_DIGITS, code);
  assert_int_equal(sk_totp_find(key, code, now, 999), 1000);
  assert_int_equal(sk_totp_find(key, code, now, 1000), -1);
  assert_int_equal(sk_totp_find(key, code, now, 1001), -1);
  assert_int_equal(sk_totp_find(key, "", now, 0), -1);
  assert_int_equal(sk_totp_find(key, "12345", now, 0), -1);
}

/* RFC 4648's alphabet; the text for the RFCs' key is the one in many apps' manuals. */
static void a_key_is_written_in_base_32(void **state) {
  (void)state;
  g_autofree char *text = sk_totp_key_text(key);
  assert_string_equal(text, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(codes_count_as_rfc_4226_says),          cmocka_unit_test(codes_follow_the_clock_as_rfc_6238_says),
    cmocka_unit_test(a_clock_may_be_a_step_off_and_no_more), cmocka_unit_test(a_step_counts_once),
    cmocka_unit_test(a_key_is_written_in_base_32),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
