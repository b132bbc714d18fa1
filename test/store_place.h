/* Where a test's register lives: a temporary directory, or, when SAIKAI_TEST_STORE holds the address of a PostgreSQL
 * server (test/postgres/with_cluster), a fresh database there. */
#pragma once

#include "check.h"

#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static inline const char *store_place_server(void) {
  return g_getenv("SAIKAI_TEST_STORE");
}

static inline void store_place_command(const char *sql) {
  const char *const arguments[] = { "psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", "-c", sql, "-d", store_place_server(),
                                    NULL };
  int status = -1;
  GError *error = NULL;
  g_spawn_sync(NULL, (char **)(guintptr)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  assert_no_error(error);
  assert_int_equal(status, 0);
}

/* The caller frees it. */
static inline char *store_place_make(void) {
  static int made = 0;
  GError *error = NULL;
  if (store_place_server() == NULL) {
    char *directory = g_dir_make_tmp("saikai-test-XXXXXX", &error);
    assert_no_error(error);
    return directory;
  }
  g_autofree char *name = g_strdup_printf("test_%d_%d", (int)getpid(), ++made);
  g_autofree char *sql = g_strdup_printf("CREATE DATABASE %s STRATEGY file_copy", name);
  g_autofree char *path = g_strdup_printf("/%s?", name);
  store_place_command(sql);
  GString *place = g_string_new(store_place_server());
  assert_int_equal(g_string_replace(place, "/postgres?", path, 1), 1);
  return g_string_free(place, FALSE);
}

static inline int store_place_remove_file(const char *path, const struct stat *info, int kind, struct FTW *place) {
  (void)info;
  (void)kind;
  (void)place;
  return remove(path);
}

static inline void store_place_remove(const char *place) {
  if (store_place_server() == NULL) {
    nftw(place, store_place_remove_file, 16, FTW_DEPTH | FTW_PHYS);
    return;
  }
  const char *name = strstr(place, "/test_") + 1;
  g_autofree char *database = g_strdup_printf("DROP DATABASE %.*s WITH (FORCE)", (int)strcspn(name, "?"), name);
  g_autofree char *role = g_strdup_printf("DROP ROLE IF EXISTS saikai_reader_%.*s", (int)strcspn(name, "?"), name);
  store_place_command(database);
  store_place_command(role);
}
