/* A fresh register of its own for each test of the store; on which engine, store_place.h says. */
#pragma once

#include "store/work.h"

typedef struct {
  char *dir; /* or the address of its database */
  SkKey *key;
  SkStore *store;
  SkDb *db;
} Fixture;

/* cmocka setup and teardown. */
int fixture_open(void **state);
int fixture_close(void **state);
/* A connection that sees everything open (level 0, no compartment), by a clearance made on the way. */
int64_t fixture_clearance(Fixture *fixture, int level, const char *const *compartments);
