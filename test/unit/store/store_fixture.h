/* A fresh register in a directory of its own, for the tests of the store. */
#pragma once

#include "store/work.h"

typedef struct {
  char *dir;
  SkKey *key;
  SkStore *store;
  SkDb *db;
} Fixture;

/* cmocka setup and teardown. */
int fixture_open(void **state);
int fixture_close(void **state);
/* A connection that sees everything open (level 0, no compartment), by a clearance made on the way. */
int64_t fixture_clearance(Fixture *fixture, int level, const char *const *compartments);
