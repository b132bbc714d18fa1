/* A register of its own for each test, with its operator. */
#pragma once

#include "access/account.h"
#include "check.h"
#include "store_place.h"

typedef struct {
  char *directory; /* or the address of its database */
  SkStore *store;
} Fixture;

static int fixture_make(void **state) {
  GError *error = NULL;
  Fixture *fixture = g_new0(Fixture, 1);
  g_autoptr(SkKey) key = sk_key_new_random();
  fixture->directory = store_place_make();
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
  store_place_remove(fixture->directory);
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
