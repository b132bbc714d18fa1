#include "place.h"

#include "base/error.h"
#include "upkeep/sealed.h"

#define PIECE 65536
#define SECRET "the long river"

/* `size` bytes that differ from place to place. */
static uint8_t *pattern(gsize size) {
  uint8_t *bytes = g_malloc(size + 1);
  for (gsize i = 0; i < size; i++)
    bytes[i] = (uint8_t)(i * 31 + i / 251);
  return bytes;
}

static void seal(const char *path, gsize size) {
  GError *error = NULL;
  g_autofree uint8_t *bytes = pattern(size);
  g_autoptr(SkSealedWriter) writer = sk_sealed_create(path, SECRET, SK_COST_LIGHT, TRUE, &error);
  assert_no_error(error);
  for (gsize at = 0; at < size; at += 1000) /* in parts that fit no piece */
    assert_true(sk_sealed_write(writer, bytes + at, MIN(1000, size - at), &error));
  assert_true(sk_sealed_finish(writer, &error));
  assert_no_error(error);
}

static gboolean unseal(const char *path, gsize size, GError **error) {
  g_autofree uint8_t *wanted = pattern(size);
  g_autofree uint8_t *bytes = g_malloc(size + 1);
  g_autoptr(SkSealedReader) reader = sk_sealed_open(path, SECRET, error);
  if (reader == NULL || !sk_sealed_read(reader, bytes, size, error) || !sk_sealed_read_end(reader, error))
    return FALSE;
  assert_memory_equal(bytes, wanted, size);
  return TRUE;
}

static void what_was_written_comes_back(void **state) {
  static const gsize sizes[] = { 0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE };
  g_autofree char *path = place_path(state, "sealed");
  for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
    g_autoptr(GError) error = NULL;
    seal(path, sizes[i]);
    assert_true(unseal(path, sizes[i], &error));
    assert_no_error(error);
  }
}

static void nothing_of_the_content_shows(void **state) {
  g_autofree char *path = place_path(state, "sealed");
  g_autofree uint8_t *plain = pattern(1000);
  seal(path, 1000);
  g_autoptr(GBytes) bytes = place_read(path);
  assert_null(memmem(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), plain, 16));
}

static void every_flipped_byte_is_refused(void **state) {
  g_autofree char *path = place_path(state, "sealed"), *flipped = place_path(state, "flipped");
  seal(path, 2 * PIECE + 100);
  g_autoptr(GBytes) bytes = place_read(path);
  gsize size = g_bytes_get_size(bytes);
  for (gsize at = 0; at < size; at += at < 96 ? 5 : 9973) {
    g_autoptr(GError) error = NULL;
    place_write_flipped(flipped, bytes, size, (gssize)at);
    assert_false(unseal(flipped, 2 * PIECE + 100, &error));
    assert_true(error->code == SK_ERROR_CORRUPT || error->code == SK_ERROR_LOCKED || error->code == SK_ERROR_NEWER);
  }
}

static void a_cut_or_a_longer_file_is_refused(void **state) {
  g_autofree char *path = place_path(state, "sealed"), *cut = place_path(state, "cut");
  seal(path, 2 * PIECE);
  g_autoptr(GBytes) bytes = place_read(path);
  gsize size = g_bytes_get_size(bytes);
  const gsize sizes[] = { 0, 50, 96, 97, 96 + PIECE + 17, size - 1 };
  for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
    g_autoptr(GError) error = NULL;
    place_write_flipped(cut, bytes, sizes[i], -1);
    assert_false(unseal(cut, 2 * PIECE, &error));
    assert_error(error, SK_ERROR_CORRUPT, "cannot be used");
  }
  g_autoptr(GError) error = NULL;
  g_autofree char *longer = g_malloc0(size + 1);
  memcpy(longer, g_bytes_get_data(bytes, NULL), size);
  assert_true(g_file_set_contents(cut, longer, (gssize)size + 1, NULL));
  assert_false(unseal(cut, 2 * PIECE, &error));
  assert_error(error, SK_ERROR_CORRUPT, "cannot be used");
}

static void reading_less_than_all_is_no_end(void **state) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = place_path(state, "sealed");
  seal(path, 100);
  assert_false(unseal(path, 99, &error));
  assert_error(error, SK_ERROR_CORRUPT, "holds more than it says");
}

static void a_wrong_passphrase_says_so(void **state) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = place_path(state, "sealed");
  seal(path, 10);
  assert_null(sk_sealed_open(path, "the short river", &error));
  assert_error(error, SK_ERROR_LOCKED, "wrong passphrase");
}

static void an_unfinished_file_leaves_nothing(void **state) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = place_path(state, "sealed");
  SkSealedWriter *writer = sk_sealed_create(path, SECRET, SK_COST_LIGHT, FALSE, &error);
  assert_true(sk_sealed_write(writer, "abc", 3, &error));
  sk_sealed_writer_free(writer);
  g_autoptr(GDir) dir = g_dir_open(*state, 0, NULL);
  assert_null(g_dir_read_name(dir));
  seal(path, 1);
  assert_null(sk_sealed_create(path, SECRET, SK_COST_LIGHT, FALSE, &error));
  assert_error(error, SK_ERROR_DUPLICATE, "exists already");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    place_test(what_was_written_comes_back),       place_test(nothing_of_the_content_shows),
    place_test(every_flipped_byte_is_refused),     place_test(a_cut_or_a_longer_file_is_refused),
    place_test(reading_less_than_all_is_no_end),   place_test(a_wrong_passphrase_says_so),
    place_test(an_unfinished_file_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
