/* A register of its own for each test: an encrypted database in a temporary directory, with its operator. */
#pragma once

#include "access/account.h"
#include "check.h"

#include <ftw.h>
#include <stdio.h>

typedef struct {
  char *directory;
  SkStore *store;
} Fixture;

static int fixture_remove(const char *path, const struct stat *info, int kind, struct FTW *place) {
  (void)info;
  (void)kind;
  (void)place;
  return remove(path);
}

static int fixture_make(void **state) {
  GError *error = NULL;
  Fixture *fixture = g_new0(Fixture, 1);
  g_autoptr(SkKey) key = sk_key_new_random();
  fixture->directory = g_dir_make_tmp("saikai-access-XXXXXX", &error);
  assert_no_error(error);
  fixture->store = sk_store_create(fixture->directory, key, &error);
  assert_no_error(error);
  gboolean founded = sk_account_found_operator(fixture->store, &error);
  assert_no_error(error);
  assert_true(founded);
  *state = fixture;
  return 0;
}

static int fixture_end(void **state) {
  Fixture *fixture = *state;
  sk_store_free(fixture->store);
  nftw(fixture->directory, fixture_remove, 16, FTW_DEPTH | FTW_PHYS);
  g_free(fixture->directory);
  g_free(fixture);
  return 0;
}

static inline SkSession *fixture_operator(void **state) {
  GError *error = NULL;
  SkSession *session = sk_session_open(((Fixture *)*state)->store, SK_OPERATOR, &error);
  assert_no_error(error);
  return session;
}

/* Adds an account with one role, and opens a session of it. */
static inline SkSession *fixture_session(void **state, const char *name, const char *role) {
  GError *error = NULL;
  SkIdText id;
  g_autoptr(SkSession) keeper = fixture_operator(state);
  const char *const roles[] = { role, NULL };
  SkAccountSpec spec = { .name = name, .level = 1, .roles = roles };
  assert_true(sk_account_add(keeper, &spec, &id, &error));
  assert_no_error(error);
  SkSession *session = sk_session_open(((Fixture *)*state)->store, name, &error);
  assert_no_error(error);
  return session;
}

#define fixture_test(name) cmocka_unit_test_setup_teardown(name, fixture_make, fixture_end)
