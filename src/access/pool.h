/* Inside access only: what the sign-ins of one server share, and connections to the register in turns. */
#pragma once

#include "access/sign_in.h"
#include "access/throttle.h"

struct SkSessionPool {
  SkStore *store;
  GMutex mutex; /* of all below */
  GCond given_back;
  GPtrArray *idle; /* SkDb */
  guint limit, out;
  SkThrottle *throttle;
  gboolean recalled; /* the throttle knows what an earlier server knew */
  GHashTable *used;  /* TokenDigest to SkTime: when a token was last used; only of tokens that resumed */
};

/* A connection that sees nothing yet. Waits while all are out; SK_ERROR_BUSY after ten seconds. */
SkDb *pool_take(SkSessionPool *pool, GError **error);
/* Takes it back. A NULL one only makes room. */
void pool_give_back(SkDb *db, SkSessionPool *pool);
