/* A temporary directory for each test, removed with all in it. */
#pragma once

#include "check.h"

#include "upkeep/tree.h"

#include <string.h>

static int place_make(void **state) {
  GError *error = NULL;
  *state = g_dir_make_tmp("saikai-upkeep-XXXXXX", &error);
  assert_no_error(error);
  return 0;
}

static int place_end(void **state) {
  sk_tree_remove(*state);
  g_free(*state);
  return 0;
}

/* A path inside; the caller frees. */
static inline char *place_path(void **state, const char *name) {
  return g_build_filename(*state, name, NULL);
}

static inline GBytes *place_read(const char *path) {
  char *bytes = NULL;
  gsize size = 0;
  GError *error = NULL;
  g_file_get_contents(path, &bytes, &size, &error);
  assert_no_error(error);
  return g_bytes_new_take(bytes, size);
}

/* Writes the first `size` of `bytes`, with one bit of the byte at `flip` turned (-1: none). */
static inline void place_write_flipped(const char *path, GBytes *bytes, gsize size, gssize flip) {
  GError *error = NULL;
  g_autofree char *copy = g_memdup2(g_bytes_get_data(bytes, NULL), size);
  if (flip >= 0)
    copy[flip] = (char)(copy[flip] ^ 0x10);
  g_file_set_contents(path, copy, (gssize)size, &error);
  assert_no_error(error);
}

#define place_test(name) cmocka_unit_test_setup_teardown(name, place_make, place_end)
