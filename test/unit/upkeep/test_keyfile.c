#include "place.h"

#include "base/error.h"
#include "upkeep/keyfile.h"

static GBytes *written(void **state, SkKey *key) {
  GError *error = NULL;
  g_autofree char *path = place_path(state, "key");
  assert_true(sk_keyfile_write(path, key, "the long river", SK_COST_LIGHT, &error));
  assert_no_error(error);
  return place_read(path);
}

static SkKey *parse(GBytes *bytes, const char *passphrase, GError **error) {
  gsize size = 0;
  const uint8_t *from = g_bytes_get_data(bytes, &size);
  return sk_keyfile_parse(from, size, passphrase, error);
}

static void the_key_comes_back_with_its_passphrase_only(void **state) {
  g_autoptr(GError) error = NULL;
  g_autoptr(SkKey) key = sk_key_new_random();
  g_autoptr(GBytes) bytes = written(state, key);
  assert_int_equal(g_bytes_get_size(bytes), SK_KEYFILE_BYTES);
  g_autoptr(SkKey) back = parse(bytes, "the long river", &error);
  assert_no_error(error);
  assert_memory_equal(sk_key_bytes(back), sk_key_bytes(key), SK_KEY_BYTES);
  assert_null(parse(bytes, "the long River", &error));
  assert_error(error, SK_ERROR_LOCKED, "wrong passphrase");
}

static void the_same_key_is_never_written_the_same(void **state) {
  g_autoptr(SkKey) key = sk_key_new_random();
  g_autoptr(GBytes) one = written(state, key), other = written(state, key);
  assert_false(g_bytes_equal(one, other));
}

/* Flips one bit in each field: magic, version, passes, memory, salt, nonce, key, tag. */
static void a_flipped_bit_is_noticed(void **state) {
  static const gssize places[] = { 0, 8, 12, 20, 30, 50, 70, 110 };
  g_autoptr(SkKey) key = sk_key_new_random();
  g_autoptr(GBytes) bytes = written(state, key);
  g_autofree char *path = place_path(state, "flipped");
  for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
    g_autoptr(GError) error = NULL;
    place_write_flipped(path, bytes, SK_KEYFILE_BYTES, places[i]);
    assert_null(sk_keyfile_read(path, "the long river", &error));
    assert_true(error->code == SK_ERROR_CORRUPT || error->code == SK_ERROR_LOCKED || error->code == SK_ERROR_NEWER);
  }
}

static void a_cut_file_is_no_key(void **state) {
  g_autoptr(SkKey) key = sk_key_new_random();
  g_autoptr(GBytes) bytes = written(state, key);
  for (gsize size = 0; size < SK_KEYFILE_BYTES; size++) {
    g_autoptr(GError) error = NULL;
    assert_null(sk_keyfile_parse(g_bytes_get_data(bytes, NULL), size, "the long river", &error));
    assert_error(error, SK_ERROR_CORRUPT, "key file");
  }
}

static void a_passphrase_has_eight_characters(void **state) {
  (void)state;
  static const struct {
    const char *passphrase;
    gboolean allowed;
  } rows[] = { { "seven77", FALSE }, { "eight888", TRUE }, { "帰国事業", FALSE }, { "bad\xff bytes here", FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    assert_int_equal(sk_passphrase_check(rows[i].passphrase, &error), rows[i].allowed);
    if (!rows[i].allowed)
      assert_error(error, SK_ERROR_REFUSED, "at least 8 characters");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    place_test(the_key_comes_back_with_its_passphrase_only),
    place_test(the_same_key_is_never_written_the_same),
    place_test(a_flipped_bit_is_noticed),
    place_test(a_cut_file_is_no_key),
    cmocka_unit_test(a_passphrase_has_eight_characters),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
