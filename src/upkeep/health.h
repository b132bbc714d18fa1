/* How the register stands, at a glance: what an administrator looks at before anything is wrong. */
#pragma once

#include "upkeep/proof.h"
#include "upkeep/register.h"

#define SK_ROOM_LOW 3 /* times what the register takes: a backup, a restore test of it, and as much to grow */

typedef struct {
  int64_t schema;            /* its newest migration, ... */
  SkTime schema_applied;     /* ... and when that was applied */
  int64_t database_bytes;    /* -1: on a server, which knows */
  int64_t files, file_bytes; /* kept as they came */
  int64_t sources, keys;     /* that files are kept of; and of how many of them the key opens */
  int64_t entries;           /* of the journal */
  SkTime last_entry;
  int64_t room;         /* free where the register lies, in bytes */
  gboolean room_is_low; /* less than SK_ROOM_LOW times what it takes */
  SkProof checked;      /* the last check of all of it */
} SkHealth;

/* Fills *ret_health; clear it. */
gboolean sk_health_look(const SkRegister *self, SkDb *db, SkHealth *ret_health, GError **error);
void sk_health_clear(SkHealth *health);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SkHealth, sk_health_clear)
